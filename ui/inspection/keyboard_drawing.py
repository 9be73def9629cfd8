"""The drawing of a keyboard: pressed keys are filled, missing ones wait in amber."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from ui.theme import Theme, follow
from ui.widgets.painting import CENTER, paint_box, paint_text, text_width
from workshop.domain.keyboards import HEIGHT, PAD_WIDTH, WIDTH, KeyCap, Named
from workshop.texts import _

GAP = 0.06  # of a key
LEAST_FONT_PX, LARGEST_FONT_PX, FONT_SHARE = 9, 26, 0.32
MARGIN_PX = 4
ENTER = (((1.0, 0.1), (1.0, 0.7), (0.0, 0.7)), ((0.3, 0.4), (0.0, 0.7), (0.3, 1.0)))
ARROWS = {
    Named.LEFT: ((0.7, 0.2), (0.3, 0.5), (0.7, 0.8)),
    Named.RIGHT: ((0.3, 0.2), (0.7, 0.5), (0.3, 0.8)),
    Named.UP: ((0.25, 0.75), (0.5, 0.25), (0.75, 0.75)),
    Named.DOWN: ((0.25, 0.25), (0.5, 0.75), (0.75, 0.25)),
}


def cap_words(cap: KeyCap) -> str:
    """Name one key as people do."""
    if cap.name is not None:
        return _named(cap.name)
    if cap.label:
        return cap.label
    plain, shifted = cap.signs
    return shifted if plain.isalpha() and shifted == plain.upper() else plain


def _named(name: Named) -> str:
    words = {
        Named.ESCAPE: _("Échap"),
        Named.BACKSPACE: _("Retour arrière"),
        Named.TAB: "Tab",
        Named.ENTER: _("touche Entrée"),
        Named.CAPS: _("Verr. maj"),
        Named.SHIFT: _("Maj"),
        Named.CONTROL: "Ctrl",
        Named.FUNCTION: "Fn",
        Named.SYSTEM: "Win",
        Named.ALT: "Alt",
        Named.ALT_GR: "Alt Gr",
        Named.SPACE: _("Espace"),
        Named.DELETE: _("Suppr"),
        Named.PRINT: _("Impr"),
        Named.NUM_LOCK: _("Verr. num"),
        Named.LEFT: _("gauche"),
        Named.UP: _("haut"),
        Named.DOWN: _("bas"),
        Named.RIGHT: _("droite"),
    }
    return words[name]


class KeyboardDrawing(QWidget):
    """Keys by their places."""

    def __init__(self) -> None:
        super().__init__()
        self._caps: tuple[KeyCap, ...] = ()
        self._pressed: frozenset[int] = frozenset()
        self._width = WIDTH
        self._theme = follow(self.apply_theme)

    def show_keys(self, caps: tuple[KeyCap, ...], pressed: frozenset[int], *, with_pad: bool) -> None:
        self._caps, self._pressed = caps, pressed
        self._width = WIDTH + (PAD_WIDTH if with_pad else 0)
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(400, 170)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        unit = min(self.width() / self._width, self.height() / HEIGHT)
        left = (self.width() - unit * self._width) / 2
        with QPainter(self) as painter:
            for cap in self._caps:
                place = QRectF(left + cap.x * unit, cap.y * unit, cap.width * unit, cap.height * unit)
                gap = unit * GAP
                self._paint_cap(painter, cap, place.adjusted(gap, gap, -gap, -gap).toRect(), unit)

    def _paint_cap(self, painter: QPainter, cap: KeyCap, rect: QRect, unit: float) -> None:
        theme, done = self._theme, cap.code in self._pressed
        ink = theme.color("on_work" if done else "ink" if cap.required else "ink2")
        if done:
            paint_box(painter, rect, theme, fill=theme.color("work"), edge=theme.color("work"), radius="control")
        elif cap.required:
            fill, edge = theme.color("amber_soft"), theme.color("amber_edge")
            paint_box(painter, rect, theme, fill=fill, edge=edge, line="edge", radius="control")
        else:
            fill, edge = theme.color("background"), theme.color("edge")
            paint_box(painter, rect, theme, fill=fill, edge=edge, line="thin", radius="control", dashed=True)
        if cap.name is Named.ENTER:
            self._paint_enter(painter, rect, ink)
        elif cap.name in ARROWS:
            self._paint_arrow(painter, cap.name, rect, ink)
        elif cap.signs[1] and cap.signs[1] != cap.signs[0].upper():
            self._paint_signs(painter, cap, rect, ink, unit)
        else:
            words = cap_words(cap)
            paint_text(painter, rect, words, self._fitting(words, rect.width() - MARGIN_PX, unit), ink, int(CENTER))

    def _paint_signs(self, painter: QPainter, cap: KeyCap, rect: QRect, ink: QColor, unit: float) -> None:
        half = rect.height() // 2
        for sign, place in (
            (cap.signs[1], rect.adjusted(0, 0, 0, -half)),
            (cap.signs[0], rect.adjusted(0, half, 0, 0)),
        ):
            paint_text(painter, place, sign, self._fitting(sign, rect.width(), unit * 0.9), ink, int(CENTER))

    def _paint_arrow(self, painter: QPainter, name: Named, rect: QRect, ink: QColor) -> None:
        side = min(rect.width(), rect.height()) * 0.7
        left, top = rect.center().x() - side / 2, rect.center().y() - side / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPolygon(QPolygonF([QPointF(left + x * side, top + y * side) for x, y in ARROWS[name]]))

    def _paint_enter(self, painter: QPainter, rect: QRect, ink: QColor) -> None:
        side = min(rect.width(), rect.height()) * 0.6
        left, top = rect.center().x() - side / 2, rect.center().y() - side / 2
        painter.setPen(QPen(ink, max(2.0, side / 10)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for line in ENTER:
            painter.drawPolyline([QPointF(left + x * side, top + y * side) for x, y in line])

    def _fitting(self, words: str, room: int, unit: float) -> QFont:
        """Return the largest font in which a word fits on its key."""
        font = self._theme.font("body", bold=True)
        pixels = min(max(round(unit * FONT_SHARE), LEAST_FONT_PX), LARGEST_FONT_PX)
        font.setPixelSize(pixels)
        while pixels > LEAST_FONT_PX and text_width(font, words) > room:
            pixels -= 1
            font.setPixelSize(pixels)
        return font
