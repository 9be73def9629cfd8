"""What a count found: how many were there, which are missing, which came from elsewhere."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.storage import telling
from ui.widgets.button import Button, Kind
from ui.widgets.layouts import Column, Row, holding
from ui.widgets.listing import Lines
from ui.widgets.panel import Panel
from ui.widgets.text import Label
from ui.words import count
from workshop.services.storage import Counted, Newcomer
from workshop.texts import _
from workshop.words import shown


class CountedPage(QWidget):
    """It stays until the next scan."""

    def __init__(self) -> None:
        super().__init__()
        self.name, self.number = Label("", "big", bold=True, wrap=True), Label("", "big", bold=True, wrap=True)
        self.words = Label("", wrap=True)
        self.missing, self.come = Lines(shown(_("Manquent"))), Lines(shown(_("Venus d'ailleurs")))
        self.missing_title, self.come_title = Label("", bold=True, wrap=True), Label("", bold=True, wrap=True)
        self.finish = Button(shown(_("Continuer")), icon="done", key="F12", kind=Kind.PRIMARY)
        there = Panel(Column(self.name, self.number, self.words, None, gap="s"))
        self.missing_panel = Panel(Column(self.missing_title, (self.missing, 1), gap="s"), pad=("l", "m"))
        self.come_panel = Panel(Column(self.come_title, (self.come, 1), gap="s"), pad=("l", "m"))
        panels = Row(there, (self.missing_panel, 1), (self.come_panel, 1), gap="l", stacks=True)
        self.row = holding(Row(None, self.finish, gap="l", stacks=True))
        column = Column(gap="l")
        column.put((panels, 1), late=True)
        column.put(self.row)
        self.setLayout(column)

    @property
    def keys(self) -> dict[str, Button]:
        return {"F12": self.finish}

    def show_counted(self, counted: Counted, before: dict[str, str]) -> None:
        """Show a count; `before` names the places from which machines came, by code."""
        expected = len(counted.seen) + len(counted.missing)
        self.name.set_text(counted.place.name)
        self.number.set_text(count(len(counted.seen), expected))
        self.words.set_text(shown(_("Ce qui manque n'est plus rangé nulle part.")))
        self.words.setVisible(bool(counted.missing))
        self.missing_title.set_text(telling.missing(len(counted.missing), counted.place.name))
        self.missing.set_lines([telling.missing_row(card) for card in counted.missing])
        self.missing_panel.setVisible(bool(counted.missing))
        self.missing.clearSelection()
        newcomers = [Newcomer(card, before.get(card.code, "")) for card in counted.moved]
        self.come_title.set_text(telling.come(len(newcomers)))
        self.come.set_lines([telling.come_row(one, counting=True) for one in newcomers])
        self.come_panel.setVisible(bool(newcomers))
        self.come.clearSelection()
