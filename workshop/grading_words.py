"""Grades in words: facts and measures, why this letter, what it takes for a better one, where a machine goes."""

from __future__ import annotations

from workshop.cosmetic_words import looks, mark
from workshop.destination_words import because as because  # noqa: PLC0414 — a reader of grades finds them here
from workshop.destination_words import destination as destination  # noqa: PLC0414
from workshop.domain.contracts import FACTS, Axis, Confidence, How, Part, Value
from workshop.domain.cosmetics import Looks
from workshop.domain.diagnosis import LockKind
from workshop.domain.eligibility import Criterion as WindowsCriterion
from workshop.domain.grading import Evidence, EvidenceKind, Finding, Grade
from workshop.domain.inspection import Function
from workshop.domain.measures import SEEN_LOCK
from workshop.domain.upgrades import Obstacle, Plan, Step, WhyNot
from workshop.eligibility_words import named as windows_criterion
from workshop.inspection_words import function
from workshop.texts import SOURCE_LANGUAGE, _, several, spoken
from workshop.words import shown

GIB_IN_MIB = 1024


def axis(what: Axis) -> str:
    """Name an axis."""
    words = {
        Axis.FUNCTIONAL: _("Ce qui marche"),
        Axis.COSMETIC: _("L'aspect"),
        Axis.PERFORMANCE: _("La puissance"),
        Axis.BATTERY: _("La batterie"),
        Axis.DATA: _("Les données"),
        Axis.ELIGIBILITY: _("Le droit de partir"),
    }
    return words[what]


def confidence(how_sure: Confidence) -> str:
    """Say how sure a source is; empty where nobody said."""
    words = {
        Confidence.VERIFIED: _("lu dans le texte"),
        Confidence.SECOND_HAND: _("lu chez un tiers"),
        Confidence.MEMORY: _("de mémoire, à vérifier"),
        Confidence.JUDGEMENT: _("choix de l'atelier"),
        Confidence.UNSAID: "",
    }
    return words[how_sure]


def fact(name: str) -> str:
    """Name a fact; a name that this version does not know is given back."""
    words = {
        "memory_mib": _("Mémoire"),
        "ram_gb": _("Mémoire installée"),
        "memory_slots_free": _("Places de mémoire libres"),
        "memory_soldered": _("Mémoire soudée"),
        "storage_gb": _("Disque"),
        "hdd_gb": _("Disque à plateaux"),
        "ssd_gb": _("Disque SSD"),
        "nvme_gb": _("Disque NVMe"),
        "flash_storage": _("Disque sans pièce mobile"),
        "failing_drives": _("Disques en panne"),
        "drives_open": _("Disques à régler"),
        "processor_cores": _("Cœurs du processeur"),
        "cpu_class": _("Classe du processeur"),
        "cpu_score": _("Points du processeur"),
        "processor_year": _("Année du processeur"),
        "screen_lines": _("Lignes de l'écran"),
        "battery_percent": _("Batterie"),
        "locks": _("Verrous"),
        "functions_failed": _("Fonctions en panne"),
        "functions_untested": _("Fonctions pas essayées"),
        "looks": _("Traces"),
        "cosmetic": _("Aspect"),
        **_eligible(),
    }
    works = name.removeprefix("works_")
    return function(Function(works)) if works in list(Function) and works != name else words.get(name, name)


def _eligible() -> dict[str, str]:
    return {
        "windows_11": _("Windows 11 possible"),
        "windows_11_mendable": _("Réglable pour Windows 11"),
        "windows_10": _("Windows 10 installé"),
        "system_fits": _("Système accepté sur ce matériel"),
        "tpm_2": _("Puce de sécurité (TPM 2.0)"),
        "azerty": _("Clavier AZERTY"),
        "charger": _("Chargeur"),
    }


def amount(name: str, value: Value) -> str:
    """Say how much of a fact there is, with its unit."""
    if value is None:
        return _("pas mesuré")
    if isinstance(value, str):
        return value
    known = FACTS.get(name)
    if known and (known.least, known.most) == (0, 1):
        return _("oui") if value else _("non")
    if name == "memory_mib":
        return _("{size} Gio").format(size=_tenths(value, GIB_IN_MIB))
    if name == "cosmetic" and value in list(Looks):
        return looks(Looks(value))
    units = {"GB": _("{size} Go"), "GiB": _("{size} Gio"), "%": _("{size} %"), "px": "{size}"}
    return units.get(known.unit if known else "", "{size}").format(size=int(value))


def finding(said: Finding) -> str:
    """Say one finding: what was measured, what counts in it, and what the next better letter needs."""
    measure = amount(said.fact, said.measured)
    named = ", ".join(counted(said.fact, name) for name in said.named)
    if named and said.measured:
        measure = f"{measure} ({named})"
    line = _("{fact} : {measured}.").format(fact=fact(said.fact or said.criterion), measured=measure)
    demand = needed(said)
    return shown(f"{line} {demand}" if demand else line)


def needed(said: Finding) -> str:
    """Say what a better letter needs, or what it takes to leave; empty at the best letter."""
    if said.limit is None or said.limit_letter == said.letter:
        return ""
    limit = amount(said.fact, said.limit)
    if FACTS.get(said.fact) and (FACTS[said.fact].least, FACTS[said.fact].most) == (0, 1):
        words = _("Pour {letter}, il faut : {limit}.") if said.letter else _("Pour partir, il faut : {limit}.")
    elif said.rising:
        words = _("Pour {letter}, il faut {limit}.") if said.letter else _("Pour partir, il faut {limit}.")
    else:
        words = _("Pour {letter} : {limit} au plus.") if said.letter else _("Pour partir : {limit} au plus.")
    return words.format(letter=said.limit_letter, limit=limit)


def counted(name: str, what: str) -> str:
    """Name one of the things that a fact counts."""
    if name in ("functions_failed", "functions_untested") and what in list(Function):
        return function(Function(what))
    if name == "cosmetic":
        return mark(what)
    if name == "locks":
        return lock(what)
    if name == "windows_11" and what in list(WindowsCriterion):
        return windows_criterion(WindowsCriterion(what))
    return what.rpartition(":")[2]


def lock(name: str) -> str:
    """Name a lock in two words; a name that this version does not know is given back."""
    words = {
        LockKind.BIOS_PASSWORD.value: _("mot de passe au démarrage"),
        LockKind.DRIVE_PASSWORD.value: _("mot de passe du disque"),
        LockKind.COMPUTRACE.value: _("suivi antivol"),
        LockKind.ACTIVATION.value: _("compte de l'ancien propriétaire"),
        LockKind.AUTOPILOT.value: _("inscrit par une organisation"),
        LockKind.MDM.value: _("géré par une organisation"),
        SEEN_LOCK: _("vu par une personne"),
    }
    return words.get(name, name)


def evidence(what: Evidence, who: str = "", day: str = "") -> str:
    """Say where a measure comes from; `who` is the person's name, `day` when, both as the reader writes them."""
    words = {
        EvidenceKind.READING: _("lu par {by}"),
        EvidenceKind.PERSON: _("vu par {by}"),
        EvidenceKind.JOURNAL: _("d'après le journal"),
        EvidenceKind.CATALOGUE: _("d'après le fichier {by}"),
        EvidenceKind.IMPORTED: _("importé de {by}"),
        EvidenceKind.GIVEN: _("décrit à la main"),
        EvidenceKind.UNKNOWN: "",
    }
    said = words[what.kind].format(by=who or what.by)
    return f"{said}, {day}" if said and day else said


def verdict(grade: Grade) -> str:
    """Say the letter and whether the machine may leave, in one line."""
    if not grade.eligible:
        return _("Note {letter} : il ne peut pas partir.").format(letter=grade.letter)
    if not grade.deliverable:
        return _("Note {letter} : ses disques restent à régler.").format(letter=grade.letter)
    return _("Note {letter} : il peut partir.").format(letter=grade.letter)


def signature(grade: Grade) -> str:
    """Say who signed the contract off."""
    if grade.signed_by:
        return _("Contrat {name}, signé par {who}.").format(name=grade.contract, who=grade.signed_by)
    return _("Contrat {name}, non signé.").format(name=grade.contract)


def plan(way: Plan) -> str:
    """Say in one line what a letter takes."""
    if not way.possible:
        return shown(_("{letter} : impossible.").format(letter=way.letter))
    if not way.steps:
        return shown(_("{letter} : rien à faire.").format(letter=way.letter))
    time = several("{number} minute", "{number} minutes", way.minutes).format(number=way.minutes)
    return shown(_("{letter} : {time} de travail.").format(letter=way.letter, time=time))


def step(what: Step) -> str:
    """Say one thing to do."""
    about = counted(what.fact, what.name) if what.name else fact(what.fact)
    if what.how is How.MEASURE:
        done = _("Mesurer : {fact}").format(fact=about)
    elif what.part is Part.NONE:
        done = _("Régler : {fact}").format(fact=about)
    else:
        words = _("Ajouter : {part}") if what.how is How.ADD else _("Mettre : {part}")
        done = words.format(part=part(what.part))
    if what.amount is not None and what.part in (Part.MEMORY, Part.DRIVE):
        done = f"{done}, {amount(what.fact, what.amount)}"
    if what.minutes is None:
        return shown(done)
    time = several("{number} minute", "{number} minutes", what.minutes).format(number=what.minutes)
    return shown(f"{done} ({time})")


def part(what: Part) -> str:
    """Name a part."""
    words = {
        Part.MEMORY: _("une barrette de mémoire"),
        Part.DRIVE: _("un disque SSD"),
        Part.BATTERY: _("une batterie"),
        Part.SCREEN: _("un écran"),
        Part.KEYBOARD: _("un clavier"),
        Part.TOUCHPAD: _("un pavé tactile"),
        Part.WEBCAM: _("une caméra"),
        Part.MICROPHONE: _("un micro"),
        Part.SPEAKERS: _("des haut-parleurs"),
        Part.WIFI_CARD: _("une carte Wi-Fi"),
        Part.SOCKET: _("une prise"),
        Part.CHARGER: _("un chargeur"),
        Part.CASING: _("une coque"),
        Part.SYSTEM: _("un autre système"),
        Part.NONE: "",
    }
    return words[what]


def obstacle(what: Obstacle) -> str:
    """Say why a letter cannot be had."""
    words = {
        WhyNot.NO_REMEDY: _("aucune réparation connue"),
        WhyNot.NOT_ON_THIS_ONE: _("pas possible sur celui-ci"),
        WhyNot.NOT_ENOUGH: _("la plus grande pièce ne suffit pas"),
        WhyNot.NEVER: _("le contrat ne le permet jamais"),
    }
    line = _("{fact} : {measured}, {why}.")
    measured = amount(what.fact, what.measured)
    return shown(line.format(fact=fact(what.fact), measured=measured, why=words[what.why]))


def _tenths(value: int, unit: int) -> str:
    whole, rest = divmod(value * 10 // unit, 10)
    comma = "," if spoken() == SOURCE_LANGUAGE else "."
    return f"{whole}{comma}{rest}" if rest else str(whole)
