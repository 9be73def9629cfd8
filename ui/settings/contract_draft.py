"""A contract that is being changed: limits and clauses, and what is wrong with them, before anybody reads the text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from workshop.domain.contracts import FACTS, Contract, Criterion
from workshop.grading_wiring import Edits

Limits = tuple[tuple[str, int], ...]


class Wrong(StrEnum):
    """What a limit cannot be."""

    ORDER = "order"  # a better letter would ask for less
    RANGE = "range"  # no machine can have that
    UNKNOWN = "unknown"  # what nobody measured would be better off than the worst measure
    EMPTY = "empty"  # a clause without words


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: of which criterion, and with the limits of which letters."""

    wrong: Wrong
    criterion: Criterion
    letter: str = ""
    other: str = ""


class Draft:
    """The contract as it was, and what differs from it."""

    def __init__(self, contract: Contract) -> None:
        self.contract = contract
        self._limits: dict[tuple[str, str], int] = {}
        self._clauses: dict[str, str] = {}

    @property
    def edits(self) -> Edits:
        limits = tuple((name, letter, value) for (name, letter), value in self._limits.items())
        return Edits(limits, tuple(self._clauses.items()))

    def limits(self, criterion: Criterion) -> Limits:
        """Return the limits of a criterion as they are now, from the best letter."""
        return tuple((letter, self._limits.get((criterion.id, letter), was)) for letter, was in _limits(criterion))

    def clause(self, criterion: Criterion) -> str:
        return self._clauses.get(criterion.id, criterion.clause)

    def set_limit(self, criterion: Criterion, letter: str, value: int) -> None:
        """Change one limit; the one that was is no change."""
        self._limits[criterion.id, letter] = value
        if dict(_limits(criterion))[letter] == value:
            del self._limits[criterion.id, letter]

    def set_clause(self, criterion: Criterion, words: str) -> None:
        """Change what a criterion says; spaces around it are none of it."""
        self._clauses[criterion.id] = words.strip()
        if words.strip() == criterion.clause:
            del self._clauses[criterion.id]

    def limits_changed(self, criterion: Criterion) -> bool:
        return any(name == criterion.id for name, _letter in self._limits)

    def clause_changed(self, criterion: Criterion) -> bool:
        return criterion.id in self._clauses

    def changed(self, criterion: Criterion) -> bool:
        return self.limits_changed(criterion) or self.clause_changed(criterion)

    def problems(self) -> tuple[Problem, ...]:
        """Return the first thing that is wrong with each criterion."""
        found = (self.problem(item) for item in self.contract.criteria if self.changed(item))
        return tuple(item for item in found if item is not None)

    def problem(self, criterion: Criterion) -> Problem | None:
        """Return what is wrong with a criterion: the contract's own rules, said as soon as they are broken."""
        limits, rising = self.limits(criterion), bool(criterion.at_least)
        ends = FACTS[criterion.fact]
        for letter, value in limits:
            if value < ends.least or (ends.most is not None and value > ends.most):
                return Problem(Wrong.RANGE, criterion, letter)
        for (better, asks), (worse, asks_too) in pairwise(limits):
            if (asks < asks_too) if rising else (asks > asks_too):
                return Problem(Wrong.ORDER, criterion, better, worse)
        last, value = limits[-1]
        if criterion.unknown and value != (ends.least if rising else ends.most):
            return Problem(Wrong.UNKNOWN, criterion, last)
        return None if self.clause(criterion) else Problem(Wrong.EMPTY, criterion)


def _limits(criterion: Criterion) -> Limits:
    return criterion.at_least or criterion.at_most
