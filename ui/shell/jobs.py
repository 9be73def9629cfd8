"""The jobs in the order of their keys, and why some of them are not there yet."""

from __future__ import annotations

from ui.widgets.rail import RailEntry
from workshop.texts import _
from workshop.words import Sentence, shown

HOME, START, EXERCISE = "home", "start", "exercise"
KEYS = {
    "F1": "help",
    "F5": "intake",
    "F6": "bench",
    "F7": "wiping",
    "F8": "storage",
    "F9": "delivery",
    "F10": "returns",
    "F11": "inspection",
    "Ctrl B": "review",
    "Ctrl D": "documents",
    "Ctrl E": "grading",
    "Ctrl J": "journal",
    "Ctrl S": "practice",
    "Ctrl R": "settings",
}


def jobs() -> tuple[RailEntry, ...]:
    """Return the jobs of the rail."""
    return (
        RailEntry("intake", shown(_("Entrée")), "intake", "F5"),
        RailEntry("bench", shown(_("Poste")), "bench", "F6"),
        RailEntry("wiping", shown(_("Effacer")), "wipe", "F7"),
        RailEntry("storage", shown(_("Ranger")), "store", "F8"),
        RailEntry("delivery", shown(_("Livraison")), "deliver", "F9"),
        RailEntry("returns", shown(_("Retours")), "returns", "F10"),
        RailEntry("review", shown(_("À vérifier")), "review", "Ctrl B"),
    )


def help_entry() -> RailEntry:
    """Return what is at the foot of the rail."""
    return RailEntry("help", shown(_("Aide")), "help", "F1")


def why_not_yet(name: str) -> Sentence:
    """Say why a screen is not there, and what to do meanwhile."""
    words = {
        "returns": (_("L'écran Retours n'est pas encore fait."), _("Mettez l'ordinateur de côté.")),
        "practice": (_("La douchette d'essai est dans l'exemple."), _("Ici, scannez ou tapez.")),
    }
    what, do = words[name]
    return Sentence(shown(what), shown(do))
