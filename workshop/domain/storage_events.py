"""What happened with places and with where machines stand; found in `events.py`."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.domain.event import Event


@dataclass(frozen=True, slots=True)
class PlaceMade(Event):
    """A place where machines may stand got its name and its code."""

    name: str
    kind: str = "shelf"


@dataclass(frozen=True, slots=True)
class MachineStored(Event):
    """The machine was put, or seen, in a place; `turn` is the opening of the place during which it was (0: none)."""

    place: str
    turn: int = 0


@dataclass(frozen=True, slots=True)
class MachineMissed(Event):
    """A count did not find the machine in the place where it should stand: it stands in none."""

    place: str


@dataclass(frozen=True, slots=True)
class StockCounted(Event):
    """A place was counted: which machines were seen where they should be, which came from elsewhere, which are gone."""

    seen: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
