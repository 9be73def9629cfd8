"""A few acts to choose from, each with one sentence about what follows; one key each."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.button import Button
from ui.widgets.layouts import Box, Column, Row
from ui.widgets.panel import Panel
from ui.widgets.text import Label
from workshop.texts import _
from workshop.words import shown

Act = tuple[str, str, str]  # word, icon, what follows


class Acts(QWidget):
    """`picked` gives the number of an act, from 1; `head` and `foot` stand around them."""

    picked = Signal(int)

    def __init__(self, title: str, acts: tuple[Act, ...], *, head: Box | None = None) -> None:
        super().__init__()
        self.buttons = [Button(word, icon=icon, key=str(number)) for number, (word, icon, _w) in enumerate(acts, 1)]
        self._presses = [_Press(self, number, button) for number, button in enumerate(self.buttons, 1)]
        rows = [
            Column(Row(button, None, stacks=True), Label(what, wrap=True), gap="xs")
            for button, (_word, _icon, what) in zip(self.buttons, acts, strict=True)
        ]
        self.back = Button(shown(_("Revenir")), icon="back", key=shown(_("Échap")), target="office")
        around = [head] if head is not None else []
        panel = Panel(Column(Label(title, "lead", bold=True, wrap=True), *around, *rows, gap="l"), pad=("xl", "l"))
        self.setLayout(Column(panel, None, Row(self.back, None, stacks=True), gap="m"))

    def choose(self, number: int) -> bool:
        """Take a digit; one that names no act does nothing."""
        if 1 <= number <= len(self.buttons) and self.buttons[number - 1].isVisibleTo(self):
            self.picked.emit(number)
        return True


class _Press(QObject):
    """The button of one act."""

    def __init__(self, acts: Acts, number: int, button: Button) -> None:
        super().__init__(acts)
        self._acts, self._number = acts, number
        button.triggered.connect(self.press)

    def press(self) -> None:
        self._acts.picked.emit(self._number)
