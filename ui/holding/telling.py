"""What is kept, since when, by whom; and what follows when it is let go, in words."""

from __future__ import annotations

from dataclasses import dataclass

from ui.words import day
from workshop import hold_words
from workshop.domain.holds import KEEPS_DATA, HoldReason
from workshop.services.holding import PLACEABLE, Held, HeldView
from workshop.texts import _, several
from workshop.words import shown


@dataclass(frozen=True)
class Deed:
    """One thing that can be done: to keep for a reason, or to let go."""

    reason: HoldReason
    releases: bool

    @property
    def asks_for_consent(self) -> bool:
        return self.releases and self.reason in KEEPS_DATA


def deeds(view: HeldView) -> tuple[Deed, ...]:
    """Return what can be done, what is kept first: in the order of the keys."""
    kept = tuple(held.reason for held in view.held)
    others = (reason for reason in PLACEABLE if reason not in kept)
    return (*(Deed(reason, True) for reason in kept), *(Deed(reason, False) for reason in others))  # noqa: FBT003


def word(deed: Deed) -> str:
    """Name a deed: an infinitive and the reason."""
    words = _("Libérer : {reason}") if deed.releases else _("Garder : {reason}")
    return shown(words.format(reason=hold_words.reason(deed.reason)))


def done(deed: Deed) -> str:
    """Say that it is done."""
    words = _("Libéré : {reason}") if deed.releases else _("Gardé ici : {reason}")
    return shown(words.format(reason=hold_words.reason(deed.reason)))


def kept(held: Held) -> str:
    """Say why something is kept, since when, and by whom."""
    since = day(held.since) if held.since else ""
    lot = _("tout le lot") if held.with_lot else ""
    reason = hold_words.reason(held.reason)
    return shown(" · ".join(part for part in (reason[:1].upper() + reason[1:], since, held.person, lot) if part))


def follows(deed: Deed) -> str:
    """Say before it is done what comes of it."""
    if deed.asks_for_consent:
        words = _("Ensuite, l'effacement est permis. S'il commence, on ne revient plus en arrière.")
    elif deed.releases:
        words = _("Ensuite, le travail continue.")
    elif deed.reason in KEEPS_DATA:
        words = _("Rien ne sera effacé. Pour le libérer, il faut l'accord du donateur.")
    else:
        words = _("Personne ne continue avant que le responsable le libère.")
    return shown(words)


def this_one(view: HeldView) -> str:
    """Name the one object."""
    return shown(_("Tout le lot") if view.is_lot else _("Celui-ci seulement"))


def whole_lot(view: HeldView, deed: Deed) -> str:
    """Name the lot, and how much of it is kept."""
    number = view.together.get(deed.reason, 0) if deed.releases else 0
    if not number:
        return shown(_("Tout le lot"))
    return shown(several("Tout le lot ({number} gardé)", "Tout le lot ({number} gardés)", number).format(number=number))
