"""A count that people can see: one cell a machine, the last one ticked; above 120 it is a bar."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QProgressBar, QSizePolicy

from ui.theme import Theme, follow
from ui.widgets.painting import paint_box, placed

CELL_PX, LEAST_CELL_PX, GAP_PX, BAR_PX = 22, 12, 4, 20
MOST_CELLS = 120
TICK = ((0.25, 0.53), (0.43, 0.70), (0.76, 0.32))
Policy = QSizePolicy.Policy


class Cells(QProgressBar):
    """`done` of `total` machines. It keeps the role and the value of a progress bar for screen readers."""

    def __init__(self, total: int = 0, done: int = 0, *, per_row: int = 20) -> None:
        super().__init__()
        self._per_row = per_row
        self.setTextVisible(False)
        self._theme = follow(self.apply_theme)
        self.set_count(total, done)

    def set_count(self, total: int, done: int, *, per_row: int | None = None) -> None:
        """Show another count; in a delivery a row is a box."""
        self._per_row = max(1, per_row or self._per_row)
        self.setRange(0, max(total, 1))
        self.setValue(done)
        self._total, self._done = total, done
        self.setSizePolicy(Policy.Expanding, Policy.Fixed)
        self.updateGeometry()
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        pitch = self._theme.picture(CELL_PX) + GAP_PX
        if self._total > MOST_CELLS:
            return QSize(self._columns() * pitch, self._theme.picture(BAR_PX))
        rows = -(-self._total // self._per_row)
        return QSize(self._columns() * pitch - GAP_PX, max(rows * pitch - GAP_PX, 0))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._columns() * (LEAST_CELL_PX + GAP_PX) - GAP_PX, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with QPainter(self) as painter:
            if self._total > MOST_CELLS:
                paint_progress(painter, self.rect(), self._theme, self._done / self._total)
                return
            for number in range(self._total):
                self._paint_cell(painter, number)

    def _columns(self) -> int:
        return min(max(self._total, 1), self._per_row)

    def _cell_px(self) -> int:
        fitting = (self.width() + GAP_PX) // self._columns() - GAP_PX
        return max(min(self._theme.picture(CELL_PX), fitting), LEAST_CELL_PX)

    def _paint_cell(self, painter: QPainter, number: int) -> None:
        theme, px = self._theme, self._cell_px()
        row, column = divmod(number, self._per_row)
        cell = placed(QRect(column * (px + GAP_PX), row * (px + GAP_PX), px, px), self.rect())
        if number >= self._done:
            edge = theme.color("edge")
            paint_box(painter, cell, theme, fill=theme.color("surface"), edge=edge, line="thin", radius="cell")
            return
        paint_box(painter, cell, theme, fill=theme.color("work"), radius="cell")
        if number == self._done - 1:
            painter.setPen(QPen(theme.color("on_work"), theme.line("edge")))
            painter.drawPolyline([QPointF(cell.x() + x * px, cell.y() + y * px) for x, y in TICK])


def paint_progress(painter: QPainter, rect: QRect, theme: Theme, fraction: float) -> None:
    """Paint one bar: a well with an edge, filled from where lines begin."""
    paint_box(painter, rect, theme, fill=theme.color("sunken"), edge=theme.color("edge"), line="thin", radius="control")
    well = rect.adjusted(3, 3, -3, -3)
    inner = QRect(well)
    inner.setWidth(round(well.width() * min(max(fraction, 0.0), 1.0)))
    inner = placed(inner, well)
    if inner.width() > 0:
        paint_box(painter, inner, theme, fill=theme.color("work"), radius="cell")
