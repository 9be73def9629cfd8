"""Labels for ZPL printers: bars by the printer itself, text that can never become a command.

Every byte of a text that is not a plain letter, digit, space, full stop, comma or hyphen goes as a `^FH` escape
(`_5E` for ^), so whatever a machine calls itself is printed, not obeyed. (Zebra: ZPL II programming guide, ^FH, ^CI28.)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import assert_never

from workshop.adapters.documents.barcodes import Rows
from workshop.adapters.documents.fonts import MISSING
from workshop.adapters.documents.label_drawing import Bars, Block, Drawing, Frame, Mark, Squares, Words

PLAIN = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,-")
# what the printer's own font may lack, though ours has it
SIMPLER = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u200a": " ", MISSING: "?", "…": "...", "’": "'", "‘": "'"}
    | {"“": '"', "”": '"', "–": "-", "—": "-", "\u2011": "-"}
)
SET_C = ">;"  # start in Code 128 set C


def label_zpl(drawings: Sequence[Drawing]) -> bytes:
    """Return the labels as ZPL II, UTF-8, in whole dots; one format a label."""
    return "".join(_label(drawing) for drawing in drawings).encode("ascii")


def _label(drawing: Drawing) -> str:
    wide, high = (drawing.height, drawing.width) if drawing.turned else (drawing.width, drawing.height)
    head = ["^XA", "^CI28", f"^PW{wide}", f"^LL{high}", "^LH0,0"]
    field = _turned(drawing.height) if drawing.turned else _field
    return "\n".join((*head, *(field(mark) for mark in drawing.marks), "^XZ", ""))


def _field(mark: Mark) -> str:
    match mark:
        case Bars():
            module, height = mark.module, mark.height
            return f"^FO{mark.x},{mark.y}^BY{module},3,{height}^BCN,{height},N,N,N^FD{SET_C}{mark.code}^FS"
        case Squares():
            return f"^FO{mark.x},{mark.y}{_raster(mark.rows, mark.module)}^FS"
        case Words():
            return f"^FT{mark.x},{mark.y}^A0N,{mark.size},{mark.size}^FH_^FD{escaped(mark.text)}^FS"
        case Frame():
            return f"^FO{mark.x},{mark.y}^GB{mark.side},{mark.side},{mark.line}^FS"
        case Block():
            return f"^FO{mark.x},{mark.y}^GB{mark.width},{mark.height},{min(mark.width, mark.height)}^FS"
        case _:
            assert_never(mark)


def _turned(height: int) -> Callable[[Mark], str]:
    """Return what writes a mark of a label of this height a quarter turn clockwise: its left side comes out first."""

    def field(mark: Mark) -> str:
        match mark:
            case Bars():
                module, high = mark.module, mark.height
                left = height - mark.y - high
                return f"^FO{left},{mark.x}^BY{module},3,{high}^BCR,{high},N,N,N^FD{SET_C}{mark.code}^FS"
            case Squares():
                rows = tuple(zip(*mark.rows[::-1], strict=True))
                left = height - mark.y - len(rows) * mark.module
                return f"^FO{left},{mark.x}{_raster(rows, mark.module)}^FS"
            case Words():
                left = height - mark.y
                return f"^FT{left},{mark.x}^A0R,{mark.size},{mark.size}^FH_^FD{escaped(mark.text)}^FS"
            case Frame():
                left = height - mark.y - mark.side
                return f"^FO{left},{mark.x}^GB{mark.side},{mark.side},{mark.line}^FS"
            case Block():
                left, thin = height - mark.y - mark.height, min(mark.width, mark.height)
                return f"^FO{left},{mark.x}^GB{mark.height},{mark.width},{thin}^FS"
            case _:
                assert_never(mark)

    return field


def escaped(text: str) -> str:
    """Write a text so that the printer can only print it, with what the printer's own font has."""
    plain = text.translate(SIMPLER)
    return "".join(chr(byte) if byte in PLAIN else f"_{byte:02X}" for byte in plain.encode("utf-8"))


def _raster(modules: Rows, module: int) -> str:
    """Draw a QR code as a picture: printers disagree on where ^BQ begins (measured: desktop-facts.md §6)."""
    across = (len(modules) * module + 7) // 8
    rows = []
    for row in modules:
        bits = "".join(("1" if dark else "0") * module for dark in row).ljust(across * 8, "0")
        rows += [f"{int(bits, 2):0{across * 2}X}"] * module
    total = across * len(rows)
    return f"^GFA,{total},{total},{across},{''.join(rows)}"
