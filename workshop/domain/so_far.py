"""How a grade builds up: each axis as far as it is known, and what the letter can still be at best."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.domain.contracts import Axis
from workshop.domain.grading import Finding, Grade


@dataclass(frozen=True, slots=True)
class AxisSoFar:
    """One axis: the worst letter of what is known, empty where that blocks, None where nothing is known yet."""

    axis: Axis
    letter: str | None
    deciding: tuple[Finding, ...] = ()  # what holds the letter below the best
    unknown: tuple[Finding, ...] = ()  # what nobody measured


@dataclass(frozen=True, slots=True)
class SoFar:
    """A grade that is not done: the best letter that it can still get, empty where something blocks already."""

    letter: str
    axes: tuple[AxisSoFar, ...]

    @property
    def complete(self) -> bool:
        """Whether everything was measured."""
        return not any(axis.unknown for axis in self.axes)


def so_far(result: Grade, pending: frozenset[str] = frozenset()) -> SoFar:
    """Part a grade by axis; facts in `pending` count as unknown, for somebody is looking at them now."""
    axes = []
    for axis in dict.fromkeys(finding.axis for finding in result.findings):
        findings = result.of(axis)
        known = [item for item in findings if item.is_known and item.fact not in pending]
        letter = max((item.letter for item in known), key=lambda found: _badness(result, found), default=None)
        axes.append(
            AxisSoFar(
                axis,
                letter,
                tuple(item for item in known if item.letter == letter and not _is_best(result, item.letter)),
                tuple(item for item in findings if item not in known),
            )
        )
    letters = [item.letter for item in axes if item.letter is not None and item.axis is not Axis.DATA]
    best = result.letters[0] if result.letters else result.letter
    return SoFar(max(letters, key=lambda found: _badness(result, found), default=best), tuple(axes))


def _is_best(result: Grade, letter: str) -> bool:
    return bool(result.letters) and letter == result.letters[0]


def _badness(result: Grade, letter: str) -> int:
    return result.letters.index(letter) if letter in result.letters else len(result.letters)
