"""The limit of one letter: a whole number to type, a key for a little less and a little more, and what it means."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QSizePolicy

from ui.settings.stepped import SteppedField, SteppedLine
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


class _Number(SteppedLine):
    """As wide as its sample; what is typed next is the whole number."""

    def sizeHint(self) -> QSize:
        return QSize(self.minimumWidth(), super().sizeHint().height())  # the width of its sample, and no more

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.selectAll()  # what is typed next is the whole number


class LimitField(SteppedField):
    """`changed` gives a letter and its new limit, as soon as it is one."""

    changed = Signal(str, int)

    def __init__(self) -> None:
        number = _Number("body", tabular=True, sample=SAMPLE)
        super().__init__(Label("", bold=True), number, LONGEST, QSizePolicy.Policy.Fixed)
        self.letter, self.value, self._fact = "", 0, ""
        self.means = Label("", color="ink2", wrap=True)
        self.setLayout(Row(self.name, self.less, self.edit, self.more, (self.means, 1), gap="s"))
        self._call(shown(_("Contrat")))  # until it has a limit

    def show_limit(self, criterion: Criterion, letter: str, value: int) -> None:
        """Show one limit; what is being typed is left as it is."""
        same = (letter, value, criterion.fact) == (self.letter, self.value, self._fact)
        self.letter, self.value, self._fact = letter, value, criterion.fact
        words = _("{letter} : au moins") if criterion.at_least else _("{letter} : au plus")
        name = shown(words.format(letter=letter))
        self.name.set_text(letter)
        self._call(name)
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
