"""What a person decided, written down off the GUI thread: with the person who did it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ui.wiping.acts import About, Act
from workshop.texts import _
from workshop.words import shown

if TYPE_CHECKING:
    from workshop.bootstrap import Workshop
    from workshop.domain.people import Actor


def decide(workshop: Workshop, actor: Actor, act: Act, about: About) -> str:
    """Do it; return the words for the status bar. Raises WorkshopError where a rule says no."""
    wiping = workshop.wiping
    verbs: dict[Act, tuple[Callable[..., object], str]] = {
        Act.VALIDATE: (workshop.validating.validate, _("Effacement validé")),
        Act.REJECT: (wiping.reject, _("Effacement rejeté")),
        Act.ABSENT: (wiping.attest_absence, _("Disque absent : noté")),
        Act.DESTROYED: (wiping.attest_destruction, _("Disque détruit : noté")),
        Act.LOST: (wiping.report_lost, _("Disque perdu : noté")),
    }
    if act is Act.STOP:
        wiping.stop(actor, about.wipe)
        return shown(_("Arrêt demandé"))
    if act is Act.AUTHORISE:
        workshop.lots.authorise_wipes(actor, about.code)
        return shown(_("Effacement de tout le lot : autorisé"))
    if act is Act.FORBID:
        workshop.lots.forbid_wipes(actor, about.code)
        return shown(_("Autorisation retirée"))
    if act is Act.NO_DRIVE:
        wiping.check_bays(actor, about.code)
        return shown(_("Aucun disque dedans : noté"))
    if act is Act.NO_OTHER:
        wiping.check_bays(actor, about.code)
        return shown(_("Aucun autre disque dedans : noté"))
    verb, words = verbs[act]
    for drive in about.drives:
        verb(actor, drive)
    return shown(words)
