"""What scans mean where machines are stored: a place opens, a machine goes into it, what is typed is looked for."""

from __future__ import annotations

from collections.abc import Callable

from workshop.domain import events as happened
from workshop.domain.codes import Code, Kind, is_code
from workshop.domain.drives import Refusal
from workshop.domain.errors import UnknownCodeError
from workshop.domain.lots import MachineCard, machine_name, serial_key
from workshop.domain.machines import why_not
from workshop.domain.scanning import Answer, CodeScan, Said, Scan, SerialScan, Signal, TypedScan, meaning
from workshop.domain.storage import Place
from workshop.services.machines import machine_of
from workshop.services.ports import Look, Work
from workshop.services.storage import How, Stored, close_in, finish_in, open_in, place_of, store_in, tally_of

STORAGE = "storage"
OPENING = frozenset({STORAGE, "home", "bench"})  # where a place's label opens the screen Ranger
LONGEST_SEARCH = 60

Change = Callable[[Work], Answer]

_SAID = {
    How.STORED: (Signal.ACCEPTED, Said.STORED),
    How.MOVED: (Signal.ACCEPTED, Said.STORED_FROM),
    How.SEEN: (Signal.ACCEPTED, Said.SEEN_THERE),
    How.AGAIN: (Signal.ALREADY_DONE, Said.ALREADY_THERE),
}
_AGAINST = {
    Refusal.NOT_RECEIVED: Said.NOT_RECEIVED_YET,
    Refusal.IN_A_BOX: Said.STANDS_IN_A_BOX,
    Refusal.ALREADY_OUT: Said.ALREADY_GONE,
}


def is_on(code: str, kind: Kind) -> bool:
    """Tell what a code is on."""
    return is_code(code) and Code(code).kind is kind


def place_scanned(look: Look, code: str, screen: str, subject: str) -> Answer | Change | None:
    """Answer to a place's label; `subject` is what is in hand there. None: it is no place."""
    place = look.get(Place, code)
    if place is None:
        return None
    if is_on(subject, Kind.MACHINE) and screen in (STORAGE, "bench", "grading"):
        return lambda work: stored_answer(work, subject, code, at_the_place=False)
    if screen not in OPENING:
        return Answer(Signal.REFUSED, Said.NOT_HERE, code)
    return lambda work: _opened(work, code, subject if screen == STORAGE else "")


def machine_scanned(look: Look, card: MachineCard, subject: str) -> Answer | Change:
    """Answer to a machine at the screen Ranger: it goes into the place that is open, or is taken in hand."""
    if is_on(subject, Kind.PLACE):
        return lambda work: stored_answer(work, card.code, subject, at_the_place=True)
    place = look.get(Place, card.place) if card.place else None
    return Answer(Signal.ACCEPTED, Said.TO_STORE, card.code, _facts(card) | {"place": place.name if place else ""})


def stored_answer(work: Work, code: str, place: str, *, at_the_place: bool) -> Answer:
    """Put a machine into a place and say what that meant."""
    objections = why_not(machine_of(work, code), happened.MachineStored(place))
    if objections:
        card = work.get(MachineCard, code)
        return Answer(Signal.REFUSED, _AGAINST[objections[0].refusal], code, _facts(card) if card else {})
    return told(store_in(work, code, place, at_the_place=at_the_place), at_the_place=at_the_place)


def told(stored: Stored, *, at_the_place: bool) -> Answer:
    """Say that a machine was put into a place: with the count where one is made."""
    signal, said = _SAID[stored.how]
    facts = _facts(stored.card) | {"place": stored.place.name, "place_code": stored.place.code, "how": stored.how.value}
    facts["before"] = stored.before.name if stored.before else ""
    if not at_the_place:
        return Answer(signal, said, stored.card.code, facts)
    tally = stored.tally
    count, total = (tally.seen, tally.expected) if stored.place.counting else (tally.moved, 0)
    return Answer(signal, said, stored.card.code, facts, count=count, total=total)


def searched(look: Look, scan: Scan, screen: str) -> Answer | None:
    """Take what a person typed as words to look for, unless it names one thing exactly."""
    if screen != STORAGE or not scan.typed or not scan.text.strip() or _is_exact(look, scan.text):
        return None
    return Answer(Signal.ACCEPTED, Said.SEARCHED, facts={"text": scan.text.strip()[:LONGEST_SEARCH]})


def _is_exact(look: Look, text: str) -> bool:
    match meaning(text):
        case CodeScan():
            return True
        case TypedScan(digits):
            return len(look.codes_ending(digits)) == 1
        case SerialScan(serial):
            return look.count(MachineCard, serial_key=serial_key(serial)) == 1
        case _:
            return False


def _opened(work: Work, code: str, before: str) -> Answer:
    """Open a place; the one that was open before is left, its count ended where nothing is missing."""
    unfinished = _left(work, before) if is_on(before, Kind.PLACE) and before != code else ""
    place = open_in(work, code)
    tally = tally_of(work, place)
    facts = {"place": place.name, "unfinished": unfinished}
    count, total = (tally.seen, tally.expected) if place.counting else (tally.expected + tally.moved, 0)
    return Answer(Signal.ACCEPTED, Said.PLACE_OPENED, code, facts, count=count, total=total)


def _left(work: Work, code: str) -> str:
    """Leave a place; return its name where machines are missing: its count stays open."""
    try:
        place = place_of(work, code)
    except UnknownCodeError:
        return ""
    if not place.counting:
        close_in(work, place)
        return ""
    return place.name if finish_in(work, code, confirmed=False).open else ""


def _facts(card: MachineCard) -> dict[str, str]:
    name = machine_name(card.maker, card.model)
    return {"name": name, "serial": card.serial, "state": card.state}
