"""Numbered ticks at the four edges of a label: how far a printer prints from where it should, said by four numbers."""

from __future__ import annotations

TICK_TENTHS = 5  # from one tick to the next, in tenths of a millimetre
LAST_TICK = 8


def tick_offsets(left: int, top: int, right: int, bottom: int) -> tuple[int, int]:
    """Return how much further right and down to print, in tenths of a millimetre.

    Given is the lowest number that a person still sees at each edge. A tick that is missing at the left was printed
    beside the label: everything has to move right.
    """
    return (left - right) * TICK_TENTHS // 2, (top - bottom) * TICK_TENTHS // 2
