"""Icons: drawn from SVG at the screen's own resolution, in the colour of the words beside them, kept once drawn."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from string import Template

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPaintEvent, QPixmap, QPixmapCache, QTransform
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme, follow
from ui.tokens import ColorRole, TextRole
from ui.widgets.layouts import Row
from ui.widgets.text import Label
from workshop.resources import resource

LARGE_ICON_PX = 44  # from here on a thinner stroke looks the same
STROKE, LARGE_STROKE = 'stroke-width="2"', 'stroke-width="1.7"'
TURNING = frozenset({"back", "next", "undo", "returns"})
ICON_PX, SMALL_ICON_PX = 28, 26
APP_ICON_SIZES = (16, 24, 32, 48, 64, 128, 256)


@cache
def svg_text(name: str) -> str:
    """Return the drawing of an icon (`reader`, `signals/accepted`, `pictures/laptop`); an unknown one fails."""
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


def icon_pixmap(name: str, px: int, color: QColor, ratio: float) -> QPixmap:
    """Return a stroked icon of `px` logical pixels, in one colour."""
    drawing = svg_text(name).replace("currentColor", color.name())
    if px >= LARGE_ICON_PX:
        drawing = drawing.replace(STROKE, LARGE_STROKE, 1)
    pixmap = drawn(f"{name} {color.name()}", drawing, QSize(px, px), ratio)
    return turned(pixmap) if name in TURNING else pixmap


def turned(pixmap: QPixmap) -> QPixmap:
    """Return a drawing that points onwards or back, as it points where lines begin at the right."""
    if QGuiApplication.layoutDirection() == Qt.LayoutDirection.LeftToRight:
        return pixmap
    return pixmap.transformed(QTransform.fromScale(-1, 1))


def filled_pixmap(name: str, size: QSize, colors: Mapping[str, str], ratio: float) -> QPixmap:
    """Return a filled drawing whose `$names` are given colours."""
    drawing = Template(svg_text(name)).substitute(colors)
    return drawn(f"{name} {' '.join(colors.values())}", drawing, size, ratio)


def drawn(key: str, drawing: str, size: QSize, ratio: float) -> QPixmap:
    """Draw an SVG text once for a size and a screen resolution, and remember it."""
    whole_key = f"{key} {size.width()}x{size.height()} {ratio}"
    pixmap = QPixmap()
    if QPixmapCache.find(whole_key, pixmap):
        return pixmap
    pixmap = QPixmap(round(size.width() * ratio), round(size.height() * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    with QPainter(pixmap) as painter:
        renderer.render(painter, QRectF(pixmap.rect()))
    pixmap.setDevicePixelRatio(ratio)
    QPixmapCache.insert(whole_key, pixmap)
    return pixmap


def application_icon() -> QIcon:
    """Return the application's mark for windows and task bars."""
    icon = QIcon()
    for px in APP_ICON_SIZES:
        icon.addPixmap(drawn("etabli", svg_text("etabli"), QSize(px, px), 1.0))
    return icon


class Icon(QWidget):
    """One icon; it explains the words beside it and says nothing to a screen reader."""

    def __init__(self, name: str, px: int = ICON_PX, color: ColorRole = "ink") -> None:
        super().__init__()
        self._name, self._px, self._color = name, px, color
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._theme = follow(self.apply_theme)

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedSize(theme.icon(self._px), theme.icon(self._px))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with QPainter(self) as painter:
            color = self._theme.color(self._color)
            painter.drawPixmap(0, 0, icon_pixmap(self._name, self.width(), color, self.devicePixelRatioF()))


class Mark(QWidget):
    """The mark of Établi: a bench seen from the front, and the part in the vice."""

    def __init__(self, px: int = 40) -> None:
        super().__init__()
        self._px = px
        self._theme = follow(self.apply_theme)

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedSize(theme.picture(self._px), theme.picture(self._px))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        colors = {"fill": self._theme.color("on_rail").name(), "mark": self._theme.color("amber").name()}
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, filled_pixmap("mark", self.size(), colors, self.devicePixelRatioF()))


class IconWord(QWidget):
    """An icon and its word."""

    def __init__(
        self, icon: str, word: str, *, role: TextRole = "body", bold: bool = False, px: int = SMALL_ICON_PX
    ) -> None:
        super().__init__()
        self.icon, self.label = Icon(icon, px), Label(word, role, bold=bold)
        self.setLayout(Row(self.icon, self.label, gap="s"))
