"""The journal: everything that happened, oldest first, and whether its chain still holds."""

from __future__ import annotations

from workshop.domain.entries import Recorded
from workshop.domain.journal import verify_chain
from workshop.services.ports import KeptScan, Store


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
