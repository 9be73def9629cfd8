"""A PDF file that is written page by page: ten thousand labels take no more memory than the file itself.

ReportLab keeps every page until the end (measured: 190 MB more for 10 000 labels than for 1 000). Of it, only the fonts
are used: their widths, and the subsets that are embedded. Codes in text are glyphs of the subset (ISO 32000-1, 9.7.4).
"""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from typing import Any

from workshop.adapters.documents.fonts import Face, font_of

SPACE = 32
_SPACES = {0xA0: SPACE, 0x202F: SPACE}


@dataclass
class _Cut:
    """The part of one face that a file uses: glyphs in the order in which they were first needed."""

    number: int  # of the font's object
    face: Any  # ReportLab's
    codes: dict[str, str] = field(default_factory=dict)  # a character to its code, in hexadecimal
    glyphs: dict[int, int] = field(default_factory=dict)  # the face's glyph to the subset's
    characters: list[int] = field(default_factory=list)  # one for each glyph, in their order

    def code(self, char: str) -> str:
        point = ord(char)
        found = self.face.charToGlyph
        glyph = found.get(point) or found.get(_SPACES.get(point, 0), 0)
        if glyph and glyph not in self.glyphs:
            self.glyphs[glyph] = len(self.glyphs) + 1
            self.characters.append(point if found.get(point) else _SPACES[point])
        self.codes[char] = f"{self.glyphs.get(glyph, 0):04X}"
        return self.codes[char]


class LabelFile:
    """One PDF; pages are added, then it is closed."""

    def __init__(self, title: str, language: str) -> None:
        self._file = io.BytesIO()
        self._file.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        self._places: list[int] = []
        self._pages: list[int] = []
        self._cuts: dict[Face, _Cut] = {}
        self._catalogue, self._tree, self._resources, self._info = (self._new() for _object in range(4))
        self._title, self._language = title, language

    def text(self, face: Face, text: str) -> str:
        """Return a text as the hexadecimal string that shows it in a face."""
        cut = self._cuts.get(face)
        if cut is None:
            cut = self._cuts[face] = _Cut(self._new(), font_of(face).face)
        codes = cut.codes
        return "".join([codes.get(char) or cut.code(char) for char in text])

    def add_page(self, width: float, height: float, content: str) -> None:
        """Write a page of this size in points."""
        body, page = self._new(), self._new()
        self._write_stream(body, "", content.encode("ascii"))
        self._pages.append(page)
        self._write(
            page,
            f"<</Type/Page/Parent {self._tree} 0 R/MediaBox[0 0 {width:.4f} {height:.4f}]"
            f"/Resources {self._resources} 0 R/Contents {body} 0 R>>",
        )

    def close(self) -> bytes:
        """Write fonts and what holds the file together; return all of it."""
        for cut in self._cuts.values():
            self._write_font(cut)
        fonts = "".join(f"/{face.name} {cut.number} 0 R" for face, cut in self._cuts.items())
        self._write(self._resources, f"<</Font<<{fonts}>>>>")
        kids = " ".join(f"{page} 0 R" for page in self._pages)
        self._write(self._tree, f"<</Type/Pages/Count {len(self._pages)}/Kids[{kids}]>>")
        language = _hexadecimal(self._language)
        self._write(self._catalogue, f"<</Type/Catalog/Pages {self._tree} 0 R/Lang{language}>>")
        self._write(self._info, f"<</Title{_hexadecimal(self._title)}/Creator{_hexadecimal('Établi')}>>")
        self._write_end()
        return self._file.getvalue()

    def _write_end(self) -> None:
        start = self._file.tell()
        rows = "".join(f"{place:010d} 00000 n \n" for place in self._places)
        name = sha256(rows.encode("ascii")).hexdigest()[:32]
        size = len(self._places) + 1
        self._file.write(
            f"xref\n0 {size}\n0000000000 65535 f \n{rows}trailer\n<</Size {size}/Root {self._catalogue} 0 R"
            f"/Info {self._info} 0 R/ID[<{name}><{name}>]>>\nstartxref\n{start}\n%%EOF\n".encode("ascii")
        )

    def _write_font(self, cut: _Cut) -> None:
        descendant, described, file, unicode = (self._new() for _object in range(4))
        face = cut.face
        name = f"{_tag(cut.characters)}+{face.name.decode('ascii')}"
        self._write(
            cut.number,
            f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]"
            f"/ToUnicode {unicode} 0 R>>",
        )
        widths = " ".join(f"{face.getCharWidth(point):g}" for point in cut.characters)
        self._write(
            descendant,
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDToGIDMap/Identity/DW {face.defaultWidth:g}"
            f"/W[1[{widths}]]/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/FontDescriptor {described} 0 R>>",
        )
        box = " ".join(f"{side:g}" for side in face.bbox)
        self._write(
            described,
            f"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[{box}]/ItalicAngle {face.italicAngle:g}"
            f"/Ascent {face.ascent:g}/Descent {face.descent:g}/CapHeight {face.capHeight:g}/StemV {face.stemV:g}"
            f"/FontFile2 {file} 0 R>>",
        )
        subset = face.makeSubset(cut.characters)
        self._write_stream(file, f"/Length1 {len(subset)}", subset)
        self._write_stream(unicode, "", _unicode_map(cut.characters).encode("ascii"))

    def _new(self) -> int:
        self._places.append(0)
        return len(self._places)

    def _write(self, number: int, content: str) -> None:
        self._places[number - 1] = self._file.tell()
        self._file.write(f"{number} 0 obj\n{content}\nendobj\n".encode("ascii"))

    def _write_stream(self, number: int, entries: str, content: bytes) -> None:
        packed = zlib.compress(content, 6)
        self._places[number - 1] = self._file.tell()
        self._file.write(
            f"{number} 0 obj\n<</Length {len(packed)}/Filter/FlateDecode{entries}>>stream\n".encode("ascii")
        )
        self._file.write(packed)
        self._file.write(b"\nendstream\nendobj\n")


@lru_cache(maxsize=8)
def _hexadecimal(text: str) -> str:
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def _tag(characters: list[int]) -> str:
    """Return the six letters by which a subset is told from others of the same face."""
    number = int.from_bytes(sha256(repr(characters).encode("ascii")).digest()[:8], "big")
    return "".join(chr(65 + number // 26**place % 26) for place in range(6))


def _unicode_map(characters: list[int]) -> str:
    """Say which character each code is, so that text can be searched and copied."""
    lines = [f"<{code:04X}><{chr(point).encode('utf-16-be').hex()}>" for code, point in enumerate(characters, 1)]
    blocks = (lines[start : start + 100] for start in range(0, len(lines), 100))
    body = "".join(f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar\n" for block in blocks)
    return (
        "/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)"
        "/Supplement 0>>def/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n{body}"
        "endcmap CMapName currentdict/CMap defineresource pop end end"
    )
