"""What is known of a machine, in words for people: sizes rounded as they are sold, batteries without percentages."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.domain.diagnosis import Battery, Diagnosis
from workshop.texts import _
from workshop.words import shown

GIB = 2**30
INCH_MM = 25.4
GOOD_PERCENT, FAIR_PERCENT, WEAK_PERCENT = 80, 60, 30  # the house's own words until contracts carry them
MARKETING = ("(R)", "(TM)", "CPU", "Processor", "with Radeon Graphics")


@dataclass(frozen=True)
class BatteryWords:
    """A battery in one word and four cells."""

    word: str
    cells: int


def memory(diagnosis: Diagnosis | None) -> str:
    """Say the memory: « 16 Go »."""
    size = diagnosis.memory_bytes if diagnosis else None
    if not size:
        return unknown()
    gib = size / GIB
    rounded = round(gib) if gib < 4 else -(-round(gib) // 2) * 2  # noqa: PLR2004 — firmware and graphics keep a part
    return shown(_("{number} Go").format(number=rounded))


def processor(diagnosis: Diagnosis | None) -> str:
    """Say the processor without its marketing."""
    model = diagnosis.processor.model if diagnosis and diagnosis.processor else ""
    for word in MARKETING:
        model = model.replace(word, "")
    return " ".join(model.partition("@")[0].split()) or unknown()


def display(diagnosis: Diagnosis | None) -> str:
    """Say the screen's size: « 14 pouces »."""
    sizes = [item.diagonal_mm for item in diagnosis.displays if item.diagonal_mm] if diagnosis else []
    if not sizes:
        return unknown()
    inches = sizes[0] / INCH_MM
    number = f"{inches:.1f}".removesuffix(".0").replace(".", _(","))
    return shown(_("{number} pouces").format(number=number))


def battery(diagnosis: Diagnosis | None) -> BatteryWords:
    """Judge the weakest battery in one word."""
    batteries: tuple[Battery, ...] = diagnosis.batteries if diagnosis else ()
    if diagnosis and not batteries:
        return BatteryWords(shown(_("Aucune")), 0)
    known = [item.health_percent for item in batteries if item.health_percent is not None]
    if not known:
        return BatteryWords(unknown(), 0)
    worst = min(known)
    if worst >= GOOD_PERCENT:
        return BatteryWords(shown(_("Bonne")), 4)
    if worst >= FAIR_PERCENT:
        return BatteryWords(shown(_("Moyenne")), 3)
    return BatteryWords(shown(_("Faible")), 2 if worst >= WEAK_PERCENT else 1)


def charger(value: bool | None) -> str:  # noqa: FBT001 — three answers, not a switch
    """Say whether the charger is there."""
    if value is None:
        return unknown()
    return shown(_("Oui") if value else _("Non"))


def unknown() -> str:
    """Say that a fact was not read: never a guess."""
    return shown(_("Inconnu"))


PARTS = {
    "lsblk": lambda: _("les disques"),
    "dmidecode": lambda: _("la carte mère et la mémoire"),
    "lscpu": lambda: _("le processeur"),
    "lspci": lambda: _("la carte graphique"),
    "batteries": lambda: _("la batterie"),
    "identity": lambda: _("le nom et le numéro"),
    "firmware": lambda: _("le démarrage"),
}


def part(name: str) -> str:
    """Name what a reading has just read; a question to one drive is about the drives."""
    words = PARTS.get(name, PARTS["lsblk"])()
    return shown(words)
