"""Our own drawings of machines, as outlines: each zone is an area that can be marked, the rest only helps to see.

A drawing is 300 wide and 360 high. Zones have the names and the order of `domain/cosmetics.py`; a zone that is too
small for its number has it beside, at the end of a line.
"""

from __future__ import annotations

from dataclasses import dataclass

from workshop.domain.cosmetics import Zone
from workshop.domain.diagnosis import Category

WIDTH, HEIGHT = 300, 360
Point = tuple[float, float]


@dataclass(frozen=True)
class Area:
    """One zone: its outline, and where its number stands (None: in the middle)."""

    zone: Zone
    outline: tuple[Point, ...]
    number: Point | None = None


@dataclass(frozen=True)
class Drawing:
    """Areas are painted in this order; then `lines`, each a row of points, and `rounds`: middle and radius."""

    areas: tuple[Area, ...]
    lines: tuple[tuple[Point, ...], ...] = ()
    rounds: tuple[tuple[Point, float], ...] = ()


def drawing_of(category: Category) -> Drawing:
    """Return the drawing of a kind of machine."""
    return DRAWINGS[category]


def _box(left: float, top: float, right: float, bottom: float) -> tuple[Point, ...]:
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def _line(*points: Point) -> tuple[Point, ...]:
    return points


def _rows(left: float, right: float, top: float, bottom: float, count: int) -> tuple[tuple[Point, ...], ...]:
    step = (bottom - top) / (count + 1)
    return tuple(_line((left, top + step * row), (right, top + step * row)) for row in range(1, count + 1))


_Z = Zone
LAPTOP = Drawing(
    (
        Area(_Z.BEZEL, _box(48, 6, 252, 124), (278, 30)),
        Area(_Z.SCREEN, _box(60, 17, 240, 113)),
        Area(_Z.HINGE, _box(62, 124, 238, 133), (22, 128)),
        Area(_Z.PALM_REST, ((48, 133), (252, 133), (278, 216), (22, 216)), (64, 201)),
        Area(_Z.KEYBOARD, ((60, 139), (240, 139), (254, 182), (46, 182))),
        Area(_Z.LEFT, _box(20, 228, 144, 248)),
        Area(_Z.RIGHT, _box(156, 228, 280, 248)),
        Area(_Z.LID, _box(20, 260, 144, 352)),
        Area(_Z.BOTTOM, _box(156, 260, 280, 352)),
    ),
    (
        _line((57, 150), (120, 150)), _line((180, 150), (243, 150)),
        _line((53, 161), (120, 161)), _line((180, 161), (247, 161)),
        _line((50, 172), (120, 172)), _line((180, 172), (250, 172)),
        _line((122, 188), (178, 188), (182, 211), (118, 211), (122, 188)),
        _line((32, 235), (32, 241)), _line((44, 235), (60, 235), (60, 241), (44, 241), (44, 235)),
        _line((240, 235), (256, 235), (256, 241), (240, 241), (240, 235)), _line((268, 235), (268, 241)),
        *_rows(170, 196, 322, 346, 3), *_rows(240, 266, 322, 346, 3),
    ),
    (((166, 270), 3), ((270, 270), 3)),
)  # fmt: skip
TOWER = Drawing(
    (
        Area(_Z.TOP, ((20, 52), (62, 14), (148, 14), (106, 52))),
        Area(_Z.RIGHT, ((106, 52), (148, 14), (148, 160), (106, 198))),
        Area(_Z.FRONT, _box(20, 52, 106, 198), (63, 160)),
        Area(_Z.BUTTONS, _box(76, 64, 96, 96), (63, 118)),
        Area(_Z.BACK, _box(180, 14, 276, 198), (246, 170)),
        Area(_Z.SOCKETS, _box(192, 30, 224, 130)),
        Area(_Z.LEFT, _box(20, 222, 144, 348)),
        Area(_Z.BOTTOM, _box(168, 222, 276, 348)),
    ),
    (
        _line((30, 66), (66, 66)), _line((30, 76), (66, 76)),
        *_rows(236, 264, 30, 110, 5),
        _line((192, 140), (264, 140)), _line((192, 150), (224, 150)),
    ),
    (((86, 74), 4), ((182, 236), 4), ((262, 236), 4), ((182, 334), 4), ((262, 334), 4)),
)  # fmt: skip
STANDING = Drawing(
    (
        Area(_Z.FOOT, ((134, 150), (166, 150), (170, 176), (214, 184), (214, 194), (86, 194), (86, 184), (130, 176)),
             (150, 182)),
        Area(_Z.BEZEL, _box(46, 8, 254, 150), (64, 140)),
        Area(_Z.SCREEN, _box(56, 18, 244, 130)),
        Area(_Z.BUTTONS, _box(196, 134, 244, 146), (262, 168)),
        Area(_Z.LEFT, _box(10, 20, 34, 140)),
        Area(_Z.RIGHT, _box(266, 20, 290, 140)),
        Area(_Z.BACK, _box(46, 210, 254, 352), (84, 240)),
        Area(_Z.SOCKETS, _box(104, 318, 196, 344)),
    ),
    (
        _line((208, 138), (208, 142)), _line((220, 138), (220, 142)),
        _line((232, 138), (232, 142)),
        _line((128, 236), (172, 236), (172, 280), (128, 280), (128, 236)),
        *_rows(200, 240, 216, 256, 4),
    ),
    (((150, 258), 8),),
)  # fmt: skip
HANDHELD = Drawing(
    (
        Area(_Z.TOP, _box(36, 8, 136, 26)),
        Area(_Z.BEZEL, _box(36, 40, 136, 300), (50, 286)),
        Area(_Z.SCREEN, _box(46, 62, 126, 270)),
        Area(_Z.BOTTOM, _box(36, 316, 136, 334)),
        Area(_Z.LEFT, _box(6, 60, 24, 280)),
        Area(_Z.RIGHT, _box(148, 60, 166, 280), (157, 236)),
        Area(_Z.BUTTONS, _box(152, 96, 162, 150), (157, 170)),
        Area(_Z.BACK, _box(188, 40, 288, 300), (238, 200)),
        Area(_Z.CAMERA, _box(198, 52, 234, 88)),
    ),
    (_line((70, 51), (102, 51)), _line((76, 325), (96, 325)), _line((152, 122), (162, 122))),
    (((86, 285), 7),),
)
DOCK = Drawing(
    (
        Area(_Z.CABLE, ((236, 196), (284, 196), (284, 22), (250, 22), (250, 10), (294, 10), (294, 208), (236, 208)),
             (284, 108)),
        Area(_Z.TOP, _box(52, 34, 232, 128)),
        Area(_Z.LEFT, _box(10, 34, 36, 128)),
        Area(_Z.RIGHT, _box(244, 34, 268, 128)),
        Area(_Z.FRONT, _box(52, 140, 232, 166), (78, 153)),
        Area(_Z.BACK, _box(52, 186, 232, 220), (74, 203)),
        Area(_Z.SOCKETS, _box(96, 193, 220, 213)),
        Area(_Z.BOTTOM, _box(52, 242, 232, 344)),
    ),
    (
        _line((120, 150), (140, 150), (140, 156), (120, 156), (120, 150)),
        _line((156, 150), (176, 150), (176, 156), (156, 156), (156, 150)),
    ),
    (((206, 153), 5), ((64, 254), 4), ((220, 254), 4), ((64, 332), 4), ((220, 332), 4)),
)  # fmt: skip
NOTHING = Drawing(())
DRAWINGS: dict[Category, Drawing] = {
    Category.LAPTOP: LAPTOP,
    Category.UNKNOWN: LAPTOP,
    Category.DESKTOP: TOWER,
    Category.SERVER: TOWER,
    Category.MINI_PC: TOWER,
    Category.ALL_IN_ONE: STANDING,
    Category.MONITOR: STANDING,
    Category.TELEVISION: STANDING,
    Category.TABLET: HANDHELD,
    Category.SMARTPHONE: HANDHELD,
    Category.DOCK: DOCK,
    Category.VIRTUAL: NOTHING,
}
