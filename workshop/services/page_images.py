"""Pages of a PDF as pictures, for whoever shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page, drawn: four bytes a point (blue, green, red, unused), `stride` bytes a line; `number` counts from 1."""

    number: int
    pages: int
    width: int
    height: int
    stride: int
    pixels: bytes


class Pages(Protocol):
    """Draws the pages of PDF files."""

    def draw(self, pdf: bytes, number: int, width: int) -> PageImage:
        """Draw a page (from 1; beyond the ends, the nearest) `width` points wide; raises MediumError."""
        ...
