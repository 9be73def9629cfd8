"""A tile of the home screen: one job, its key, and what waits there."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui.theme import Theme, follow
from ui.widgets.icons import LARGE_ICON_PX, icon_pixmap
from ui.widgets.key_cap import key_cap_size, paint_key_cap
from ui.widgets.painting import (
    LEFT,
    WRAPPED,
    line_height,
    longest_word,
    paint_box,
    paint_focus,
    paint_text,
    placed,
    text_height,
)

SQUARE_PX = 72
TOP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
Policy = QSizePolicy.Policy


class Tile(QPushButton):
    """A job. Wide: icon above the words; in one column: beside them. Pressed by Space, its key, or the mouse."""

    triggered = Signal()

    def __init__(self, word: str, icon: str, key: str = "", context: str = "") -> None:
        super().__init__(word)
        self._icon, self._key, self._context = icon, key, context
        self.setAutoDefault(False)
        self._theme = follow(self.apply_theme)
        self.set_context(context)
        self.clicked.connect(self.triggered)

    def set_context(self, context: str) -> None:
        """Say what waits there (« 5 ordinateurs à tester »)."""
        self._context = context
        self.setAccessibleDescription(" ".join(part for part in (context, self._key) if part))
        self.updateGeometry()
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        policy = QSizePolicy(Policy.Expanding, Policy.Minimum if theme.one_column else Policy.Expanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = self.minimumSizeHint().width()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        theme = self._theme
        words = max(
            longest_word(theme.font("title", bold=True), self.text()), longest_word(theme.font("body"), self._context)
        )
        beside = theme.space("l") + key_cap_size(self._key, theme).width()
        if theme.one_column:
            width = self._square() + theme.space("xl") + words + beside
        else:
            width = max(words, self._square() + beside)
        above = theme.space("m" if theme.one_column else "xl")
        return QSize(width + 2 * theme.space("xl"), self._square() + 2 * above)

    def heightForWidth(self, width: int) -> int:
        words = self._words_height(self._words_width(width))
        theme = self._theme
        content = max(self._square(), words) if theme.one_column else self._square() + theme.space("m") + words
        return content + 2 * theme.space("m" if theme.one_column else "xl")

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme, rect = self._theme, self.rect()
        with QPainter(self) as painter:
            pressed = self.isDown()
            fill, edge = theme.color("work_soft" if pressed else "surface"), theme.color("edge")
            paint_box(painter, rect, theme, fill=fill, edge=edge, line="edge", radius="panel")
            top = self._top()
            left = theme.space("xl")
            self._paint_square(painter, placed(QRect(left, top, self._square(), self._square()), rect))
            self._paint_words(painter)
            if self._key:
                size = key_cap_size(self._key, theme)
                right = self.width() - theme.space("xl") - size.width()
                where = (self.height() - size.height()) // 2 if theme.one_column else top
                cap = placed(QRect(right, where, size.width(), size.height()), rect)
                paint_key_cap(painter, cap, self._key, theme, theme.color("ink"))
            if self.hasFocus():
                paint_focus(painter, rect, theme, theme.color("ink"))

    def _paint_square(self, painter: QPainter, square: QRect) -> None:
        theme = self._theme
        fill, edge = theme.color("tile"), theme.color("tile_edge")
        paint_box(painter, square, theme, fill=fill, edge=edge, line="edge", radius="panel")
        px = theme.picture(LARGE_ICON_PX)
        offset = (square.width() - px) // 2
        pixmap = icon_pixmap(self._icon, px, theme.color("on_tile"), self.devicePixelRatioF())
        painter.drawPixmap(square.left() + offset, square.top() + offset, pixmap)

    def _paint_words(self, painter: QPainter) -> None:
        theme = self._theme
        width = self._words_width(self.width())
        title_font, font = theme.font("title", bold=True), theme.font("body")
        if theme.one_column:
            left = theme.space("xl") + self._square() + theme.space("xl")
            top = (self.height() - self._words_height(width)) // 2
        else:
            left, top = theme.space("xl"), self._top() + self._square() + theme.space("m")
        title = placed(QRect(left, top, width, text_height(title_font, self.text(), width)), self.rect())
        paint_text(painter, title, self.text(), title_font, theme.color("ink"), int(LEFT | WRAPPED))
        context = QRect(title.left(), title.bottom() + 1 + theme.space("xs"), width, self.height())
        paint_text(painter, context, self._context, font, theme.color("ink2"), int(TOP | WRAPPED))

    def _square(self) -> int:
        return self._theme.picture(SQUARE_PX)

    def _top(self) -> int:
        """Return where the icon starts: at the same height on every tile, however many lines the words take."""
        theme = self._theme
        content = self._square()
        if not theme.one_column:
            title, context = line_height(theme.font("title", bold=True)), line_height(theme.font("body"))
            content += theme.space("m") + title + theme.space("xs") + context
        return max((self.height() - content) // 2, theme.space("m"))

    def _words_width(self, width: int) -> int:
        theme = self._theme
        width -= 2 * theme.space("xl")
        if theme.one_column:
            width -= self._square() + theme.space("xl") + theme.space("l") + key_cap_size(self._key, theme).width()
        return width

    def _words_height(self, width: int) -> int:
        theme = self._theme
        words = text_height(theme.font("title", bold=True), self.text(), width)
        if self._context:
            words += theme.space("xs") + text_height(theme.font("body"), self._context, width)
        return words
