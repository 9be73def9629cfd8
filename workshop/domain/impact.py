"""What reusing a machine avoids, by one printed formula; what cannot be computed is said, never guessed.

    avoided = D x min(1, years of second life / lifetime of a new one) x (making + bringing) - parts - overhead

standards.md §3.3. Every term comes from a figure or a choice with its source; where one is missing the machine is « not
quantified », with the reason. Where sources differ the result is a range, from the least to the most. Only a machine
that was handed to somebody counts: what stands on a shelf replaces nothing. Everything is whole grams, rounded once for
each machine, so that the total is the sum of what is printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from workshop.domain.diagnosis import Category
from workshop.domain.impact_figures import LEAST_SOURCES, SOURCES_DIFFER, Assumed, Assumption, Figure, Figures


class Reuse(StrEnum):
    """Whether a machine is used again."""

    DELIVERED = "delivered"
    RETURNED = "returned"
    NOT_YET = "not-yet"


class Unquantified(StrEnum):
    """Why the formula gives no number, in the order in which it is looked for."""

    UNKNOWN_CATEGORY = "unknown-category"
    NO_FIGURE = "no-figure"
    ONE_SOURCE = "one-source"
    NO_DISPLACEMENT = "no-displacement"
    NO_YEARS = "no-years"
    NO_LIFETIME = "no-lifetime"
    NO_OVERHEAD = "no-overhead"
    PART_WITHOUT_FIGURE = "part-without-figure"


class Weight(StrEnum):
    """How the mass of a machine is known."""

    WEIGHED = "weighed"
    DECLARED = "declared"
    FALLBACK = "fallback"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Grams:
    """From the least to the most; both the same where every source says the same."""

    low: int
    high: int

    def plus(self, other: Grams) -> Grams:
        return Grams(self.low + other.low, self.high + other.high)


NOTHING = Grams(0, 0)


@dataclass(frozen=True, slots=True)
class Reused:
    """What is known of one machine. `parts`: those fitted here that were new; used ones had nothing made for them."""

    code: str
    category: str
    reuse: Reuse = Reuse.NOT_YET
    weighed_grams: int | None = None
    declared_grams: int | None = None
    parts: tuple[str, ...] = ()
    used_parts: int = 0


@dataclass(frozen=True, slots=True)
class YearGain:
    """What a study says that one such device avoids in one year; None: it does not say."""

    co2e_grams: int | None
    materials_grams: int | None
    ewaste_grams: int | None


@dataclass(frozen=True, slots=True)
class MachineImpact:
    """One machine: the terms of the formula, its result or why there is none, and which figures were used (by id).

    `before` is what the formula has before parts and overhead are taken off.
    """

    code: str
    category: str
    reuse: Reuse
    co2e: Grams | None
    why: Unquantified | None
    before: Grams | None
    parts: Grams | None
    overhead_grams: int | None
    materials: Grams | None
    year: YearGain | None
    mass_grams: int | None
    weight: Weight
    new_parts: int
    used_parts: int
    used: tuple[str, ...]

    @property
    def counts(self) -> bool:
        return self.reuse is Reuse.DELIVERED


@dataclass(frozen=True, slots=True)
class Counted:
    """How many machines for one reason."""

    reason: str
    machines: int


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over the machines that count, each with how many stand behind it and how many could not be put in."""

    machines: int
    reused: int
    not_reused: tuple[Counted, ...]
    co2e: Grams
    quantified: int
    unquantified: tuple[Counted, ...]
    materials: Grams
    materials_of: int
    year_co2e_grams: int
    year_co2e_of: int
    year_materials_grams: int
    year_materials_of: int
    year_ewaste_grams: int
    year_ewaste_of: int
    weighed_grams: int
    weighed_of: int
    declared_grams: int
    declared_of: int
    fallback_grams: int
    fallback_of: int
    mass_unknown: int

    @property
    def known_mass_grams(self) -> int:
        """What was weighed or declared; what is only a fallback is told apart, never added to it."""
        return self.weighed_grams + self.declared_grams


def impact_of(machine: Reused, figures: Figures) -> MachineImpact:
    """Compute one machine."""
    terms = _terms(machine, figures)
    why = terms if isinstance(terms, Unquantified) else None
    told = terms if isinstance(terms, _Terms) else None
    year, year_figure = _year(machine.category, figures)
    mass, weight, mass_figure = _mass(machine, figures)
    return MachineImpact(
        machine.code,
        machine.category,
        machine.reuse,
        told.result if told else None,
        why,
        told.before if told else None,
        told.parts if told else None,
        told.overhead_grams if told else None,
        told.materials if told else None,
        year,
        mass,
        weight,
        len(machine.parts),
        machine.used_parts,
        tuple(dict.fromkeys((*(told.used if told else ()), *year_figure, *mass_figure))),
    )


def total(machines: Iterable[MachineImpact]) -> Totals:
    """Add up; in whatever order the machines come."""
    everything = tuple(machines)
    counted = tuple(one for one in everything if one.counts)
    quantified = [one.co2e for one in counted if one.co2e]
    materials = [one.materials for one in counted if one.materials]
    years = [one.year for one in counted if one.year]
    co2e = [year.co2e_grams for year in years if year.co2e_grams is not None]
    moved = [year.materials_grams for year in years if year.materials_grams is not None]
    waste = [year.ewaste_grams for year in years if year.ewaste_grams is not None]
    mass = {weight: [one.mass_grams or 0 for one in counted if one.weight is weight] for weight in Weight}
    return Totals(
        len(everything),
        len(counted),
        _counts(one.reuse.value for one in everything if not one.counts),
        _sum(quantified),
        len(quantified),
        _counts(one.why.value for one in counted if one.why),
        _sum(materials),
        len(materials),
        *(sum(co2e), len(co2e)),
        *(sum(moved), len(moved)),
        *(sum(waste), len(waste)),
        *(sum(mass[Weight.WEIGHED]), len(mass[Weight.WEIGHED])),
        *(sum(mass[Weight.DECLARED]), len(mass[Weight.DECLARED])),
        *(sum(mass[Weight.FALLBACK]), len(mass[Weight.FALLBACK])),
        len(mass[Weight.UNKNOWN]),
    )


def by_category(machines: Iterable[MachineImpact]) -> tuple[tuple[str, Totals], ...]:
    """Add up for each kind of machine."""
    everything = tuple(machines)
    names = sorted({one.category for one in everything})
    return tuple((name, total(one for one in everything if one.category == name)) for name in names)


def significant(grams: int, digits: int = 2) -> int:
    """Round to so many significant digits, half to even: no more is known than the worst of the figures."""
    step: int = 10 ** max(0, len(str(abs(grams))) - digits)
    return round(Fraction(grams, step)) * step


def significant_range(grams: Grams, digits: int = 2) -> Grams:
    """Round a range outwards, so that it still holds what it held; a single number as `significant` does."""
    if grams.low == grams.high:
        alone = significant(grams.low, digits)
        return Grams(alone, alone)
    step: int = 10 ** max(0, len(str(max(abs(grams.low), abs(grams.high)))) - digits)
    finer: int = 10 ** max(0, len(str(abs(grams.low))) - digits)
    return Grams(grams.low // finer * finer, -(-grams.high // step) * step)


# the formula


@dataclass(frozen=True, slots=True)
class _Terms:
    before: Grams
    parts: Grams
    overhead_grams: int
    materials: Grams | None
    used: tuple[str, ...]

    @property
    def result(self) -> Grams:
        """The least that is avoided is what remains after the most that was spent."""
        off = self.overhead_grams
        return Grams(self.before.low - self.parts.high - off, self.before.high - self.parts.low - off)


def _terms(machine: Reused, figures: Figures) -> _Terms | Unquantified:
    if machine.category in ("", Category.UNKNOWN.value, Category.VIRTUAL.value):
        return Unquantified.UNKNOWN_CATEGORY
    known = [figure for figure in figures.of_category(machine.category) if figure.new_grams is not None]
    if not known:
        return Unquantified.NO_FIGURE
    if machine.category in SOURCES_DIFFER and len({figure.source for figure in known}) < LEAST_SOURCES:
        return Unquantified.ONE_SOURCE
    chosen = {what: figures.assumed(what, machine.category) for what in Assumed}
    missing = next((why for what, why in _MISSING.items() if chosen[what] is None), None)
    if missing:
        return missing
    parts = _parts(machine, figures)
    if parts is None:
        return Unquantified.PART_WITHOUT_FIGURE
    values = {what: one for what, one in chosen.items() if one is not None}
    return _put_together(known, values, parts)


_MISSING = {
    Assumed.DISPLACEMENT: Unquantified.NO_DISPLACEMENT,
    Assumed.SECOND_LIFE_YEARS: Unquantified.NO_YEARS,
    Assumed.LIFETIME_YEARS: Unquantified.NO_LIFETIME,
    Assumed.OVERHEAD_KG: Unquantified.NO_OVERHEAD,
}


def _put_together(
    known: list[Figure], chosen: dict[Assumed, Assumption], parts: tuple[Grams, tuple[str, ...]]
) -> _Terms:
    life = chosen[Assumed.SECOND_LIFE_YEARS].value / chosen[Assumed.LIFETIME_YEARS].value
    avoided = chosen[Assumed.DISPLACEMENT].value * min(Fraction(1), life)
    moved = [avoided * figure.materials_grams for figure in known if figure.materials_grams is not None]
    spent, part_figures = parts
    return _Terms(
        _between([avoided * (figure.new_grams or 0) for figure in known]),
        spent,
        chosen[Assumed.OVERHEAD_KG].thousandths,  # thousandths of a kilogram
        _between(moved) if moved else None,
        (*(figure.id for figure in known), *(one.id for one in chosen.values()), *part_figures),
    )


def _between(values: list[Fraction]) -> Grams:
    return Grams(round(min(values)), round(max(values)))


def _parts(machine: Reused, figures: Figures) -> tuple[Grams, tuple[str, ...]] | None:
    """Add up what the new parts emitted, least and most; None where one of them has no figure."""
    spent = NOTHING
    used: list[str] = []
    for part in machine.parts:
        known = [(figure.id, figure.new_grams) for figure in figures.of_part(part)]
        grams = [value for _id, value in known if value is not None]
        if not grams:
            return None
        spent = spent.plus(Grams(min(grams), max(grams)))
        used += [name for name, value in known if value is not None]
    return spent, tuple(used)


def _year(category: str, figures: Figures) -> tuple[YearGain | None, tuple[str, ...]]:
    """Return the study that speaks of this kind; of several, the one that says least: never the flattering one."""
    told = [figure for figure in figures.of_category(category) if figure.co2e_grams_per_year is not None]
    least = min(told, key=lambda figure: (figure.co2e_grams_per_year or 0, figure.id), default=None)
    if least is None:
        return None, ()
    gain = YearGain(least.co2e_grams_per_year, least.materials_grams_per_year, least.ewaste_grams_per_year)
    return gain, (least.id,)


def _mass(machine: Reused, figures: Figures) -> tuple[int | None, Weight, tuple[str, ...]]:
    if machine.weighed_grams is not None:
        return machine.weighed_grams, Weight.WEIGHED, ()
    if machine.declared_grams is not None:
        return machine.declared_grams, Weight.DECLARED, ()
    told = [figure for figure in figures.of_category(machine.category) if figure.mass_grams is not None]
    least = min(told, key=lambda figure: (figure.mass_grams or 0, figure.id), default=None)
    return (least.mass_grams, Weight.FALLBACK, (least.id,)) if least else (None, Weight.UNKNOWN, ())


def _sum(ranges: Iterable[Grams]) -> Grams:
    result = NOTHING
    for one in ranges:
        result = result.plus(one)
    return result


def _counts(reasons: Iterable[str]) -> tuple[Counted, ...]:
    found = Counter(reasons)
    return tuple(Counted(reason, found[reason]) for reason in sorted(found))
