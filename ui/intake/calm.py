"""What Entrée waits for, in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.texts import _
from workshop.words import shown

if TYPE_CHECKING:
    from ui.intake.screen import IntakeScreen


def calm(screen: IntakeScreen) -> str:
    """Say what is to be scanned, or done, now."""
    if screen.tag.isChecked():
        words = _("Scannez le numéro d'inventaire.")
    elif screen.objects.is_open:
        words = _("Scannez le numéro.") if screen.form.asked.by_scan else _("Répondez avec les touches.")
    elif screen.inventory:
        words = _("Inventaire {tag} : scannez maintenant le numéro de série.").format(tag=screen.inventory)
    elif screen.donor_list.is_open:
        words = _("La liste du donateur")
    else:
        words = _("Scannez l'ordinateur suivant.")
    return shown(words)
