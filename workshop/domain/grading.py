"""Grading by a contract: every criterion shows what was measured, what is required, and the clause that says so.

A contract is data. The letter is the worst that any criterion allows; what was not measured never lifts it. Whether
the data is gone is told apart: the gate reads that anew each time, so it moves neither the letter nor `eligible`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from workshop.domain.contracts import (
    NAMED,
    Axis,
    Confidence,
    Contract,
    Criterion,
    Destination,
    Value,
)
from workshop.domain.diagnosis import Category
from workshop.domain.measures import MIB, Around, Rated, facts_of

__all__ = [  # a reader of grades finds the words of contracts and measures here too
    "MIB",
    "Around",
    "Axis",
    "Contract",
    "Criterion",
    "Evidence",
    "EvidenceKind",
    "Finding",
    "Grade",
    "Rated",
    "Value",
    "applying",
    "facts_of",
    "grade",
    "why",
]


class EvidenceKind(StrEnum):
    """Where a measure comes from."""

    UNKNOWN = ""
    READING = "reading"  # a tool read it
    PERSON = "person"  # a person looked, or tried
    JOURNAL = "journal"  # it follows from what was written down
    CATALOGUE = "catalogue"  # a dated file of ours says so of this processor
    IMPORTED = "imported"  # the manager imported it
    GIVEN = "given"  # a described machine: nobody vouches for it


@dataclass(frozen=True, slots=True)
class Evidence:
    """Who measured a fact: `by` a tool with its version, a person's code or a file's version; `at` as written times."""

    kind: EvidenceKind = EvidenceKind.UNKNOWN
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one criterion said: the measure, what it allows (`letter`, empty: blocks), and the next better demand.

    `limit` is that demand as a number, at least (`rising`) or at most, and `limit_letter` the letter that it gives;
    at the best letter they are its own. `named`: which functions, drives, locks or marks were counted. `origin` is the
    source of the clause. What was stored before these were kept has none of them.
    """

    criterion: str
    axis: Axis
    measured: Value
    unit: str
    letter: str
    required: str
    clause: str
    contract: str
    fact: str = ""
    named: tuple[str, ...] = ()
    evidence: Evidence = field(default_factory=Evidence)
    limit: int | None = None
    limit_letter: str = ""
    rising: bool = True
    origin: str = ""
    confidence: Confidence = Confidence.UNSAID

    @property
    def is_known(self) -> bool:
        """Whether somebody measured it."""
        return isinstance(self.measured, int)


@dataclass(frozen=True, slots=True)
class Grade:
    """The letter of a machine, whether it may be delivered, and every finding behind it.

    `destination` is what the contract's rules say, None where none of them fits yet; `rule` is the one that did.
    `signed_by` is who signed the contract off, empty: nobody. `letters` are the contract's, from the best.
    """

    letter: str
    eligible: bool
    contract: str
    findings: tuple[Finding, ...]
    destination: Destination | None = None
    rule: str = ""
    signed_by: str = ""
    letters: tuple[str, ...] = ()

    @property
    def deliverable(self) -> bool:
        """Whether nothing of what is known now keeps it here, its data included."""
        return self.eligible and not self.waiting()

    def blocking(self) -> tuple[Finding, ...]:
        """Return the findings that keep the machine from being delivered, other than about its data."""
        return tuple(finding for finding in self.findings if not finding.letter and finding.axis is not Axis.DATA)

    def waiting(self) -> tuple[Finding, ...]:
        """Return the findings about data that is not settled; the gate looks again each time."""
        return tuple(finding for finding in self.findings if not finding.letter and finding.axis is Axis.DATA)

    def deciding(self) -> tuple[Finding, ...]:
        """Return the findings that hold the letter where it is."""
        return tuple(finding for finding in self.findings if finding.letter == self.letter)

    def of(self, axis: Axis) -> tuple[Finding, ...]:
        """Return the findings of one axis, as the contract orders them."""
        return tuple(finding for finding in self.findings if finding.axis is axis)

    def letter_of(self, axis: Axis) -> str | None:
        """Return the letter that one axis alone would give, empty where it blocks, None where nothing is asked."""
        letters = [finding.letter for finding in self.of(axis)]
        return max(letters, key=self._badness) if letters else None

    def _badness(self, letter: str) -> int:
        return self.letters.index(letter) if letter in self.letters else len(self.letters)


def grade(facts: Mapping[str, Value], contract: Contract, evidence: Mapping[str, Evidence] | None = None) -> Grade:
    """Grade by a contract. The letter of a machine that is blocked is the contract's last.

    `evidence` says by whom each fact was measured; without it nobody vouches for any.
    """
    known = evidence or {}
    findings = tuple(_find(criterion, facts, contract, known) for criterion in applying(contract, facts))
    judged = [finding for finding in findings if finding.axis is not Axis.DATA]
    worst = contract.letters[-1]
    letter = max((item.letter or worst for item in judged), key=contract.rank, default=worst)
    return Grade(
        letter,
        bool(judged) and all(item.letter for item in judged),
        contract.name,
        findings,
        signed_by=contract.signed_by,
        letters=contract.letters,
    )


def applying(contract: Contract, facts: Mapping[str, Value]) -> tuple[Criterion, ...]:
    """Return what a contract asks of this kind of machine; of what nobody named it asks everything."""
    category = facts.get("category") or Category.UNKNOWN.value
    return tuple(
        criterion
        for criterion in contract.criteria
        if criterion.unless not in contract.holds
        and (not criterion.categories or category in (*criterion.categories, Category.UNKNOWN.value))
    )


def why(result: Grade) -> tuple[Finding, ...]:
    """Answer « why this letter? »: what decides, the heaviest first; empty where nothing holds the best letter back.

    First what blocks (what was measured before what nobody measured), then what allows no better letter.
    """
    best = result.letters[0] if result.letters else ""
    holding = [item for item in result.findings if item.letter == result.letter and not _is_best(item, best)]
    judged = [item for item in holding if item.axis is not Axis.DATA]
    return (*_known_first(result.blocking()), *_known_first(judged))


def allowed(measured: Value, criterion: Criterion) -> str:
    """Return the best letter that a measure allows, empty where it blocks."""
    if not isinstance(measured, int):
        return criterion.unknown
    for letter, limit in criterion.at_least:
        if measured >= limit:
            return letter
    for letter, limit in criterion.at_most:
        if measured <= limit:
            return letter
    return ""


def _find(
    criterion: Criterion, facts: Mapping[str, Value], contract: Contract, evidence: Mapping[str, Evidence]
) -> Finding:
    measured = facts.get(criterion.fact)
    limits, sign = (criterion.at_least, "≥") if criterion.at_least else (criterion.at_most, "≤")
    letter = allowed(measured, criterion)
    better = [limit for limit in limits if contract.rank(limit[0]) < contract.rank(letter)]
    limit_letter, limit = better[-1] if better else limits[0]
    named = facts.get(f"{criterion.fact}_named") if criterion.fact in NAMED else ""
    return Finding(
        criterion.id,
        criterion.axis,
        measured,
        criterion.unit,
        letter,
        f"{limit_letter} {sign} {limit}",
        criterion.clause,
        contract.name,
        criterion.fact,
        tuple(named.split(",")) if isinstance(named, str) and named else (),
        evidence.get(criterion.fact, Evidence()),
        limit,
        limit_letter,
        bool(criterion.at_least),
        criterion.source,
        criterion.confidence,
    )


def _is_best(finding: Finding, best: str) -> bool:
    """Tell whether nothing better can be had; what was stored without letters says it by its own next demand."""
    return finding.letter == (best or finding.required.partition(" ")[0])


def _known_first(findings: tuple[Finding, ...] | list[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda item: not item.is_known))
