"""The key that does the same thing, drawn as on the keyboard."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.theme import Theme, follow
from ui.tokens import ColorRole
from ui.widgets.painting import CENTER, line_height, paint_box, paint_text, text_width

AROUND_PX = 4


def key_cap_size(key: str, theme: Theme) -> QSize:
    """Return the room that a key cap needs; none without a key."""
    if not key:
        return QSize(0, 0)
    font = theme.font("small", bold=True)
    return QSize(text_width(font, key) + 2 * theme.space("s"), line_height(font) + AROUND_PX)


def paint_key_cap(painter: QPainter, rect: QRect, key: str, theme: Theme, color: QColor) -> None:
    """Paint a key cap in the colour of the words it belongs to."""
    paint_box(painter, rect, theme, fill=None, edge=color, line="thin", radius="control")
    paint_text(painter, rect, key, theme.font("small", bold=True), color, int(CENTER))


class KeyCap(QLabel):
    """One key; a label, so that its name is read."""

    def __init__(self, key: str, color: ColorRole = "ink") -> None:
        super().__init__(key)
        self._color = color
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._theme = follow(self.apply_theme)

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return key_cap_size(self.text(), self._theme)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with QPainter(self) as painter:
            rect = QRect(QPoint(0, 0), self.size())
            paint_key_cap(painter, rect, self.text(), self._theme, self._theme.color(self._color))
