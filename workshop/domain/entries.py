"""How an event stands in the journal: its stored name and content, and the hash that ties it to all before it."""

from __future__ import annotations

import re
from dataclasses import MISSING, Field, dataclass, fields
from datetime import datetime
from typing import Any

from workshop.domain.content import Content, ContentError, digest, from_content, to_content, written_time
from workshop.domain.events import Event

FIRST_HASH = "0" * 64


def kind_of(event: type[Event]) -> str:
    """Return the stored name of a kind of event: MachineReceived is machine-received."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", event.__name__).lower()


KINDS: dict[str, type[Event]] = {kind_of(kind): kind for kind in Event.__subclasses__()}


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event as it stands in the journal; `person` is an id, never a name."""

    seq: int
    subject: str
    event: Event
    person: str
    bench: str
    at: datetime
    prev_hash: str
    hash: str


def event_content(event: Event) -> Content:
    """Return the stored content of an event, without the fields that have their default.

    So a field may be added later, with a default that never changes, and the hashes of old events still hold.
    """
    return {item.name: to_content(getattr(event, item.name)) for item in fields(event) if _told(event, item)}


def _told(event: Event, item: Field[Any]) -> bool:
    return item.default is MISSING or getattr(event, item.name) != item.default


def read_event(kind: str, content: Content) -> Event:
    """Rebuild an event from what was stored; raises ContentError."""
    if kind not in KINDS:
        raise ContentError(kind)
    return from_content(KINDS[kind], content)


def chain_hash(prev_hash: str, seq: int, subject: str, event: Event, person: str, bench: str, at: datetime) -> str:
    """Return the hash that ties an event to all events before it: SHA-256 of its canonical content."""
    return digest(
        {
            "prev": prev_hash,
            "seq": seq,
            "subject": subject,
            "kind": kind_of(type(event)),
            "event": event_content(event),
            "person": person,
            "bench": bench,
            "at": written_time(at),
        }
    )
