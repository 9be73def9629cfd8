"""Cells of tables that other programs open: none of them may act there as a formula.

A cell that begins like one gets an apostrophe in front (OWASP, CSV injection); control and direction marks go.
"""

from __future__ import annotations

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")


def neutral(cell: str) -> str:
    """Make a cell plain text for every spreadsheet."""
    plain = " ".join("".join(char if char.isprintable() else " " for char in cell).split())
    return f"'{plain}" if plain.startswith(FORMULA) or cell.startswith(FORMULA) else plain
