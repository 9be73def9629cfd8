"""Windows' `systeminfo`, in any language: its labels are translated, but their order never changes.

The processors are the first list (« [01]: … ~2592 Mhz »); maker, model and kind of system stand before it, the
firmware after it, and the memory is the first number of megabytes. It tells no serial. Names of people, hosts and
networks that it holds are not read.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from workshop.adapters.readings.dmidecode import category
from workshop.adapters.readings.inventory import Inventory
from workshop.adapters.readings.placeholders import real
from workshop.adapters.readings.values import lines, untold, whole
from workshop.domain.diagnosis import Identity, Processor

_FIELD = re.compile(r"(\S[^:]{0,80}?)\s{0,3}:(?:\s+(.{0,400}))?")
_ITEM = re.compile(r"\[\d{2,3}\]\s{0,2}:\s{0,4}(\S.{0,200})")
_CLOCK = re.compile(r"(.{3,120}?)\s{1,4}~(\d{1,6}) ?\S{1,4}")
_MEGABYTES = re.compile(r"(\d[\d\s.,’'  \ufffd]{0,20})\s?(?:[MМ]\S{0,3})")
_MIB = 2**20
_BEFORE = 3  # maker, model, kind of system
_VENDORS = (("GenuineIntel", "Intel"), ("AuthenticAMD", "AMD"), ("Qualcomm", "Qualcomm"))


def read(text: str) -> Inventory | None:
    """Read a list or a table (`/fo csv`); None where no processors stand where they should."""
    fields = _of_csv(text) if text.lstrip("\ufeff \r\n").startswith('"') else list(_of_list(text))
    at = next((number for number, (_, items) in enumerate(fields) if items and _CLOCK.fullmatch(items[0])), -1)
    if at < _BEFORE:
        return None
    maker, model, kind = (real(fields[at - before][0]) for before in range(_BEFORE, 0, -1))
    after = [value for value, _ in fields[at + 1 :]]
    bios, _, date = after[0].rpartition(", ") if after else ("", "", "")
    return Inventory(
        identity=Identity(
            maker=maker,
            model=model,
            category=category(None, maker, model),
            bios_version=real(bios),
            bios_date=real(date),
        ),
        processor=_processor(fields[at][1], kind or ""),
        memory_bytes=next((size for value in after[1:] if (size := _mebibytes(value))), None),
        operating_system=real(fields[1][0]),
        unread=(untold("drives", "systeminfo"),),
    )


def _of_list(text: str) -> Iterator[tuple[str, list[str]]]:
    """Give each field's value and the items of the list below it."""
    value: str | None = None
    items: list[str] = []
    for line in lines(text):
        inner = _ITEM.fullmatch(line.strip())
        told = None if line[:1].isspace() else _FIELD.fullmatch(line.rstrip())
        if told:
            if value is not None:
                yield value, items
            value, items = (told[2] or "").strip(), []
        elif inner and line[:1].isspace():
            items.append(inner[1].strip())
    if value is not None:
        yield value, items


def _of_csv(text: str) -> list[tuple[str, list[str]]]:
    """Give the fields of the first machine below the titles; a list is one cell, its items parted by commas."""
    try:
        rows = list(csv.reader(list(lines(text))[:10], strict=True))
    except csv.Error:
        return []
    filled = [row for row in rows if row]
    cells = filled[1] if len(filled) > 1 else []
    return [(cell, [item.strip() for item in re.findall(r"\[\d{2,3}\]: ([^\[]{1,200})", cell)]) for cell in cells[:100]]


def _processor(items: list[str], kind: str) -> Processor:
    """Keep what is told of the first: family and model, which are no trade name."""
    told = _CLOCK.fullmatch(items[0])
    words = told[1] if told else items[0]
    maker = next((maker for sign, maker in _VENDORS if sign in words), None)
    low = kind.lower()
    architecture = "x86_64" if "x64" in low else "aarch64" if "arm64" in low else "i686" if "x86" in low else None
    return Processor(
        model=words.removesuffix("GenuineIntel").removesuffix("AuthenticAMD").strip(),
        maker=maker,
        max_mhz=(whole(told[2]) or None) if told else None,
        architecture=architecture,
    )


def _mebibytes(value: str) -> int | None:
    told = _MEGABYTES.fullmatch(value.strip())
    number = whole(re.sub(r"\D", "", told[1])) if told else None
    return number * _MIB if number else None
