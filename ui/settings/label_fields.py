"""One measure of an element: its name, a number to type, and a key for a little less and a little more."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.button import Button
from ui.widgets.field import Line
from ui.widgets.layouts import Column, Row
from ui.widgets.text import Label
from workshop.domain.label_sheets import MOST, STEP, STEPS
from workshop.label_kind_words import measure_name
from workshop.texts import _
from workshop.words import shown

MINUS = "\u2212"
SAMPLE = "00,00"
LONGEST = 8


class _Number(Line):
    """Plus and minus are no part of a measure: they change it, as the arrows do."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_Plus: 1, Qt.Key.Key_Minus: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)


class MeasureField(QWidget):
    """`changed` gives the key of a measure and its new value, as soon as it is one."""

    changed = Signal(str, float)

    def __init__(self) -> None:
        super().__init__()
        self.key, self.value = "", 0.0
        self.name = Label("", "small", color="ink2")
        self.edit = _Number("body", tabular=True, sample=SAMPLE)
        self.edit.setMaxLength(LONGEST)
        self.edit.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.less = Button(MINUS, target="office")
        self.more = Button("+", target="office")
        for button in (self.less, self.more):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the number itself takes + and −
            button.setAutoRepeat(True)
        self.name.setBuddy(self.edit)
        self.setLayout(Column(self.name, Row(self.less, (self.edit, 1), self.more, gap="s"), gap="none"))
        self.edit.textEdited.connect(self._typed)
        self.edit.stepped.connect(self._step)
        self.edit.setAccessibleName(shown(measure_name("x_mm")))  # until it has a measure
        self.less.triggered.connect(self._less)
        self.more.triggered.connect(self._more)

    def show_measure(self, key: str, value: float) -> None:
        """Show one measure; what is being typed is left as it is."""
        same = key == self.key and value == self.value
        self.key, self.value = key, value
        name = shown(measure_name(key))
        self.name.set_text(name if key == "rows" else shown(_("{name}, mm").format(name=name)))
        self.edit.setAccessibleName(name)
        self.less.setAccessibleName(shown(_("{name} : moins").format(name=name)))
        self.more.setAccessibleName(shown(_("{name} : plus").format(name=name)))
        self.edit.show_wrong(wrong=False)
        if not same or not self.edit.hasFocus():
            self.edit.setText(written(value))

    def _typed(self, text: str) -> None:
        value = number(text)
        self.edit.show_wrong(wrong=value is None)
        if value is not None and value != self.value:
            self.value = value
            self.changed.emit(self.key, value)

    def _step(self, times: int) -> None:
        value = round(min(max(self.value + times * STEPS.get(self.key, STEP), 0.0), MOST), 3)
        self.value = value
        self.edit.setText(written(value))
        self.changed.emit(self.key, value)

    def _less(self) -> None:
        self._step(-1)

    def _more(self) -> None:
        self._step(1)


def written(value: float) -> str:
    """Write a measure as it is read here."""
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", _(","))


def number(text: str) -> float | None:
    """Read a measure, with a comma or a point; None where it is none."""
    plain = text.strip().replace(",", ".")
    if not plain.replace(".", "", 1).isdecimal() or not plain.isascii():
        return None
    value = float(plain)
    return value if value <= MOST else None
