"""Every fact of a machine's reading, one row each, with the tool that told it; and the tools' own words, as they came.

The rows come from the fields of the facts themselves: a fact that is added to the diagnosis is shown from then on.
"""

from __future__ import annotations

import dataclasses
import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Any

from workshop.domain.content import from_content, written_time
from workshop.domain.diagnosis import Diagnosis, Source
from workshop.domain.errors import MediumError
from workshop.domain.health import battery_verdict, drive_verdict
from workshop.domain.lots import MachineCard
from workshop.services.machines import card_of
from workshop.services.ports import Files, Look, Store

LARGEST_TEXT_BYTES = 256 * 1024
MOST_OUTPUTS = 4096
OURSELVES = "Établi"
WHOLE = "machine"  # the part of what is told of the machine as a whole
VERDICT, BECAUSE = "verdict", "verdict_because"
COUNT, NAME = "count", "name"
_ESCAPED_LINE_BYTES = 16
_KEPT_SIGNS = "\n\t\u00a0\u202f"

Value = str | int | bool | None

_TOOLS = {
    WHOLE: OURSELVES,
    "identity": "dmidecode",
    "processor": "lscpu",
    "memory": "dmidecode",
    "memory_bytes": "dmidecode",
    "drives": "lsblk",
    "drives.smart": "smartctl",
    "drives.security_frozen": "hdparm",
    "batteries": "/sys/class/power_supply",
    "displays": "EDID",
    "graphics": "lspci",
    "firmware": "/sys/firmware",
    "firmware.tpm_version": "/sys/class/tpm",
    "firmware.raid_mode": "lspci",
    "firmware.windows_licence": "ACPI",
    "network": "/sys/class/net",
    "cameras": "USB",
    "microphones": "/proc/asound",
    "touchscreens": "/proc/bus/input",
    "touchpads": "/proc/bus/input",
    "operating_system": "psutil",
    "origin": OURSELVES,
}
_INSTEAD = {  # where the first tool gave nothing, the kernel or another tool did
    "identity": ("smbios", "/sys/class/dmi"),
    "memory_bytes": ("memory", "/proc/meminfo"),
    "processor": ("processor", "dmidecode"),
}


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact: `place` counts the things of one kind from 1 (0: there is only one); the name's end is its unit."""

    part: str
    name: str
    value: Value
    tool: str = ""
    place: int = 0


@dataclass(frozen=True, slots=True)
class RawOutput:
    """What one tool answered, by the name under which it was kept."""

    name: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class RawText:
    """An answer as text, with everything that does not print made visible; `cut`: there is more than is shown."""

    name: str
    text: str
    size_bytes: int
    cut: bool


@dataclass(frozen=True, slots=True)
class FactSheet:
    """Everything that is known of one machine from its reading; `diagnosis` None: it was not read."""

    card: MachineCard
    diagnosis: Diagnosis | None
    facts: tuple[FactRow, ...] = ()
    raw: tuple[RawOutput, ...] = ()
    raw_is_lost: bool = False  # what the tools answered was kept, and is no longer there


class FactViews:
    """What the curious read."""

    def __init__(self, store: Store, files: Files) -> None:
        self._store = store
        self._files = files

    def sheet(self, code: str) -> FactSheet:
        """Return all facts of a machine; raises UnknownCodeError."""
        with self._store.looking() as look:
            card = card_of(look, code)
            content = _content(look, card)
        if content is None:
            return FactSheet(card, None)
        diagnosis = from_content(Diagnosis, content["diagnosis"])
        sheet = FactSheet(card, diagnosis, facts_of(diagnosis))
        try:
            return replace(sheet, raw=self.raw_outputs(code))
        except MediumError:  # the facts are in the memory itself
            return replace(sheet, raw_is_lost=True)

    def raw_outputs(self, code: str) -> tuple[RawOutput, ...]:
        """List the kept answers, the programs' before the files; a missing or damaged archive raises MediumError."""
        found = [RawOutput(name, size) for name, size in _sizes(self._kept(code))]
        return tuple(sorted(found, key=lambda raw: (raw.name.startswith("/"), raw.name)))

    def raw_text(self, code: str, name: str) -> RawText | None:
        """Return one kept answer as text, at most `LARGEST_TEXT_BYTES` of it; None where none has that name."""
        found = _entry(self._kept(code), name)
        if found is None:
            return None
        content, size = found
        return RawText(name, visible(content), size, cut=size > len(content))

    def _kept(self, code: str) -> bytes:
        with self._store.looking() as look:
            content = _content(look, card_of(look, code))
        return self._files.open(content["raw"]) if content and content.get("raw") else b""


def facts_of(diagnosis: Diagnosis) -> tuple[FactRow, ...]:
    """Return every fact of a diagnosis, part by part; what was not read is there with the value None."""
    rows = [row for item in dataclasses.fields(diagnosis) for row in _part(diagnosis, item.name)]
    return tuple(sorted(rows, key=lambda row: row.part != WHOLE))


def visible(content: bytes) -> str:
    """Return bytes as a text in which nothing hides: controls and marks of direction are written as escapes."""
    if b"\0" in content:
        return _hexadecimal(content)
    text = content.decode("utf-8", "backslashreplace").replace("\r\n", "\n")
    return "".join(
        char if char.isprintable() or char in _KEPT_SIGNS else char.encode("unicode_escape").decode() for char in text
    )


def _part(diagnosis: Diagnosis, part: str) -> Iterator[FactRow]:
    value = getattr(diagnosis, part)
    if dataclasses.is_dataclass(value):
        yield from _fields(diagnosis, part, 0, value)
    elif value is None and part in _LISTS:
        yield _row(diagnosis, part, COUNT, None)
    elif isinstance(value, tuple):
        if not value:
            yield _row(diagnosis, part, COUNT, 0)
        for place, item in enumerate(value, 1):
            yield from _item(diagnosis, part, place, item)
    else:
        yield FactRow(WHOLE, part, _plain(value), _tool(diagnosis, part))


def _item(diagnosis: Diagnosis, part: str, place: int, item: Any) -> Iterator[FactRow]:
    if dataclasses.is_dataclass(item):
        yield from _fields(diagnosis, part, place, item)
        yield from _verdict(part, place, item)
    elif isinstance(item, tuple):  # a tool and its version
        yield FactRow(part, str(item[0]), _plain(item[1]), place=place)
    else:
        yield _row(diagnosis, part, NAME, _plain(item), place)


def _fields(diagnosis: Diagnosis, part: str, place: int, fact: Any, within: str = "") -> Iterator[FactRow]:
    for item in dataclasses.fields(fact):
        value, name = getattr(fact, item.name), f"{within}{item.name}"
        if dataclasses.is_dataclass(value):
            yield from _fields(diagnosis, part, place, value, f"{name}.")
        else:
            yield _row(diagnosis, part, name, _plain(value), place)


def _row(diagnosis: Diagnosis, part: str, name: str, value: Value, place: int = 0) -> FactRow:
    return FactRow(part, name, value, _tool(diagnosis, f"{part}.{name}"), place)


def _verdict(part: str, place: int, item: Any) -> Iterator[FactRow]:
    if part == "drives":
        verdict = drive_verdict(item.smart)
    elif part == "batteries":
        verdict = battery_verdict(item)
    else:
        return
    yield FactRow(part, VERDICT, verdict.health.value, OURSELVES, place)
    if verdict.findings:
        yield FactRow(part, BECAUSE, ", ".join(str(finding) for finding in verdict.findings), OURSELVES, place)


def _tool(diagnosis: Diagnosis, name: str) -> str:
    """Name who told a fact; of another tool's report only its maker is known."""
    origin = diagnosis.origin
    if origin.source is Source.TOOL:
        return f"{origin.tool} {origin.tool_version}".strip()
    part, _dot, field = name.partition(".")
    key = next((key for key in (f"{part}.{field.partition('.')[0]}", part) if key in _TOOLS), "")
    tool = _TOOLS.get(key, "")
    missing, other = _INSTEAD.get(key, ("", ""))
    if missing and any(item.what == missing for item in diagnosis.unread):
        tool = other
    version = dict(diagnosis.tools).get(tool, "")
    return f"{tool} {version}".strip()


def _plain(value: Any) -> Value:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, datetime):
        return written_time(value)
    return value if value is None or isinstance(value, str | int) else str(value)


_LISTS = frozenset(item.name for item in dataclasses.fields(Diagnosis) if str(item.type).startswith("tuple["))


# what was kept of the tools


def _content(look: Look, card: MachineCard) -> dict[str, Any] | None:
    return look.fact(card.reading) if card.reading else None


def _sizes(kept: bytes) -> Iterator[tuple[str, int]]:
    if not kept:
        return
    try:
        with zipfile.ZipFile(io.BytesIO(kept)) as archive:
            for entry, name in _names(archive):
                yield name, archive.getinfo(entry).file_size
    except _DAMAGED:
        yield OURSELVES, len(kept)


def _entry(kept: bytes, wanted: str) -> tuple[bytes, int] | None:
    """Return the beginning of one answer, and its whole size."""
    if not kept:
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(kept)) as archive:
            entry = next((entry for entry, name in _names(archive) if name == wanted), None)
            if entry is None:
                return None
            with archive.open(entry) as file:
                return file.read(LARGEST_TEXT_BYTES), archive.getinfo(entry).file_size
    except _DAMAGED:
        return (kept[:LARGEST_TEXT_BYTES], len(kept)) if wanted == OURSELVES else None


_DAMAGED = (zipfile.BadZipFile, zlib.error, KeyError, ValueError, NotImplementedError, EOFError, RuntimeError)


def _names(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield each answer's entry and the name that stands beside it."""
    there = set(archive.namelist())
    for entry in sorted(there)[: 2 * MOST_OUTPUTS]:
        if f"{entry}.json" in there:
            with archive.open(f"{entry}.json") as file:
                yield entry, str(json.loads(file.read(LARGEST_TEXT_BYTES))["name"])


def _hexadecimal(content: bytes) -> str:
    lines = (content[start : start + _ESCAPED_LINE_BYTES] for start in range(0, len(content), _ESCAPED_LINE_BYTES))
    return "\n".join(
        f"{number * _ESCAPED_LINE_BYTES:06x}  {line.hex(' '):<47}  {_printed(line)}"
        for number, line in enumerate(lines)
    )


def _printed(line: bytes) -> str:
    return "".join(chr(byte) if 0x20 <= byte < 0x7F else "." for byte in line)  # noqa: PLR2004 — ASCII
