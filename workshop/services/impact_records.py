"""What people note for the impact of reuse: what a machine weighs, which parts were fitted, what the meters show."""

from __future__ import annotations

from workshop.domain import events as happened
from workshop.domain.journal import counting
from workshop.domain.lots import MachineCard
from workshop.domain.meters import LONGEST_NAME, MOST, Meter, MeterProblem
from workshop.domain.people import Actor
from workshop.services.machines import card_of, record
from workshop.services.ports import Look, Store, Work
from workshop.services.wipe_plans import subject_in

LEAST_GRAMS, MOST_GRAMS = 20, 200_000  # a telephone without its back; a server cabinet is not one machine
LONGEST_TEXT = 80


class ImpactRecords:
    """Writes down what is measured."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def weigh(self, actor: Actor, text: str, grams: int, *, declared: bool = False, told_by: str = "") -> MachineCard:
        """Note the mass of a machine, found by its code or its last eight digits; the last one said counts.

        What was weighed here counts before what was declared. Raises ValueError for a mass that no machine has.
        """
        if not LEAST_GRAMS <= grams <= MOST_GRAMS:
            raise ValueError(grams)
        who = " ".join(told_by.split())[:LONGEST_TEXT] if declared else ""
        return self._noted(actor, text, happened.MachineWeighed(grams, declared, who))

    def fit(self, actor: Actor, text: str, part: str, *, second_hand: bool = False) -> MachineCard:
        """Note that a part was put into a machine."""
        return self._noted(actor, text, happened.PartFitted(part, second_hand))

    def read_meter(
        self, actor: Actor, meter: Meter, amount: int, *, name: str = "", replaced: bool = False
    ) -> MeterProblem | None:
        """Note what a meter shows; a meter that goes backwards is refused unless it is a new one."""
        plain = " ".join(name.split())
        if len(plain) > LONGEST_NAME or not plain.isprintable():
            return MeterProblem.BAD_NAME
        if not 0 <= amount <= MOST:
            return MeterProblem.NO_NUMBER
        with self._store.working(actor) as work:
            workshop = _workshop(work)
            before = last_reading(work, meter, plain)
            if before is not None and amount < before and not replaced:
                return MeterProblem.BACKWARDS
            work.append(workshop, happened.MeterRead(meter.value, amount, plain, replaced))
        return None

    def _noted(self, actor: Actor, text: str, event: happened.MachineWeighed | happened.PartFitted) -> MachineCard:
        with self._store.working(actor) as work:
            card = card_of(work, subject_in(work, text))
            record(work, card.code, event)
            return card_of(work, card.code)


def last_reading(look: Look, meter: Meter, name: str) -> int | None:
    """Return what a meter showed last, None where it was never read."""
    identity = look.workshop()
    told = counting(look.history(identity.code)) if identity else ()
    amounts = [
        entry.event.amount
        for entry in told
        if isinstance(entry.event, happened.MeterRead) and (entry.event.meter, entry.event.name) == (meter.value, name)
    ]
    return amounts[-1] if amounts else None


def _workshop(work: Work) -> str:
    identity = work.workshop()
    assert identity is not None, "a workshop that works has a name"
    return identity.code
