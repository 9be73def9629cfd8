"""The formula by numbers that were worked out by hand, and what no number may hide."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.contracts import Confidence
from workshop.domain.impact import (
    Grams,
    Reuse,
    Reused,
    Unquantified,
    Weight,
    by_category,
    impact_of,
    significant,
    significant_range,
    total,
)
from workshop.domain.impact_figures import Assumed, Assumption, Figure, Figures, FigureSource, Right


def source(name: str) -> FigureSource:
    return FigureSource(
        name, "Titre", "Éditeur", "1", "licence", Right.QUOTATION, Confidence.VERIFIED, "2024", "2026-11-24"
    )


def choice(what: Assumed, thousandths: int, category: str = "") -> Assumption:
    return Assumption(f"{what}-{category}", what, thousandths, "contract", category)


CHOICES = (
    choice(Assumed.DISPLACEMENT, 500),
    choice(Assumed.SECOND_LIFE_YEARS, 3000),
    choice(Assumed.LIFETIME_YEARS, 6000),
    choice(Assumed.OVERHEAD_KG, 4000),
    choice(Assumed.LIFETIME_YEARS, 5000, "laptop"),
    choice(Assumed.LIFETIME_YEARS, 2000, "tablet"),
)
FIGURES = Figures(
    "test",
    tuple(map(source, ("contract", "lca", "maker", "study"))),
    (
        Figure(
            "laptop", "lca", "laptop", construction_grams=170_000, distribution_grams=12_000, materials_grams=600_000
        ),
        Figure("desktop", "lca", "desktop", construction_grams=200_000, mass_grams=5200),
        Figure("tablet", "lca", "tablet", construction_grams=60_000),
        Figure("monitor-low", "lca", "monitor", construction_grams=64_000, distribution_grams=2_000),
        Figure("monitor-high", "maker", "monitor", construction_grams=330_000),
        Figure("study-laptop", "study", "laptop", co2e_grams_per_year=27_000, materials_grams_per_year=127_000),
        Figure("study-laptop-less", "study", "laptop", co2e_grams_per_year=20_000, ewaste_grams_per_year=300),
        Figure("dock-mass", "lca", "dock", mass_grams=400),
        Figure("battery", "lca", part="battery", construction_grams=7_000),
        Figure("battery-2", "maker", part="battery", construction_grams=9_000),
        Figure("charger", "lca", part="charger", construction_grams=3_500, distribution_grams=100),
    ),
    CHOICES,
)

# kind, new parts, worked out by hand in kilograms: least, most
BY_HAND = [
    # 0.5 x 3/5 x 182 - 0 - 4 = 54.6 - 4
    ("laptop", (), 50.6, 50.6),
    # two sources of the part: 54.6 - 9 - 4 and 54.6 - 7 - 4
    ("laptop", ("battery",), 41.6, 43.6),
    # 54.6 - 9 - 3.6 - 4 and 54.6 - 7 - 3.6 - 4
    ("laptop", ("battery", "charger"), 38.0, 40.0),
    # 0.5 x 3/6 x 200 - 4
    ("desktop", (), 46.0, 46.0),
    # a life of 2 years is outlived: 0.5 x 1 x 60 - 4
    ("tablet", (), 26.0, 26.0),
    # the sources differ: 0.25 x 66 - 4 to 0.25 x 330 - 4
    ("monitor", (), 12.5, 78.5),
    # what was put in weighs more than what was avoided: said, not hidden (26 - 5 x 9, 26 - 5 x 7)
    ("tablet", ("battery",) * 5, -19.0, -9.0),
]


def kilograms(least: float, most: float) -> Grams:
    return Grams(round(least * 1000), round(most * 1000))


@pytest.mark.parametrize(("category", "parts", "least", "most"), BY_HAND)
def test_the_formula_gives_what_was_worked_out_by_hand(
    category: str, parts: tuple[str, ...], least: float, most: float
) -> None:
    done = impact_of(Reused("m", category, Reuse.DELIVERED, parts=parts), FIGURES)
    assert done.co2e == kilograms(least, most)
    assert done.why is None
    assert done.new_parts == len(parts)


def test_the_printed_terms_give_the_printed_result() -> None:
    done = impact_of(Reused("m", "laptop", Reuse.DELIVERED, parts=("battery",)), FIGURES)
    assert (done.before, done.parts, done.overhead_grams) == (Grams(54_600, 54_600), Grams(7000, 9000), 4000)
    assert done.materials == Grams(180_000, 180_000)  # 0.5 x 3/5 x 600 kg
    assert set(done.used) >= {"laptop", "battery", "battery-2", "displacement-", "lifetime-years-laptop"}
    assert "lifetime-years-" not in done.used


def test_of_two_studies_the_one_that_says_less_is_quoted() -> None:
    year = impact_of(Reused("m", "laptop"), FIGURES).year
    assert year
    assert (year.co2e_grams, year.materials_grams, year.ewaste_grams) == (20_000, None, 300)


def without(what: Assumed) -> Figures:
    return replace(FIGURES, assumptions=tuple(one for one in FIGURES.assumptions if one.what is not what))


@pytest.mark.parametrize(
    ("machine", "figures", "why"),
    [
        (Reused("m", "unknown"), FIGURES, Unquantified.UNKNOWN_CATEGORY),
        (Reused("m", "virtual"), FIGURES, Unquantified.UNKNOWN_CATEGORY),
        (Reused("m", ""), FIGURES, Unquantified.UNKNOWN_CATEGORY),
        (Reused("m", "a toaster"), FIGURES, Unquantified.NO_FIGURE),
        (Reused("m", "server"), FIGURES, Unquantified.NO_FIGURE),
        (Reused("m", "dock"), FIGURES, Unquantified.NO_FIGURE),
        (Reused("m", "laptop", parts=("screen",)), FIGURES, Unquantified.PART_WITHOUT_FIGURE),
        (Reused("m", "laptop"), without(Assumed.DISPLACEMENT), Unquantified.NO_DISPLACEMENT),
        (Reused("m", "laptop"), without(Assumed.SECOND_LIFE_YEARS), Unquantified.NO_YEARS),
        (Reused("m", "laptop"), without(Assumed.LIFETIME_YEARS), Unquantified.NO_LIFETIME),
        (Reused("m", "laptop"), without(Assumed.OVERHEAD_KG), Unquantified.NO_OVERHEAD),
        (Reused("m", "laptop"), Figures(), Unquantified.NO_FIGURE),
    ],
)
def test_what_is_not_known_is_said_and_never_put_in(machine: Reused, figures: Figures, why: Unquantified) -> None:
    done = impact_of(machine, figures)
    assert (done.co2e, done.before, done.materials, done.why) == (None, None, None, why)


def test_a_monitor_is_never_told_by_one_source_alone() -> None:
    for left in ("monitor-low", "monitor-high"):
        one = replace(FIGURES, figures=tuple(figure for figure in FIGURES.figures if figure.id != left))
        assert impact_of(Reused("m", "monitor"), one).why is Unquantified.ONE_SOURCE
    twice = tuple(replace(figure, source="lca") for figure in FIGURES.figures)
    assert impact_of(Reused("m", "monitor"), replace(FIGURES, figures=twice)).why is Unquantified.ONE_SOURCE


@pytest.mark.parametrize(
    ("machine", "mass", "weight"),
    [
        (Reused("m", "desktop", weighed_grams=4900, declared_grams=6000), 4900, Weight.WEIGHED),
        (Reused("m", "desktop", declared_grams=6000), 6000, Weight.DECLARED),
        (Reused("m", "desktop"), 5200, Weight.FALLBACK),
        (Reused("m", "laptop"), None, Weight.UNKNOWN),
    ],
)
def test_a_mass_is_weighed_or_declared_or_marked(machine: Reused, mass: int | None, weight: Weight) -> None:
    done = impact_of(machine, FIGURES)
    assert (done.mass_grams, done.weight) == (mass, weight)


def test_a_total_says_what_is_in_it_and_what_is_not() -> None:
    machines = [
        Reused("1", "laptop", Reuse.DELIVERED, weighed_grams=1500),
        Reused("2", "laptop", Reuse.DELIVERED, declared_grams=1600),
        Reused("3", "desktop", Reuse.DELIVERED),
        Reused("4", "server", Reuse.DELIVERED),
        Reused("5", "laptop", Reuse.NOT_YET, weighed_grams=9999),
        Reused("6", "laptop", Reuse.RETURNED),
    ]
    sums = total(impact_of(machine, FIGURES) for machine in machines)
    assert (sums.machines, sums.reused, sums.quantified) == (6, 4, 3)
    assert sums.co2e == kilograms(147.2, 147.2)  # 50.6 + 50.6 + 46
    assert [(line.reason, line.machines) for line in sums.unquantified] == [("no-figure", 1)]
    assert [(line.reason, line.machines) for line in sums.not_reused] == [("not-yet", 1), ("returned", 1)]
    assert (sums.year_co2e_grams, sums.year_co2e_of) == (40_000, 2)
    assert (sums.known_mass_grams, sums.fallback_grams, sums.mass_unknown) == (3100, 5200, 1)


KINDS = st.sampled_from(["laptop", "desktop", "tablet", "monitor", "server", "dock", "unknown"])
PARTS = st.lists(st.sampled_from(["battery", "charger", "screen"]), max_size=3).map(tuple)
MASSES = st.none() | st.integers(20, 200_000)
MACHINES = st.lists(
    st.builds(Reused, st.just("m"), KINDS, st.sampled_from(list(Reuse)), MASSES, MASSES, PARTS, st.integers(0, 3)),
    max_size=12,
)


@given(MACHINES, st.randoms(use_true_random=False))
def test_a_total_is_the_sum_of_its_machines_in_whatever_order(machines: list[Reused], chance: object) -> None:
    done = [impact_of(machine, FIGURES) for machine in machines]
    sums = total(done)
    mine = [one for one in done if one.counts]
    assert sums.co2e.low == sum(one.co2e.low for one in mine if one.co2e)
    assert sums.co2e.high == sum(one.co2e.high for one in mine if one.co2e)
    assert sums.quantified + sum(line.machines for line in sums.unquantified) == sums.reused
    assert sums.reused + sum(line.machines for line in sums.not_reused) == sums.machines
    assert sums.weighed_of + sums.declared_of + sums.fallback_of + sums.mass_unknown == sums.reused
    assert total(reversed(done)) == sums
    assert total(sorted(done, key=repr)) == sums
    kinds = by_category(done)
    assert sum(part.machines for _name, part in kinds) == sums.machines
    assert sum(part.co2e.low for _name, part in kinds) == sums.co2e.low


@given(KINDS, PARTS)
def test_no_machine_costs_more_than_what_was_put_in(category: str, parts: tuple[str, ...]) -> None:
    done = impact_of(Reused("m", category, parts=parts), FIGURES)
    if done.co2e and done.parts and done.overhead_grams is not None and done.before:
        assert done.co2e.low <= done.co2e.high
        assert done.before.low >= 0
        assert done.co2e.low >= -(done.parts.high + done.overhead_grams)
        assert done.co2e.high <= done.before.high


@given(st.integers(0, 1000), st.integers(1, 30_000), st.integers(500, 50_000), st.integers(0, 10**8))
def test_more_years_never_avoid_less_and_never_more_than_one_new_device(
    share: int, years: int, life: int, grams: int
) -> None:
    def avoided(years: int) -> Grams:
        chosen = (
            choice(Assumed.DISPLACEMENT, share),
            choice(Assumed.SECOND_LIFE_YEARS, years),
            choice(Assumed.LIFETIME_YEARS, life),
            choice(Assumed.OVERHEAD_KG, 0),
        )
        known = Figures("", (), (Figure("x", "lca", "laptop", construction_grams=grams),), chosen)
        done = impact_of(Reused("m", "laptop"), known).co2e
        assert done
        return done

    assert 0 <= avoided(years).low <= avoided(years + 1).low <= grams


@pytest.mark.parametrize(
    ("grams", "digits", "shown"),
    [(0, 2, 0), (7, 2, 7), (123_456, 2, 120_000), (125_000, 2, 120_000), (135_000, 2, 140_000), (-19_400, 2, -19_000)],
)
def test_numbers_are_rounded_to_what_is_known(grams: int, digits: int, shown: int) -> None:
    assert significant(grams, digits) == shown


@given(st.integers(-(10**9), 10**9), st.integers(0, 10**9), st.integers(1, 4))
def test_a_rounded_range_still_holds_what_it_held(low: int, more: int, digits: int) -> None:
    plain = significant_range(Grams(low, low + more + 1), digits)
    assert plain.low <= low
    assert plain.high >= low + more + 1
    once = significant(low, digits)
    assert significant(once, digits) == once


def test_the_workshops_own_figure_takes_the_place_of_the_shipped_one_or_stands_beside_it() -> None:
    own = Figures(
        "own",
        (source("own"),),
        (
            Figure("desktop", "own", "desktop", construction_grams=100_000),
            Figure("another", "own", "laptop", construction_grams=100_000),
        ),
        (Assumption("mine", Assumed.DISPLACEMENT, 250, "own"),),
    )
    both = FIGURES.with_own(own)
    assert both.version == "test + own"
    assert impact_of(Reused("m", "desktop"), both).co2e == kilograms(8.5, 8.5)  # 0.25 x 1/2 x 100 - 4
    laptop = impact_of(Reused("m", "laptop"), both).co2e
    assert laptop == kilograms(11.0, 23.3)  # 0.25 x 3/5 x 100 - 4 to 0.25 x 3/5 x 182 - 4
    assert [one.id for one in both.assumptions if one.what is Assumed.DISPLACEMENT] == ["mine"]


def test_a_report_carries_only_the_sources_of_what_it_names() -> None:
    some = FIGURES.only({"battery", "displacement-"})
    assert [source.id for source in some.sources] == ["contract", "lca"]
    assert [figure.id for figure in some.figures] == ["battery"]
