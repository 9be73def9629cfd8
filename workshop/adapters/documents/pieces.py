"""The few things that documents are made of: paragraphs, rows, fields, titles, space."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workshop.adapters.documents.fonts import ELLIPSIS, Face, shortened, shown, width, wrapped
from workshop.adapters.documents.paper import MARGIN, MM, WIDTH, Pen, Piece
from workshop.adapters.documents.shapes import draw_shape

BODY, BODY_LINE = 12.0, 18.0
ANNEX, ANNEX_LINE = 9.5, 13.0
COLUMN = 25 * MM  # six of them, with gutters of 4 mm
GUTTER = 4 * MM


@dataclass(frozen=True, slots=True)
class Style:
    """A size, its line and a cut."""

    size: float
    line: float
    face: Face = Face.REGULAR


TEXT = Style(BODY, BODY_LINE)
STRONG = Style(BODY, BODY_LINE, Face.BOLD)
NOTE = Style(ANNEX, ANNEX_LINE)
NOTE_STRONG = Style(ANNEX, ANNEX_LINE, Face.BOLD)
NOTE_TAB = Style(ANNEX, ANNEX_LINE, Face.TAB)
TITLE = Style(20, 28, Face.BOLD)
HEADING = Style(14, 22, Face.BOLD)


@dataclass(frozen=True, slots=True)
class Cell:
    """One text of a row: where it begins (points from the left margin), how wide it may be, on how many lines."""

    x: float
    width: float
    text: str
    style: Style = NOTE
    lines: int = 3
    right: bool = False


def column(start: int, span: int = 1) -> tuple[float, float]:
    """Return where a column of the page's six begins (counted from 0) and how wide `span` of them are."""
    return start * (COLUMN + GUTTER), span * COLUMN + (span - 1) * GUTTER


def space(height: float) -> Piece:
    """Leave white."""
    return Piece(height, lambda _pen, _top: None)


def rule(thickness: float = 0.6, below: float = 4) -> Piece:
    """Draw a line over the whole width."""

    def draw(pen: Pen, top: float) -> None:
        pen.line(MARGIN, top, MARGIN + WIDTH, top, thickness)

    return Piece(below, draw)


def paragraph(text: str, style: Style = TEXT, x: float = 0, room: float | None = None) -> tuple[Piece, ...]:
    """Set a text in lines, one piece each."""
    room = WIDTH - x if room is None else room
    lines = wrapped(shown(text), style.face, style.size, room)
    return tuple(row(Cell(x, room, line, style, lines=1)) for line in lines)


def row(*cells: Cell) -> Piece:
    """Set cells side by side; each takes as many lines as it needs, up to its limit, and ends visibly."""
    set_cells = [(cell, cell_lines(cell)) for cell in cells]
    height = max((len(lines) * cell.style.line for cell, lines in set_cells), default=0)

    def draw(pen: Pen, top: float) -> None:
        for cell, lines in set_cells:
            for rank, line in enumerate(lines):
                base = top - rank * cell.style.line - cell.style.line * 0.5 - cell.style.size * 0.3
                if cell.right:
                    pen.right(MARGIN + cell.x + cell.width, base, line, cell.style.face, cell.style.size)
                else:
                    pen.text(MARGIN + cell.x, base, line, cell.style.face, cell.style.size)

    return Piece(height, draw)


def cell_lines(cell: Cell) -> list[str]:
    """Break a cell's text into its lines."""
    parts = cell.text.split("\n") if cell.lines > 1 else [cell.text]
    return clipped([line for part in parts for line in _broken(part, cell.style, cell.width)], cell)


def clipped(lines: list[str], cell: Cell) -> list[str]:
    """Keep as many lines as a cell may have, the last one with a visible « … » if there were more."""
    if len(lines) <= cell.lines:
        return lines
    style = cell.style
    last = lines[cell.lines - 1]
    fits = width(last + ELLIPSIS, style.face, style.size) <= cell.width
    end = last + ELLIPSIS if fits else shortened(last + ELLIPSIS, style.face, style.size, cell.width)
    return [*lines[: cell.lines - 1], end]


def within(text: str, style: Style, room: float, lines: int) -> str:
    """Break a text into at most so many lines, parted by line ends."""
    cell = Cell(0, room, text, style, lines)
    return "\n".join(clipped(_broken(text, style, room), cell))


def _broken(text: str, style: Style, room: float) -> list[str]:
    return list(wrapped(shown(text), style.face, style.size, room))


def fields(
    pairs: Sequence[tuple[str, str]],
    style: Style = NOTE,
    label: float = 46 * MM,
    x: float = 0,
    until: float = WIDTH,
) -> tuple[Piece, ...]:
    """Set names and values, one pair a row; a pair without value is left out."""
    strong = Style(style.size, style.line, Face.TAB if style.size < BODY else Face.BOLD)
    return tuple(
        row(Cell(x, label - 6, name, style), Cell(x + label, until - label - x, value, strong, lines=4))
        for name, value in pairs
        if value
    )


def shaped(shape: str, pieces: Sequence[Piece], x: float = 0) -> tuple[Piece, ...]:
    """Put a shape before the first of some pieces (which begin further right)."""
    first, *rest = pieces

    def draw(pen: Pen, top: float) -> None:
        draw_shape(pen.canvas, shape, MARGIN + x, top - first.height / 2)
        first.draw(pen, top)

    return (Piece(first.height, draw), *rest)


def boxed(pieces: Sequence[Piece], thickness: float, padding: float = 8) -> tuple[Piece, ...]:
    """Put a frame around pieces; it may run over a page's end."""

    def walled(piece: Piece) -> Piece:
        def draw(pen: Pen, top: float) -> None:
            for x in (MARGIN, MARGIN + WIDTH):
                pen.line(x, top, x, top - piece.height, thickness)
            piece.draw(pen, top)

        return Piece(piece.height, draw)

    def lid(*, lower: bool) -> Piece:
        def draw(pen: Pen, top: float) -> None:
            edge = top - padding if lower else top
            pen.line(MARGIN, edge, MARGIN + WIDTH, edge, thickness)

        return walled(Piece(padding, draw))

    return (lid(lower=False), *(walled(piece) for piece in pieces), lid(lower=True))


def grid(pairs: Sequence[tuple[str, str]], x: float = 0, label: float = 27 * MM) -> tuple[Piece, ...]:
    """Set short names and values in two columns, two pairs a row."""
    half = (WIDTH - x - GUTTER) / 2
    kept = [pair for pair in pairs if pair[1]]
    return tuple(
        row(
            *(
                cell
                for place, (name, value) in enumerate(kept[start : start + 2])
                for cell in _pair(x + place * (half + GUTTER), half, label, name, value)
            )
        )
        for start in range(0, len(kept), 2)
    )


def _pair(x: float, room: float, label: float, name: str, value: str) -> tuple[Cell, Cell]:
    return Cell(x, label - 4, name, NOTE), Cell(x + label, room - label, value, NOTE_TAB, lines=4)
