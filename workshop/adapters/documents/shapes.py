"""Outcomes as shapes, so that a photocopy says the same: black on white, no colour needed (visual.md §8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import cos, pi, sin
from typing import TYPE_CHECKING

from workshop.domain.certificates import Outcome

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

SIDE = 13.0  # points across
_LINE = 1.3

SHAPES: Mapping[str, str] = {
    Outcome.WIPED: "circle",
    Outcome.WIPED_WITH_RESERVATIONS: "triangle",
    Outcome.NOT_WIPED: "octagon",
    Outcome.LOST: "octagon",
    Outcome.DESTROYED: "dashed-square",
    Outcome.ABSENT: "dashed-square",
    Outcome.DECLARED: "ring",
    Outcome.OPEN: "square",
}


def draw_shape(canvas: Canvas, shape: str, x: float, middle: float) -> None:
    """Draw one shape right of `x`, centred on the height `middle`."""
    canvas.saveState()
    canvas.setLineWidth(_LINE)
    canvas.setLineJoin(1)
    canvas.setLineCap(1)
    _DRAWERS[shape](canvas, x + SIDE / 2, middle)
    canvas.restoreState()


def _circle(canvas: Canvas, x: float, y: float) -> None:
    canvas.circle(x, y, SIDE / 2, stroke=0, fill=1)
    _white(canvas)
    canvas.lines(((x - 3.2, y - 0.2, x - 0.9, y - 2.6), (x - 0.9, y - 2.6, x + 3.3, y + 2.6)))


def _triangle(canvas: Canvas, x: float, y: float) -> None:
    half = SIDE / 2
    _polygon(canvas, ((x - half, y - half + 1), (x + half, y - half + 1), (x, y + half)), fill=0)
    canvas.line(x, y + 2, x, y - 1.4)
    canvas.circle(x, y - 3.5, 0.8, stroke=0, fill=1)


def _octagon(canvas: Canvas, x: float, y: float) -> None:
    radius = SIDE / 2 / cos(pi / 8)
    corners = [(x + radius * cos(angle), y + radius * sin(angle)) for angle in (pi / 8 + n * pi / 4 for n in range(8))]
    _polygon(canvas, corners, fill=1)
    _white(canvas)
    canvas.lines(((x - 2.6, y - 2.6, x + 2.6, y + 2.6), (x - 2.6, y + 2.6, x + 2.6, y - 2.6)))


def _dashed_square(canvas: Canvas, x: float, y: float) -> None:
    canvas.setDash(2.4, 2.2)
    _square(canvas, x, y)


def _square(canvas: Canvas, x: float, y: float) -> None:
    side = SIDE - 2
    canvas.rect(x - side / 2, y - side / 2, side, side)


def _ring(canvas: Canvas, x: float, y: float) -> None:
    canvas.setLineWidth(2 * _LINE)
    canvas.circle(x, y, SIDE / 2 - _LINE)


def _white(canvas: Canvas) -> None:
    canvas.setStrokeGray(1)
    canvas.setLineWidth(_LINE * 1.2)


def _polygon(canvas: Canvas, corners: Sequence[tuple[float, float]], fill: int) -> None:
    path = canvas.beginPath()
    path.moveTo(*corners[0])
    for corner in corners[1:]:
        path.lineTo(*corner)
    path.close()
    canvas.drawPath(path, stroke=1, fill=fill)


_DRAWERS = {
    "circle": _circle,
    "triangle": _triangle,
    "octagon": _octagon,
    "dashed-square": _dashed_square,
    "square": _square,
    "ring": _ring,
}
