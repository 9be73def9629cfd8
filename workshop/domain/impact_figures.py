"""Published figures about devices, each with its source: what the impact of reuse is computed with, and nothing else.

Masses and emissions are whole grams, so that every reader adds them up alike. None: no source says it, or none that
may be quoted. What a figure is quoted from, and by which right, always travels with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import Protocol, TypeVar

from workshop.domain.contracts import Confidence
from workshop.domain.diagnosis import Category

THOUSAND = 1000
# LCA and makers' sheets differ about fivefold for a monitor: one of them alone says nothing (standards.md §3.2).
SOURCES_DIFFER = frozenset({Category.MONITOR.value})
LEAST_SOURCES = 2


class Right(StrEnum):
    """Why a figure may stand on a paper."""

    QUOTATION = "quotation"  # a short quotation, with its source
    OPEN = "open"  # an open licence, named
    AGREEMENT = "agreement"  # somebody gave a written permission
    OWN = "own"  # the workshop's own measure or choice


class Assumed(StrEnum):
    """What the formula needs beside figures about devices."""

    DISPLACEMENT = "displacement"  # new devices that one reused device replaces, 0 to 1
    SECOND_LIFE_YEARS = "second-life-years"  # from the contract: rental or warranty
    LIFETIME_YEARS = "lifetime-years"  # of a new device
    OVERHEAD_KG = "overhead-kg"  # what the workshop itself emits for one machine, kg CO2e


@dataclass(frozen=True, slots=True)
class FigureSource:
    """Where figures come from. `dated` as the source is (2022, 2022-09, 2022-09-09), or empty: then `consulted`."""

    id: str
    title: str
    publisher: str
    version: str
    licence: str
    right: Right
    confidence: Confidence
    dated: str = ""
    consulted: str = ""
    url: str = ""
    told_by: str = ""  # who quotes it, where the source itself was not read


@dataclass(frozen=True, slots=True)
class Figure:
    """What one source says of one kind of device, or of one part. Absent is unknown, never nothing.

    A device: grams for making and bringing one new one, materials moved for it, its mass. `…_per_year`: what one
    reused device avoids in one year, as a study gives it, its own refurbishing deducted.
    """

    id: str
    source: str
    category: str = ""
    part: str = ""
    construction_grams: int | None = None
    distribution_grams: int | None = None
    materials_grams: int | None = None
    mass_grams: int | None = None
    co2e_grams_per_year: int | None = None
    materials_grams_per_year: int | None = None
    ewaste_grams_per_year: int | None = None
    scope: str = ""
    scope_en: str = ""

    @property
    def new_grams(self) -> int | None:
        """What one new device emits before it is used; what is not told of its way here counts for nothing."""
        made = self.construction_grams
        return None if made is None else made + (self.distribution_grams or 0)


@dataclass(frozen=True, slots=True)
class Assumption:
    """A choice that the formula needs; `thousandths` of its unit. An empty category is every category."""

    id: str
    what: Assumed
    thousandths: int
    source: str
    category: str = ""

    @property
    def value(self) -> Fraction:
        return Fraction(self.thousandths, THOUSAND)


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


_Named = TypeVar("_Named", bound=_HasId)


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that is known at this bench; `version` names the files that it was read from."""

    version: str = ""
    sources: tuple[FigureSource, ...] = ()
    figures: tuple[Figure, ...] = ()
    assumptions: tuple[Assumption, ...] = ()

    def of_category(self, category: str) -> tuple[Figure, ...]:
        return tuple(figure for figure in self.figures if category and figure.category == category)

    def of_part(self, part: str) -> tuple[Figure, ...]:
        return tuple(figure for figure in self.figures if part and figure.part == part)

    def assumed(self, what: Assumed, category: str) -> Assumption | None:
        """Return the choice for a category, else the one for all of them."""
        found = [one for one in self.assumptions if one.what is what and one.category in ("", category)]
        return max(found, key=lambda one: (bool(one.category), one.id), default=None)

    def source(self, name: str) -> FigureSource | None:
        return next((source for source in self.sources if source.id == name), None)

    def with_own(self, own: Figures) -> Figures:
        """Add the workshop's own: the same id takes the place of what was shipped, another one stands beside it.

        Of a choice (an assumption) only one can hold: the workshop's own, for the category that it is made for.
        """
        chosen = {(one.what, one.category) for one in own.assumptions}
        kept = tuple(one for one in self.assumptions if (one.what, one.category) not in chosen)
        return replace(
            self,
            version=" + ".join(part for part in (self.version, own.version) if part),
            sources=_merged(self.sources, own.sources),
            figures=_merged(self.figures, own.figures),
            assumptions=(*kept, *own.assumptions),
        )

    def only(self, names: Iterable[str]) -> Figures:
        """Return what is named by id, figures and choices alike, with the sources of these alone."""
        wanted = frozenset(names)
        figures = tuple(one for one in self.figures if one.id in wanted)
        assumptions = tuple(one for one in self.assumptions if one.id in wanted)
        used = {*(one.source for one in figures), *(one.source for one in assumptions)}
        sources = tuple(source for source in self.sources if source.id in used)
        return replace(self, figures=figures, assumptions=assumptions, sources=sources)


def _merged(first: tuple[_Named, ...], then: tuple[_Named, ...]) -> tuple[_Named, ...]:
    kept = {one.id: one for one in (*first, *then)}
    return tuple(kept.values())
