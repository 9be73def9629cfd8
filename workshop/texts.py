"""Every sentence in the reader's language: French is the source, other languages are gettext catalogues."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from functools import cache

from workshop.resources import resource

DOMAIN = "etabli"
SOURCE_LANGUAGE = "fr"
LANGUAGES = ("fr", "en")

Translate = Callable[[str], str]


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """Return the catalogue of one language; French needs none, since the sentences are written in it."""
    if language == SOURCE_LANGUAGE:
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, resource("locale"), [language])


class _Spoken:
    """The language of this process's screens and messages; documents have their own."""

    def __init__(self) -> None:
        self.language = SOURCE_LANGUAGE


_spoken = _Spoken()


def speak(language: str) -> None:
    """Choose the language of screens and messages; an unknown one falls back to French."""
    _spoken.language = language if language in LANGUAGES else SOURCE_LANGUAGE


def spoken() -> str:
    """Return the language of screens and messages."""
    return _spoken.language


def _(message: str) -> str:
    """Translate into the language of the screens."""
    return catalogue(_spoken.language).gettext(message)


def several(one: str, many: str, count: int) -> str:
    """Translate with the plural that `count` needs (French: 0 and 1 are singular)."""
    if _spoken.language == SOURCE_LANGUAGE:
        return one if abs(count) < 2 else many  # noqa: PLR2004 — French grammar
    return catalogue(_spoken.language).ngettext(one, many, count)


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
