"""A number to type, with a key for a little less and a little more: what the fields of layouts and contracts share."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.button import Button
from ui.widgets.field import Line
from ui.widgets.text import Label
from workshop.texts import _
from workshop.words import shown

MINUS = "\u2212"
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_Plus: 1, Qt.Key.Key_Minus: -1}


class SteppedLine(Line):
    """Plus and minus are no part of the number: they change it, as the arrows do."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)


class SteppedField(QWidget):
    """`name`, `edit`, `less` and `more` are for a subclass to lay out; it says what typing and stepping do."""

    def __init__(self, name: Label, edit: SteppedLine, longest: int, width: QSizePolicy.Policy) -> None:
        super().__init__()
        self.name, self.edit = name, edit
        edit.setMaxLength(longest)
        edit.setSizePolicy(width, QSizePolicy.Policy.Fixed)
        self.less = Button(MINUS, target="office")
        self.more = Button("+", target="office")
        for button in (self.less, self.more):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the number itself takes + and −
            button.setAutoRepeat(True)
        name.setBuddy(edit)
        edit.textEdited.connect(self._typed)
        edit.stepped.connect(self._step)
        self.less.triggered.connect(self._less)
        self.more.triggered.connect(self._more)

    def _call(self, name: str) -> None:
        """Give the number and both keys their names."""
        self.edit.setAccessibleName(name)
        self.less.setAccessibleName(shown(_("{name} : moins").format(name=name)))
        self.more.setAccessibleName(shown(_("{name} : plus").format(name=name)))

    def _typed(self, text: str) -> None:
        raise NotImplementedError

    def _step(self, times: int) -> None:
        raise NotImplementedError

    def _less(self) -> None:
        self._step(-1)

    def _more(self) -> None:
        self._step(1)
