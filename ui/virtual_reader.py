"""A reader that is not there: it sends the keys of a real one to the window, and nothing else knows about it."""

from __future__ import annotations

import time
from collections import deque

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QWindow

BETWEEN_MS = 2  # as a quick reader on USB
NO_MODIFIER, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


class VirtualReader(QObject):
    """Scans one text after another. Each burst goes the whole way: key filter, wedge, router, memory."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: deque[tuple[QWindow, str]] = deque()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._send)

    def scan(self, window: QWindow, text: str) -> None:
        """Send a text and Enter to a window, once whatever pressed the trigger is over."""
        self._waiting.append((window, text))
        self._timer.start()

    def _send(self) -> None:
        while self._waiting:
            window, text = self._waiting.popleft()
            now_ms = round(time.monotonic() * 1000)  # the clock of the window system's own key events
            for place, char in enumerate(text):
                key = Qt.Key(ord(char.upper())) if char.isascii() else Qt.Key.Key_unknown
                modifiers = SHIFT if char.isupper() else NO_MODIFIER
                _stroke(window, key, modifiers, char, now_ms + place * BETWEEN_MS)
            _stroke(window, Qt.Key.Key_Return, NO_MODIFIER, "\r", now_ms + len(text) * BETWEEN_MS)


def _stroke(window: QWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier, text: str, at_ms: int) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, modifiers, 0, 0, 0, text)
        event.setTimestamp(at_ms)
        QCoreApplication.sendEvent(window, event)
