"""What a person sees on a machine: marks, what is printed on its keys, a lock; kept one by one, as tests are.

`told` False: nobody said anything one by one since the last whole inspection, which then counts as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from workshop.domain.cosmetics import Looks, looks_of_mark
from workshop.domain.event import Event
from workshop.domain.inspection import Defect, Inspection, KeyboardLayout
from workshop.domain.looks_events import KeyboardSeen, LocksSeen, LooksChecked, MarkGone, MarkSeen

SEEN = (MarkSeen, MarkGone, LooksChecked, KeyboardSeen, LocksSeen)
WANTS_A_PHOTO = Looks.HEAVY


@dataclass(frozen=True, slots=True)
class Looked:
    """What was said so far; `checked`: somebody looked at the whole machine and was done."""

    told: bool = False
    marks: tuple[Defect, ...] = ()
    checked: bool = False
    keyboard: KeyboardLayout = KeyboardLayout.UNKNOWN
    locked: bool | None = None


def looked_on(looked: Looked, event: Event) -> Looked:
    """Return what is said after one more event; a zone has one mark of a kind, the last one."""
    match event:
        case MarkSeen(zone, kind, severity):
            mark = Defect(zone, kind, severity)
            return replace(looked, told=True, marks=(*_others(looked, zone, kind), mark), checked=False)
        case MarkGone(zone, kind):
            return replace(looked, told=True, marks=_others(looked, zone, kind), checked=False)
        case LooksChecked():
            return replace(looked, told=True, checked=True)
        case KeyboardSeen(layout):
            return replace(looked, told=True, keyboard=layout)
        case LocksSeen(locked):
            return replace(looked, told=True, locked=locked)
        case _:
            return looked


def to_look_again(looked: Looked) -> Looked:
    """Keep what was seen, but nobody is done: the machine was mended, or used."""
    return replace(looked, checked=False)


def with_looks(inspection: Inspection, looked: Looked) -> Inspection:
    """Put what was said one by one in the place of what a whole inspection says."""
    if not looked.told:
        return inspection
    return replace(
        inspection,
        defects=looked.marks,
        looks_checked=looked.checked,
        keyboard=looked.keyboard,
        locked=looked.locked,
    )


def wants_a_photo(mark: Defect) -> bool:
    """Tell whether a mark is so bad that a picture is asked for."""
    return looks_of_mark(mark) >= WANTS_A_PHOTO


def _others(looked: Looked, zone: str, kind: str) -> tuple[Defect, ...]:
    return tuple(mark for mark in looked.marks if (mark.zone, mark.kind) != (zone, kind))
