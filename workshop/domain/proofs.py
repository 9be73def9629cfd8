"""What a wipe's log proves.

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
from workshop.domain.methods import Expectation, Level, never_a_purge, out_of_reach
from workshop.domain.wiping import Claim, Coverage, HiddenArea, ReadBack, WipeLog

CLOCK_TOLERANCE_SECONDS = 120  # a clock that is set right by the network moves by less; more moves the paper's dates


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
    NOTHING_COMPARED = "nothing-compared"
    LOG_DAMAGED = "log-damaged"


class Reservation(StrEnum):
    """What a proof leaves open; a contract may accept some of them."""

    HIDDEN_AREA_UNKNOWN = "hidden-area-unknown"
    HEALTH_UNKNOWN = "health-unknown"
    REALLOCATED_SECTORS = "reallocated-sectors"
    FLASH_OVERWRITE = "flash-overwrite"
    SAMPLED = "sampled"
    CLOCK_MOVED = "clock-moved"
    IDENTITY_BY_PLACE = "identity-by-place"


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
        *_where((Doubt.LOG_DAMAGED, log.damaged)),
        *_of_the_tool(log),
        *_of_the_medium(log),
        *_of_the_reading(log),
        *_where((Doubt.NO_LEVEL, log.level is None or _claims_too_much(log))),
    )


def _claims_too_much(log: WipeLog) -> bool:
    return log.level is Level.PURGE and never_a_purge(log.technique, log.before.medium)


def _of_the_tool(log: WipeLog) -> tuple[Doubt, ...]:
    worked = [step for step in log.steps if step.claim is not Claim.LOOKED]
    claims = [step.claim for step in worked]
    ended = log.ended_at is not None and all(
        step.ended_at is not None and step.exit_code is not None for step in log.steps
    )
    return _where(
        (Doubt.NO_STEP, not worked),
        (Doubt.STOPPED, log.stopped or any(step.claim is Claim.ABORTED for step in worked)),
        (Doubt.NEVER_ENDED, not ended),
        (Doubt.TOOL_FAILED, any(step.exit_code or step.claim is Claim.FAILED for step in worked)),
        (Doubt.TOOL_CLAIMS_NOTHING, any(claim is Claim.NONE for claim in claims) or claims[-1:] == [Claim.STARTED]),
        (Doubt.CLOCK, _clock_went_back(log) or _clock_moved(log) < -CLOCK_TOLERANCE_SECONDS),
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
    planned = reading.planned_bytes if reading.coverage is Coverage.SAMPLED else log.before.size_bytes
    return _where(
        (Doubt.READ_FROM_CACHE, not reading.direct),
        (Doubt.READ_INCOMPLETE, reading.bytes_read <= 0 or reading.bytes_read != planned),
        (Doubt.UNREADABLE, reading.unreadable_bytes != 0),
        (Doubt.DATA_LEFT, _left(reading)),
        (Doubt.NOTHING_COMPARED, _compared_nothing(reading)),
    )


def _left(reading: ReadBack) -> bool:
    """Tell whether something was found that the technique should not have left."""
    if reading.unchanged_bytes:
        return True
    if reading.expectation is Expectation.CHANGED:
        return False
    return reading.differing_bytes != 0 or reading.first_difference is not None


def _compared_nothing(reading: ReadBack) -> bool:
    """Tell whether noise was found and nothing is known of what was there before: it may be the data itself."""
    noise = reading.differing_bytes != 0 or reading.first_difference is not None
    return reading.expectation is Expectation.CHANGED and noise and reading.compared_bytes <= 0


def _clock_moved(log: WipeLog) -> float:
    """Return by how many seconds the bench's clock went ahead (negative: back) of its own counting."""
    if log.ended_at is None or log.elapsed_seconds is None:
        return 0.0
    return (log.ended_at - log.started_at).total_seconds() - log.elapsed_seconds


def _clock_went_back(log: WipeLog) -> bool:
    """Tell whether moments are out of order: those of the steps, and those of the reading after all work was done.

    What only looks may come after the reading; work may not.
    """
    worked = [step.ended_at for step in log.steps if step.claim is not Claim.LOOKED]
    steps = [moment for step in log.steps for moment in (step.started_at, step.ended_at)]
    reading = [log.read_back.started_at, log.read_back.ended_at] if log.read_back else []
    return not (_in_order(log.started_at, *steps, log.ended_at) and _in_order(*worked, *reading, log.ended_at))


def _in_order(*moments: datetime | None) -> bool:
    known = [moment for moment in moments if moment is not None]
    return all(earlier <= later for earlier, later in pairwise(known))


def _reservations(log: WipeLog) -> tuple[Reservation, ...]:
    medium = log.before.medium
    smart = log.smart_after or log.smart_before
    health, _ = drive_health(smart)
    sampled = log.read_back is not None and log.read_back.coverage is Coverage.SAMPLED
    found = (
        (Reservation.HIDDEN_AREA_UNKNOWN, log.hidden_area is HiddenArea.UNKNOWN),
        (Reservation.HEALTH_UNKNOWN, medium is not DriveMedium.IMAGE and health is Health.UNKNOWN),
        (Reservation.REALLOCATED_SECTORS, any(map(_sectors_set_aside, (log.smart_before, log.smart_after)))),
        (Reservation.FLASH_OVERWRITE, out_of_reach(log.technique, medium)),
        (Reservation.SAMPLED, sampled),
        (Reservation.IDENTITY_BY_PLACE, log.before.by_place),
        (Reservation.CLOCK_MOVED, _clock_moved(log) > CLOCK_TOLERANCE_SECONDS),
    )
    return tuple(reservation for reservation, there in found if there)


def _sectors_set_aside(smart: Smart | None) -> bool:
    """Tell whether a drive keeps sectors out of reach, or was about to: what lay on them was not overwritten."""
    return bool(smart and (smart.reallocated_sectors or smart.pending_sectors or smart.uncorrectable_sectors))


def _where(*pairs: tuple[Doubt, bool]) -> tuple[Doubt, ...]:
    return tuple(doubt for doubt, there in pairs if there)
