"""What can be in front at Ranger, and what is said of it under the title and in the band at rest."""

from __future__ import annotations

from enum import Enum

from workshop.texts import _
from workshop.words import shown


class Mode(Enum):
    """What is in front."""

    START = "start"
    HAND = "hand"  # a machine that waits for its place
    PLACE = "place"  # a place that is open
    COUNTED = "counted"
    SEARCH = "search"
    PLACES = "places"


def sentences(mode: Mode) -> tuple[str, str]:
    """Return what is said under the title, and at rest in the band."""
    scan = _("Scannez un ordinateur, ou une place.")
    words = {
        Mode.START: ("", scan),
        Mode.HAND: (_("Où le rangez-vous ?"), _("Scannez sa place.")),
        Mode.PLACE: (_("Une place est ouverte"), _("Scannez l'ordinateur suivant.")),
        Mode.COUNTED: (_("Comptage"), scan),
        Mode.SEARCH: (_("Chercher"), scan),
        Mode.PLACES: (_("Places et étiquettes"), scan),
    }
    context, calm = words[mode]
    return shown(context), shown(calm)
