"""One page of a PDF as it is: drawn off the GUI thread, turned and enlarged by keys, never by hover or drag."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Theme, follow
from ui.tokens import ColorRole, Line
from ui.widgets.painting import paint_box
from ui.widgets.stock import dress_scroll_bars
from workshop.services.page_images import PageImage

A4 = 297 / 210
EDGE_PX = 6
LEAST_HEIGHT_PX = 240
STEP_PX = 60
OVERLAP_PX = 40  # of two screens of a page, so that no line is lost
RESIZE_PAUSE_MS = 120
Key = Qt.Key
Policy = Qt.ScrollBarPolicy
DOWN = frozenset({Key.Key_Down, Key.Key_PageDown})
UP = frozenset({Key.Key_Up, Key.Key_PageUp})


class Size(Enum):
    """How large a page is shown."""

    WIDTH = "width"
    WHOLE = "whole"
    DOUBLE = "double"


class PageView(QWidget):
    """Shows one page; `wanted` asks for a page (from 1) at a width in device points, `turned` says which is shown."""

    wanted = Signal(int, int)
    turned = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.number, self.pages, self.size_mode = 1, 0, Size.WIDTH
        self.sheet = _Sheet()
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        dress_scroll_bars(self.area)
        self.area.setWidget(self.sheet)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE_PX, EDGE_PX, EDGE_PX, EDGE_PX)
        column.addWidget(self.area)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self._name = name
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(RESIZE_PAUSE_MS)
        self._pause.timeout.connect(self.ask)
        self._theme = follow(self.apply_theme)

    def begin(self) -> None:
        """Forget the file before: another one is to be shown, from its first page."""
        self.number, self.pages = 1, 0
        self.sheet.show_image(None)
        self.ask()

    def show_page(self, image: PageImage) -> None:
        """Show a page that was drawn; one that nobody waits for any more is not shown."""
        if image.number != self.number and self.number <= image.pages:
            return
        self.number, self.pages = image.number, image.pages
        picture = QImage(image.pixels, image.width, image.height, image.stride, QImage.Format.Format_RGB32).copy()
        self.sheet.show_image(picture)
        self._lay_out()
        self.setAccessibleDescription(f"{self.number} / {self.pages}")
        self.turned.emit()

    def turn(self, pages: int) -> bool:
        """Go forward or back by pages; False at the ends."""
        number = min(max(self.number + pages, 1), max(self.pages, 1))
        if number == self.number:
            return False
        self.number = number
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.minimum() if pages > 0 else bar.maximum())
        self.ask()
        return True

    def next_size(self) -> Size:
        """Show the page at the next size."""
        sizes = list(Size)
        self.size_mode = sizes[(sizes.index(self.size_mode) + 1) % len(sizes)]
        self._lay_out()
        self.ask()
        return self.size_mode

    def ask(self) -> None:
        """Ask for the page at the size that it has here."""
        if self.isVisible():
            self.wanted.emit(self.number, round(self._width() * self.devicePixelRatioF()))

    def press(self, key: int) -> bool:
        """Take a key of reading; False for any other, and while what is around this page scrolls to it or past it."""
        if self._around_scrolls(key):
            return False
        bar = self.area.verticalScrollBar()
        across = self.area.horizontalScrollBar()
        match key:
            case Key.Key_Right if across.value() < across.maximum():
                across.setValue(across.value() + STEP_PX)
            case Key.Key_Left if across.value() > across.minimum():
                across.setValue(across.value() - STEP_PX)
            case Key.Key_Right | Key.Key_Left:
                self.turn(1 if key == Key.Key_Right else -1)
            case Key.Key_Down | Key.Key_Up:
                bar.setValue(bar.value() + (STEP_PX if key == Key.Key_Down else -STEP_PX))
            case Key.Key_PageDown | Key.Key_Space:
                self._read_on(bar.pageStep() - OVERLAP_PX, 1)
            case Key.Key_PageUp:
                self._read_on(OVERLAP_PX - bar.pageStep(), -1)
            case Key.Key_Home | Key.Key_End:
                self.turn(-self.pages if key == Key.Key_Home else self.pages)
            case _:
                return False
        return True

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.area.setHorizontalScrollBarPolicy(Policy.ScrollBarAsNeeded)
        self._pause.start()
        self._lay_out()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.press(event.key()):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()
        self._pause.start()

    def minimumSizeHint(self) -> QSize:
        least = self._theme.picture(LEAST_HEIGHT_PX)
        whole = self.sheet.height() + 2 * EDGE_PX if self._theme.one_column else least
        return QSize(least, max(whole, least))

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        role: ColorRole = "work" if self.hasFocus() else "line"
        line: Line = "focus" if self.hasFocus() else "line"
        with QPainter(self) as painter:
            fill, edge = self._theme.color("sunken"), self._theme.color(role)
            paint_box(painter, self.rect(), self._theme, fill=fill, edge=edge, line=line)

    def _around_scrolls(self, key: int) -> bool:
        """Tell whether the screen's own page has still to move first: a small window, or large letters."""
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        if not isinstance(parent, QScrollArea):
            return False
        bar, own = parent.verticalScrollBar(), self.area.verticalScrollBar()
        if key in DOWN:
            return bar.value() < bar.maximum()
        return key in UP and own.value() == own.minimum() and bar.value() > bar.minimum()

    def _read_on(self, points: int, pages: int) -> None:
        bar = self.area.verticalScrollBar()
        end = bar.maximum() if pages > 0 else bar.minimum()
        if bar.value() == end:
            self.turn(pages)
        else:
            bar.setValue(bar.value() + points)

    def _width(self) -> int:
        """Return how wide the page is to be, in logical points."""
        room = max(self.area.viewport().width(), 1)
        if self.size_mode is Size.WHOLE and not self._theme.one_column:
            return max(min(room, round((self.height() - 2 * EDGE_PX) / self.sheet.proportion)), 1)
        return room * 2 if self.size_mode is Size.DOUBLE else room

    def _lay_out(self) -> None:
        whole = self.size_mode is Size.WHOLE or self._theme.one_column
        # one that comes and goes would change the width that makes it come
        self.area.setVerticalScrollBarPolicy(Policy.ScrollBarAlwaysOff if whole else Policy.ScrollBarAlwaysOn)
        width = self._width()
        self.sheet.resize(width, round(width * self.sheet.proportion))
        self.sheet.update()
        if self._theme.one_column:
            self.updateGeometry()


class _Sheet(QWidget):
    """The paper itself: white in every theme, as it will be printed."""

    def __init__(self) -> None:
        super().__init__()
        self.image: QImage | None = None
        self.proportion = A4
        self._theme = follow(self.apply_theme)

    def show_image(self, image: QImage | None) -> None:
        self.image = image
        self.proportion = image.height() / image.width() if image is not None and image.width() else A4
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.color("plate"))
            if self.image is not None:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(QRect(0, 0, self.width(), self.height()), self.image)
