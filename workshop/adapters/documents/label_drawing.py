"""One label as marks in whole printer dots; PDF, PNG and ZPL only write them down, so that they cannot disagree."""

from __future__ import annotations

from dataclasses import dataclass, replace

from workshop.adapters.documents import barcodes
from workshop.adapters.documents.fonts import CAPITAL_HEIGHT, Face, shown, width
from workshop.adapters.documents.label_layouts import Layouts
from workshop.adapters.documents.label_rows import broken, flowing, noted, packed
from workshop.adapters.documents.label_words import lines_of, notes_of, title_of
from workshop.adapters.documents.labels import Element, Layout, placed, without_note
from workshop.domain.errors import RulesError
from workshop.domain.labels import LabelContent, LabelKind, printable
from workshop.domain.media import Media
from workshop.domain.typography import grouped
from workshop.texts import _

MM_PER_INCH = 25.4
FRAME_MM = 0.3
LETTER_SHARE = 0.78  # of its square


@dataclass(frozen=True, slots=True)
class Bars:
    """Code 128: `x` is the first bar's left edge."""

    code: str
    x: int
    y: int
    height: int
    module: int


@dataclass(frozen=True, slots=True)
class Squares:
    """A QR code: `x`, `y` its upper left module."""

    rows: barcodes.Rows
    x: int
    y: int
    module: int


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text that is known to fit; `y` is its base line."""

    text: str
    x: int
    y: int
    size: int
    face: Face


@dataclass(frozen=True, slots=True)
class Frame:
    """An empty square."""

    x: int
    y: int
    side: int
    line: int


@dataclass(frozen=True, slots=True)
class Block:
    """A black rectangle."""

    x: int
    y: int
    width: int
    height: int


Mark = Bars | Squares | Words | Frame | Block


@dataclass(frozen=True, slots=True)
class Drawing:
    """A label in dots from its upper left corner, as it is read; `turned`: its left side leaves the printer first."""

    width: int
    height: int
    dots_per_inch: int
    marks: tuple[Mark, ...]
    turned: bool = False

    @property
    def size(self) -> tuple[int, int]:
        """How many dots the paper has across and along the printer."""
        return (self.height, self.width) if self.turned else (self.width, self.height)

    def shifted(self, right: int, down: int) -> Drawing:
        """Move everything on the paper as it lies in the printer; raises RulesError where that loses a part of it."""
        x, y = (down, -right) if self.turned else (right, down)
        marks = tuple(replace(mark, x=mark.x + x, y=mark.y + y) for mark in self.marks)
        moved = replace(self, marks=marks)
        if not moved.inside(0, 0):
            raise RulesError("", (_("le décalage est trop grand pour ce papier"),))
        return moved

    def inside(self, across: int, along: int) -> bool:
        """Tell whether every mark keeps these distances from the paper's edges, as it lies in the printer."""
        x, y = (along, across) if self.turned else (across, along)
        boxes = [box_of(mark) for mark in self.marks]
        return all(
            left >= x and top >= y and end <= self.width - x and bottom <= self.height - y
            for left, top, end, bottom in boxes
        )


def box_of(mark: Mark) -> tuple[int, int, int, int]:
    """Return the dots that a mark takes, with the white that bars need: left, top, and the first ones beyond."""
    match mark:
        case Bars():
            quiet = barcodes.BAR_QUIET * mark.module
            end = mark.x + barcodes.BAR_MODULES * mark.module + quiet
            return mark.x - quiet, mark.y, end, mark.y + mark.height
        case Squares():
            side = len(mark.rows) * mark.module
            return mark.x, mark.y, mark.x + side, mark.y + side
        case Words():
            end = mark.x + round(width(mark.text, mark.face, mark.size))
            return mark.x, mark.y - round(mark.size * CAPITAL_HEIGHT), end, mark.y
        case Frame():
            return mark.x, mark.y, mark.x + mark.side, mark.y + mark.side
        case Block():
            return mark.x, mark.y, mark.x + mark.width, mark.y + mark.height


class _Pen:
    """Turns a layout's millimetres into the dots of one printer."""

    def __init__(self, label: LabelContent, start: tuple[float, float], dots_per_inch: int, language: str) -> None:
        self.label = label
        self.right_mm, self.down_mm = start
        self.dots_per_inch = dots_per_inch
        self.language = language

    def dots(self, millimetres: float) -> int:
        return round(millimetres * self.dots_per_inch / MM_PER_INCH)

    def x(self, element: Element) -> int:
        return self.dots(element.x_mm + self.right_mm)

    def y(self, element: Element, below_mm: float = 0) -> int:
        return self.dots(element.y_mm + self.down_mm + below_mm)

    def draw(self, element: Element) -> list[Mark]:
        match element.name:
            case "bars":
                return [self._bars(element)]
            case "qr":
                return [self._qr(element)]
            case "letter":
                return self._letter(element) if self.label.letter else []
            case _:
                return self._text(element)

    def _bars(self, element: Element) -> Bars:
        module = barcodes.module_dots(element.module_mm, self.dots_per_inch)
        x = self.x(element) + barcodes.BAR_QUIET * module
        barcodes.bars(self.label.code)  # refuses what is not a code
        return Bars(self.label.code, x, self.y(element), self.dots(element.height_mm), module)

    def _qr(self, element: Element) -> Squares:
        module = barcodes.module_dots(element.module_mm, self.dots_per_inch)
        quiet = barcodes.QR_QUIET * module
        rows = barcodes.qr(self.label.code, "H")
        return Squares(rows, self.x(element) + quiet, self.y(element) + quiet, module)

    def _letter(self, element: Element) -> list[Mark]:
        x, y, side = self.x(element), self.y(element), self.dots(element.size_mm)
        letter = shown(self.label.letter)[:1]
        size = round(side * LETTER_SHARE)
        inset = (side - width(letter, Face.BOLD, size)) / 2
        line = y + round((side + size * CAPITAL_HEIGHT) / 2)
        frame = Frame(x, y, side, max(2, self.dots(FRAME_MM)))
        return [frame, Words(letter, x + round(inset), line, size, Face.BOLD)]

    def _text(self, element: Element) -> list[Mark]:
        face = Face.TAB_BOLD if element.name == "code" else Face.BOLD if element.name in _BOLD else Face.REGULAR
        size, room = self.dots(element.size_mm), self.dots(element.width_mm)
        first = self.y(element, element.size_mm * CAPITAL_HEIGHT)
        pitch = self.dots(element.pitch_mm)
        if element.name == "title" and self.label.kind is LabelKind.PLACE:
            size = _as_large_as_fits(shown(printable(self.label.title)), face, size, room)
        rows = self._rows(element, face, size, room)
        x = self.x(element)
        return [Words(row, x, first + rank * pitch, size, face) for rank, row in enumerate(rows) if row]

    def _rows(self, element: Element, face: Face, size: int, room: int) -> list[str]:
        label, rows = self.label, int(element.rows)
        match element.name:
            case "code":
                return [grouped(label.code)]
            case "note":
                return noted(notes_of(label, self.language), rows, face, size, room)
            case "lines" if label.kind is LabelKind.EVIDENCE:
                return flowing(lines_of(label, self.language), rows, face, size, room)
            case "lines":
                return packed(lines_of(label, self.language), rows, face, size, room)
            case "workshop":
                return broken(label.workshop, rows, face, size, room)
            case _:
                return packed((title_of(label, self.language),), 1, face, size, room)


def _as_large_as_fits(text: str, face: Face, size: int, room: int) -> int:
    """Return the size at which a place's whole name is on one line: it is never cut."""
    return min(size, int(room / max(width(text, face, 1), 1)))


_BOLD = frozenset({"title", "note"})


def draw(label: LabelContent, media: Media, dots_per_inch: int, language: str, layout: Layout | None = None) -> Drawing:
    """Draw one label; raises RulesError where it does not fit on the medium, ValueError where its code is none."""
    layout = layout or Layouts().layout(label.kind, media.id)
    if not notes_of(label, language):
        layout = without_note(layout, dots_per_inch)
    wide, high, *start = placed(layout, media)
    pen = _Pen(label, (start[0], start[1]), dots_per_inch, language)
    marks = tuple(mark for element in layout.elements for mark in pen.draw(element))
    return Drawing(pen.dots(wide), pen.dots(high), dots_per_inch, marks, media.turned)
