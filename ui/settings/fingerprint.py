"""The fingerprint of a seal as it is read over the phone: groups of four, as large as there is room for."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.theme import Theme, follow
from ui.tokens import TextRole
from ui.widgets.painting import LEFT, line_height, paint_text, text_width
from workshop.texts import _
from workshop.words import shown

SIZES: tuple[TextRole, ...] = ("count", "code", "big", "title", "lead", "body")
SAMPLE = "DDDD"  # the widest that a group can be
BETWEEN = 0.55  # of an em, between two groups
WIDEST, NARROWEST = 4, 2  # groups on a line
LEADING = 0.9  # of a line: digits have nothing below them


def spoken_letters() -> str:
    """Say the letters that a fingerprint can hold, as they are said over the phone."""
    return shown(_("A Anatole · B Berthe · C Célestin · D Désiré · E Eugène · F François"))


class Fingerprint(QLabel):
    """A label, so that it is read out; `least` is the smallest text in which it is ever drawn beside other things."""

    def __init__(self, least: TextRole = "code") -> None:
        super().__init__()
        self._least = least
        self.groups: tuple[str, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._theme = follow(self.apply_theme)

    def set_groups(self, groups: tuple[str, ...]) -> None:
        """Show another fingerprint."""
        self.groups = groups
        self.setText(" ".join(groups))
        self.setAccessibleName(". ".join(" ".join(group) for group in groups))
        self.updateGeometry()
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self) -> QSize:
        role, across = (SIZES[-1], NARROWEST) if self._theme.one_column else (self._least, WIDEST)
        width = self._width(self._font(role), across)
        return QSize(width, self.heightForWidth(width))

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def heightForWidth(self, width: int) -> int:
        if not self._theme.one_column:
            return self._height(self._font(self._least), WIDEST)
        font, across = self._fitting(width, None)
        return self._height(font, across)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        font, across = self._fitting(self.width(), self.height())
        step, line = self._step(font), self._line(font)
        top = max(0, (self.height() - self._height(font, across)) // 2)
        with QPainter(self) as painter:
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # it is compared digit by digit
            for number, group in enumerate(self.groups):
                row, column = divmod(number, across)
                place = QRect(column * step, top + row * line, step, line)
                paint_text(painter, place, group, font, self._theme.color("ink"), int(LEFT))

    def _fitting(self, width: int, height: int | None) -> tuple[QFont, int]:
        """Return the largest text that fits, and how many groups stand on a line: four, two where that is too wide."""
        for across in (WIDEST, NARROWEST):
            for role in SIZES:
                font = self._font(role)
                fits = height is None or self._height(font, across) <= height
                if self._width(font, across) <= width and fits:
                    return font, across
        return self._font(SIZES[-1]), NARROWEST

    def _font(self, role: TextRole) -> QFont:
        return self._theme.font(role, bold=True, tabular=True)

    def _step(self, font: QFont) -> int:
        return text_width(font, SAMPLE) + round(font.pixelSize() * BETWEEN)

    def _line(self, font: QFont) -> int:
        return round(line_height(font) * LEADING)

    def _width(self, font: QFont, across: int) -> int:
        return self._step(font) * across - round(font.pixelSize() * BETWEEN)

    def _height(self, font: QFont, across: int) -> int:
        return self._line(font) * -(-max(len(self.groups), 1) // across)
