"""Which lot: an open one by its key, a new one by its donor's name, or any by the code on its slip."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.button import Button, Kind
from ui.widgets.field import Field
from ui.widgets.layouts import Column, Row
from ui.widgets.panel import Panel
from ui.widgets.text import Label
from workshop.domain.lots import Lot
from workshop.texts import _
from workshop.words import shown

MOST_EXPECTED = 9999
LONGEST_NAME = 120


class LotChoice(QWidget):
    """Two panels: a new lot, and those that are open."""

    opened = Signal(str, int)  # the donor, how many machines are expected
    chosen = Signal(str)  # a lot's code

    def __init__(self) -> None:
        super().__init__()
        self.donor = Field(shown(_("Qui donne les ordinateurs ?")), help_text=shown(_("Le nom, puis Entrée.")))
        self.expected = Field(
            shown(_("Combien d'ordinateurs ?")),
            help_text=shown(_("Un nombre, puis Entrée. Laissez vide si vous ne savez pas.")),
            tabular=True,
        )
        self.open = Button(shown(_("Ouvrir le lot")), icon="lot", key="F12", kind=Kind.PRIMARY)
        self._lots: tuple[Lot, ...] = ()
        self._list = Column(gap="m")
        self._none = Label(shown(_("Aucun lot n'est ouvert.")), color="ink2", wrap=True)
        new = Panel(
            Column(
                self.donor,
                self.expected,
                None,
                Row(self.open, None, stacks=True),
                gap="m",
            )
        )
        there = Panel(Column(Label(shown(_("Lots ouverts")), "lead", bold=True), self._none, self._list, None, gap="l"))
        self.setLayout(Row((new, 1), (there, 1), gap="l", stacks=True))
        self.donor.edit.setMaxLength(LONGEST_NAME)
        self.donor.edit.returnPressed.connect(self._to_the_count)
        self.expected.edit.returnPressed.connect(self.try_to_open)
        self.open.triggered.connect(self.try_to_open)

    def show_lots(self, lots: tuple[Lot, ...]) -> None:
        """Show the open lots, each with its key."""
        self._lots = lots
        while self._list.count():
            item = self._list.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        for number, lot in enumerate(lots, 1):
            button = Button(lot.donor, icon="lot", key=str(number))
            button.triggered.connect(_Chooses(self, number, button).choose)
            self._list.addWidget(button)
        self._none.setVisible(not lots)

    def choose(self, number: int) -> bool:
        """Take an open lot by its key."""
        if not 1 <= number <= len(self._lots):
            return False
        self.chosen.emit(self._lots[number - 1].code)
        return True

    def clear(self) -> None:
        for field in (self.donor, self.expected):
            field.set_text("")
            field.set_error("")

    def try_to_open(self) -> None:
        """Open the lot, or say under the field what is missing."""
        donor, expected = self.donor.text().strip(), self.expected.text().strip()
        if not donor and not self.donor.edit.hasFocus():
            self.donor.edit.setFocus()
            return
        self.donor.set_error("" if donor else shown(_("Écrivez le nom du donateur.")))
        is_number = not expected or (expected.isascii() and expected.isdigit() and int(expected) <= MOST_EXPECTED)
        self.expected.set_error("" if is_number else shown(_("Écrivez un nombre, par exemple 40.")))
        if not donor:
            self.donor.edit.setFocus()
        elif not is_number:
            self.expected.edit.setFocus()
        else:
            self.opened.emit(donor, int(expected or 0))

    def _to_the_count(self) -> None:
        self.donor.set_error("")
        self.expected.edit.setFocus()


class _Chooses(QObject):
    """What one lot's button does."""

    def __init__(self, choice: LotChoice, number: int, parent: QObject) -> None:
        super().__init__(parent)
        self._choice, self._number = choice, number

    def choose(self) -> None:
        self._choice.choose(self._number)
