"""What happened with reports of machines and with the sticks that they come on; found in `events.py`."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.domain.event import Event


@dataclass(frozen=True, slots=True)
class ReportAttached(Event):
    """A report (by its digest) was taken as a machine's reading; `chosen`: by a person, not by its serial."""

    report: str
    format: str
    authenticity: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class ReportDismissed(Event):
    """A person says that a report is about no machine of ours. The subject is the workshop."""

    report: str


@dataclass(frozen=True, slots=True)
class StickPrepared(Event):
    """A stick got a secret, under which the probe signs what it writes on it. The subject is the workshop."""

    stick: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class StickForgotten(Event):
    """What that stick signs counts no more than what nobody signed. The subject is the workshop."""

    stick: str
