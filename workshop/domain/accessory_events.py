"""What happened with accessories; found in `events.py`."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.domain.event import Event


@dataclass(frozen=True, slots=True)
class AccessoryRegistered(Event):
    """An accessory got its own code; `what` is an AccessoryKind, `machine` what it goes with (empty: any)."""

    what: str
    name: str = ""
    machine: str = ""
