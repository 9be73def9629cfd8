"""What a firmware erase leaves: a pattern, which must be everywhere, or noise, which must not be what was there."""

from __future__ import annotations

import os
import random
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tests.adapters.erasers.media_in_memory import PATTERN, Now, changed, in_memory, read
from workshop.adapters.erasers.expecting import (
    FIRST_PIECES,
    MAX_PERIOD_BYTES,
    MAX_PIECES,
    Expected,
    Remembered,
    remember,
)
from workshop.adapters.erasers.past_the_cache import CHUNK_BYTES, PIECE_BYTES
from workshop.adapters.erasers.readback import _Tally, read_back
from workshop.domain.methods import Expectation

SMALL = CHUNK_BYTES + 5 * PIECE_BYTES
LARGE = (MAX_PIECES + 1000) * PIECE_BYTES
PERIODS = st.binary(min_size=1, max_size=MAX_PERIOD_BYTES)


def noise(seed: int, size: int) -> bytes:
    return random.Random(seed).randbytes(size)


def repeated(period: bytes, size: int) -> bytes:
    return (period * (size // len(period) + 1))[:size]


def remembered(content: bytes) -> Remembered:
    with in_memory(content) as handle:
        return remember(handle, Expectation.CHANGED)


@given(period=PERIODS)
@example(period=bytes.fromhex("33cc55aa"))
@example(period=b"\0")
@example(period=bytes(511) + b"\x01")
@example(period=bytes(510) + b"\x01")
@settings(deadline=None, max_examples=40)
def test_one_pattern_everywhere_is_what_a_firmware_erase_may_leave(period: bytes) -> None:
    """Without patterns: a drive that is empty is called full of data. (33 CC 55 AA is one that was met.)"""
    reading = read(repeated(period, SMALL), PATTERN)
    assert (reading.bytes_read, reading.differing_bytes, reading.first_difference) == (SMALL, 0, None)
    found = bytes.fromhex(reading.period)
    assert len(found) <= len(period)
    assert repeated(found, SMALL) == repeated(period, SMALL)


@given(period=PERIODS, where=st.integers(PIECE_BYTES, SMALL - 1), change=st.integers(1, 255))
@example(period=bytes.fromhex("33cc55aa"), where=SMALL - 1, change=1)
@example(period=bytes(range(3)), where=CHUNK_BYTES, change=1)
@settings(deadline=None, max_examples=40)
def test_a_pattern_that_is_broken_once_is_found_where_it_is(period: bytes, where: int, change: int) -> None:
    """Without every byte: the sector that the firmware left out."""
    content = bytearray(repeated(period, SMALL))
    content[where] ^= change
    reading = read(bytes(content), PATTERN)
    assert (reading.differing_bytes, reading.first_difference) == (1, where)


@given(where=st.integers(0, PIECE_BYTES - 1))
@settings(deadline=None, max_examples=20)
def test_a_pattern_that_is_broken_in_the_beginning_is_none(where: int) -> None:
    content = bytearray(repeated(b"\x33\xcc\x55\xaa", SMALL))
    content[where] ^= 0xFF
    assert read(bytes(content), PATTERN).differing_bytes > 0


def test_a_pattern_that_is_out_of_step_is_another() -> None:
    """Without the phase: half of the medium from before, half from after."""
    content = repeated(b"\x33\xcc\x55\xaa", CHUNK_BYTES) + repeated(b"\xcc\x55\xaa\x33", 5 * PIECE_BYTES)
    reading = read(content, PATTERN)
    assert (reading.differing_bytes, reading.first_difference) == (5 * PIECE_BYTES, CHUNK_BYTES)


def test_a_longer_period_is_no_pattern() -> None:
    """Without a limit: any data is a pattern of its own length."""
    sector = noise(1, 513)
    reading = read(repeated(sector, SMALL), PATTERN)
    assert (reading.differing_bytes, reading.first_difference, reading.period) == (SMALL, 0, "")


def test_a_pattern_whose_beginning_cannot_be_read_keeps_its_step() -> None:
    period = bytes(range(7))
    tally = _Tally(PATTERN)
    whole = memoryview(repeated(period, 3 * PIECE_BYTES))
    tally.take(whole[PIECE_BYTES:], PIECE_BYTES)
    assert (tally.differing, tally.period) == (0, period.hex())


def test_noise_in_place_of_other_noise_leaves_nothing_unchanged() -> None:
    before = remembered(noise(1, SMALL))
    reading = read(noise(2, SMALL), changed(before))
    assert (reading.compared_bytes, reading.unchanged_bytes) == (SMALL, 0)
    assert reading.differing_bytes == SMALL


@given(block=st.integers(0, SMALL // PIECE_BYTES - 1))
@settings(deadline=None, max_examples=25)
def test_one_piece_that_is_as_before_is_found(block: int) -> None:
    """Without remembering: noise that hides what a lying drive left as it was."""
    old = noise(1, SMALL)
    new = bytearray(noise(2, SMALL))
    place = slice(block * PIECE_BYTES, (block + 1) * PIECE_BYTES)
    new[place] = old[place]
    reading = read(bytes(new), changed(remembered(old)))
    assert (reading.compared_bytes, reading.unchanged_bytes) == (SMALL, PIECE_BYTES)


def test_a_drive_that_did_nothing_is_found() -> None:
    """Without remembering: encrypted data passes for the noise of a crypto erase."""
    content = noise(1, LARGE)
    reading = read(content, changed(remembered(content)))
    assert reading.compared_bytes == reading.unchanged_bytes == MAX_PIECES * PIECE_BYTES


def test_a_half_of_a_drive_that_was_left_is_found() -> None:
    """Without places by chance all over the medium: the half that nobody looked at."""
    old = noise(1, LARGE)
    reading = read(noise(2, LARGE // 2) + old[LARGE // 2 :], changed(remembered(old)))
    assert 0 < reading.unchanged_bytes < reading.compared_bytes


def test_of_a_blank_drive_nothing_is_remembered_and_so_nothing_is_compared() -> None:
    """Without counting what was compared: noise that nobody knows anything about passes for an erase."""
    before = remembered(bytes(SMALL))
    assert before.pieces == ()
    reading = read(noise(1, SMALL), changed(before))
    assert (reading.compared_bytes, reading.differing_bytes) == (0, SMALL)


@pytest.mark.parametrize("period", [b"\0", bytes.fromhex("33cc55aa")])
def test_one_pattern_before_and_after_is_no_data(period: bytes) -> None:
    content = repeated(period, SMALL)
    reading = read(content, changed(remembered(content)))
    assert (reading.differing_bytes, reading.unchanged_bytes, reading.period) == (0, 0, period.hex())


def test_an_almost_empty_drive_is_remembered_by_its_beginning_and_its_end() -> None:
    """Without them: of a drive with nothing but a partition table nothing would be known."""
    content = bytearray(LARGE)
    content[0] = content[FIRST_PIECES * PIECE_BYTES - 1] = content[-1] = 1
    places = [piece.offset for piece in remembered(bytes(content)).pieces]
    assert places == [0, (FIRST_PIECES - 1) * PIECE_BYTES, LARGE - PIECE_BYTES]


def test_places_are_spread_by_chance_and_bounded() -> None:
    """Without chance: a drive could know which places to change."""
    content = noise(1, LARGE)
    first, second = ([piece.offset for piece in remembered(content).pieces] for _ in range(2))
    assert first != second
    assert first == sorted(set(first))
    assert len(first) == MAX_PIECES
    share = (LARGE // PIECE_BYTES - FIRST_PIECES) / (MAX_PIECES - FIRST_PIECES)
    assert max(b - a for a, b in pairwise(first)) <= (2 * share + 2) * PIECE_BYTES


@pytest.mark.parametrize("expectation", [Expectation.BYTE, Expectation.PATTERN])
def test_nothing_is_remembered_where_nothing_will_be_compared(expectation: Expectation) -> None:
    with in_memory(noise(1, SMALL)) as handle:
        assert remember(handle, expectation).pieces == ()


def test_data_that_a_bad_link_spoils_on_its_way_is_still_data() -> None:
    """Without it: a byte of every sector comes out wrong, and all of it passes for what an erase left."""
    content = noise(1, SMALL)
    spoiled = bytearray(content)
    for place in range(31, SMALL, 512):
        spoiled[place] ^= place // 512 % 255 + 1
    reading = read(bytes(spoiled), changed(remembered(content)))
    assert reading.unchanged_bytes == SMALL


def test_little_data_in_a_blank_place_is_not_found_again_in_noise_or_in_zeros() -> None:
    """Without leaving out what fills a sector: an erase that leaves zeros beside noise would never be believed."""
    content = b"".join((bytes(400) + noise(number, 112)) for number in range(SMALL // 512))
    for new in (noise(99, SMALL), bytes(SMALL - 512) + noise(98, 512)):
        reading = read(new, changed(remembered(content)))
        assert (reading.compared_bytes, reading.unchanged_bytes) == (SMALL, 0)


@pytest.mark.parametrize("expectation", [Expectation.PATTERN, Expectation.CHANGED])
def test_one_sector_of_data_everywhere_is_no_pattern(expectation: Expectation) -> None:
    """Without the first sector: a drive that answers it wherever it is read, and did nothing."""
    content = noise(1, SMALL)
    with in_memory(content) as handle:
        before = remember(handle, expectation)
    reading = read(content[:512] * (SMALL // 512), Expected(expectation, remembered=before))
    assert (reading.differing_bytes, reading.unchanged_bytes) == (0, 512)


def test_remembering_ends_when_it_is_stopped() -> None:
    stopping = threading.Event()
    stopping.set()
    with in_memory(noise(1, SMALL)) as handle:
        assert remember(handle, Expectation.CHANGED, stopping=stopping).pieces == ()


@given(cuts=st.sets(st.integers(1, 4 * 8 - 1), max_size=6), missing=st.integers(0, 6))
@settings(deadline=None)
def test_a_piece_that_comes_in_parts_is_compared_when_all_of_it_came(cuts: set[int], missing: int) -> None:
    """Without it: drives that answer in odd lengths, or sectors that cannot be read, would hide a piece."""
    content = noise(1, 4 * PIECE_BYTES)
    edges = [0, *(cut * 512 for cut in sorted(cuts)), len(content)]
    runs = list(pairwise(edges))
    assume(missing < len(runs))
    tally = _Tally(changed(remembered(content)))
    for number, (start, end) in enumerate(runs):
        if number != missing:
            tally.take(memoryview(content)[start:end], start)
    start, end = runs[missing]
    lost = range(start // PIECE_BYTES, -(-end // PIECE_BYTES))
    assert tally.compared == (4 - len(lost)) * PIECE_BYTES
    first_sector = 512 if missing != 0 else 0
    assert tally.unchanged == (tally.compared or first_sector)


@pytest.mark.parametrize("sector_bytes", [512, 4096])
def test_noise_on_a_loop_device_is_compared_with_what_was_there(
    sector_bytes: int, attached: Callable[..., AbstractContextManager[str]], tmp_path: Path
) -> None:
    """Without O_DIRECT on both sides: the data that the kernel remembers is compared with itself."""
    image = tmp_path / "a.img"
    image.write_bytes(noise(1, SMALL))
    with attached(image, "--direct-io=on", f"--sector-size={sector_bytes}") as node:
        handle = os.open(node, os.O_RDWR | os.O_EXCL)
        try:
            before = remember(handle, Expectation.CHANGED)
            os.pwrite(handle, noise(2, SMALL - PIECE_BYTES), 0)
            reading = read_back(handle, Expected(Expectation.CHANGED, remembered=before), Now())
        finally:
            os.close(handle)
    assert (reading.direct, reading.compared_bytes, reading.unchanged_bytes) == (True, SMALL, PIECE_BYTES)


def test_pieces_that_cannot_be_read_are_not_remembered(
    attached: Callable[..., AbstractContextManager[str]], tmp_path: Path
) -> None:
    """Without a bound: each bad piece may cost a drive seconds. (A loop device answers EIO beyond its file.)"""
    image = tmp_path / "a.img"
    image.write_bytes(noise(1, SMALL))
    with attached(image, "--direct-io=on") as node:
        handle = os.open(node, os.O_RDWR)
        try:
            os.truncate(image, SMALL // 2)
            before = remember(handle, Expectation.CHANGED)
        finally:
            os.close(handle)
    places = [piece.offset for piece in before.pieces]
    assert 0 < len(places) < SMALL // PIECE_BYTES // 8
    assert max(places) < SMALL // 2
