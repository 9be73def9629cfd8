"""Two hands at a window: keys as a reader and as a person send them, to whichever window has the focus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from workshop.domain.wedge import X11_OFFSET

READER_MS, PERSON_MS = 2, 180
APART_MS = 3_000  # between two scans: the same one again is meant, and no trigger that bounced
ENTER_CODE = 28
NO_MODIFIER = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@dataclass
class Spent:
    """What a job has cost a person so far: pulls of the trigger, keys, clicks."""

    scans: int = 0
    keys: int = 0
    clicks: int = 0


class Hands:
    """Each key has its own time, so that nobody has to wait between two of them."""

    def __init__(self) -> None:
        self._now_ms = 1_000
        self.spent = Spent()

    def scan(self, text: str, end: Qt.Key = Qt.Key.Key_Return, *, repeats: bool = False) -> None:
        """Send a burst and its terminator, as a reader does; `repeats`: so quick that Qt sees a repeat in a double."""
        self._now_ms += APART_MS
        self.spent.scans += 1
        for before, char in zip(" " + text, text, strict=False):
            self._stroke(char, READER_MS, repeated=repeats and before == char)
        self.press(end, READER_MS)

    def scan_keys(self, keys: Sequence[tuple[int, bool, str]], end: Qt.Key = Qt.Key.Key_Return) -> None:
        """Send a burst by its keys: the evdev code, Shift, and what the computer makes of them."""
        self._now_ms += APART_MS
        self.spent.scans += 1
        for code, shift, text in keys:
            self.press(Qt.Key.Key_unknown, READER_MS, SHIFT if shift else NO_MODIFIER, text, code)
        self.press(end, READER_MS, code=ENTER_CODE)

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
        self.spent.keys += after_ms != READER_MS
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

    def click(self, widget: QWidget) -> None:
        """Press the left button of the mouse in the middle of something, and let it go."""
        self.spent.clicks += 1
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    @staticmethod
    def window() -> QWindow:
        window = QGuiApplication.focusWindow()
        assert window is not None, "no window has the focus"
        return window
