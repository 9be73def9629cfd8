"""Looking at a machine: its marks, its keys, its locks, each kept at once; when it is done, the machine is graded."""

from __future__ import annotations

from dataclasses import dataclass, replace

from workshop.domain import events as happened
from workshop.domain.contracts import Contract
from workshop.domain.cosmetics import is_mark
from workshop.domain.destinations import Sent, judge
from workshop.domain.drives import Refusal
from workshop.domain.errors import RefusedError
from workshop.domain.events import Event
from workshop.domain.grading import Grade, applying
from workshop.domain.inspection import Defect, Inspection, KeyboardLayout
from workshop.domain.lots import Lot, MachineCard
from workshop.domain.machines import Machine
from workshop.domain.measures import looks_of_a_person
from workshop.domain.people import Actor
from workshop.domain.so_far import SoFar, so_far
from workshop.services.grading import Grading, Judged, sent_of
from workshop.services.inspection import inspection_of, why_not
from workshop.services.machines import card_of, machine_of, record
from workshop.services.photos import photos_in
from workshop.services.ports import Look, Store, Work

UNKNOWN_MARK = "unknown-mark"
MARKS_CHANGED = "marks-changed-since"
COSMETIC, AZERTY, CHARGER, LOCKS = "cosmetic", "azerty", "charger", "locks"


@dataclass(frozen=True, slots=True)
class Declared:
    """What « aucun défaut » says at once beside the marks, where nobody said it before; None: it is not asked."""

    keyboard: KeyboardLayout | None = None
    charger: bool | None = None
    locked: bool | None = None


@dataclass(frozen=True, slots=True)
class LooksView:
    """One machine while it is looked at; `so_far` is its grade as it builds up, `judged` as it is now.

    `asked` names the facts beside the marks that the contract asks of a person here. `why_not` keeps it from being
    looked at now.
    """

    card: MachineCard
    lot: Lot | None
    machine: Machine
    inspection: Inspection
    photos: tuple[str, ...]
    judged: Judged
    so_far: SoFar
    sent: Sent
    asked: frozenset[str]
    why_not: Refusal | None = None

    @property
    def marks(self) -> tuple[Defect, ...]:
        return self.inspection.defects

    @property
    def grade(self) -> Grade | None:
        """The grade that counts: given after everything that was seen since."""
        return self.judged.grade if self.machine.letter else None

    @property
    def declares(self) -> Declared:
        """What the one key would say beside « no (other) mark »."""
        unsaid = self.inspection.keyboard is KeyboardLayout.UNKNOWN
        return Declared(
            KeyboardLayout.AZERTY if AZERTY in self.asked and unsaid else None,
            True if CHARGER in self.asked and self.card.charger is None else None,
            False if LOCKS in self.asked and self.judged.facts.get(LOCKS) is None else None,
        )


class Looking:
    """Writes down what a person sees; each thing at once, so that a pause or a power cut loses nothing."""

    def __init__(self, store: Store, grading: Grading) -> None:
        self._store = store
        self._grading = grading

    def view(self, code: str) -> LooksView:
        """Show a machine; raises UnknownCodeError."""
        with self._store.looking() as look:
            return self._view(look, code)

    def mark(self, actor: Actor, code: str, mark: Defect) -> LooksView:
        """Write a mark down; another severity of the same takes its place, the same one again is one."""
        with self._store.working(actor) as work:
            there = self._begin(work, code)
            if not is_mark(machine_of(work, code).category, mark):
                raise RefusedError(code, (UNKNOWN_MARK,))
            if mark not in there.defects:
                record(work, code, *_told(work, code), happened.MarkSeen(mark.zone, mark.kind, mark.severity))
            return self._view(work, code)

    def unmark(self, actor: Actor, code: str, mark: Defect) -> LooksView:
        """Take a mark away: it is not there, or not any more."""
        with self._store.working(actor) as work:
            if mark in self._begin(work, code).defects:
                record(work, code, *_told(work, code), happened.MarkGone(mark.zone, mark.kind))
            return self._view(work, code)

    def say(self, actor: Actor, code: str, said: Declared) -> LooksView:
        """Write down what is on the keys, whether the charger is there, whether something locks it."""
        with self._store.working(actor) as work:
            self._begin(work, code)
            self._say(work, code, said)
            return self._view(work, code)

    def finish(self, actor: Actor, code: str, seen: tuple[Defect, ...], said: Declared) -> LooksView:
        """Say that there are no other marks than these; a machine that is tested is graded at once.

        `seen` and `said` are what the person was told that this means. One transaction: one undo takes all of it back.
        """
        with self._store.working(actor) as work:
            there = self._begin(work, code)
            view = self._view(work, code)
            if set(there.defects) != set(seen) or view.declares != said:
                raise RefusedError(code, (MARKS_CHANGED,))
            self._say(work, code, said)
            record(work, code, *_told(work, code), happened.LooksChecked())
            if machine_of(work, code).tested:
                self._grading.grade_in(work, code)
            return self._view(work, code)

    def _begin(self, look: Look, code: str) -> Inspection:
        card_of(look, code)
        refusal = why_not(machine_of(look, code))
        if refusal is not None:
            raise RefusedError(code, (refusal.value,))
        return _inspected(look, code)

    def _say(self, work: Work, code: str, said: Declared) -> None:
        events: list[Event] = []
        if said.keyboard is not None:
            events.append(happened.KeyboardSeen(said.keyboard))
        if said.locked is not None:
            events.append(happened.LocksSeen(said.locked))
        if events:
            record(work, code, *_told(work, code), *events)
        if said.charger is not None:
            record(work, code, happened.ChargerSeen(said.charger))
            work.put(replace(card_of(work, code), charger=said.charger))

    def _view(self, look: Look, code: str) -> LooksView:
        card, machine, inspection = card_of(look, code), machine_of(look, code), _inspected(look, code)
        judged = self._grading.judged_in(look, code)
        view = LooksView(
            card,
            look.get(Lot, card.lot),
            machine,
            inspection,
            photos_in(look.history(code)),
            judged,
            so_far(judged.grade),
            sent_of(look, code),
            asked_of_a_person(judged.contract, judged),
            why_not(machine),
        )
        return replace(view, so_far=_building_up(view))


def asked_of_a_person(contract: Contract, judged: Judged) -> frozenset[str]:
    """Return what the contract asks of this machine that a person sees on it, beside its marks."""
    asked = {criterion.fact for criterion in applying(contract, judged.facts)}
    return frozenset(asked & {AZERTY, CHARGER, LOCKS})


def _building_up(view: LooksView) -> SoFar:
    """Say how the grade builds up: with the marks so far, as if there were no others."""
    if view.inspection.looks_checked:
        return so_far(view.judged.grade)
    seen = replace(view.inspection, looks_checked=True)
    facts = {**view.judged.facts, **looks_of_a_person(seen)}
    grade = judge(facts, view.judged.contract, view.judged.evidence)
    return so_far(grade, frozenset() if view.marks else frozenset({COSMETIC}))


def _inspected(look: Look, code: str) -> Inspection:
    return inspection_of(look, card_of(look, code)) or Inspection()


def _told(look: Look, code: str) -> tuple[Event, ...]:
    """Return what a whole inspection says, one by one: it must not be lost when more is said."""
    if machine_of(look, code).looked.told:
        return ()
    whole = _inspected(look, code)
    marks = (happened.MarkSeen(mark.zone, mark.kind, mark.severity) for mark in whole.defects)
    events: list[Event] = [*marks]
    if whole.looks_checked:
        events.append(happened.LooksChecked())
    if whole.keyboard is not KeyboardLayout.UNKNOWN:
        events.append(happened.KeyboardSeen(whole.keyboard))
    if whole.locked is not None:
        events.append(happened.LocksSeen(whole.locked))
    return tuple(events)
