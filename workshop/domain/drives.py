"""A drive and its disposition: what became of the data, and whether the gate lets it pass."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from workshop.domain import events as happened
from workshop.domain.holds import KEEPS_DATA, HoldReason
from workshop.domain.proofs import Doubt, Reservation


class Disposition(StrEnum):
    """What became of the data on a drive."""

    OPEN = "open"
    PROVEN = "proven"
    PROVEN_WITH_RESERVATIONS = "proven-with-reservations"
    DECLARED = "declared"
    FAILED = "failed"
    DESTROYED = "destroyed"
    ABSENT = "absent"
    LOST = "lost"


class Validation(StrEnum):
    """What a person said of a proof."""

    PENDING = "pending"
    VALIDATED = "validated"
    REJECTED = "rejected"


class Refusal(StrEnum):
    """Why the chain says no; the fronts find the words and the way out."""

    NOT_RECEIVED = "not-received"
    ON_HOLD = "on-hold"
    LOCKED = "locked"
    SET_ASIDE = "set-aside"
    NO_DRIVE_KNOWN = "no-drive-known"
    DRIVES_NOT_LISTED = "drives-not-listed"  # some are known, but nobody whom we trust has looked for all of them
    DRIVE_OPEN = "drive-open"
    DRIVE_TO_VALIDATE = "drive-to-validate"
    DRIVE_REJECTED = "drive-rejected"
    DRIVE_FAILED = "drive-failed"
    DRIVE_LOST = "drive-lost"
    RESERVATION_NOT_ACCEPTED = "reservation-not-accepted"
    TOOL_NOT_ACCEPTED = "tool-not-accepted"
    NOTHING_PROVEN = "nothing-proven"
    NOT_TRIAGED = "not-triaged"
    NOT_INSTALLED = "not-installed"
    NOT_TESTED = "not-tested"
    NOT_GRADED = "not-graded"
    NOT_ELIGIBLE = "not-eligible"
    TAG_ON = "tag-on"  # the donor's inventory tag
    NOT_READY = "not-ready"
    NOT_RESERVED = "not-reserved"
    NOT_PACKED = "not-packed"
    NOT_DELIVERED = "not-delivered"
    ALREADY_OUT = "already-out"
    IN_A_BOX = "in-a-box"
    ALREADY_THERE = "already-there"
    OTHER_ORDER = "other-order"
    ORDER_COMPLETE = "order-complete"
    GRADE_TOO_LOW = "grade-too-low"
    MEMORY_TOO_SMALL = "memory-too-small"
    UNKNOWN_DRIVE = "unknown-drive"
    SECOND_PERSON = "second-person"
    NOT_CONFIRMED = "not-confirmed"
    OTHER_DRIVE = "other-drive"
    NOT_PLUGGED_IN = "not-plugged-in"
    PROTECTED = "protected"
    ALREADY_WIPING = "already-wiping"
    NOT_A_MANAGER = "not-a-manager"
    DRIVE_FAILING = "drive-failing"
    DESTROYED = "destroyed"  # of the drive itself: there is nothing left to act on
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Policy:
    """What a contract lets pass beside a plain proof: named reservations, named foreign tools. Nothing by default.

    `tags_removed`: no machine leaves under the inventory tag of its donor.
    """

    accepted_reservations: tuple[str, ...] = ()
    declared_tools: tuple[str, ...] = ()
    tags_removed: bool = False


@dataclass(frozen=True, slots=True)
class Drive:
    """The state of one drive, folded from its events; `id` is its first code, `wipe` the one that runs (its log)."""

    id: str
    disposition: Disposition = Disposition.OPEN
    validation: Validation = Validation.PENDING
    reservations: tuple[Reservation, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    tool: str = ""
    wipe_log: str = ""
    wiping: bool = False
    wipe: str = ""
    holds: frozenset[HoldReason] = frozenset()  # of its own: it left a machine whose data is kept


CLOSED_FOR_EVER = frozenset({Disposition.DESTROYED, Disposition.LOST})
PROVEN = frozenset({Disposition.PROVEN, Disposition.PROVEN_WITH_RESERVATIONS})
MEASURED = PROVEN | {Disposition.FAILED}  # by our own reading: neither a paper nor a word overrules it, only a new wipe


def refused_by_drive(drive: Drive, policy: Policy) -> Refusal | None:
    """Say why a drive keeps its machine from leaving; None lets it pass. Only listed cases pass."""
    if drive.holds:
        return Refusal.ON_HOLD
    match drive.disposition:
        case Disposition.DESTROYED | Disposition.ABSENT:
            return None
        case Disposition.PROVEN | Disposition.PROVEN_WITH_RESERVATIONS:
            return _refused_proof(drive, policy)
        case Disposition.DECLARED:
            return None if drive.tool in policy.declared_tools else Refusal.TOOL_NOT_ACCEPTED
        case Disposition.FAILED:
            return Refusal.DRIVE_FAILED
        case Disposition.LOST:
            return Refusal.DRIVE_LOST
        case Disposition.OPEN:
            return Refusal.DRIVE_OPEN


def _refused_proof(drive: Drive, policy: Policy) -> Refusal | None:
    if drive.validation is Validation.REJECTED:
        return Refusal.DRIVE_REJECTED
    if drive.validation is not Validation.VALIDATED:
        return Refusal.DRIVE_TO_VALIDATE
    if set(drive.reservations) - set(policy.accepted_reservations):
        return Refusal.RESERVATION_NOT_ACCEPTED
    return None


def against_drive_event(drive: Drive, event: happened.Event) -> Refusal | None:
    """Say why an event makes no sense for a drive in this state.

    A rejected proof is never validated after all (NIST SP 800-88 Rev. 2 §4.5.2: repeat, change technique or escalate),
    and a drive that we wiped or failed to wipe is neither absent nor a matter of somebody else's paper. While a wipe
    runs in a process of its own, no other begins on the same drive.
    """
    match event:
        case happened.HoldPlaced():
            return None
        case happened.HoldReleased():
            return against_release(event)
        case _ if drive.disposition is Disposition.DESTROYED:
            return Refusal.DESTROYED
        case _ if drive.disposition is Disposition.LOST:
            return Refusal.LOST
        case happened.WipeValidated() | happened.WipeRejected() if drive.disposition not in PROVEN:
            return Refusal.NOTHING_PROVEN
        case happened.WipeValidated() if drive.validation is Validation.REJECTED:
            return Refusal.DRIVE_REJECTED
        case happened.WipeDeclared() | happened.AbsenceAttested() if drive.disposition in MEASURED:
            return Refusal.DRIVE_FAILED if drive.disposition is Disposition.FAILED else Refusal.ALREADY_THERE
        case happened.AbsenceAttested() if drive.wiping:
            return Refusal.ALREADY_THERE
        case happened.WipeStarted() if drive.wipe:
            return Refusal.ALREADY_WIPING
        case _:
            return None


def against_release(event: happened.HoldReleased) -> Refusal | None:
    """Refuse to free a donor's data without naming the donor's own release."""
    return Refusal.ON_HOLD if event.reason in KEEPS_DATA and not event.release.strip() else None


def evolve_drive(drive: Drive, event: happened.Event) -> Drive:
    """Return the drive after an event; an event that makes no sense in this state changes nothing."""
    if against_drive_event(drive, event):
        return drive
    match event:
        case happened.WipeStarted(wipe=wipe):
            return _afresh(drive, wiping=True, wipe=wipe)
        case happened.WipeProven(log, reservations):
            state = Disposition.PROVEN_WITH_RESERVATIONS if reservations else Disposition.PROVEN
            return _afresh(drive, state, reservations=reservations, wipe_log=log)
        case happened.WipeNotProven(log, doubts):
            return _afresh(drive, Disposition.FAILED, doubts=doubts, wipe_log=log)
        case happened.WipeDeclared(tool):
            return _afresh(drive, Disposition.DECLARED, tool=tool)
        case happened.WipeValidated():
            return replace(drive, validation=Validation.VALIDATED)
        case happened.WipeRejected():
            return replace(drive, validation=Validation.REJECTED)
        case _:
            return _attested(drive, event)


def _attested(drive: Drive, event: happened.Event) -> Drive:
    match event:
        case happened.DestructionAttested():
            return _afresh(drive, Disposition.DESTROYED)
        case happened.AbsenceAttested():
            return _afresh(drive, Disposition.ABSENT)
        case happened.DriveLost():
            return _afresh(drive, Disposition.LOST)
        case happened.DriveUsedAgain():
            return _afresh(drive)
        case happened.HoldPlaced(reason):
            return replace(drive, holds=drive.holds | {reason})
        case happened.HoldReleased(reason):
            return replace(drive, holds=drive.holds - {reason})
        case _:
            return drive


def _afresh(drive: Drive, disposition: Disposition = Disposition.OPEN, **known: Any) -> Drive:
    """Start a drive's story again: nothing of what was proven before counts, what its data is kept for does."""
    return Drive(drive.id, disposition, holds=drive.holds, **known)
