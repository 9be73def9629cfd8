"""Invented labels, one of each kind, to look at a layout with; their codes are never given to anything."""

from __future__ import annotations

from collections.abc import Mapping

from workshop.domain.accessories import AccessoryKind
from workshop.domain.battery import BatteryWord
from workshop.domain.codes import SERIAL_LIMIT, SITE_LIMIT, Kind, make
from workshop.domain.diagnosis import Category
from workshop.domain.inspection import Function, Works
from workshop.domain.labels import Evidence, LabelContent, LabelKind

_KINDS: Mapping[LabelKind, int] = {
    LabelKind.INTAKE: 26,
    LabelKind.EXIT: 26,
    LabelKind.EVIDENCE: 26,
    LabelKind.DRIVE: Kind.DRIVE,
    LabelKind.ACCESSORY: Kind.ACCESSORY,
    LabelKind.BOX: Kind.BOX,
    LabelKind.LOT: Kind.LOT,
    LabelKind.ORDER: Kind.ORDER,
    LabelKind.PLACE: Kind.PLACE,
    LabelKind.BADGE: Kind.BADGE,
}


def sample_label(kind: LabelKind, workshop: str) -> LabelContent:
    """Return a label as full as they get; its code is the last of its kind at the last site."""
    code = make(int(_KINDS[kind]), SITE_LIMIT - 1, SERIAL_LIMIT - 1).text
    match kind:
        case LabelKind.EXIT:
            return LabelContent(
                kind,
                code,
                workshop,
                "Lenovo ThinkPad T480s",
                ("i5-8365U", "16 Go", "SSD 256 Go"),
                "B",
                2,
                example=True,
                battery=BatteryWord.FAIR,
                wiped="2026-11",
            )
        case LabelKind.EVIDENCE:
            evidence = Evidence(
                "Lenovo ThinkPad T480s",
                Category.LAPTOP,
                "20L8S3BG00",
                "",
                workshop,
                "12, rue de l’Exemple, 69100 Villeurbanne",
                Works.YES,
                "2026-11-24",
                tuple(Function),
            )
            return LabelContent(kind, code, workshop, copy=2, example=True, evidence=evidence)
        case _:
            title, *lines = _TEXTS.get(kind, ("",))
            return LabelContent(kind, code, workshop, title, tuple(lines), copy=2, example=True)


_TEXTS: Mapping[LabelKind, tuple[str, ...]] = {
    LabelKind.DRIVE: ("Samsung SSD 860 EVO 500GB", "SSD 500 Go", "S3Z9NB0K123456A"),
    LabelKind.ACCESSORY: (AccessoryKind.CHARGER, "Lenovo 65 W USB-C", make(26, SITE_LIMIT - 1, 4122).text),
    LabelKind.BOX: ("École Jean-Moulin, Villeurbanne", "12/15", "120"),
    LabelKind.LOT: ("Mairie de Villeurbanne", "BL-2026-0412"),
    LabelKind.ORDER: ("Métropole de Lyon", "BC-2026-114"),
    LabelKind.PLACE: ("B-04",),
    LabelKind.BADGE: ("Camille Exemple",),
}
