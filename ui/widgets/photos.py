"""Photos: small ones in a row, and those to choose from, each with its key."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.theme import Theme, follow
from ui.widgets.key_cap import key_cap_size, paint_key_cap
from ui.widgets.painting import paint_box, paint_focus

GAP_PX = 8
WIDE = 4 / 3


def pixmap_of(content: bytes) -> QPixmap:
    """Return a picture from its JPEG; an empty one where it cannot be drawn."""
    pixmap = QPixmap()
    pixmap.loadFromData(content, "JPEG")
    return pixmap


def paint_picture(painter: QPainter, rect: QRect, pixmap: QPixmap) -> None:
    """Paint a whole picture into the middle of a place."""
    if pixmap.isNull():
        return
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    size = pixmap.size().scaled(rect.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRect(rect.center().x() - size.width() // 2, rect.center().y() - size.height() // 2, 0, 0)
    place.setSize(size)
    painter.drawPixmap(place, pixmap)


class PhotoRow(QWidget):
    """A few photos side by side; as many as there is room for are shown, the newest first."""

    def __init__(self, height: int = 72) -> None:
        super().__init__()
        self._height = height
        self._pixmaps: tuple[QPixmap, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._theme = follow(self.apply_theme)
        self.hide()

    @property
    def count(self) -> int:
        return len(self._pixmaps)

    def show_photos(self, photos: Sequence[bytes], words: str) -> None:
        """Show photos, given oldest first; `words` tell a screen reader how many there are."""
        self._pixmaps = tuple(pixmap_of(content) for content in reversed(photos))
        self.setAccessibleName(words)
        self.setVisible(bool(photos))
        self.updateGeometry()
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        height = self._theme.picture(self._height)
        return QSize(max(1, self.count) * (round(height * WIDE) + GAP_PX) - GAP_PX, height)

    def minimumSizeHint(self) -> QSize:
        height = self._theme.picture(self._height)
        return QSize(round(height * WIDE), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        width = round(self.height() * WIDE)
        with QPainter(self) as painter:
            for place, pixmap in enumerate(self._pixmaps):
                rect = QRect(place * (width + GAP_PX), 0, width, self.height())
                if rect.right() < self.width():
                    fill, edge = self._theme.color("sunken"), self._theme.color("line")
                    paint_box(painter, rect, self._theme, fill=fill, edge=edge, line="line", radius="cell")
                    paint_picture(painter, rect.adjusted(2, 2, -2, -2), pixmap)


class PhotoChoice(QPushButton):
    """One photo that may be taken: its picture, its key."""

    triggered = Signal()

    def __init__(self, key: str, height: int = 104) -> None:
        super().__init__()
        self._key, self._height = key, height
        self._pixmap = QPixmap()
        self.setAccessibleName(key)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.triggered)
        self._theme = follow(self.apply_theme)

    def show_photo(self, content: bytes, words: str) -> None:
        self._pixmap = pixmap_of(content)
        self.setAccessibleName(words)
        self.setAccessibleDescription(self._key)
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        height = self._theme.picture(self._height)
        return QSize(round(height * WIDE), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme, rect = self._theme, self.rect()
        with QPainter(self) as painter:
            fill, edge = theme.color("work_soft" if self.isDown() else "surface"), theme.color("edge")
            paint_box(painter, rect, theme, fill=fill, edge=edge, line="edge", radius="control")
            paint_picture(painter, rect.adjusted(8, 8, -8, -8), self._pixmap)
            size = key_cap_size(self._key, theme)
            cap = QRect(rect.right() - size.width() - GAP_PX, rect.top() + GAP_PX, size.width(), size.height())
            painter.fillRect(cap, theme.color("surface"))
            paint_key_cap(painter, cap, self._key, theme, theme.color("ink"))
            if self.hasFocus():
                paint_focus(painter, rect, theme, theme.color("ink"))
