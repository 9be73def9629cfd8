"""One label as marks in whole printer dots; PDF, PNG and ZPL only write them down, so that they cannot disagree."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.adapters.documents import barcodes
from workshop.adapters.documents.fonts import CAPITAL_HEIGHT, Face, shortened, shown, width, wrapped
from workshop.adapters.documents.labels import Element, Layout, layout
from workshop.adapters.documents.voice import one, voice
from workshop.domain.labels import LabelContent, LabelKind, printable
from workshop.domain.typography import grouped

MM_PER_INCH = 25.4
FRAME_MM = 0.3
BETWEEN = " · "
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


Mark = Bars | Squares | Words | Frame


@dataclass(frozen=True, slots=True)
class Drawing:
    """A label in dots, counted from its upper left corner."""

    width: int
    height: int
    dots_per_inch: int
    marks: tuple[Mark, ...]


class _Pen:
    """Turns a layout's millimetres into the dots of one printer."""

    def __init__(self, label: LabelContent, paper: Layout, dots_per_inch: int, language: str) -> None:
        self.label = label
        self.paper = paper
        self.dots_per_inch = dots_per_inch
        self.language = language

    def dots(self, millimetres: float) -> int:
        return round(millimetres * self.dots_per_inch / MM_PER_INCH)

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
        x = self.dots(element.x_mm) + barcodes.BAR_QUIET * module
        barcodes.bars(self.label.code)  # refuses what is not a code
        return Bars(self.label.code, x, self.dots(element.y_mm), self.dots(element.height_mm), module)

    def _qr(self, element: Element) -> Squares:
        module = barcodes.module_dots(element.module_mm, self.dots_per_inch)
        quiet = barcodes.QR_QUIET * module
        rows = barcodes.qr(self.label.code, "H")
        return Squares(rows, self.dots(element.x_mm) + quiet, self.dots(element.y_mm) + quiet, module)

    def _letter(self, element: Element) -> list[Mark]:
        x, y, side = self.dots(element.x_mm), self.dots(element.y_mm), self.dots(element.size_mm)
        letter = shown(self.label.letter)[:1]
        size = round(side * LETTER_SHARE)
        inset = (side - width(letter, Face.BOLD, size)) / 2
        line = y + round((side + size * CAPITAL_HEIGHT) / 2)
        frame = Frame(x, y, side, max(2, self.dots(FRAME_MM)))
        return [frame, Words(letter, x + round(inset), line, size, Face.BOLD)]

    def _text(self, element: Element) -> list[Mark]:
        face = Face.TAB_BOLD if element.name == "code" else Face.BOLD if element.name in _BOLD else Face.REGULAR
        size, room = self.dots(element.size_mm), self.dots(element.width_mm)
        first = self.dots(element.y_mm + element.size_mm * CAPITAL_HEIGHT)
        pitch = self.dots(element.pitch_mm)
        if element.name == "title" and self.label.kind is LabelKind.PLACE:
            size = _as_large_as_fits(shown(printable(self.label.title)), face, size, room)
        rows = self._rows(element, face, size, room)
        x = self.dots(element.x_mm)
        return [Words(row, x, first + rank * pitch, size, face) for rank, row in enumerate(rows)]

    def _rows(self, element: Element, face: Face, size: int, room: int) -> list[str]:
        label = self.label
        if element.name == "code":
            return [grouped(label.code)]
        if element.name == "note":
            return fitted(self._note(), int(element.rows), face, size, room)
        if element.name == "lines":
            return fitted(label_lines(label, self.language), int(element.rows), face, size, room)
        if element.name == "workshop":
            return broken(label.workshop, int(element.rows), face, size, room)
        return fitted((label.title,), 1, face, size, room)

    def _note(self) -> tuple[str, ...]:
        _ = voice(self.language)
        copy = (_("copie {number}", number=self.label.copy),) if self.label.copy > 1 else ()
        return (*((_("EXEMPLE"),) if self.label.example else ()), *copy)


def _as_large_as_fits(text: str, face: Face, size: int, room: int) -> int:
    """Return the size at which a place's whole name is on one line: it is never cut."""
    return min(size, int(room / max(width(text, face, 1), 1)))


_BOLD = frozenset({"title", "note"})


def label_lines(label: LabelContent, language: str) -> tuple[str, ...]:
    """Return the facts of a label as they are read; a box says « Carton 2 sur 5 » and how many it holds."""
    if label.kind is not LabelKind.BOX:
        return label.lines
    _ = voice(language)
    told = []
    for line in label.lines:
        rank, slash, boxes = line.partition("/")
        if slash and rank.isdecimal() and boxes.isdecimal():
            told.append(_("Carton {rank} sur {boxes}", rank=rank, boxes=boxes))
        elif line.isdecimal():
            count = int(line)
            told.append(
                _("{count} ordinateur", count=count) if one(count, language) else _("{count} ordinateurs", count=count)
            )
        else:
            told.append(line)
    return tuple(told)


def fitted(lines: tuple[str, ...], rows: int, face: Face, size: float, room: float) -> list[str]:
    """Place facts on a few rows: one a row where there is room, else several; what is too long ends visibly."""
    facts = [fact for fact in (shown(printable(line)) for line in lines) if fact]
    if len(facts) <= rows:
        return [shortened(fact, face, size, room) for fact in facts]
    placed = [facts[0]]
    for fact in facts[1:]:
        together = f"{placed[-1]}{BETWEEN}{fact}"
        if len(placed) == rows or width(together, face, size) <= room:
            placed[-1] = together
        else:
            placed.append(fact)
    return [shortened(row, face, size, room) for row in placed]


def broken(text: str, rows: int, face: Face, size: float, room: float) -> list[str]:
    """Break one text over a few rows; what is too long ends visibly."""
    found = list(wrapped(shown(printable(text)), face, size, room))
    if len(found) > rows:
        found[rows - 1] = shortened(" ".join(found[rows - 1 :]), face, size, room)
    return [row for row in found[:rows] if row]


def draw(label: LabelContent, dots_per_inch: int, language: str, paper: Layout | None = None) -> Drawing:
    """Draw one label on its kind's paper; raises RulesError where the paper does not fit, ValueError for no code."""
    paper = paper or layout(label.kind)
    pen = _Pen(label, paper, dots_per_inch, language)
    marks = tuple(mark for element in paper.elements for mark in pen.draw(element))
    return Drawing(pen.dots(paper.width_mm), pen.dots(paper.height_mm), dots_per_inch, marks)
