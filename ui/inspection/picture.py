"""The drawing of a test: what is touched stands out in the working blue."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.theme import Theme, follow
from ui.tokens import ColorRole
from ui.widgets.icons import filled_pixmap
from ui.widgets.picture import PROPORTION
from workshop.domain.inspection import Function

COLORS: tuple[ColorRole, ...] = ("surface", "ink", "ink2", "sunken", "work", "on_work")


class TestPicture(QLabel):
    """One drawing; its words are beside it."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self._width = width
        self.function = Function.STARTS
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._theme = follow(self.apply_theme)

    def show_function(self, function: Function, words: str) -> None:
        self.function = function
        self.setAccessibleName(words)
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        width = self._theme.picture(self._width)
        return QSize(width, round(width * PROPORTION))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        colors = {str(role): self._theme.color(role).name() for role in COLORS}
        with QPainter(self) as painter:
            name = f"pictures/test-{self.function.value}"
            painter.drawPixmap(0, 0, filled_pixmap(name, self.size(), colors, self.devicePixelRatioF()))
