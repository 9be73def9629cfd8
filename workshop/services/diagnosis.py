"""Diagnosis: a machine is read, the reading is kept as measured, and its drives get records of their own."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace

from workshop.domain import events as happened
from workshop.domain.codes import Kind
from workshop.domain.content import from_content, to_content
from workshop.domain.diagnosis import Diagnosis, DriveReading, Health, LockKind, Reading, drive_health
from workshop.domain.drives import Disposition, Validation
from workshop.domain.errors import RefusedError
from workshop.domain.holds import Aside
from workshop.domain.lots import DriveCard, MachineCard, serial_key
from workshop.domain.people import Actor
from workshop.services.machines import card_of, machine_of, record
from workshop.services.ports import Files, Look, Machine, Progress, Store, Work

FACT = "reading"
HARD_LOCKS = frozenset({LockKind.BIOS_PASSWORD, LockKind.DRIVE_PASSWORD, LockKind.COMPUTRACE, LockKind.ACTIVATION})
OTHER_MACHINE = "other-machine"

WaitingReadings = Callable[[str], Reading | None]  # by serial, in the form in which serials are compared


def reading_of(look: Look, card: MachineCard) -> Diagnosis | None:
    """Return the diagnosis that is attached to a machine."""
    content = look.fact(card.reading) if card.reading else None
    return from_content(Diagnosis, content["diagnosis"]) if content else None


def serials_of(diagnosis: Diagnosis) -> frozenset[str]:
    """Return every serial that the machine gives of itself, in the form in which serials are compared."""
    identity = diagnosis.identity
    found = (identity.system_serial, identity.board_serial, identity.chassis_serial)
    return frozenset(serial_key(serial) for serial in found if serial)


def health_of(look: Look, drive: DriveCard) -> tuple[Health, tuple[str, ...]]:
    """Judge a drive by the reading that is attached to its machine: the verdict and the facts behind it."""
    card = look.get(MachineCard, drive.machine) if drive.machine else None
    found = reading_of_drive(drive, reading_of(look, card) if card else None)
    return drive_health(found.smart if found else None)


def reading_of_drive(drive: DriveCard, diagnosis: Diagnosis | None) -> DriveReading | None:
    """Return what a reading of its machine says of a drive, None where it says nothing."""
    return next((item for item in diagnosis.drives if _same(drive, item)), None) if diagnosis else None


class Diagnosing:
    """Reads a machine and attaches what was found."""

    def __init__(self, store: Store, files: Files, machine: Machine, waiting: WaitingReadings) -> None:
        self._store = store
        self._files = files
        self._machine = machine
        self._waiting = waiting

    def read(self, on_progress: Progress | None = None) -> Reading:
        """Read the machine that this bench was given: itself, or a recorded one."""
        return self._machine.read(on_progress)

    def attach_waiting(self, actor: Actor, code: str) -> MachineCard:
        """Attach the reading that arrived before its machine, if there is one; matched by the scanned serial."""
        with self._store.looking() as look:
            card = card_of(look, code)
        reading = self._waiting(card.serial_key) if card.serial_key and not card.reading else None
        return self.attach(actor, code, reading) if reading else card

    def drive_health(self, drive: DriveCard) -> Health:
        """Return what the reading that is attached to its machine says of a drive."""
        with self._store.looking() as look:
            return health_of(look, drive)[0]

    def attach(self, actor: Actor, code: str, reading: Reading, *, confirmed: bool = False) -> MachineCard:
        """Attach a reading to a machine. Where both have serials and they differ, a person must confirm."""
        raw = self._files.keep(_archive(reading)) if reading.raw else ""
        with self._store.working(actor) as work:
            card = card_of(work, code)
            serials = serials_of(reading.diagnosis)
            if card.serial_key and serials and card.serial_key not in serials and not confirmed:
                raise RefusedError(code, (OTHER_MACHINE,))
            return _attach(work, card, reading.diagnosis, raw)


def _attach(work: Work, card: MachineCard, diagnosis: Diagnosis, raw: str) -> MachineCard:
    digest = work.keep(FACT, card.code, {"diagnosis": to_content(diagnosis), "raw": raw})
    identity = diagnosis.identity
    known = replace(
        card,
        reading=digest,
        maker=identity.maker or card.maker,
        model=identity.trade_name or card.model,
        serial=card.serial or identity.system_serial or "",
    )
    work.put(replace(known, serial_key=serial_key(known.serial)))
    read = happened.MachineDiagnosed(digest, identity.category.value, known.maker, known.model)
    record(work, card.code, read)
    _find_drives(work, card.code, diagnosis)
    _find_locks(work, card.code, diagnosis)
    return card_of(work, card.code)


def _find_drives(work: Work, code: str, diagnosis: Diagnosis) -> None:
    """Register the drives that are new, attach them, and detach those that are no longer there."""
    if not diagnosis.drives_were_listed:
        return
    left = list(work.find(DriveCard, machine=code))
    new: list[DriveReading] = []
    for drive in (drive for drive in diagnosis.drives if not drive.removable):
        known = next((card for card in left if _same(card, drive)), None)
        if known:
            left.remove(known)  # one record for one drive, even where two of them have the same serial
        else:
            new.append(drive)
    lot = card_of(work, code).lot
    for card in left:  # it stays one of its lot's drives: a certificate must not lose it
        work.put(replace(card, machine="", lot=lot))
        record(work, code, happened.DriveDetached(card.code))
    for drive in new:
        _put_in(work, code, _registered(work, code, drive))


def _put_in(work: Work, code: str, card: DriveCard) -> None:
    if card.machine:
        record(work, card.machine, happened.DriveDetached(card.code))
    work.put(replace(card, machine=code))
    record(work, code, happened.DriveAttached(card.code))


def _registered(work: Work, machine: str, drive: DriveReading) -> DriveCard:
    same_serial = work.find(DriveCard, serial=drive.serial) if drive.serial else ()
    known = [card for card in same_serial if card.machine != machine and _same(card, drive)]
    if known:
        return known[0]
    card = DriveCard(
        work.issue(Kind.DRIVE).text,
        "",
        Disposition.OPEN.value,
        Validation.PENDING.value,
        drive.model or "",
        drive.serial or "",
        drive.wwn or "",
        drive.size_bytes or 0,
        drive.medium.value,
    )
    work.put(card)
    work.append(card.code, happened.DriveRegistered(card.model, card.serial, card.size_bytes, card.medium))
    return card


def _same(card: DriveCard, drive: DriveReading) -> bool:
    """Tell whether a known drive is the one that was read; without serials, model and size must do."""
    if card.serial or drive.serial:
        return (card.serial, card.model) == (drive.serial or "", drive.model or "")
    return (card.wwn, card.model, card.size_bytes) == (drive.wwn or "", drive.model or "", drive.size_bytes or 0)


def _find_locks(work: Work, code: str, diagnosis: Diagnosis) -> None:
    locks = [lock for lock in diagnosis.locks if lock.kind in HARD_LOCKS]
    if locks and machine_of(work, code).aside is None:
        reason = ",".join(sorted({lock.kind.value for lock in locks}))
        record(work, code, happened.MachineSetAside(Aside.LOCKED, reason))


def _archive(reading: Reading) -> bytes:
    """Pack raw outputs into one file, always the same bytes for the same outputs."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, (name, content) in enumerate(sorted(reading.raw)):
            archive.writestr(zipfile.ZipInfo(f"{place:03d}"), content)
            archive.writestr(zipfile.ZipInfo(f"{place:03d}.json"), json.dumps({"name": name}))
    return packed.getvalue()
