"""A calm page instead of the workshop: what happened, what to do, and one button that closes."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.signals import Shape
from ui.theme import Theme, follow
from ui.widgets.button import Button
from ui.widgets.layouts import Column, Row
from ui.widgets.panel import Panel
from ui.widgets.signal_shape import ShapeMark
from ui.widgets.text import Label, Paragraph

MARK_PX = 80


class Trouble(QWidget):
    """Nothing can be done here but read, and close."""

    closed = Signal()

    def __init__(self, what: str, do: str, close: str) -> None:
        super().__init__()
        self.what = Label(what, "title", bold=True, wrap=True)
        self.do = Paragraph(do, "lead")
        self.button = Button(close, icon="done", key="F12")
        self.button.triggered.connect(self.closed)
        words = Column(self.what, self.do, Row(self.button, None, stacks=True), gap="xl")
        panel = Panel(
            Row(Column(ShapeMark(Shape.WARNING, MARK_PX), None), (words, 1), gap="xxl", stacks=True), pad=("xxl", "xxl")
        )
        self.setLayout(Column(None, panel, None, pad=("huge", "huge")))
        self.setFocusProxy(self.button)
        self._theme = follow(self.apply_theme)

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.color("background"))
