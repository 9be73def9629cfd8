"""What is known of a machine, in words for people: sizes rounded as they are sold, batteries without percentages."""

from __future__ import annotations

from dataclasses import dataclass

from ui.signals import Shape
from ui.words import clock, day
from workshop.domain.diagnosis import Battery, Category, Diagnosis, Health, Source
from workshop.domain.diagnosis import drive_health as judged
from workshop.domain.eligibility import Eligibility, Eligible
from workshop.domain.imei import looks_like_imei
from workshop.domain.lots import DriveCard, MachineCard
from workshop.fact_words import origin_words
from workshop.services.diagnosis import reading_of_drive
from workshop.services.views import BenchView
from workshop.texts import _
from workshop.words import health, shown

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


def windows_11(eligibility: Eligibility | None) -> str:
    """Say whether it may get Windows 11: yes, no, or nobody knows."""
    words = {Eligible.YES: _("Oui"), Eligible.NO: _("Non"), Eligible.UNKNOWN: _("On ne sait pas")}
    return shown(words[eligibility.verdict if eligibility else Eligible.UNKNOWN])


def number(card: MachineCard) -> str:
    """Say the maker's own number: a serial, or the IMEI of what makes calls."""
    if not card.serial:
        return ""
    if card.category in HANDHELD and looks_like_imei(card.serial):
        return shown(_("IMEI {number}").format(number=card.serial))
    return shown(_("série {serial}").format(serial=card.serial))


def origin(diagnosis: Diagnosis | None) -> str:
    """Say who made the reading, and when; the hour only of our own clock."""
    if diagnosis is None:
        return ""
    when = day(diagnosis.read_at)
    if diagnosis.origin.source is Source.HERE:
        when = f"{when}, {clock(diagnosis.read_at)}"
    return origin_words(diagnosis, when)


HANDHELD = frozenset({Category.SMARTPHONE, Category.TABLET})
UNREADABLE = frozenset({Category.SMARTPHONE, Category.TELEVISION, Category.MONITOR, Category.DOCK})
HEALTH_SHAPES = {
    Health.GOOD: Shape.ACCEPTED,
    Health.WORN: Shape.WARNING,
    Health.FAILING: Shape.REFUSED,
    Health.UNKNOWN: Shape.TODO,
}


def drive_health(card: DriveCard, view: BenchView) -> tuple[Shape, str]:
    """Say how a drive is by the reading of its machine; what was not read is no verdict."""
    found = reading_of_drive(card, view.diagnosis)
    verdict = judged(found.smart if found else None)[0]
    words = _("État inconnu") if verdict is Health.UNKNOWN else health(verdict)
    return HEALTH_SHAPES[verdict], shown(words)


def no_drives(view: BenchView) -> tuple[Shape, str]:
    """Say why no drive is listed: nobody looked, there is none, or the list could not be read."""
    if view.machine.without_medium:
        return Shape.ACCEPTED, shown(_("Rien à effacer dedans."))
    if view.machine.category in UNREADABLE:
        return Shape.WARNING, shown(_("Il peut contenir des données : demandez au responsable."))
    if view.diagnosis is None:
        return Shape.TODO, shown(_("Disques : pas encore lus."))
    if not view.diagnosis.drives_were_listed:
        return Shape.WARNING, shown(_("On ne sait pas quels disques il contient."))
    return Shape.WARNING, shown(_("Aucun disque trouvé."))


PARTS = {
    "lsblk": lambda: _("les disques"),
    "dmidecode": lambda: _("la carte mère et la mémoire"),
    "lscpu": lambda: _("le processeur"),
    "lspci": lambda: _("la carte graphique"),
    "batteries": lambda: _("la batterie"),
    "identity": lambda: _("le nom et le numéro"),
    "firmware": lambda: _("le démarrage"),
    "network": lambda: _("le réseau"),
    "cameras": lambda: _("la caméra"),
    "devices": lambda: _("la caméra, le son et le tactile"),
    "displays": lambda: _("l'écran"),
    "psutil": lambda: _("ce que sait le système"),
}
RIGHTS = "rights"  # the system asks whether we may; nothing goes on before it is answered


def part(name: str) -> str:
    """Name what a reading has just read; a question to one drive is about the drives."""
    words = PARTS.get(name, PARTS["lsblk"])()
    return shown(words)


def progress(name: str) -> str:
    """Say how far a reading is."""
    if name == RIGHTS:
        return shown(_("Le système demande un mot de passe pour lire les disques."))
    return shown(_("Lu : {part}.").format(part=part(name)))
