"""Every sentence in the reader's language: French is the source, other languages are gettext catalogues."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TypeVar

from workshop.resources import resource

DOMAIN = "etabli"
SOURCE_LANGUAGE = "fr"
LANGUAGES = ("fr", "en")
SIMPLE_FRENCH = "fr_simple"  # the sentences that are written more simply; the others are the code's
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "ur"})

Translate = Callable[[str], str]
T = TypeVar("T")


class Wording(StrEnum):
    """How the screens speak French."""

    STANDARD = "standard"
    SIMPLE = "simple"


class Front(StrEnum):
    """Where sentences are read: what to do next is a key on a screen, a command on the command line."""

    SCREEN = "screen"
    COMMAND_LINE = "command-line"


class _French(gettext.NullTranslations):
    """The sentences as they are in the code, with French plurals."""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return msgid1 if abs(n) < 2 else msgid2  # noqa: PLR2004 — 0 and 1 are singular


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """Return the catalogue of one language; French needs none, since the sentences are written in it."""
    if language == SOURCE_LANGUAGE:
        return _French()
    found = gettext.translation(DOMAIN, resource("locale"), [language])
    if language == SIMPLE_FRENCH:
        found.add_fallback(_French())
    return found


@dataclass
class _Spoken:
    """The language of this process's screens and messages; documents have their own."""

    language: str = SOURCE_LANGUAGE
    wording: Wording = Wording.STANDARD
    disguise: Translate | None = None
    front: Front = Front.COMMAND_LINE

    @property
    def catalogue(self) -> gettext.NullTranslations:
        simple = self.language == SOURCE_LANGUAGE and self.wording is Wording.SIMPLE
        return catalogue(SIMPLE_FRENCH if simple else self.language)

    def shown(self, text: str) -> str:
        return self.disguise(text) if self.disguise else text


_spoken = _Spoken()
_written: ContextVar[_Spoken | None] = ContextVar("_written", default=None)


def _now() -> _Spoken:
    return _written.get() or _spoken


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Say sentences in a document's language while it is made; nobody else hears it, not even another thread."""
    before = _written.set(_Spoken(language if language in LANGUAGES else SOURCE_LANGUAGE, front=_spoken.front))
    try:
        yield
    finally:
        _written.reset(before)


def speak(language: str, wording: Wording = Wording.STANDARD) -> None:
    """Choose the language of screens and messages; an unknown one falls back to French, which has two wordings."""
    _spoken.language = language if language in LANGUAGES else SOURCE_LANGUAGE
    _spoken.wording = wording


def speak_on(front: Front) -> None:
    """Choose where sentences are read from now on: one process is one front."""
    _spoken.front = front


def way(screen: str, command: str) -> str:
    """Return the way out that there is where the sentence is read; no screen names a command."""
    return screen if _spoken.front is Front.SCREEN else command


def spoken() -> str:
    """Return the language of screens and messages."""
    return _now().language


def wording() -> Wording:
    """Return how screens and messages speak French."""
    return _spoken.wording


def disguise(change: Translate | None) -> None:
    """Have every sentence changed before it is shown, as if in a script that reads right to left; for trials only."""
    _spoken.disguise = change


def reads_right_to_left() -> bool:
    """Tell whether screens begin at the right."""
    return _spoken.disguise is not None or _spoken.language in RIGHT_TO_LEFT


def _(message: str) -> str:
    """Translate into the language of the screens."""
    now = _now()
    return now.shown(now.catalogue.gettext(message))


def several(one: str, many: str, count: int) -> str:
    """Translate with the plural that `count` needs (French: 0 and 1 are singular)."""
    now = _now()
    return now.shown(now.catalogue.ngettext(one, many, count))


def kept_as_said(make: Callable[[], T]) -> Callable[[], T]:
    """Keep what `make` builds from sentences, apart for each way in which sentences are said: made once for each."""
    made = cache(lambda _manner: make())
    return lambda: made((_spoken.language, _spoken.wording, _spoken.disguise, _spoken.front))


def month_names(_: Translate) -> tuple[str, ...]:
    """Name the twelve months with one language's translation."""
    return (
        _("janvier"),
        _("février"),
        _("mars"),
        _("avril"),
        _("mai"),
        _("juin"),
        _("juillet"),
        _("août"),
        _("septembre"),
        _("octobre"),
        _("novembre"),
        _("décembre"),
    )


def translator(language: str) -> Translate:
    """Return the translation function of one document's language."""
    return catalogue(language if language in LANGUAGES else SOURCE_LANGUAGE).gettext
