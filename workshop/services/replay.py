"""Replay: what another contract would say of the machines that were graded, from the facts that were kept then.

Nothing is measured again and nothing is written: the same facts and the same contract give the same answer, for ever.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from workshop.domain.contracts import Contract, Value
from workshop.domain.destinations import judge
from workshop.domain.grading import Grade
from workshop.domain.lots import MachineCard, machine_name
from workshop.domain.machines import State
from workshop.services.ports import Look, Store

GONE = frozenset({State.DELIVERED, State.RENTED, State.RECYCLED, State.LOST})


@dataclass(frozen=True, slots=True)
class Said:
    """What one contract says of a machine, in short."""

    contract: str
    letter: str
    eligible: bool
    destination: str


@dataclass(frozen=True, slots=True)
class Replayed:
    """One machine under both; `criteria`: those of the other contract that hold its letter or keep it here."""

    code: str
    name: str
    before: Said
    after: Said
    criteria: tuple[str, ...]

    @property
    def changes(self) -> bool:
        """Whether anything but the contract's name is another."""
        before, after = self.before, self.after
        told = (before.letter, before.eligible, before.destination)
        return told != (after.letter, after.eligible, after.destination)


@dataclass(frozen=True, slots=True)
class Replay:
    """All machines that are here and graded: those that change, by code, and how many there are of each letter.

    `before` and `after` count deliverable machines by letter, and the others under an empty one.
    """

    contract: str
    graded: int
    ungraded: int
    changed: tuple[Replayed, ...]
    before: tuple[tuple[str, int], ...]
    after: tuple[tuple[str, int], ...]


class Replaying:
    """Grades the whole stock under another contract, to see what would change."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def under(self, contract: Contract, *, gone_too: bool = False) -> Replay:
        """Replay every machine that is still here; with `gone_too` those that left the workshop as well."""
        with self._store.looking() as look:
            cards = [card for card in look.find(MachineCard) if gone_too or card.state not in GONE]
            changed, before, after = [], Counter[str](), Counter[str]()
            for row in replayed_rows(look, cards, contract):
                before[_column(row.before)] += 1
                after[_column(row.after)] += 1
                changed += [row] if row.changes else []
        graded = before.total()
        rows = tuple(sorted(changed, key=lambda row: row.code))
        return Replay(contract.name, graded, len(cards) - graded, rows, _sorted(before), _sorted(after))


def replayed_rows(look: Look, cards: list[MachineCard], contract: Contract) -> Iterator[Replayed]:
    """Replay the machines that were graded, one after the other."""
    for card in cards:
        kept = look.fact(card.grade) if card.grade else None
        if kept is None:
            continue
        facts: dict[str, Value] = kept["facts"]
        told, after = kept["grade"], judge(facts, contract)
        before = Said(told["contract"], told["letter"], told["eligible"], told.get("destination") or "")
        name = machine_name(card.maker, card.model)
        yield Replayed(card.code, name, before, _said(after), _because(after, contract))


def _because(result: Grade, contract: Contract) -> tuple[str, ...]:
    """Name what keeps a machine here, or else what holds its letter below the best."""
    blocking = result.blocking()
    best = result.letter == contract.letters[0]
    return tuple(item.criterion for item in blocking or (() if best else result.deciding()))


def _said(result: Grade) -> Said:
    to = result.destination.value if result.destination else ""
    return Said(result.contract, result.letter, result.eligible, to)


def _column(said: Said) -> str:
    return said.letter if said.eligible else ""


def _sorted(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items()))
