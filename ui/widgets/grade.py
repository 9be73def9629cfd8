"""A grade: a letter in an outlined square, never coloured, since a grade is neither good nor bad."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.theme import Theme, follow
from ui.widgets.painting import CENTER, paint_box, paint_text

GRADE_PX = 34


def grade_px(theme: Theme) -> int:
    """Return the side of the square."""
    return max(theme.picture(GRADE_PX), round(theme.px("body") * 1.4))


def paint_grade(painter: QPainter, square: QRect, letter: str, theme: Theme) -> None:
    """Paint a grade's square."""
    ink = theme.color("ink")
    paint_box(painter, square, theme, fill=theme.color("surface"), edge=ink, line="edge", radius="control")
    paint_text(painter, square, letter, theme.font("body", bold=True), ink, int(CENTER))


class Grade(QLabel):
    """One grade; a label, so that the letter is read out."""

    def __init__(self, letter: str = "") -> None:
        super().__init__(letter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._theme = follow(self.apply_theme)

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(grade_px(self._theme), grade_px(self._theme))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with QPainter(self) as painter:
            paint_grade(painter, self.rect(), self.text(), self._theme)
