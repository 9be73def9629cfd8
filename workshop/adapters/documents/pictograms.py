"""The icons of the screens on paper: their lines as PDF operators. Only what resources/icons/*.svg are made of."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from defusedxml.ElementTree import parse

from workshop.resources import resource

GRID = 24.0
LINE = 2.0  # as the icons themselves
_PART = re.compile(r"[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)")
_MOVED = re.compile(r"translate\((-?[\d.]+)[ ,]+(-?[\d.]+)\)")
Point = tuple[float, float]
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "A": 7, "Z": 0}


@cache
def pictogram(name: str) -> str:
    """Return an icon as operators, on a square of 24 units with its origin at the lower left."""
    root = parse(resource("icons", f"{name}.svg")).getroot()
    drawn = (operator for part in root for operator in _part(part))
    return " ".join(("q 1 0 0 -1 0 24 cm 1 J 1 j", f"{LINE:g} w", *drawn, "Q"))


def _part(part: Any) -> Iterator[str]:
    tag = part.tag.rpartition("}")[2]
    moved = _MOVED.search(part.get("transform", ""))
    if moved:
        yield f"q 1 0 0 1 {float(moved[1]):g} {float(moved[2]):g} cm"
    if tag == "path":
        yield from _path(part.get("d"))
    elif tag == "circle":
        yield from _circle(*(float(part.get(key)) for key in ("cx", "cy", "r")))
    elif tag == "rect":
        yield " ".join(part.get(key) for key in ("x", "y", "width", "height")) + " re S"
    else:
        raise ValueError(tag)
    if moved:
        yield "Q"


def _circle(x: float, y: float, radius: float) -> Iterator[str]:
    yield f"{x + radius:.3f} {y:.3f} m"
    yield from _arc((x + radius, y), radius, (x - radius, y), large=False, sweep=True)
    yield from _arc((x - radius, y), radius, (x + radius, y), large=False, sweep=True)
    yield "s"


def _path(text: str) -> Iterator[str]:
    words = _PART.findall(text)
    at = start = bend = (0.0, 0.0)  # `bend`: the last inner point of the curve before
    command, place = "", 0
    while place < len(words):
        if words[place].isalpha():
            command, place = words[place], place + 1
        count = _TAKES[command.upper()]
        numbers = [float(word) for word in words[place : place + count]]
        place += count
        curve = command
        if command in "Ss":  # a curve that goes on as smoothly as it came
            x, y = (0.0, 0.0) if command == "s" else at
            numbers = [x + at[0] - bend[0], y + at[1] - bend[1], *numbers]
            curve = "c" if command == "s" else "C"
        x, y = at if command.islower() else (0.0, 0.0)
        inner = (x + numbers[2], y + numbers[3]) if curve in "Cc" else None
        at, start, drawn = _step(curve, numbers, at, start)
        bend = inner or at
        yield from drawn
        if command in "Mm":
            command = "L" if command == "M" else "l"
    yield "S"


def _step(command: str, numbers: list[float], at: Point, start: Point) -> tuple[Point, Point, tuple[str, ...]]:
    x, y = at if command.islower() else (0.0, 0.0)
    match command.upper():
        case "Z":
            return start, start, ("h",)
        case "M":
            to = (x + numbers[0], y + numbers[1])
            return to, to, (f"{to[0]:.3f} {to[1]:.3f} m",)
        case "H":
            to = (x + numbers[0], at[1])
        case "V":
            to = (at[0], y + numbers[0])
        case "L":
            to = (x + numbers[0], y + numbers[1])
        case "C":
            points = [(x + numbers[i], y + numbers[i + 1]) for i in (0, 2, 4)]
            return points[2], start, (" ".join(f"{px:.3f} {py:.3f}" for px, py in points) + " c",)
        case _:
            to = (x + numbers[5], y + numbers[6])
            return to, start, tuple(_arc(at, numbers[0], to, large=bool(numbers[3]), sweep=bool(numbers[4])))
    return to, start, (f"{to[0]:.3f} {to[1]:.3f} l",)


def _arc(at: Point, radius: float, to: Point, *, large: bool, sweep: bool) -> Iterator[str]:
    """Write a circle's arc as curves (SVG 1.1, appendix F.6.5, for equal radii)."""
    across, down = (to[0] - at[0]) / 2, (to[1] - at[1]) / 2
    half = math.hypot(across, down)
    radius = max(radius, half)
    away = math.sqrt(max(0.0, radius**2 - half**2)) / half * (-1 if large is sweep else 1)
    middle = (at[0] + across - away * down, at[1] + down + away * across)
    first = math.atan2(at[1] - middle[1], at[0] - middle[0])
    turn = math.atan2(to[1] - middle[1], to[0] - middle[0]) - first
    turn += 2 * math.pi if sweep and turn < 0 else -2 * math.pi if not sweep and turn > 0 else 0
    pieces = max(1, math.ceil(abs(turn) / (math.pi / 2) - 1e-9))
    step = turn / pieces
    reach = 4 / 3 * math.tan(step / 4) * radius
    for piece in range(pieces):
        one, other = first + piece * step, first + (piece + 1) * step
        (ax, ay), (bx, by) = _on(middle, radius, one), _on(middle, radius, other)
        leaving = f"{ax - reach * math.sin(one):.3f} {ay + reach * math.cos(one):.3f}"
        coming = f"{bx + reach * math.sin(other):.3f} {by - reach * math.cos(other):.3f}"
        yield f"{leaving} {coming} {bx:.3f} {by:.3f} c"


def _on(middle: Point, radius: float, angle: float) -> Point:
    return middle[0] + radius * math.cos(angle), middle[1] + radius * math.sin(angle)
