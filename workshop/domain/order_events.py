"""What happened to an order and its boxes; found in `events.py`."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.domain.event import Event


@dataclass(frozen=True, slots=True)
class OrderOpened(Event):
    """A buyer's order, with its recipients; `system_wanted`: an operating system on each machine."""

    buyer: str
    reference: str
    contract: str
    recipients: int
    system_wanted: bool = False


@dataclass(frozen=True, slots=True)
class BoxOpened(Event):
    """Box number `number` of one recipient of an order."""

    order: str
    recipient: int
    number: int
