"""A question in the middle of the work: a sentence, and its answers by one key each."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.signals import Shape
from ui.widgets.button import Button
from ui.widgets.layouts import Column, Row
from ui.widgets.panel import Look, Panel
from ui.widgets.signal_shape import ShapeMark
from ui.widgets.text import Label


class Question(Panel):
    """Amber, and it waits: nothing is chosen beforehand. `answered` gives the number of the answer, from 1."""

    answered = Signal(int)

    def __init__(self, *answers: str) -> None:
        self.what = Label("", bold=True, wrap=True)
        self.more = Label("", wrap=True)
        self.buttons = [Button(word, key=str(number)) for number, word in enumerate(answers, 1)]
        words = Column(self.what, self.more, gap="none")
        mark = ShapeMark(Shape.WARNING, 40)
        super().__init__(Row(mark, (words, 1), *self.buttons, gap="l", stacks=True), Look.QUESTION, ("xl", "s"))
        self._instead_of: QWidget | None = None
        self._presses = [_Press(self, number, button) for number, button in enumerate(self.buttons, 1)]
        self.hide()

    def takes_the_place_of(self, other: QWidget) -> None:
        """Stand where the other actions are: nothing else can be done before it is answered, but to scan."""
        self._instead_of = other

    def ask(self, what: str, more: str = "", *, focus: bool = True) -> None:
        """Ask; `focus` False: keys act elsewhere, and the focus stays where it is."""
        self.what.set_text(what)
        self.more.set_text(more)
        self.more.setVisible(bool(more))
        if self._instead_of is not None:
            self._instead_of.hide()
        self.show()
        if focus:
            self.buttons[-1].setFocus()  # the answer that changes nothing

    def choose(self, number: int) -> bool:
        """Answer by a key; False where nothing is asked, or there is no such answer."""
        if self.isHidden() or not 1 <= number <= len(self.buttons):
            return False
        self.withdraw()
        self.answered.emit(number)
        return True

    def withdraw(self) -> None:
        """Take it back: it is answered, or no longer asked."""
        self.hide()
        if self._instead_of is not None:
            self._instead_of.show()


class _Press(QObject):
    """One button of a question."""

    def __init__(self, question: Question, number: int, button: Button) -> None:
        super().__init__(question)
        self._choose: Callable[[int], bool] = question.choose
        self._number = number
        button.triggered.connect(self.press)

    def press(self) -> None:
        self._choose(self._number)
