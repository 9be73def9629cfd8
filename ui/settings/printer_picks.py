"""One question with a list to choose from by digits: printers that were found, papers, labels that wait."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.button import Button
from ui.widgets.choice import Choice
from ui.widgets.layouts import Column, Row
from ui.widgets.panel import Panel
from ui.widgets.text import Label
from workshop.texts import _
from workshop.words import shown

MOST = 9


class Picks(QWidget):
    """`picked` gives the place of an answer, from 0; `others` stand under the list, with keys of their own."""

    picked = Signal(int)

    def __init__(self, title: str, icon: str, *others: Button, most: int = MOST) -> None:
        super().__init__()
        self.title = Label(title, "lead", bold=True, wrap=True)
        self.note = Label("", wrap=True)
        self.choices = [Choice(str(key), icon=icon, key=str(key)) for key in range(1, most + 1)]
        self._presses = [_Press(self, place, button) for place, button in enumerate(self.choices)]
        self.others = others
        self.back = Button(shown(_("Revenir")), icon="back", key=shown(_("Échap")), target="office")
        rows = [Row(button, None, stacks=True) for button in self.choices]
        panel = Panel(Column(self.title, self.note, *rows, gap="s"), pad=("xl", "m"))
        foot = Row(self.back, None, *others, gap="m", stacks=True)
        self.setLayout(Column(panel, None, foot, gap="m"))
        self.show_answers(())

    def show_answers(self, answers: Sequence[str], *, chosen: int = -1, note: str = "") -> None:
        """Offer these answers; one of them holds already."""
        for place, button in enumerate(self.choices):
            button.setVisible(place < len(answers))
            button.setText(answers[place] if place < len(answers) else str(place + 1))
            button.set_chosen(chosen=place == chosen)
        self.note.set_text(note)
        self.note.setVisible(bool(note))

    def choose(self, number: int) -> bool:
        """Take a digit; one that is no answer does nothing."""
        if 1 <= number <= len(self.choices) and not self.choices[number - 1].isHidden():
            self.picked.emit(number - 1)
        return True


class _Press(QObject):
    """One answer."""

    def __init__(self, picks: Picks, place: int, button: Button) -> None:
        super().__init__(picks)
        self._picks, self._place = picks, place
        button.triggered.connect(self.press)

    def press(self) -> None:
        self._picks.picked.emit(self._place)
