"""A pretended language that is read from right to left: every sentence in Arabic letters, codes and blanks as they are.

It says nothing to anybody; it shows what a translation would do to the screens: letters of another font, joined and of
other widths, lines that begin at the right, and codes, names and units among them that do not turn round.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from workshop.texts import disguise

NAME = "rtl"
LETTERS = dict(zip("abcdefghijklmnopqrstuvwxyz", "ابثدهفغحيجكلمنوپقرستعڤشخیز", strict=True))
KEPT = re.compile(r"\{[^}]*\}|<[^>]*>|&\w+;|\bF\d+\b|\bCtrl \S\b|\b[A-Z]{2,}\b")  # blanks, tags, keys, acronyms


def in_arabic_letters(text: str) -> str:
    """Write a sentence in other letters; what is no word stays."""
    pieces, end = [], 0
    for kept in KEPT.finditer(text):
        pieces += [_letters(text[end : kept.start()]), kept.group()]
        end = kept.end()
    return "".join((*pieces, _letters(text[end:])))


def _letters(text: str) -> str:
    plain = (char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    return "".join(LETTERS.get(char.lower(), char) for char in plain)


@contextmanager
def read_from_the_right(application: QApplication) -> Iterator[None]:
    """Speak that language for a while, on every screen that is made meanwhile."""
    disguise(in_arabic_letters)
    application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        yield
    finally:
        disguise(None)
        application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
