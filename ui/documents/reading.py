"""One thing that is read again and again off the GUI thread, never twice at once; a change meanwhile is read after."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from ui.screen import Screen


class Reading(QObject):
    """Reads with `job`, gives the result to `done`; trouble is the screen's."""

    def __init__(self, screen: Screen, job: Callable[[], Any], done: Callable[[Any], None]) -> None:
        super().__init__(screen)
        self._screen, self._job, self._done = screen, job, done
        self._running = self._again = False

    def now(self) -> None:
        """Read now, or once more as soon as what runs has ended."""
        if self._running:
            self._again = True
            return
        self._running = True
        self._screen.session.background.aside(self._job, self._read, self._failed)

    def _read(self, result: Any) -> None:
        self._running = False
        self._done(result)
        if self._again:
            self._again = False
            self.now()

    def _failed(self, error: Exception) -> None:
        self._running = self._again = False
        self._screen.fail(error)
