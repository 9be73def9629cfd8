"""The few strokes that the kit's widgets share: boxes whose edge stays inside, the focus ring, measured words."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QFontMetricsF, QGuiApplication, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle

from ui.theme import Theme
from ui.tokens import Line, Radius

RING_INSET = 4
DASHES = (4.0, 3.0)
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
CENTER = Qt.AlignmentFlag.AlignCenter
WRAPPED = Qt.TextFlag.TextWordWrap
UNLIMITED = 100_000


def placed(rect: QRect, within: QRect) -> QRect:
    """Return where a rectangle that was counted from the left lies: as far from the right, where lines begin there."""
    return QStyle.visualRect(QGuiApplication.layoutDirection(), within, rect)


def paint_pixmap(painter: QPainter, rect: QRect, within: QRect, pixmap: QPixmap) -> None:
    """Paint an icon or a shape at its place."""
    painter.drawPixmap(placed(rect, within).topLeft(), pixmap)


def paint_box(
    painter: QPainter,
    rect: QRect,
    theme: Theme,
    *,
    fill: QColor | None,
    edge: QColor | None = None,
    line: Line = "line",
    radius: Radius = "panel",
    dashed: bool = False,
) -> None:
    """Paint a rounded box; its edge lies inside the rectangle, so that it is never cut and falls on whole pixels."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    inset = 0.0
    if edge is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        width = theme.line(line)
        pen = QPen(edge, width)
        if dashed:
            pen.setDashPattern(DASHES)
        painter.setPen(pen)
        inset = width / 2
    inner = QRectF(rect).adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(inner, theme.radius(radius), theme.radius(radius))


def paint_focus(painter: QPainter, rect: QRect, theme: Theme, color: QColor) -> None:
    """Paint the focus ring, inside, in the text's colour: nothing moves when it comes."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = theme.line("strong")
    inset = RING_INSET + width / 2
    painter.setPen(QPen(color, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(
        QRectF(rect).adjusted(inset, inset, -inset, -inset), theme.radius("cell"), theme.radius("cell")
    )


def paint_text(painter: QPainter, rect: QRect, text: str, font: QFont, color: QColor, flags: int = int(LEFT)) -> None:
    """Paint words in a rectangle; add `WRAPPED` to let them go over several lines."""
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(rect, flags, text)


def text_width(font: QFont, text: str) -> int:
    """Return the width that a line of text needs."""
    return ceil(QFontMetricsF(font).horizontalAdvance(text)) + 1


def text_height(font: QFont, text: str, width: int) -> int:
    """Return the height that a text needs when it is wrapped to a width."""
    bounds = QFontMetrics(font).boundingRect(QRect(0, 0, max(width, 1), UNLIMITED), int(LEFT | WRAPPED), text)
    return bounds.height()


def line_height(font: QFont) -> int:
    """Return the height of one line."""
    return QFontMetrics(font).height()


def longest_word(font: QFont, text: str) -> int:
    """Return the width of the longest part that may not be broken (no-break spaces do not break)."""
    return max((text_width(font, word) for word in text.replace("\n", " ").split(" ")), default=0)
