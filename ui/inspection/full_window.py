"""A test that needs the whole screen: a window of its own, which ends by a key and never keeps anything."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget


class FullWindow(QWidget):
    """`ended` is said once: whether everything was seen or pressed."""

    ended = Signal(bool)

    def __init__(self, name: str) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(name)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.finished = False
        self._over = False

    def open(self) -> None:
        """Cover the screen, and take the keys."""
        self.showFullScreen()
        self.raise_()
        self.activateWindow()
        self.setFocus()

    def end(self, *, finished: bool) -> None:
        """Go away."""
        self.finished = finished
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        if not self._over:
            self._over = True
            self.ended.emit(self.finished)
