"""A scoring by points: axes give points, their sum a category; another way than a contract to describe a machine.

A scoring decides nothing in Établi: it says what another organisation would call the machine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workshop.domain.contracts import Value


@dataclass(frozen=True, slots=True)
class Scale:
    """The points of one fact: those of the first bound that is strictly above the measure, else `beyond`."""

    fact: str
    below: tuple[tuple[int, int], ...]
    beyond: int

    def points(self, measured: float) -> int:
        return next((points for bound, points in self.below if measured < bound), self.beyond)


@dataclass(frozen=True, slots=True)
class Slow:
    """The best category of a machine whose `fact` brought at most so many points: with flash memory, and without."""

    fact: str
    points: int
    flash: tuple[str, ...]
    with_flash: str
    without_flash: str


@dataclass(frozen=True, slots=True)
class Scoring:
    """One version of a scoring; `categories` from the worst, each with the sum that is already too much for it.

    The points of `drives` are added up to `most_drives`; a fact of 0 is a drive that is not there.
    """

    id: str
    version: str
    title: str
    dated: str
    notice: str
    source: str
    axes: tuple[Scale, ...]
    drives: tuple[Scale, ...]
    most_drives: int
    categories: tuple[tuple[int, str], ...]
    best: str
    slow: Slow

    @property
    def name(self) -> str:
        return f"{self.id} {self.version}"

    @property
    def facts(self) -> tuple[str, ...]:
        return tuple(scale.fact for scale in (*self.axes, *self.drives))


@dataclass(frozen=True, slots=True)
class Points:
    """What one axis brought; None: nobody measured it, or (of a drive) there is none."""

    fact: str
    measured: float | None
    points: int | None


@dataclass(frozen=True, slots=True)
class Score:
    """Sum and category, both None as long as an axis is `unknown`; `capped` is the category that a slow one lost."""

    scoring: str
    total: int | None
    category: str | None
    parts: tuple[Points, ...]
    drive_points: int | None
    capped: str = ""
    unknown: tuple[str, ...] = ()


def score(facts: Mapping[str, Value], scoring: Scoring) -> Score:
    """Score a machine. A drive that `facts` do not name is none, as soon as they name another; None is not known."""
    alone = tuple(Points(scale.fact, _number(facts, scale.fact), _points(scale, facts)) for scale in scoring.axes)
    drives = tuple(_drive(scale, facts) for scale in scoring.drives)
    there = [part.points for part in drives if part.points is not None]
    unknown = tuple(part.fact for part in alone if part.points is None)
    unknown += tuple(part.fact for part in drives if not there or facts.get(part.fact, 0) is None)
    drive_points = min(sum(there), scoring.most_drives) if there else None
    if unknown or drive_points is None:
        return Score(scoring.name, None, None, (*alone, *drives), drive_points, unknown=unknown)
    total = sum(part.points or 0 for part in alone) + drive_points
    earned = next((name for bound, name in scoring.categories if total < bound), scoring.best)
    category = _capped(earned, (*alone, *drives), scoring)
    capped = earned if category != earned else ""
    return Score(scoring.name, total, category, (*alone, *drives), drive_points, capped)


def _points(scale: Scale, facts: Mapping[str, Value]) -> int | None:
    measured = _number(facts, scale.fact)
    return None if measured is None else scale.points(measured)


def _drive(scale: Scale, facts: Mapping[str, Value]) -> Points:
    measured = _number(facts, scale.fact)
    return Points(scale.fact, measured, scale.points(measured) if measured else None)


def _number(facts: Mapping[str, Value], fact: str) -> float | None:
    value: object = facts.get(fact)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _capped(earned: str, parts: tuple[Points, ...], scoring: Scoring) -> str:
    brought = {part.fact: part.points for part in parts}
    speed = brought.get(scoring.slow.fact)
    if speed is None or speed > scoring.slow.points:
        return earned
    flash = any(brought.get(fact) is not None for fact in scoring.slow.flash)
    most = scoring.slow.with_flash if flash else scoring.slow.without_flash
    order = [name for _, name in scoring.categories] + [scoring.best]
    return min(earned, most, key=order.index)
