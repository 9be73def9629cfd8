"""Line drawings of machines; amber only for the sticker's place."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.theme import Theme, follow
from ui.tokens import ColorRole
from ui.widgets.icons import filled_pixmap

PROPORTION = 170 / 220
COLORS: tuple[ColorRole, ...] = ("surface", "ink", "ink2", "sunken", "amber", "on_amber")


class Machine(StrEnum):
    """What is drawn; the value names its drawing."""

    LAPTOP = "laptop"
    DESKTOP = "desktop"
    MONITOR = "monitor"
    TELEVISION = "television"
    PHONE = "phone"
    TABLET = "tablet"


class Picture(QLabel):
    """A machine, with or without its sticker; `words` tell a screen reader what is drawn."""

    def __init__(self, machine: Machine, words: str, *, width: int = 220, sticker: bool = False) -> None:
        super().__init__()
        self._machine, self._width, self._sticker = machine, width, sticker
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._theme = follow(self.apply_theme)

    def show_machine(self, machine: Machine, words: str, *, sticker: bool = False) -> None:
        self._machine, self._sticker = machine, sticker
        self.setAccessibleName(words)
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        width = self._theme.picture(self._width)
        return QSize(width, round(width * PROPORTION))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with QPainter(self) as painter:
            paint_machine(painter, self.rect(), self._machine, self._theme, sticker=self._sticker)


def paint_machine(painter: QPainter, place: QRect, machine: Machine, theme: Theme, *, sticker: bool = False) -> None:
    """Draw a machine."""
    colors = {str(role): theme.color(role).name() for role in COLORS}
    colors["sticker"] = "1" if sticker else "0"  # opacity
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(place.topLeft(), filled_pixmap(f"pictures/{machine.value}", place.size(), colors, ratio))
