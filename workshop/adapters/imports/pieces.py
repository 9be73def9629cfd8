"""Typed picking from reports: nobody vouches for what they hold."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from workshop.adapters.readings import placeholders
from workshop.domain.content import LARGEST_WHOLE_NUMBER, ContentError, written_time
from workshop.domain.imports import Note, has_zone

_LONGEST = 120
_SIZE = re.compile(r"\s*(\d{1,12}(?:\.\d{1,12})?)\s*([KMGTP]?)\s*", re.IGNORECASE)
_POWERS = {"": 0, "K": 1, "M": 2, "G": 3, "T": 4, "P": 5}


def said(text: object, longest: int = _LONGEST) -> str:
    """Give a text as it may be kept and printed: one line, bounded; "" where it is none."""
    if not isinstance(text, str):
        return ""
    clean = "".join(letter if letter.isprintable() else " " for letter in text[: longest * 2])
    return " ".join(clean.split())[:longest]


def serial(text: object) -> str:
    """Give a serial, "" where it only holds the place of one (nwipe --quiet writes XXXXXXXXXXXXXXX)."""
    return said(placeholders.serial(text) or "")


def model(text: object) -> str:
    """Give a model, "" where it only holds the place of one."""
    return said(placeholders.real(text) or "")


def count(text: object) -> int:
    """Give a count or a size in bytes, 0 where it is none."""
    if isinstance(text, str) and re.fullmatch(r"\s*[0-9]{1,16}\s*", text):
        text = int(text)
    return text if isinstance(text, int) and not isinstance(text, bool) and 0 <= text <= LARGEST_WHOLE_NUMBER else 0


def human_size(text: object) -> int:
    """Give what lsblk's « 298.1G » is in bytes, about."""
    found = _SIZE.fullmatch(text) if isinstance(text, str) else None
    if not found:
        return 0
    return count(round(float(found[1]) * 1024 ** _POWERS[found[2].upper()]))


def wall_clock(year: str, month: str, day: str, clock: str) -> str:
    """Give a time without a zone, "" where it is none."""
    return moment(f"{year}-{month}-{day}T{clock}")


def moment(text: object) -> str:
    """Give an ISO 8601 time: in UTC where it names its zone, else as it stands; "" where it is none."""
    if not isinstance(text, str) or len(text) > _LONGEST:
        return ""
    try:
        read = datetime.fromisoformat(text.strip()).replace(microsecond=0)  # so that texts sort as times do
        return written_time(read) if read.tzinfo else read.isoformat()
    except (ValueError, ContentError):
        return ""


def epoch(seconds: object) -> str:
    """Give the time of so many seconds since 1970, "" where it is none."""
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        return ""
    try:
        return written_time(datetime.fromtimestamp(seconds, UTC).replace(microsecond=0))
    except (ValueError, OverflowError, OSError, ContentError):
        return ""


def about_times(started: str, ended: str) -> tuple[Note, ...]:
    """Say what is odd about two times of one wipe."""
    notes = []
    if any(at and not has_zone(at) for at in (started, ended)):
        notes.append(Note.NO_ZONE)
    if started and ended and has_zone(started) == has_zone(ended) and ended < started:
        notes.append(Note.TIMES_BACKWARDS)
    return tuple(notes)


def latest(moments: list[str]) -> str:
    """Give the latest of some times; those with a zone first, since they can be compared with others."""
    known = [at for at in moments if has_zone(at)] or [at for at in moments if at]
    return max(known, default="")


def table(value: Any) -> dict[str, Any]:
    """Give an object, or an empty one."""
    return value if isinstance(value, dict) else {}


def tables(value: Any) -> list[dict[str, Any]]:
    """Give the objects of a list."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
