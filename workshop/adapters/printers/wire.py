"""A wire to a printer, whatever it is made of: bytes that are taken, bytes that come back, and how long it may last."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Protocol

from workshop.domain.printing import PrinterTrouble

PIECE = 4096


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a printer is waited for, in seconds: to connect, to answer a question, and for one label in all."""

    connect: float = 2.0
    answer: float = 1.5
    whole: float = 15.0


class Deadline:
    """A moment after which nobody waits any more."""

    def __init__(self, seconds: float) -> None:
        self._at = time.monotonic() + seconds

    def left(self, most: float = float("inf")) -> float:
        """Return the seconds that remain, never negative, never more than `most`."""
        return min(most, max(0.0, self._at - time.monotonic()))

    @property
    def over(self) -> bool:
        return self.left() <= 0


class WireError(Exception):
    """The wire could not be opened, or broke."""

    def __init__(self, trouble: PrinterTrouble, told: str = "") -> None:
        super().__init__(trouble.value, told)
        self.trouble = trouble
        self.told = told


class Wire(Protocol):
    """One open wire; every call ends within the seconds it is given.

    `ended`: the other side said that it sends no more. `least_seconds`: what so many bytes need at
    the wire's own speed, where it is slow.
    """

    ended: bool

    def take(self, data: bytes, seconds: float) -> int:
        """Hand over what is taken at once, at least a byte; 0 where nothing was taken in time. Raises WireError."""
        ...

    def give(self, seconds: float) -> bytes:
        """Return what came, empty: silence, or the end. Raises WireError."""
        ...

    def unsent(self) -> int:
        """Count the bytes that were taken and have not left yet, as far as the system knows. Raises WireError."""
        ...

    def least_seconds(self, size: int, /) -> float: ...

    def close(self, *, whole: bool) -> None:
        """Close; what has not left is dropped unless `whole`: half a label must not come out when nobody expects it."""
        ...


def why(problem: BaseException) -> str:
    """Return the system's own words, bounded."""
    return str(getattr(problem, "strerror", None) or problem or type(problem).__name__)[:200]
