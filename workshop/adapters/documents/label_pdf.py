"""Labels as PDF: one a page, at true size, every bar drawn 0.2 dot narrower.

Without that, poppler and printers add a dot to a bar that touches the next one's pixel (measured: desktop-facts.md §4).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, assert_never

from workshop.adapters.documents import barcodes
from workshop.adapters.documents.fonts import Face, register
from workshop.adapters.documents.label_drawing import Bars, Drawing, Frame, Mark, Squares, Words

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

POINTS_PER_INCH = 72
NARROWER = 0.1  # dots, on each side


def label_pdf(drawings: Sequence[Drawing], title: str, language: str) -> bytes:
    """Return one PDF with one label a page; the page is the label's size in whole dots."""
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 — heavy, and only papers need it

    register()
    file = io.BytesIO()
    canvas = Canvas(file, initialFontName=Face.REGULAR.value, invariant=1, lang=language, pageCompression=1)
    canvas.setTitle(title)
    canvas.setCreator("Établi")
    for drawing in drawings:
        dot = POINTS_PER_INCH / drawing.dots_per_inch
        canvas.setPageSize((drawing.width * dot, drawing.height * dot))
        for mark in drawing.marks:
            _draw(canvas, mark, dot, drawing.height)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _draw(canvas: Canvas, mark: Mark, dot: float, height: int) -> None:
    match mark:
        case Bars():
            canvas.addLiteral(_bars(mark, dot, height))
        case Squares():
            canvas.addLiteral(_squares(mark, dot, height))
        case Words():
            canvas.setFont(mark.face.value, mark.size * dot)
            canvas.drawString(mark.x * dot, (height - mark.y) * dot, mark.text)
        case Frame():
            half = mark.line / 2
            canvas.setLineWidth(mark.line * dot)
            side = (mark.side - mark.line) * dot
            canvas.rect((mark.x + half) * dot, (height - mark.y - mark.side + half) * dot, side, side)
        case _:
            assert_never(mark)


def _bars(mark: Bars, dot: float, height: int) -> str:
    bottom, tall = (height - mark.y - mark.height) * dot, mark.height * dot
    return _filled(
        ((mark.x + start * mark.module + NARROWER) * dot, bottom, (wide * mark.module - 2 * NARROWER) * dot, tall)
        for start, wide in barcodes.bars(mark.code)
    )


def _squares(mark: Squares, dot: float, height: int) -> str:
    tall = (mark.module - 2 * NARROWER) * dot
    return _filled(
        (
            (mark.x + start * mark.module + NARROWER) * dot,
            (height - mark.y - (row + 1) * mark.module + NARROWER) * dot,
            (wide * mark.module - 2 * NARROWER) * dot,
            tall,
        )
        for row, modules in enumerate(mark.rows)
        for start, wide in barcodes.runs(modules)
    )


def _filled(rectangles: object) -> str:
    operators = " ".join("%.4f %.4f %.4f %.4f re" % rectangle for rectangle in rectangles)  # type: ignore[attr-defined] # noqa: UP031
    return f"{operators} f"
