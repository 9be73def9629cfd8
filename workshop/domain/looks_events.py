"""What happened while a machine was looked at; found in `events.py`."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.domain.event import Event
from workshop.domain.inspection import KeyboardLayout, Severity


@dataclass(frozen=True, slots=True)
class MarkSeen(Event):
    """A person saw a mark; written at once. Another severity of the same mark takes its place."""

    zone: str
    kind: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class MarkGone(Event):
    """A mark is not there, or not any more."""

    zone: str
    kind: str


@dataclass(frozen=True, slots=True)
class LooksChecked(Event):
    """A person looked at the whole machine: there are no other marks than those that were said."""


@dataclass(frozen=True, slots=True)
class KeyboardSeen(Event):
    """What is printed on the keys."""

    layout: KeyboardLayout


@dataclass(frozen=True, slots=True)
class LocksSeen(Event):
    """A person looked for a password or an account: there is one, or none."""

    locked: bool


@dataclass(frozen=True, slots=True)
class SecondInspected(Event):
    """Another person inspected the machine once more, without seeing the first answers; `inspection`: both, kept."""

    inspection: str
