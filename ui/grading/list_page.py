"""A page that is a list: the reasons of a letter, the ways to another, machines that wait, how far people agree."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.widgets.button import Button
from ui.widgets.layouts import Column, Row
from ui.widgets.listing import Line, Lines
from ui.widgets.panel import Look, Panel
from ui.widgets.plate import Plate
from ui.widgets.text import Label
from workshop.texts import _
from workshop.words import shown


class ListPage(QWidget):
    """The arrows go through it; `more` buttons stand beside « Revenir »."""

    def __init__(self, name: str, *more: Button, below: QWidget | None = None) -> None:
        super().__init__()
        self.what, self.about = Label(name, "title", bold=True, wrap=True), Label("", wrap=True)
        self.plate = Plate("", "lead")
        self.list = Lines(name)
        self.more = more
        self.back = Button(shown(_("Revenir")), icon="back", key=shown(_("Échap")))
        words = Column(self.what, self.about, gap="xs")
        head = Panel(Row((words, 1), self.plate, gap="l", stacks=True), Look.PLAIN, ("xl", "m"))
        actions = Row(self.back, None, *more, gap="l", stacks=True)
        rest = (below,) if below else ()
        self.setLayout(Column(head, (self.list, 1), *rest, actions, gap="l"))

    def show_lines(self, what: str, about: str, lines: list[Line], code: str = "") -> None:
        """Show a list, and what it is about."""
        self.what.set_text(what)
        self.about.set_text(about)
        self.about.setVisible(bool(about))
        self.plate.setVisible(bool(code))
        if code:
            self.plate.set_code(code)
        self.list.set_lines(lines, keep=self.list.key)
