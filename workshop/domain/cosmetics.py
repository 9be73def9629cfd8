"""How a machine looks: marks by zone, kind and severity, and the class that follows from them; nobody picks a class.

The zones are those of our own drawings, one drawing for each kind of machine. The names are stored for ever: never
renamed, only added to. At most nine to a list: each has one key.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum

from workshop.domain.diagnosis import Category
from workshop.domain.inspection import Defect, Severity

MANY = 5  # so many marks of one class look as one of the next: judgement of the workshop


class Zone(StrEnum):
    """Where a mark is, on a drawing."""

    SCREEN = "screen"
    BEZEL = "bezel"
    LID = "lid"
    KEYBOARD = "keyboard"
    PALM_REST = "palm-rest"
    BOTTOM = "bottom"
    LEFT = "left"
    RIGHT = "right"
    HINGE = "hinge"
    FRONT = "front"
    BACK = "back"
    TOP = "top"
    FOOT = "foot"
    CAMERA = "camera"
    BUTTONS = "buttons"
    CABLE = "cable"
    SOCKETS = "sockets"


class Mark(StrEnum):
    """What kind of mark it is."""

    SCRATCH = "scratch"
    DENT = "dent"
    CHIP = "chip"
    CRACK = "crack"
    STAIN = "stain"
    WORN = "worn"
    STICKER = "sticker"  # a label, or the glue of one
    MISSING = "missing"  # a screw, a foot, a cover, a key
    BROKEN = "broken"


class Looks(IntEnum):
    """The cosmetic class, from the best to the worst."""

    CLEAN = 0
    LIGHT = 1
    VISIBLE = 2
    HEAVY = 3
    DAMAGED = 4


_Z = Zone
_LAPTOP = (_Z.LID, _Z.SCREEN, _Z.BEZEL, _Z.KEYBOARD, _Z.PALM_REST, _Z.LEFT, _Z.RIGHT, _Z.BOTTOM, _Z.HINGE)
_TOWER = (_Z.FRONT, _Z.TOP, _Z.LEFT, _Z.RIGHT, _Z.BACK, _Z.BOTTOM, _Z.BUTTONS, _Z.SOCKETS)
_STANDING = (_Z.SCREEN, _Z.BEZEL, _Z.BACK, _Z.LEFT, _Z.RIGHT, _Z.FOOT, _Z.BUTTONS, _Z.SOCKETS)
_HANDHELD = (_Z.SCREEN, _Z.BEZEL, _Z.BACK, _Z.LEFT, _Z.RIGHT, _Z.TOP, _Z.BOTTOM, _Z.CAMERA, _Z.BUTTONS)
ZONES: dict[Category, tuple[Zone, ...]] = {
    Category.LAPTOP: _LAPTOP,
    Category.DESKTOP: _TOWER,
    Category.SERVER: _TOWER,
    Category.MINI_PC: _TOWER,
    Category.VIRTUAL: (),
    Category.ALL_IN_ONE: _STANDING,
    Category.MONITOR: _STANDING,
    Category.TELEVISION: _STANDING,
    Category.TABLET: _HANDHELD,
    Category.SMARTPHONE: _HANDHELD,
    Category.DOCK: (_Z.TOP, _Z.BOTTOM, _Z.FRONT, _Z.BACK, _Z.LEFT, _Z.RIGHT, _Z.CABLE, _Z.SOCKETS),
    Category.UNKNOWN: _LAPTOP,  # what nobody named is looked at as what has most to look at
}
_SURFACE = (Mark.SCRATCH, Mark.DENT, Mark.CHIP, Mark.CRACK, Mark.STAIN, Mark.WORN, Mark.STICKER, Mark.MISSING)
_MARKS: dict[Zone, tuple[Mark, ...]] = {
    Zone.SCREEN: (Mark.SCRATCH, Mark.CHIP, Mark.CRACK, Mark.STAIN),
    Zone.KEYBOARD: (Mark.WORN, Mark.STAIN, Mark.MISSING, Mark.BROKEN),
    Zone.HINGE: (Mark.SCRATCH, Mark.CRACK, Mark.WORN, Mark.MISSING, Mark.BROKEN),
    Zone.CAMERA: (Mark.SCRATCH, Mark.CHIP, Mark.CRACK, Mark.STAIN),
    Zone.BUTTONS: (Mark.WORN, Mark.MISSING, Mark.BROKEN),
    Zone.CABLE: (Mark.WORN, Mark.CRACK, Mark.STAIN, Mark.BROKEN),
    Zone.SOCKETS: (Mark.WORN, Mark.STAIN, Mark.MISSING, Mark.BROKEN),
}
_OUT_OF_SIGHT = frozenset({Zone.BOTTOM, Zone.BACK, Zone.FOOT, Zone.SOCKETS})
_HURTS = frozenset({Zone.SCREEN, Zone.CAMERA, Zone.HINGE, Zone.CABLE})
_BY_SEVERITY = {Severity.LIGHT: Looks.LIGHT, Severity.VISIBLE: Looks.VISIBLE, Severity.HEAVY: Looks.HEAVY}
_SUPERFICIAL = frozenset({Mark.SCRATCH, Mark.STAIN, Mark.WORN, Mark.STICKER})


def zones(category: Category) -> tuple[Zone, ...]:
    """Return the zones of a kind of machine, in the order of the keys."""
    return ZONES[category]


def marks(zone: Zone) -> tuple[Mark, ...]:
    """Return the kinds of marks that a zone can have, in the order of the keys."""
    return _MARKS.get(zone, (*_SURFACE, Mark.BROKEN))


def is_mark(category: Category, defect: Defect) -> bool:
    """Tell whether a mark stands in the lists of its kind of machine."""
    return defect.zone in ZONES[category] and defect.kind in marks(Zone(defect.zone))


def looks_of_mark(defect: Defect) -> Looks:
    """Say what one mark alone makes of a machine.

    Broken things and cracks are never light, and cracked glass or a broken hinge is damage: somebody may be hurt, or
    it soon breaks. What only the surface has, where nobody looks, counts one less. A name of another list is taken as
    its severity.
    """
    by_severity = _BY_SEVERITY[defect.severity]
    if defect.kind in (Mark.BROKEN, Mark.CRACK):
        hurts = defect.zone in _HURTS
        return Looks.DAMAGED if hurts or defect.severity is Severity.HEAVY else Looks.HEAVY
    if defect.kind == Mark.MISSING:
        return max(by_severity, Looks.VISIBLE)
    if defect.kind in _SUPERFICIAL and defect.zone in _OUT_OF_SIGHT:
        return max(Looks.LIGHT, Looks(by_severity - 1))
    return by_severity


def looks_of(defects: tuple[Defect, ...]) -> Looks:
    """Say the cosmetic class: the worst mark, or one worse where there are many of that class; many never damage."""
    each = [looks_of_mark(defect) for defect in defects]
    worst = max(each, default=Looks.CLEAN)
    for step in (Looks.LIGHT, Looks.VISIBLE):
        if sum(looks >= step for looks in each) >= MANY:
            worst = max(worst, Looks(step + 1))
    return worst


def deciding_marks(defects: tuple[Defect, ...]) -> tuple[Defect, ...]:
    """Return the marks that make the class: those of the worst kind, or the many that add up to it."""
    whole = looks_of(defects)
    alone = tuple(defect for defect in defects if looks_of_mark(defect) >= whole)
    return alone or tuple(defect for defect in defects if looks_of_mark(defect) >= whole - 1)


def mark_code(defect: Defect) -> str:
    """Write a mark as one word: `lid:scratch:light`."""
    return f"{defect.zone}:{defect.kind}:{defect.severity.value}"
