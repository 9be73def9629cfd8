"""Labels as PDF: one a page at true size, or many on A4 sheets; every bar drawn 0.2 dot narrower.

Without that, poppler and printers add a dot to a bar that touches the next one's pixel (measured: desktop-facts.md §4).
Everything is written in dots; each page says once how large a dot is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice, repeat
from typing import assert_never

from workshop.adapters.documents import barcodes
from workshop.adapters.documents.label_drawing import Bars, Block, Drawing, Frame, Mark, Squares, Words
from workshop.adapters.documents.label_file import LabelFile
from workshop.domain.media import Media

POINTS_PER_INCH = 72
MM_PER_INCH = 25.4
A4_MM = (210, 297)
NARROWER = 0.1  # dots, on each side


def label_pdf(drawings: Iterable[Drawing], title: str, language: str) -> bytes:
    """Return one PDF with one label a page; the page is the label's size in whole dots, as it lies in the printer."""
    file = LabelFile(title, language)
    for drawing in drawings:
        dot = POINTS_PER_INCH / drawing.dots_per_inch
        wide, high = drawing.width * dot, drawing.height * dot
        if drawing.turned:
            file.add_page(high, wide, f"0 {-dot:.9f} {dot:.9f} 0 0 {wide:.6f} cm\n{_content(file, drawing)}")
        else:
            file.add_page(wide, high, f"{dot:.9f} 0 0 {dot:.9f} 0 0 cm\n{_content(file, drawing)}")
    return file.close()


def label_sheets(drawings: Iterable[Drawing], media: Media, first: int, title: str, language: str) -> bytes:
    """Return A4 sheets of labels; `first` is the place of the first label, from 1, in reading order."""
    assert media.sheet
    file = LabelFile(title, language)
    width, height = (side * POINTS_PER_INCH / MM_PER_INCH for side in A4_MM)
    places = chain(repeat(None, first - 1), drawings)
    while page := tuple(islice(places, media.sheet.places)):
        file.add_page(width, height, "\n".join(_cells(file, media, page, height)))
    return file.close()


def _cells(file: LabelFile, media: Media, page: tuple[Drawing | None, ...], height: float) -> Iterator[str]:
    sheet = media.sheet
    assert sheet
    dot = 0.0
    for place, drawing in enumerate(page):
        if drawing is None:
            continue
        if not dot:
            dot = POINTS_PER_INCH / drawing.dots_per_inch
            yield f"{dot:.9f} 0 0 {dot:.9f} 0 {height:.6f} cm"
        down, right = divmod(place, sheet.columns)
        per_mm = drawing.dots_per_inch / MM_PER_INCH
        x = round((sheet.left_mm + right * sheet.across_mm) * per_mm)
        y = round((sheet.top_mm + down * sheet.down_mm) * per_mm) + drawing.height
        yield f"q 1 0 0 1 {x} {-y} cm\n{_content(file, drawing)}\nQ"


def _content(file: LabelFile, drawing: Drawing) -> str:
    return "\n".join([_drawn(file, mark, drawing.height) for mark in drawing.marks])


def _drawn(file: LabelFile, mark: Mark, height: int) -> str:
    match mark:
        case Bars():
            return _bars(mark, height)
        case Squares():
            return _squares(mark, height)
        case Words():
            text = file.text(mark.face, mark.text)
            return f"BT/{mark.face.name} {mark.size} Tf {mark.x} {height - mark.y} Td<{text}>Tj ET"
        case Frame():
            half, side = mark.line / 2, mark.side - mark.line
            return f"{mark.line} w {mark.x + half:g} {height - mark.y - mark.side + half:g} {side} {side} re S"
        case Block():
            return f"{mark.x} {height - mark.y - mark.height} {mark.width} {mark.height} re f"
        case _:
            assert_never(mark)


def _bars(mark: Bars, height: int) -> str:
    module, left = mark.module, mark.x + NARROWER
    below = f"{height - mark.y - mark.height} "
    high = f" {mark.height} re "
    drawn = [
        f"{left + start * module:.1f} {below}{wide * module - 2 * NARROWER:.1f}{high}"
        for start, wide in barcodes.bars(mark.code)
    ]
    return f"{''.join(drawn)}f"


def _squares(mark: Squares, height: int) -> str:
    module, left, top = mark.module, mark.x + NARROWER, height - mark.y + NARROWER
    high = f" {module - 2 * NARROWER:.1f} re "
    drawn = []
    for down, row in enumerate(mark.rows, 1):
        bottom = f" {top - down * module:.1f} "
        drawn += [
            f"{left + start * module:.1f}{bottom}{wide * module - 2 * NARROWER:.1f}{high}"
            for start, wide in barcodes.runs(row)
        ]
    return f"{''.join(drawn)}f"
