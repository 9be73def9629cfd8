"""`hdparm -I` or `-i`: who an ATA drive is. A bridge or a driver may hand over something else than an identity."""

from __future__ import annotations

import re

from workshop.adapters.readings.placeholders import real, serial
from workshop.adapters.readings.values import lines, whole
from workshop.domain.diagnosis import DriveMedium, DriveReading

_FIELD = re.compile(r"\s*([A-Z][A-Za-z0-9 /*=]{2,40}?)\s*:\s+(\S.{0,100})")
_SHORT = re.compile(r"(Model|FwRev|SerialNo|LBAsects)= {0,40}([^,\n]{0,60})")
_DEVICE = re.compile(r"^(/dev/[A-Za-z0-9/]{1,40}):$", re.MULTILINE)
_NO_SUM = re.compile(r"Integrity word not set \(found 0x(?!0000)[0-9a-f]{4}")
_OWN = re.compile(r"^ATA device, with |^CompactFlash ATA device|^ Model=", re.MULTILINE)
_LONGEST = 100_000
_SECTOR_BYTES = 512


def read(text: str) -> DriveReading | None:
    """Read a drive; None where none answered, or where what was handed over is no identity.

    Drives before ATA-5 leave the sum out (0); where something else stands in its place, all of it is noise.
    """
    kept = text[:_LONGEST]
    if not _OWN.search(kept) or _NO_SUM.search(kept):
        return None
    fields = {found[1].strip(): found[2].strip() for line in lines(kept) if (found := _FIELD.fullmatch(line))}
    short = {key: value.strip() for key, value in _SHORT.findall(kept)}
    model = real(fields.get("Model Number") or short.get("Model"))
    number = serial(fields.get("Serial Number") or short.get("SerialNo"))
    if model is None and number is None:
        return None
    path = _DEVICE.search(kept)
    rotation = fields.get("Nominal Media Rotation Rate", "")
    return DriveReading(
        path=path[1] if path else "",
        model=model,
        serial=number,
        wwn=_wwn(fields.get("WWN Device Identifier") or fields.get("Logical Unit WWN Device Identifier")),
        firmware=real(fields.get("Firmware Revision") or short.get("FwRev")),
        size_bytes=_size(fields, short),
        medium=_medium(rotation),
        interface="ata",
        rotation_rpm=0 if rotation.startswith("Solid State") else whole(rotation),
        form_factor=real(fields.get("Form Factor")),
    )


def _size(fields: dict[str, str], short: dict[str, str]) -> int | None:
    sector = _leading(fields.get("Logical  Sector size") or fields.get("Logical/Physical Sector size"))
    counts = (
        fields.get("LBA48  user addressable sectors"),
        fields.get("LBA    user addressable sectors"),
        short.get("LBAsects"),
    )
    return next((count * (sector or _SECTOR_BYTES) for count in map(_leading, counts) if count), None)


def _leading(text: str | None) -> int | None:
    found = re.match(r"\d{1,19}", text or "")
    return whole(found.group()) if found else None


def _wwn(text: str | None) -> str | None:
    found = re.fullmatch(r"(?:0x)?([0-9a-fA-F]{16})", text or "")
    return f"0x{found[1].lower()}" if found and set(found[1]) != {"0"} else None


def _medium(rotation: str) -> DriveMedium:
    if rotation.startswith("Solid State"):
        return DriveMedium.SSD
    return DriveMedium.HDD if whole(rotation) else DriveMedium.UNKNOWN
