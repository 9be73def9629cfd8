"""Two hands at a window: keys as a reader and as a person send them, to whichever window has the focus."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

from workshop.domain.wedge import X11_OFFSET

READER_MS, PERSON_MS = 2, 180
NO_MODIFIER = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Hands:
    """Each key has its own time, so that nobody has to wait between two of them."""

    def __init__(self) -> None:
        self._now_ms = 1_000

    def scan(self, text: str, end: Qt.Key = Qt.Key.Key_Return, *, repeats: bool = False) -> None:
        """Send a burst and its terminator, as a reader does; `repeats`: so quick that Qt sees a repeat in a double."""
        self._now_ms += 1_000
        for before, char in zip(" " + text, text, strict=False):
            self._stroke(char, READER_MS, repeated=repeats and before == char)
        self.press(end, READER_MS)

    def type(self, text: str) -> None:
        """Type as a person does."""
        for char in text:
            self._stroke(char, PERSON_MS)

    def press(
        self,
        key: Qt.Key,
        after_ms: int = PERSON_MS,
        modifiers: Qt.KeyboardModifier = NO_MODIFIER,
        text: str = "",
        code: int = 0,
        *,
        repeated: bool = False,
    ) -> None:
        """Press and release one key."""
        self._now_ms += after_ms
        text = text or {Qt.Key.Key_Return: "\r", Qt.Key.Key_Tab: "\t", Qt.Key.Key_Space: " "}.get(key, "")
        window = self.window()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, modifiers, code + X11_OFFSET if code else 0, 0, 0, text, repeated)
            event.setTimestamp(self._now_ms)
            if kind is QEvent.Type.KeyPress or QGuiApplication.focusWindow() is not None:  # it may have closed it
                QCoreApplication.sendEvent(window, event)

    def _stroke(self, char: str, after_ms: int, *, repeated: bool = False) -> None:
        key = Qt.Key(ord(char.upper())) if char.isascii() else Qt.Key.Key_unknown
        self.press(key, after_ms, SHIFT if char.isupper() else NO_MODIFIER, char, repeated=repeated)

    @staticmethod
    def window() -> QWindow:
        window = QGuiApplication.focusWindow()
        assert window is not None, "no window has the focus"
        return window
