"""Drives in words for people: what one is and how large, as it is sold."""

from __future__ import annotations

from workshop.domain.diagnosis import DriveMedium
from workshop.domain.lots import DriveCard
from workshop.domain.typography import NO_BREAK
from workshop.texts import _
from workshop.words import shown

GB, TB = 10**9, 10**12
MB = 10**6


def drive(card: DriveCard) -> str:
    """Say a drive: what it is, how large."""
    return named(DriveMedium(card.medium), card.size_bytes)


def named(medium: DriveMedium, size_bytes: int) -> str:
    """Say a medium and its size."""
    return shown(" ".join(part for part in (kind(medium), size(size_bytes)) if part))


def kind(medium: DriveMedium) -> str:
    """Say what a medium is."""
    words = {
        DriveMedium.HDD: _("Disque dur"),
        DriveMedium.SSD: _("SSD"),
        DriveMedium.NVME: _("SSD"),
        DriveMedium.EMMC: _("Disque soudé"),
        DriveMedium.USB: _("Clé USB"),
        DriveMedium.SD: _("Carte mémoire"),
        DriveMedium.SAS: _("Disque de serveur"),
        DriveMedium.IMAGE: _("Image d'exercice"),
        DriveMedium.UNKNOWN: _("Disque"),
    }
    return words[medium]


def identity(card: DriveCard) -> str:
    """Say the model and the serial, as they stand on the drive."""
    return says(card.model, card.serial)


def says(model: str, number: str) -> str:
    """Say a model and a serial; what a drive does not say is not made up."""
    serial = _("série {serial}").format(serial=number) if number else _("sans numéro de série")
    return shown(" · ".join(part for part in (model, serial.replace(" ", NO_BREAK)) if part))


def size(number: int) -> str:
    """Say a drive's size as it is sold."""
    if not number:
        return ""
    if number >= TB:
        words = _("{number} To").format(number=f"{number / TB:.1f}".removesuffix(".0").replace(".", _(",")))
    elif number >= GB:
        words = _("{number} Go").format(number=round(number / GB))
    else:
        words = _("{number} Mo").format(number=max(1, round(number / MB)))
    return words.replace(" ", NO_BREAK)
