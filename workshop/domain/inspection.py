"""What a person found: functions that work or not, and defects by zone, kind and severity. No free text, codes only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workshop.domain.diagnosis import Category, Diagnosis, NetworkKind


class Works(StrEnum):
    """One answer to one test; `unsure` is always valid and never counts as working.

    `absent`: the machine was made without it, which a person saw. It is an answer, and nothing that fails.
    """

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"
    ABSENT = "absent"


class How(StrEnum):
    """How an answer is known."""

    PERSON = "person"
    GUIDED = "guided"  # a person, after a test that ran on the machine itself
    READING = "reading"  # the machine's own reading proves it
    DECLARED = "declared"  # a person, for everything at once that had no answer: nobody tried it by itself


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


MAY_BE_ABSENT = frozenset(  # laptops are sold without any of these
    {Function.TOUCHPAD, Function.WEBCAM, Function.MICROPHONE, Function.SPEAKERS, Function.WIFI}
)


class KeyboardLayout(StrEnum):
    """What is printed on the keys: only a person can tell."""

    UNKNOWN = "unknown"
    AZERTY = "azerty"
    QWERTY = "qwerty"
    QWERTZ = "qwertz"
    OTHER = "other"


class Severity(StrEnum):
    """How much a defect shows."""

    LIGHT = "light"
    VISIBLE = "visible"
    HEAVY = "heavy"


@dataclass(frozen=True, slots=True)
class Defect:
    """One mark on the machine, or one fault of a function: where, what, how much."""

    zone: str
    kind: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Tested:
    """One function and its answer; `fault` says what is wrong with it."""

    function: Function
    works: Works
    fault: Defect | None = None
    how: How = How.PERSON


@dataclass(frozen=True, slots=True)
class Inspection:
    """Everything that one inspection found; `looks_checked` tells a clean machine from one that nobody looked at.

    `locked`: a person looked for a password or an account, and there is one or none; None: nobody looked.
    """

    tests: tuple[Tested, ...] = ()
    defects: tuple[Defect, ...] = ()
    looks_checked: bool = False
    keyboard: KeyboardLayout = KeyboardLayout.UNKNOWN
    locked: bool | None = None


def mandatory(category: Category) -> tuple[Function, ...]:
    """Return the functions that must be tested before a machine may be called refurbished (décret 2022-190)."""
    return MANDATORY.get(category, _EVERY)


def asked(category: Category, diagnosis: Diagnosis | None = None) -> tuple[Function, ...]:
    """Return the tests of a machine, mandatory ones first; what its reading lists beyond them is tested too."""
    seen: list[Function] = []
    if diagnosis is not None:
        seen += [Function.WEBCAM] if diagnosis.cameras else []
        seen += [Function.MICROPHONE] if diagnosis.microphones else []
        seen += [Function.TOUCHPAD] if diagnosis.touchpads else []
        kinds = {adapter.kind for adapter in diagnosis.network or ()}
        seen += [Function.WIFI] if NetworkKind.WIFI in kinds else []
    return tuple(dict.fromkeys((*mandatory(category), *seen)))


def proven(diagnosis: Diagnosis | None) -> tuple[Tested, ...]:
    """Return the answers that a reading proves. A part that is listed is there; whether it works is not known.

    A machine that ran our reading has started. Somebody else's report proves nothing.
    """
    if diagnosis is None or not diagnosis.origin.trusted:
        return ()
    return (Tested(Function.STARTS, Works.YES, how=How.READING),)


def answered(answers: tuple[Tested, ...], answer: Tested) -> tuple[Tested, ...]:
    """Return the answers with one more, in the place of the one before about the same function."""
    if all(other.function is not answer.function for other in answers):
        return (*answers, answer)
    return tuple(answer if other.function is answer.function else other for other in answers)


def unsure(answers: tuple[Tested, ...]) -> tuple[Function, ...]:
    """Return the functions of which a person did not know whether they work."""
    return tuple(item.function for item in answers if item.works is Works.UNSURE)


def declared(answers: tuple[Tested, ...]) -> tuple[Function, ...]:
    """Return the functions that nobody tried one by one: a sample of these is to be tested again."""
    return tuple(item.function for item in answers if item.how is How.DECLARED)


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
