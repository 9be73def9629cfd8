"""The rail: the jobs in the order of their keys, always there, never reordered."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Theme, follow
from ui.widgets.icons import Mark, icon_pixmap
from ui.widgets.painting import (
    CENTER,
    line_height,
    paint_box,
    paint_focus,
    paint_pixmap,
    paint_text,
    placed,
    text_width,
)

WIDTH, ITEM_HEIGHT, HEAD_HEIGHT, LEAST_HEAD_HEIGHT, BETWEEN = 124, 72, 88, 52, 2
ICON_PX, ICON_MOST_PX, BADGE_PX, MARK_PX = 26, 32, 26, 40
Policy = QSizePolicy.Policy


@dataclass(frozen=True)
class RailEntry:
    """One place to go: a name for the program, and the word, icon and key for people."""

    name: str
    word: str
    icon: str
    key: str = ""


class RailItem(QPushButton):
    """One entry: icon and key, then the word. A count waits in an amber square."""

    chosen = Signal(str)  # the entry's name

    def __init__(self, entry: RailEntry) -> None:
        super().__init__(entry.word)
        self.entry = entry
        self._count = 0
        self.setAutoDefault(False)
        self.setCheckable(True)
        self.setAccessibleDescription(entry.key)
        self.setSizePolicy(Policy.Expanding, Policy.Preferred)
        self._theme = follow(self.apply_theme)
        self.clicked.connect(self._choose)

    def nextCheckState(self) -> None:
        """Leave the mark where it is: it says where we are, and the shell moves it."""

    def set_count(self, count: int, words: str) -> None:
        """Show how many wait there; at 0 the square goes."""
        self._count = count
        self.setAccessibleDescription(words or self.entry.key)
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.minimumSizeHint().width(), self._theme.picture(ITEM_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        word = text_width(self._theme.font("small", bold=True), self.text())
        return QSize(word + 2 * self._theme.space("s"), self._top_row() + self._word_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = self._theme
        color = theme.color("on_rail_selected" if self.isChecked() else "on_rail")
        top = max((self.height() - self._top_row() - self._word_height()) // 2, 0)
        with QPainter(self) as painter:
            if self.isChecked():
                painter.fillRect(self.rect(), theme.color("rail_selected"))
            self._paint_top_row(painter, top, color)
            word = QRect(0, top + self._top_row(), self.width(), self._word_height())
            paint_text(painter, word, self.text(), theme.font("small", bold=True), color, int(CENTER))
            if self.hasFocus():
                paint_focus(painter, self.rect(), theme, color)

    def _paint_top_row(self, painter: QPainter, top: int, color: QColor) -> None:
        theme, icon, row = self._theme, self._icon_px(), self._top_row()
        font = theme.font("small", bold=bool(self._count))
        text = str(self._count) if self._count else self.entry.key
        beside = max(text_width(font, text) + (theme.space("s") if self._count else 0), BADGE_PX * bool(self._count))
        gap = theme.space("s") if text else 0
        left = (self.width() - icon - gap - beside) // 2
        pixmap = icon_pixmap(self.entry.icon, icon, color, self.devicePixelRatioF())
        paint_pixmap(painter, QRect(left, top + (row - icon) // 2, icon, icon), self.rect(), pixmap)
        place = placed(QRect(left + icon + gap, top, beside, row), self.rect())
        if self._count:
            square = place.adjusted(0, 1, 0, -1)
            paint_box(painter, square, theme, fill=theme.color("amber"), radius="control")
            color = theme.color("on_amber")
        paint_text(painter, place, text, font, color, int(CENTER))

    def _choose(self) -> None:
        self.chosen.emit(self.entry.name)

    def _icon_px(self) -> int:
        return min(self._theme.icon(ICON_PX), ICON_MOST_PX)

    def _top_row(self) -> int:
        return max(self._icon_px(), line_height(self._theme.font("small"))) + 2

    def _word_height(self) -> int:
        return line_height(self._theme.font("small", bold=True))


class Rail(QWidget):
    """All the places to go; `chosen` says the name of the one that was pressed."""

    chosen = Signal(str)

    def __init__(self, entries: Sequence[RailEntry], foot: Sequence[RailEntry] = ()) -> None:
        super().__init__()
        self.items = {entry.name: RailItem(entry) for entry in (*entries, *foot)}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, BETWEEN)
        column.setSpacing(BETWEEN)
        column.addWidget(_Head())
        for entry in entries:
            column.addWidget(self.items[entry.name])
        column.addStretch(1)
        for entry in foot:
            column.addWidget(self.items[entry.name])
        for item in self.items.values():
            item.chosen.connect(self.chosen)
        self.setSizePolicy(Policy.Fixed, Policy.Preferred)
        self._theme = follow(self.apply_theme)

    def set_current(self, name: str) -> None:
        """Mark where we are; an unknown name marks nothing (home)."""
        for other, item in self.items.items():
            item.setChecked(other == name)

    def set_count(self, name: str, count: int, words: str = "") -> None:
        """Show how many wait at an entry (the tray)."""
        self.items[name].set_count(count, words)

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        widest = max((item.minimumSizeHint().width() for item in self.items.values()), default=0)
        self.setFixedWidth(max(WIDTH, widest))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.color("rail"))
            if self._theme.name == "high-contrast":
                width = int(self._theme.line("edge"))
                edge = placed(QRect(self.width() - width, 0, width, self.height()), self.rect())
                painter.fillRect(edge, self._theme.color("line"))


class _Head(QWidget):
    """The mark above the entries; it gives its room when text is large."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Mark(MARK_PX), 0, Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(Policy.Expanding, Policy.Preferred)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, HEAD_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(WIDTH, LEAST_HEAD_HEIGHT)
