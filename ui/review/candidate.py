"""A machine that a report may be about: its name, its code, its serial, with the digit that chooses it."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui.review.telling import name_of
from ui.theme import Theme, follow
from ui.tokens import ColorRole
from ui.widgets.key_cap import key_cap_size, paint_key_cap
from ui.widgets.painting import (
    LEFT,
    WRAPPED,
    longest_word,
    paint_box,
    paint_focus,
    paint_text,
    placed,
    text_height,
    text_width,
)
from workshop.domain.typography import grouped
from workshop.services.review import Candidate
from workshop.texts import _
from workshop.words import shown

Policy = QSizePolicy.Policy
Written = tuple[str, QFont, ColorRole]


class CandidateButton(QPushButton):
    """Pressed by Space, its digit or the mouse, never by Enter; `picked` says its code."""

    picked = Signal(str)

    def __init__(self, number: int) -> None:
        super().__init__()
        self.code = ""
        self._key = str(number)
        self._lines = (shown(_("Ordinateur {number}").format(number=number)), "", "")
        self.setText(self._lines[0])
        self.setAutoDefault(False)
        policy = QSizePolicy(Policy.Expanding, Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._theme = follow(self.apply_theme)
        self.clicked.connect(self._pick)

    def show_candidate(self, candidate: Candidate) -> None:
        card = candidate.card
        self.code = card.code
        serial = _("même numéro") if candidate.same_serial else card.serial or _("sans numéro de série")
        read = _("déjà lu") if card.reading else ""
        more = " · ".join(part for part in (serial, read) if part)
        self._lines = (name_of(card), grouped(card.code), shown(more))
        self.setText(". ".join(part for part in self._lines if part))
        self.setAccessibleDescription(self._key)
        self.updateGeometry()
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = max(text_width(font, text) for text, font, _color in self._written()) + self._around()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = max(longest_word(font, text) for text, font, _color in self._written())
        return QSize(width + self._around(), self._theme.target("bench"))

    def heightForWidth(self, width: int) -> int:
        words = sum(text_height(font, text, width - self._around()) for text, font, _color in self._written())
        return max(self._theme.target("bench"), words + 2 * self._theme.space("s"))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme, rect = self._theme, self.rect()
        pressed = self.isDown()
        with QPainter(self) as painter:
            fill = theme.color("work_soft" if pressed else "surface")
            paint_box(painter, rect, theme, fill=fill, edge=theme.color("edge"), line="edge", radius="control")
            width = self.width() - self._around()
            written = self._written()
            heights = [text_height(font, text, width) for text, font, _color in written]
            top = max((self.height() - sum(heights)) // 2, 0)
            for (text, font, color), height in zip(written, heights, strict=True):
                place = placed(QRect(theme.space("l"), top, width, height), rect)
                paint_text(painter, place, text, font, theme.color(color), int(LEFT | WRAPPED))
                top += height
            size = key_cap_size(self._key, theme)
            left = self.width() - theme.space("l") - size.width()
            key = QRect(left, (self.height() - size.height()) // 2, size.width(), size.height())
            paint_key_cap(painter, placed(key, rect), self._key, theme, theme.color("ink"))
            if self.hasFocus():
                paint_focus(painter, rect, theme, theme.color("ink"))

    def _written(self) -> tuple[Written, ...]:
        name, code, more = self._lines
        theme = self._theme
        written: tuple[Written, ...] = (
            (name, theme.font("body", bold=True), "ink"),
            (code, theme.font("body", bold=True, tabular=True), "ink"),
            (more, theme.font("small"), "ink2"),
        )
        return tuple(line for line in written if line[0]) or written[:1]

    def _around(self) -> int:
        theme = self._theme
        return 2 * theme.space("l") + theme.space("m") + key_cap_size(self._key, theme).width()

    def _pick(self) -> None:
        self.picked.emit(self.code)
