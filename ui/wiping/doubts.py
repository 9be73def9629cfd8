"""Why a wipe proves nothing, or only with reservations, in plain words; and what to do about it."""

from __future__ import annotations

from workshop.domain.diagnosis import Health
from workshop.domain.interlocks import Protection
from workshop.domain.proofs import Doubt, Reservation
from workshop.texts import _
from workshop.words import shown

BROKEN = frozenset({Doubt.UNREADABLE})
FOR_THE_MANAGER = frozenset({Doubt.IDENTITY_CHANGED, Doubt.HIDDEN_AREA, Doubt.NO_LEVEL, Doubt.LOG_DAMAGED})


def doubt(why: Doubt) -> str:
    """Say why a wipe proves nothing."""
    words = {
        Doubt.NO_STEP: _("L'effacement n'a pas commencé."),
        Doubt.NEVER_ENDED: _("L'effacement s'est arrêté en route."),
        Doubt.STOPPED: _("Quelqu'un l'a arrêté."),
        Doubt.TOOL_FAILED: _("L'outil d'effacement a échoué."),
        Doubt.TOOL_CLAIMS_NOTHING: _("L'outil n'a pas dit qu'il a réussi."),
        Doubt.IDENTITY_CHANGED: _("Ce n'est plus le même disque."),
        Doubt.NOT_READ_BACK: _("Le disque n'a pas été relu."),
        Doubt.READ_FROM_CACHE: _("La relecture ne venait pas du disque."),
        Doubt.READ_INCOMPLETE: _("Le disque n'a pas été relu en entier."),
        Doubt.UNREADABLE: _("Une partie du disque ne se lit plus."),
        Doubt.DATA_LEFT: _("Des données sont encore là."),
        Doubt.HIDDEN_AREA: _("Une zone cachée n'a pas été effacée."),
        Doubt.CLOCK: _("L'heure du poste a reculé pendant l'effacement."),
        Doubt.NO_LEVEL: _("Cette façon d'effacer ne suffit pas pour ce disque."),
        Doubt.NOTHING_COMPARED: _("Rien n'a pu être comparé après l'effacement."),
        Doubt.LOG_DAMAGED: _("Le journal de l'effacement est abîmé."),
    }
    return shown(words[why])


def what_to_do(doubts: tuple[Doubt, ...]) -> str:
    """Say what to do with a drive that could not be wiped."""
    if BROKEN & set(doubts):
        return shown(_("Ce disque est abîmé : il faut le détruire."))
    if FOR_THE_MANAGER & set(doubts):
        return shown(_("Mettez-le de côté et appelez le responsable."))
    return shown(_("Recommencez. S'il échoue encore, il faut le détruire."))


def reservation(what: Reservation) -> str:
    """Say what a proof leaves open."""
    words = {
        Reservation.HIDDEN_AREA_UNKNOWN: _("On ne sait pas s'il a une zone cachée."),
        Reservation.HEALTH_UNKNOWN: _("On ne connaît pas sa santé."),
        Reservation.REALLOCATED_SECTORS: _("Il a des morceaux usés, hors d'atteinte."),
        Reservation.FLASH_OVERWRITE: _("Une petite partie de sa mémoire est hors d'atteinte."),
        Reservation.SAMPLED: _("Il a été relu par sondage."),
        Reservation.IDENTITY_BY_PLACE: _("Il est reconnu à sa place, pas à son numéro."),
        Reservation.CLOCK_MOVED: _("L'heure du poste a changé pendant l'effacement."),
    }
    return shown(words[what])


def protected(why: Protection) -> tuple[str, str]:
    """Name a drive that cannot be chosen, and say why."""
    words = {
        Protection.SYSTEM: (_("Disque de ce poste"), _("Protégé : on ne peut pas le choisir.")),
        Protection.BOOT_STICK: (_("Clé de démarrage"), _("Protégée : on ne peut pas la choisir.")),
        Protection.MOUNTED: (_("Disque ouvert par ce poste"), _("Protégé : fermez-le d'abord.")),
        Protection.SWAP: (_("Disque de ce poste"), _("Protégé : il sert de mémoire.")),
        Protection.MEMBER: (_("Disque d'un groupe"), _("Protégé : il travaille avec d'autres.")),
        Protection.IN_USE: (_("Disque occupé"), _("Protégé : un programme s'en sert.")),
    }
    name, sentence = words[why]
    return shown(name), shown(sentence)


def triage(health: Health, facts: tuple[str, ...]) -> str:
    """Say before the hours of work that a drive is failing or worn; empty where there is nothing to say."""
    if health not in (Health.FAILING, Health.WORN):
        return ""
    why = dict.fromkeys(ill(fact) for fact in facts)
    verdict = _("Il va mal : à détruire.") if health is Health.FAILING else _("Il est usé.")
    return shown(" ".join((verdict, *why)).strip())


def ill(fact: str) -> str:
    """Say one fact of a failing drive, written `name=value`."""
    name, _equals, value = fact.partition("=")
    words = {
        "passed": _("Il le dit lui-même."),
        "failing_now": _("Il le dit lui-même."),
        "self_test_failed": _("Il a raté son propre test."),
        "pending_sectors": _("Des morceaux ne se lisent plus ({number})."),
        "uncorrectable_sectors": _("Des morceaux sont perdus ({number})."),
        "critical_warning": _("Il donne une alerte grave."),
        "percentage_used": _("Sa vie est usée à {number} %."),
        "reallocated_sectors": _("Des morceaux sont remplacés ({number})."),
        "media_errors": _("Il a fait des erreurs ({number})."),
        "failed_in_the_past": _("Il a déjà eu une panne."),
        "spare_percent": _("Sa réserve s'épuise : il en reste {number} %."),
        "reported_uncorrectable": _("Il n'a pas pu corriger des erreurs ({number})."),
        "end_to_end_errors": _("Il a mal transmis des données ({number})."),
    }
    return shown(words.get(name, "").format(number=value))
