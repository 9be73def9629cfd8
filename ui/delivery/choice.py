"""Which order, then which recipient: by its key, or by the code on the order's slip."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.button import Button
from ui.widgets.layouts import Column
from ui.widgets.panel import Panel
from ui.widgets.prompt import Empty
from ui.widgets.text import Label
from workshop.texts import _
from workshop.words import shown


class Choice(QWidget):
    """One question, at most nine answers, each with its key; `chosen` gives the place of the answer, from 0."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.question = Label("", "lead", bold=True, wrap=True)
        self._list = Column(gap="l")
        self._number = 0
        self.answers = Panel(Column(self.question, self._list, None, gap="l"))
        self.nothing = Empty("order", shown(_("Aucune commande n'est ouverte. Le responsable en ouvre une.")))
        self.setLayout(Column((self.answers, 1), (self.nothing, 1)))

    def ask(self, question: str, icon: str, answers: list[str]) -> None:
        """Show the answers; none of them: say so."""
        self.question.set_text(question)
        self._number = len(answers)
        while self._list.count():
            item = self._list.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, words in enumerate(answers):
            button = Button(words, icon=icon, key=str(place + 1))
            button.triggered.connect(_Chooses(self, place, button).choose)
            self._list.addWidget(button)
        self.answers.setVisible(bool(answers))
        self.nothing.setVisible(not answers)

    def choose(self, number: int) -> bool:
        """Take an answer by its key."""
        if not 1 <= number <= self._number:
            return False
        self.chosen.emit(number - 1)
        return True


class _Chooses(QObject):
    """What one answer's button does."""

    def __init__(self, choice: Choice, place: int, parent: QObject) -> None:
        super().__init__(parent)
        self._choice, self._place = choice, place

    def choose(self) -> None:
        self._choice.choose(self._place + 1)
