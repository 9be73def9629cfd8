"""Imports: a report of another tool is kept, and what it says of our drives is declared, never proven."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from workshop.domain import events as happened
from workshop.domain.content import to_content
from workshop.domain.drives import Disposition, Drive
from workshop.domain.entries import Recorded
from workshop.domain.errors import RefusedError
from workshop.domain.grading import Contract
from workshop.domain.imports import (
    LARGEST_REPORT,
    Account,
    ForeignReport,
    ForeignWipe,
    NotRead,
    Unmatched,
    WhyNotRead,
    is_certainly_between,
    last_of_each,
    match,
    plain_serial,
)
from workshop.domain.journal import undone_events
from workshop.domain.lots import DriveCard
from workshop.domain.machines import fold_drive
from workshop.domain.people import Actor
from workshop.domain.reports import FileRead, MachineReport
from workshop.services.machines import make_ready, record_on_drive
from workshop.services.ports import Files, Look, Store, Work

FACT = "foreign-report"

ReadReport = Callable[[bytes], FileRead | NotRead]  # may take seconds; no file costs more than its limits


class Outcome(StrEnum):
    """What became of one entry of a report."""

    DECLARED = "declared"
    KNOWN = "known"  # this very report declared it before
    NOT_WIPED = "not-wiped"  # by its own account
    SUPERSEDED = "superseded"  # the same report says something later of this drive
    UNMATCHED = "unmatched"
    REFUSED = "refused"


TAKEN = frozenset({Outcome.DECLARED, Outcome.KNOWN})


class Why(StrEnum):
    """Why a drive's own record speaks against a report, beside the rules of the chain."""

    WIPING_HERE = "wiping-here"
    ATTESTED_ABSENT = "attested-absent"
    USED_SINCE = "used-since"
    OVERTAKEN = "overtaken"  # this very report declared it once; something else happened since


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One entry of a report, the drive that it is about, and what became of it; `reasons` are codes for the fronts."""

    entry: ForeignWipe
    outcome: Outcome
    drive: str = ""
    machine: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of one file; `file` is its SHA-256 (and the name of the kept bytes), `fact` what was read of it.

    Those two and `lines` are about its wipes alone. The machine that it describes is handed on as it was read: it is
    nothing of ours yet (`services/reports.py`).
    """

    name: str
    not_read: NotRead | None = None
    report: ForeignReport | None = None
    file: str = ""
    fact: str = ""
    lines: tuple[ImportLine, ...] = ()
    machine: MachineReport | None = None

    @property
    def taken(self) -> bool:
        """Tell whether every wipe in the file could be read and is declared; one that only tells a machine has none."""
        if self.report is None:
            return self.machine is not None
        told = bool(self.lines) or self.machine is not None
        return told and not self.report.problems and all(line.outcome in TAKEN for line in self.lines)


class Imports:
    """Takes the reports of other tools."""

    def __init__(self, store: Store, files: Files, contract: Callable[[], Contract], read: ReadReport) -> None:
        self._store = store
        self._files = files
        self._contract = contract
        self._read = read

    def take(self, actor: Actor, name: str, content: bytes) -> ImportResult:
        """Read a report, keep it, and declare what it says of drives that we know. `name` is only shown.

        What matches no drive stays in the kept file and fact: it is matched when the file is imported again later.
        """
        if len(content) > LARGEST_REPORT:
            return ImportResult(name, NotRead(WhyNotRead.TOO_LARGE, str(len(content))))
        read = self._read(content)
        if isinstance(read, NotRead):
            return ImportResult(name, read)
        wipes = read.wipes
        if wipes is None:
            return ImportResult(name, machine=read.machine)
        file = self._files.keep(content)
        with self._store.working(actor) as work:
            fact = work.keep(FACT, file, {"file": file, "report": to_content(wipes)})
            lines = self._lines(work, wipes, file)
        return ImportResult(name, None, wipes, file, fact, lines, read.machine)

    def _lines(self, work: Work, report: ForeignReport, file: str) -> tuple[ImportLine, ...]:
        known = _by_serial(work, report.entries)
        last = last_of_each(report.entries)
        lines = []
        for place, entry in enumerate(report.entries):
            card = match(entry, known.get(plain_serial(entry.serial), ()))
            if entry.status is not Account.WIPED:
                lines.append(_line(entry, Outcome.NOT_WIPED, card))
            elif place not in last:
                lines.append(_line(entry, Outcome.SUPERSEDED, card))
            elif isinstance(card, Unmatched):
                lines.append(_line(entry, Outcome.UNMATCHED, card))
            else:
                lines.append(self._declare(work, report, file, entry, card))
        return tuple(lines)

    def _declare(self, work: Work, report: ForeignReport, file: str, entry: ForeignWipe, card: DriveCard) -> ImportLine:
        history = _counting(work.history(card.code))
        drive = fold_drive(card.code, history)
        before = any(isinstance(item.event, happened.WipeDeclared) and item.event.report == file for item in history)
        if before and drive.disposition is Disposition.DECLARED:
            return _line(entry, Outcome.KNOWN, card)
        reasons = (Why.OVERTAKEN.value,) if before else _against(drive, history, entry, work.now)
        if not reasons:
            try:
                record_on_drive(work, card.code, happened.WipeDeclared(report.tool, file))
            except RefusedError as refused:
                reasons = tuple(reason.partition(":")[0] for reason in refused.reasons)
        if reasons:
            return ImportLine(entry, Outcome.REFUSED, card.code, card.machine, reasons)
        if card.machine:
            make_ready(work, card.machine, self._contract())
        return _line(entry, Outcome.DECLARED, card)


def _line(entry: ForeignWipe, outcome: Outcome, card: DriveCard | Unmatched) -> ImportLine:
    if isinstance(card, Unmatched):
        return ImportLine(entry, outcome, reasons=(card.value,))
    return ImportLine(entry, outcome, card.code, card.machine)


def _by_serial(look: Look, entries: Sequence[ForeignWipe]) -> dict[str, list[DriveCard]]:
    """Return the drives that have the serial of an entry; all of them, since one shared by two is none."""
    wanted = {plain_serial(entry.serial) for entry in entries} - {""}
    found: dict[str, list[DriveCard]] = {}
    for card in look.find(DriveCard) if wanted else ():
        serial = plain_serial(card.serial)
        if serial in wanted:
            found.setdefault(serial, []).append(card)
    return found


def _counting(history: tuple[Recorded, ...]) -> tuple[Recorded, ...]:
    undone = undone_events(history)
    return tuple(entry for entry in history if entry.seq not in undone)


def _against(drive: Drive, history: tuple[Recorded, ...], entry: ForeignWipe, now: datetime) -> tuple[str, ...]:
    """Say what our own record of a drive has against a report: what a person or this shop knows outweighs a paper."""
    if drive.wiping:
        return (Why.WIPING_HERE.value,)
    if drive.disposition is Disposition.ABSENT:
        return (Why.ATTESTED_ABSENT.value,)
    used = [item.at for item in history if isinstance(item.event, happened.DriveUsedAgain)]
    if used and not is_certainly_between(entry.ended_at, used[-1], now):
        return (Why.USED_SINCE.value,)
    return ()
