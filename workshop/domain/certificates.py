"""What a certificate states: only what a wipe log shows, derived from the steps that ran.

« Effacé » can only be stated with a `Proof`; every other outcome is built from its reasons.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from workshop.domain.drives import PROVEN, Disposition, Drive, Validation
from workshop.domain.gates import State
from workshop.domain.proofs import NotProven, Proof, Reservation
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
# Rules of health are data and change: a certificate is not judged again by those of another day
_BY_RULES_OF_THE_DAY = Reservation.HEALTH_UNKNOWN.value


class Scope(StrEnum):
    """What a certificate is about."""

    LOT = "lot"
    MACHINE = "machine"
    DRIVE = "drive"


class Variant(StrEnum):
    """Whom a certificate is for; what others need not know is masked (`variants`). The donor's holds everything."""

    DONOR = "donor"
    BUYER = "buyer"
    PUBLIC = "public"


class Destination(StrEnum):
    """Where a medium goes, as far as that is decided (NIST SP 800-88 Rev. 2, App. C: media destination)."""

    REUSE = "external-reuse"
    PARTS = "parts"
    RECYCLING = "recycling"
    UNDECIDED = "undecided"


_GOES_TO = {
    State.RESERVED.value: Destination.REUSE,
    State.PACKED.value: Destination.REUSE,
    State.DELIVERED.value: Destination.REUSE,
    State.RENTED.value: Destination.REUSE,
    State.FOR_PARTS.value: Destination.PARTS,
    State.RECYCLED.value: Destination.RECYCLING,
}


def destination_of(state: str) -> Destination:
    """Return where a machine in this state goes, and its drives with it."""
    return _GOES_TO.get(state, Destination.UNDECIDED)


class Act(StrEnum):
    """What a person did, by the name that the journal has for it."""

    STARTED = "wipe-started"
    VALIDATED = "wipe-validated"
    REJECTED = "wipe-rejected"
    DECLARED = "wipe-declared"
    DESTROYED = "destruction-attested"
    ABSENT = "absence-attested"
    LOST = "drive-lost"
    LOOKED = "bays-checked"


@dataclass(frozen=True, slots=True)
class Deed:
    """One act of one person; `file` is the SHA-256 of the photo or report that was kept with it."""

    act: Act
    person: str
    role: str
    bench: str
    at: datetime
    note: str = ""
    file: str = ""


_MAKERS = (
    "adata|apple|corsair|crucial|fujitsu|hgst|hitachi|hynix|intel|intenso|kingston|kioxia|lexar|lite-?on|maxtor|"
    "micron|netac|ocz|patriot|phison|plextor|pny|samsung|sandisk|seagate|sk ?hynix|solidigm|ssstc|toshiba|transcend|"
    "umis|union memory|verbatim|wdc|western digital"
)
_MAKER_FIRST = re.compile(rf"(?:{_MAKERS})(?![^\W_])", re.IGNORECASE)


def maker_in(model: str) -> str:
    """Return the maker's name as a drive itself puts it before its model; empty where it does not, never a guess."""
    found = _MAKER_FIRST.match(model.strip())
    return found[0] if found else ""


@dataclass(frozen=True, slots=True)
class BareMachine:
    """A machine that came without any drive; `looked` is who looked into it, None where nobody did or had to."""

    code: str
    name: str
    serial: str
    inventory: str = ""
    category: str = "unknown"
    looked: Deed | None = None


@dataclass(frozen=True, slots=True)
class DriveStatement:
    """What is stated of one drive. `log` is None where nothing was wiped here; « effacé » needs one that proves it.

    Empty: not recorded. `inventory` is the tag that the donor or the buyer had put on the machine; `deeds` is what
    people did to the drive since its last wipe was started; `log_sha256` is that of the log as it is kept.
    """

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
    maker: str = ""
    firmware: str = ""
    interface: str = ""
    wwn: str = ""
    inventory: str = ""
    destination: Destination = Destination.UNDECIDED
    log_sha256: str = ""
    deeds: tuple[Deed, ...] = ()

    def __post_init__(self) -> None:
        if self.outcome not in WIPED:
            return
        if self.log is None:
            raise ValueError(self.drive)
        proof = Proof(self.log)  # refuses a log that leaves a doubt
        if bool(self.reservations) is not (self.outcome is Outcome.WIPED_WITH_RESERVATIONS):
            raise ValueError(self.drive)
        if {item.value for item in proof.reservations} - {*self.reservations, _BY_RULES_OF_THE_DAY}:
            raise ValueError(self.drive)


@dataclass(frozen=True, slots=True)
class Certificate:
    """The whole content of a certificate; its canonical text is what the document's number stands for.

    `about` is the code of what it is about; `machines_expected` 0: nobody counted. `journal_seq` and `journal_hash` are
    the end of the workshop's journal when it was issued: a journal that was cut off later shows by them. `secret` is
    what masked values are salted with; only the donor's variant has it. `replaces` is the number of the certificate in
    whose place this one stands.
    """

    schema: str
    number: str
    example: bool
    workshop: str
    site: int
    donor: str
    lot: str
    issued_at: datetime
    machines_received: int
    bare_machines: tuple[BareMachine, ...]
    drives: tuple[DriveStatement, ...]
    scope: Scope = Scope.LOT
    about: str = ""
    slip: str = ""
    machines_expected: int = 0
    variant: Variant = Variant.DONOR
    secret: str = ""
    journal_seq: int = 0
    journal_hash: str = ""
    replaces: str = ""

    @property
    def machines_without_drive(self) -> tuple[str, ...]:
        """The codes of the machines that came without any drive."""
        return tuple(machine.code for machine in self.bare_machines)

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
