"""Gestures as rows of a list: what, then the object, then who; the day stands above, the time at the right."""

from __future__ import annotations

from collections.abc import Sequence

from ui.signals import Shape
from ui.widgets.listing import Line
from ui.words import clock, long_day
from workshop.domain.events import Undone
from workshop.domain.typography import grouped
from workshop.event_words import told
from workshop.services.gesture_rows import GestureRow, Named
from workshop.texts import _, several
from workshop.undo_words import against
from workshop.words import shown


def lines_of(rows: Sequence[GestureRow]) -> list[Line]:
    """Return the rows, with a heading for each day."""
    lines: list[Line] = []
    before = None
    for row in rows:
        today = row.at.astimezone().date()
        if today != before:
            lines.append(Line("", long_day(row.at), heading=True))
            before = today
        lines.append(_line(row))
    return lines


def object_of(about: Named) -> str:
    """Name an object: what people call it, and its code."""
    return " · ".join(part for part in (about.name, grouped(about.code)) if part)


def why_not(row: GestureRow) -> str:
    """Say why a gesture cannot be taken back, before anybody tries; empty: it can."""
    return shown(" ".join(against(row.against)).strip()) if row.against else ""


def what(row: GestureRow) -> str:
    """Say what was done."""
    if isinstance(row.what, Undone) and row.took_back is not None:
        return shown(told(row.what, told(row.took_back, row.detail)))
    words = told(row.what, row.detail)
    if row.others > 0:
        more = several("et {number} autre", "et {number} autres", row.others).format(number=row.others)
        words = f"{words} ({more})"
    return shown(words)


def _line(row: GestureRow) -> Line:
    who = " · ".join(part for part in (object_of(row.about), row.person, row.bench) if part)
    when = clock(row.at)
    if row.undone:
        return Line(str(row.seq), what(row), who, shown(_("annulé, fait {when}").format(when=when)), Shape.LEFT)
    return Line(str(row.seq), what(row), who, when)
