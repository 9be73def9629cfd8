"""The text of `hwinfo`: entries with their fields, and within the entry of the BIOS one table per SMBIOS structure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from workshop.adapters.readings.values import whole

_TITLE = re.compile(r"(\d{1,4}): (.{1,200})")
_FIELD = re.compile(r"( {2,8})([^:]{1,60}): ?(.*)")
_QUOTED = re.compile(r'"((?:[^"]){0,300})"')
_SIZES = re.compile(r"(\d{1,9}) ?([kMGT]?)B\b")
_POWERS = {"": 0, "k": 1, "M": 2, "G": 3, "T": 4}
_INSIDE = 4  # spaces before a line that belongs to the table above it


@dataclass
class Table:
    """One SMBIOS structure: « Memory Device »."""

    name: str
    fields: dict[str, str] = field(default_factory=dict)

    def quoted(self, key: str) -> str | None:
        """Give a text, which hwinfo puts between quotation marks; None where nothing stands there."""
        return quoted(self.fields.get(key, ""))


@dataclass
class Entry:
    """One thing that hwinfo found; a field that comes again is kept the first time."""

    title: str
    fields: dict[str, str] = field(default_factory=dict)
    tables: list[Table] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return self.fields.get("Hardware Class", "")

    def quoted(self, key: str) -> str | None:
        return quoted(self.fields.get(key, ""))


def entries(lines: Iterator[str]) -> Iterator[Entry]:
    """Cut the text into its entries; everything else that stands in it (a log, an error) is passed over."""
    entry: Entry | None = None
    for line in lines:
        title = _TITLE.fullmatch(line.rstrip())
        if title:
            if entry:
                yield entry
            entry = Entry(title[2])
        elif entry and (found := _FIELD.fullmatch(line.rstrip())):
            _add(entry, len(found[1]), found[2], found[3])
    if entry:
        yield entry


def _add(entry: Entry, indent: int, key: str, value: str) -> None:
    if indent < _INSIDE:
        entry.fields.setdefault(key, value)
        if value.startswith("#") or not value:
            entry.tables.append(Table(key))
    elif indent == _INSIDE and entry.tables:
        entry.tables[-1].fields.setdefault(key, value)


def quoted(value: str) -> str | None:
    """Give the text between the last pair of quotation marks: pci 0x8086 "Intel Corporation"."""
    found = _QUOTED.findall(value)
    return found[-1] if found else None


def code(value: str) -> int | None:
    """Give the number of « 0x09 (LapTop) »."""
    found = re.match(r"0x([0-9a-f]{1,4})\b", value)
    return int(found[1], 16) if found else None


def size_bytes(value: str) -> int:
    """Give « 3 GB + 256 MB » in bytes, 0 where nothing stands there (« No Memory Installed »)."""
    return sum(int(number) * 1024 ** _POWERS[unit] for number, unit in _SIZES.findall(value[:80]))


def number(value: str, unit: str) -> int | None:
    """Give the number before a unit: « 667 MHz »."""
    found = re.match(rf"(\d{{1,9}}) {unit}\b", value)
    return whole(found[1]) or None if found else None
