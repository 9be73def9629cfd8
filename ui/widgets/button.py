"""The button: icon, word, key. It keeps the behaviour and the accessible name of a push button and paints its face."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui.theme import Theme, follow
from ui.tokens import ColorRole, Target, TextRole
from ui.widgets.icons import ICON_PX, icon_pixmap
from ui.widgets.key_cap import key_cap_size, paint_key_cap
from ui.widgets.painting import (
    LEFT,
    WRAPPED,
    longest_word,
    paint_box,
    paint_focus,
    paint_pixmap,
    paint_text,
    placed,
    text_height,
    text_width,
)

Policy = QSizePolicy.Policy


class Kind(Enum):
    """Primary: filled, one a screen at most. Plain: an edge."""

    PRIMARY = "primary"
    PLAIN = "plain"


class Button(QPushButton):
    """A verb. `triggered` says it was pressed; when it is unavailable, `refused` says why instead.

    Pressed by Space or by the mouse, never by Enter: a reader ends its codes with Enter.
    """

    triggered = Signal()
    refused = Signal(str)  # the reason

    def __init__(
        self,
        word: str,
        *,
        icon: str = "",
        key: str = "",
        kind: Kind = Kind.PLAIN,
        role: TextRole = "body",
        target: Target = "bench",
    ) -> None:
        super().__init__(word)
        self._icon, self._key, self._kind, self._role, self._target = icon, key, kind, role, target
        self._reason = ""
        self.setAutoDefault(False)
        self.setAccessibleDescription(key)
        self._theme = follow(self.apply_theme)
        self.clicked.connect(self._answer)

    @property
    def unavailable_because(self) -> str:
        """Why it cannot be pressed now; empty when it can."""
        return self._reason

    def set_unavailable(self, reason: str) -> None:
        """Keep it in its place, dashed; pressing it says why. An empty reason makes it available again."""
        self._reason = reason
        self.setAccessibleDescription(reason or self._key)
        self.update()

    def set_word(self, word: str, icon: str = "") -> None:
        """Change the word, and the icon if another is given."""
        self._icon = icon or self._icon
        self.setText(word)
        self.updateGeometry()

    def set_key(self, key: str, kind: Kind | None = None) -> None:
        """Change the key that does the same; none where keys act elsewhere now, and then it is not the primary one."""
        self._key, self._kind = key, kind or self._kind
        self.setAccessibleDescription(self._reason or key)
        self.updateGeometry()
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFont(theme.font(self._role, bold=True))
        policy = QSizePolicy(Policy.Expanding if theme.one_column else Policy.Minimum, Policy.Minimum)
        policy.setHeightForWidth(theme.one_column)
        self.setSizePolicy(policy)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = self._before() + text_width(self.font(), self.text()) + self._after()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        if not self._theme.one_column:
            return self.sizeHint()
        width = self._before() + longest_word(self.font(), self.text()) + self._after()
        return QSize(width, self._theme.target(self._target))

    def heightForWidth(self, width: int) -> int:
        words = text_height(self.font(), self.text(), width - self._before() - self._after())
        return max(self._theme.target(self._target), words + 2 * self._theme.space("m"))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme, rect = self._theme, self.rect()
        color = theme.color(self._ink())
        with QPainter(self) as painter:
            self._paint_face(painter)
            if self._icon:
                px = theme.icon(ICON_PX)
                top = (self.height() - px) // 2
                pixmap = icon_pixmap(self._icon, px, color, self.devicePixelRatioF())
                paint_pixmap(painter, QRect(theme.space("xl"), top, px, px), rect, pixmap)
            words = placed(rect.adjusted(self._before(), 0, -self._after(), 0), rect)
            paint_text(painter, words, self.text(), self.font(), color, int(LEFT | WRAPPED))
            self._paint_key(painter, color)
            if self.hasFocus():
                paint_focus(painter, rect, theme, color)

    def _answer(self) -> None:
        if self._reason:
            self.refused.emit(self._reason)
        else:
            self.triggered.emit()

    def _before(self) -> int:
        """Return the room left of the word."""
        icon = self._theme.icon(ICON_PX) + self._theme.space("m") if self._icon else 0
        return self._theme.space("xl") + icon

    def _after(self) -> int:
        """Return the room right of the word."""
        if not self._key:
            return self._theme.space("xl")
        return self._theme.space("xl") + key_cap_size(self._key, self._theme).width() + self._theme.space("l")

    def _ink(self) -> ColorRole:
        if self._reason or not self.isEnabled():
            return "ink2"
        return "on_work" if self._kind is Kind.PRIMARY and not self.isDown() else "ink"

    def _paint_face(self, painter: QPainter) -> None:
        theme, rect = self._theme, self.rect()
        if self._reason or not self.isEnabled():
            fill, edge = theme.color("background"), theme.color("edge")
            paint_box(painter, rect, theme, fill=fill, edge=edge, line="thin", radius="control", dashed=True)
        elif self.isDown() or self.isChecked():
            fill, edge = theme.color("work_soft"), theme.color("work")
            paint_box(painter, rect, theme, fill=fill, edge=edge, line="strong", radius="control")
        elif self._kind is Kind.PRIMARY:
            paint_box(painter, rect, theme, fill=theme.color("work"), radius="control")
        else:
            fill, edge = theme.color("surface"), theme.color("edge")
            paint_box(painter, rect, theme, fill=fill, edge=edge, line="edge", radius="control")

    def _paint_key(self, painter: QPainter, color: QColor) -> None:
        if not self._key:
            return
        size = key_cap_size(self._key, self._theme)
        left = self.width() - self._theme.space("l") - size.width()
        top = (self.height() - size.height()) // 2
        place = placed(QRect(left, top, size.width(), size.height()), self.rect())
        paint_key_cap(painter, place, self._key, self._theme, color)
