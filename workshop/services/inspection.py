"""Inspection: the answers of a person to the tests, each kept as soon as it is given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from workshop.domain import events as happened
from workshop.domain.content import from_content, to_content
from workshop.domain.diagnosis import Category, Diagnosis
from workshop.domain.drives import Refusal
from workshop.domain.entries import Recorded
from workshop.domain.errors import RefusedError
from workshop.domain.faults import is_fault
from workshop.domain.holds import Aside, HoldReason
from workshop.domain.inspection import (
    MAY_BE_ABSENT,
    Defect,
    Function,
    How,
    Inspection,
    Tested,
    Works,
    answered,
    asked,
    failed,
    passed,
    proven,
    unsure,
    untested,
)
from workshop.domain.journal import undone_events
from workshop.domain.looking import with_looks
from workshop.domain.lots import Lot, MachineCard
from workshop.domain.machines import Machine, fold
from workshop.domain.people import Actor
from workshop.services.diagnosis import reading_of
from workshop.services.machines import card_of, history_of, machine_of, record
from workshop.services.photos import photos_in
from workshop.services.ports import Look, Store, Work

FACT = "inspection"
UNKNOWN_FAULT = "unknown-fault"
NEVER_ABSENT = "never-absent"
CHANGED_SINCE = "tests-changed-since"
_BEGUN_ANEW = (
    happened.MachineReceived,
    happened.MachineReturned,
    happened.MachineBroughtBack,
    happened.SystemInstalled,
)


@dataclass(frozen=True, slots=True)
class TestsView:
    """The tests of one machine: what is asked, in order, and what was answered or is proven, in any order.

    `why_not` is what keeps it from being tested now. `reading` is what it says of itself.
    """

    card: MachineCard
    lot: Lot | None
    machine: Machine
    asked: tuple[Function, ...]
    answers: tuple[Tested, ...]
    photos: tuple[str, ...]
    reading: Diagnosis | None
    why_not: Refusal | None = None

    def answer(self, function: Function) -> Tested | None:
        """Return the answer to one test."""
        return next((item for item in self.answers if item.function is function), None)

    @property
    def first_open(self) -> Function | None:
        """The first test that has no answer; one that nobody was sure of has one."""
        return next(iter(self.open), None)

    @property
    def unsure(self) -> tuple[Function, ...]:
        """What must be tested again: nobody was sure."""
        return unsure(self.answers)

    @property
    def open(self) -> tuple[Function, ...]:
        """The tests without any answer: never what fails, nor what nobody was sure of."""
        known = {item.function for item in self.answers}
        return tuple(function for function in self.asked if function not in known)

    @property
    def failed(self) -> tuple[Function, ...]:
        return failed(Inspection(self.answers))

    @property
    def complete(self) -> bool:
        """Whether the machine counts as tested."""
        return not untested(self.machine.category, Inspection(self.answers))

    @property
    def installs_first(self) -> bool:
        """Whether the order wants a system that is not there yet: what runs on the machine is tested after."""
        return self.machine.system_wanted and not self.machine.installed

    @property
    def swollen(self) -> bool:
        return HoldReason.SWOLLEN_BATTERY in self.machine.holds


def inspection_of(look: Look, card: MachineCard) -> Inspection | None:
    """Return the last inspection of a machine; what was answered one by one comes before what was kept as a whole."""
    content = look.fact(card.inspection) if card.inspection else None
    kept = from_content(Inspection, content) if content else None
    machine = machine_of(look, card.code)
    if not machine.answers and not machine.looked.told:
        return kept
    found = with_looks(kept or Inspection(), machine.looked)
    return replace(found, tests=machine.answers) if machine.answers else found


class Inspecting:
    """Writes down what a person found."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def view(self, code: str) -> TestsView:
        """Show the tests of a machine; raises UnknownCodeError."""
        with self._store.looking() as look:
            return _view(look, code)

    def answer(
        self,
        actor: Actor,
        code: str,
        function: Function,
        works: Works,
        fault: Defect | None = None,
        *,
        guided: bool = False,
    ) -> TestsView:
        """Write one answer down at once; the same answer again is one. `guided`: it was tried by Établi on the machine.

        What the reading proves is written with it, so that an answer never rests on a reading that is replaced later.
        """
        with self._store.working(actor) as work:
            view = _view(work, code)
            _refuse(view, function, works, fault)
            answer = Tested(function, works, fault, How.GUIDED if guided else How.PERSON)
            given = view.machine.answers
            others = [item for item in view.answers if item not in given and item.function is not function]
            if not _is_known(given, answer):
                record(work, code, *map(_event, (answer, *others)))
            return _view(work, code)

    def declare(self, actor: Actor, code: str, seen: tuple[Function, ...]) -> TestsView:
        """Write at once that everything without an answer works; `seen` is what the person was told that this is.

        Whatever was answered before stays as it is. One transaction: one gesture, which one undo takes back.
        """
        with self._store.working(actor) as work:
            view = _view(work, code)
            if view.why_not is not None:
                raise RefusedError(code, (view.why_not.value,))
            if set(view.open) != set(seen):
                raise RefusedError(code, (CHANGED_SINCE,))
            told = {item.function for item in view.machine.answers}
            proofs = (item for item in view.answers if item.function not in told)
            answers = (Tested(function, Works.YES, how=How.DECLARED) for function in view.open)
            if seen:
                record(work, code, *map(_event, (*answers, *proofs)))
            return _view(work, code)

    def swollen(self, actor: Actor, code: str) -> TestsView:
        """Set a machine aside whose battery is swollen: nothing more is done with it."""
        with self._store.working(actor) as work:
            if HoldReason.SWOLLEN_BATTERY not in machine_of(work, code).holds:
                record(work, code, happened.HoldPlaced(HoldReason.SWOLLEN_BATTERY))
            return _view(work, code)

    def set_aside(self, actor: Actor, code: str, where: Aside) -> TestsView:
        """Send a machine to be repaired, or to be taken apart; the functions that fail are the reason."""
        with self._store.working(actor) as work:
            reason = ",".join(_view(work, code).failed)
            record(work, code, happened.MachineSetAside(where, reason))
            return _view(work, code)

    def record(self, actor: Actor, code: str, inspection: Inspection) -> Machine:
        """Keep an inspection; a machine is tested only where every mandatory function was answered."""
        with self._store.working(actor) as work:
            card = card_of(work, code)
            digest = work.keep(FACT, code, to_content(inspection))
            work.put(replace(card, inspection=digest))
            complete = passed(Category(card.category), inspection)
            return record(work, code, happened.MachineInspected(digest, complete))


def _view(look: Look, code: str) -> TestsView:
    card = card_of(look, code)
    history = history_of(look, code)
    machine = fold(code, history)
    reading = reading_of(look, card)
    answers = _answers(look, card, machine)
    for item in proven(reading) if _was_read_since(history) else ():
        answers = answers if any(item.function is other.function for other in answers) else answered(answers, item)
    return TestsView(
        card,
        look.get(Lot, card.lot),
        machine,
        asked(machine.category, reading),
        answers,
        photos_in(history),
        reading,
        why_not(machine),
    )


def why_not(machine: Machine) -> Refusal | None:
    """Say what keeps a machine from being tested now."""
    if machine.holds:
        return Refusal.ON_HOLD
    if machine.aside:
        return Refusal.LOCKED if machine.aside is Aside.LOCKED else Refusal.SET_ASIDE
    if machine.manifest:
        return Refusal.ALREADY_OUT
    return None if machine.here else Refusal.NOT_RECEIVED


def _answers(look: Look, card: MachineCard, machine: Machine) -> tuple[Tested, ...]:
    """Return the answers that count now: those given one by one, else those of the whole inspection that passed."""
    if machine.answers or not machine.tested or not card.inspection:
        return machine.answers
    content = look.fact(card.inspection)
    return from_content(Inspection, content).tests if content else ()


def _was_read_since(history: Iterable[Recorded]) -> bool:
    """Tell whether the machine was read after it was last received, repaired, or installed anew."""
    entries = tuple(history)
    undone = undone_events(entries)
    for entry in reversed(entries):
        if entry.seq in undone:
            continue
        if isinstance(entry.event, happened.MachineDiagnosed):
            return True
        if isinstance(entry.event, _BEGUN_ANEW):
            return False
    return False


def _refuse(view: TestsView, function: Function, works: Works, fault: Defect | None) -> None:
    if view.why_not is not None:
        raise RefusedError(view.card.code, (view.why_not.value,))
    if (fault is not None) != (works is Works.NO) or (fault is not None and not is_fault(function, fault)):
        raise RefusedError(view.card.code, (UNKNOWN_FAULT,))
    if works is Works.ABSENT and function not in MAY_BE_ABSENT:
        raise RefusedError(view.card.code, (NEVER_ABSENT,))


def _is_known(given: tuple[Tested, ...], answer: Tested) -> bool:
    """Tell whether an answer says nothing new; what was only declared is tested the first time."""
    same = (replace(item, how=answer.how) for item in given if item.how is not How.DECLARED)
    return answer in same


def _event(answer: Tested) -> happened.FunctionTested:
    return happened.FunctionTested(answer.function, answer.works, answer.fault, answer.how)


def begin_work(work: Work, code: str) -> TestsView:
    """Return the tests of a machine that may be worked on now; raises RefusedError."""
    view = _view(work, code)
    if view.why_not is not None:
        raise RefusedError(code, (view.why_not.value,))
    return view
