"""Bars and QR codes on A4 paper: office printers are fine enough, whole modules are all it takes."""

from __future__ import annotations

from workshop.adapters.documents import barcodes
from workshop.adapters.documents.paper import MARGIN, MM, WIDTH, Pen, Piece

QR_NAME = "QR"  # the form by which verification finds what was printed
QR_MODULE = 0.75 * MM
BAR_MODULE = 0.34 * MM


def qr_side(text: str) -> float:
    """Return how wide a QR code with its white zone is, in points."""
    return (len(barcodes.qr(text)) + 2 * barcodes.QR_QUIET) * QR_MODULE


def draw_qr(pen: Pen, text: str, x: float, top: float) -> None:
    """Draw a QR code with its white zone below `top`, as a form of its own."""
    rows = barcodes.qr(text)
    count = len(rows)
    pen.canvas.beginForm(QR_NAME, 0, 0, count, count)
    squares = (
        f"{start} {count - 1 - down} {wide} 1 re" for down, row in enumerate(rows) for start, wide in barcodes.runs(row)
    )
    pen.canvas.addLiteral(" ".join((*squares, "f")))
    pen.canvas.endForm()
    quiet = barcodes.QR_QUIET * QR_MODULE
    pen.canvas.saveState()
    pen.canvas.translate(x + quiet, top - quiet - count * QR_MODULE)
    pen.canvas.scale(QR_MODULE, QR_MODULE)
    pen.canvas.doForm(QR_NAME)
    pen.canvas.restoreState()


def bars_width() -> float:
    """Return how wide the bars of a code are, without their white zones."""
    return barcodes.BAR_MODULES * BAR_MODULE


def draw_bars(pen: Pen, code: str, x: float, top: float, height: float) -> None:
    """Draw the bars of a code below `top`; the caller leaves ten modules of white on either side."""
    operators = (
        f"{x + start * BAR_MODULE:.4f} {top - height:.4f} {wide * BAR_MODULE:.4f} {height:.4f} re"
        for start, wide in barcodes.bars(code)
    )
    pen.canvas.addLiteral(" ".join((*operators, "f")))


def with_qr(piece: Piece, text: str) -> Piece:
    """Put a QR code at the right margin, beside a piece and what follows it (which leave it the room)."""

    def draw(pen: Pen, top: float) -> None:
        piece.draw(pen, top)
        draw_qr(pen, text, MARGIN + WIDTH - qr_side(text) + barcodes.QR_QUIET * QR_MODULE, top)

    return Piece(piece.height, draw)
