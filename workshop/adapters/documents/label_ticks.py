"""The label by which a printer is set straight: numbered ticks, each half a millimetre further from its edge."""

from __future__ import annotations

from collections.abc import Iterator

from workshop.adapters.documents.fonts import CAPITAL_HEIGHT, Face, width
from workshop.adapters.documents.label_drawing import MM_PER_INCH, Block, Drawing, Mark, Words
from workshop.domain.media import Media
from workshop.domain.ticks import LAST_TICK, TICK_TENTHS

LONG_MM, THICK_MM = 1.9, 0.25
TEXT_MM = 2.8
APART_DOWN_MM, APART_ACROSS_MM = 2.3, 3.4
INSIDE_MM = 5.2  # where the numbers begin, clear of the last tick
TENTHS = 10


def ticks(media: Media, dots_per_inch: int) -> Drawing:
    """Draw the ticks of one medium, as it lies in the printer: every edge tells its own."""
    width_mm, length_mm = media.width_mm, media.length_mm or max(media.width_mm, media.shortest_mm)
    per_mm = dots_per_inch / MM_PER_INCH
    across, along = round(width_mm * per_mm), round(length_mm * per_mm)
    marks = tuple(_ticks(across, along, per_mm))
    return Drawing(across, along, dots_per_inch, marks)


def _ticks(across: int, along: int, per_mm: float) -> Iterator[Mark]:
    long, thick, size = (round(side * per_mm) for side in (LONG_MM, THICK_MM, TEXT_MM))
    inside = round(INSIDE_MM * per_mm)
    rise = round(size * CAPITAL_HEIGHT)
    down, right = (_spread(side, apart, per_mm) for side, apart in ((along, APART_DOWN_MM), (across, APART_ACROSS_MM)))
    for number in range(LAST_TICK + 1):
        far = round(number * TICK_TENTHS / TENTHS * per_mm)
        text, middle = str(number), down[number]
        yield Block(far, middle - long // 2, thick, long)
        yield Block(across - far - thick, middle - long // 2, thick, long)
        yield Words(text, inside, middle + rise // 2, size, Face.BOLD)
        wide = round(width(text, Face.BOLD, size))
        yield Words(text, across - inside - wide, middle + rise // 2, size, Face.BOLD)
        middle = right[number]
        yield Block(middle - long // 2, far, long, thick)
        yield Block(middle - long // 2, along - far - thick, long, thick)
        yield Words(text, middle - wide // 2, inside + rise, size, Face.BOLD)
        yield Words(text, middle - wide // 2, along - inside, size, Face.BOLD)


def _spread(side: int, apart_mm: float, per_mm: float) -> list[int]:
    """Return where ticks stand along an edge, in its middle, as far apart as there is room."""
    apart = min(apart_mm * per_mm, side / (LAST_TICK + 2))
    first = (side - apart * LAST_TICK) / 2
    return [round(first + number * apart) for number in range(LAST_TICK + 1)]
