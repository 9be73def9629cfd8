"""What a person found: functions that work or not, and defects by zone, kind and severity. No free text, codes only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workshop.domain.diagnosis import Category


class Works(StrEnum):
    """One answer to one test; `unsure` is always valid and never counts as working."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Function(StrEnum):
    """What is tested."""

    STARTS = "starts"
    SCREEN = "screen"
    KEYBOARD = "keyboard"
    TOUCHPAD = "touchpad"
    WEBCAM = "webcam"
    MICROPHONE = "microphone"
    SPEAKERS = "speakers"
    PORTS = "ports"
    WIFI = "wifi"
    CHARGES = "charges"


_EVERY = (Function.STARTS, Function.PORTS)
_PORTABLE = (
    *_EVERY,
    Function.SCREEN,
    Function.KEYBOARD,
    Function.TOUCHPAD,
    Function.WEBCAM,
    Function.MICROPHONE,
    Function.SPEAKERS,
    Function.WIFI,
    Function.CHARGES,
)
_HANDHELD = (*_EVERY, Function.SCREEN, Function.MICROPHONE, Function.SPEAKERS, Function.WIFI, Function.CHARGES)
MANDATORY: dict[Category, tuple[Function, ...]] = {
    Category.LAPTOP: _PORTABLE,
    Category.UNKNOWN: _PORTABLE,  # what nobody named is tested as what has most to test
    Category.TABLET: _HANDHELD,
    Category.SMARTPHONE: _HANDHELD,
    Category.ALL_IN_ONE: (*_EVERY, Function.SCREEN, Function.SPEAKERS),
    Category.MONITOR: (Function.STARTS, Function.SCREEN, Function.PORTS),
    Category.TELEVISION: (*_EVERY, Function.SCREEN, Function.SPEAKERS),
}


class Severity(StrEnum):
    """How much a defect shows."""

    LIGHT = "light"
    VISIBLE = "visible"
    HEAVY = "heavy"


@dataclass(frozen=True, slots=True)
class Tested:
    """One function and its answer."""

    function: Function
    works: Works


@dataclass(frozen=True, slots=True)
class Defect:
    """One mark on the machine: where, what, how much."""

    zone: str
    kind: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Inspection:
    """Everything that one inspection found; `looks_checked` tells a clean machine from one that nobody looked at."""

    tests: tuple[Tested, ...] = ()
    defects: tuple[Defect, ...] = ()
    looks_checked: bool = False


def mandatory(category: Category) -> tuple[Function, ...]:
    """Return the functions that must be tested before a machine may be called refurbished (décret 2022-190)."""
    return MANDATORY.get(category, _EVERY)


def untested(category: Category, inspection: Inspection) -> tuple[Function, ...]:
    """Return the mandatory functions, and any other that somebody tried, without a plain yes or no."""
    answered = {test.function for test in inspection.tests if test.works is not Works.UNSURE}
    asked = dict.fromkeys((*mandatory(category), *(test.function for test in inspection.tests)))
    return tuple(function for function in asked if function not in answered)


def failed(inspection: Inspection) -> tuple[Function, ...]:
    """Return the functions that do not work, each once."""
    return tuple(dict.fromkeys(test.function for test in inspection.tests if test.works is Works.NO))


def passed(category: Category, inspection: Inspection) -> bool:
    """Tell whether every mandatory function was answered; what fails is the grade's business, not hidden here."""
    return not untested(category, inspection)
