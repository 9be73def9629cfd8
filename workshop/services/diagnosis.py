"""Diagnosis: a machine is read, the reading is kept as measured, and its drives get records of their own."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import replace

from workshop.domain import events as happened
from workshop.domain.codes import Kind
from workshop.domain.content import from_content, to_content
from workshop.domain.diagnosis import Diagnosis, DriveMedium, DriveReading, Health, Reading, drive_health
from workshop.domain.drives import Disposition, Validation
from workshop.domain.errors import RefusedError
from workshop.domain.holds import Aside
from workshop.domain.journal import counting
from workshop.domain.locks import HARD_LOCKS
from workshop.domain.lots import DriveCard, MachineCard, same_model, serial_key
from workshop.domain.people import Actor
from workshop.domain.reports import Arrival, MachineReport, ReportCard, WhyWaiting
from workshop.services.machines import SOLDERED_MEMORY, card_of, machine_of, record
from workshop.services.ports import Files, Look, Machine, Progress, Store, Work
from workshop.services.report_matching import (
    Match,
    match,
    of_several_machines,
    raw_of,
    reading_of,
    waiting_for,
)

__all__ = [
    "FACT",
    "OTHER_MACHINE",
    "Diagnosing",
    "archive",
    "attach_report",
    "health_of",
    "reading_of",
    "reading_of_drive",
    "serials_of",
]

FACT = "reading"
OTHER_MACHINE = "other-machine"

WaitingReadings = Callable[[str], Reading | None]  # by serial, in the form in which serials are compared


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
        """Attach the reading that arrived before its machine, if there is one; matched by the scanned serial.

        Reports that were altered never are, nor any where two waiting ones are of two machines with one serial.
        """
        with self._store.looking() as look:
            card = card_of(look, code)
            reports = bool(waiting_for(look, card)) if not card.reading else False
        if reports:
            return self._attach_reports(actor, code)
        reading = self._waiting(card.serial_key) if card.serial_key and not card.reading else None
        return self.attach(actor, code, reading, waited=True) if reading else card

    def _attach_reports(self, actor: Actor, code: str) -> MachineCard:
        """Look at every report that waits for a machine, as if it arrived now."""
        with self._store.working(actor) as work:
            waiting = waiting_for(work, card_of(work, code))
            doubled = of_several_machines(waiting)
            for card, report in waiting:
                found = Match(why=WhyWaiting.SHARED_SERIAL) if doubled else match(work, report, card.authenticity)
                if found.why is None:
                    attach_report(work, card_of(work, found.machine), card, report)
                else:
                    work.put(replace(card, reason=found.why.value, machine=found.machine))
            return card_of(work, code)

    def drive_health(self, drive: DriveCard) -> Health:
        """Return what the reading that is attached to its machine says of a drive."""
        with self._store.looking() as look:
            return health_of(look, drive)[0]

    def attach(
        self, actor: Actor, code: str, reading: Reading, *, confirmed: bool = False, waited: bool = False
    ) -> MachineCard:
        """Attach a reading to a machine. Where both have serials and they differ, a person must confirm."""
        raw = self._files.keep(archive(reading.raw)) if reading.raw else ""
        with self._store.working(actor) as work:
            card = card_of(work, code)
            serials = serials_of(reading.diagnosis)
            if card.serial_key and serials and card.serial_key not in serials and not confirmed:
                raise RefusedError(code, (OTHER_MACHINE,))
            return _attach(work, card, reading.diagnosis, raw, waited=waited)


def attach_report(
    work: Work, machine: MachineCard, card: ReportCard, report: MachineReport, *, chosen: bool = False
) -> MachineCard:
    """Make a report the reading of a machine."""
    attached = _attach(work, machine, report.diagnosis, raw_of(work, card), waited=not chosen)
    work.put(replace(card, state=Arrival.ATTACHED, reason="", machine=machine.code))
    record(
        work,
        machine.code,
        happened.ReportAttached(card.code, card.format, card.authenticity.value, chosen=chosen),
    )
    return attached


def _attach(work: Work, card: MachineCard, diagnosis: Diagnosis, raw: str, *, waited: bool) -> MachineCard:
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
    category, listed = identity.category.value, diagnosis.drives_were_listed
    read = happened.MachineDiagnosed(digest, category, known.maker, known.model, waited, listed)
    record(work, card.code, read)
    _find_drives(work, card.code, diagnosis)
    _find_locks(work, card.code, diagnosis)
    return card_of(work, card.code)


def _find_drives(work: Work, code: str, diagnosis: Diagnosis) -> None:
    """Register the drives that are new, attach them, and detach those that are no longer there.

    A list that is not whole changes nothing: some drives known, and the one behind the RAID would be forgotten. Nor
    does one that nobody vouches for fill the gap that a trusted reading left.
    """
    trusted = diagnosis.origin.trusted
    if any(item.what == "drives" for item in diagnosis.unread) or not (trusted or _is_without_gap(work, code)):
        return
    left = list(work.find(DriveCard, machine=code))
    soldered = card_of(work, code).category in SOLDERED_MEMORY
    new: list[DriveReading] = []
    for drive in (drive for drive in diagnosis.drives if not drive.removable):
        known = next((card for card in left if _same(card, drive)), None)
        if known is None and trusted and soldered:  # it was registered before anybody could read it
            known = next((card for card in left if _is_unnamed(card)), None)
        if known:
            left.remove(known)  # one record for one drive, even where two of them have the same serial
            if trusted:
                work.put(_filled(known, drive))
        else:
            new.append(drive)
    if trusted:
        _take_out(work, code, left)
    for drive in new:
        card = _registered(work, code, drive, exact=trusted)
        if trusted or not card.machine:  # nobody's word for it takes a drive out of the machine that it is in
            _put_in(work, code, card)


def _is_without_gap(look: Look, code: str) -> bool:
    """Tell whether the last trusted reading of a machine, if there is one, could list its drives."""
    digests = [
        entry.event.reading
        for entry in counting(look.history(code))
        if isinstance(entry.event, happened.MachineDiagnosed)
    ]
    for digest in reversed(digests):
        content = look.fact(digest)
        reading = from_content(Diagnosis, content["diagnosis"]) if content else None
        if reading and reading.origin.trusted:
            return reading.drives_were_listed
    return True


def _take_out(work: Work, code: str, gone: list[DriveCard]) -> None:
    lot = card_of(work, code).lot
    for card in gone:  # it stays one of its lot's drives: a certificate must not lose it
        work.put(replace(card, machine="", lot=lot))
        record(work, code, happened.DriveDetached(card.code))


def _put_in(work: Work, code: str, card: DriveCard) -> None:
    if card.machine:
        record(work, card.machine, happened.DriveDetached(card.code))
    work.put(replace(card, machine=code))
    work.set_void(card.code, void=False)  # it may have been received loose, by mistake
    record(work, code, happened.DriveAttached(card.code))


def _is_unnamed(card: DriveCard) -> bool:
    """Tell whether a record is of some memory that nobody has read, nor wiped, nor judged."""
    named = card.model or card.serial or card.wwn or card.place
    return not named and card.disposition == Disposition.OPEN.value


def _filled(card: DriveCard, drive: DriveReading) -> DriveCard:
    """Give a record what a foreign report had left out or cut."""
    medium = drive.medium.value if card.medium == DriveMedium.UNKNOWN.value else card.medium
    return replace(
        card,
        model=max(card.model, drive.model or "", key=len),
        serial=card.serial or drive.serial or "",
        wwn=card.wwn or drive.wwn or "",
        size_bytes=(card.size_bytes if card.serial else 0) or drive.size_bytes or card.size_bytes,
        medium=medium,
    )


def _registered(work: Work, machine: str, drive: DriveReading, *, exact: bool) -> DriveCard:
    """Return the record of a drive, a new one where there is none; other tools round sizes, and wipes compare them."""
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
        (drive.size_bytes or 0) if exact else 0,
        drive.medium.value,
    )
    work.put(card)
    work.append(card.code, happened.DriveRegistered(card.model, card.serial, card.size_bytes, card.medium))
    return card


def _same(card: DriveCard, drive: DriveReading) -> bool:
    """Tell whether a known drive is the one that was read; without serials, model and size must do."""
    if card.serial or drive.serial:
        return card.serial == drive.serial and same_model(card.model, drive.model or "")
    return (card.wwn, card.model, card.size_bytes) == (drive.wwn or "", drive.model or "", drive.size_bytes or 0)


def _find_locks(work: Work, code: str, diagnosis: Diagnosis) -> None:
    locks = [lock for lock in diagnosis.locks if lock.kind in HARD_LOCKS]
    if locks and machine_of(work, code).aside is None:
        reason = ",".join(sorted({lock.kind.value for lock in locks}))
        record(work, code, happened.MachineSetAside(Aside.LOCKED, reason))


def archive(raw: Iterable[tuple[str, bytes]]) -> bytes:
    """Pack raw outputs into one file, always the same bytes for the same outputs."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for place, (name, content) in enumerate(sorted(raw)):
            file.writestr(zipfile.ZipInfo(f"{place:03d}"), content)
            file.writestr(zipfile.ZipInfo(f"{place:03d}.json"), json.dumps({"name": name}))
    return packed.getvalue()
