"""The one window: it is painted first, then holds whatever the application puts in it."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

if TYPE_CHECKING:  # the first window is painted with as few names as it needs
    from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent

WIDTH, HEIGHT = 1366, 768


class Window(QWidget):
    """One content at a time, under the banner. A command's key goes to `on_key`, which says whether it knew it."""

    painted = Signal()  # once: the first picture is on the screen
    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Établi")
        self.setObjectName("etabli")
        self.resize(WIDTH, HEIGHT)
        self.on_key: Callable[[str], bool] = _unknown
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._contents = QStackedLayout()
        self._column.addLayout(self._contents, 1)
        self._was_painted = False

    @property
    def content(self) -> QWidget | None:
        return self._contents.currentWidget()

    def put_above(self, banner: QWidget) -> None:
        self._column.insertWidget(0, banner)

    def show_content(self, content: QWidget) -> None:
        """Show a content instead of the one before."""
        if self._contents.indexOf(content) < 0:
            self._contents.addWidget(content)
        self._contents.setCurrentWidget(content)
        content.setFocus()

    def raise_up(self) -> None:
        """Come to the front: somebody started Établi again."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        from ui.shell.keys import key_name  # noqa: PLC0415 — after the first paint

        name = key_name(event)
        if name and self.on_key(name):
            event.accept()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()


def _unknown(name: str) -> bool:
    del name
    return False
