"""The only doorway from foreign threads (readers, the store's announcements, long jobs) into Qt.

Foreign threads call the plain methods; whoever listens connects bound methods of QObjects, and hears on the GUI thread.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal


class Bridge(QObject):
    """Signals that any thread may emit."""

    scanned = Signal(object)  # workshop.domain.scanning.Scan
    reader_changed = Signal(object)  # workshop.domain.lanes.Presence
    happened = Signal(object)  # the events of one commit, as a tuple

    def scan(self, scan: Any) -> None:
        self.scanned.emit(scan)

    def reader(self, presence: Any) -> None:
        self.reader_changed.emit(presence)

    def announce(self, events: tuple[Any, ...]) -> None:
        self.happened.emit(events)


class Progress(QObject):
    """How far one long job is: made and listened to on the GUI thread, told from any."""

    told = Signal(object)

    def tell(self, *what: Any) -> None:
        self.told.emit(what)
