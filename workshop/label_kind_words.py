"""What labels and their elements are called on screens."""

from __future__ import annotations

from workshop.domain.labels import LabelKind
from workshop.texts import _


def kind_name(kind: LabelKind) -> str:
    """Name a kind of label by what it is stuck on, and when."""
    words = {
        LabelKind.INTAKE: _("Entrée"),
        LabelKind.EXIT: _("Sortie"),
        LabelKind.DRIVE: _("Disque"),
        LabelKind.ACCESSORY: _("Accessoire"),
        LabelKind.BOX: _("Carton"),
        LabelKind.LOT: _("Lot"),
        LabelKind.ORDER: _("Commande"),
        LabelKind.PLACE: _("Place"),
        LabelKind.BADGE: _("Badge"),
        LabelKind.EVIDENCE: _("Preuve de fonction"),
    }
    return words[kind]


def kind_of(word: str) -> str:
    """Name a kind that is written down; a newer bench's is said as it is."""
    kind = next((one for one in LabelKind if one.value == word), None)
    return kind_name(kind) if kind else word


def element_name(name: str) -> str:
    """Name an element of a layout."""
    words = {
        "bars": _("Barres"),
        "qr": _("Code carré"),
        "letter": _("Note"),
        "code": _("Chiffres"),
        "title": _("Titre"),
        "lines": _("Lignes"),
        "workshop": _("Atelier"),
        "note": _("Mention"),
    }
    return words.get(name, name)


def measure_name(key: str) -> str:
    """Name what is measured of an element."""
    words = {
        "x_mm": _("De la gauche"),
        "y_mm": _("Du haut"),
        "width_mm": _("Largeur"),
        "height_mm": _("Hauteur"),
        "size_mm": _("Taille"),
        "module_mm": _("Barre fine"),
        "pitch_mm": _("Entre les lignes"),
        "rows": _("Nombre de lignes"),
    }
    return words.get(key, key)
