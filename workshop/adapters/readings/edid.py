"""EDID, the 128 bytes and more that a screen says of itself (VESA E-EDID release A, revision 2)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from workshop.adapters.readings.placeholders import real, serial
from workshop.domain.diagnosis import Display

_HEADER = b"\x00\xff\xff\xff\xff\xff\xff\x00"
_BLOCK = 128
_LONGEST = 256 * _BLOCK
_CTA = 0x02
_DESCRIPTORS = (54, 72, 90, 108)
_NAME, _TEXT, _SERIAL = 0xFC, 0xFE, 0xFF
_NO_SERIAL = (0, 0x01010101, 0xFFFFFFFF)
_FIRST_YEAR = 1990
_MODEL_YEAR_WEEK = 0xFF


@dataclass(frozen=True, slots=True)
class Edid:
    """The fields of the base block as they are written there; sizes in centimetres, 0 where unknown."""

    maker_id: str
    product_code: int
    serial_number: int
    week: int
    year: int
    width_cm: int
    height_cm: int
    width_px: int | None
    height_px: int | None
    width_mm: int | None
    height_mm: int | None
    name: str | None
    serial_text: str | None
    texts: tuple[str, ...]
    checksum_holds: bool


def decode(content: bytes) -> Edid | None:
    """Decode the base block; None where there is none. A wrong sum is told, and the fields are given all the same."""
    if len(content) < _BLOCK or content[:8] != _HEADER:
        return None
    content = content[:_LONGEST]
    strings = list(_strings(content))
    width, height, width_mm, height_mm = _preferred(content)
    names = [text for tag, text in strings if tag == _NAME and text]
    serials = [text for tag, text in strings if tag == _SERIAL and text]
    return Edid(
        maker_id=_maker(content[8] << 8 | content[9]),
        product_code=content[10] | content[11] << 8,
        serial_number=int.from_bytes(content[12:16], "little"),
        week=content[16],
        year=_FIRST_YEAR + content[17],
        width_cm=content[21],
        height_cm=content[22],
        width_px=width,
        height_px=height,
        width_mm=width_mm,
        height_mm=height_mm,
        name=names[0] if names else None,
        serial_text=serials[0] if serials else None,
        texts=tuple(text for tag, text in strings if tag == _TEXT and text),
        checksum_holds=sum(content[:_BLOCK]) % 256 == 0,
    )


def read(content: bytes, *, built_in: bool | None = None) -> Display | None:
    """Read one screen; `built_in` comes from its connector, which the EDID does not know."""
    edid = decode(content)
    if edid is None:
        return None
    number = "" if edid.serial_number in _NO_SERIAL else str(edid.serial_number)
    return Display(
        maker=edid.maker_id,
        model=real(edid.name) or _panel(edid) or f"{edid.maker_id}{edid.product_code:04X}",
        serial=serial(edid.serial_text) or serial(number),
        diagonal_mm=_diagonal(edid),
        width_px=edid.width_px,
        height_px=edid.height_px,
        year=edid.year if edid.year > _FIRST_YEAR else None,
        built_in=built_in,
    )


def _strings(content: bytes) -> Iterator[tuple[int, str]]:
    """Give the texts with their tags, those of CTA-861 extension blocks last."""
    places = list(_DESCRIPTORS)
    for start in range(_BLOCK, len(content) - _BLOCK + 1, _BLOCK):
        first = content[start + 2]
        if content[start] == _CTA and first >= 4:  # noqa: PLR2004 — 0: no descriptors, 1 to 3: reserved
            places += range(start + first, start + _BLOCK - 18, 18)
    for at in places:
        if content[at : at + 3] == b"\0\0\0" and content[at + 3] in {_NAME, _TEXT, _SERIAL}:
            yield content[at + 3], _string(content[at + 5 : at + 18])


def _maker(number: int) -> str:
    """Three letters of five bits (PNP ID)."""
    return "".join(chr(ord("@") + (number >> shift & 31)) for shift in (10, 5, 0))


def _string(field: bytes) -> str:
    """Thirteen bytes of code page 437, ended by a line feed."""
    return field.split(b"\n")[0].split(b"\0")[0].decode("cp437").strip()


def _panel(edid: Edid) -> str | None:
    """Find the part number of a laptop's panel: it has no name, but a text with letters and digits."""
    return next(
        (
            text
            for text in map(real, edid.texts)
            if text and any(map(str.isdigit, text)) and any(map(str.isalpha, text))
        ),
        None,
    )


def _preferred(content: bytes) -> tuple[int | None, int | None, int | None, int | None]:
    """Read the first detailed timing: pixels and millimetres."""
    at = _DESCRIPTORS[0]
    timing = content[at : at + 18]
    if timing[:2] == b"\0\0":
        return None, None, None, None
    width, height = timing[2] | (timing[4] >> 4) << 8, timing[5] | (timing[7] >> 4) << 8
    interlaced = bool(timing[17] & 0x80)
    width_mm, height_mm = timing[12] | (timing[14] >> 4) << 8, timing[13] | (timing[14] & 15) << 8
    return width or None, (height * 2 if interlaced else height) or None, width_mm or None, height_mm or None


def _diagonal(edid: Edid) -> int | None:
    """Take the millimetres where they agree with the centimetres (some screens write an aspect ratio there)."""
    rough = math.hypot(edid.width_cm, edid.height_cm) * 10 if edid.width_cm and edid.height_cm else None
    fine = math.hypot(edid.width_mm, edid.height_mm) if edid.width_mm and edid.height_mm else None
    if fine and rough and abs(fine - rough) > 20:  # noqa: PLR2004 — both are rounded, to 1 and to 10 mm
        return round(rough)
    best = fine or rough
    return None if best is None else round(best)
