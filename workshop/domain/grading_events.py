"""What happened with grades and destinations; found in `events.py`."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.domain.event import Event


@dataclass(frozen=True, slots=True)
class MachineGraded(Event):
    """A contract gave a letter; `grade` is the digest of the findings, `destination` what its rules say."""

    letter: str
    eligible: bool
    contract: str
    grade: str
    destination: str = ""


@dataclass(frozen=True, slots=True)
class DestinationChosen(Event):
    """A person sends the machine elsewhere than the contract's rule, and why; `to` empty: the rule counts again.

    `instead` is what the rule said then.
    """

    to: str
    because: str = ""
    instead: str = ""
