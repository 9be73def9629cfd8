"""The wipes that have ended, as rows: read once, and again when something was written about their drive or machine.

A window looks every second, and a day of wipes has logs of many megabytes. The journal tells what was written since the
last look, whoever wrote it; a kept log never changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from threading import Lock

from workshop.domain.entries import Recorded
from workshop.domain.wiping import WipeCard
from workshop.services.ports import Look
from workshop.services.wipe_ends import row_of
from workshop.services.wipe_plans import WipeRow

MOST_EVENTS = 500  # between two looks; after more than that everything is read again


class EndedWipes:
    """Remembers the rows that were asked for last."""

    def __init__(self) -> None:
        self._turn = Lock()
        self._rows: dict[str, WipeRow] = {}
        self._end = 0  # the last event that these rows know of

    def rows(self, look: Look, cards: Iterable[WipeCard]) -> list[WipeRow]:
        """Return the rows of wipes that have ended, as they stand in this look."""
        with self._turn:
            end, _hash = look.journal_end()
            if end < self._end:  # another thread looked later, and was quicker
                return [row_of(look, card, None) for card in cards]
            self._forget(look, end)
            found = [self._row(look, card) for card in cards]
            self._rows = {row.wipe.code: row for row in found}
            return found

    def _row(self, look: Look, card: WipeCard) -> WipeRow:
        known = self._rows.get(card.code)
        return known if known is not None and known.wipe == card else row_of(look, card, None)

    def _forget(self, look: Look, end: int) -> None:
        """Forget what something happened to since."""
        if end == self._end:
            return
        news = look.journal(self._end, MOST_EVENTS + 1) if self._rows else ()
        self._end = end
        if len(news) > MOST_EVENTS:
            self._rows = {}
            return
        touched = {subject for entry in news for subject in _about(entry)}
        about = ((row, {row.wipe.drive, row.wipe.machine, row.drive.machine}) for row in self._rows.values())
        self._rows = {row.wipe.code: row for row, subjects in about if not subjects & touched}


def _about(entry: Recorded) -> tuple[str, str]:
    """Name what an event is about: its subject, and the drive that was put into a machine or taken out."""
    return entry.subject, str(getattr(entry.event, "drive", ""))
