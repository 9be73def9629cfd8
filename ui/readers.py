"""The readers of this bench, as the window hears them: those that type, and those on serial lines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from workshop.domain.calibration import Calibration, Card, said, together
from workshop.domain.scanning import Scan, apart

if TYPE_CHECKING:
    from ui.background import Background
    from ui.bridge import Bridge
    from workshop.domain.calibration import Learned
    from workshop.domain.lanes import Presence
    from workshop.domain.wedge import Burst
    from workshop.reader_wiring import Readers
    from workshop.settings import Settings

KEYBOARD = "keyboard"  # the name of every reader that types: the system does not tell them apart


class ReadersHere(QObject):
    """Turns what readers send into scans, in the order in which it came."""

    scanned = Signal(object)  # workshop.domain.scanning.Scan
    changed = Signal()  # a serial reader came or went

    def __init__(self, background: Background, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._background, self._bridge = background, bridge
        self._readers: Readers | None = None
        self._calibration: Calibration | None = None  # of the keyboard
        self.there: dict[int, Presence] = {}
        bridge.scanned.connect(self.scanned)
        bridge.reader_changed.connect(self._reader_changed)

    def start(self, settings: Settings) -> None:
        """Listen to serial lines too, once."""
        from workshop.reader_wiring import readers  # noqa: PLC0415 — loaded by the worker

        if self._readers is None:
            self._readers = readers(settings, self._bridge.scan, self._bridge.reader)
            self._calibration = self._calibration or self._readers.calibration(KEYBOARD)

    def stop(self) -> None:
        if self._readers is not None:
            self._readers.stop()
            self._readers = None

    def restart(self, then: Callable[[], None]) -> None:
        """Stop listening to serial lines, without making anybody wait; `then` starts again."""
        readers, self._readers = self._readers, None
        if readers is not None:
            self._background.aside(readers.stop, partial(self._restarted, then))

    def hear(self, burst: Burst) -> None:
        """Take what a reader typed."""
        learned = burst.teaches()
        if learned is not None:
            self._say(self._learn(learned).value)
            return
        decoded = burst.decoded(self._calibration)
        for text in apart(decoded.text):
            self._say(text, doubtful=decoded.doubtful, after_same_ms=burst.after_same_ms)

    def hear_typed(self, text: str) -> None:
        """Take a line that a person typed."""
        self._say(text, typed=True)

    def _say(self, text: str, **more: Any) -> None:
        self.scanned.emit(Scan(text, KEYBOARD, datetime.now(UTC), **more))

    def _learn(self, learned: Learned) -> Card:
        """Keep what « réglage » taught; return what was scanned in all: two halves are the whole."""
        calibration = together(self._calibration, learned)
        self._calibration = calibration
        if self._readers is not None:
            self._background.aside(partial(self._readers.keep, KEYBOARD, calibration), _forget)
        return Card.WHOLE if said(learned.card, complete=calibration.complete)[1] == 0 else learned.card

    def _restarted(self, then: Callable[[], None], _nothing: object) -> None:
        self.there.clear()
        self.changed.emit()
        then()

    def _reader_changed(self, presence: Presence) -> None:
        self.there[presence.place] = presence
        self.changed.emit()


def _forget(_result: Any) -> None:
    """Nobody waits for it."""
