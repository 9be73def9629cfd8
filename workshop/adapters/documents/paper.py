"""An A4 document as a stream of pieces: what belongs together stays together, every page knows « n sur N ».

Measures are points; a piece is drawn below `top`, its upper edge. (visual.md §8: margins 20 mm.)
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.adapters.documents.fonts import Face, font_of, register, shortened, shown, width
from workshop.adapters.documents.voice import voice

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

MM = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
MARGIN = 20 * MM
WIDTH = PAGE_WIDTH - 2 * MARGIN
TOP = PAGE_HEIGHT - 26 * MM
BOTTOM = 20 * MM
SMALL = 9.0  # the smallest size on paper
BAND = 8 * MM
_SPACE = 2.4
_PAGES, _PAGES_ROOM = "pages", 15.0  # three digits
THIN, THICK = 0.6, 1.5


class Pen:
    """Draws on a page; texts are made safe here, so no piece can forget it.

    Texts are gathered and written by `finish` as one text object, which takes half of the time of ReportLab's own
    `drawString` (measured: 36 to 18 ms for the 2 600 texts of 27 pages).
    """

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self._document = canvas._doc  # noqa: SLF001 — fonts are split into subsets by document; there is no public name
        self._texts: list[str] = []
        self._font: tuple[Face, float, int] | None = None

    def text(self, x: float, y: float, text: str, face: Face, size: float) -> None:
        font = font_of(face)
        self._texts.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
        for subset, signs in font.splitString(shown(text), self._document):
            if (face, size, subset) != self._font:
                self._texts.append(f"{font.getSubsetInternalName(subset, self._document)} {size:g} Tf")
                self._font = (face, size, subset)
            self._texts.append(f"<{signs.hex()}> Tj")

    def finish(self) -> None:
        """Write the texts that were gathered; call it once, at the end of the page."""
        self.canvas.addLiteral(" ".join(("BT", *self._texts, "ET")))

    def right(self, x: float, y: float, text: str, face: Face, size: float) -> None:
        safe = shown(text)
        self.text(x - width(safe, face, size), y, safe, face, size)

    def line(self, x: float, y: float, to_x: float, to_y: float, thickness: float = THIN) -> None:
        self.canvas.addLiteral(f"{thickness:g} w {x:.2f} {y:.2f} m {to_x:.2f} {to_y:.2f} l S")

    def form(self, x: float, y: float, name: str) -> None:
        self.canvas.saveState()
        self.canvas.translate(x, y)
        self.canvas.doForm(name)
        self.canvas.restoreState()

    def box(self, x: float, y: float, wide: float, tall: float, thickness: float = THIN) -> None:
        self.canvas.setLineWidth(thickness)
        self.canvas.rect(x, y, wide, tall)


Draw = Callable[[Pen, float], None]


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that is never split: its height, and how to draw it below its upper edge."""

    height: float
    draw: Draw


@dataclass(frozen=True, slots=True)
class Group:
    """Pieces that stay on one page if one page can hold them, or only the first `together` of them.

    `again` opens every further page of the group.
    """

    pieces: tuple[Piece, ...]
    again: tuple[Piece, ...] = ()
    together: int | None = None
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands on every page; the foot has the document's number, how to check it, and the page."""

    workshop: str
    number: str
    foot: str
    title: str
    example: bool
    language: str
    program_language: str


Page = list[tuple[float, Piece]]


def paginate(groups: Iterable[Group]) -> Iterator[Page]:
    """Place the pieces on pages, from the top of each; a page is given as soon as it is full."""
    page: Page = []
    top = TOP
    for group in groups:
        whole = sum(piece.height for piece in group.pieces[: group.together])
        fits = top - whole >= BOTTOM
        if page and (group.new_page or (not fits and whole <= TOP - BOTTOM)):
            yield page
            page, top = [], TOP
        for piece in group.pieces:
            if top - piece.height < BOTTOM and page:
                yield page
                page, top = [], TOP
                for again in group.again:
                    page.append((top, again))
                    top -= again.height
            page.append((top, piece))
            top -= piece.height
    yield page


def render(groups: Iterable[Group], frame: Frame) -> bytes:
    """Draw the whole document; of what `groups` composes as it goes, one page is kept at a time."""
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 — heavy, and only papers need it

    register()
    file = io.BytesIO()
    canvas = Canvas(
        file,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        initialFontName=Face.REGULAR.value,
        invariant=1,
        lang=frame.program_language,
        pageCompression=1,
    )
    canvas.setTitle(frame.title)
    count = 0
    for count, page in enumerate(paginate(groups), start=1):
        pen = Pen(canvas)
        _furniture(pen, frame, count)
        for top, piece in page:
            piece.draw(pen, top)
        pen.finish()
        canvas.showPage()
    _number_of_pages(canvas, frame, count)
    canvas.save()
    return file.getvalue()


def _number_of_pages(canvas: Canvas, frame: Frame, count: int) -> None:
    """Draw once what ends every page's « page 3 sur 12 »: only the last page knows it."""
    canvas.beginForm(_PAGES, 0, -SMALL, MARGIN, SMALL)
    pen = Pen(canvas)
    pen.text(0, 0, _page_words(frame)[1].format(pages=count), Face.TAB_BOLD, SMALL)
    pen.finish()
    canvas.endForm()


def _page_words(frame: Frame) -> tuple[str, str]:
    """Return « page {page} sur » and « {pages} », split where the second number begins."""
    _ = voice(frame.language)
    said = _("page {page} sur {pages}", page="{page}", pages="{pages}")
    before, number, after = said.partition("{pages}")
    return before.rstrip(), number + after


def _furniture(pen: Pen, frame: Frame, rank: int) -> None:
    _ = voice(frame.language)
    head, foot = PAGE_HEIGHT - 19 * MM, 12 * MM
    _mark(pen, MARGIN, head - 1.5)
    room = WIDTH / 2
    pen.text(MARGIN + 18, head, shortened(shown(frame.workshop), Face.BOLD, 11, room), Face.BOLD, 11)
    pen.right(MARGIN + WIDTH, head, frame.number, Face.TAB, SMALL)
    pen.line(MARGIN, head - 6, MARGIN + WIDTH, head - 6)
    pen.line(MARGIN, foot + 11, MARGIN + WIDTH, foot + 11)
    pen.text(MARGIN, foot, shortened(shown(frame.foot), Face.REGULAR, SMALL, WIDTH - 80), Face.REGULAR, SMALL)
    before = _page_words(frame)[0].format(page=rank)
    pen.right(MARGIN + WIDTH - _PAGES_ROOM - _SPACE, foot, before, Face.TAB_BOLD, SMALL)
    pen.form(MARGIN + WIDTH - _PAGES_ROOM, foot, _PAGES)
    if frame.example:
        _example_band(pen, _("EXEMPLE, sans valeur"))


def _example_band(pen: Pen, text: str) -> None:
    y = PAGE_HEIGHT - 13 * MM
    pen.box(MARGIN, y, WIDTH, BAND, THICK)
    pen.box(MARGIN + 2.5, y + 2.5, WIDTH - 5, BAND - 5, THIN)
    room = width(text, Face.BOLD, 13)
    pen.text(MARGIN + (WIDTH - room) / 2, y + 7, text, Face.BOLD, 13)


_BENCH = (
    (3, 15),
    (41, 15),
    (41, 21),
    (37, 21),
    (37, 40),
    (32, 40),
    (32, 33),
    (12, 33),
    (12, 40),
    (7, 40),
    (7, 21),
    (3, 21),
)
_APRON = ((12, 21), (12, 29), (32, 29), (32, 21))


def _mark(pen: Pen, x: float, y: float) -> None:
    """Draw the bench (resources/icons/mark.svg, 44 units wide) on the base line."""
    scale = 14 / 44
    path = pen.canvas.beginPath()
    for corners in (_BENCH, _APRON):
        for rank, (across, down) in enumerate(corners):
            (path.lineTo if rank else path.moveTo)(x + across * scale, y + (40 - down) * scale)
        path.close()
    path.rect(x + 23 * scale, y + 25 * scale, 12 * scale, 10 * scale)
    pen.canvas.drawPath(path, stroke=0, fill=1, fillMode=0)


def stacked(pieces: Sequence[Piece]) -> Piece:
    """Make one piece, which is never split, of several below one another."""

    def draw(pen: Pen, top: float) -> None:
        for piece in pieces:
            piece.draw(pen, top)
            top -= piece.height

    return Piece(sum(piece.height for piece in pieces), draw)
