"""What a wipe did, step by step, and what that proves.

A `Proof` cannot be made of a log that leaves a doubt: the type makes a false « effacé » impossible. An exit code proves
nothing (nwipe answers 0 when it is interrupted, hdparm when the drive aborts), nor does the tool's own verification
(nwipe 0.34 reads the page cache): what counts is our own read-back with direct I/O, and that nothing speaks against it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise

from workshop.domain.diagnosis import DriveMedium, Health, Smart, drive_health


class Technique(StrEnum):
    """How a medium was treated (NIST SP 800-88 Rev. 2, §3.1; words, not conformity)."""

    OVERWRITE = "overwrite"
    BLOCK_ERASE = "block-erase"
    CRYPTO_ERASE = "crypto-erase"
    SECURITY_ERASE = "security-erase"


class Level(StrEnum):
    """What a technique may be called on a medium; software never says « destroy »."""

    CLEAR = "clear"
    PURGE = "purge"


@dataclass(frozen=True, slots=True)
class Method:
    """One way to wipe: who does it, how often, and what must be read afterwards."""

    id: str
    technique: Technique
    engine: str
    passes: int = 1
    expected_byte: int = 0
    levels: tuple[tuple[DriveMedium, Level], ...] = ()

    def level(self, medium: DriveMedium) -> Level | None:
        """Return what this technique counts as on a medium, None where it counts as nothing."""
        return dict(self.levels).get(medium)


@dataclass(frozen=True, slots=True)
class MediumIdentity:
    """Who a medium is, as asked of the medium itself in one moment."""

    path: str
    model: str | None
    serial: str | None
    wwn: str | None
    size_bytes: int
    medium: DriveMedium

    @property
    def known(self) -> bool:
        """Whether it can be told from another of its kind; an image is known by its file."""
        return bool(self.serial or self.wwn or self.medium is DriveMedium.IMAGE)

    def same(self, other: MediumIdentity) -> bool:
        """Tell whether two askings found the same medium; the path is no identity, nor is the size alone."""
        return self.known and (self.model, self.serial, self.wwn, self.size_bytes) == (
            other.model,
            other.serial,
            other.wwn,
            other.size_bytes,
        )


class Claim(StrEnum):
    """What a tool says of its own work, as far as its output could be understood."""

    ERASED = "erased"
    FAILED = "failed"
    ABORTED = "aborted"
    NONE = "none"


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
    """Our own reading of the medium after the tool: `direct` means past the page cache (O_DIRECT)."""

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


class HiddenArea(StrEnum):
    """What is known of areas that the medium does not show (HPA, DCO, AMAX)."""

    NONE = "none"
    COVERED = "covered"
    PRESENT = "present"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True)
class WipeLog:
    """Everything that happened to one medium, in order. `exercise` is true where the medium is an image made to try."""

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


class Doubt(StrEnum):
    """Why a log proves nothing."""

    NO_STEP = "no-step"
    NEVER_ENDED = "never-ended"
    STOPPED = "stopped"
    TOOL_FAILED = "tool-failed"
    TOOL_CLAIMS_NOTHING = "tool-claims-nothing"
    IDENTITY_CHANGED = "identity-changed"
    NOT_READ_BACK = "not-read-back"
    READ_FROM_CACHE = "read-from-cache"
    READ_INCOMPLETE = "read-incomplete"
    UNREADABLE = "unreadable"
    DATA_LEFT = "data-left"
    HIDDEN_AREA = "hidden-area"
    CLOCK = "clock"
    NO_LEVEL = "no-level"


class Reservation(StrEnum):
    """What a proof leaves open; a contract may accept some of them."""

    HIDDEN_AREA_UNKNOWN = "hidden-area-unknown"
    HEALTH_UNKNOWN = "health-unknown"
    REALLOCATED_SECTORS = "reallocated-sectors"
    FLASH_OVERWRITE = "flash-overwrite"
    SAMPLED = "sampled"


FLASH = frozenset({DriveMedium.SSD, DriveMedium.NVME, DriveMedium.EMMC, DriveMedium.USB, DriveMedium.SD})


@dataclass(frozen=True, slots=True)
class Proof:
    """That one medium holds nothing but the expected pattern; refuses to be made of a log that does not show it."""

    log: WipeLog

    def __post_init__(self) -> None:
        doubts = doubts_about(self.log)
        if doubts:
            raise ValueError(doubts)

    @property
    def level(self) -> Level:
        level = self.log.level
        assert level is not None
        return level

    @property
    def reservations(self) -> tuple[Reservation, ...]:
        return _reservations(self.log)


@dataclass(frozen=True, slots=True)
class NotProven:
    """Why a log is no proof; never empty."""

    log: WipeLog
    doubts: tuple[Doubt, ...]

    def __post_init__(self) -> None:
        if not self.doubts:
            raise ValueError(self.log.id)


def conclude(log: WipeLog) -> Proof | NotProven:
    """Say what a log proves. Everything that is unknown speaks against it."""
    doubts = doubts_about(log)
    return NotProven(log, doubts) if doubts else Proof(log)


def doubts_about(log: WipeLog) -> tuple[Doubt, ...]:
    """List everything that keeps a log from being a proof."""
    return (
        *_of_the_tool(log),
        *_of_the_medium(log),
        *_of_the_reading(log),
        *_where((Doubt.NO_LEVEL, log.level is None or _claims_too_much(log))),
    )


def _claims_too_much(log: WipeLog) -> bool:
    """Tell whether a log says « purge » where writing through the interface can be no more than « clear »."""
    medium = log.before.medium
    written = log.technique in (Technique.OVERWRITE, Technique.SECURITY_ERASE)
    never = medium in (DriveMedium.USB, DriveMedium.SD, DriveMedium.UNKNOWN)
    return log.level is Level.PURGE and (never or (medium in FLASH and written))


def _of_the_tool(log: WipeLog) -> tuple[Doubt, ...]:
    ended = log.ended_at is not None and all(
        step.ended_at is not None and step.exit_code is not None for step in log.steps
    )
    return _where(
        (Doubt.NO_STEP, not log.steps),
        (Doubt.STOPPED, log.stopped or any(step.claim is Claim.ABORTED for step in log.steps)),
        (Doubt.NEVER_ENDED, not ended),
        (Doubt.TOOL_FAILED, any(step.exit_code or step.claim is Claim.FAILED for step in log.steps)),
        (Doubt.TOOL_CLAIMS_NOTHING, any(step.claim is Claim.NONE for step in log.steps)),
        (Doubt.CLOCK, _clock_went_back(log)),
    )


def _of_the_medium(log: WipeLog) -> tuple[Doubt, ...]:
    return _where(
        (Doubt.IDENTITY_CHANGED, log.after is None or not log.before.same(log.after)),
        (Doubt.HIDDEN_AREA, log.hidden_area is HiddenArea.PRESENT),
    )


def _of_the_reading(log: WipeLog) -> tuple[Doubt, ...]:
    reading = log.read_back
    if reading is None:
        return (Doubt.NOT_READ_BACK,)
    whole = reading.coverage is Coverage.FULL
    return _where(
        (Doubt.READ_FROM_CACHE, not reading.direct),
        (Doubt.READ_INCOMPLETE, reading.bytes_read <= 0 or (whole and reading.bytes_read != log.before.size_bytes)),
        (Doubt.UNREADABLE, reading.unreadable_bytes != 0),
        (Doubt.DATA_LEFT, reading.differing_bytes != 0 or reading.first_difference is not None),
    )


def _clock_went_back(log: WipeLog) -> bool:
    moments: list[datetime | None] = [log.started_at]
    for step in log.steps:
        moments += [step.started_at, step.ended_at]
    if log.read_back:
        moments += [log.read_back.started_at, log.read_back.ended_at]
    known = [moment for moment in (*moments, log.ended_at) if moment is not None]
    return any(later < earlier for earlier, later in pairwise(known))


def _reservations(log: WipeLog) -> tuple[Reservation, ...]:
    medium = log.before.medium
    smart = log.smart_after or log.smart_before
    health, _ = drive_health(smart)
    maybe_flash = medium in FLASH or medium is DriveMedium.UNKNOWN
    sampled = log.read_back is not None and log.read_back.coverage is Coverage.SAMPLED
    found = (
        (Reservation.HIDDEN_AREA_UNKNOWN, log.hidden_area is HiddenArea.UNKNOWN),
        (Reservation.HEALTH_UNKNOWN, medium is not DriveMedium.IMAGE and health is Health.UNKNOWN),
        (Reservation.REALLOCATED_SECTORS, any(map(_sectors_set_aside, (log.smart_before, log.smart_after)))),
        (Reservation.FLASH_OVERWRITE, maybe_flash and log.technique is Technique.OVERWRITE),
        (Reservation.SAMPLED, sampled),
    )
    return tuple(reservation for reservation, there in found if there)


def _sectors_set_aside(smart: Smart | None) -> bool:
    """Tell whether a drive keeps sectors out of reach, or was about to: what lay on them was not overwritten."""
    return bool(smart and (smart.reallocated_sectors or smart.pending_sectors or smart.uncorrectable_sectors))


def _where(*pairs: tuple[Doubt, bool]) -> tuple[Doubt, ...]:
    return tuple(doubt for doubt, there in pairs if there)
