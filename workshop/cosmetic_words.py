"""How a machine looks, in words: zones of the drawings, marks, the class, and what is printed on the keys."""

from __future__ import annotations

from workshop.domain.cosmetics import Looks, Mark, Zone
from workshop.domain.inspection import KeyboardLayout, Severity
from workshop.texts import _


def zone(name: str) -> str:
    """Name a zone; a name of another list is given back."""
    words: dict[str, str] = {
        Zone.SCREEN: _("Écran"),
        Zone.BEZEL: _("Cadre de l'écran"),
        Zone.LID: _("Capot"),
        Zone.KEYBOARD: _("Clavier"),
        Zone.PALM_REST: _("Repose-mains"),
        Zone.BOTTOM: _("Dessous"),
        Zone.LEFT: _("Côté gauche"),
        Zone.RIGHT: _("Côté droit"),
        Zone.HINGE: _("Charnière"),
        Zone.FRONT: _("Devant"),
        Zone.BACK: _("Derrière"),
        Zone.TOP: _("Dessus"),
        Zone.FOOT: _("Pied"),
        Zone.CAMERA: _("Caméra"),
        Zone.BUTTONS: _("Boutons"),
        Zone.CABLE: _("Câble"),
        Zone.SOCKETS: _("Prises"),
    }
    return words.get(name, name)


def kind(name: str) -> str:
    """Name a kind of mark; a name of another list is given back."""
    words: dict[str, str] = {
        Mark.SCRATCH: _("Rayure"),
        Mark.DENT: _("Bosse"),
        Mark.CHIP: _("Éclat"),
        Mark.CRACK: _("Fêlure"),
        Mark.STAIN: _("Tache"),
        Mark.WORN: _("Usure"),
        Mark.STICKER: _("Étiquette ou colle"),
        Mark.MISSING: _("Pièce manquante"),
        Mark.BROKEN: _("Cassé"),
    }
    return words.get(name, name)


def severity(name: str) -> str:
    """Say how much a mark shows."""
    words: dict[str, str] = {
        Severity.LIGHT: _("léger"),
        Severity.VISIBLE: _("visible"),
        Severity.HEAVY: _("fort"),
    }
    return words.get(name, name)


def mark(code: str) -> str:
    """Say a mark that is written `zone:kind:severity`."""
    where, _colon, rest = code.partition(":")
    what, _colon, how_much = rest.partition(":")
    return f"{zone(where)} · {kind(what)} · {severity(how_much)}"


def looks(what: Looks) -> str:
    """Name the cosmetic class."""
    words = {
        Looks.CLEAN: _("sans trace"),
        Looks.LIGHT: _("traces légères"),
        Looks.VISIBLE: _("traces visibles"),
        Looks.HEAVY: _("traces fortes"),
        Looks.DAMAGED: _("abîmé"),
    }
    return words[what]


def keyboard(layout: KeyboardLayout) -> str:
    """Name what is printed on the keys."""
    words = {
        KeyboardLayout.UNKNOWN: _("Pas regardé"),
        KeyboardLayout.AZERTY: "AZERTY",
        KeyboardLayout.QWERTY: "QWERTY",
        KeyboardLayout.QWERTZ: "QWERTZ",
        KeyboardLayout.OTHER: _("Autre clavier"),
    }
    return words[layout]
