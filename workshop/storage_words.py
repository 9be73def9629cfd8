"""What Ranger says: answers to scans, refusals, kinds of places; `words.py` sets their spaces."""

from __future__ import annotations

from workshop.domain.drives import Refusal
from workshop.domain.scanning import Said
from workshop.domain.storage import LONGEST_NAME, MOST_AT_ONCE, NameProblem, PlaceKind
from workshop.services.storage import BAD_NAME, NAME_TAKEN
from workshop.texts import _


def said(what: Said) -> tuple[str, str] | None:
    """Say an answer, and what to do; None: it is no answer of this screen."""
    words = {
        Said.STORED: (_("Rangé en {place} · {name}"), ""),
        Said.STORED_FROM: (_("Il était en {before}. Il est maintenant en {place}."), ""),
        Said.SEEN_THERE: (_("Il est bien en {place} · {name}"), ""),
        Said.ALREADY_THERE: (_("{code} est déjà en {place}."), _("Prenez l'ordinateur suivant.")),
        Said.PLACE_OPENED: (_("Place {place}"), _("Scannez les ordinateurs qui sont là.")),
        Said.TO_STORE: (_("{name} · {code}"), _("Scannez sa place.")),
        Said.SEARCHED: (_("Recherche : {text}"), ""),
        Said.NOT_RECEIVED_YET: (_("{code} n'est pas encore reçu."), _("Scannez-le d'abord à l'écran Entrée.")),
        Said.STANDS_IN_A_BOX: (_("{code} est dans un carton."), _("Remettez-le dans son carton. Continuez.")),
        Said.ALREADY_GONE: (_("{code} est déjà livré."), _("Posez-le dans le bac « À vérifier ». Continuez.")),
    }
    return words.get(what)


def refusal(why: Refusal) -> str:
    """Say why a machine may not be put somewhere; empty: another word's refusal."""
    return _("Il est dans un carton.") if why is Refusal.IN_A_BOX else ""


def against(reason: str) -> str:
    """Say a reason that is no refusal of the chain; empty: another word's."""
    words = {NAME_TAKEN: _("Cette place existe déjà."), BAD_NAME: _("Ce nom ne va pas pour une place.")}
    return words.get(reason, "")


def kind(what: PlaceKind) -> str:
    """Name a kind of place."""
    words = {
        PlaceKind.SHELF: _("étagère"),
        PlaceKind.CRATE: _("bac"),
        PlaceKind.CUPBOARD: _("armoire"),
        PlaceKind.PALLET: _("palette"),
        PlaceKind.ROOM: _("pièce"),
    }
    return words[what]


def name_problem(what: NameProblem) -> str:
    """Say why a text names no places, and what to write instead."""
    words = {
        NameProblem.EMPTY: _("Écrivez un nom, par exemple B-04."),
        NameProblem.TOO_LONG: _("C'est trop long : {most} signes au plus.").format(most=LONGEST_NAME),
        NameProblem.UNREADABLE: _("Écrivez des lettres et des chiffres, par exemple B-04."),
        NameProblem.A_CODE: _("On le prendrait pour un code. Ajoutez une lettre."),
        NameProblem.BACKWARDS: _("Commencez par le plus petit : A-01 à A-20."),
        NameProblem.TOO_MANY: _("C'est trop : {most} places à la fois au plus.").format(most=MOST_AT_ONCE),
    }
    return words[what]
