"""Label layouts: millimetres from TOML, checked before anything is drawn; whatever does not fit is named.

A layout may place each of these elements once: `bars` (Code 128), `qr`, `code` (the digits), `title`, `lines`,
`letter` (the grade in its square), `workshop`, `note` (« EXEMPLE », « copie 2 »). `x_mm` and `y_mm` are the upper left
corner of an element's area, white zones included; text starts at the top of its capitals. A label larger than its
layout holds it in its middle.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from typing import Any

from workshop.adapters.documents import barcodes
from workshop.adapters.documents.fonts import CAPITAL_HEIGHT, DESCENT
from workshop.domain.errors import RulesError
from workshop.domain.media import Media
from workshop.texts import _

PAPER = ("width_mm", "height_mm")
TEXTS = ("code", "title", "lines", "workshop", "note")
NAMES = ("title", "lines", "workshop")  # of people and things, with any letters
ELEMENTS = ("bars", "qr", "letter", *TEXTS)
SMALLEST_TEXT_MM = 2.8  # 8 points (visual.md §8)
DIGITS_EM = 8.2  # a grouped code in the Tab cut
QR_MODULES = 21  # version 1: twelve digits with correction H
SLACK_MM = 0.05
ACCENT = 0.22  # of the em, above a capital: É, Ů
LARGEST_MM = 1000
LONGEST_TEXT = 64 * 1024
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
    """A rectangle in millimetres from the upper left corner of a layout."""

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
    """What stands where on a label of this size."""

    source: str
    width_mm: float
    height_mm: float
    elements: tuple[Element, ...]

    def element(self, name: str) -> Element | None:
        """Return one element, None where the layout has no place for it."""
        return next((element for element in self.elements if element.name == name), None)


def placed(layout: Layout, media: Media) -> tuple[float, float, float, float]:
    """Return how wide and high one label is, and where on it the layout begins, in millimetres."""
    width, height = media.paper(layout.width_mm, layout.height_mm)
    return width, height, (width - layout.width_mm) / 2, (height - layout.height_mm) / 2


def read_layout(source: str, text: str, media: Media) -> Layout:
    """Read and check one layout; raises RulesError with every problem, each beginning with its element's name."""
    found, problems = _parsed(text)
    if problems:
        raise RulesError(source, tuple(problems))
    read = Layout(
        source=source,
        elements=tuple(
            Element(name, **{key: float(value) for key, value in found[name].items()})
            for name in ELEMENTS
            if name in found
        ),
        **{key: float(found[key]) for key in PAPER},
    )
    told: dict[str, None] = {}
    for dots_per_inch in media.resolutions:
        told |= dict.fromkeys(fit_problems(read, media, dots_per_inch))
    if told:
        raise RulesError(source, tuple(told))
    return read


def layout_problems(text: str, media: Media) -> tuple[str, ...]:
    """Return everything that keeps a text from being a layout for a medium; nothing where it is one."""
    try:
        read_layout("", text, media)
    except RulesError as refused:
        return refused.problems
    return ()


def _parsed(text: str) -> tuple[dict[str, Any], list[str]]:
    if len(text) > LONGEST_TEXT:
        return {}, [_("fichier trop gros")]
    try:
        found = tomllib.loads(text)
    except (ValueError, RecursionError) as problem:
        return {}, [str(problem)]
    return found, _shape_problems(found)


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
    wrong += [key for key in ("rows",) if key in found and not wrong and not _is_whole(found[key])]
    wrong += [key for key in ("module_mm", "height_mm", "size_mm") if found.get(key) == 0]
    return [_("{name} : il faut un nombre pour {keys}").format(name=name, keys=", ".join(wrong))] if wrong else []


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= LARGEST_MM


def _is_whole(value: float) -> bool:
    return value >= 1 and value == int(value)


def fit_problems(read: Layout, media: Media, dots_per_inch: int) -> list[str]:
    """Say what does not fit at a resolution: off the printable area, over a neighbour, too fine, too small."""
    problems = [problem for element in read.elements for problem in _too_small(element)]
    areas = {element.name: area_of(element, dots_per_inch) for element in read.elements}
    paper = _printable(read, media)
    problems += [
        _("{name} : dépasse de l’étiquette ({width:.1f} × {height:.1f} mm imprimables, {dpi} dpi)").format(
            name=name, width=paper.right - paper.left, height=paper.bottom - paper.top, dpi=dots_per_inch
        )
        for name, area in areas.items()
        if not accented(read, name, area).inside(paper)
    ]
    problems += [
        _("{name} : recouvre {other} ({dpi} dpi)").format(name=one, other=other, dpi=dots_per_inch)
        for one, other in combinations(areas, 2)
        if areas[one].touches(areas[other])
    ]
    return problems


def accented(read: Layout, name: str, area: Area) -> Area:
    """Return the place of a text with the accents of its capitals, which reach above it."""
    element = read.element(name)
    rise = element.size_mm * ACCENT if element and name in NAMES else 0
    return Area(area.left, area.top - rise, area.right, area.bottom)


def _printable(read: Layout, media: Media) -> Area:
    """Return what a printer can print of the label, as seen from the layout's corner."""
    width, height, right, down = placed(read, media)
    across, along = media.margins
    return Area(across - right, along - down, width - across - right, height - along - down)


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


@lru_cache(maxsize=256)
def without_note(read: Layout, dots_per_inch: int) -> Layout:
    """Return a layout whose texts take the room of the note beside them, for the many labels that have none."""
    note = read.element("note")
    if note is None:
        return read
    others = [element for element in read.elements if element is not note]
    free = area_of(note, dots_per_inch)

    def widened(element: Element) -> Element:
        if element.name not in NAMES or element.x_mm >= free.left:
            return element
        wider = replace(element, width_mm=max(element.width_mm, free.right - element.x_mm))
        beside = (area_of(other, dots_per_inch) for other in others if other is not element)
        return element if any(area.touches(area_of(wider, dots_per_inch)) for area in beside) else wider

    return replace(read, elements=tuple(widened(element) for element in others))
