"""Label layouts: millimetres from TOML, checked before anything is drawn; whatever does not fit is named.

A layout may place each of these elements once: `bars` (Code 128), `qr`, `code` (the digits), `title`, `lines`,
`letter` (the grade in its square), `workshop`, `note` (« EXEMPLE », « copie 2 »). `x_mm` and `y_mm` are the upper left
corner of an element's area, white zones included; text starts at the top of its capitals.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from workshop.adapters.documents import barcodes
from workshop.adapters.documents.fonts import CAPITAL_HEIGHT, DESCENT
from workshop.domain.errors import RulesError
from workshop.domain.labels import LabelKind
from workshop.resources import resource
from workshop.texts import _

PAPER = ("width_mm", "height_mm", "margin_across_mm", "margin_along_mm")
TEXTS = ("code", "title", "lines", "workshop", "note")
ELEMENTS = ("bars", "qr", "letter", *TEXTS)
SMALLEST_TEXT_MM = 2.8  # 8 points (visual.md §8)
DIGITS_EM = 8.2  # a grouped code in the Tab cut
QR_MODULES = 21  # version 1: twelve digits with correction H
SLACK_MM = 0.05
_KEYS: Mapping[str, tuple[str, ...]] = {
    "bars": ("x_mm", "y_mm", "module_mm", "height_mm"),
    "qr": ("x_mm", "y_mm", "module_mm"),
    "letter": ("x_mm", "y_mm", "size_mm"),
    "lines": ("x_mm", "y_mm", "width_mm", "size_mm", "pitch_mm", "rows"),
    "workshop": ("x_mm", "y_mm", "width_mm", "size_mm", "pitch_mm", "rows"),
    "note": ("x_mm", "y_mm", "width_mm", "size_mm", "pitch_mm", "rows"),
}
_TEXT_KEYS = ("x_mm", "y_mm", "width_mm", "size_mm")


@dataclass(frozen=True, slots=True)
class Element:
    """One placed element; what it does not need is 0."""

    name: str
    x_mm: float
    y_mm: float
    width_mm: float = 0
    height_mm: float = 0
    size_mm: float = 0
    module_mm: float = 0
    pitch_mm: float = 0
    rows: float = 0


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in millimetres from the label's upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def inside(self, other: Area) -> bool:
        return (
            self.left >= other.left - SLACK_MM
            and self.top >= other.top - SLACK_MM
            and self.right <= other.right + SLACK_MM
            and self.bottom <= other.bottom + SLACK_MM
        )

    def touches(self, other: Area) -> bool:
        return (
            min(self.right, other.right) - max(self.left, other.left) > SLACK_MM
            and min(self.bottom, other.bottom) - max(self.top, other.top) > SLACK_MM
        )


@dataclass(frozen=True, slots=True)
class Layout:
    """One label's paper and what stands where; the printer leaves the margins white."""

    source: str
    width_mm: float
    height_mm: float
    margin_across_mm: float
    margin_along_mm: float
    elements: tuple[Element, ...]

    def element(self, name: str) -> Element | None:
        """Return one element, None where the layout has no place for it."""
        return next((element for element in self.elements if element.name == name), None)

    @property
    def printable(self) -> Area:
        return Area(
            self.margin_across_mm,
            self.margin_along_mm,
            self.width_mm - self.margin_across_mm,
            self.height_mm - self.margin_along_mm,
        )


@cache
def layout(kind: LabelKind) -> Layout:
    """Return the layout of a kind of label, read once; raises RulesError."""
    return read_layout(resource("labels", f"{kind}.toml"))


def read_layout(path: Path) -> Layout:
    """Read and check one layout file; raises RulesError with every problem, each beginning with its element's name."""
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as problem:
        raise RulesError(str(path), (str(problem),)) from problem
    problems = tuple(_shape_problems(found))
    if problems:
        raise RulesError(str(path), problems)
    read = Layout(
        source=str(path),
        elements=tuple(
            Element(name, **{key: float(value) for key, value in found[name].items()})
            for name in ELEMENTS
            if name in found
        ),
        **{key: float(found[key]) for key in PAPER},
    )
    for dots_per_inch in (203, 300, 600):
        problems += tuple(problem for problem in fit_problems(read, dots_per_inch) if problem not in problems)
    if problems:
        raise RulesError(str(path), problems)
    return read


def _shape_problems(found: Mapping[str, Any]) -> list[str]:
    problems = [_("{name} : il faut un nombre").format(name=key) for key in PAPER if not _is_number(found.get(key))]
    problems += [_("{name} : inconnu").format(name=name) for name in found if name not in (*PAPER, *ELEMENTS)]
    problems += [_("{name} : élément obligatoire").format(name=name) for name in ("bars", "code") if name not in found]
    for name in ELEMENTS:
        if name in found:
            problems += _element_problems(name, found[name])
    return problems


def _element_problems(name: str, found: Any) -> list[str]:
    keys = _KEYS.get(name, _TEXT_KEYS)
    if not isinstance(found, dict) or set(found) != set(keys):
        return [_("{name} : il faut exactement {keys}").format(name=name, keys=", ".join(keys))]
    wrong = [key for key, value in found.items() if not _is_number(value)]
    return [_("{name} : il faut un nombre pour {keys}").format(name=name, keys=", ".join(wrong))] if wrong else []


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


def fit_problems(read: Layout, dots_per_inch: int) -> list[str]:
    """Say what does not fit at a resolution: off the printable area, over a neighbour, too fine, too small."""
    problems = [problem for element in read.elements for problem in _too_small(element)]
    areas = {element.name: area_of(element, dots_per_inch) for element in read.elements}
    paper = read.printable
    problems += [
        _("{name} : dépasse de l’étiquette ({width:.1f} × {height:.1f} mm imprimables, {dpi} dpi)").format(
            name=name, width=paper.right - paper.left, height=paper.bottom - paper.top, dpi=dots_per_inch
        )
        for name, area in areas.items()
        if not area.inside(paper)
    ]
    problems += [
        _("{name} : recouvre {other} ({dpi} dpi)").format(name=one, other=other, dpi=dots_per_inch)
        for one, other in combinations(areas, 2)
        if areas[one].touches(areas[other])
    ]
    return problems


def _too_small(element: Element) -> list[str]:
    if element.module_mm and element.module_mm < barcodes.LEAST_MODULE_MM:
        least = barcodes.LEAST_MODULE_MM
        return [_("{name} : barres trop fines (au moins {least} mm)").format(name=element.name, least=least)]
    if element.name in TEXTS and element.size_mm < SMALLEST_TEXT_MM:
        least = SMALLEST_TEXT_MM
        return [_("{name} : texte trop petit (au moins {least} mm)").format(name=element.name, least=least)]
    if element.name == "code" and element.width_mm < element.size_mm * DIGITS_EM:
        return [_("{name} : trop étroit pour les douze chiffres").format(name=element.name)]
    return []


def area_of(element: Element, dots_per_inch: int) -> Area:
    """Return the place that an element takes at a resolution, with its white zones."""
    width, height = element.width_mm, element.height_mm
    module = barcodes.module_dots(element.module_mm, dots_per_inch) * 25.4 / dots_per_inch
    if element.name == "bars":
        width = module * (barcodes.BAR_MODULES + 2 * barcodes.BAR_QUIET)
    elif element.name == "qr":
        width = height = module * (QR_MODULES + 2 * barcodes.QR_QUIET)
    elif element.name == "letter":
        width = height = element.size_mm
    else:
        below = 0 if element.name == "code" else DESCENT  # digits reach nowhere below their line
        height = element.size_mm * (CAPITAL_HEIGHT + below) + element.pitch_mm * max(0, element.rows - 1)
    return Area(element.x_mm, element.y_mm, element.x_mm + width, element.y_mm + height)
