"""The 32 bytes in which a Brother QL says how it is (« Raster Command Reference », status information). Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from workshop.domain.printing import PrinterState, PrinterTrouble

SIZE = 32
QUESTION = bytes(400) + b"\x1b@" + b"\x1biS"  # what a broken label left is filled up and forgotten, then the question
_BEGINS = b"\x80\x20B"
_NO_MEDIA = 0x00
_DIE_CUT = frozenset({0x0B, 0x4B})
_CONTINUOUS = frozenset({0x0A, 0x4A})
_LARGEST = 4096
_ROUNDING_MM = 1  # 39 × 90 mm calls itself 38 × 90, 102 × 152 calls itself 102 × 153; no two rolls are nearer than that

_FIRST_ERRORS = {
    0: PrinterTrouble.NO_PAPER,  # no media
    1: PrinterTrouble.NO_PAPER,  # end of media
    2: PrinterTrouble.OTHER,  # the cutter is jammed
    4: PrinterTrouble.BUSY,  # the main unit is in use
    7: PrinterTrouble.OTHER,  # the fan does not turn
}
_SECOND_ERRORS = {
    0: PrinterTrouble.WRONG_ROLL,  # replace the media
    1: PrinterTrouble.OTHER,  # expansion buffer full
    2: PrinterTrouble.OTHER,  # transmission error
    3: PrinterTrouble.BUSY,  # communication buffer full
    4: PrinterTrouble.COVER_OPEN,
    5: PrinterTrouble.HEAD_HOT,  # overheating, on models that have it
    6: PrinterTrouble.NO_PAPER,  # the media cannot be fed, or its end was seen
    7: PrinterTrouble.OTHER,  # system error
}
_ROLL = re.compile(r"d?(?P<width>[0-9]{1,3})(?:x(?P<length>[0-9]{1,3}))?(?:[a-z]+)?", re.ASCII)


class About(IntEnum):
    """Why a status came."""

    ANSWER = 0x00
    COMPLETED = 0x01
    ERROR = 0x02
    TURNED_OFF = 0x04
    NOTICE = 0x05
    PHASE = 0x06


_ABOUTS = frozenset(about.value for about in About)


@dataclass(frozen=True, slots=True)
class BrotherStatus:
    """One status. Millimetres; length 0: continuous; width 0: no roll."""

    about: About
    troubles: tuple[PrinterTrouble, ...]
    width_mm: int
    length_mm: int
    told: str


def statuses(answer: bytes) -> tuple[BrotherStatus, ...]:
    """Read every whole status in what came; bytes that are none are stepped over."""
    came, found, at = answer[:_LARGEST], [], 0
    while (at := came.find(_BEGINS, at)) >= 0 and at + SIZE <= len(came):
        status = _status(came[at : at + SIZE])
        if status is not None:
            found.append(status)
        at += SIZE if status is not None else 1
    return tuple(found)


def state(answer: bytes) -> PrinterState:
    """Say how the printer is, after its last status; not known where there is none."""
    found = statuses(answer)
    if not found:
        return PrinterState(known=False)
    last = found[-1]
    return PrinterState(known=True, troubles=last.troubles, roll=roll_of(last.width_mm, last.length_mm), told=last.told)


def roll_of(width_mm: int, length_mm: int) -> str:
    """Name a roll as media.toml does: 62 for a continuous one, 62x29 for labels that are cut already."""
    return "" if not width_mm else f"{width_mm}x{length_mm}" if length_mm else str(width_mm)


def is_other_roll(told: str, wanted: str) -> bool:
    """Tell whether the roll that is in the printer cannot be the one that is wanted; False where one is not known."""
    here, meant = _size(told), _size(wanted)
    return bool(here and meant and max(abs(here[0] - meant[0]), abs(here[1] - meant[1])) > _ROUNDING_MM)


def _size(roll: str) -> tuple[int, int] | None:
    match = _ROLL.fullmatch(roll)
    if match is None:
        return None
    width, length = int(match["width"]), int(match["length"] or 0)
    return (width, width) if roll.startswith("d") else (width, length)  # round labels are named by their diameter


def _status(raw: bytes) -> BrotherStatus | None:
    kind, about = raw[11], raw[18]
    if about not in _ABOUTS or kind not in {_NO_MEDIA, *_DIE_CUT, *_CONTINUOUS}:
        return None
    errors = [_FIRST_ERRORS[bit] for bit in _FIRST_ERRORS if raw[8] >> bit & 1]
    errors += [_SECOND_ERRORS[bit] for bit in _SECOND_ERRORS if raw[9] >> bit & 1]
    if kind == _NO_MEDIA and PrinterTrouble.NO_PAPER not in errors:
        errors.append(PrinterTrouble.NO_PAPER)
    if about == About.TURNED_OFF:
        errors.append(PrinterTrouble.UNREACHABLE)
    if about == About.ERROR and not errors:
        errors.append(PrinterTrouble.OTHER)
    width = 0 if kind == _NO_MEDIA else raw[10]
    length = raw[17] if kind in _DIE_CUT else 0
    errors.sort(key=lambda trouble: trouble is not PrinterTrouble.COVER_OPEN)  # an open cover sees no roll either
    return BrotherStatus(About(about), tuple(dict.fromkeys(errors)), width, length, raw[8:20].hex(" "))
