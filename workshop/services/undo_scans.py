"""« ANNULER » scanned: once, it takes back the last gesture; then an object of the open job, that one instead."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from workshop.domain import events as happened
from workshop.domain.codes import Command, command_code
from workshop.domain.events import Event
from workshop.domain.gestures import Gesture
from workshop.domain.journal import counting
from workshop.domain.people import Actor
from workshop.domain.scanning import Answer, CodeScan, Said, Scan, Signal, meaning
from workshop.services.ports import KeptScan, Look, Work
from workshop.services.retelling import take_back
from workshop.services.undo_rules import Against, asks_for_a_pin, planned, whole
from workshop.services.undoing import latest, undone_answer

if TYPE_CHECKING:
    from workshop.services.scanning import Place

Change = Callable[[Work], Answer]

WAITS = timedelta(minutes=10)  # for the label of an older one: it must be walked to
_LOOK_BACK = 20
_AFTER = frozenset({Said.UNDONE, Said.NOT_UNDONE, Said.NOTHING_TO_UNDO})
_PUT_THERE: dict[Said, type[Event]] = {  # what « déjà scanné » answers, and what had put it into the job
    Said.ALREADY_RECEIVED: happened.MachineReceived,
    Said.STICKER_SEEN: happened.MachineReceived,
    Said.ALREADY_PACKED: happened.MachinePacked,
    Said.ALREADY_THERE: happened.MachineStored,
}


def instead(look: Look, actor: Actor, number: int, scan: Scan, place: Place, meant: Answer | Change) -> Answer | Change:
    """Return what a scan does where undoing has a say, otherwise what it was meant to do.

    Scanning what is in the open job already would change nothing; right after « ANNULER » it takes that out of the job,
    and what « ANNULER » took back counts again.
    """
    if isinstance(meant, Answer) and meant.said is Said.READ_TWICE:
        return meant
    if _is_undo(scan):
        about = place.subject if place.apart else None
        return lambda work: undone_answer(work, actor, latest(work, actor, about=about))
    if not isinstance(meant, Answer) or meant.said not in _PUT_THERE:
        return meant
    before = _before(look, actor, number, scan, place)
    put = _putting(look, meant.code, _PUT_THERE[meant.said]) if before else None
    if before is None or put is None:
        return meant
    return lambda work: _out_of_the_job(work, actor, put, before)


def _before(look: Look, actor: Actor, number: int, scan: Scan, place: Place) -> KeptScan | None:
    """Return the scan before of this person at this bench, where it was « ANNULER » and not long ago."""
    kept = (one for one in look.scans(limit=_LOOK_BACK) if (one.person, one.bench) == (actor.person, actor.bench))
    if place.apart:
        kept = (one for one in kept if one.scan.reader == scan.reader)
    last = next((one for one in kept if one.number < number), None)
    if last is None or last.answer is None or last.answer.said not in _AFTER:
        return None
    return last if _is_undo(last.scan) and scan.at - last.scan.at <= WAITS else None


def _is_undo(scan: Scan) -> bool:
    return meaning(scan.text) == CodeScan(command_code(Command.UNDO))


def _putting(look: Look, code: str, kind: type[Event]) -> Gesture | None:
    """Return the gesture that put an object where it is."""
    found = [entry.seq for entry in counting(look.history(code)) if isinstance(entry.event, kind)]
    return whole(look, found[-1]) if found else None


def _out_of_the_job(work: Work, actor: Actor, put: Gesture, before: KeptScan) -> Answer:
    """Take an older one out; what « ANNULER » had taken back is given back first."""
    if isinstance(planned(work, actor, put), Against) or asks_for_a_pin(work, actor, put):
        return undone_answer(work, actor, put)
    given_back = _given_back(work, before)
    answer = undone_answer(work, actor, whole(work, put.seq))
    if given_back and answer.signal is Signal.ACCEPTED:
        answer.facts["again"] = given_back
    return answer


def _given_back(work: Work, before: KeptScan) -> str:
    """Make what « ANNULER » took back count again, unless its object has gone on since; return the object's code."""
    answer = before.answer
    number = answer.facts.get("undo", "") if answer else ""
    undo = whole(work, int(number)) if number.isdigit() else None
    if answer is None or undo is None or undo.undone:
        return ""
    subjects = {entry.subject for entry in undo.entries}
    if any(entry.seq > undo.entries[-1].seq for entry in counting(work.history(*sorted(subjects)))):
        return ""
    take_back(work, undo.entries)
    return answer.code
