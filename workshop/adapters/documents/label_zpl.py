"""Labels for ZPL printers: bars by the printer itself, text that can never become a command.

Every byte of a text that is not a plain letter, digit, space, full stop, comma or hyphen goes as a `^FH` escape
(`_5E` for ^), so whatever a machine calls itself is printed, not obeyed. (Zebra: ZPL II programming guide, ^FH, ^CI28.)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from workshop.adapters.documents.fonts import MISSING
from workshop.adapters.documents.label_drawing import Bars, Drawing, Frame, Mark, Squares, Words

PLAIN = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,-")
SET_C = ">;"  # start in Code 128 set C


def label_zpl(drawings: Sequence[Drawing]) -> bytes:
    """Return the labels as ZPL II, UTF-8, in whole dots; one format a label."""
    return "".join(_label(drawing) for drawing in drawings).encode("ascii")


def _label(drawing: Drawing) -> str:
    head = ["^XA", "^CI28", f"^PW{drawing.width}", f"^LL{drawing.height}", "^LH0,0"]
    return "\n".join((*head, *(_field(mark) for mark in drawing.marks), "^XZ", ""))


def _field(mark: Mark) -> str:
    match mark:
        case Bars():
            module, height = mark.module, mark.height
            return f"^FO{mark.x},{mark.y}^BY{module},3,{height}^BCN,{height},N,N,N^FD{SET_C}{mark.code}^FS"
        case Squares():
            return f"^FO{mark.x},{mark.y}{_raster(mark)}^FS"
        case Words():
            return f"^FT{mark.x},{mark.y}^A0N,{mark.size},{mark.size}^FH_^FD{escaped(mark.text)}^FS"
        case Frame():
            return f"^FO{mark.x},{mark.y}^GB{mark.side},{mark.side},{mark.line}^FS"
        case _:
            assert_never(mark)


def escaped(text: str) -> str:
    """Write a text so that the printer can only print it, with what the printer's own font has."""
    plain = text.replace("\u00a0", " ").replace("\u202f", " ").replace(MISSING, "?")
    return "".join(chr(byte) if byte in PLAIN else f"_{byte:02X}" for byte in plain.encode("utf-8"))


def _raster(mark: Squares) -> str:
    """Draw a QR code as a picture: printers disagree on where ^BQ begins (measured: desktop-facts.md §6)."""
    across = (len(mark.rows) * mark.module + 7) // 8
    rows = []
    for modules in mark.rows:
        bits = "".join(("1" if dark else "0") * mark.module for dark in modules).ljust(across * 8, "0")
        rows += [f"{int(bits, 2):0{across * 2}X}"] * mark.module
    total = across * len(rows)
    return f"^GFA,{total},{total},{across},{''.join(rows)}"
