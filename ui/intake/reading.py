"""What Entrée reads from the core; called on the worker, never by the window."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ui.intake.describing import MOST_CHOICES, Described
from workshop.domain.lots import Lot, MachineCard
from workshop.domain.machines import State
from workshop.services.views import IntakeView

if TYPE_CHECKING:
    from workshop.bootstrap import Workshop
    from workshop.domain.people import Actor

ROWS = 12


@dataclass(frozen=True)
class LotShown:
    """An open lot, its last machines, and (in the sample) the serials that are still to come in."""

    view: IntakeView
    awaited: tuple[MachineCard, ...] = ()
    machine: MachineCard | None = None  # the one in hand


def read_lot(workshop: Workshop, lot: str, machine: str = "") -> LotShown:
    """Read a lot as the screen shows it, with the machine in hand."""
    card = workshop.machines.card(machine) if machine else None
    return LotShown(workshop.views.intake(lot, ROWS), _awaited(workshop, lot), card)


def read_last(workshop: Workshop, lot: str) -> LotShown:
    """Read a lot with the machine that came last in hand."""
    there = read_lot(workshop, lot)
    return replace(there, machine=there.view.last[0] if there.view.last else None)


def open_lots(workshop: Workshop) -> tuple[Lot, ...]:
    """Return the open lots, newest first: as many as there are keys."""
    return workshop.lots.open_ones()[:9]


def new_lot(workshop: Workshop, actor: Actor, donor: str, expected: int) -> LotShown:
    """Open a lot."""
    return read_lot(workshop, workshop.lots.open(actor, donor, expected).code)


def without_serial(workshop: Workshop, actor: Actor, lot: str, inventory: str) -> LotShown:
    """Receive a machine that shows no serial."""
    return read_lot(workshop, lot, workshop.machines.receive(actor, lot, "", inventory=inventory).code)


def described(workshop: Workshop, actor: Actor, lot: str, what: Described, inventory: str) -> LotShown:
    """Receive an object that a person described."""
    card = workshop.machines.receive(
        actor,
        lot,
        what.number or "",
        category=what.category.value,
        maker=what.maker,
        model=what.model,
        inventory=inventory,
        storage_bytes=what.storage_bytes,
    )
    return read_lot(workshop, lot, card.code)


def models(workshop: Workshop, what: Described) -> tuple[Described, tuple[str, ...]]:
    """Return the models of a maker that came last, with what was described when this was asked."""
    return what, workshop.machines.models_seen(what.category.value, what.maker, MOST_CHOICES)


def attach_waiting(workshop: Workshop, actor: Actor, code: str, lot: str) -> LotShown:
    """Attach a reading that came before its machine."""
    workshop.diagnosing.attach_waiting(actor, code)
    return read_lot(workshop, lot, code)


def _awaited(workshop: Workshop, lot: str) -> tuple[MachineCard, ...]:
    identity = workshop.people.workshop()
    if identity is None or not identity.sample:
        return ()
    return tuple(card for card in workshop.machines.of_lot(lot) if card.state == State.EXPECTED.value)
