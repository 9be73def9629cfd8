"""What stands in the way of a machine, in plain words: what was seen, and what to do."""

from __future__ import annotations

from workshop.domain.locks import Obstacle, Triage
from workshop.texts import _
from workshop.words import Sentence, shown


def told(found: Triage) -> Sentence:
    """Say what was seen, and what to do about it."""
    what, do = _of_a_lock(found) or _of_the_settings(found)
    return Sentence(shown(what), shown(do))


def _of_a_lock(found: Triage) -> tuple[str, str] | None:
    drive = _("Un mot de passe bloque le disque {drive}.").format(drive=found.about)
    words = {
        Obstacle.BIOS_PASSWORD: (
            _("Un mot de passe bloque les réglages de démarrage."),
            _("Demandez-le au donateur, puis enlevez-le. Sans lui : ordinateur pour pièces."),
        ),
        Obstacle.DRIVE_PASSWORD: (
            drive if found.about else _("Un mot de passe bloque le disque."),
            _("Demandez-le au donateur. Sans lui : disque à détruire."),
        ),
        Obstacle.COMPUTRACE: (
            _("Le suivi antivol est actif (Computrace, Absolute)."),
            _("Demandez au donateur de l'arrêter chez Absolute, puis lisez de nouveau l'ordinateur."),
        ),
        Obstacle.ACTIVATION: (
            _("L'ordinateur est lié au compte de son ancien propriétaire."),
            _("Demandez au donateur de le retirer de son compte Apple. Sans cela : ordinateur pour pièces."),
        ),
        Obstacle.AUTOPILOT: (
            _("Une organisation a inscrit cet ordinateur (Autopilot)."),
            _("Demandez au donateur de le désinscrire. Sinon Windows demandera un compte de cette organisation."),
        ),
        Obstacle.MDM: (
            _("Une organisation gère cet ordinateur à distance."),
            _("Demandez au donateur de le retirer de sa gestion (Intune, Autopilot, Apple)."),
        ),
    }
    return words.get(found.kind)


def _of_the_settings(found: Triage) -> tuple[str, str]:
    words = {
        Obstacle.DRIVES_HIDDEN: (
            _("Un réglage du démarrage cache des disques (RAID, RST ou VMD)."),
            _("Dans les réglages de démarrage, choisissez AHCI. Puis lisez de nouveau l'ordinateur."),
        ),
        Obstacle.RAID_MODE: (
            _("Le stockage est réglé en RAID, RST ou VMD. Les disques se voient quand même."),
            _("Si l'installation ne trouve pas le disque, choisissez AHCI dans les réglages de démarrage."),
        ),
        Obstacle.SECURE_BOOT_OFF: (
            _("Le démarrage sécurisé est éteint."),
            _("Activez-le dans les réglages de démarrage avant d'installer Windows 11."),
        ),
        Obstacle.LOCKS_UNREAD: (
            _("On n'a pas pu voir si un mot de passe bloque l'ordinateur."),
            _("Ouvrez les réglages de démarrage : aucun mot de passe ne doit être demandé."),
        ),
    }
    return words[found.kind]


def named(kind: Obstacle) -> str:
    """Name an obstacle in a few words."""
    words = {
        Obstacle.BIOS_PASSWORD: _("Mot de passe de démarrage"),
        Obstacle.DRIVE_PASSWORD: _("Mot de passe du disque"),
        Obstacle.COMPUTRACE: _("Suivi antivol"),
        Obstacle.ACTIVATION: _("Compte de l'ancien propriétaire"),
        Obstacle.AUTOPILOT: _("Inscrit par une organisation"),
        Obstacle.MDM: _("Géré par une organisation"),
        Obstacle.DRIVES_HIDDEN: _("Disques cachés"),
        Obstacle.RAID_MODE: _("Stockage en RAID"),
        Obstacle.SECURE_BOOT_OFF: _("Démarrage sécurisé éteint"),
        Obstacle.LOCKS_UNREAD: _("Blocages non lus"),
    }
    return shown(words[kind])
