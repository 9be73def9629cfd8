"""Which places of a medium are read when not all of it is: the house rule for a representative sample.

NIST SP 800-88 Rev. 1 (§4.7; withdrawn, kept as a house rule, reference/standards.md §1.3): at least 1 000 equal
subsections of the medium, in each at least two pseudorandom samples that do not overlap, each at least 5 % of its
subsection, always the first and the last address, a new seed each time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from workshop.adapters.erasers.past_the_cache import PIECE_BYTES, Extent

SUBSECTIONS = 1000
SAMPLES = 2
SHARE_PERCENT = 5  # of a subsection, each sample
SMALLEST_BLOCKS = SUBSECTIONS * 100 // SHARE_PERCENT  # below, one block is more than its share: all of it is read


@dataclass(frozen=True, slots=True)
class Plan:
    """The extents to read, in order, touching nowhere; `subsections` 0: the whole medium."""

    extents: tuple[Extent, ...]
    subsections: int = 0

    @property
    def planned_bytes(self) -> int:
        return sum(end - start for start, end in self.extents)


def whole(size_bytes: int) -> Plan:
    """Plan to read everything."""
    return Plan(((0, size_bytes),) if size_bytes else ())


def sampled(size_bytes: int, seed: str, also: Iterable[Extent] = ()) -> Plan:
    """Plan the samples that a seed gives, and some more places; a medium too small for samples is read whole."""
    blocks = size_bytes // PIECE_BYTES
    if blocks < SMALLEST_BLOCKS:
        return whole(size_bytes)
    chosen = [(0, PIECE_BYTES), ((size_bytes - 1) // PIECE_BYTES * PIECE_BYTES, size_bytes), *also]
    for first, last in samples(blocks, seed):
        chosen.append((first * PIECE_BYTES, last * PIECE_BYTES))
    return Plan(tuple(_merged(chosen)), SUBSECTIONS)


def subsection(number: int, blocks: int) -> Extent:
    """Return one subsection's blocks; where they cannot all be equal, some have one block more."""
    return number * blocks // SUBSECTIONS, (number + 1) * blocks // SUBSECTIONS


def samples(blocks: int, seed: str) -> Iterable[Extent]:
    """Two samples of each subsection, in blocks, by chance and never overlapping."""
    chance = Chance(seed)
    for number in range(SUBSECTIONS):
        start, end = subsection(number, blocks)
        length = -(-(end - start) * SHARE_PERCENT // 100)
        room = end - start - SAMPLES * length + 1
        first, second = sorted((chance.below(room), chance.below(room)))
        yield start + first, start + first + length
        yield start + second + length, start + second + 2 * length


class Chance:
    """Numbers that a seed gives, the same in every program and for ever: SHA-256 of the seed and a counter."""

    def __init__(self, seed: str) -> None:
        self._seed = seed.encode()
        self._count = 0

    def below(self, limit: int) -> int:
        """Return the next number from 0 to limit - 1 (the bias of 128 bits modulo a limit is beyond notice)."""
        self._count += 1
        digest = hashlib.sha256(self._seed + b":" + str(self._count).encode()).digest()
        return int.from_bytes(digest[:16], "big") % limit


def _merged(extents: Iterable[Extent]) -> Iterable[Extent]:
    open_start, open_end = -1, -1
    for start, end in sorted(extents):
        if start > open_end:
            if open_start >= 0:
                yield open_start, open_end
            open_start, open_end = start, end
        open_end = max(open_end, end)
    yield open_start, open_end
