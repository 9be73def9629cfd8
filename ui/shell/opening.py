"""The first picture: the mark, the name and one sentence, drawn with as little as a window needs.

Nothing of the kit is loaded for it (the names of Qt's enums alone take 12 ms, our token classes 9), so it knows neither
theme nor zoom: the dark blue of the rail is calm in all of them, and stays for half a second.
"""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

import tomllib
from string import Template
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QRect, QRectF
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from workshop.resources import resource

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

BOLD = "AtkinsonHyperlegibleNext-Bold.ttf"
MARK_PX, GAP_PX, LINE_PX = 88, 24, 48
LEFT_MIDDLE, CENTER = 0x0081, 0x0084  # Qt::AlignLeft, Qt::AlignHCenter with Qt::AlignVCenter


class Opening(QWidget):
    """What is shown while the workshop opens. Scans are already heard, and wait."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__()
        QFontDatabase.addApplicationFont(str(resource("fonts", BOLD)))
        self._name, self._sentence = name, sentence
        self._tokens = tomllib.loads(resource("styles", "tokens.toml").read_text(encoding="utf-8"))
        self.setAccessibleName(f"{name}. {sentence}")

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        colors = self._tokens["themes"]["light"]
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(colors["rail"]))
            painter.setPen(QColor(colors["on_rail"]))
            painter.setFont(self._font("count"))
            width = painter.fontMetrics().horizontalAdvance(self._name)
            left = (self.width() - MARK_PX - GAP_PX - width) // 2
            top = self.height() // 2 - MARK_PX
            _paint_mark(painter, QRectF(left, top, MARK_PX, MARK_PX), colors["on_rail"], colors["amber"])
            painter.drawText(QRect(left + MARK_PX + GAP_PX, top, width + GAP_PX, MARK_PX), LEFT_MIDDLE, self._name)
            painter.setFont(self._font("lead"))
            painter.drawText(QRect(0, top + MARK_PX + GAP_PX, self.width(), LINE_PX), CENTER, self._sentence)

    def _font(self, role: str) -> QFont:
        size: dict[str, Any] = self._tokens["type"][role]
        font = QFont(self._tokens["family"])
        font.setPixelSize(size["px"])
        font.setBold(True)
        return font


def _paint_mark(painter: QPainter, place: QRectF, fill: str, mark: str) -> None:
    drawing = Template(resource("icons", "mark.svg").read_text(encoding="utf-8")).substitute(fill=fill, mark=mark)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, place)
