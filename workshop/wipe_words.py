"""Why a wipe does not start, in plain words: what happened, and what to do (`words.py` makes sentences of it)."""

from __future__ import annotations

from workshop.domain.drives import Refusal
from workshop.domain.interlocks import Interlock, Protection
from workshop.texts import _


def interlock(rule: Interlock) -> tuple[str, str]:
    """Say which rule kept a wipe from starting, and what to do. Nothing was written to the drive."""
    return _about_the_drive(rule) or _about_the_order(rule)


def _about_the_drive(rule: Interlock) -> tuple[str, str] | None:
    again = _("Débranchez le disque, rebranchez-le, puis recommencez.")
    boss = _("Appelez le responsable.")
    words = {
        Interlock.NOT_ONE_DEVICE: (_("Je ne suis pas sûr de trouver le bon disque."), again),
        Interlock.NOT_A_BLOCK_DEVICE: (_("Ce n'est pas un disque."), _("Choisissez un disque dans la liste.")),
        Interlock.A_PARTITION: (_("C'est un morceau de disque."), _("Choisissez le disque entier.")),
        Interlock.NO_MEDIUM: (_("Le lecteur est vide."), _("Mettez le disque ou la carte, puis recommencez.")),
        Interlock.NOT_THERE: (_("Le disque n'est plus branché."), _("Branchez-le, puis recommencez.")),
        Interlock.IN_USE: (_("Un autre programme utilise ce disque."), _("Fermez ce programme, puis recommencez.")),
        Interlock.PROTECTED: (_("Ce disque est protégé : le poste s'en sert."), _("Il ne peut pas être effacé ici.")),
        Interlock.TWO_ALIKE: (
            _("Deux disques branchés ont le même numéro."),
            _("Débranchez l'un des deux, puis recommencez."),
        ),
        Interlock.NODE_CHANGED: (_("Les disques branchés ont changé."), _("Recommencez.")),
        Interlock.IDENTITY_CHANGED: (_("Ce n'est plus le même disque."), _("Vérifiez le disque, puis recommencez.")),
        Interlock.CANNOT: (_("Ce disque ne sait pas faire cet effacement."), _("Choisissez une autre méthode.")),
        Interlock.FROZEN: (
            _("Le disque refuse l'effacement jusqu'à sa prochaine mise sous tension."),
            _("Débranchez-le 10 secondes, rebranchez-le, puis recommencez."),
        ),
        Interlock.PASSWORD: (_("Le disque est fermé par un mot de passe."), boss),
    }
    return words.get(rule)


def _about_the_order(rule: Interlock) -> tuple[str, str]:
    boss = _("Appelez le responsable.")
    words = {
        Interlock.NOT_FOR_EXERCISE: (
            _("Ici, c'est un exercice : un vrai disque n'est jamais effacé."),
            _("Quittez l'exemple pour effacer de vrais disques."),
        ),
        Interlock.NOT_AN_EXERCISE: (
            _("C'est une image, pas un disque."),
            _("Une image s'efface seulement dans l'exemple."),
        ),
        Interlock.WRONG_ENGINE: (_("Cette méthode ne va pas avec ce disque."), _("Choisissez une autre méthode.")),
        Interlock.UNKNOWN_METHOD: (_("Cette méthode n'existe pas ici."), _("Choisissez une autre méthode.")),
        Interlock.UNKNOWN_PATTERN: (_("Cette méthode a une erreur dans ses règles."), boss),
        Interlock.BAD_ARGUMENT: (_("L'outil d'effacement ne comprend pas la demande."), boss),
        Interlock.BAD_REQUEST: (_("La demande d'effacement n'est pas correcte."), boss),
        Interlock.NOT_CONFIRMED: (
            _("Ce n'est pas l'étiquette de ce disque ou de son ordinateur."),
            _("Scannez la bonne étiquette."),
        ),
        Interlock.NO_TOOL: (_("Il manque l'outil d'effacement sur ce poste."), boss),
        Interlock.NO_RIGHT: (_("Établi n'a pas le droit d'effacer sur ce poste."), boss),
        Interlock.ALREADY_RUNNING: (
            _("Ce disque est déjà en cours d'effacement."),
            _("Attendez la fin, ou arrêtez l'effacement."),
        ),
    }
    return words[rule]


def refusal(why: Refusal) -> str:
    """Say why the chain refuses to wipe a drive, or to approve its wipe; empty for every other reason."""
    words = {
        Refusal.SECOND_PERSON: _("Une autre personne que celle qui a lancé l'effacement doit le valider."),
        Refusal.NOT_CONFIRMED: _("Ce n'est pas son étiquette. Scannez la bonne étiquette."),
        Refusal.OTHER_DRIVE: _("Il n'est pas rangé sous cette étiquette. Vérifiez le disque."),
        Refusal.NOT_PLUGGED_IN: _("Il n'est pas branché ici. Branchez-le."),
        Refusal.PROTECTED: _("Il est protégé : ce poste s'en sert."),
        Refusal.ALREADY_WIPING: _("Il est déjà en cours d'effacement."),
        Refusal.NOT_A_MANAGER: _("Seul un responsable peut le décider."),
        Refusal.DRIVE_FAILING: _("Il annonce une panne. Effacez-le à part, ou faites-le détruire."),
        Refusal.DESTROYED: _("Ce disque est détruit."),
        Refusal.LOST: _("Ce disque est perdu."),
    }
    return words.get(why, "")


def protection(why: Protection) -> tuple[str, str]:
    """Say why a drive that is plugged in cannot be chosen, and what to do."""
    leave = _("N'y touchez pas.")
    words = {
        Protection.SYSTEM: (_("C'est le disque de ce poste."), leave),
        Protection.BOOT_STICK: (_("Ce poste a démarré avec cette clé."), leave),
        Protection.MOUNTED: (_("Ce disque est ouvert sur ce poste."), _("Éjectez-le d'abord, puis recommencez.")),
        Protection.SWAP: (_("Ce poste s'en sert comme mémoire."), leave),
        Protection.MEMBER: (_("Il travaille avec d'autres disques de ce poste."), leave),
        Protection.IN_USE: (_("Un programme s'en sert."), _("Fermez ce programme, puis recommencez.")),
    }
    return words[why]
