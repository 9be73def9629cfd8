"""Two places to sign on paper, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from workshop.adapters.documents.paper import MARGIN, MM, WIDTH, Pen, Piece
from workshop.adapters.documents.pieces import NOTE, NOTE_STRONG, Cell, row

HEIGHT = 42 * MM
LINE = 17.0
BETWEEN = 12.0


def signature_places(left: Sequence[str], right: Sequence[str]) -> Piece:
    """Draw both places; the first line of each says whose it is, the others what to write."""
    half = (WIDTH - BETWEEN) / 2

    def sign(pen: Pen, top: float) -> None:
        for x, lines in ((0.0, left), (half + BETWEEN, right)):
            pen.box(MARGIN + x, top - HEIGHT, half, HEIGHT)
            for rank, line in enumerate(lines):
                style = NOTE_STRONG if rank == 0 else NOTE
                row(Cell(x + 8, half - 16, line, style, lines=1)).draw(pen, top - 6 - rank * LINE)

    return Piece(HEIGHT + 10, sign)
