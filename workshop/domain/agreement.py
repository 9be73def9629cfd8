"""How far two people who inspected the same machines agree: Cohen's kappa, criterion by criterion, never by person.

kappa = (po - pe) / (1 - pe), po the share of machines on which both said the same, pe the share that chance alone would
give from how often each answer was given (Cohen, 1960). Where pe is 1, everybody always said the same one thing and
kappa says nothing: it is None. An answer that one of the two did not give or was not sure of makes no pair.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from workshop.domain.cosmetics import looks_of
from workshop.domain.inspection import Inspection, KeyboardLayout, Works

LOOKS, KEYBOARD = "cosmetic", "keyboard-layout"


@dataclass(frozen=True, slots=True)
class Agreement:
    """One criterion: a function's name, `cosmetic` (the class) or `keyboard-layout`."""

    criterion: str
    pairs: int
    same: int
    kappa: Fraction | None

    @property
    def kappa_text(self) -> str:
        """Kappa with two decimals, rounded half to even; empty where it is undefined."""
        return "" if self.kappa is None else f"{float(round(self.kappa, 2)):.2f}"


def kappa(pairs: Iterable[tuple[str, str]]) -> Fraction | None:
    """Return Cohen's kappa exactly; None where it is undefined: no pair, or only one answer was ever given."""
    both = tuple(pairs)
    if not both:
        return None
    count = len(both)
    observed = Fraction(sum(one == other for one, other in both), count)
    first, second = Counter(one for one, _ in both), Counter(other for _, other in both)
    by_chance = Fraction(sum(first[answer] * second[answer] for answer in first), count * count)
    return None if by_chance == 1 else (observed - by_chance) / (1 - by_chance)


def agreements(inspected: Iterable[tuple[Inspection, Inspection]]) -> tuple[Agreement, ...]:
    """Return the agreement on every criterion that both answered at least once, by name."""
    pairs: dict[str, list[tuple[str, str]]] = {}
    for one, other in inspected:
        first, second = answers(one), answers(other)
        for criterion in first.keys() & second.keys():
            pairs.setdefault(criterion, []).append((first[criterion], second[criterion]))
    return tuple(
        Agreement(criterion, len(found), sum(one == other for one, other in found), kappa(found))
        for criterion, found in sorted(pairs.items())
    )


def answers(inspection: Inspection) -> dict[str, str]:
    """Return what one inspection says of each criterion; what nobody was sure of is no answer."""
    said = {test.function.value: test.works.value for test in inspection.tests if test.works is not Works.UNSURE}
    if inspection.looks_checked:
        said[LOOKS] = looks_of(inspection.defects).name.lower()
    if inspection.keyboard is not KeyboardLayout.UNKNOWN:
        said[KEYBOARD] = inspection.keyboard.value
    return said
