"""The label that tries a printer: a frame where it prints, bars in its own dots, and what it is set to."""

from __future__ import annotations

from collections.abc import Iterator

from workshop.adapters.documents import barcodes
from workshop.adapters.documents.fonts import CAPITAL_HEIGHT, Face, shortened, shown
from workshop.adapters.documents.label_drawing import MM_PER_INCH, Bars, Block, Drawing, Mark, Words
from workshop.adapters.documents.voice import voice
from workshop.domain.labels import printable
from workshop.domain.media import Media
from workshop.domain.printing import Printer
from workshop.domain.trial_labels import TRIAL_CODE
from workshop.domain.typography import grouped

LINE_MM, GAP_MM, TEXT_MM, PITCH_MM = 0.3, 1.0, 2.8, 3.2
TENTHS = 10


def trial(paper: Media, printer: Printer, dots_per_inch: int, language: str) -> Drawing:
    """Draw the trial label, moved as far as the printer is set to: its frame keeps within what can be printed."""
    wide_mm, high_mm = paper.paper(0, 0)
    per_mm = dots_per_inch / MM_PER_INCH
    wide, high = round(wide_mm * per_mm), round(high_mm * per_mm)
    right, down = (round(tenth / TENTHS * per_mm) for tenth in (printer.right_tenths, printer.down_tenths))
    across, along = paper.margins
    aside, above = (abs(down), abs(right)) if paper.turned else (abs(right), abs(down))
    left, top = round(across * per_mm) + aside + 1, round(along * per_mm) + above + 1
    lines = _lines(printer, paper, dots_per_inch, language)
    marks = (*_frame(left, top, wide - left, high - top, per_mm), *_inside(left, top, wide, high, per_mm, lines))
    drawing = Drawing(wide, high, dots_per_inch, marks, paper.turned)
    return drawing.shifted(right, down) if right or down else drawing


def _lines(printer: Printer, paper: Media, dots_per_inch: int, language: str) -> tuple[str, ...]:
    _ = voice(language)
    dots = _("{number} points par pouce", number=dots_per_inch)
    first = " · ".join((grouped(TRIAL_CODE), _("Essai")))
    return first, printer.name or printer.address, f"{paper.id} · {dots}"


def _frame(left: int, top: int, right: int, bottom: int, per_mm: float) -> Iterator[Mark]:
    line = max(2, round(LINE_MM * per_mm))
    yield Block(left, top, right - left, line)
    yield Block(left, bottom - line, right - left, line)
    yield Block(left, top, line, bottom - top)
    yield Block(right - line, top, line, bottom - top)


def _inside(left: int, top: int, wide: int, high: int, per_mm: float, lines: tuple[str, ...]) -> Iterator[Mark]:
    """Draw the bars above, as high as there is room, and the words under them."""
    gap, size, pitch = (round(millimetres * per_mm) for millimetres in (GAP_MM, TEXT_MM, PITCH_MM))
    rise = round(size * CAPITAL_HEIGHT)
    module = barcodes.module_dots(barcodes.LEAST_MODULE_MM, round(per_mm * MM_PER_INCH))
    last = high - top - gap - round(size * (1 - CAPITAL_HEIGHT))
    first = last - pitch * (len(lines) - 1)
    tall = first - rise - gap - (top + gap)
    whole = (barcodes.BAR_MODULES + 2 * barcodes.BAR_QUIET) * module
    start = left + (wide - 2 * left - whole) // 2 + barcodes.BAR_QUIET * module
    yield Bars(TRIAL_CODE, start, top + gap, tall, module)
    room = wide - 2 * (left + gap)
    for row, text in enumerate(lines):
        face = Face.BOLD if row == 0 else Face.REGULAR
        yield Words(shortened(shown(printable(text)), face, size, room), left + gap, first + row * pitch, size, face)
