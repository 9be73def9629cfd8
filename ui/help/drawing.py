"""The pictures of Aide: composed from our own icons as `resources/help/pictures.toml` says, in the theme's colours."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

import tomllib
from functools import cache

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPolygon, QTransform
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.signals import Shape
from ui.theme import Theme, follow
from ui.widgets.icons import filled_pixmap, icon_pixmap
from ui.widgets.painting import CENTER, line_height, paint_box, paint_text, placed, text_width
from ui.widgets.picture import COLORS, PROPORTION
from ui.widgets.signal_shape import shape_pixmap
from workshop.resources import resource

Picture = tuple[str, str, str]  # what one has, how, what comes of it
WIDTH, HEIGHT = 324, 168
LARGEST = 1.7  # times that size, where there is room
IN_ONE_COLUMN = 1.3
CELL, MACHINE, GLYPH, SMALL, ARROW = 118, 118, 84, 44, 12
MARGIN, GAP, CAP, SMALL_CAP = 8, 8, 26, 18


@cache
def pictures() -> dict[str, tuple[Picture, ...]]:
    """Return the pictures of every screen, by its name."""
    text = resource("help", "pictures.toml").read_text(encoding="utf-8")
    return {screen: tuple(map(_picture, said["pictures"])) for screen, said in tomllib.loads(text).items()}


def _picture(parts: list[str]) -> Picture:
    have, how, comes = parts
    return have, how, comes


class HelpPicture(QLabel):
    """One picture, as large as there is room; `words` tell a screen reader what it shows."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: Picture = ("icon:help", "icon:next", "icon:help")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._theme = follow(self.apply_theme)

    def show_picture(self, parts: Picture, words: str) -> None:
        self._parts = parts
        self.setAccessibleName(words)
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setMinimumSize(self.sizeHint())
        self.setMaximumHeight(round(HEIGHT * LARGEST * self._least))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(WIDTH * self._least), round(HEIGHT * self._least))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @property
    def _least(self) -> float:
        alone = IN_ONE_COLUMN if self._theme.one_column else 1.0
        return self._theme.picture(WIDTH) / WIDTH * alone

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        scale = min(self.width() / WIDTH, self.height() / HEIGHT, LARGEST * self._least)
        frame = QRect(0, 0, int(WIDTH * scale), int(HEIGHT * scale))
        frame.moveCenter(self.rect().center())
        with QPainter(self) as painter:
            _Drawing(painter, self._theme, scale, self.devicePixelRatioF()).paint(frame, self._parts)


class _Drawing:
    """Paints one picture at a scale."""

    def __init__(self, painter: QPainter, theme: Theme, scale: float, ratio: float) -> None:
        self._painter, self._theme, self._scale, self._ratio = painter, theme, scale, ratio

    def paint(self, frame: QRect, parts: Picture) -> None:
        theme = self._theme
        have, how, comes = parts
        cell, margin = self._px(CELL), self._px(MARGIN)
        paint_box(self._painter, frame, theme, fill=theme.color("background"), edge=theme.color("line"))
        left = QRect(frame.left() + margin, frame.top(), cell, frame.height())
        right = QRect(frame.right() + 1 - margin - cell, frame.top(), cell, frame.height())
        between = QRect(left.right() + 1, frame.top(), right.left() - left.right() - 1, frame.height())
        self._paint_part(placed(left, frame), have, GLYPH)
        self._paint_part(placed(right, frame), comes, GLYPH)
        self._paint_way(between, how)

    def _px(self, length: int) -> int:
        return round(length * self._scale)

    def _paint_way(self, between: QRect, how: str) -> None:
        """Paint the arrow, and over it how one does it; « next » is the arrow alone."""
        painter, middle, gap = self._painter, between.center().y(), self._px(GAP)
        if how != "icon:next":
            above = QRect(between.left(), middle - self._px(SMALL) - gap, between.width(), self._px(SMALL))
            self._paint_part(above, how, SMALL)
            middle += 2 * gap
        size, inset = self._px(ARROW), gap // 2
        tip = QPoint(between.right() - inset, middle)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("work"))
        thick, start, back = max(4, size // 3), between.left() + inset, tip.x() - size
        shaft = QRect(start, middle - thick // 2, back - start, thick)
        head = QPolygon([tip, QPoint(back - 1, middle - size), QPoint(back - 1, middle + size)])
        painter.drawRect(placed(shaft, between))
        if placed(shaft, between) == shaft:
            painter.drawPolygon(head)
        else:  # it points to where one reads on
            painter.drawPolygon(QTransform(-1, 0, 0, 1, between.left() + between.right() + 1, 0).map(head))

    def _paint_part(self, place: QRect, part: str, px: int) -> None:
        theme, size = self._theme, self._px(px)
        kind, _colon, name = part.partition(":")
        if kind == "key":
            self._paint_key(place, name, CAP if px == GLYPH else SMALL_CAP)
            return
        if kind == "picture":
            wanted = QSize(self._px(MACHINE), round(self._px(MACHINE) * PROPORTION))
            colors = {str(role): theme.color(role).name() for role in COLORS} | {"sticker": str(int(name[-1] == "*"))}
            drawing = filled_pixmap(f"pictures/{name.rstrip('*')}", wanted, colors, self._ratio)
        elif kind == "signal":
            drawing = shape_pixmap(Shape(name), size, theme, self._ratio)
        else:
            drawing = icon_pixmap(name, size, theme.color("ink"), self._ratio)
        spot = QRect(QPoint(0, 0), drawing.size() / self._ratio)
        spot.moveCenter(place.center())
        self._painter.drawPixmap(spot.topLeft(), drawing)

    def _paint_key(self, place: QRect, name: str, letters: int) -> None:
        theme, ink, pad = self._theme, self._theme.color("ink"), self._px(GAP)
        font = theme.font("body", bold=True)
        font.setPixelSize(self._px(letters))
        height = line_height(font) + pad
        cap = QRect(QPoint(0, 0), QSize(max(text_width(font, name) + 2 * pad, height), height))
        cap.moveCenter(place.center())
        paint_box(self._painter, cap, theme, fill=theme.color("surface"), edge=ink, line="edge", radius="control")
        paint_text(self._painter, cap, name, font, ink, int(CENTER))
