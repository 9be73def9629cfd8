"""Grading: what was measured and found, against the contract in force, kept with every finding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from workshop.domain import events as happened
from workshop.domain.content import from_content, to_content
from workshop.domain.diagnosis import Category
from workshop.domain.grading import Contract, Grade, Value, facts_of, grade
from workshop.domain.lots import MachineCard
from workshop.domain.people import Actor
from workshop.services.diagnosis import reading_of
from workshop.services.inspection import inspection_of
from workshop.services.machines import card_of, make_ready, record
from workshop.services.ports import Look, Store

FACT = "grade"


def grade_of(look: Look, card: MachineCard) -> Grade | None:
    """Return the grade of a machine, with its findings."""
    content = look.fact(card.grade) if card.grade else None
    return from_content(Grade, content["grade"]) if content else None


class Grading:
    """Grades machines by the contract in force."""

    def __init__(self, store: Store, contract: Callable[[], Contract]) -> None:
        self._store = store
        self._contract = contract

    def contract_name(self) -> str:
        """Return the contract in force: its id and version."""
        return self._contract().name

    def grade(self, actor: Actor, code: str) -> Grade:
        """Grade a machine; it is ready at once where nothing speaks against it."""
        contract = self._contract()
        with self._store.working(actor) as work:
            card = card_of(work, code)
            facts = self._facts(work, card)
            result = grade(facts, contract)
            digest = work.keep(FACT, code, {"facts": to_content(facts), "grade": to_content(result)})
            work.put(replace(card, grade=digest))
            record(work, code, happened.MachineGraded(result.letter, result.eligible, contract.name, digest))
            make_ready(work, code, contract)
            return result

    def _facts(self, look: Look, card: MachineCard) -> dict[str, Value]:
        return facts_of(Category(card.category), reading_of(look, card), inspection_of(look, card))
