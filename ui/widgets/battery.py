"""A battery's health in four cells; the word (bonne, moyenne, faible) is written beside it by the screen."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy

from ui.theme import Theme, follow
from ui.widgets.painting import paint_box, placed

CELLS, CELL_WIDTH, CELL_HEIGHT, GAP = 4, 14, 20, 4


class BatteryCells(QProgressBar):
    """`filled` cells of four; a progress bar, so that its value is read out."""

    def __init__(self, filled: int, words: str) -> None:
        super().__init__()
        self.setTextVisible(False)
        self.setRange(0, CELLS)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._theme = follow(self.apply_theme)
        self.set_filled(filled, words)

    def set_filled(self, filled: int, words: str) -> None:
        self.setValue(filled)
        self.setAccessibleName(words)
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        theme = self._theme
        return QSize(CELLS * (theme.picture(CELL_WIDTH) + GAP) - GAP, theme.picture(CELL_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = self._theme
        width = theme.picture(CELL_WIDTH)
        with QPainter(self) as painter:
            for place in range(CELLS):
                cell = placed(QRect(place * (width + GAP), 0, width, self.height()), self.rect())
                fill = theme.color("ink2" if place < self.value() else "surface")
                paint_box(painter, cell, theme, fill=fill, edge=theme.color("ink2"), line="thin", radius="cell")
