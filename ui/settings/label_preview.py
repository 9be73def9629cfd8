"""A label as large as it will be, between two rulers. A screen that does not know how large it is cannot show that."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPainter, QPaintEvent, QPen, QScreen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme, follow
from ui.widgets.painting import text_width

MM_PER_INCH = 25.4
PLAUSIBLE = (60.0, 400.0)  # dots an inch of a screen, as Qt counts pixels
UNEVEN = 0.1  # a screen whose dots are no squares does not know its size
TICK_MM, LONG_TICK_MM, TICK_PX = 5, 10, 6
AT_REST = QSize(62, 29)  # millimetres, before the first picture


def dots_of(screen: QScreen | None) -> tuple[float, bool]:
    """Return how many pixels an inch of a screen has, and whether that is its real size."""
    if screen is None:
        return 96.0, False
    across, along = screen.physicalDotsPerInchX(), screen.physicalDotsPerInchY()
    size = screen.physicalSize()
    even = across > 0 and abs(across - along) <= UNEVEN * across
    if even and PLAUSIBLE[0] <= across <= PLAUSIBLE[1] and size.width() > 0:
        return across, True
    return screen.logicalDotsPerInch(), False


class LabelPreview(QWidget):
    """One label; `real` tells whether it is shown at its true size."""

    resized = Signal()  # it is shown larger or smaller than before

    def __init__(self) -> None:
        super().__init__()
        self._picture = QImage()
        self._wide_mm, self._high_mm = float(AT_REST.width()), float(AT_REST.height())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._theme = follow(self.apply_theme)

    @property
    def times(self) -> float:
        """How much larger it is shown: in one column, as much as the words."""
        return self._theme.zoom if self._theme.one_column else 1.0

    @property
    def real(self) -> bool:
        return dots_of(QGuiApplication.primaryScreen() if self.screen() is None else self.screen())[1]

    def show_label(self, png: bytes, dots_per_inch: int, name: str) -> None:
        """Show a picture of so many dots an inch."""
        self._picture = QImage.fromData(png)
        self._wide_mm = self._picture.width() * MM_PER_INCH / dots_per_inch
        self._high_mm = self._picture.height() * MM_PER_INCH / dots_per_inch
        self.setAccessibleName(name)
        self._resize()

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._resize()
        self.resized.emit()

    def sizeHint(self) -> QSize:
        edge = self._ruler()
        return QSize(round(self._wide_mm * self._per_mm()) + edge + 2, round(self._high_mm * self._per_mm()) + edge + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        per_mm, edge = self._per_mm(), self._ruler()
        label = QRectF(edge, edge, self._wide_mm * per_mm, self._high_mm * per_mm)
        with QPainter(self) as painter:
            self._paint_rulers(painter, label, per_mm)
            painter.fillRect(label, self._theme.color("plate"))
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            if not self._picture.isNull():
                painter.drawImage(label, self._picture)
            painter.setPen(QPen(self._theme.color("edge"), self._theme.line("line")))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(label)

    def _paint_rulers(self, painter: QPainter, label: QRectF, per_mm: float) -> None:
        """Paint a tick every 5 mm, and a number every 10, or as often as there is room."""
        font, ink = self._theme.font("mini", tabular=True), self._theme.color("ink2")
        painter.setFont(font)
        painter.setPen(QPen(ink, 1))
        apart = LONG_TICK_MM
        while apart * per_mm < text_width(font, "100") + self._theme.space("xs"):
            apart *= 2
        edge = self._ruler()
        for millimetre in range(0, int(max(self._wide_mm, self._high_mm)) + 1, TICK_MM):
            long = TICK_PX if millimetre % LONG_TICK_MM == 0 else TICK_PX // 2
            place = label.left() + millimetre * per_mm
            if millimetre <= self._wide_mm:
                painter.drawLine(QPointF(place, edge - long), QPointF(place, edge))
                if millimetre and millimetre % apart == 0:
                    painter.drawText(
                        QRectF(place - 100, 0, 200, edge - TICK_PX), Qt.AlignmentFlag.AlignCenter, str(millimetre)
                    )
            if millimetre <= self._high_mm:
                painter.drawLine(QPointF(edge - long, place), QPointF(edge, place))
                if millimetre and millimetre % apart == 0:
                    painter.drawText(
                        QRectF(0, place - 100, edge - TICK_PX - 2, 200),
                        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                        str(millimetre),
                    )

    def _per_mm(self) -> float:
        screen = self.screen() or QGuiApplication.primaryScreen()
        return dots_of(screen)[0] * self.times / MM_PER_INCH

    def _ruler(self) -> int:
        return text_width(self._theme.font("mini", tabular=True), "100") + TICK_PX

    def _resize(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()
