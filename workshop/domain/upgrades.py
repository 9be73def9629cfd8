"""« What would it take for A? »: which parts and how many minutes, or why it cannot be had.

The remedies, their sizes and their minutes stand in the contract; nothing here has a price.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from workshop.domain.contracts import FACTS, NAMED, Axis, Contract, Criterion, How, Part, Remedy, Value
from workshop.domain.diagnosis import Category
from workshop.domain.grading import allowed, applying

Facts = Mapping[str, Value]
_SEVERAL = frozenset({Part.MEMORY, Part.SOCKET, Part.SPEAKERS})  # a machine can need more than one of these


class WhyNot(StrEnum):
    """Why a criterion cannot be met."""

    NO_REMEDY = "no-remedy"  # the contract knows nothing that betters it
    NOT_ON_THIS_ONE = "not-on-this-one"  # a remedy is known, but what it needs is not there: soldered memory, no slot
    NOT_ENOUGH = "not-enough"  # the largest part is too small
    NEVER = "never"  # this criterion never allows that letter


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: `amount` is the size of the part, in the unit of the fact; `name` the one thing that it mends.

    `minutes` None: the contract does not say how long it takes.
    """

    criterion: str
    fact: str
    how: How
    part: Part
    remedy: str = ""
    amount: int | None = None
    minutes: int | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One criterion that nothing can mend: what was measured, and the least or the most that the letter demands."""

    criterion: str
    fact: str
    measured: Value
    limit: int | None
    rising: bool
    why: WhyNot
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The way to a letter. Where something must be measured first, the way is not certain before that."""

    letter: str
    steps: tuple[Step, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()

    @property
    def possible(self) -> bool:
        """Whether nothing stands in the way that cannot be mended."""
        return not self.obstacles

    @property
    def certain(self) -> bool:
        """Whether nothing has to be measured before anybody knows."""
        return all(step.how is not How.MEASURE for step in self.steps)

    @property
    def minutes(self) -> int:
        """How long it takes, as far as the contract says."""
        return sum(step.minutes or 0 for step in self.steps)

    @property
    def parts(self) -> tuple[Step, ...]:
        """The steps that need a part."""
        return tuple(step for step in self.steps if step.part is not Part.NONE)


def what_for(letter: str, facts: Facts, contract: Contract) -> Plan:
    """Say what it takes for a machine to get a letter and to leave; nothing to do where it has it already."""
    way = _Way(letter, dict(facts), contract)
    for criterion in applying(contract, facts):
        if criterion.axis is not Axis.DATA and not way.is_met(criterion):
            way.mend(criterion)
    return Plan(letter, tuple(way.steps), tuple(way.obstacles))


def plans(facts: Facts, contract: Contract) -> tuple[Plan, ...]:
    """Return the ways to every letter of the contract, the best first."""
    return tuple(what_for(letter, facts, contract) for letter in contract.letters)


def is_lost(facts: Facts, contract: Contract) -> bool:
    """Tell whether the machine can never be delivered, whatever is mended or measured."""
    return not what_for(contract.letters[-1], facts, contract).possible


class _Way:
    """A machine on its way to a letter: its facts as they will be, and what was done for that."""

    def __init__(self, letter: str, facts: dict[str, Value], contract: Contract) -> None:
        self.steps: list[Step] = []
        self.obstacles: list[Obstacle] = []
        self._letter = letter
        self._facts = facts
        self._contract = contract
        self._hoped: set[str] = set()  # facts that somebody will measure

    def is_met(self, criterion: Criterion, facts: Facts | None = None) -> bool:
        found = allowed((facts or self._facts).get(criterion.fact), criterion)
        return criterion.fact in self._hoped or self._contract.rank(found) <= self._contract.rank(self._letter)

    def mend(self, criterion: Criterion) -> None:
        """Do what one criterion needs, or note why nothing helps."""
        measured, limit = self._facts.get(criterion.fact), self._limit(criterion)
        if limit is None:
            self._note(criterion, WhyNot.NEVER)
        elif not isinstance(measured, int):
            self._measure(criterion)
        elif not (self._one_by_one(criterion, measured, limit) or self._once(criterion)):
            self._note(criterion, self._reason(criterion))

    def _limit(self, criterion: Criterion) -> int | None:
        """Return the mildest demand that allows the letter."""
        limits = criterion.at_least or criterion.at_most
        rank = self._contract.rank
        good = [number for letter, number in limits if rank(letter) <= rank(self._letter)]
        return good[-1] if good else None

    def _remedies(self, fact: str, *hows: How) -> Iterator[Remedy]:
        category = self._facts.get("category")
        for remedy in self._contract.remedies:
            fits = not remedy.categories or category in (*remedy.categories, Category.UNKNOWN.value)
            if fits and remedy.how in hows and (fact == remedy.fact or fact in dict(remedy.also)):
                yield remedy

    def _can(self, remedy: Remedy) -> bool:
        return all(need.met_by(self._facts) for need in remedy.needs)

    def _measure(self, criterion: Criterion) -> None:
        self._hoped.add(criterion.fact)
        remedy = next(self._remedies(criterion.fact, How.MEASURE), None)
        self.steps.append(
            Step(
                criterion.id,
                criterion.fact,
                How.MEASURE,
                Part.NONE,
                remedy.id if remedy else "",
                minutes=remedy.minutes if remedy else None,
            )
        )

    def _one_by_one(self, criterion: Criterion, measured: int, limit: int) -> bool:
        """Mend what is counted, each thing by its own remedy, until few enough are left."""
        named = self._facts.get(f"{criterion.fact}_named") if criterion.fact in NAMED else None
        names = named.split(",") if isinstance(named, str) and named else []
        steps = [step for name in names if (step := self._step_for(criterion, name))]
        enough = measured - limit
        counts = FACTS[criterion.fact].most is None  # a class (looks, Windows 11) is no number of things
        if not counts or FACTS[criterion.fact].rising or criterion.at_least or not 0 < enough <= len(steps):
            return False
        chosen = sorted(steps, key=lambda step: step.minutes or 0)[:enough]
        for step in steps:
            if step in chosen:
                self._do(step)
        self._facts[criterion.fact] = measured - len(chosen)
        return True

    def _step_for(self, criterion: Criterion, name: str) -> Step | None:
        for remedy in self._remedies(criterion.fact, How.REPAIR, How.MEASURE):
            if (not remedy.names or name in remedy.names) and self._can(remedy):
                fact, how = criterion.fact, remedy.how
                return Step(criterion.id, fact, how, remedy.part, remedy.id, minutes=remedy.minutes, name=name)
        return None

    def _once(self, criterion: Criterion) -> bool:
        """Put in the smallest part that is enough for this criterion and spoils no other."""
        for remedy in self._remedies(criterion.fact, How.ADD, How.SET):
            for amount in remedy.amounts if self._can(remedy) else ():
                after = self._after(remedy, amount)
                if self.is_met(criterion, after) and not self._spoils(after):
                    size = None if remedy.how is How.SET and FACTS[remedy.fact].most == 1 else amount
                    self._do(Step(criterion.id, remedy.fact, remedy.how, remedy.part, remedy.id, size, remedy.minutes))
                    self._facts = after
                    return True
        return False

    def _do(self, step: Step) -> None:
        """Add a step, unless a part that is put in anyway does it too: one new keyboard works and is AZERTY."""
        same = step.part is not Part.NONE and step.part not in _SEVERAL
        if not same or all(step.part is not other.part for other in self.steps):
            self.steps.append(step)

    def _after(self, remedy: Remedy, amount: int) -> dict[str, Value]:
        before = self._facts.get(remedy.fact)
        already = int(before) if remedy.how is How.ADD and isinstance(before, int) else 0
        return {**self._facts, remedy.fact: already + amount, **dict(remedy.also)}

    def _spoils(self, after: Facts) -> bool:
        """Tell whether a criterion that was met no longer is."""
        asked = applying(self._contract, self._facts)
        return any(self.is_met(item) and not self.is_met(item, after) for item in asked if item.axis is not Axis.DATA)

    def _reason(self, criterion: Criterion) -> WhyNot:
        known = tuple(self._remedies(criterion.fact, How.ADD, How.SET, How.REPAIR))
        if not known:
            return WhyNot.NO_REMEDY
        possible = [remedy for remedy in known if self._can(remedy)]
        if not possible:
            return WhyNot.NOT_ON_THIS_ONE
        return WhyNot.NOT_ENOUGH if any(remedy.amounts for remedy in possible) else WhyNot.NO_REMEDY

    def _note(self, criterion: Criterion, reason: WhyNot) -> None:
        limits = criterion.at_least or criterion.at_most
        limit = self._limit(criterion)
        self.obstacles.append(
            Obstacle(
                criterion.id,
                criterion.fact,
                self._facts.get(criterion.fact),
                limits[0][1] if limit is None else limit,
                bool(criterion.at_least),
                reason,
                criterion.clause,
            )
        )
