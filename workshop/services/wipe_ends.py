"""The end of a wipe: what its log proves is written once, however many windows look at it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta

from workshop.domain import events as happened
from workshop.domain.content import from_content, read_time, to_content
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.drives import Disposition
from workshop.domain.entries import Recorded
from workshop.domain.holds import KEEPS_DATA
from workshop.domain.journal import undone_events
from workshop.domain.lots import DriveCard, MachineCard, is_drive, machine_name
from workshop.domain.machines import fold_drive, why_not_on_drive
from workshop.domain.methods import Method, Technique
from workshop.domain.proofs import NotProven, Proof, conclude
from workshop.domain.wiping import HiddenArea, MediumIdentity, WipeCard, WipeLog
from workshop.services.machines import drive_card_of, machine_of, record_on_drive
from workshop.services.ports import Followed, Look, Work
from workshop.services.wipe_plans import WipeRow

FACT = "wipe-log"
STARTING = timedelta(minutes=10)  # a start may wait that long for the bench's password before it has a log


def outcome_event(digest: str, conclusion: Proof | NotProven) -> happened.Event:
    """Say what a log proves as the drive's history says it."""
    if isinstance(conclusion, Proof):
        return happened.WipeProven(digest, conclusion.reservations)
    return happened.WipeNotProven(digest, conclusion.doubts)


def conclude_card(work: Work, wipe: WipeCard, log: WipeLog) -> Proof | NotProven | None:
    """Keep the log and write what it proves, unless somebody did already; the drive's fate may have been decided."""
    now = work.get(WipeCard, wipe.code)
    if now is None or not now.open:
        return None
    card = drive_card_of(work, wipe.drive)
    conclusion = conclude(about(wipe, card, log))
    digest = work.keep(FACT, wipe.drive, to_content(conclusion.log))
    work.put(replace(now, open=False))
    event = outcome_event(digest, conclusion)
    machine = machine_of(work, card.machine) if card.machine else None
    history = work.history(card.code)
    if still_counts(history, wipe) and not why_not_on_drive(machine, fold_drive(card.code, history), event):
        record_on_drive(work, card.code, event)
    return conclusion


def still_counts(history: Iterable[Recorded], wipe: WipeCard) -> bool:
    """Tell whether a wipe's end says something of the drive as it is now.

    Not where its start was undone, another wipe began, or the drive was used again: nobody may have looked for days.
    """
    entries = tuple(history)
    undone = undone_events(entries)
    counts = False
    for entry in (entry for entry in entries if entry.seq not in undone):
        match entry.event:
            case happened.WipeStarted(wipe=started):
                counts = started == wipe.code
            case happened.DriveUsedAgain():
                counts = False
            case _:
                pass
    return counts


def about(wipe: WipeCard, card: DriveCard, log: WipeLog) -> WipeLog:
    """Return a log as the log of this wipe: one that tells of another wipe or drive is damaged, hence no proof."""
    told = (log.id, log.drive, log.method, log.exercise)
    this_drive = wipe.exercise or is_drive(card, log.before)  # an exercise wipes an image instead of the drive
    if told == (wipe.code, wipe.drive, wipe.method, wipe.exercise) and this_drive:
        return log
    return replace(log, id=wipe.code, drive=wipe.drive, method=wipe.method, exercise=wipe.exercise, damaged=True)


def is_kept(look: Look, wipe: WipeCard) -> bool:
    """Tell whether the data of a drive that is being wiped must be kept after all."""
    card = drive_card_of(look, wipe.drive)
    own = fold_drive(card.code, look.history(card.code)).holds & KEEPS_DATA
    return bool(own) or (bool(card.machine) and machine_of(look, card.machine).keeps_data)


def without_log(look: Look, wipe: WipeCard, methods: Mapping[str, Method]) -> WipeLog:
    """Return what is known of a wipe that left no log: that it was ordered, and nothing else."""
    card = drive_card_of(look, wipe.drive)
    media = DriveMedium.__members__.values()
    medium = DriveMedium(card.medium) if card.medium in media else DriveMedium.UNKNOWN
    before = MediumIdentity("", card.model or None, card.serial or None, card.wwn or None, card.size_bytes, medium)
    technique = methods[wipe.method].technique if wipe.method in methods else Technique.OVERWRITE
    return WipeLog(
        wipe.code,
        wipe.drive,
        wipe.method,
        technique,
        wipe.exercise,
        before,
        None,
        read_time(wipe.started_at),
        None,
        (),
        None,
        HiddenArea.UNKNOWN,
        confirmed=wipe.confirmed,
    )


def row_of(look: Look, wipe: WipeCard, followed: Followed | None) -> WipeRow:
    """Show one wipe: as it is followed while it is open, else as it was written."""
    card = drive_card_of(look, wipe.drive)
    machine = look.get(MachineCard, wipe.machine) if wipe.machine else None
    name = machine_name(machine.maker, machine.model) if machine else ""
    if wipe.open:
        log, running, progress = (followed.log, followed.running, followed.progress) if followed else (None, True, None)
        return WipeRow(wipe, card, name, log, running, progress, None)
    log, outcome = _written_end(look, wipe)
    return WipeRow(wipe, card, name, log, running=False, progress=None, outcome=outcome)


def was_taken_back(row: WipeRow) -> bool:
    """Tell whether a wipe was refused before it began, so that there is nothing to show of it."""
    return not row.wipe.open and row.outcome is None


def _written_end(look: Look, wipe: WipeCard) -> tuple[WipeLog | None, Disposition | None]:
    """Find what was written at the end of a wipe: the first outcome after its start."""
    history = look.history(wipe.drive)
    undone = undone_events(history)
    inside = False
    for entry in (entry for entry in history if entry.seq not in undone):
        match entry.event:
            case happened.WipeStarted(wipe=started):
                inside = started == wipe.code
            case happened.WipeProven(digest, reservations) if inside:
                good = Disposition.PROVEN_WITH_RESERVATIONS if reservations else Disposition.PROVEN
                return _kept(look, digest), good
            case happened.WipeNotProven(digest) if inside:
                return _kept(look, digest), Disposition.FAILED
            case _:
                pass
    return None, None


def _kept(look: Look, digest: str) -> WipeLog | None:
    content = look.fact(digest)
    return from_content(WipeLog, content) if content else None
