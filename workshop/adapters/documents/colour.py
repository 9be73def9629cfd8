"""The sRGB colour space as an ICC profile, version 2, which every archive format accepts.

Little CMS only writes version 4.4, younger than what PDF/A refers to, and puts the clock into it. (ICC.1:2001-04;
primaries adapted to D50 and transfer curve: IEC 61966-2-1.)
"""

from __future__ import annotations

import struct
from functools import cache

NAME = "sRGB IEC61966-2.1"
D50 = (0.9642, 1.0, 0.8249)
PRIMARIES = {
    b"rXYZ": (0.4360747, 0.2225045, 0.0139322),
    b"gXYZ": (0.3850649, 0.7168786, 0.0971045),
    b"bXYZ": (0.1430804, 0.0606169, 0.7141733),
}
STEPS = 1024
MADE = (2026, 1, 1, 0, 0, 0)


@cache
def srgb() -> bytes:
    """Return the profile; always the same bytes."""
    curve = _curve()
    tags = [
        (b"desc", _description()),
        (b"cprt", b"text\0\0\0\0No copyright, use freely\0"),
        (b"wtpt", _xyz(D50)),
        *((name, _xyz(value)) for name, value in PRIMARIES.items()),
        *((name, curve) for name in (b"rTRC", b"gTRC", b"bTRC")),
    ]
    table, data, places = b"", b"", dict[bytes, int]()
    start = 128 + 4 + 12 * len(tags)
    for name, content in tags:
        if content not in places:
            places[content] = start + len(data)
            data += content + bytes(-len(content) % 4)
        table += name + struct.pack(">II", places[content], len(content))
    size = start + len(data)
    return _head(size) + struct.pack(">I", len(tags)) + table + data


def _head(size: int) -> bytes:
    return struct.pack(
        ">I4sI4s4s4s6H4s4sI4sIQI3i4s44x",
        size,
        b"\0\0\0\0",
        0x02100000,
        b"mntr",
        b"RGB ",
        b"XYZ ",
        *MADE,
        b"acsp",
        b"\0\0\0\0",
        0,
        b"\0\0\0\0",
        0,
        0,
        0,
        *(_fixed(value) for value in D50),
        b"\0\0\0\0",
    )


def _fixed(value: float) -> int:
    return round(value * 65536)


def _xyz(value: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(_fixed(part) for part in value))


def _curve() -> bytes:
    levels = (step / (STEPS - 1) for step in range(STEPS))
    light = (level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4 for level in levels)  # noqa: PLR2004
    return b"curv\0\0\0\0" + struct.pack(f">I{STEPS}H", STEPS, *(round(value * 65535) for value in light))


def _description() -> bytes:
    text = NAME.encode("ascii") + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(text)) + text + bytes(4 + 4 + 2 + 1 + 67)
