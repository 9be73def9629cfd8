"""`decode-dimms`: memory modules as their own chips describe them (SPD), one part of the text for each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workshop.adapters.readings.placeholders import real, serial
from workshop.adapters.readings.values import lines
from workshop.domain.diagnosis import MemoryModule

_BEGIN = re.compile(r"Decoding EEPROM:?\s+(\S.{0,200})")
_FIELD = re.compile(r"(\S.{0,60}?)\s{2,80}(\S.{0,120})")
_SIZE = re.compile(r"(\d{1,9}) MB\b.*")
_SPEED = re.compile(r"(\d{2,5})(?:\.\d)? (?:MHz|MT/s)\b.*")
_MOST = 64


def read(text: str) -> tuple[MemoryModule, ...]:
    """Read the modules; a part that tells no size is none."""
    return tuple(module for fields in _parts(text) if (module := _module(fields)))[:_MOST]


def _parts(text: str) -> Iterator[dict[str, str]]:
    fields: dict[str, str] = {}
    for line in lines(text):
        if begin := _BEGIN.fullmatch(line.strip()):
            yield fields
            fields = {"EEPROM": begin[1]}
        elif field := _FIELD.fullmatch(line.rstrip()):
            fields.setdefault(field[1], field[2])
    yield fields


def _module(fields: dict[str, str]) -> MemoryModule | None:
    size = _SIZE.fullmatch(fields.get("Size", ""))
    if size is None:
        return None
    speed = _SPEED.fullmatch(fields.get("Maximum module speed", ""))
    kind = real(fields.get("Fundamental Memory type"))
    form = real(fields.get("Module Type"))
    return MemoryModule(
        slot=real(fields.get("Guessing DIMM is in")) or fields.get("EEPROM", "").rsplit("/", 1)[-1],
        size_bytes=int(size[1]) * 2**20,
        kind=kind.removesuffix(" SDRAM").strip() if kind else None,
        speed_mts=int(speed[1]) if speed else None,
        maker=real(fields.get("Module Manufacturer")),
        soldered=False if form and "DIMM" in form else None,
        serial=serial(fields.get("Assembly Serial Number", "").removeprefix("0x")),
        part_number=real(fields.get("Part Number")),
        form_factor=form,
    )
