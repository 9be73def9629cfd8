"""What stands in each element of a label, in its language; nothing here knows where it stands or how large it is."""

from __future__ import annotations

from collections.abc import Mapping

from workshop.adapters.documents.voice import is_french, one, voice
from workshop.adapters.documents.wording import CATEGORIES, said
from workshop.domain.accessories import AccessoryKind
from workshop.domain.battery import BatteryWord
from workshop.domain.codes import is_code
from workshop.domain.diagnosis import Category
from workshop.domain.inspection import Function, Works
from workshop.domain.labels import Evidence, LabelContent, LabelKind
from workshop.domain.typography import grouped


def _(message: str) -> str:
    """Mark a sentence for the translators; it is translated when it is said."""
    return message


ACCESSORIES: Mapping[str, str] = {
    AccessoryKind.CHARGER: _("Chargeur"),
    AccessoryKind.DOCK: _("Station d’accueil"),
    AccessoryKind.KEYBOARD: _("Clavier"),
    AccessoryKind.MOUSE: _("Souris"),
    AccessoryKind.CABLE: _("Câble"),
    AccessoryKind.BAG: _("Sacoche"),
    AccessoryKind.OTHER: _("Accessoire"),
}
BATTERIES: Mapping[str, str] = {
    BatteryWord.GOOD: _("Batterie bonne"),
    BatteryWord.FAIR: _("Batterie moyenne"),
    BatteryWord.WEAK: _("Batterie faible"),
}
TESTS: Mapping[str, str] = {
    Function.STARTS: _("démarrage"),
    Function.SCREEN: _("écran"),
    Function.KEYBOARD: _("clavier"),
    Function.TOUCHPAD: _("pavé tactile"),
    Function.WEBCAM: _("caméra"),
    Function.MICROPHONE: _("micro"),
    Function.SPEAKERS: _("son"),
    Function.PORTS: _("prises"),
    Function.WIFI: _("Wi-Fi"),
    Function.CHARGES: _("batterie"),
}
RESULTS: Mapping[str, str] = {
    Works.YES: _("fonctionne"),
    Works.NO: _("ne fonctionne pas"),
    Works.UNSURE: _("incertain"),
}


def title_of(label: LabelContent, language: str) -> str:
    """Return what a label is called."""
    if label.kind is LabelKind.ACCESSORY:
        return said(ACCESSORIES, label.title, language)
    return label.title


def notes_of(label: LabelContent, language: str) -> tuple[str, ...]:
    """Return what stands beside: that it is an example, and which copy; where there is room for one, the first."""
    _ = voice(language)
    example = (_("EXEMPLE"),) if label.example else ()
    return (*example, *((_("copie {number}", number=label.copy),) if label.copy > 1 else ()))


def lines_of(label: LabelContent, language: str) -> tuple[str, ...]:
    """Return the facts of a label as they are read."""
    match label.kind:
        case LabelKind.BOX:
            return _of_a_box(label, language)
        case LabelKind.EXIT:
            return (*label.lines, *_of_a_machine(label, language))
        case LabelKind.ACCESSORY:
            return tuple(_of_an_accessory(line, language) for line in label.lines)
        case LabelKind.EVIDENCE:
            return evidence_lines(label.evidence or Evidence(), language)
        case _:
            return label.lines


def _of_a_box(label: LabelContent, language: str) -> tuple[str, ...]:
    """Say « Carton 2 sur 5 », and how many the box holds."""
    _ = voice(language)
    told = []
    for line in label.lines:
        rank, slash, boxes = line.partition("/")
        if slash and rank.isdecimal() and boxes.isdecimal():
            told.append(_("Carton {rank} sur {boxes}", rank=rank, boxes=boxes))
        elif line.isdecimal():
            count = int(line[:9])
            told.append(
                _("{count} ordinateur", count=count) if one(count, language) else _("{count} ordinateurs", count=count)
            )
        else:
            told.append(line)
    return tuple(told)


def _of_a_machine(label: LabelContent, language: str) -> tuple[str, ...]:
    _ = voice(language)
    battery = BATTERIES.get(label.battery, "") if label.battery else ""
    year, _dash, month = label.wiped.partition("-")
    when = f"{month}/{year}"
    wiped = _("Effacé avec réserves {month}", month=when) if label.reserved else _("Effacé {month}", month=when)
    return (_(battery) if battery else "", wiped if month else "")


def _of_an_accessory(line: str, language: str) -> str:
    _ = voice(language)
    return _("Avec {code}", code=grouped(line)) if is_code(line) else line


def evidence_lines(evidence: Evidence, language: str) -> tuple[str, ...]:
    """Say the six fields of annex VI, in its order; what nobody knows is said to be unknown."""
    _ = voice(language)
    unknown, kind = _("inconnu"), evidence.category
    known = kind in CATEGORIES and kind != Category.UNKNOWN
    result = _(RESULTS[evidence.result]) if evidence.result in RESULTS else ""
    tests = _("Essais du {date} : {result}", date=_day(evidence.tested_on, language), result=result)
    return (
        _(
            "Objet : {item} ({category})",
            item=evidence.item or unknown,
            category=said(CATEGORIES, kind, language) if known else _("catégorie inconnue"),
        ),
        _("Type : {number}", number=evidence.type_number or unknown),
        _("Année : {year}", year=evidence.year or _("inconnue")),
        _(
            "Responsable : {company}, {address}",
            company=evidence.company or unknown,
            address=evidence.address or _("adresse inconnue"),
        ),
        tests if result and evidence.tested_on else _("Essais : {result}, date inconnue", result=result or unknown),
        _("Testés : {tests}", tests=", ".join(_(TESTS.get(test, test)) for test in evidence.kinds) or unknown),
    )


def _day(written: str, language: str) -> str:
    """Write 2026-11-24 as it is read: 24/11/2026 in French."""
    return "/".join(reversed(written.split("-"))) if is_french(language) else written
