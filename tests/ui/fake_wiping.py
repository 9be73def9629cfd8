"""A stand-in for the use case of wiping: real cards, drives and wipes as a test wants them, nothing that runs."""

# ruff: noqa: ARG002 — it has the arguments of the use case
from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from tests.ui.open_window import OpenWindow
from ui.session import Session
from workshop.bootstrap import Workshop
from workshop.domain.codes import Code, Kind
from workshop.domain.content import written_time
from workshop.domain.diagnosis import DriveMedium, Health
from workshop.domain.drives import Disposition, Validation
from workshop.domain.errors import RefusedError, WorkshopError
from workshop.domain.interlocks import Protection
from workshop.domain.lots import DriveCard, machine_name
from workshop.domain.methods import Level, Method, Offer, Technique
from workshop.domain.people import Actor
from workshop.domain.wiping import HiddenArea, Looked, MediumIdentity, PresentDrive, WipeCard, WipeLog
from workshop.services.ports import WipeProgress
from workshop.services.wipe_lots import LotWipes, lot_wipes
from workshop.services.wipe_plans import PlannedDrive, WipePlan, WipeRow

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
GB = 10**9
METHOD = Method("nwipe-zero", Technique.OVERWRITE, "nwipe")
PURGE = Method("nvme-sanitize-block", Technique.BLOCK_ERASE, "nvme-cli")
STICK = PresentDrive(
    MediumIdentity("/dev/sdz", "Cruzer Blade", "4C53", None, 8 * GB, DriveMedium.USB), Protection.BOOT_STICK
)
SYSTEM = PresentDrive(
    MediumIdentity("/dev/sda", "Samsung 870", "S5", None, 512 * GB, DriveMedium.SSD), Protection.SYSTEM
)

Started = tuple[DriveCard, WipeCard | WorkshopError]


@dataclass
class FakeWiping:
    """Answers as it is told, and notes what it was asked; `threads` are those that asked."""

    workshop: Workshop
    protected: tuple[PresentDrive, ...] = (STICK,)
    refusals: tuple[str, ...] = ()
    absent: set[str] = field(default_factory=set)
    health: Health = Health.GOOD
    health_facts: tuple[str, ...] = ()
    enough: bool = True
    authorised: bool = False
    refuses: str = ""
    changed: dict[str, DriveCard] = field(default_factory=dict)
    rows: tuple[WipeRow, ...] = ()
    told: list[tuple[Any, ...]] = field(default_factory=list)
    threads: set[int] = field(default_factory=set)
    plugged: tuple[PresentDrive, ...] = ()  # drives that no record needs to know
    polls: int = 0
    trouble: WorkshopError | None = None
    gate: threading.Event = field(default_factory=threading.Event)
    waits: bool = False

    def plan(self, code: str) -> WipePlan:
        self.threads.add(threading.get_ident())
        if Code(code).kind is Kind.DRIVE:
            loose = self.workshop.drives.card(code)
            item = self._planned(self.changed.get(code, loose))
            return WipePlan(code, loose.model, loose.lot, (item,), self.protected, self.refusals, self.authorised)
        drives = self.workshop.machines.drives(code)
        card = self.workshop.machines.card(code)
        planned = tuple(self._planned(self.changed.get(drive.code, drive)) for drive in drives)
        name = machine_name(card.maker, card.model)
        return WipePlan(code, name, card.lot, planned, self.protected, self.refusals, self.authorised)

    def look(self, plan: WipePlan) -> WipePlan:
        self.threads.add(threading.get_ident())
        if self.waits:
            self.gate.wait(10)
        offers = (
            Offer(PURGE if self.enough else METHOD, Level.PURGE, self.enough),
            Offer(METHOD, Level.CLEAR, self.enough),
        )
        return replace(plan, drives=tuple(replace(item, looked=Looked(), offers=offers) for item in plan.drives))

    def here(self) -> tuple[PresentDrive, ...]:
        self.threads.add(threading.get_ident())
        return (*self.plugged, *self.protected)

    def of(self, drives: Sequence[DriveCard]) -> dict[str, PresentDrive]:
        planned = (self._planned(card) for card in drives)
        return {item.card.code: item.present for item in planned if item.present is not None}

    def lot(self, actor: Actor, code: str) -> LotWipes:
        self.threads.add(threading.get_ident())
        return lot_wipes(self.workshop.store, cast("Any", self), actor, code)

    def start_all(self, actor: Actor, plan: WipePlan, confirmed: str) -> tuple[Started, ...]:
        self.told.append(("start", plan.code, tuple(item.card.code for item in plan.drives), confirmed))
        if self.refuses:
            return tuple((item.card, RefusedError(plan.code, (self.refuses,))) for item in plan.drives)
        rows = tuple(row(item.card, plan.code, plan.name, actor.bench) for item in plan.drives)
        self.rows = (*rows, *self.rows)
        return tuple((one.drive, one.wipe) for one in rows)

    def start_authorised(self, actor: Actor) -> tuple[Started, ...]:
        self.threads.add(threading.get_ident())
        self.told.append(("authorised", actor.bench))
        return ()

    def settle(self, actor: Actor) -> tuple[WipeRow, ...]:
        self.threads.add(threading.get_ident())
        self.polls += 1
        if self.trouble is not None:
            raise self.trouble
        return ()

    def running(self, limit: int = 50) -> tuple[WipeRow, ...]:
        self.threads.add(threading.get_ident())
        return self.rows[:limit]

    def stop(self, actor: Actor, wipe: str) -> None:
        self.told.append(("stop", wipe))
        self.rows = tuple(failed(one) if one.wipe.code == wipe else one for one in self.rows)

    def validate(self, actor: Actor, drive: str) -> None:
        if self.refuses:
            raise RefusedError(drive, (self.refuses,))
        self._say("validate", drive)
        self._change(drive, validation=Validation.VALIDATED.value)

    def reject(self, actor: Actor, drive: str, reason: str = "") -> None:
        self._say("reject", drive)
        self._change(drive, validation=Validation.REJECTED.value)

    def attest_destruction(self, actor: Actor, drive: str) -> None:
        self._say("destroyed", drive)
        self._change(drive, disposition=Disposition.DESTROYED.value)

    def attest_absence(self, actor: Actor, drive: str) -> None:
        self._say("absent", drive)
        self._change(drive, disposition=Disposition.ABSENT.value)

    def report_lost(self, actor: Actor, drive: str) -> None:
        self._say("lost", drive)
        self._change(drive, disposition=Disposition.LOST.value)

    def check_bays(self, actor: Actor, code: str) -> None:
        self._say("bays", code)

    def _say(self, what: str, about: str) -> None:
        self.told.append((what, about))

    def _change(self, drive: str, **changed: str) -> None:
        self.rows = tuple(
            replace(one, drive=replace(one.drive, **changed)) if one.drive.code == drive else one  # type: ignore[arg-type]
            for one in self.rows
        )
        for card in (one.drive for one in self.rows if one.drive.code == drive):
            self.changed[drive] = card

    def _planned(self, card: DriveCard) -> PlannedDrive:
        medium = DriveMedium(card.medium)
        there = MediumIdentity("/dev/sdb", card.model, card.serial, card.wwn, card.size_bytes, medium)
        present = None if card.code in self.absent else PresentDrive(there)
        running = next((one.wipe for one in self.rows if one.drive.code == card.code and one.running), None)
        return PlannedDrive(card, present, None, (), self.health, self.health_facts, running)


def row(card: DriveCard, machine: str, name: str, bench: str, *, minutes: int = 0, wipe: str = "") -> WipeRow:
    """A wipe that has just begun."""
    started = written_time(NOW + timedelta(minutes=minutes))
    begun = WipeCard(wipe or f"wipe-{card.code}", card.code, machine, "", METHOD.id, "person", bench, started, machine)
    return WipeRow(
        begun, card, name, log_of(begun, card), running=True, progress=WipeProgress("erase", 0), outcome=None
    )


def log_of(wipe: WipeCard, card: DriveCard) -> WipeLog:
    medium = MediumIdentity("/dev/sdb", card.model, card.serial, None, card.size_bytes, DriveMedium(card.medium))
    return WipeLog(
        wipe.code,
        card.code,
        wipe.method,
        METHOD.technique,
        wipe.exercise,
        medium,
        None,
        NOW,
        None,
        (),
        None,
        HiddenArea.NONE,
    )


def at(
    one: WipeRow,
    stage: str,
    percent: int,
    *,
    seconds: int | None = None,
    rate: int | None = None,
    celsius: int | None = None,
) -> WipeRow:
    """The same wipe, so far."""
    return replace(one, progress=WipeProgress(stage, percent, rate, celsius, seconds))


def failed(one: WipeRow) -> WipeRow:
    """The same wipe, not wiped: it was stopped on its way."""
    assert one.log is not None
    log = replace(one.log, stopped=True, stage="erase", percent=63)
    card = replace(one.drive, disposition=Disposition.FAILED.value)
    return replace(one, drive=card, log=log, running=False, progress=None, outcome=Disposition.FAILED)


def ended(one: WipeRow, outcome: Disposition = Disposition.PROVEN) -> WipeRow:
    """The same wipe, proven; nobody has judged it yet."""
    card = replace(one.drive, disposition=outcome.value, validation=Validation.PENDING.value)
    return replace(one, drive=card, running=False, progress=None, outcome=outcome)


def fake_in(window: OpenWindow) -> FakeWiping:
    """Put a stand-in behind an open window."""
    return put_fake(window.desk.session)


def put_fake(session: Session) -> FakeWiping:
    """Put a stand-in in the place of the real use case."""
    fake = FakeWiping(session.workshop)
    session.workshop = replace(session.workshop, wiping=cast("Any", fake))
    return fake
