"""The banner of the sample: nothing here is real, and what to try."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme, follow
from ui.widgets.layouts import Row
from ui.widgets.text import Label
from workshop.texts import _
from workshop.words import shown


class Banner(QWidget):
    """« EXEMPLE », always in sight, above everything else."""

    def __init__(self) -> None:
        super().__init__()
        self.word = Label(_("EXEMPLE"), "small", bold=True)
        self.words = Label("", "small", wrap=True)
        self.setLayout(Row(self.word, (self.words, 1), gap="l", pad=("xxl", "xs")))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._theme = follow(self.apply_theme)
        self.show_words("")

    def show_words(self, words: str) -> None:
        """Say what to try here; without words, what an example is."""
        self.words.set_text(
            words or shown(_("Rien n'est réel ici : aucun disque n'est touché. Sans douchette : Ctrl S."))
        )

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        line = int(self._theme.line("edge"))
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.color("amber_soft"))
            painter.fillRect(0, self.height() - line, self.width(), line, self._theme.color("amber_edge"))
