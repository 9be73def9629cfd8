"""One question and its answers, each with one key."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.button import Button
from ui.widgets.layouts import Column, Grid, Row, holding
from ui.widgets.panel import Look, Panel
from ui.widgets.plate import Plate
from ui.widgets.text import Label
from workshop.domain.faults import MOST
from workshop.texts import _
from workshop.words import shown

FEW, MANY = 2, 8  # columns; and answers that they have room for


@dataclass(frozen=True)
class Asked:
    """One question: about what, the question, its answers in the order of their keys."""

    about: str
    question: str
    answers: tuple[str, ...]


class ChoicePage(QWidget):
    """`chosen` gives the number of the answer, from 1. Nothing is chosen beforehand."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.about = Label("", "lead", color="ink2", wrap=True)
        self.question = Label("", "title", bold=True, wrap=True)
        self.buttons = [Button(str(number), key=str(number)) for number in range(1, MOST + 1)]
        self.photo = Button(shown(_("Photo")), icon="camera", key="F2")
        self.back = Button(shown(_("Revenir")), icon="back", key=shown(_("Échap")))
        self.plate = Plate("", "lead")
        words = Column(self.about, self.question, gap="xs")
        asked = Panel(Row((words, 1), self.plate, gap="l", stacks=True), Look.DO_NOW, ("xl", "m"))
        self.grid = Grid(*self.buttons, columns=FEW, gap="l")
        answers = holding(self.grid)
        self.setLayout(Column(asked, answers, None, Row(self.back, self.photo, None, gap="l", stacks=True), gap="l"))
        self._presses = [_Press(self, number, button) for number, button in enumerate(self.buttons, 1)]

    def ask(self, asked: Asked, code: str) -> None:
        """Ask another question about a machine."""
        self.plate.set_code(code)
        self.about.set_text(asked.about)
        self.question.set_text(asked.question)
        self.grid.set_columns(FEW if len(asked.answers) <= MANY else FEW + 1)
        for number, button in enumerate(self.buttons):
            button.setVisible(number < len(asked.answers))
            if number < len(asked.answers):
                button.set_word(asked.answers[number])

    def choose(self, number: int) -> bool:
        """Take an answer by its key; False where there is none with that number."""
        if not 1 <= number <= MOST or self.buttons[number - 1].isHidden():
            return False
        self.chosen.emit(number)
        return True


class _Press(QObject):
    """One answer."""

    def __init__(self, page: ChoicePage, number: int, button: Button) -> None:
        super().__init__(page)
        self._page, self._number = page, number
        button.triggered.connect(self.press)

    def press(self) -> None:
        self._page.choose(self._number)
