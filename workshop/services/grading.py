"""Grading: what was measured and found, against a contract, kept with every finding; and where the machine goes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from workshop.domain import events as happened
from workshop.domain.content import from_content, to_content
from workshop.domain.contracts import Contract, Destination, Value
from workshop.domain.destinations import Because, Sent, judge
from workshop.domain.errors import RefusedError
from workshop.domain.grading import Evidence, Grade
from workshop.domain.journal import counting
from workshop.domain.lots import MachineCard
from workshop.domain.people import Actor
from workshop.domain.r2 import R2Codes, crossed
from workshop.domain.upgrades import Plan, plans
from workshop.services.authority import managers_only
from workshop.services.grading_facts import Catalogues, Measured, measured
from workshop.services.machines import card_of, machine_of, make_ready, record
from workshop.services.ports import Look, Store, Work

FACT = "grade"
NO_CATALOGUES = Catalogues()


@dataclass(frozen=True, slots=True)
class Judged:
    """A grade, and the facts that it was made of."""

    grade: Grade
    facts: dict[str, Value]
    evidence: dict[str, Evidence]
    contract: Contract

    def plans(self) -> tuple[Plan, ...]:
        """Say what it takes for each letter, the best first."""
        return plans(self.facts, self.contract)


def grade_of(look: Look, card: MachineCard) -> Grade | None:
    """Return the grade of a machine, with its findings."""
    content = look.fact(card.grade) if card.grade else None
    return from_content(Grade, content["grade"]) if content else None


def facts_kept(look: Look, card: MachineCard) -> dict[str, Value]:
    """Return the facts that a machine was last graded by; none where it was not."""
    content = look.fact(card.grade) if card.grade else None
    return dict(content["facts"]) if content else {}


def sent_of(look: Look, code: str) -> Sent:
    """Say where a machine goes, and by what."""
    machine = machine_of(look, code)
    entries = [entry.event for entry in counting(look.history(code))]
    choices = [event for event in entries if isinstance(event, happened.DestinationChosen)]
    grade = grade_of(look, card_of(look, code))
    rule = grade.rule if grade and machine.ruled else ""
    if machine.chosen and choices:
        because = choices[-1].because
        return Sent(_destination(machine.chosen), rule, chosen=True, because=_because(because))
    return Sent(_destination(machine.ruled), rule)


class Grading:
    """Grades machines by a contract: the one in force, or another to see what it would say."""

    def __init__(self, store: Store, contract: Callable[[], Contract], catalogues: Catalogues = NO_CATALOGUES) -> None:
        self._store = store
        self._contract = contract
        self._catalogues = catalogues

    def contract(self) -> Contract:
        """Return the contract in force."""
        return self._contract()

    def contract_name(self) -> str:
        """Return the contract in force: its id and version."""
        return self._contract().name

    def look_at(self, code: str, contract: Contract | None = None) -> Judged:
        """Grade a machine as it is now, under any contract, without writing anything; raises UnknownCodeError."""
        with self._store.looking() as look:
            return self.judged_in(look, code, contract)

    def judged_in(self, look: Look, code: str, contract: Contract | None = None) -> Judged:
        """Grade a machine as it is in one moment."""
        return self._judged(look, card_of(look, code), contract or self._contract())

    def measures(self, code: str) -> Measured:
        """Return the facts of a machine as they are now."""
        with self._store.looking() as look:
            return measured(look, card_of(look, code), self._contract(), self._catalogues)

    def r2(self, code: str) -> R2Codes:
        """Return the R2v3 codes that go with what is known of a machine now."""
        with self._store.looking() as look:
            facts = measured(look, card_of(look, code), self._contract(), self._catalogues).facts
            return crossed(facts, system=machine_of(look, code).installed)

    def grade(self, actor: Actor, code: str) -> Grade:
        """Grade a machine by the contract in force; it is ready at once where nothing speaks against it."""
        with self._store.working(actor) as work:
            return self.grade_in(work, code)

    def grade_in(self, work: Work, code: str) -> Grade:
        """Grade within a transaction."""
        contract, card = self._contract(), card_of(work, code)
        judged = self._judged(work, card, contract)
        result = judged.grade
        content = {"facts": judged.facts, "evidence": judged.evidence, "grade": result}
        digest = work.keep(FACT, code, to_content(content))
        work.put(replace(card, grade=digest))
        to = result.destination.value if result.destination else ""
        record(work, code, happened.MachineGraded(result.letter, result.eligible, contract.name, digest, to))
        make_ready(work, code, contract)
        return result

    def sent(self, code: str) -> Sent:
        """Say where a machine goes; raises UnknownCodeError."""
        with self._store.looking() as look:
            card_of(look, code)
            return sent_of(look, code)

    def send(self, actor: Actor, code: str, to: Destination | None, because: Because | None = None) -> Sent:
        """Send a machine elsewhere than the contract says, for a reason; None: the contract's rule counts again.

        Only a manager does; the same choice again is one. Raises RefusedError, UnknownCodeError.
        """
        with self._store.working(actor) as work:
            card_of(work, code)
            managers_only(work, actor, code)
            if (to is None) is not (because is None):
                raise RefusedError(code, (NO_REASON,))
            before = sent_of(work, code)
            machine = machine_of(work, code)
            if machine.chosen != (to.value if to else "") or before.because is not because:
                chosen = happened.DestinationChosen(
                    to.value if to else "", because.value if because else "", machine.ruled
                )
                record(work, code, chosen)
            return sent_of(work, code)

    def _judged(self, look: Look, card: MachineCard, contract: Contract) -> Judged:
        known = measured(look, card, contract, self._catalogues)
        return Judged(judge(known.facts, contract, known.evidence), known.facts, known.evidence, contract)


NO_REASON = "no-reason"


def _destination(text: str) -> Destination | None:
    return next((item for item in Destination if item.value == text), None)


def _because(text: str) -> Because | None:
    return next((item for item in Because if item.value == text), None)
