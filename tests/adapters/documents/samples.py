"""What the tests of papers print: one lot with every outcome, one delivery, one label of each kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from workshop.adapters.documents.documents import PdfDocuments
from workshop.adapters.documents.seal import Seal, throw_away_seal
from workshop.domain import certificates as said
from workshop.domain import deliveries
from workshop.domain.certificates import Certificate, DriveStatement, Outcome
from workshop.domain.codes import make
from workshop.domain.deliveries import BoxLine, DriveLine, Manifest, ManifestLine, RefusedLine
from workshop.domain.diagnosis import DriveMedium, Smart
from workshop.domain.drives import Refusal
from workshop.domain.labels import LabelContent, LabelKind
from workshop.domain.methods import Level, Technique
from workshop.domain.proofs import Doubt, Reservation
from workshop.domain.wiping import Claim, Coverage, HiddenArea, MediumIdentity, ReadBack, WipeLog, WipeStep

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
SIZE = 67_108_864
HOSTILE = "^XA~JA^FD 😀 中文 \u202egnp.exe\u202c \x00\x1b[31m " + "Wi" * 150


def machine(serial: int) -> str:
    return make(26, 1, serial).text


def drive_code(serial: int) -> str:
    return make(7, 1, serial).text


GOOD = Smart(passed=True, power_on_hours=4100, reallocated_sectors=0)


def log(medium: DriveMedium = DriveMedium.HDD, *, differing: int = 0, smart: Smart | None = GOOD) -> WipeLog:
    who = MediumIdentity("/dev/loop7", "Samsung SSD 860 EVO 250GB", "S3Z9NB0K123456A", None, SIZE, medium)
    step = WipeStep(
        ("nwipe", "--autonuke", "--nowait", "--nogui", "--noblank", "--method=zero", "--verify=off", "/dev/loop7"),
        "nwipe",
        "0.34",
        NOON,
        NOON + timedelta(seconds=41),
        0,
        Claim.ERASED,
        "[notice] done",
    )
    reading = ReadBack(
        coverage=Coverage.FULL,
        direct=True,
        expected_byte=0,
        bytes_read=SIZE,
        differing_bytes=differing,
        unreadable_bytes=0,
        started_at=NOON + timedelta(seconds=42),
        ended_at=NOON + timedelta(seconds=55),
    )
    return WipeLog(
        id="3f0c9d2e",
        drive=drive_code(112),
        method="overwrite-zeros",
        technique=Technique.OVERWRITE,
        exercise=True,
        before=who,
        after=who,
        started_at=NOON,
        ended_at=NOON + timedelta(seconds=55),
        steps=(step,),
        read_back=reading,
        hidden_area=HiddenArea.NONE,
        level=Level.CLEAR,
        smart_before=smart,
    )


def statement(rank: int, outcome: Outcome = Outcome.WIPED, **changes: Any) -> DriveStatement:
    had_log = outcome in (Outcome.WIPED, Outcome.WIPED_WITH_RESERVATIONS, Outcome.NOT_WIPED)
    values: dict[str, Any] = {
        "drive": drive_code(rank),
        "machine": machine(rank),
        "machine_name": "Dell Latitude 5400",
        "machine_serial": f"7XK3{rank:04d}",
        "model": "Samsung SSD 860 EVO 250GB",
        "serial": f"S3Z9NB0K{rank:07d}",
        "size_bytes": 256_060_514_304,
        "medium": DriveMedium.SSD.value,
        "outcome": outcome,
        "validated": outcome is Outcome.WIPED,
        "reasons": (),
        "level": Level.CLEAR.value,
        "reservations": (),
        "tool": "nwipe 0.34",
        "log": log() if had_log and "log" not in changes else None,
    }
    return DriveStatement(**(values | changes))


def every_outcome() -> tuple[DriveStatement, ...]:
    flash = (Reservation.FLASH_OVERWRITE.value, Reservation.HEALTH_UNKNOWN.value)
    failed = (Doubt.DATA_LEFT.value, Doubt.TOOL_FAILED.value)
    return (
        statement(1),
        statement(
            2,
            machine=machine(1),
            medium=DriveMedium.HDD.value,
            model="WDC WD5000LPLX-75ZNTT0",
            size_bytes=500_107_862_016,
        ),
        statement(
            3,
            Outcome.WIPED_WITH_RESERVATIONS,
            reasons=flash,
            reservations=flash,
            log=log(DriveMedium.SSD, smart=None),
            validated=True,
        ),
        statement(4, Outcome.NOT_WIPED, machine=machine(3), reasons=failed, level="", log=log(differing=4096)),
        statement(5, Outcome.DESTROYED, level="", tool=""),
        statement(6, Outcome.ABSENT, machine=machine(5), level="", tool="", model="", serial="", size_bytes=0),
        statement(7, Outcome.DECLARED, level="", tool="Blancco 7.12"),
        statement(8, Outcome.OPEN, machine=machine(7), level="", tool=""),
    )


def certificate(drives: tuple[DriveStatement, ...] | None = None, **changes: Any) -> Certificate:
    base = Certificate(
        schema=said.SCHEMA,
        number="EXEMPLE-CE-2026-01-000001",
        example=True,
        workshop="Atelier d’Exemple",
        site=1,
        donor="Mairie d’Exemple",
        lot=make(2, 1, 7).text,
        issued_at=NOON + timedelta(hours=2, minutes=7),
        performer="Sacha (EXEMPLE)",
        validator="Camille (EXEMPLE)",
        machines_received=6,
        machines_without_drive=(machine(90), machine(91)),
        drives=every_outcome() if drives is None else drives,
    )
    return replace(base, **changes)


def manifest_line(rank: int, box: int, letter: str = "B", **changes: Any) -> ManifestLine:
    base = ManifestLine(
        code=machine(rank),
        serial=f"7XK3{rank:04d}",
        maker="Dell",
        model="Latitude 5400",
        category="laptop",
        processor="Intel Core i5-8265U",
        memory_mib=16384,
        storage="SSD 256 Go",
        battery_percent=81,
        letter=letter,
        charger=True,
        box=box,
        drives=(DriveLine(drive_code(rank), "SSD 256 Go", Outcome.WIPED.value, "EXEMPLE-CE-2026-01-000001"),),
    )
    return replace(base, **changes)


def manifest(lines: tuple[ManifestLine, ...] | None = None, **changes: Any) -> Manifest:
    two = (
        DriveLine(drive_code(40), "SSD NVMe 512 Go", Outcome.WIPED.value, "EXEMPLE-CE-2026-01-000002"),
        DriveLine(drive_code(41), "disque dur 1 To", Outcome.DESTROYED.value, ""),
    )
    base = Manifest(
        schema=deliveries.SCHEMA,
        number="EXEMPLE-BL-2026-01-000001",
        example=True,
        workshop="Atelier d’Exemple",
        site=1,
        order=make(6, 1, 3).text,
        reference="BC-2026-114",
        buyer="Métropole de Lyon",
        contract="etabli-2026 1",
        contract_notice="Grille par défaut d’Établi : ce n’est pas celle du marché de la Métropole.",
        recipient="École Jean-Moulin",
        address="12, rue de l’Exemple, 69100 Villeurbanne",
        ordered=6,
        issued_at=NOON + timedelta(hours=3),
        issued_by="Sacha (EXEMPLE)",
        boxes=(BoxLine(make(3, 1, 1).text, 1, 2), BoxLine(make(3, 1, 2).text, 2, 2)),
        lines=(
            manifest_line(31, 1, "A"),
            manifest_line(32, 1),
            manifest_line(33, 2, drives=two, battery_percent=-1, charger=None),
            manifest_line(34, 2, "C", category="desktop", maker="HP", model="ProDesk 400 G5", drives=(), charger=False),
        )
        if lines is None
        else lines,
        refused=(
            RefusedLine(machine(35), "Lenovo ThinkPad T480", (Refusal.DRIVE_FAILED.value,)),
            RefusedLine(machine(36), "Apple MacBook Air", (Refusal.LOCKED.value, Refusal.NOT_GRADED.value)),
        ),
    )
    return replace(base, **changes)


def label(kind: LabelKind, **changes: Any) -> LabelContent:
    base = {
        LabelKind.INTAKE: LabelContent(kind, machine(4122), "Atelier d’Exemple"),
        LabelKind.EXIT: LabelContent(
            kind,
            machine(4122),
            "Atelier d’Exemple",
            "Dell Latitude 5400",
            ("Intel Core i5-8265U · 16 Go", "SSD 256 Go", "Batterie bonne", "Effacé 11/2026"),
            "B",
        ),
        LabelKind.DRIVE: LabelContent(
            kind, drive_code(112), "Atelier d’Exemple", "Samsung SSD 860 EVO", ("S3Z9NB0K123456A", "SSD 256 Go")
        ),
        LabelKind.BOX: LabelContent(
            kind, make(3, 1, 1).text, "Atelier d’Exemple", "Carton 2 sur 5", ("École Jean-Moulin", "20 ordinateurs")
        ),
        LabelKind.LOT: LabelContent(kind, make(2, 1, 7).text, "Atelier d’Exemple", "Mairie d’Exemple"),
        LabelKind.ORDER: LabelContent(
            kind, make(6, 1, 3).text, "Atelier d’Exemple", "Métropole de Lyon", ("BC-2026-114",)
        ),
    }[kind]
    return replace(base, example=True, **changes)


def documents(seal: Seal | None = None) -> PdfDocuments:
    kept = seal or throw_away_seal(now=NOON)
    return PdfDocuments(lambda: kept)
