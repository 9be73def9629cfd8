"""The cells of an XLSX file (ECMA-376), and nothing else: no formula runs, no link is followed, parts are bounded.

Only the parts that hold cells are opened, by the names that the workbook gives them inside the same file.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from workshop.domain.asset_lists import LONGEST_CELL, MOST_COLUMNS, MOST_LINES, NoList, Table, WhyNoList

MOST_PARTS, MOST_SHEETS, MOST_TEXTS = 2_000, 12, 200_000
LARGEST_PART, LARGEST_WHOLE = 24 * 2**20, 48 * 2**20  # unpacked
ZIP, OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK, _RELATIONS, _TEXTS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"
_SHEET_RELATION = "/worksheet"
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_MOST_DIGITS = 15  # what a spreadsheet keeps of a number
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, ParseError, DefusedXmlException),
    *(KeyError, ValueError, NotImplementedError, RuntimeError, OSError, LookupError),
)


class _TooMuchError(Exception):
    """A part unpacks to more than any list needs."""

    def __init__(self, why: WhyNoList = WhyNoList.TOO_LARGE) -> None:
        super().__init__()
        self.why = why


def tables(content: bytes) -> tuple[Table, ...] | NoList:
    """Return one table a visible sheet; those of sheets that are empty are left out."""
    if content.startswith(OLD):
        return NoList(WhyNoList.LOCKED if _ENCRYPTED in content else WhyNoList.OLD_FORMAT)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return _Workbook(packed).tables()
    except _TooMuchError as too_much:
        return NoList(too_much.why)
    except _BROKEN as problem:
        return NoList(WhyNoList.DAMAGED, type(problem).__name__)


class _Workbook:
    """One packed workbook."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        self._packed = packed
        self._left = LARGEST_WHOLE
        names = packed.namelist()
        if len(names) > MOST_PARTS:
            raise _TooMuchError
        self._names = frozenset(names)

    def tables(self) -> tuple[Table, ...] | NoList:
        if _WORKBOOK not in self._names:
            return NoList(WhyNoList.NOT_A_TABLE)
        sheets = self._sheets()
        texts = self._shared_texts()
        found = []
        for name, part in sheets[:MOST_SHEETS]:
            rows = self._rows(part, texts)
            if rows:
                found.append(Table(rows, name, tuple(other for other, _part in sheets if other != name)))
        return tuple(found) or NoList(WhyNoList.NO_MACHINE)

    def _sheets(self) -> list[tuple[str, str]]:
        """Return the visible sheets, each with the name of its part."""
        parts = {}
        for relation in self._elements(_RELATIONS, "Relationship"):
            inside = relation.get("TargetMode", "Internal") == "Internal"
            if inside and relation.get("Type", "").endswith(_SHEET_RELATION):
                target = relation.get("Target", "")
                path = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
                parts[relation.get("Id", "")] = posixpath.normpath(path)
        sheets = []
        for sheet in self._elements(_WORKBOOK, "sheet"):
            wanted = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
            if sheet.get("state", "visible") == "visible" and parts.get(wanted) in self._names:
                sheets.append((sheet.get("name", "")[:80], parts[wanted]))
        return sheets

    def _shared_texts(self) -> list[str]:
        texts: list[str] = []
        if _TEXTS not in self._names:
            return texts
        for item in self._elements(_TEXTS, "si"):
            if len(texts) == MOST_TEXTS:
                raise _TooMuchError
            texts.append(_text(item))
        return texts

    def _rows(self, part: str, texts: list[str]) -> tuple[tuple[int, tuple[str, ...]], ...]:
        rows: list[tuple[int, tuple[str, ...]]] = []
        line = 0
        for row in self._elements(part, "row"):
            told = row.get("r", "")
            line = int(told) if told.isdecimal() and len(told) < 8 else line + 1  # noqa: PLR2004 — 1 048 576 rows
            cells = _cells(row, texts)
            if len(rows) == MOST_LINES:
                raise _TooMuchError(WhyNoList.TOO_MANY_LINES)
            if any(cells):
                rows.append((line, cells))
        return tuple(rows)

    def _elements(self, part: str, name: str) -> Iterator[Element]:
        """Read one part piece by piece; what was read is forgotten."""
        with self._packed.open(part) as packed:
            found = iterparse(_Bounded(packed, self), events=("start", "end"), forbid_dtd=True)
            root: Element | None = None
            for event, element in found:
                if root is None:
                    root = element
                if event == "end" and _local(element) == name:
                    yield element
                    element.clear()
                    _forget(root)

    def spend(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise _TooMuchError


class _Bounded(io.RawIOBase):
    """A part of which no more is unpacked than is allowed, whatever its header says."""

    def __init__(self, packed: IO[bytes], workbook: _Workbook) -> None:
        super().__init__()
        self._packed = packed
        self._workbook = workbook
        self._left = LARGEST_PART

    def read(self, size: int = -1) -> bytes:
        piece = self._packed.read(min(size, 1 << 16) if size > 0 else 1 << 16)
        self._left -= len(piece)
        self._workbook.spend(len(piece))
        if self._left < 0:
            raise _TooMuchError
        return piece


def _forget(root: Element) -> None:
    """Let go of what was read: a part is as long as its maker wants."""
    if _local(root) == "sst":
        root.clear()
    for inner in root:
        if _local(inner) == "sheetData":
            inner.clear()


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _text(element: Element) -> str:
    """Return the text of a string, its runs joined, without the pronunciation of Asian ones."""
    pieces: list[str] = []
    for child in element:
        if _local(child) == "t":
            pieces.append(child.text or "")
        elif _local(child) == "r":
            pieces.append(_text(child))
    return "".join(pieces)[: LONGEST_CELL + 1]


def _cells(row: Element, texts: list[str]) -> tuple[str, ...]:
    cells: dict[int, str] = {}
    place = -1
    for cell in row:
        if _local(cell) != "c":
            continue
        reference = _REFERENCE.fullmatch(cell.get("r", ""))
        place = _place(reference[1]) if reference else place + 1
        if place < MOST_COLUMNS:
            cells[place] = _cell(cell, texts)
    return tuple(cells.get(place, "") for place in range(max(cells, default=-1) + 1))


def _place(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def _cell(cell: Element, texts: list[str]) -> str:
    """Return what a cell shows; a formula shows what the spreadsheet last computed, or itself."""
    kind = cell.get("t", "n")
    parts = {_local(child): child for child in cell}
    if kind == "inlineStr":
        return _text(parts["is"]) if "is" in parts else ""
    value = ((parts["v"].text or "") if "v" in parts else "")[: LONGEST_CELL + 1]
    if not value and "f" in parts:
        return f"={(parts['f'].text or '')}"[: LONGEST_CELL + 1]
    if kind == "s":
        place = int(value) if value.isdecimal() and len(value) < 10 else -1  # noqa: PLR2004 — as many as fit in memory
        return texts[place] if 0 <= place < len(texts) else "\ufffd"
    return _number(value) if kind == "n" else value


def _number(value: str) -> str:
    """Write a whole number with all of its digits; one that lost some stays as it is, and shows it."""
    try:
        number = float(value)
    except ValueError:
        return value
    if number != number or number in (float("inf"), float("-inf")):  # noqa: PLR0124 — not a number
        return value
    if number.is_integer():
        digits = str(int(number))
        return digits if len(digits.lstrip("-")) <= _MOST_DIGITS else f"{number:.14E}"
    return value
