"""The limit of one letter: a whole number to type, a key for a little less and a little more, and what it means."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.settings.label_fields import MINUS
from ui.widgets.button import Button
from ui.widgets.field import Line
from ui.widgets.layouts import Row
from ui.widgets.text import Label
from workshop.domain.contracts import FACTS, Criterion
from workshop.grading_words import amount
from workshop.texts import _
from workshop.words import shown

SAMPLE = "000 000"
LONGEST = 7
# What one press changes: sizes in which parts are sold, percents that a battery's own count can tell apart.
STEPS = {
    **dict.fromkeys(("memory_mib",), 512),
    **dict.fromkeys(("storage_gb", "hdd_gb", "ssd_gb", "nvme_gb"), 10),
    **dict.fromkeys(("battery_percent",), 5),
    **dict.fromkeys(("cpu_score",), 100),
    **dict.fromkeys(("screen_lines",), 10),
}


class _Number(Line):
    """Plus and minus are no part of a limit: they change it, as the arrows do."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_Plus: 1, Qt.Key.Key_Minus: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)

    def sizeHint(self) -> QSize:
        return QSize(self.minimumWidth(), super().sizeHint().height())  # the width of its sample, and no more

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.selectAll()  # what is typed next is the whole number


class LimitField(QWidget):
    """`changed` gives a letter and its new limit, as soon as it is one."""

    changed = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.letter, self.value, self._fact = "", 0, ""
        self.name = Label("", bold=True)
        self.means = Label("", color="ink2", wrap=True)
        self.edit = _Number("body", tabular=True, sample=SAMPLE)
        self.edit.setMaxLength(LONGEST)
        self.edit.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.less = Button(MINUS, target="office")
        self.more = Button("+", target="office")
        for button in (self.less, self.more):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the number itself takes + and −
            button.setAutoRepeat(True)
        self.name.setBuddy(self.edit)
        self.setLayout(Row(self.name, self.less, self.edit, self.more, (self.means, 1), gap="s"))
        self.edit.textEdited.connect(self._typed)
        self.edit.stepped.connect(self._step)
        self.edit.setAccessibleName(shown(_("Contrat")))  # until it has a limit
        self.less.triggered.connect(self._less)
        self.more.triggered.connect(self._more)

    def show_limit(self, criterion: Criterion, letter: str, value: int) -> None:
        """Show one limit; what is being typed is left as it is."""
        same = (letter, value, criterion.fact) == (self.letter, self.value, self._fact)
        self.letter, self.value, self._fact = letter, value, criterion.fact
        words = _("{letter} : au moins") if criterion.at_least else _("{letter} : au plus")
        name = shown(words.format(letter=letter))
        self.name.set_text(letter)
        self.edit.setAccessibleName(name)
        self.less.setAccessibleName(shown(_("{name} : moins").format(name=name)))
        self.more.setAccessibleName(shown(_("{name} : plus").format(name=name)))
        self.edit.show_wrong(wrong=False)
        if not same or not self.edit.hasFocus():
            self.edit.setText(str(value))
        means = amount(self._fact, self.value)
        self.means.set_text("" if means == str(self.value) else shown(means))

    def _typed(self, text: str) -> None:
        plain = "".join(text.split())
        right = plain.isascii() and plain.isdecimal()
        self.edit.show_wrong(wrong=not right)
        if right and int(plain) != self.value:
            self.changed.emit(self.letter, int(plain))

    def _step(self, times: int) -> None:
        ends = FACTS[self._fact]
        value = max(self.value + times * STEPS.get(self._fact, 1), ends.least)
        value = value if ends.most is None else min(value, ends.most)
        if value != self.value and len(str(value)) <= LONGEST:
            self.edit.setText(str(value))
            self.changed.emit(self.letter, value)

    def _less(self) -> None:
        self._step(-1)

    def _more(self) -> None:
        self._step(1)
