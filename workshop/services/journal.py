"""The journal: everything that happened, oldest first, and whether its chain still holds; the last gestures in rows."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.domain.entries import Recorded
from workshop.domain.gestures import Gesture, gestures
from workshop.domain.journal import verify_chain
from workshop.domain.lots import MachineCard
from workshop.domain.people import Actor
from workshop.services.authority import is_manager
from workshop.services.gesture_rows import GestureRow, Named, named, newest, row_of
from workshop.services.machines import history_of
from workshop.services.ports import KeptScan, Look, Store

ROWS = 50
CHECKED = 2_000  # the last events, whose chain is checked when the journal is opened; the whole: `workshop journal`


@dataclass(frozen=True, slots=True)
class JournalPage:
    """Gestures, newest first; `older`: there are more, and this person may see them.

    `about` is the object that alone is shown, None: everything is. `broken_at`: from there on the chain does not hold.
    """

    rows: tuple[GestureRow, ...]
    about: Named | None = None
    older: bool = False
    broken_at: int | None = None


class Journal:
    """Reads events and raw scans."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def events(self, after: int = 0, limit: int = 0) -> tuple[Recorded, ...]:
        """Return events by sequence number; limit 0: all of them."""
        with self._store.looking() as look:
            return look.journal(after, limit)

    def broken_at(self) -> int | None:
        """Return the first event that does not follow from those before it; None: the chain holds."""
        return verify_chain(self.events())

    def scans(self, limit: int = 0) -> tuple[KeptScan, ...]:
        """Return raw scans with their answers, newest first."""
        with self._store.looking() as look:
            return look.scans(limit=limit)

    def page(self, actor: Actor, *, about: str = "", before: int = 0, limit: int = ROWS) -> JournalPage:
        """Return the last gestures, of everybody; `about`: those about one object. `before`: older than that event.

        Only a manager sees more than the last ones.
        """
        with self._store.looking() as look:
            manager = is_manager(look, actor)
            start = before if manager else 0
            found = _about(look, about, start) if about else newest(look, limit + 1, _every, start)
            rows = tuple(row_of(look, actor, gesture) for gesture in found[:limit])
            older = manager and len(found) > limit
            broken = None if before else _broken(look)
            return JournalPage(rows, named(look, about) if about else None, older, broken)


def _every(gesture: Gesture) -> bool:
    del gesture
    return True


def _about(look: Look, subject: str, before: int) -> tuple[Gesture, ...]:
    """Return the gestures about an object, newest first; a machine's drives are a part of it."""
    is_machine = look.get(MachineCard, subject) is not None
    history = history_of(look, subject) if is_machine else look.history(subject)
    found = gestures(entry for entry in history if not before or entry.seq < before)
    return tuple(reversed(found))


def _broken(look: Look) -> int | None:
    """Return the first of the last events that does not follow from the one before it."""
    end, _hash = look.journal_end()
    start = max(0, end - CHECKED)
    before = look.journal(start - 1, 1) if start else ()
    return verify_chain(look.journal(start), before[0].hash, start) if before else verify_chain(look.journal(start))
