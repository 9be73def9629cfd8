"""Autre chose: where a machine goes that leaves the chain, and reading it once more."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.button import Button
from ui.widgets.layouts import Row
from workshop.domain.codes import Command
from workshop.domain.holds import Aside
from workshop.texts import _
from workshop.words import shown

ROUTES = {
    Command.TO_REPAIR: Aside.TO_REPAIR,
    Command.FOR_PARTS: Aside.FOR_PARTS,
    Command.RECYCLE: Aside.RECYCLED,
    Command.PASSWORD_LOCKED: Aside.LOCKED,
}


class Routes(QWidget):
    """A row of buttons; none of them is the primary one. `keep` and `read` stand where there is room for them."""

    chosen = Signal(object)  # Aside
    reading = Signal()
    keeping = Signal()  # it must stay where it is
    refused = Signal(str)  # why not

    def __init__(self, *, long: bool = False) -> None:
        super().__init__()
        self.to_repair = Button(shown(_("À réparer")), icon="repair")
        self.for_parts = Button(shown(_("Pour pièces")), icon="parts")
        self.recycle = Button(shown(_("À recycler")), icon="recycle")
        self.locked = Button(shown(_("Mot de passe")), icon="padlock")
        self.keep = Button(shown(_("À garder")), icon="pause")
        self.read = Button(shown(_("Lire cet ordinateur")), icon="diagnosis", key="F3")
        self.asides = {
            Aside.TO_REPAIR: self.to_repair,
            Aside.FOR_PARTS: self.for_parts,
            Aside.RECYCLED: self.recycle,
            Aside.LOCKED: self.locked,
        }
        ends = (self.keep, None) if long else (None, self.read)
        self.setLayout(Row(*self.asides.values(), *ends, gap="m", stacks=True))
        for button in self.asides.values():
            button.triggered.connect(self._choose)
        self.read.triggered.connect(self.reading)
        self.keep.triggered.connect(self.keeping)
        for button in (*self.asides.values(), self.keep, self.read):
            button.refused.connect(self.refused)

    def allow(self, why_not: str, why_not_read: str, why_not_keep: str, *, reads: bool) -> None:
        """Say on each button why it makes no sense now; `reads` False: the thing to do now is to read it anyway."""
        self.keep.set_unavailable(why_not_keep)
        for button in self.asides.values():
            button.set_unavailable(why_not)
        self.read.setVisible(reads)
        self.read.set_unavailable(why_not_read)

    def _choose(self) -> None:
        pressed = self.sender()
        self.chosen.emit(next(aside for aside, button in self.asides.items() if button is pressed))
