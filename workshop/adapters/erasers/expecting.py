"""What our reader must find after a technique, and what it remembers of a medium before the first write.

A crypto erase leaves noise, and noise looks like encrypted data: only that it is other noise than before shows that
something happened. So pieces spread over the medium are remembered (16 MiB at most), and none may read nearly the same:
a bad link that spoils a byte of every sector makes other data of it, but not an erase. A drive that answers its first
sector wherever it is read shows one pattern everywhere; so the first sector is remembered as well.
"""

from __future__ import annotations

import mmap
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

from workshop.adapters.erasers.past_the_cache import PIECE_BYTES, drop_caches, is_bad_medium, open_past_the_cache
from workshop.adapters.erasers.sampling import Chance
from workshop.domain.methods import Expectation

MAX_PERIOD_BYTES = 512
MAX_PIECES = 4096
FIRST_PIECES = 512  # the first 2 MiB, all of them: partition table and first file system, where an empty drive has data
_SWEEPS = 8
_MAX_BAD_PIECES = 16
_SECONDS = 60.0  # a healthy hard disk needs about 40 s for the whole of it
_WINDOW_BYTES = 256 * 1024  # stays in the processor's cache while a chunk is compared with it


SECTOR_BYTES = 512
_BLANK = b"\x00\xff"  # what fills a sector around little data; it may be the same again after an erase
_BLANKED = {byte: bytes(0xFF if other == byte else 0 for other in range(256)) for byte in _BLANK}
_TELLING_BYTES = 64  # of noise against noise one byte in 256 is the same: below, chance could make a quarter of them so
_A_QUARTER = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """A place of the medium and what was there."""

    offset: int
    content: bytes

    @property
    def length(self) -> int:
        return len(self.content)

    def is_in(self, now: bytes) -> bool:
        """Tell whether what is there now is the same, or the same but for some bytes: a quarter of them is enough."""
        if now == self.content:
            return True
        blank = max(_BLANK, key=self.content.count)
        telling = self.length - self.content.count(blank)
        if len(now) != self.length or telling < _TELLING_BYTES:
            return False
        apart = int.from_bytes(self.content, "big") ^ int.from_bytes(now, "big")
        apart |= int.from_bytes(self.content.translate(_BLANKED[blank]), "big")
        return apart.to_bytes(self.length, "big").count(0) * _A_QUARTER >= telling


@dataclass(frozen=True, slots=True)
class Remembered:
    """Pieces that held data (not one byte repeated) before the first write, by offset.

    `first_sector` is empty where the medium began with a pattern: then it may do so again.
    """

    pieces: tuple[Piece, ...] = ()
    first_sector: bytes = b""


@dataclass(frozen=True, slots=True)
class Expected:
    """What must be found: `byte` for BYTE, `remembered` for CHANGED."""

    expectation: Expectation
    byte: int = 0
    remembered: Remembered | None = None


class Pattern:
    """One period, repeated over the whole medium from its first byte."""

    def __init__(self, period: bytes) -> None:
        self.period = period
        self._phase = -1
        self._window = bytearray()

    def is_all_of(self, content: memoryview, offset: int) -> bool:
        """Whether a place holds the pattern and nothing else; copies nothing."""
        window = self._from(offset % len(self.period))
        length = len(content)
        if length < len(window):
            return bool(window[:length] == content)
        last = length - length % len(window)
        # A bytearray on the left compares by memcmp; two memoryviews would be compared item by item, 30 times slower
        every = all(window == content[place : place + len(window)] for place in range(0, last, len(window)))
        return every and bool(window[: length - last] == content[last:])

    def differences(self, content: memoryview, offset: int) -> tuple[int, int]:
        """Return how many bytes differ and where the first one is, for a place that is not all of the pattern."""
        found = content.tobytes()
        if len(self.period) == 1:
            return len(found) - found.count(self.period), offset + len(found) - len(found.lstrip(self.period))
        window = self._from(offset % len(self.period))
        wanted = bytes(window) * (len(found) // len(window) + 1)
        number = int.from_bytes(found, "big") ^ int.from_bytes(wanted[: len(found)], "big")
        apart = number.to_bytes(len(found), "big")
        return len(apart) - apart.count(0), offset + len(apart) - len(apart.lstrip(b"\0"))

    def _from(self, phase: int) -> bytearray:
        """Return whole periods, beginning inside one."""
        if phase != self._phase:
            self._phase = phase
            turned = self.period[phase:] + self.period[:phase]
            self._window = bytearray(turned * (_WINDOW_BYTES // len(turned)))
        return self._window


def pattern_at(content: memoryview, offset: int) -> Pattern | None:
    """Find the shortest period (at most MAX_PERIOD_BYTES) with which a place begins; None: there is none."""
    start = bytes(content[:PIECE_BYTES])
    for length in range(1, min(MAX_PERIOD_BYTES, len(start) // 2) + 1):
        if start[length:] == start[:-length]:
            back = -offset % length  # so that the period begins with the medium, wherever it was found
            return Pattern(start[back : back + length])
    return None


def remember(handle: int, expectation: Expectation, *, stopping: threading.Event | None = None) -> Remembered:
    """Remember what a medium holds before anything is written, where that will be compared: pieces for CHANGED only.

    Bounded in pieces, in bad pieces and in time, whatever the drive does; what it has not seen it does not know.
    """
    if expectation is Expectation.BYTE:
        return Remembered()
    stop = stopping or threading.Event()
    drop_caches(handle)
    reader, _ = open_past_the_cache(handle)
    try:
        first = _first_sector(reader)
        pieces = list(_held_data(reader, stop)) if expectation is Expectation.CHANGED else []
    finally:
        os.close(reader)
    return Remembered(tuple(sorted(pieces, key=lambda piece: piece.offset)), first)


def _first_sector(reader: int) -> bytes:
    with mmap.mmap(-1, PIECE_BYTES) as buffer:
        try:
            start = buffer[: os.preadv(reader, [buffer], 0)]
        except OSError:
            return b""
    return b"" if not start or pattern_at(memoryview(start), 0) else start[:SECTOR_BYTES]


def _held_data(reader: int, stop: threading.Event) -> Iterator[Piece]:
    places = _places(os.lseek(reader, 0, os.SEEK_END))
    limit = time.monotonic() + _SECONDS
    bad = 0
    with mmap.mmap(-1, PIECE_BYTES) as buffer:
        for sweep in range(_SWEEPS):  # every sweep is spread over the medium, should time end before the last
            for place in places[sweep::_SWEEPS]:
                if stop.is_set() or bad >= _MAX_BAD_PIECES or time.monotonic() > limit:
                    return
                try:
                    got = os.preadv(reader, [buffer], place)
                except OSError as error:
                    if not is_bad_medium(error):
                        return
                    bad += 1
                    continue
                content = buffer[:got]
                if content.strip(content[:1]):
                    yield Piece(place, content)


def _places(size: int) -> list[int]:
    """Choose the places: all of the beginning, the end, and one by chance in each of equal shares of the rest."""
    blocks = -(-size // PIECE_BYTES)
    if blocks <= MAX_PIECES:
        return [block * PIECE_BYTES for block in range(blocks)]
    chance = Chance(os.urandom(16).hex())
    rest, shares = blocks - FIRST_PIECES - 1, MAX_PIECES - FIRST_PIECES - 1
    chosen = list(range(FIRST_PIECES))
    for share in range(shares):
        start, end = share * rest // shares, (share + 1) * rest // shares
        chosen.append(FIRST_PIECES + start + chance.below(end - start))
    return [block * PIECE_BYTES for block in (*chosen, blocks - 1)]
