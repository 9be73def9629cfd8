"""The impact of a machine, a lot, an order or a period: computed anew from the journal and the figures of today.

A machine counts once it stands on an issued manifest, until it comes back. Nothing is stored: the report carries every
figure and choice that it was made with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from workshop.domain import events as happened
from workshop.domain.entries import Recorded
from workshop.domain.errors import NotSetUpError, UnknownCodeError
from workshop.domain.impact import MachineImpact, Reuse, Reused, by_category, impact_of, total
from workshop.domain.impact_figures import Figures
from workshop.domain.impact_report import SCHEMA, CategoryTotals, ImpactReport, Scope
from workshop.domain.journal import counting
from workshop.domain.lots import Lot, MachineCard, machine_name
from workshop.domain.meters import MeterUse, uses
from workshop.domain.orders import Order
from workshop.services.ports import Clock, Look, Store
from workshop.services.wipe_plans import subject_in

AT_ONCE = 500
PAGE = 5000


class Impact:
    """Makes reports; `figures` are read when the first one is made, and may raise RulesError."""

    def __init__(self, store: Store, figures: Callable[[], Figures], clock: Clock) -> None:
        self._store = store
        self._figures = figures
        self._clock = clock

    def about(self, text: str) -> ImpactReport:
        """Report on what a code is on: a machine, a lot or an order; raises UnknownCodeError."""
        with self._store.looking() as look:
            code = subject_in(look, text)
            scope, name, cards = _meant(look, code)
            return self._report(look, scope, code, name, _reused(look, cards))

    def between(self, since: datetime, until: datetime) -> ImpactReport:
        """Report on the machines that were handed over from `since` until before `until`, and had not come back then.

        With the workshop's own meters, as far as they were read in that time.
        """
        with self._store.looking() as look:
            codes = _handed_over(look, since, until)
            cards = [card for code in codes if (card := look.get(MachineCard, code))]
            identity = look.workshop()
            meters = uses(counting(look.history(identity.code)), since, until) if identity else ()
            machines = _reused(look, cards, until)
            return self._report(look, Scope.PERIOD, "", "", machines, (since, until), meters)

    def _report(
        self,
        look: Look,
        scope: Scope,
        code: str,
        name: str,
        machines: Sequence[Reused],
        period: tuple[datetime, datetime] | None = None,
        meters: tuple[MeterUse, ...] = (),
    ) -> ImpactReport:
        identity = look.workshop()
        if identity is None:
            raise NotSetUpError
        figures = self._figures()
        done = tuple(impact_of(machine, figures) for machine in machines)
        return ImpactReport(
            SCHEMA,
            identity.sample,
            identity.name,
            identity.site,
            scope,
            code,
            name,
            period[0] if period else None,
            period[1] if period else None,
            self._clock.now(),
            total(done),
            tuple(CategoryTotals(category, totals) for category, totals in by_category(done)),
            done,
            figures.only(_behind(done, figures)),
            meters,
        )


def _behind(machines: Iterable[MachineImpact], figures: Figures) -> set[str]:
    """Name the figures and choices that were used, and what else is known of the kinds of machines."""
    names: set[str] = set()
    for machine in machines:
        names |= {*machine.used, *(figure.id for figure in figures.of_category(machine.category))}
    return names


def _meant(look: Look, code: str) -> tuple[Scope, str, tuple[MachineCard, ...]]:
    if card := look.get(MachineCard, code):
        return Scope.MACHINE, machine_name(card.maker, card.model), (card,)
    if lot := look.get(Lot, code):
        return Scope.LOT, lot.donor, tuple(card for card in look.find(MachineCard, lot=code) if card.received_at)
    if order := look.get(Order, code):
        return Scope.ORDER, order.buyer, look.find(MachineCard, order_code=code)
    raise UnknownCodeError(code)


def _reused(look: Look, cards: Sequence[MachineCard], until: datetime | None = None) -> tuple[Reused, ...]:
    told: dict[str, list[Recorded]] = {card.code: [] for card in cards}
    codes = tuple(told)
    for start in range(0, len(codes), AT_ONCE):
        for entry in counting(look.history(*codes[start : start + AT_ONCE])):
            if until is None or entry.at < until:
                told[entry.subject].append(entry)
    return tuple(_machine(card, told[card.code]) for card in cards)


def _machine(card: MachineCard, entries: Iterable[Recorded]) -> Reused:
    reuse, masses = Reuse.NOT_YET, dict[bool, int]()
    parts: list[str] = []
    used = 0
    for entry in entries:
        match entry.event:
            case happened.MachineDelivered():
                reuse = Reuse.DELIVERED
            case happened.MachineReturned():
                reuse = Reuse.RETURNED
            case happened.MachineWeighed(grams, by_word):
                masses[by_word] = grams
            case happened.PartFitted(_, True):
                used += 1
            case happened.PartFitted(part):
                parts.append(part)
            case _:
                pass
    weighed, declared = masses.get(False), masses.get(True)
    return Reused(card.code, card.category, reuse, weighed, declared, tuple(parts), used)


def _handed_over(look: Look, since: datetime, until: datetime) -> tuple[str, ...]:
    """Return the machines that were delivered in a time, each once, in the order in which they left."""
    found: dict[str, None] = {}
    after = 0
    while page := look.journal(after, PAGE):
        after = page[-1].seq
        for entry in page:
            if isinstance(entry.event, happened.MachineDelivered) and since <= entry.at < until:
                found[entry.subject] = None
    return tuple(found)
