"""Our own reading of a medium after an engine, past every cache that could answer in its place, compared byte by byte.

Complete, or of the places that the house rule for samples gives (`sampling.py`). What is not read counts as not read,
what cannot be read is counted; the verdict is drawn elsewhere (`domain/proofs.py`).
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable

from workshop.adapters.erasers import sampling
from workshop.adapters.erasers.expecting import SECTOR_BYTES, Expected, Pattern, Piece, pattern_at
from workshop.adapters.erasers.past_the_cache import ReadingAhead, drop_caches, open_past_the_cache
from workshop.domain.methods import Expectation
from workshop.domain.wiping import Coverage, ReadBack
from workshop.services.ports import Clock

OnBytes = Callable[[int, int], None]


def read_back(
    handle: int,
    expected: Expected,
    clock: Clock,
    *,
    on_bytes: OnBytes = lambda _done, _total: None,
    stopping: threading.Event | None = None,
    sampled: bool = False,
    seed: str = "",
) -> ReadBack:
    """Read the medium behind an open handle and compare it with what was expected; a stop leaves it incomplete.

    `on_bytes` is told the bytes dealt with and those planned. The same seed reads the same samples.
    """
    started = clock.now()
    drop_caches(handle)
    tally = _Tally(expected)
    seed = seed or os.urandom(16).hex()
    plan = _plan(os.lseek(handle, 0, os.SEEK_END), tally.pieces, seed, sampled=sampled)
    reader, direct = open_past_the_cache(handle)
    _take_all(ReadingAhead(reader, plan.extents, stopping or threading.Event()), tally, plan, on_bytes)
    return ReadBack(
        coverage=Coverage.SAMPLED if plan.subsections else Coverage.FULL,
        direct=direct,
        expected_byte=expected.byte,
        bytes_read=tally.read,
        differing_bytes=tally.differing,
        unreadable_bytes=tally.unreadable,
        started_at=started,
        ended_at=clock.now(),
        first_difference=tally.first_difference,
        expectation=expected.expectation,
        period=tally.period,
        compared_bytes=tally.compared,
        unchanged_bytes=tally.unchanged,
        planned_bytes=plan.planned_bytes,
        subsections=plan.subsections,
        seed=seed if plan.subsections else "",
    )


def _take_all(ahead: ReadingAhead, tally: _Tally, plan: sampling.Plan, on_bytes: OnBytes) -> None:
    with ahead as reading:
        for taken in reading:
            tally.unreadable += taken.unreadable
            tally.take(taken.content, taken.offset)
            on_bytes(tally.read + tally.unreadable, plan.planned_bytes)


def _plan(size: int, pieces: tuple[Piece, ...], seed: str, *, sampled: bool) -> sampling.Plan:
    if not sampled:
        return sampling.whole(size)
    return sampling.sampled(size, seed, ((piece.offset, piece.offset + piece.length) for piece in pieces))


class _Tally:
    """What was found so far, from the beginning of the medium to its end."""

    def __init__(self, expected: Expected) -> None:
        self.expected = expected
        self.pieces = expected.remembered.pieces if expected.remembered else ()
        self._first = expected.remembered.first_sector if expected.remembered else b""
        self.read = self.differing = self.unreadable = self.compared = 0
        self.first_difference: int | None = None
        self._same = self._first_same = 0
        self._next = 0
        self._part = bytearray()
        self._pattern = Pattern(bytes([expected.byte])) if expected.expectation is Expectation.BYTE else None

    @property
    def period(self) -> str:
        """The pattern that was found, where one was looked for."""
        looked_for = self.expected.expectation is not Expectation.BYTE
        return self._pattern.period.hex() if self._pattern and looked_for else ""

    @property
    def unchanged(self) -> int:
        """Bytes that held data and still do. One pattern everywhere, before and after, is no data.

        A pattern that is what the first sector held is: of a drive that answers one sector wherever it is read.
        """
        return (self._same if self.differing else 0) or self._first_same

    def take(self, content: memoryview, offset: int) -> None:
        """Compare what was read at one place; places come in order."""
        if not content:
            return
        if self.read == 0 and self._pattern is None:
            self._pattern = pattern_at(content, offset)
        if offset == 0 and self._first and Piece(0, self._first).is_in(bytes(content[:SECTOR_BYTES])):
            self._first_same = len(self._first)
        self.read += len(content)
        self._compare(content, offset)
        if self._pattern and self._pattern.is_all_of(content, offset):
            return
        differing, first = self._pattern.differences(content, offset) if self._pattern else (len(content), offset)
        self.differing += differing
        if self.first_difference is None:
            self.first_difference = first

    def _compare(self, content: memoryview, offset: int) -> None:
        """Compare with what was remembered; a piece may come in two parts, and is not compared where one is missing."""
        end = offset + len(content)
        while self._next < len(self.pieces) and self.pieces[self._next].offset < end:
            piece = self.pieces[self._next]
            stop = piece.offset + piece.length
            self._part += content[max(0, piece.offset - offset) : max(0, stop - offset)]
            if stop > end:
                return
            if len(self._part) == piece.length:
                self.compared += piece.length
                self._same += piece.length if piece.is_in(bytes(self._part)) else 0
            self._part.clear()
            self._next += 1
