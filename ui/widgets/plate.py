"""The sticker plate: the code as it is on the machine, white in every theme, never parted, never shortened."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.theme import Theme, follow
from ui.tokens import TextRole
from ui.widgets.painting import LEFT, paint_box, paint_text, text_width
from workshop.domain.typography import grouped

BARS = ((2, 1), (1, 2), (1, 1), (2, 0))  # width of a bar, then of the space after it
HEIGHT, BAR_MARGIN, BAR_LEFT, WORDS_LEFT, WORDS_RIGHT = 1.42, 0.34, 0.32, 1.0, 0.55  # in ems
UNITS_PER_EM = 24


class Plate(QLabel):
    """A machine's code, drawn as its sticker; a label, so that the code is read out."""

    def __init__(self, code12: str = "", role: TextRole = "code") -> None:
        super().__init__()
        self._role = role
        self.code = code12
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._theme = follow(self.apply_theme)
        self.set_code(code12)

    def set_code(self, code12: str) -> None:
        """Show another code (its twelve digits)."""
        self.code = code12
        self.setText(grouped(code12))

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFont(theme.font(self._role, bold=True, tabular=True))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(
            text_width(self.font(), self.text()) + self._ems(WORDS_LEFT + WORDS_RIGHT),
            self._ems(HEIGHT),
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = self._theme
        with QPainter(self) as painter:
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as it is on the machine, in every language
            edge = theme.color("plate_edge")
            paint_box(painter, self.rect(), theme, fill=theme.color("plate"), edge=edge, line="edge", radius="control")
            self._paint_bars(painter)
            words = self.rect().adjusted(self._ems(WORDS_LEFT), 0, 0, 0)
            paint_text(painter, words, self.text(), self.font(), theme.color("plate_ink"), int(LEFT))

    def _paint_bars(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        unit = max(1, self._ems(1) // UNITS_PER_EM)
        left, margin = self._ems(BAR_LEFT), self._ems(BAR_MARGIN)
        for bar, gap in BARS:
            painter.fillRect(left, margin, bar * unit, self.height() - 2 * margin, self._theme.color("plate_ink"))
            left += (bar + gap) * unit

    def _ems(self, length: float) -> int:
        return round(self.font().pixelSize() * length)
