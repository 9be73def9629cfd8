"""Reports of other tools: what they say of drives, in our words. Evidence that is declared, never proven by us."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from workshop.domain.content import ContentError, read_time
from workshop.domain.lots import DriveCard

LARGEST_REPORT = 32 * 2**20  # nwipe's PDF of a whole system takes about 0.5 MB a drive
MOST_ENTRIES = 500
_SHORTEST_SERIAL = 4  # shorter ones are on more than one drive
_SHORTEST_MODEL = 4
_ROUNDED_BY = 0.01  # « 298.1G », « 160042 MB »: makers and tools round to three or four digits
_WIDEST_ZONE = timedelta(hours=14)  # UTC+14 to UTC-12: what a time without a zone may be off


class ReportFormat(StrEnum):
    """The reports that can be read."""

    NWIPE_LOG = "nwipe-log"
    NWIPE_PDF = "nwipe-pdf"
    USODY_JSON = "usody-json"
    EREUSE_JSON = "ereuse-json"
    BLANCCO_XML = "blancco-xml"


NEVER_SEEN = frozenset({ReportFormat.BLANCCO_XML})  # built from published field names, without a real report


class Account(StrEnum):
    """What a report says of one wipe, as far as it could be understood; whatever is not plain is UNKNOWN."""

    WIPED = "wiped"
    FAILED = "failed"
    ABORTED = "aborted"
    UNKNOWN = "unknown"


class Note(StrEnum):
    """What is to be known beside a report's own word for how a wipe ended."""

    ERRORS_COUNTED = "errors-counted"
    NOT_WHOLE = "not-whole"
    NEVER_STARTED = "never-started"
    STEP_FAILED = "step-failed"
    CHECK_FAILED = "check-failed"
    NO_SUMMARY = "no-summary"
    CHECKED_ONLY = "checked-only"
    HIDDEN_SECTORS = "hidden-sectors"
    WARNED = "warned"
    INCOMPLETE = "incomplete"
    CONTRADICTS_ITSELF = "contradicts-itself"
    SERIAL_TWICE = "serial-twice"
    HIDDEN_UNKNOWN = "hidden-unknown"
    STOPPED_AFTER = "stopped-after"
    TIMES_BACKWARDS = "times-backwards"
    NO_ZONE = "no-zone"
    DOCK_SERIAL = "dock-serial"


FAILS = frozenset(
    {Note.ERRORS_COUNTED, Note.NOT_WHOLE, Note.NEVER_STARTED, Note.STEP_FAILED, Note.CHECK_FAILED},
)
LEAVES_OPEN = frozenset(
    {
        Note.NO_SUMMARY,
        Note.CHECKED_ONLY,
        Note.HIDDEN_SECTORS,
        Note.WARNED,
        Note.INCOMPLETE,
        Note.CONTRADICTS_ITSELF,
        Note.SERIAL_TWICE,
    }
)


def account(word: Account, notes: Iterable[Note]) -> Account:
    """Return what a report says when its own word and everything that stands beside it are read together."""
    if word is not Account.WIPED:
        return word
    found = set(notes)
    if found & FAILS:
        return Account.FAILED
    return Account.UNKNOWN if found & LEAVES_OPEN else Account.WIPED


@dataclass(frozen=True, slots=True)
class ForeignWipe:
    """One wipe of one drive, as a report tells it. Empty or 0: the report does not say, or holds a placeholder.

    Times are ISO 8601; those that do not end in Z have no zone (the wall clock of whoever made the report).
    `size_is_rounded`: the size is a human one (« 298.1G »), not a count. `detail` is the report's own words.
    """

    serial: str
    model: str
    size_bytes: int
    method: str
    status: Account
    started_at: str = ""
    ended_at: str = ""
    detail: str = ""
    notes: tuple[Note, ...] = ()
    size_is_rounded: bool = False

    def __post_init__(self) -> None:
        if account(self.status, self.notes) is not self.status:
            raise ValueError(f"{self.status} with {', '.join(self.notes)}")


class Problem(StrEnum):
    """What of a report could not be read, while the rest could."""

    ENTRY_UNREADABLE = "entry-unreadable"
    PAGE_UNREADABLE = "page-unreadable"
    TOO_MANY = "too-many"


@dataclass(frozen=True, slots=True)
class ReportProblem:
    """One part of a report that could not be read."""

    what: Problem
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ForeignReport:
    """A report of another tool; `tool` is the name by which contracts accept it. Several wipes of one drive: in order.

    `made_at` is the latest time in the report, empty where there is none.
    """

    tool: str
    tool_version: str
    format: ReportFormat
    made_at: str
    entries: tuple[ForeignWipe, ...]
    problems: tuple[ReportProblem, ...] = ()


class WhyNotRead(StrEnum):
    """Why a file is no report that can be read."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    UNKNOWN_FORMAT = "unknown-format"
    DAMAGED = "damaged"
    FORBIDDEN = "forbidden"
    TOO_SLOW = "too-slow"
    TOO_HEAVY = "too-heavy"
    NO_READER = "no-reader"


@dataclass(frozen=True, slots=True)
class NotRead:
    """A file that could not be read as a report."""

    why: WhyNotRead
    detail: str = ""


class Unmatched(StrEnum):
    """Why an entry of a report belongs to no drive of ours."""

    NO_SERIAL = "no-serial"
    UNKNOWN_SERIAL = "unknown-serial"
    SHARED_SERIAL = "shared-serial"
    OTHER_MODEL = "other-model"
    OTHER_SIZE = "other-size"


def plain_serial(text: str) -> str:
    """Return a serial in the form in which those of reports are compared: letters and digits, in capitals."""
    return re.sub(r"[\W_]", "", text).upper()


def match(entry: ForeignWipe, cards: Sequence[DriveCard]) -> DriveCard | Unmatched:
    """Find the one drive that an entry is about among those with its serial; model and size may speak against it."""
    if len(plain_serial(entry.serial)) < _SHORTEST_SERIAL or Note.DOCK_SERIAL in entry.notes:
        return Unmatched.NO_SERIAL
    if not cards:
        return Unmatched.UNKNOWN_SERIAL
    if len(cards) > 1 or Note.SERIAL_TWICE in entry.notes:
        return Unmatched.SHARED_SERIAL
    card = cards[0]
    if not _same_model(card.model, entry.model):
        return Unmatched.OTHER_MODEL
    return card if _same_size(card.size_bytes, entry) else Unmatched.OTHER_SIZE


def _same_model(ours: str, theirs: str) -> bool:
    """Tools cut models (nwipe at 17 characters) and leave the maker out: the shorter must be within the longer."""
    shorter, longer = sorted((plain_serial(ours), plain_serial(theirs)), key=len)
    return not shorter or shorter == longer or (len(shorter) >= _SHORTEST_MODEL and shorter in longer)


def _same_size(ours: int, entry: ForeignWipe) -> bool:
    if not ours or not entry.size_bytes:
        return True
    return abs(ours - entry.size_bytes) <= (ours * _ROUNDED_BY if entry.size_is_rounded else 0)


def last_of_each(entries: Sequence[ForeignWipe]) -> frozenset[int]:
    """Return the places of the entries that are the last word on their drive: the latest end, else the last told."""
    last: dict[str, int] = {}
    for place, entry in enumerate(entries):
        serial = plain_serial(entry.serial)
        before = last.get(serial)
        if before is None or not _earlier(entry.ended_at, entries[before].ended_at):
            last[serial] = place
    nameless = (place for place, entry in enumerate(entries) if not plain_serial(entry.serial))
    return frozenset((*last.values(), *nameless))


def _earlier(one: str, other: str) -> bool:
    return bool(one and other) and has_zone(one) == has_zone(other) and one < other


def has_zone(moment: str) -> bool:
    """Tell whether a time of a report names its zone."""
    return moment.endswith("Z")


def is_certainly_between(moment: str, after: datetime, before: datetime) -> bool:
    """Tell whether a time of a report lies between two moments, whatever zone it was written in."""
    try:
        read = read_time(moment) if has_zone(moment) else datetime.fromisoformat(moment).replace(tzinfo=UTC)
    except (ContentError, ValueError):
        return False
    slack = timedelta() if has_zone(moment) else _WIDEST_ZONE
    try:
        return after < read - slack and read <= before + slack
    except OverflowError:  # a time at the end of the calendar
        return False
