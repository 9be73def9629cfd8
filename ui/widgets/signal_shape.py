"""Filled shapes: the four signals in small, the triangle, the states of a step. They always stand beside words."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.signals import SAME_DRAWING, SHAPE_COLORS, Shape, Signal
from ui.theme import Theme, follow
from ui.tokens import ColorRole, TextRole
from ui.widgets.icons import filled_pixmap, turned
from ui.widgets.layouts import Row
from ui.widgets.text import Label

SHAPE_PX, ROW_SHAPE_PX, LAMP_SHAPE_PX = 28, 22, 20


def shape_pixmap(shape: Shape, px: int, theme: Theme, ratio: float) -> QPixmap:
    """Return a shape as it is drawn on a surface."""
    roles = SHAPE_COLORS[shape]
    colors = {
        "fill": theme.color(roles.fill).name(),
        "mark": theme.color(roles.mark).name(),
        "outline": theme.color(roles.outline).name(),
    }
    return _drawing(shape, px, colors, ratio)


def signal_pixmap(signal: Signal, px: int, theme: Theme, ratio: float) -> QPixmap:
    """Return a signal's shape as it is drawn in the band."""
    paint = theme.signal(signal.token)
    colors = {"fill": paint.shape.name(), "mark": paint.mark.name(), "outline": paint.shape.name()}
    return _drawing(signal.shape, px, colors, ratio)


def now_on_work_pixmap(px: int, theme: Theme, ratio: float) -> QPixmap:
    """Return « now » as it is drawn on the working blue itself."""
    colors = {"fill": theme.color("on_work").name(), "mark": theme.color("work").name(), "outline": ""}
    return _drawing(Shape.NOW, px, colors, ratio)


def _drawing(shape: Shape, px: int, colors: dict[str, str], ratio: float) -> QPixmap:
    drawing = SAME_DRAWING.get(shape, shape)
    pixmap = filled_pixmap(f"signals/{drawing.value}", QSize(px, px), colors, ratio)
    return turned(pixmap) if shape is Shape.NOW else pixmap


class ShapeMark(QWidget):
    """One shape."""

    def __init__(self, shape: Shape, px: int = SHAPE_PX) -> None:
        super().__init__()
        self.shape, self._px = shape, px
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._theme = follow(self.apply_theme)

    def set_shape(self, shape: Shape) -> None:
        self.shape = shape
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedSize(theme.icon(self._px), theme.icon(self._px))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, shape_pixmap(self.shape, self.width(), self._theme, self.devicePixelRatioF()))


class Marked(QWidget):
    """A shape and its words: `circle` Chargeur, `triangle` Sans chargeur."""

    def __init__(
        self,
        shape: Shape,
        words: str,
        *,
        role: TextRole = "small",
        bold: bool = False,
        color: ColorRole = "ink",
        px: int = ROW_SHAPE_PX,
    ) -> None:
        super().__init__()
        self.mark, self.label = ShapeMark(shape, px), Label(words, role, bold=bold, color=color)
        self.setLayout(Row(self.mark, (self.label, 1), gap="s"))

    def show_state(self, shape: Shape, words: str) -> None:
        """Change the shape and the words together."""
        self.mark.set_shape(shape)
        self.label.set_text(words)
