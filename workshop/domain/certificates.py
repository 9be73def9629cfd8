"""What a certificate states: only what a wipe log shows, derived from the steps that ran.

« Effacé » can only be stated with a `Proof`; every other outcome is built from its reasons.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from workshop.domain.drives import PROVEN, Disposition, Drive, Validation
from workshop.domain.proofs import NotProven, Proof
from workshop.domain.wiping import WipeLog

SCHEMA = "etabli-certificate-1"


class Outcome(StrEnum):
    """The one word of a certificate."""

    WIPED = "wiped"
    WIPED_WITH_RESERVATIONS = "wiped-with-reservations"
    NOT_WIPED = "not-wiped"
    DESTROYED = "destroyed"
    ABSENT = "absent"
    DECLARED = "declared"
    LOST = "lost"
    OPEN = "open"


WIPED = frozenset({Outcome.WIPED, Outcome.WIPED_WITH_RESERVATIONS})


@dataclass(frozen=True, slots=True)
class DriveStatement:
    """What is stated of one drive. `log` is None where nothing was wiped here; « effacé » needs one that proves it."""

    drive: str
    machine: str
    machine_name: str
    machine_serial: str
    model: str
    serial: str
    size_bytes: int
    medium: str
    outcome: Outcome
    validated: bool
    reasons: tuple[str, ...]
    level: str
    reservations: tuple[str, ...]
    tool: str
    log: WipeLog | None

    def __post_init__(self) -> None:
        if self.outcome not in WIPED:
            return
        if self.log is None:
            raise ValueError(self.drive)
        proof = Proof(self.log)  # refuses a log that leaves a doubt
        if bool(proof.reservations) is not (self.outcome is Outcome.WIPED_WITH_RESERVATIONS):
            raise ValueError(self.drive)


@dataclass(frozen=True, slots=True)
class Certificate:
    """The whole content of a certificate; its canonical text is what the document's number stands for."""

    schema: str
    number: str
    example: bool
    workshop: str
    site: int
    donor: str
    lot: str
    issued_at: datetime
    performer: str
    validator: str
    machines_received: int
    machines_without_drive: tuple[str, ...]
    drives: tuple[DriveStatement, ...]

    def count(self, *outcomes: Outcome) -> int:
        """Count the drives with one of these outcomes."""
        return sum(drive.outcome in outcomes for drive in self.drives)


def outcome_of(drive: Drive, conclusion: Proof | NotProven | None) -> tuple[Outcome, tuple[str, ...]]:
    """Return the word for a drive and the reasons behind it. Without a proof, no wording of the log says « effacé »."""
    stated = {
        Disposition.DESTROYED: Outcome.DESTROYED,
        Disposition.ABSENT: Outcome.ABSENT,
        Disposition.DECLARED: Outcome.DECLARED,
        Disposition.LOST: Outcome.LOST,
        Disposition.OPEN: Outcome.OPEN,
    }.get(drive.disposition)
    if stated:
        return stated, ()
    proven = drive.disposition in PROVEN and drive.validation is not Validation.REJECTED
    if isinstance(conclusion, Proof) and proven:
        kept = tuple(reservation.value for reservation in conclusion.reservations)
        return (Outcome.WIPED_WITH_RESERVATIONS if kept else Outcome.WIPED), kept
    found = conclusion.doubts if isinstance(conclusion, NotProven) else drive.doubts
    doubts = tuple(doubt.value for doubt in found)
    rejected = ("rejected",) if drive.validation is Validation.REJECTED else ()
    return Outcome.NOT_WIPED, (*rejected, *doubts)
