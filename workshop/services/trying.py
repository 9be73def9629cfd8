"""Trying a function on the machine that runs us, where that is the machine under test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from workshop.domain.diagnosis import Diagnosis
from workshop.domain.lots import serial_key


class Side(StrEnum):
    """A loudspeaker."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Plugged:
    """What is plugged into a USB socket; `socket` is the kernel's name of it."""

    socket: str
    name: str


@dataclass(frozen=True, slots=True)
class Networks:
    """The radio networks in reach: how many, and how strong the best is. None was joined."""

    count: int
    best_percent: int


@dataclass(frozen=True, slots=True)
class Power:
    """Where the current comes from now; None: the machine does not say."""

    percent: int | None
    plugged_in: bool | None
    charging: bool | None


class Senses(Protocol):
    """What this machine can show of itself. Every answer may be None: there is no tool, no right, or no such thing.

    Each may take seconds: never called by the window's own thread.
    """

    def picture(self) -> bytes | None:
        """Return one picture (JPEG) of the first camera that gives one."""
        ...

    def loudness(self) -> int | None:
        """Listen for a second; 0 is silence, 100 as loud as can be told."""
        ...

    def tone(self, side: Side) -> bool:
        """Play a tone on one side; False where nothing here plays sounds."""
        ...

    def plugged(self) -> tuple[Plugged, ...] | None:
        """List what is plugged into USB sockets."""
        ...

    def networks(self) -> Networks | None:
        """Look for radio networks."""
        ...

    def power(self) -> Power | None:
        """Tell how full the battery is, and whether it is charged."""
        ...


def is_same_machine(here: Diagnosis, other: Diagnosis) -> bool:
    """Tell whether two readings are of one machine: by a serial, or where neither tells the same one, by their radio.

    A network adapter may be a dongle: without serials, maker, model and one address must agree.
    """
    ours, theirs = _serials(here), _serials(other)
    if ours and theirs:
        return bool(ours & theirs)
    named = (here.identity.maker, here.identity.model) == (other.identity.maker, other.identity.model)
    return named and bool(here.identity.model) and bool(_addresses(here) & _addresses(other))


def _serials(diagnosis: Diagnosis) -> frozenset[str]:
    identity = diagnosis.identity
    found = (identity.system_serial, identity.chassis_serial, identity.board_serial)
    return frozenset(serial_key(serial) for serial in found if serial)


def _addresses(diagnosis: Diagnosis) -> frozenset[str]:
    return frozenset(adapter.mac for adapter in diagnosis.network or () if adapter.mac)


class Trying:
    """Says whether the machine under test is this one, and lends its senses."""

    def __init__(self, here: Callable[[], Diagnosis | None], senses: Senses) -> None:
        self._here = here
        self.senses = senses

    def is_here(self, reading: Diagnosis | None) -> bool:
        """Tell whether a reading is of the machine that runs us; reads this machine once, which may take seconds."""
        if reading is None:
            return False
        here = self._here()
        return here is not None and is_same_machine(here, reading)
