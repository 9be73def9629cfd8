"""The four faces of paper and labels, and what of a text they can show."""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from workshop.resources import resource

MISSING = "◊"  # stands for a character that the font has not: seen by people, and an allowed glyph in PDF/A
ELLIPSIS = "…"
SPACES = frozenset("\u00a0\u202f\u2009\u200a")
CAPITAL_HEIGHT = 0.668  # of the em, as the font says (OS/2 sCapHeight)
DESCENT = 0.24  # how far p, g and Ç reach below the line


class Face(StrEnum):
    """One cut of the font; the Tab cuts have digits of equal width, for codes and columns."""

    REGULAR = "AtkinsonHyperlegibleNext-Regular"
    BOLD = "AtkinsonHyperlegibleNext-Bold"
    TAB = "AtkinsonHyperlegibleNextTab-Regular"
    TAB_BOLD = "AtkinsonHyperlegibleNextTab-Bold"


@cache
def register() -> None:
    """Tell ReportLab where the faces are, once, and to write bytes as bytes: smaller and faster than as text."""
    rl_config.useA85 = 0
    for face in Face:
        pdfmetrics.registerFont(TTFont(face.value, str(resource("fonts", f"{face}.ttf"))))


@cache
def font_of(face: Face) -> Any:
    """Return ReportLab's own object for a face."""
    register()
    return pdfmetrics.getFont(face.value)


def width(text: str, face: Face, size: float) -> float:
    """Return how long a line is, in the unit of `size`; there is no kerning, so lengths of words add up."""
    return sum(_em(word, face) for word in text.split(" ")) * size + text.count(" ") * _em(" ", face) * size


@lru_cache(maxsize=1 << 15)
def _em(word: str, face: Face) -> float:
    register()
    return float(pdfmetrics.stringWidth(word, face.value, 1))


@cache
def _known() -> frozenset[int]:
    register()
    return frozenset(pdfmetrics.getFont(Face.REGULAR.value).face.charToGlyph)


@lru_cache(maxsize=1 << 13)
def shown(text: str) -> str:
    """Make any text safe to print: no control and no direction marks, visible stand-ins for missing glyphs."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    known = _known()
    kept = []
    for char in unicodedata.normalize("NFC", text):
        if char.isspace() and char not in SPACES:
            kept.append(" ")
        elif unicodedata.category(char)[0] in "CM":  # control, direction, joiners, surrogates, accents without a letter
            continue
        else:
            kept.append(char if ord(char) in known else MISSING)
    return " ".join(part for part in "".join(kept).split(" ") if part)


def shortened(text: str, face: Face, size: float, room: float) -> str:
    """Return the text, or as much of it as fits with a visible « … » at its end."""
    if width(text, face, size) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle].rstrip() + ELLIPSIS, face, size) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + ELLIPSIS if low else ""


@lru_cache(maxsize=1 << 13)
def wrapped(text: str, face: Face, size: float, room: float) -> tuple[str, ...]:
    """Break a text into lines at spaces; a word longer than a line is broken where it must be."""
    if width(text, face, size) <= room:
        return (text,)
    lines: list[str] = []
    line, length, gap = "", 0.0, width(" ", face, size)
    for word in text.split(" "):
        wide = width(word, face, size)
        if line and length + gap + wide <= room:
            line, length = f"{line} {word}", length + gap + wide
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, face, size, room)
        lines += full
        length = width(line, face, size)
    return (*lines, line)


def _pieces(word: str, face: Face, size: float, room: float) -> tuple[str, ...]:
    pieces: list[str] = []
    while width(word, face, size) > room:
        end = len(word)
        while end > 1 and width(word[:end], face, size) > room:
            end = max(1, min(end - 1, int(end * room / width(word[:end], face, size))))
        pieces.append(word[:end])
        word = word[end:]
    return (*pieces, word)
