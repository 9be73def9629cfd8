"""What is measured for the impact of reuse: masses, parts that were fitted, meters; found in `events.py`."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.domain.event import Event


@dataclass(frozen=True, slots=True)
class MachineWeighed(Event):
    """The mass of a machine; `declared`: nobody here weighed it, `told_by` says who gave the number."""

    grams: int
    declared: bool = False
    told_by: str = ""


@dataclass(frozen=True, slots=True)
class PartFitted(Event):
    """A part was put into a machine; `second_hand`: it was used before, nothing was made for it."""

    part: str
    second_hand: bool = False


@dataclass(frozen=True, slots=True)
class MeterRead(Event):
    """What a meter of the workshop showed, in litres or watt-hours; `replaced`: a new meter begins here.

    `name` tells several meters of one kind apart. The subject is the workshop.
    """

    meter: str
    amount: int
    name: str = ""
    replaced: bool = False
