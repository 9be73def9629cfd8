"""Inspection: the answers of a person to the tests, kept as given."""

from __future__ import annotations

from dataclasses import replace

from workshop.domain import events as happened
from workshop.domain.content import from_content, to_content
from workshop.domain.diagnosis import Category
from workshop.domain.inspection import Inspection, passed
from workshop.domain.lots import MachineCard
from workshop.domain.machines import Machine
from workshop.domain.people import Actor
from workshop.services.machines import card_of, record
from workshop.services.ports import Look, Store

FACT = "inspection"


def inspection_of(look: Look, card: MachineCard) -> Inspection | None:
    """Return the last inspection of a machine."""
    content = look.fact(card.inspection) if card.inspection else None
    return from_content(Inspection, content) if content else None


class Inspecting:
    """Writes down what a person found."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def record(self, actor: Actor, code: str, inspection: Inspection) -> Machine:
        """Keep an inspection; a machine is tested only where every mandatory function was answered."""
        with self._store.working(actor) as work:
            card = card_of(work, code)
            digest = work.keep(FACT, code, to_content(inspection))
            work.put(replace(card, inspection=digest))
            complete = passed(Category(card.category), inspection)
            return record(work, code, happened.MachineInspected(digest, complete))
