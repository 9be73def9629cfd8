"""Panels: a flat area with a meaning, told by its edge; and the thin line that separates."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme, follow
from ui.tokens import ColorRole, Line
from ui.widgets.layouts import Box, Pad
from ui.widgets.painting import paint_box

PANEL_PAD: Pad = ("xl", "l")


@dataclass(frozen=True)
class _Face:
    fill: ColorRole
    edge: ColorRole
    line: Line
    dashed: bool = False


class Look(Enum):
    """What a panel says by its edge."""

    PLAIN = _Face("surface", "line", "line")
    WELL = _Face("sunken", "line", "line")
    DO_NOW = _Face("surface", "work", "strong")
    WILL_BE_DESTROYED = _Face("surface", "refused_ink", "strong")
    CANNOT_BE_CHOSEN = _Face("background", "edge", "thin", dashed=True)
    QUESTION = _Face("amber_soft", "amber_edge", "edge")


class Panel(QWidget):
    """A panel around one row or column; panels do not nest more than once."""

    def __init__(self, layout: Box, look: Look = Look.PLAIN, pad: Pad = PANEL_PAD) -> None:
        super().__init__()
        self._look = look
        layout.set_pad(pad)
        self.setLayout(layout)
        self._theme = follow(self.apply_theme)

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        face, theme = self._look.value, self._theme
        with QPainter(self) as painter:
            paint_box(
                painter,
                self.rect(),
                theme,
                fill=theme.color(face.fill),
                edge=theme.color(face.edge),
                line=face.line,
                dashed=face.dashed,
            )


class Separator(QWidget):
    """A line of one pixel; it separates and carries no meaning."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._theme = follow(self.apply_theme)

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, int(self._theme.line("line")))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.color("line"))
