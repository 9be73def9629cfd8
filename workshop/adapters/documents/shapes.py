"""Outcomes as shapes, outlined in black so that a photocopy says the same; inside, a colour that nobody needs.

Each shape is a piece of PDF around its own middle, written once: ReportLab would write it anew for every drive.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from math import cos, pi, sin
from typing import TYPE_CHECKING

from workshop.domain.certificates import Outcome

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

SIDE = 13.0  # points across
_LINE = 1.3
_ROUND = 0.5523  # how far the two inner points of a quarter of a circle lie along its tangents, in radii

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
_TEAL, _RED, _AMBER, _BLUE = (0, 0.337, 0.357), (0.549, 0.082, 0.082), (1, 0.941, 0.8), (0.09, 0.247, 0.541)
_BLACK, _WHITE = (0, 0, 0), (1, 1, 1)
Points = Sequence[tuple[float, float]]


def draw_shape(canvas: Canvas, shape: str, x: float, middle: float) -> None:
    """Draw one shape right of `x`, centred on the height `middle`."""
    canvas.addLiteral(f"q 1 0 0 1 {x + SIDE / 2:.2f} {middle:.2f} cm {_operators(shape)} Q")


@cache
def _operators(shape: str) -> str:
    return " ".join((f"{_LINE:g} w 1 j 1 J", *_PARTS[shape]()))


def _circle() -> tuple[str, ...]:
    tick = ((-3.2, -0.2), (-0.9, -2.6)), ((-0.9, -2.6), (3.3, 2.6))
    return (_fill(_TEAL), _round((SIDE - _LINE) / 2), "B", _white_lines(*tick))


def _triangle() -> tuple[str, ...]:
    half = SIDE / 2
    corners = ((-half, 1 - half), (half, 1 - half), (0, half))
    mark = (_path(((0, 2), (0, -1.4))), "S", _fill(_BLACK), "1 0 0 1 0 -3.5 cm", _round(0.8), "f")
    return (_fill(_AMBER), _path(corners), "b", *mark)


def _octagon() -> tuple[str, ...]:
    radius = SIDE / 2 / cos(pi / 8)
    corners = [(radius * cos(angle), radius * sin(angle)) for angle in (pi / 8 + n * pi / 4 for n in range(8))]
    cross = ((-2.6, -2.6), (2.6, 2.6)), ((-2.6, 2.6), (2.6, -2.6))
    return (_fill(_RED), _path(corners), "b", _white_lines(*cross))


def _ring() -> tuple[str, ...]:
    outer, inner = _round((SIDE - _LINE) / 2), _round(SIDE / 2 - 2.5 * _LINE)
    return (_fill(_BLUE), outer, "B", _fill(_WHITE), inner, "B")


def _dashed_square() -> tuple[str, ...]:
    return ("[2.4 2.2] 0 d", *_square())


def _square() -> tuple[str, ...]:
    side = SIDE - 2
    return (f"{-side / 2:g} {-side / 2:g} {side:g} {side:g} re S",)


def _fill(colour: tuple[float, float, float]) -> str:
    return "{:g} {:g} {:g} rg".format(*colour)


def _path(points: Points) -> str:
    return " ".join(f"{x:.2f} {y:.2f} {'l' if rank else 'm'}" for rank, (x, y) in enumerate(points))


def _white_lines(*lines: Points) -> str:
    return " ".join(("1 1 1 RG", f"{_LINE * 1.2:g} w", *map(_path, lines), "S"))


def _round(radius: float) -> str:
    """Write a circle as four curves."""
    curves = []
    x, y = 1, 0
    for to_x, to_y in ((0, 1), (-1, 0), (0, -1), (1, 0)):
        first = x + _ROUND * to_x, y + _ROUND * to_y  # a quarter leaves towards where it ends
        second = to_x + _ROUND * x, to_y + _ROUND * y
        curves.append(" ".join(f"{value * radius:.3f}" for value in (*first, *second, to_x, to_y)) + " c")
        x, y = to_x, to_y
    return f"{radius:.3f} 0 m " + " ".join(curves)


_PARTS = {
    "circle": _circle,
    "triangle": _triangle,
    "octagon": _octagon,
    "dashed-square": _dashed_square,
    "square": _square,
    "ring": _ring,
}
