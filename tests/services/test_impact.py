"""Reports on a machine, a lot, an order and a period: what counts, from when to when, and what is noted for it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.services.shop import Shop
from workshop.domain import events as happened
from workshop.domain.content import canonical, from_content, to_content
from workshop.domain.contracts import Confidence
from workshop.domain.errors import UnknownCodeError
from workshop.domain.impact import Unquantified, Weight
from workshop.domain.impact_figures import Assumed, Assumption, Figure, Figures, FigureSource, Right
from workshop.domain.impact_report import ImpactReport, Scope
from workshop.domain.meters import Meter, MeterProblem
from workshop.services.impact import Impact
from workshop.services.impact_records import ImpactRecords
from workshop.services.undoing import Undoing

SOURCE = FigureSource("s", "Titre", "Éditeur", "1", "licence", Right.OWN, Confidence.VERIFIED, "2026")
FIGURES = Figures(
    "test",
    (SOURCE,),
    (
        Figure("laptop", "s", "laptop", construction_grams=200_000),
        Figure("server", "s", "server", construction_grams=900_000),
        Figure("battery", "s", part="battery", construction_grams=7_000),
    ),
    tuple(
        Assumption(what.value, what, value, "s") for what, value in zip(Assumed, (500, 3000, 6000, 4000), strict=True)
    ),
)


class Bench(Shop):
    """A small workshop with reports."""

    def __init__(self) -> None:
        super().__init__()
        self.impact = Impact(self.store, lambda: FIGURES, self.clock)
        self.records = ImpactRecords(self.store)

    def delivered(self, serial: str) -> str:
        """Bring a machine to its recipient."""
        code, order = self.ready(serial), self.order(quantity=1)
        self.deliveries.pack(self.actor, order, 1, code)
        self.deliveries.manifest(self.actor, order, 1)
        return code

    def returned(self, code: str) -> None:
        with self.store.working(self.actor) as work:
            work.append(code, happened.MachineReturned())


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_a_machine_counts_once_it_is_delivered(bench: Bench) -> None:
    code = bench.ready("A")
    before = bench.impact.about(code)
    assert (before.scope, before.code, before.totals.machines, before.totals.reused) == (Scope.MACHINE, code, 1, 0)
    after = bench.impact.about(bench.delivered("B"))
    assert (after.totals.reused, after.totals.co2e.low) == (1, 46_000)  # 0.5 x 3/6 x 200 - 4 kg


def test_a_machine_that_came_back_counts_no_more(bench: Bench) -> None:
    code = bench.delivered("A")
    bench.returned(code)
    totals = bench.impact.about(bench.lot.code).totals
    assert (totals.reused, [(line.reason, line.machines) for line in totals.not_reused]) == (0, [("returned", 1)])


def test_a_lot_and_an_order_say_what_is_in_their_sums_and_what_is_not(bench: Bench) -> None:
    first, _second = bench.delivered("A"), bench.delivered("B")
    bench.received("C")
    lot = bench.impact.about(bench.lot.code)
    assert (lot.scope, lot.name, lot.totals.machines, lot.totals.reused) == (Scope.LOT, "Mairie", 3, 2)
    assert lot.totals.co2e.low == 92_000
    assert lot.totals.mass_unknown == 2
    order = bench.machines.card(first).order_code
    found = bench.impact.about(order)
    assert (found.scope, found.name, [one.code for one in found.machines]) == (Scope.ORDER, "Métropole", [first])


def test_what_nobody_knows_is_counted_as_such(bench: Bench) -> None:
    card = bench.machines.receive(bench.actor, bench.lot.code, "Z", category="unknown")
    assert bench.impact.about(card.code).machines[0].why is Unquantified.UNKNOWN_CATEGORY


def test_masses_and_parts_are_noted_and_can_be_taken_back(bench: Bench) -> None:
    code = bench.delivered("A")
    bench.records.weigh(bench.actor, code, 1700, declared=True, told_by=" le  donateur ")
    assert bench.impact.about(code).machines[0].weight is Weight.DECLARED
    bench.records.weigh(bench.actor, code[-8:], 1500)
    bench.records.weigh(bench.actor, code, 1650)
    bench.records.fit(bench.actor, code, "battery")
    bench.records.fit(bench.actor, code, "drive", second_hand=True)
    (done,) = bench.impact.about(code).machines
    assert (done.mass_grams, done.weight, done.new_parts, done.used_parts) == (1650, Weight.WEIGHED, 1, 1)
    assert done.co2e
    assert done.co2e.low == 39_000
    bench.records.fit(bench.actor, code, "screen")
    assert bench.impact.about(code).machines[0].why is Unquantified.PART_WITHOUT_FIGURE
    with bench.store.looking() as look:
        last, _hash = look.journal_end()
    Undoing(bench.store).undo(bench.actor, last)
    assert bench.impact.about(code).machines[0].co2e == done.co2e
    with bench.store.looking() as look:
        (told,) = [entry.event for entry in look.history(code) if getattr(entry.event, "declared", False)]
    assert told == happened.MachineWeighed(1700, declared=True, told_by="le donateur")


@pytest.mark.parametrize("grams", [0, -5, 19, 200_001])
def test_no_machine_has_such_a_mass(bench: Bench, grams: int) -> None:
    with pytest.raises(ValueError, match=str(grams)):
        bench.records.weigh(bench.actor, bench.received(), grams)


def test_a_period_holds_what_was_handed_over_in_it_and_not_back_by_its_end(bench: Bench) -> None:
    start = bench.clock.moment
    first = bench.delivered("A")
    middle = bench.clock.moment
    second = bench.delivered("B")
    third = bench.delivered("C")
    end = bench.clock.moment
    bench.returned(first)
    bench.returned(third)
    after = bench.clock.moment

    def codes(since: object, until: object) -> list[tuple[str, bool]]:
        return [(one.code, one.counts) for one in bench.impact.between(since, until).machines]  # type: ignore[arg-type]

    assert codes(start, middle) == [(first, True)]
    assert codes(middle, end) == [(second, True), (third, True)]
    assert codes(start, after) == [(first, False), (second, True), (third, False)]
    assert codes(after, after + timedelta(days=1)) == []
    report = bench.impact.between(start, end)
    assert (report.scope, report.since, report.until) == (Scope.PERIOD, start, end)


def test_meters_are_read_and_a_period_says_what_was_used(bench: Bench) -> None:
    start = bench.clock.moment
    read = bench.records.read_meter
    assert read(bench.actor, Meter.POWER, 1000) is None
    assert read(bench.actor, Meter.POWER, 999) is MeterProblem.BACKWARDS
    assert read(bench.actor, Meter.POWER, 999, name="étage") is None
    assert read(bench.actor, Meter.POWER, 1800) is None
    assert read(bench.actor, Meter.POWER, 3, replaced=True) is None
    assert read(bench.actor, Meter.POWER, -1) is MeterProblem.NO_NUMBER
    assert read(bench.actor, Meter.WATER, 1, name="x" * 41) is MeterProblem.BAD_NAME
    used = {(use.meter, use.name): use.used for use in bench.impact.between(start, bench.clock.moment).meters}
    assert used == {(Meter.POWER, ""): 800, (Meter.POWER, "étage"): None}


def test_a_report_is_data_that_is_read_back_whole(bench: Bench) -> None:
    bench.delivered("A")
    report = bench.impact.about(bench.lot.code)
    content = to_content(report)
    canonical(content)  # no fraction in it
    assert from_content(ImpactReport, content) == report
    assert [figure.id for figure in report.figures.figures] == ["laptop"], "and nothing about other kinds"


def test_what_is_no_machine_lot_or_order_is_refused(bench: Bench) -> None:
    with pytest.raises(UnknownCodeError):
        bench.impact.about("260199999999")
    with pytest.raises(UnknownCodeError):
        bench.impact.about(bench.actor.person)
