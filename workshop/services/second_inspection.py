"""The second inspection: some machines, drawn from their codes, are inspected again by somebody who knows nothing.

What the second person found is kept beside what the first had found, and changes nothing of the machine: it measures
how far people agree, criterion by criterion. Who they were is asked only to keep the first from being the second; it is
not in the kept fact.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from workshop.domain import events as happened
from workshop.domain.agreement import Agreement, agreements
from workshop.domain.content import from_content, read_time, to_content, written_time
from workshop.domain.errors import RefusedError
from workshop.domain.inspection import Function, Inspection, asked
from workshop.domain.journal import counting
from workshop.domain.looking import SEEN
from workshop.domain.lots import MachineCard
from workshop.domain.machines import Machine, State
from workshop.domain.people import Actor
from workshop.domain.second_looks import PERCENTS, WHOLE, SecondLook, SecondRule, is_drawn
from workshop.services.authority import identity_of, managers_only
from workshop.services.diagnosis import reading_of
from workshop.services.inspection import inspection_of, why_not
from workshop.services.machines import card_of, machine_of, record
from workshop.services.ports import Look, Store

FACT = "second-inspection"
_WAIT_IN = (State.READY, State.GRADED, State.RESERVED)
_LOOKED_AT = 2_000  # of each state: who waits longer comes to the front as others leave
_FIRST_SAID = (happened.FunctionTested, happened.MachineInspected, *SEEN)


class Turn(StrEnum):
    """Whether a person may inspect a machine a second time now; the names but `OPEN` are reasons of a refusal."""

    OPEN = "open"
    NOT_DRAWN = "second-not-drawn"
    NOT_DONE = "second-first-not-done"
    SAME_PERSON = "second-same-person"
    NOBODY = "second-nobody"  # no badge was scanned: who it is cannot be known
    DONE = "second-done"
    NOT_WHOLE = "second-not-whole"  # what was answered is not all that is asked


@dataclass(frozen=True, slots=True)
class SecondAsked:
    """What is asked of the second person, and nothing of what the first said."""

    card: MachineCard
    machine: Machine
    functions: tuple[Function, ...]
    keyboard: bool


class SecondInspections:
    """Draws, takes and compares second inspections."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def percent(self) -> int:
        """Return how many machines of a hundred are drawn."""
        with self._store.looking() as look:
            return _percent(look)

    def set_percent(self, actor: Actor, percent: int) -> int:
        """Choose how many are drawn; a manager's alone (the fronts ask for the PIN). Raises RefusedError."""
        with self._store.working(actor) as work:
            identity = identity_of(work)
            managers_only(work, actor, identity.code)
            work.put(SecondRule(identity.code, min(max(percent, 0), WHOLE)))
            return _percent(work)

    def turn(self, actor: Actor, code: str) -> Turn:
        """Say whether a person may inspect a machine a second time; raises UnknownCodeError."""
        with self._store.looking() as look:
            return _turn(look, actor, card_of(look, code))

    def waiting(self, actor: Actor, limit: int = 20) -> tuple[MachineCard, ...]:
        """Return the machines that wait for a second inspection and that this person did not inspect first."""
        found: list[MachineCard] = []
        with self._store.looking() as look:
            percent = _percent(look)
            for state in _WAIT_IN:
                cards = look.find(MachineCard, newest_first=True, limit=_LOOKED_AT, state=state.value)
                drawn = (card for card in cards if is_drawn(card.code, percent))
                found += [card for card in drawn if _turn(look, actor, card) is Turn.OPEN]
        return tuple(found[:limit])

    def ask(self, actor: Actor, code: str) -> SecondAsked:
        """Say what to inspect; raises RefusedError where it is not this person's to do."""
        with self._store.looking() as look:
            card = card_of(look, code)
            _refuse(_turn(look, actor, card), code)
            return _asked(look, card)

    def take(self, actor: Actor, code: str, second: Inspection) -> None:
        """Keep a second inspection, whole, beside the first; raises RefusedError."""
        with self._store.working(actor) as work:
            card = card_of(work, code)
            _refuse(_turn(work, actor, card), code)
            wanted = _asked(work, card)
            answered = {test.function for test in second.tests}
            if not second.looks_checked or answered != set(wanted.functions):
                raise RefusedError(code, (Turn.NOT_WHOLE.value,))
            first = inspection_of(work, card) or Inspection()
            digest = work.keep(FACT, code, to_content({"first": first, "second": second}))
            work.put(SecondLook(code, digest, written_time(work.now)))
            record(work, code, happened.SecondInspected(digest))

    def agreement(self, since: datetime | None = None) -> tuple[Agreement, ...]:
        """Say how far people agree on each criterion."""
        with self._store.looking() as look:
            looks = look.find(SecondLook)
            facts = [look.fact(item.fact) for item in looks if since is None or read_time(item.at) >= since]
        pairs = [
            (from_content(Inspection, fact["first"]), from_content(Inspection, fact["second"]))
            for fact in facts
            if fact is not None
        ]
        return agreements(pairs)


def _percent(look: Look) -> int:
    identity = look.workshop()
    code = identity.code if identity else ""
    return (look.get(SecondRule, code) or SecondRule(code)).percent


def _asked(look: Look, card: MachineCard) -> SecondAsked:
    machine = machine_of(look, card.code)
    functions = asked(machine.category, reading_of(look, card))
    return SecondAsked(card, machine, functions, Function.KEYBOARD in functions)


def _turn(look: Look, actor: Actor, card: MachineCard) -> Turn:
    if not is_drawn(card.code, _percent(look)):
        return Turn.NOT_DRAWN
    if look.get(SecondLook, card.code):
        return Turn.DONE
    machine, inspection = machine_of(look, card.code), inspection_of(look, card)
    looked = inspection is not None and inspection.looks_checked
    if why_not(machine) is not None or not machine.tested or not looked:
        return Turn.NOT_DONE
    if not actor.person:
        return Turn.NOBODY
    said = (entry for entry in counting(look.history(card.code)) if isinstance(entry.event, _FIRST_SAID))
    return Turn.SAME_PERSON if any(entry.person == actor.person for entry in said) else Turn.OPEN


def _refuse(turn: Turn, code: str) -> None:
    if turn is not Turn.OPEN:
        raise RefusedError(code, (turn.value,))


__all__ = ["PERCENTS", "SecondAsked", "SecondInspections", "Turn"]
