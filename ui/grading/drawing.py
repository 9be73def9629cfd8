"""The drawing of a machine with its zones: a number each, the same as its key; a marked zone stands out."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.grading.outlines import HEIGHT, WIDTH, Area, Drawing, Point, drawing_of
from ui.theme import Theme, follow
from ui.widgets.painting import CENTER
from workshop.domain.cosmetics import Zone, zones
from workshop.domain.diagnosis import Category

NUMBER = 13.0  # half the side of a number's square, in the drawing's own measure
STROKE, FINE = 2.0, 1.4


class MachineDrawing(QLabel):
    """`touched` gives the number of a zone, from 1; its words stand on the buttons beside it."""

    touched = Signal(int)

    def __init__(self, width: int) -> None:
        super().__init__()
        self._width = width
        self._category = Category.LAPTOP
        self._marked: frozenset[str] = frozenset()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._theme = follow(self.apply_theme)

    def show_machine(self, category: Category, words: str, marked: frozenset[str]) -> None:
        """Show a kind of machine, and which of its zones are marked."""
        self._category, self._marked = category, marked
        self.setAccessibleName(words)
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        width = self._theme.picture(self._width)
        return QSize(width, round(width * HEIGHT / WIDTH))

    @property
    def drawing(self) -> Drawing:
        return drawing_of(self._category)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position() * (WIDTH / self.width())
        for area in reversed(self.drawing.areas):
            if _polygon(area.outline).containsPoint(at, Qt.FillRule.OddEvenFill):
                self.touched.emit(zones(self._category).index(area.zone) + 1)
                return

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.scale(self.width() / WIDTH, self.width() / WIDTH)
            for area in self.drawing.areas:
                self._paint_area(painter, area)
            self._paint_lines(painter)
            for area in self.drawing.areas:
                self._paint_number(painter, area)

    def _paint_area(self, painter: QPainter, area: Area) -> None:
        theme, marked = self._theme, area.zone in self._marked
        glass = area.zone in (Zone.SCREEN, Zone.CAMERA, Zone.SOCKETS)
        fill = theme.color("work_soft" if marked else "sunken" if glass else "surface")
        painter.setPen(QPen(theme.color("work" if marked else "ink"), STROKE * (2 if marked else 1)))
        painter.setBrush(fill)
        painter.drawPolygon(_polygon(area.outline))

    def _paint_lines(self, painter: QPainter) -> None:
        painter.setPen(QPen(self._theme.color("ink2"), FINE))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for points in self.drawing.lines:
            painter.drawPolyline(_polygon(points))
        for middle, radius in self.drawing.rounds:
            painter.drawEllipse(QPointF(*middle), radius, radius)
        for area in self.drawing.areas:
            if area.number is not None and not _holds(area, area.number):
                painter.drawLine(QPointF(*area.number), _nearest(area, area.number))

    def _paint_number(self, painter: QPainter, area: Area) -> None:
        theme, marked = self._theme, area.zone in self._marked
        middle = QPointF(*area.number) if area.number else _polygon(area.outline).boundingRect().center()
        square = QRectF(middle.x() - NUMBER, middle.y() - NUMBER, 2 * NUMBER, 2 * NUMBER)
        ink: QColor = theme.color("on_work" if marked else "ink")
        painter.setPen(QPen(theme.color("work" if marked else "edge"), STROKE))
        painter.setBrush(theme.color("work" if marked else "surface"))
        painter.drawRoundedRect(square, 4, 4)
        font = theme.font("small", bold=True, tabular=True)
        font.setPixelSize(round(NUMBER * 1.4))
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(square, int(CENTER), str(zones(self._category).index(area.zone) + 1))


def _polygon(points: tuple[Point, ...]) -> QPolygonF:
    return QPolygonF([QPointF(*point) for point in points])


def _holds(area: Area, point: Point) -> bool:
    return _polygon(area.outline).containsPoint(QPointF(*point), Qt.FillRule.OddEvenFill)


def _nearest(area: Area, point: Point) -> QPointF:
    """Return the point of a zone's box that is nearest to its number."""
    box = _polygon(area.outline).boundingRect()
    return QPointF(min(max(point[0], box.left()), box.right()), min(max(point[1], box.top()), box.bottom()))
