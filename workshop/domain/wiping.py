"""What a wipe did, step by step; what that proves is said in `proofs`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from workshop.domain.diagnosis import DriveMedium, Smart
from workshop.domain.interlocks import Protection
from workshop.domain.methods import Abilities, Expectation, Level, Technique

_BEHIND_A_BRIDGE = frozenset({DriveMedium.USB, DriveMedium.UNKNOWN})


@dataclass(frozen=True, slots=True)
class MediumIdentity:
    """Who a medium is, as asked of the medium itself in one moment; `place` is the physical path (port, slot, file)."""

    path: str
    model: str | None
    serial: str | None
    wwn: str | None
    size_bytes: int
    medium: DriveMedium
    place: str = ""

    @property
    def named(self) -> bool:
        """Whether it says itself who it is; an image does by its file's name."""
        return bool(self.serial or self.wwn or self.medium is DriveMedium.IMAGE)

    @property
    def by_place(self) -> bool:
        """Whether only its place tells it from another: a bridge may give one name of its own to all drives put in."""
        return not self.named or (not self.wwn and self.medium in _BEHIND_A_BRIDGE)

    @property
    def known(self) -> bool:
        """Whether it can be told from another of its kind, if only by where it is plugged in."""
        return self.named or bool(self.place)

    def same(self, other: MediumIdentity) -> bool:
        """Tell whether two askings found the same medium; the path is no identity, nor is the size alone.

        A medium without a name of its own is only the same while it stays where it is.
        """
        where = (self.place, other.place) if not self.named else ("", "")
        return self.known and (self.model, self.serial, self.wwn, self.size_bytes, where[0]) == (
            other.model,
            other.serial,
            other.wwn,
            other.size_bytes,
            where[1],
        )


class Claim(StrEnum):
    """What a tool says of its own work, as far as its output could be understood; `LOOKED`: it only had to look.

    `STARTED`: the drive took the command and works on by itself; only a later step can say how that ended.
    """

    ERASED = "erased"
    STARTED = "started"
    FAILED = "failed"
    ABORTED = "aborted"
    NONE = "none"
    LOOKED = "looked"


@dataclass(frozen=True, slots=True)
class WipeStep:
    """One command that ran: everything that it said and how it ended (`exit_code` None: it never ended)."""

    command: tuple[str, ...]
    tool: str
    tool_version: str
    started_at: datetime
    ended_at: datetime | None
    exit_code: int | None
    claim: Claim
    output: str = ""


class Coverage(StrEnum):
    """How much of a medium was read back."""

    FULL = "full"
    SAMPLED = "sampled"


@dataclass(frozen=True, slots=True)
class ReadBack:
    """Our own reading of the medium after the tool: `direct` means past the page cache (O_DIRECT).

    `differing_bytes` are those outside the expected byte or pattern; `period` is the pattern that was found, in
    hexadecimal. `compared_bytes` held data before and were read again, of which `unchanged_bytes` still hold the same.
    A sampled reading records its `seed` and its number of equal `subsections`; `planned_bytes` is what it meant to read
    (0: the whole medium).
    """

    coverage: Coverage
    direct: bool
    expected_byte: int
    bytes_read: int
    differing_bytes: int
    unreadable_bytes: int
    started_at: datetime
    ended_at: datetime
    first_difference: int | None = None
    content_sha256: str = ""
    expectation: Expectation = Expectation.BYTE
    period: str = ""
    compared_bytes: int = 0
    unchanged_bytes: int = 0
    planned_bytes: int = 0
    subsections: int = 0
    seed: str = ""


class HiddenArea(StrEnum):
    """What is known of areas that the medium does not show (HPA, DCO, AMAX, other namespaces, unallocated capacity)."""

    NONE = "none"
    COVERED = "covered"
    PRESENT = "present"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True)
class WipeLog:
    """Everything that happened to one medium, in order. `exercise` is true where the medium is an image made to try.

    `stage` and `percent` are the last progress that reached the disk; `elapsed_seconds` is what the bench's monotonic
    clock counted from the first line to the last; `damaged` is true where a line of the log is not as it was written.
    `confirmed` is the code that a person scanned, or empty where the lot was authorised. `native_bytes` is what the
    medium could hold if it hid nothing.
    """

    id: str
    drive: str
    method: str
    technique: Technique
    exercise: bool
    before: MediumIdentity
    after: MediumIdentity | None
    started_at: datetime
    ended_at: datetime | None
    steps: tuple[WipeStep, ...]
    read_back: ReadBack | None
    hidden_area: HiddenArea
    stopped: bool = False
    level: Level | None = None
    smart_before: Smart | None = None
    smart_after: Smart | None = None
    stage: str = ""
    percent: int | None = None
    elapsed_seconds: int | None = None
    damaged: bool = False
    confirmed: str = ""
    native_bytes: int | None = None
    namespaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PresentDrive:
    """A drive that is plugged into this bench now; a protected one cannot be chosen."""

    medium: MediumIdentity
    protected: Protection | None = None


@dataclass(frozen=True, slots=True)
class Looked:
    """What a drive answered before anything is done to it; `native_bytes` is its size if it hid nothing."""

    abilities: Abilities = field(default_factory=Abilities)
    smart: Smart | None = None
    hidden_area: HiddenArea = HiddenArea.UNKNOWN
    native_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class WipeCard:
    """One wipe that was started: `code` is its log's id, `open` until its end is written; `exercise`: on an image.

    `confirmed` is the code that a person scanned to start it, empty where a manager had authorised the lot.
    """

    code: str
    drive: str
    machine: str
    lot: str
    method: str
    person: str
    bench: str
    started_at: str
    confirmed: str = ""
    exercise: bool = False
    open: bool = True
