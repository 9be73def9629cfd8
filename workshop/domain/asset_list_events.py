"""What happened with a donor's list and the donor's own tags; found in `events.py`."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.domain.event import Event


@dataclass(frozen=True, slots=True)
class AssetListTaken(Event):
    """A donor's list was taken into a lot: its digest, its file's name, how many machines no list had before."""

    assets: str
    name: str
    machines: int


@dataclass(frozen=True, slots=True)
class TagRemoved(Event):
    """A person took the donor's inventory tag off the machine: it says whose machine this was."""
