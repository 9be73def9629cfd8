"""All facts of a reading as one text: a table where there is room, lines in one column; and what a search leaves."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby

from ui.bench.reading import FactsShown
from ui.theme import Theme
from workshop import eligibility_words, lock_words
from workshop.domain.diagnosis import Diagnosis
from workshop.domain.eligibility import Finding
from workshop.domain.locks import triage
from workshop.fact_words import fact_name, fact_value, part_name, unread_detail
from workshop.services.fact_views import OURSELVES, FactRow
from workshop.texts import _
from workshop.words import shown

UNREAD = "unread"
COLUMNS = (36, 42, 22)  # percent: name, value, tool


@dataclass(frozen=True)
class Line:
    """One fact in words; `value` empty: it was not read."""

    name: str
    value: str
    tool: str

    def has(self, wanted: str) -> bool:
        """Tell whether a search finds it."""
        return wanted in plain(f"{self.name} {self.value} {self.tool}")


@dataclass(frozen=True)
class Section:
    """One part of the machine."""

    title: str
    lines: tuple[Line, ...]


def sections(there: FactsShown, wanted: str = "") -> tuple[Section, ...]:
    """Return the parts with the facts that a search finds, by name, value or tool; all of them without a search."""
    if there.sheet.diagnosis is None:
        return ()
    words = plain(wanted)
    found = (_kept(section, words) for section in _sections(there, there.sheet.diagnosis))
    return tuple(section for section in found if section.lines)


def html(found: tuple[Section, ...], theme: Theme, origin: str) -> str:
    """Write the parts for a rich text; what was not read stands in one line at the end of its part."""
    quiet, title = theme.color("ink2").name(), theme.px("lead")
    written = [f'<p style="color:{quiet}">{escape(origin)}</p>'] if origin else []
    for section in found:
        written.append(f'<p style="font-size:{title}px"><b>{escape(section.title)}</b></p>')
        known = [line for line in section.lines if line.value]
        written.append(_lines(known, quiet) if theme.one_column else _table(known, quiet))
        unknown = ", ".join(escape(line.name) for line in section.lines if not line.value)
        if unknown:
            unread = escape(shown(_("Pas lu :")))
            written.append(f'<p style="color:{quiet}">{unread} {unknown}</p>')
    nothing = escape(shown(_("Rien ne correspond à cette recherche.")))
    return "".join(written) or f"<p>{nothing}</p>"


def plain(text: str) -> str:
    """Return a text as it is compared in a search: no accent, no case, any space."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(char for char in letters if not unicodedata.combining(char)).split())


def _kept(section: Section, words: str) -> Section:
    if not words or words in plain(section.title):
        return section
    return Section(section.title, tuple(line for line in section.lines if line.has(words)))


def _sections(there: FactsShown, diagnosis: Diagnosis) -> Iterator[Section]:
    unread = (shown(unread_detail(item)).partition(" · ") for item in diagnosis.unread)
    yield Section(shown(_("Ce qui n'a pas été lu")), tuple(Line(what, more or " ", "") for what, _dot, more in unread))
    obstacles = (Line(lock_words.named(item.kind), str(lock_words.told(item)), item.seen) for item in triage(diagnosis))
    yield Section(shown(_("Ce qui gêne")), tuple(obstacles))
    if there.windows_11 is not None:
        yield Section(eligibility_words.answer(there.windows_11), tuple(map(_criterion, there.windows_11.findings)))
    rows = (row for row in there.sheet.facts if row.part != UNREAD)
    for title, facts_there in groupby(rows, part_name):
        yield Section(title, tuple(_line(row) for row in facts_there))


def _criterion(finding: Finding) -> Line:
    return Line(shown(eligibility_words.named(finding.criterion)), str(eligibility_words.told(finding)), OURSELVES)


def _line(row: FactRow) -> Line:
    read = row.value is not None and row.value != ""
    return Line(fact_name(row), fact_value(row) if read or row.name == "count" else "", row.tool)


def _table(lines: list[Line], quiet: str) -> str:
    if not lines:
        return ""
    widths = [f'width="{percent}%"' for percent in COLUMNS]
    rows = "".join(
        f'<tr><td {widths[0]} style="color:{quiet}">{escape(line.name)}</td>'
        f"<td {widths[1]}><b>{escape(line.value)}</b></td>"
        f'<td {widths[2]} style="color:{quiet}">{escape(line.tool)}</td></tr>'
        for line in lines
    )
    return f'<table width="100%" cellspacing="0" cellpadding="3">{rows}</table>'


def _lines(lines: list[Line], quiet: str) -> str:
    return "".join(
        f"<p>{escape(line.name)}<br><b>{escape(line.value)}</b>"
        + (f'<br><span style="color:{quiet}">{escape(line.tool)}</span>' if line.tool else "")
        + "</p>"
        for line in lines
    )
