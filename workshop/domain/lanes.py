"""Two readers on one bench: each has its lane, a colour and a name, and keeps it when it is plugged in again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Lane(StrEnum):
    """The lanes of one bench; a third reader is named by its model only."""

    BLUE = "blue"
    ORANGE = "orange"


@dataclass(frozen=True, slots=True)
class Presence:
    """One serial reader of this bench, by its name, and whether it is there.

    `place` stays: one that was never there yet is named by its port, and by its model once it is plugged in.
    `barred`: it is plugged in, and this account may not open it.
    """

    reader: str
    there: bool
    lane: Lane | None = None
    place: int = field(default=0, compare=False)
    barred: bool = False


def number_of(lane: Lane) -> int:
    """Return the number that stands beside a lane's colour, from 1."""
    return list(Lane).index(lane) + 1


def two_lanes(readers: Iterable[Presence]) -> dict[Lane, Presence]:
    """Return the reader of each lane once every lane has one, plugged in or not; empty: one person works alone."""
    found = {reader.lane: reader for reader in readers if reader.lane is not None}
    return found if len(found) == len(Lane) else {}


def lane_for(remembered: Lane | None, taken: frozenset[Lane]) -> Lane | None:
    """Return the lane of a reader: the one that it had, unless another has it now; else the first that is free."""
    if remembered is not None and remembered not in taken:
        return remembered
    return next((lane for lane in Lane if lane not in taken), None)


def name_for(model: str, taken: Mapping[str, object] | frozenset[str]) -> str:
    """Return a name that no other reader of this bench has: « Voyager », then « Voyager 2 »."""
    if model not in taken:
        return model
    number = 2
    while f"{model} {number}" in taken:
        number += 1
    return f"{model} {number}"
