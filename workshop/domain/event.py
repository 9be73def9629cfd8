"""What every event is; the kinds stand in `events.py`, which is what is imported."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to one subject (machine, drive, lot, order, box, person, workshop)."""
