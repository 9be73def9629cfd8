"""What Ranger asks of the core; called on workers, never by the window."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ui.papers import print_label
from workshop.domain.lots import MachineCard
from workshop.domain.storage import Place
from workshop.services.storage import Made

if TYPE_CHECKING:
    from workshop.bootstrap import Workshop
    from workshop.domain.people import Actor


@dataclass(frozen=True)
class InHand:
    """A machine in hand, who gave it, and where it stands (empty: in no place)."""

    card: MachineCard
    donor: str
    place: str


@dataclass(frozen=True)
class PlacesMade:
    """Places that were made, and the file with their labels (None: a printer prints them, or there were none)."""

    made: Made
    labels: Path | None


def read_machine(workshop: Workshop, code: str) -> InHand:
    """Read the machine in hand; raises UnknownCodeError."""
    view = workshop.views.bench(code)
    return InHand(view.card, view.lot.donor if view.lot else "", view.place.name if view.place else "")


def make_places(workshop: Workshop, actor: Actor, names: tuple[str, ...]) -> PlacesMade:
    """Make places; a printer prints their labels by itself, without one they are one file."""
    made = workshop.storage.create_places(actor, names)
    file = print_labels(workshop, actor, made.new) if made.new and not workshop.printing.there else None
    return PlacesMade(made, file)


def print_labels(workshop: Workshop, actor: Actor, places: tuple[Place, ...]) -> Path | None:
    """Print the labels of places; a file to be opened where there is no printer, every copy written down."""
    return print_label(workshop, actor, *(place.code for place in places))
