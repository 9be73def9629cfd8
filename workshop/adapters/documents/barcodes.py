"""Bars and squares as modules, never as pictures: whoever draws them gives every module a whole number of dots."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from typing import Any

import zxingcpp
from barcode.codex import Code128

from workshop.domain.codes import Code

BAR_MODULES = 101  # Code 128-C with twelve digits: start, six pairs, check (11 each), stop (13)
BAR_QUIET = 10  # ISO/IEC 15417: modules of white on either side
QR_QUIET = 4  # ISO/IEC 18004
LEAST_MODULE_MM = 0.25
LEAST_MODULE_DOTS = 2  # below, neither print spread nor a reader's blur is survived (measured: desktop-facts.md §4)

_BAR = re.compile("1+")

Runs = tuple[tuple[int, int], ...]
Rows = tuple[tuple[bool, ...], ...]


@lru_cache(maxsize=64)  # one label asks a few times; ten thousand labels take no memory
def bars(code: str) -> Runs:
    """Return the bars of a twelve-digit code as (start, width) in modules; raises ValueError for any other text."""
    (modules,) = Code128(Code(code).text).build()
    assert len(modules) == BAR_MODULES  # all digits: set C
    return _bars(modules)


def text_bars(text: str) -> tuple[Runs, int]:
    """Return the bars of any text in Code 128, and how many modules wide they are."""
    (modules,) = Code128(text).build()
    return _bars(modules), len(modules)


def _bars(modules: str) -> Runs:
    return tuple((bar.start(), bar.end() - bar.start()) for bar in _BAR.finditer(modules))


def runs(row: Iterable[bool]) -> Runs:
    """Return the dark runs of one row as (start, width)."""
    found, start = [], 0
    for dark, group in groupby(row):
        length = len(list(group))
        if dark:
            found.append((start, length))
        start += length
    return tuple(found)


@lru_cache(maxsize=64)
def qr(text: str, correction: str = "M") -> Rows:
    """Return the modules of a QR code, row by row, dark is true, without the quiet zone."""
    symbol = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=correction)
    picture: Any = symbol.to_image(scale=1, add_quiet_zones=False)
    dots = memoryview(picture)
    down, across = picture.shape
    return tuple(tuple(not dots[y, x] for x in range(across)) for y in range(down))


def module_dots(wanted_mm: float, dots_per_inch: int) -> int:
    """Return the whole number of dots of a module at least as wide as wanted (203 dpi: 2 dots are 0.2502 mm)."""
    dots = wanted_mm * dots_per_inch / 25.4
    whole = int(dots)
    return max(LEAST_MODULE_DOTS, whole if dots - whole < 0.01 else whole + 1)  # noqa: PLR2004 — rounding noise only
