"""What Ranger asks of the core; called on workers, never by the window."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ui.papers import LABELS, keep_paper
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
    """Places that were made, and the file with their labels (None: there was none to make)."""

    made: Made
    labels: Path | None


def read_machine(workshop: Workshop, code: str) -> InHand:
    """Read the machine in hand; raises UnknownCodeError."""
    view = workshop.views.bench(code)
    return InHand(view.card, view.lot.donor if view.lot else "", view.place.name if view.place else "")


def make_places(workshop: Workshop, actor: Actor, names: tuple[str, ...]) -> PlacesMade:
    """Make places, and one file with a label of each."""
    made = workshop.storage.create_places(actor, names)
    return PlacesMade(made, print_labels(workshop, actor, made.new) if made.new else None)


def print_labels(workshop: Workshop, actor: Actor, places: tuple[Place, ...]) -> Path:
    """Make the labels of places as one file, to be printed now; every copy is written down."""
    codes = [place.code for place in places]
    name = codes[0] if len(codes) == 1 else f"{codes[0]}-{codes[-1]}"
    path = keep_paper(workshop.settings.folder() / LABELS, f"{name}.pdf", workshop.labels.pdf(*codes))
    for code in codes:
        workshop.labels.printed(actor, code)
    return path
