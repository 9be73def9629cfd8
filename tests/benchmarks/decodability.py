"""How far the bars of a picture are from being read as others: 1 is perfect, 0 is the limit.

The reference decode of Code 128 (ISO/IEC 15417) and the decodability of ISO/IEC 15416, as they are commonly described;
no grade is claimed, which asks for a calibrated device. On one line of a picture:

edges: where the grey crosses the middle between the darkest and the lightest dot, between two dots by proportion;
p: the width of a character of eleven modules, from its first edge to the next one's;
e1 to e4: from each of its first four edges to the next edge but one, which spread of the ink leaves as it is;
V1: the least of |e - (j + 1/2) p / 11| over all e and whole j, divided by p / 22;
V2: (7/4 - |11 w / p - m|) / (7/4), where w is the width of the three bars together and m what it should be in modules;
V: the least of V1 and V2 over all characters, the stop's first six elements among them; 0 where an e is nearest to
another number of modules than it should be, or edges are missing or too many.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from PIL import Image

from workshop.adapters.documents import barcodes

MODULES, ELEMENTS = 11, 6
TOLERANCE = 1.75


def decodability(picture: Image.Image, code: str, top: int, bottom: int, lines: int = 10) -> float:
    """Return the mean over lines that are evenly spread between two rows of a grey picture."""
    found = []
    for line in range(lines):
        y = top + (bottom - top) * (2 * line + 1) // (2 * lines)
        found.append(of_line(picture.crop((0, y, picture.width, y + 1)).tobytes(), code))
    return sum(found) / lines


def of_line(row: bytes, code: str) -> float:
    """Return the decodability of one line of grey dots; only the bars stand on it."""
    found = edges(row)
    wanted = elements(code)
    if len(found) != len(wanted) + 1:
        return 0.0
    widths = [right - left for left, right in itertools.pairwise(found)]
    starts = range(0, len(wanted) - 1, ELEMENTS)  # the stop has one more
    return max(0.0, min(_of_character(widths[at : at + ELEMENTS], wanted[at : at + ELEMENTS]) for at in starts))


def elements(code: str) -> list[int]:
    """Return how many modules each bar and each space has, from the first bar to the last."""
    bars = barcodes.bars(code)
    found = []
    for place, (start, wide) in enumerate(bars):
        if place:
            before, width = bars[place - 1]
            found.append(start - before - width)
        found.append(wide)
    return found


def edges(row: bytes) -> list[float]:
    """Return where a line changes between dark and light."""
    middle = (max(row) + min(row)) / 2
    found = []
    for place in range(1, len(row)):
        left, right = row[place - 1], row[place]
        if (left < middle) is not (right < middle):
            found.append(place - 0.5 + (left - middle) / (left - right))
    return found


def _of_character(widths: Sequence[float], wanted: Sequence[int]) -> float:
    whole = sum(widths)
    module = whole / MODULES
    least = 1.0
    for at in range(ELEMENTS - 2):
        measured, right = (widths[at] + widths[at + 1]) / module, wanted[at] + wanted[at + 1]
        if round(measured) != right:
            return 0.0
        least = min(least, (0.5 - abs(measured - right)) * 2)
    bars, should = sum(widths[::2]) / module, sum(wanted[::2])
    return min(least, (TOLERANCE - abs(bars - should)) / TOLERANCE)
