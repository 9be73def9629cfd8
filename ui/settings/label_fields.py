"""One measure of an element: its name, a number to type, and a key for a little less and a little more."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from ui.settings.stepped import SteppedField, SteppedLine
from ui.widgets.layouts import Column, Row
from ui.widgets.text import Label
from workshop.domain.label_sheets import MOST, STEP, STEPS
from workshop.label_kind_words import measure_name
from workshop.texts import _
from workshop.words import shown

SAMPLE = "00,00"
LONGEST = 8


class MeasureField(SteppedField):
    """`changed` gives the key of a measure and its new value, as soon as it is one."""

    changed = Signal(str, float)

    def __init__(self) -> None:
        number = SteppedLine("body", tabular=True, sample=SAMPLE)
        super().__init__(Label("", "small", color="ink2"), number, LONGEST, QSizePolicy.Policy.Preferred)
        self.key, self.value = "", 0.0
        self._call(shown(measure_name("x_mm")))  # until it has a measure
        self.setLayout(Column(self.name, Row(self.less, (self.edit, 1), self.more, gap="s"), gap="none"))

    def show_measure(self, key: str, value: float) -> None:
        """Show one measure; what is being typed is left as it is."""
        same = key == self.key and value == self.value
        self.key, self.value = key, value
        name = shown(measure_name(key))
        self.name.set_text(name if key == "rows" else shown(_("{name}, mm").format(name=name)))
        self._call(name)
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
