"""What is said about readers themselves, and how their lanes are called."""

from __future__ import annotations

from workshop.domain.lanes import Lane
from workshop.domain.scanning import Said
from workshop.texts import _


def said(what: Said) -> tuple[str, str] | None:
    """Return what an answer says and what to do, where it is about a reader."""
    words = {
        Said.READ_TWICE: (_("La douchette a lu deux fois."), _("Rien n'a changé. Continuez.")),
        Said.READER_NOT_SET: (_("La douchette n'est pas réglée."), _("Scannez le grand code « Réglage ».")),
        Said.READER_TO_SET: (_("Réglage de la douchette"), _("Scannez maintenant le grand code « Réglage ».")),
        Said.READER_SET: (_("La douchette est réglée."), _("Scannez de nouveau.")),
        Said.READER_HALF_SET: (_("Réglage : code {half} bien lu."), _("Scannez maintenant le code {other}.")),
    }
    return words.get(what)


def lane(which: Lane) -> str:
    """Name a lane as it stands on the screen."""
    words = {Lane.BLUE: _("Poste bleu"), Lane.ORANGE: _("Poste orange")}
    return words[which]


def lane_gone(which: Lane) -> str:
    """Say shortly that the reader of a lane is not there."""
    words = {Lane.BLUE: _("Bleu débranché"), Lane.ORANGE: _("Orange débranché")}
    return words[which]
