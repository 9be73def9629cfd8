"""A label's layout as it is edited: the measures of each element, read from its text and written back to it.

Whether it fits, and on what, is for the labels to say: here a layout may be wrong in every way but its form.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace

PAPER = "paper"  # not an element: how large the whole is
PLACE, TEXT = ("x_mm", "y_mm"), ("x_mm", "y_mm", "width_mm", "size_mm")
SEVERAL = (*TEXT, "pitch_mm", "rows")
KEYS: Mapping[str, tuple[str, ...]] = {
    "bars": (*PLACE, "module_mm", "height_mm"),
    "qr": (*PLACE, "module_mm"),
    "letter": (*PLACE, "size_mm"),
    "code": TEXT,
    "title": TEXT,
    "lines": SEVERAL,
    "workshop": SEVERAL,
    "note": SEVERAL,
}
PAPER_KEYS = ("width_mm", "height_mm")
NEEDED = frozenset({"bars", "code"})
STEPS: Mapping[str, float] = {"size_mm": 0.1, "pitch_mm": 0.1, "module_mm": 0.05, "rows": 1}
STEP = 0.5
MOST = 1000.0
_NEW: Mapping[str, float] = {
    "x_mm": 5,
    "y_mm": 5,
    "width_mm": 15,
    "height_mm": 8,
    "size_mm": 2.8,
    "module_mm": 0.33,
    "pitch_mm": 3,
    "rows": 1,
}

Measures = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """The measures of the paper and of the elements that are on it."""

    paper: Measures
    elements: Mapping[str, Measures]

    def of(self, name: str) -> Measures:
        """Return the measures of an element, or of the paper; empty where it is not there."""
        return self.paper if name == PAPER else self.elements.get(name, {})

    def changed(self, name: str, key: str, value: float) -> LabelSheet:
        """Set one measure; it stays within what a label can be."""
        measures = {**self.of(name), key: round(min(max(value, 0.0), MOST), 3)}
        if name == PAPER:
            return replace(self, paper=measures)
        return replace(self, elements={**self.elements, name: measures})

    def with_element(self, name: str) -> LabelSheet:
        """Put an element on it, at a place where it can be seen."""
        size = {**_NEW, "size_mm": 9.0} if name == "letter" else _NEW
        return replace(self, elements={**self.elements, name: {key: size[key] for key in KEYS[name]}})

    def without(self, name: str) -> LabelSheet:
        """Take an element away; what every label needs stays."""
        if name in NEEDED:
            return self
        return replace(self, elements={one: found for one, found in self.elements.items() if one != name})

    def text(self) -> str:
        """Write it down as a layout."""
        lines = [f"{key} = {_number(value)}" for key, value in self.paper.items()]
        for name, measures in self.elements.items():
            inside = ", ".join(f"{key} = {_number(measures[key])}" for key in KEYS[name] if key in measures)
            lines.append(f"{name} = {{ {inside} }}")
        return "\n".join((*lines[:2], "", *lines[2:], ""))


def read_sheet(text: str) -> LabelSheet:
    """Read a layout that is known to be one; what is no measure is left out."""
    found = tomllib.loads(text)
    elements = {name: _measures(found[name]) for name in found if name in KEYS and isinstance(found[name], dict)}
    return LabelSheet(_measures({key: found.get(key, 0) for key in PAPER_KEYS}), elements)


def _measures(found: Mapping[str, object]) -> Measures:
    return {key: float(value) for key, value in found.items() if isinstance(value, int | float)}


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
