"""Impact figures: those that are shipped (`resources/impact/*.toml`) and the workshop's own file, by the same rules.

A figure without its source is refused, and so is one that somebody only remembers. Of a wrong file every problem is
told, with its line, and nothing of it is taken.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from workshop.adapters.rules.page import Page
from workshop.domain.claims import Claims
from workshop.domain.contracts import Confidence, Part
from workshop.domain.diagnosis import Category
from workshop.domain.errors import RulesError
from workshop.domain.impact_figures import Assumed, Assumption, Figure, Figures, FigureSource, Right

FORMAT = 1
LARGEST_FILE = 256 * 1024
LONGEST_TEXT = 400
MOST_ENTRIES = 500
MOST_KG = 100_000
_NUMBERS = {  # key in the file: field, grams in one
    "construction_kg": ("construction_grams", 1000),
    "distribution_kg": ("distribution_grams", 1000),
    "materials_kg": ("materials_grams", 1000),
    "mass_kg": ("mass_grams", 1000),
    "co2e_kg_per_year": ("co2e_grams_per_year", 1000),
    "materials_kg_per_year": ("materials_grams_per_year", 1000),
    "ewaste_g_per_year": ("ewaste_grams_per_year", 1),
}
_FIGURE_KEYS = frozenset({"id", "source", "category", "part", "scope", "scope_en", *_NUMBERS})
_SOURCE_TEXTS = ("id", "title", "publisher", "version", "licence")
_SOURCE_KEYS = frozenset({*_SOURCE_TEXTS, "right", "confidence", "dated", "consulted", "url", "told_by"})
_ASSUMPTION_KEYS = frozenset({"id", "what", "value", "source", "category"})
_RANGES = {  # the least and the most that a choice can be; thousandths
    Assumed.DISPLACEMENT: (0, 1000),
    Assumed.SECOND_LIFE_YEARS: (1, 30_000),
    Assumed.LIFETIME_YEARS: (500, 50_000),
    Assumed.OVERHEAD_KG: (0, 1_000_000),
}
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_KINDS = frozenset(kind.value for kind in Category) - {Category.UNKNOWN.value, Category.VIRTUAL.value}
_PARTS = frozenset(part.value for part in Part) - {"", Part.SYSTEM.value}


def load_figures(folder: Path, own: Path | None, claims: Claims) -> Figures:
    """Read the shipped figures, and the workshop's own where it has any; raises RulesError with all problems."""
    figures = Figures()
    for file in sorted(folder.glob("*.toml")):
        figures = figures.with_own(read_figures(file, figures, claims))
    return figures.with_own(read_figures(own, figures, claims)) if own and own.exists() else figures


def read_figures(file: Path, known: Figures, claims: Claims) -> Figures:
    """Read one file, which may name sources of those that are `known`; raises RulesError with all problems."""
    if _is_too_large(file):
        raise RulesError(str(file), (f"{file.name}: larger than {LARGEST_FILE} bytes",))
    page = Page(file)
    if page.problems:
        raise RulesError(str(file), tuple(page.problems))
    found = _Reading(page, _Lines(file), claims, known).figures()
    if page.problems:
        raise RulesError(str(file), tuple(page.problems))
    return found


def _is_too_large(file: Path) -> bool:
    try:
        return file.stat().st_size > LARGEST_FILE
    except OSError:  # the page says why it cannot be read
        return False


class _Lines:
    """Where each table of a list is written: the TOML reader keeps no lines."""

    def __init__(self, file: Path) -> None:
        text = file.read_text("utf-8")
        self._headers: dict[str, list[int]] = {}
        for found in re.finditer(r"^[ \t]*\[\[[ \t]*([\w-]+)[ \t]*\]\]", text, re.MULTILINE):
            self._headers.setdefault(found[1], []).append(text.count("\n", 0, found.start()) + 1)

    def of(self, key: str, number: int, entries: int) -> int | None:
        lines = self._headers.get(key, [])
        return lines[number] if len(lines) == entries else None  # else they are written in another way, or in a text


@dataclass(slots=True)
class _Entry:
    """One table of a list, and where it stands."""

    page: Page
    said: Mapping[str, Any]
    line: int | None
    name: str
    fine: bool = True

    def wrong(self, key: str, problem: str) -> None:
        self.fine = False
        self.page.problem(self.line, f"{self.name}: {key}: {problem}")

    def only(self, keys: frozenset[str]) -> None:
        for key in sorted(self.said.keys() - keys):
            self.wrong(key, "unknown key")

    def text(self, key: str, *, needed: bool = True) -> str:
        value = self.said.get(key)
        if value is None and not needed:
            return ""
        if not isinstance(value, str) or not value.strip():
            self.wrong(key, "must be a text")
        elif len(value) > LONGEST_TEXT or not value.isprintable():
            self.wrong(key, f"must be one line of {LONGEST_TEXT} signs at most")
        else:
            return value
        return ""

    def word(self, key: str, words: Iterable[str], *, needed: bool = True) -> str:
        value = self.said.get(key)
        if value is None and not needed:
            return ""
        if isinstance(value, str) and value in words:
            return value
        self.wrong(key, f"{value!r:.40} is none of {', '.join(sorted(words))}")
        return ""

    def day(self, key: str) -> str:
        value = self.said.get(key)
        if value is None:
            return ""
        if isinstance(value, str) and _DATE.fullmatch(value):
            try:
                date.fromisoformat(value + "-01-01"[3 * value.count("-") :])
            except ValueError:
                pass
            else:
                return value
        self.wrong(key, "must be a date between quotes, such as 2022, 2022-09 or 2022-09-09")
        return ""

    def whole(self, key: str, scale: int, least: int, most: int) -> int | None:
        """Return a number times `scale`, which must be whole; written with a point or without, as people do."""
        value = self.said.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            self.wrong(key, "must be a number")
            return None
        number = Decimal(str(value)) * scale
        if not least <= number <= most:
            self.wrong(key, f"must be from {Decimal(least) / scale:f} to {Decimal(most) / scale:f}")
        elif number != int(number):
            self.wrong(key, "has more digits than anybody measured")
        else:
            return int(number)
        return None


class _Reading:
    """One file on its way to figures."""

    def __init__(self, page: Page, lines: _Lines, claims: Claims, known: Figures) -> None:
        self._page = page
        self._lines = lines
        self._claims = claims
        self._sources = {source.id for source in known.sources}

    def figures(self) -> Figures:
        page = self._page
        page.only("format", "version", "source", "figure", "assumption")
        if page.said.get("format") != FORMAT:
            page.wrong("format", f"must be {FORMAT}")
        version = page.words("version")
        sources = page.distinct(self._source(entry) for entry in self._entries("source"))
        self._sources |= {source.id for source in sources}
        figures = page.distinct(self._figure(entry) for entry in self._entries("figure"))
        assumptions = page.distinct(self._assumption(entry) for entry in self._entries("assumption"))
        chosen = [(one.what, one.category) for one in assumptions]
        for what, category in sorted({pair for pair in chosen if chosen.count(pair) > 1}):
            page.problem(None, f"assumption: {what} {category}".rstrip() + ": stands there twice")
        if not figures and not assumptions and not page.problems:
            page.wrong("figure", "needs one [[figure]] or one [[assumption]] at least")
        return Figures(version, sources, figures, assumptions)

    def _entries(self, key: str) -> Iterable[_Entry]:
        listed = self._page.said.get(key, [])
        if not isinstance(listed, list) or len(listed) > MOST_ENTRIES:
            self._page.wrong(key, f"must be [[{key}]] tables, {MOST_ENTRIES} at most")
            return
        for number, said in enumerate(listed):
            line = self._lines.of(key, number, len(listed))
            if not isinstance(said, dict):
                self._page.problem(line, f"{key}: must be a table")
                continue
            name = said.get("id")
            named = name if isinstance(name, str) and name.strip() and len(name) <= LONGEST_TEXT else ""
            yield _Entry(self._page, said, line, named or f"{key} {number + 1}")

    def _source(self, entry: _Entry) -> FigureSource | None:
        entry.only(_SOURCE_KEYS)
        name, title, publisher, version, licence = map(entry.text, _SOURCE_TEXTS)
        right = entry.word("right", [item.value for item in Right])
        confidence = entry.word("confidence", [item.value for item in Confidence if item])
        if confidence == Confidence.MEMORY.value:
            entry.wrong("confidence", "what is only remembered is no figure: read it first")
        if confidence == Confidence.JUDGEMENT.value and right and right != Right.OWN.value:
            entry.wrong("confidence", 'a judgement is the workshop\'s own: right = "own"')
        dated, consulted = entry.day("dated"), entry.day("consulted")
        if not dated and not consulted:
            entry.wrong("dated", "needs the date of the source, or consulted: the day on which it was read")
        url, told_by = entry.text("url", needed=False), entry.text("told_by", needed=False)
        if confidence == Confidence.SECOND_HAND.value and not told_by:
            entry.wrong("told_by", "who says that the source says it?")
        self._claim_nothing(entry, "title", "publisher", "version", "licence", "told_by")
        if not entry.fine:
            return None
        how = (Right(right), Confidence(confidence))
        return FigureSource(name, title, publisher, version, licence, *how, dated, consulted, url, told_by)

    def _figure(self, entry: _Entry) -> Figure | None:
        entry.only(_FIGURE_KEYS)
        name, source = entry.text("id"), self._named_source(entry)
        category = entry.word("category", _KINDS, needed=False)
        part = entry.word("part", _PARTS, needed=False)
        if ("category" in entry.said) == ("part" in entry.said):
            entry.wrong("category", "needs a category or a part, not both")
        numbers = {
            field: entry.whole(key, scale, 0, MOST_KG * 1000 if scale > 1 else MOST_KG)
            for key, (field, scale) in _NUMBERS.items()
        }
        if not entry.said.keys() & _NUMBERS.keys():
            entry.wrong("construction_kg", f"needs one number at least: {', '.join(_NUMBERS)}")
        if "distribution_kg" in entry.said and "construction_kg" not in entry.said:
            entry.wrong("distribution_kg", "says nothing without construction_kg")
        scope, scope_en = entry.text("scope", needed=False), entry.text("scope_en", needed=False)
        self._claim_nothing(entry, "scope", "scope_en")
        return Figure(name, source, category, part, **numbers, scope=scope, scope_en=scope_en) if entry.fine else None

    def _assumption(self, entry: _Entry) -> Assumption | None:
        entry.only(_ASSUMPTION_KEYS)
        name, source = entry.text("id"), self._named_source(entry)
        what = entry.word("what", [item.value for item in Assumed])
        category = entry.word("category", _KINDS, needed=False)
        if "value" not in entry.said:
            entry.wrong("value", "must be a number")
        least, most = _RANGES[Assumed(what)] if what else (0, MOST_KG)
        value = entry.whole("value", 1000, least, most)
        if not entry.fine or value is None:
            return None
        return Assumption(name, Assumed(what), value, source, category)

    def _named_source(self, entry: _Entry) -> str:
        source = entry.text("source")
        if source and source not in self._sources:
            entry.wrong("source", f"{source!r:.60} is none of the sources")
        return source

    def _claim_nothing(self, entry: _Entry, *keys: str) -> None:
        """Refuse texts that papers may not say: they would stand on a paper."""
        for key in keys:
            text = entry.said.get(key)
            language = "en" if key == "scope_en" else "fr"
            for claim in self._claims.found_in(text, language) if isinstance(text, str) else ():
                entry.wrong(key, f"says what no paper says ({claim.id})")
