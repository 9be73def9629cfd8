"""What the tests of papers print: one lot with every outcome, one delivery, one label of each kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from workshop.adapters.documents.documents import PdfDocuments
from workshop.adapters.documents.seal import Seal, throw_away_seal
from workshop.domain import certificates as said
from workshop.domain import deliveries
from workshop.domain.battery import BatteryWord
from workshop.domain.certificates import Act, BareMachine, Certificate, Deed, DriveStatement, Outcome
from workshop.domain.codes import make
from workshop.domain.deliveries import BoxLine, DriveLine, Manifest, ManifestLine, RefusedLine
from workshop.domain.diagnosis import DriveMedium, Smart
from workshop.domain.drives import Refusal
from workshop.domain.inspection import Function
from workshop.domain.labels import Evidence, LabelContent, LabelKind
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


def nwipe_step(begun: datetime) -> WipeStep:
    command = ("nwipe", "--autonuke", "--nowait", "--nogui", "--noblank", "--method=zero", "--verify=off", "/dev/loop7")
    ended = begun + timedelta(seconds=41)
    return WipeStep(command, "nwipe", "0.34", begun, ended, 0, Claim.ERASED, "[notice] done")


def log(
    medium: DriveMedium = DriveMedium.HDD, *, differing: int = 0, smart: Smart | None = GOOD, minutes: int = 0
) -> WipeLog:
    begun = NOON + timedelta(minutes=minutes)
    who = MediumIdentity("/dev/loop7", "Samsung SSD 860 EVO 250GB", "S3Z9NB0K123456A", None, SIZE, medium)
    reading = ReadBack(
        coverage=Coverage.FULL,
        direct=True,
        expected_byte=0,
        bytes_read=SIZE,
        differing_bytes=differing,
        unreadable_bytes=0,
        started_at=begun + timedelta(seconds=42),
        ended_at=begun + timedelta(seconds=55),
    )
    return WipeLog(
        id="3f0c9d2e",
        drive=drive_code(112),
        method="overwrite-zeros",
        technique=Technique.OVERWRITE,
        exercise=True,
        before=who,
        after=who,
        started_at=begun,
        ended_at=begun + timedelta(seconds=55),
        steps=(nwipe_step(begun),),
        read_back=reading,
        hidden_area=HiddenArea.NONE,
        level=Level.CLEAR,
        smart_before=smart,
        smart_after=smart,
        elapsed_seconds=55,
        confirmed=machine(112),
        native_bytes=SIZE,
    )


def deed(act: Act, **changes: Any) -> Deed:
    manager = act is not Act.STARTED
    person, role = ("Camille (EXEMPLE)", "manager") if manager else ("Sacha (EXEMPLE)", "technician")
    return replace(Deed(act, person, role, "banc 1", NOON + timedelta(minutes=2 if manager else 0)), **changes)


_SECOND_DEED = {
    Outcome.WIPED: Act.VALIDATED,
    Outcome.WIPED_WITH_RESERVATIONS: Act.VALIDATED,
    Outcome.DESTROYED: Act.DESTROYED,
    Outcome.ABSENT: Act.ABSENT,
    Outcome.DECLARED: Act.DECLARED,
    Outcome.LOST: Act.LOST,
}


def deeds(outcome: Outcome) -> tuple[Deed, ...]:
    """Tell who did what to a drive with such an outcome."""
    wiped_here = outcome in (Outcome.WIPED, Outcome.WIPED_WITH_RESERVATIONS, Outcome.NOT_WIPED)
    first = (deed(Act.STARTED),) if wiped_here else ()
    second = _SECOND_DEED.get(outcome)
    paper = "9f" * 32 if second in (Act.DESTROYED, Act.DECLARED) else ""
    note = "broyé devant moi" if second is Act.DESTROYED else ""
    return (*first, *((deed(second, file=paper, note=note),) if second else ()))


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
        "maker": "Samsung",
        "firmware": "RVT04B6Q",
        "interface": "sata",
        "wwn": f"5002538e{rank:08x}",
        "log_sha256": "ab" * 32 if had_log else "",
        "deeds": deeds(outcome),
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


def bare(rank: int, **changes: Any) -> BareMachine:
    return replace(BareMachine(machine(rank), "HP ProDesk 400 G5", f"CZC{rank:07d}"), **changes)


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
        machines_received=6,
        bare_machines=(bare(900_090, looked=deed(Act.LOOKED)), bare(900_091, category="monitor", name="Dell P2419H")),
        drives=every_outcome() if drives is None else drives,
        about=make(2, 1, 7).text,
        secret="5e" * 32,
        journal_seq=1234,
        journal_hash="c0ffee" * 10 + "cafe",
    )
    return replace(base, **changes)


ENDS = (
    (Outcome.WIPED_WITH_RESERVATIONS, (Reservation.FLASH_OVERWRITE.value, Reservation.HEALTH_UNKNOWN.value)),
    (Outcome.NOT_WIPED, (Doubt.DATA_LEFT.value, Doubt.TOOL_FAILED.value)),
    (Outcome.DESTROYED, ()),
    (Outcome.ABSENT, ()),
    (Outcome.DECLARED, ()),
    (Outcome.LOST, ()),
)


def own_log(rank: int, medium: DriveMedium = DriveMedium.HDD, **changes: Any) -> WipeLog:
    """Build a log that is like no other: its times, its id and the serial of its drive are its own."""
    base = log(medium, minutes=rank, **changes)
    who = replace(base.before, serial=f"S3Z9NB0K{rank:07d}", size_bytes=SIZE)
    return replace(base, id=f"{rank:032x}", before=who, after=who, confirmed=machine(rank))


def mixed(rank: int, every: int = 4, **changes: Any) -> DriveStatement:
    """Build the drive of a rank in a mixed lot: one in so many ends otherwise than plainly wiped, each way in turn."""
    if rank % every:
        return statement(rank, log=own_log(rank), **changes)
    outcome, reasons = ENDS[rank // every % len(ENDS)]
    reserved = outcome is Outcome.WIPED_WITH_RESERVATIONS
    logs = {
        Outcome.WIPED_WITH_RESERVATIONS: own_log(rank, DriveMedium.SSD, smart=None),
        Outcome.NOT_WIPED: own_log(rank, differing=4096),
    }
    values: dict[str, Any] = {"reasons": reasons, "reservations": reasons if reserved else (), "validated": reserved}
    values |= {"log": logs[outcome]} if outcome in logs else {"level": ""}
    return statement(rank, outcome, **(values | changes))


def lot_of(count: int, first: int = 1, **changes: Any) -> Certificate:
    """Build the certificate of a lot with so many drives, one a machine, in every outcome that an issued one has."""
    drives = tuple(mixed(rank) for rank in range(first, first + count))
    return certificate(drives, machines_received=count + 2, **changes)


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
            ("i5-8265U", "16 Go", "SSD 256 Go"),
            "B",
            battery=BatteryWord.GOOD,
            wiped="2026-11",
        ),
        LabelKind.DRIVE: LabelContent(
            kind, drive_code(112), "Atelier d’Exemple", "Samsung SSD 860 EVO", ("S3Z9NB0K123456A", "SSD 256 Go")
        ),
        LabelKind.ACCESSORY: LabelContent(
            kind, make(8, 1, 12).text, "Atelier d’Exemple", "charger", ("Dell 65 W USB-C", machine(4122))
        ),
        LabelKind.BOX: LabelContent(kind, make(3, 1, 1).text, "Atelier d’Exemple", "École Jean-Moulin", ("2/5", "20")),
        LabelKind.LOT: LabelContent(kind, make(2, 1, 7).text, "Atelier d’Exemple", "Mairie d’Exemple"),
        LabelKind.ORDER: LabelContent(
            kind, make(6, 1, 3).text, "Atelier d’Exemple", "Métropole de Lyon", ("BC-2026-114",)
        ),
        LabelKind.PLACE: LabelContent(kind, make(1, 1, 4).text, "Atelier d’Exemple", "B-04"),
        LabelKind.BADGE: LabelContent(kind, make(4, 1, 2).text, "Atelier d’Exemple", "Camille Validatrice"),
        LabelKind.EVIDENCE: LabelContent(kind, machine(4122), "Atelier d’Exemple", evidence=EVIDENCE),
    }[kind]
    return replace(base, example=True, **changes)


EVIDENCE = Evidence(
    "Dell Latitude 5400",
    "laptop",
    "0896",
    "",
    "Atelier d’Exemple",
    "12, rue de l’Exemple, 69100 Villeurbanne",
    "yes",
    "2026-11-24",
    tuple(Function),
)


def documents(seal: Seal | None = None) -> PdfDocuments:
    kept = seal or throw_away_seal(now=NOON)
    return PdfDocuments(lambda: kept)
