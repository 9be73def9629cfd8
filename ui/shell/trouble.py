"""A calm page instead of the workshop: what happened, what to do, and one button that closes."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ui.signals import Shape
from ui.widgets.button import Button
from ui.widgets.header import Header
from ui.widgets.layouts import Column, Row
from ui.widgets.page import Page
from ui.widgets.panel import Panel
from ui.widgets.signal_shape import ShapeMark
from ui.widgets.text import Label, Paragraph

MARK_PX = 80


class Trouble(Page):
    """Nothing can be done here but read, and close."""

    closed = Signal()

    def __init__(self, title: str, what: str, do: str, close: str) -> None:
        self.what = Label(what, "lead", bold=True, wrap=True)
        self.do = Paragraph(do, "lead")
        self.button = Button(close, icon="done", key="F12")
        words = Column(self.what, self.do, Row(self.button, None, stacks=True), gap="xl")
        mark = Column(ShapeMark(Shape.WARNING, MARK_PX), None)
        panel = Panel(Row(mark, (words, 1), gap="xxl", stacks=True), pad=("xxl", "xxl"))
        super().__init__(Header(title), Column(panel, None), with_rail=False)
        self.button.triggered.connect(self.closed)
        self.first_focus = self.button
        self.setFocusProxy(self.button)
