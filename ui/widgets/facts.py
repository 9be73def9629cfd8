"""Facts about a machine: icon, what it is, its value; and counts of the day: a number and its words."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.theme import Theme, follow
from ui.widgets.icons import Icon
from ui.widgets.layouts import Column, Row
from ui.widgets.painting import text_width
from ui.widgets.text import RIGHT, Label

TALLY_SAMPLE = "00"


class Fact(QWidget):
    """« Mémoire : 16 Go », with its icon; `extra` (battery cells) stands beside it."""

    def __init__(self, icon: str, caption: str, value: str, extra: QWidget | None = None) -> None:
        super().__init__()
        self.caption = Label(caption, "small", color="ink2")
        self.value = Label(value, "body", bold=True)
        words = Column(self.caption, self.value, gap="none")
        row = Row(Icon(icon, color="ink2"), words, gap="m")
        if extra is not None:
            row.put(extra)
        row.put(None)
        self.setLayout(row)

    def set_value(self, value: str) -> None:
        self.value.set_text(value)


class Tally(QWidget):
    """A number of the day and what it counts."""

    def __init__(self, number: str, words: str) -> None:
        super().__init__()
        self.number = Label(number, "title", bold=True, align=RIGHT, single_line=True)
        self.words = Label(words, "body")
        self.setLayout(Row(self.number, (self.words, 1), gap="l"))
        follow(self.apply_theme)

    def set_count(self, number: str, words: str) -> None:
        self.number.set_text(number)
        self.words.set_text(words)

    def apply_theme(self, theme: Theme) -> None:
        self.number.setMinimumWidth(text_width(theme.font("title", bold=True), TALLY_SAMPLE))
