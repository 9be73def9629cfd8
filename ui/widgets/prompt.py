"""What to do now: a panel with a strong edge; and what to say when there is nothing."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.tokens import TextRole
from ui.widgets.icons import Icon
from ui.widgets.key_cap import KeyCap
from ui.widgets.layouts import Column, Row
from ui.widgets.panel import Look, Panel
from ui.widgets.text import MIDDLE, Label

PROMPT_ICON_PX = 56


class ScanPrompt(Panel):
    """« Scannez … » with the reader, and the way without it."""

    def __init__(self, sentence: str, without: str = "", *, role: TextRole = "title", icon: str = "reader") -> None:
        self.sentence = Label(sentence, role, bold=True, wrap=True)
        self.without = Label(without, "body", color="ink2", wrap=True)
        if not without:
            self.without.hide()
        words = Column(None, self.sentence, self.without, None, gap="xs")
        super().__init__(Row(Icon(icon, PROMPT_ICON_PX, "work"), (words, 1), gap="xl"), Look.DO_NOW)


class Empty(QWidget):
    """Nothing here yet: the icon, one sentence that says what to scan, the key."""

    def __init__(self, icon: str, sentence: str, key: str = "") -> None:
        super().__init__()
        self.sentence = Label(sentence, "lead", wrap=True, align=MIDDLE)
        column = Column(None, Row(None, Icon(icon, PROMPT_ICON_PX, "ink2"), None), self.sentence, gap="l")
        if key:
            column.put(Row(None, KeyCap(key), None))
        column.put(None)
        self.setLayout(column)
