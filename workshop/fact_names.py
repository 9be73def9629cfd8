"""The words of a reading's parts and facts: one table for the whole diagnosis, walked by a test."""

from __future__ import annotations

from workshop.services.fact_views import BECAUSE, COUNT, NAME, VERDICT
from workshop.texts import _, kept_as_said

NUMBERED = frozenset({"memory", "drives", "batteries", "displays", "graphics", "network", "cameras", "locks"})


@kept_as_said
def parts() -> dict[str, str]:
    """Return the words of all parts."""
    return {
        "machine": _("Ordinateur"),
        "identity": _("Identité"),
        "processor": _("Processeur"),
        "memory": _("Barrette de mémoire"),
        "drives": _("Disque"),
        "batteries": _("Batterie"),
        "displays": _("Écran"),
        "graphics": _("Carte graphique"),
        "firmware": _("Démarrage"),
        "locks": _("Blocage"),
        "unread": _("Pas lu"),
        "tools": _("Outils"),
        "network": _("Carte réseau"),
        "cameras": _("Caméra"),
        "microphones": _("Microphones"),
        "touchscreens": _("Écrans tactiles"),
        "touchpads": _("Pavés tactiles"),
        "origin": _("Origine de la lecture"),
    }


@kept_as_said
def names() -> dict[str, str]:
    """Return the words of all facts, by `part.name`, or by the name alone where it means the same everywhere."""
    return {**_common_names(), **_machine_names(), **_drive_names(), **_other_names()}


def _common_names() -> dict[str, str]:
    return {
        NAME: _("Nom"),
        COUNT: _("Nombre"),
        VERDICT: _("Verdict"),
        BECAUSE: _("À cause de"),
        "maker": _("Marque"),
        "model": _("Modèle"),
        "version": _("Version"),
        "serial": _("Numéro de série"),
        "size_bytes": _("Taille"),
        "kind": _("Sorte"),
        "category": _("Sorte"),
        "form_factor": _("Format"),
        "path": _("Chemin pendant la lecture"),
        "tool": _("Outil"),
        "tool_version": _("Version de l'outil"),
    }


def _machine_names() -> dict[str, str]:
    return {
        "read_at": _("Date de la lecture"),
        "memory_bytes": _("Mémoire totale"),
        "operating_system": _("Système qui a répondu"),
        "system_serial": _("Numéro de série de l'ordinateur"),
        "board_serial": _("Numéro de série de la carte mère"),
        "chassis_serial": _("Numéro de série du boîtier"),
        "system_uuid": _("Identifiant unique (UUID)"),
        "bios_version": _("Version du BIOS"),
        "bios_date": _("Date du BIOS"),
        "board_maker": _("Marque de la carte mère"),
        "board_model": _("Modèle de la carte mère"),
        "family": _("Gamme"),
        "sku": _("Référence du fabricant"),
        "asset_tag": _("Numéro d'inventaire dans le BIOS"),
        "cores": _("Cœurs"),
        "threads": _("Tâches à la fois"),
        "max_mhz": _("Fréquence la plus haute"),
        "architecture": _("Architecture"),
        "uefi": _("Démarrage UEFI"),
        "secure_boot": _("Démarrage sécurisé (Secure Boot)"),
        "tpm_version": _("Version de la puce TPM"),
        "raid_mode": _("Mode RAID"),
        "windows_licence": _("Licence Windows dans la carte mère"),
        "source": _("Qui a lu"),
        "authentic": _("Rapport authentifié par la clé USB"),
    }


def _drive_names() -> dict[str, str]:
    return {
        "wwn": _("Nom mondial (WWN)"),
        "drives.firmware": _("Version du micrologiciel"),
        "logical_sector_bytes": _("Secteur"),
        "native_bytes": _("Taille avec la zone cachée"),
        "medium": _("Support"),
        "interface": _("Branchement"),
        "removable": _("Amovible"),
        "security_frozen": _("Commandes de sécurité gelées"),
        "rotation_rpm": _("Rotation"),
        "smart": _("Santé (SMART)"),
        "passed": _("Le disque se dit bon"),
        "power_on_hours": _("Heures de marche"),
        "reallocated_sectors": _("Secteurs remplacés"),
        "pending_sectors": _("Secteurs en attente"),
        "uncorrectable_sectors": _("Secteurs illisibles"),
        "percentage_used": _("Vie utilisée"),
        "critical_warning": _("Alertes graves (code NVMe)"),
        "media_errors": _("Erreurs du support"),
        "temperature_celsius": _("Température"),
        "failed_in_the_past": _("A dépassé une limite dans le passé"),
        "failing_now": _("Dépasse une limite maintenant"),
        "self_test_failed": _("Autotest raté"),
        "error_count": _("Erreurs dans son journal"),
        "spare_percent": _("Réserve restante"),
        "power_cycles": _("Mises en marche"),
        "spare_threshold_percent": _("Réserve minimale"),
        "reported_uncorrectable": _("Erreurs non corrigées annoncées"),
        "end_to_end_errors": _("Erreurs de bout en bout"),
        "interface_errors": _("Erreurs du câble"),
    }


def _other_names() -> dict[str, str]:
    return {
        "slot": _("Emplacement"),
        "speed_mts": _("Vitesse"),
        "soldered": _("Soudée"),
        "part_number": _("Référence"),
        "design_mwh": _("Capacité d'origine"),
        "full_mwh": _("Capacité d'aujourd'hui"),
        "wear_percent": _("Usure"),
        "cycles": _("Cycles de charge"),
        "charge_percent": _("Charge"),
        "charge_limit_percent": _("Charge limitée à"),
        "chemistry": _("Chimie"),
        "design_millivolts": _("Tension d'origine"),
        "needs_service": _("À remplacer, dit l'ordinateur"),
        "diagonal_mm": _("Diagonale"),
        "width_px": _("Largeur"),
        "height_px": _("Hauteur"),
        "year": _("Année de fabrication"),
        "built_in": _("Intégré"),
        "seen": _("Vu par"),
        "mac": _("Adresse MAC"),
        "what": _("Quoi"),
        "why": _("Pourquoi"),
        "detail": _("Réponse de l'outil"),
    }
