"""A square code (QR) on the screen: black on white in every theme, each module a whole number of pixels."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme, follow

QUIET = 4  # modules (ISO/IEC 18004)
MODULE_PX, STACKED_MODULE_PX = 9, 7  # a reader does not need what eyes need: with large text there is less room
MODULES = 33  # of the code that sets a reader, until it is known


class Squares(QWidget):
    """One code; a reader reads it from the screen."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.rows: Sequence[Sequence[bool]] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._theme = follow(self.apply_theme)

    def show_rows(self, rows: Sequence[Sequence[bool]]) -> None:
        """Show a code: rows of modules, dark is true."""
        self.rows = rows
        self.apply_theme(self._theme)

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        side = ((len(self.rows) or MODULES) + 2 * QUIET) * self._module
        return QSize(side, side)

    @property
    def _module(self) -> int:
        return STACKED_MODULE_PX if self._theme.one_column else MODULE_PX

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        side = self._module
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.color("plate"))
            for y, row in enumerate(self.rows, QUIET):
                for x, dark in enumerate(row, QUIET):
                    if dark:
                        painter.fillRect(QRect(x * side, y * side, side, side), self._theme.color("plate_ink"))
