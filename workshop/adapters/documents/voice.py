"""How a document speaks: its own language, values put in, and French typography in this one place."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import Protocol

from workshop.domain.typography import NO_BREAK, french
from workshop.texts import SOURCE_LANGUAGE, month_names, translator


class Voice(Protocol):
    """Say a French source sentence in the document's language."""

    def __call__(self, message: str, **values: object) -> str: ...


def voice(language: str) -> Voice:
    """Return the voice of a language; keep it in a variable named `_`, the keyword that translators collect."""

    def say(message: str, **values: object) -> str:
        return _finish(language, translator(language)(message).format(**values)) if values else _said(language, message)

    return say


@lru_cache(maxsize=1 << 10)
def _said(language: str, message: str) -> str:
    return _finish(language, translator(language)(message))


@lru_cache(maxsize=1 << 13)
def _finish(language: str, text: str) -> str:
    return french(text) if is_french(language) else text


def is_french(language: str) -> bool:
    """Tell whether a document is in French."""
    return language == SOURCE_LANGUAGE


def one(count: int, language: str) -> bool:
    """Tell whether a count is singular: in French, none is."""
    return abs(count) < 2 if is_french(language) else count == 1  # noqa: PLR2004 — grammar


def number(count: int, language: str) -> str:
    """Write a whole number with its thousands apart."""
    return f"{count:,}".replace(",", NO_BREAK) if is_french(language) else f"{count:,}"


def moment(at: datetime) -> str:
    """Write a moment for a column: 2026-11-24 08:07:39, always UTC."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S}".replace(" ", NO_BREAK)


def duration(seconds: int, language: str) -> str:
    """Write how long something took: 1 h 02 min 03 s."""
    _ = voice(language)
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    if hours:
        return _("{hours} h {minutes:02d} min {seconds:02d} s", hours=hours, minutes=minute, seconds=second)
    if minute:
        return _("{minutes} min {seconds:02d} s", minutes=minute, seconds=second)
    return _("{seconds} s", seconds=second)


def day(at: datetime, language: str) -> str:
    """Write a day in words: 24 novembre 2026."""
    months = month_names(voice(language))
    utc = at.astimezone(UTC)
    first = "1er" if utc.day == 1 and is_french(language) else str(utc.day)
    return NO_BREAK.join((first, months[utc.month - 1], str(utc.year)))


def hour(at: datetime) -> str:
    """Write the time of a day: 08:07 UTC."""
    return f"{at.astimezone(UTC):%H:%M}{NO_BREAK}UTC"
