"""Where machines go, in words, and why a person chose otherwise."""

from __future__ import annotations

from workshop.domain.contracts import Destination
from workshop.domain.destinations import Because
from workshop.texts import _


def destination(to: Destination | None) -> str:
    """Name where a machine goes."""
    if to is None:
        return _("Pas encore décidée")
    words = {
        Destination.COMMUNES: _("Agents des communes"),
        Destination.KIT: _("Kit inclusif"),
        Destination.RENTAL: _("Location"),
        Destination.DONATION: _("Don"),
        Destination.PARTS: _("Pièces"),
        Destination.RECYCLING: _("Recyclage"),
    }
    return words[to]


def destination_chosen(to: str, why: str) -> str:
    """Say where a person sends a machine, and why; a name that this version does not know is given back."""
    where = destination(Destination(to)) if to in list(Destination) else to
    reason = because(Because(why)) if why in list(Because) else why
    return _("Destination choisie : {to} ({reason})").format(to=where, reason=reason)


def because(why: Because) -> str:
    """Say why a person chose another destination."""
    words = {
        Because.BUYER_ASKS: _("L'acheteur le demande"),
        Because.DONOR_ASKS: _("Le donateur le demande"),
        Because.STOCK: _("Il y en a trop ici, pas assez là-bas"),
        Because.BAD_MODEL: _("Ce modèle tombe souvent en panne"),
        Because.PARTS_NEEDED: _("On a besoin de ses pièces"),
        Because.UNSAFE: _("Il est dangereux"),
        Because.NOT_WORTH_IT: _("La réparation est trop longue"),
        Because.RULE_WRONG: _("La règle ne va pas pour lui"),
    }
    return words[why]
