"""The sampled reading: by the house rule, by chance, and able to be done again."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from contextlib import AbstractContextManager
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.adapters.erasers.media_in_memory import PATTERN, ZEROS, Now, changed, in_memory, read
from workshop.adapters.erasers.expecting import remember
from workshop.adapters.erasers.past_the_cache import PIECE_BYTES
from workshop.adapters.erasers.readback import read_back
from workshop.adapters.erasers.sampling import (
    SAMPLES,
    SHARE_PERCENT,
    SMALLEST_BLOCKS,
    SUBSECTIONS,
    sampled,
    samples,
    subsection,
)
from workshop.domain.methods import Expectation
from workshop.domain.wiping import Coverage

SIZE = SMALLEST_BLOCKS * PIECE_BYTES + 5 * PIECE_BYTES + 512
SEED = "00112233445566778899aabbccddeeff"
BLOCKS = st.integers(SMALLEST_BLOCKS, 20_000_000_000_000 // PIECE_BYTES)


@given(blocks=BLOCKS, seed=st.text("0123456789abcdef", min_size=32, max_size=32))
@example(blocks=SMALLEST_BLOCKS, seed=SEED)
@settings(deadline=None, max_examples=40)
def test_two_samples_of_a_twentieth_are_in_each_of_a_thousand_equal_subsections(blocks: int, seed: str) -> None:
    """Without the rule: one place read a thousand times. (NIST SP 800-88 Rev. 1, kept as a house rule.)"""
    chosen = list(samples(blocks, seed))
    assert len(chosen) == SUBSECTIONS * SAMPLES
    bounds = [subsection(number, blocks) for number in range(SUBSECTIONS)]
    assert bounds[0][0] == 0
    assert bounds[-1][1] == blocks
    assert all(before[1] == after[0] for before, after in pairwise(bounds))
    lengths = {end - start for start, end in bounds}
    assert max(lengths) - min(lengths) <= 1
    for number, (start, end) in enumerate(bounds):
        first, second = chosen[2 * number : 2 * number + 2]
        assert start <= first[0] < first[1] <= second[0] < second[1] <= end
        for one in (first, second):
            assert (one[1] - one[0]) * 100 >= (end - start) * SHARE_PERCENT


@given(blocks=BLOCKS, tail=st.sampled_from([0, 512, 4095]))
@settings(deadline=None, max_examples=20)
def test_the_first_and_the_last_address_are_always_planned(blocks: int, tail: int) -> None:
    """Without them: the partition table, and its copy at the end."""
    size = blocks * PIECE_BYTES + tail
    plan = sampled(size, "")
    assert plan.extents[0][0] == 0
    assert plan.extents[-1][1] == size
    assert all(start % PIECE_BYTES == 0 for start, _ in plan.extents)
    assert all(end % PIECE_BYTES == 0 for _, end in plan.extents[:-1])
    assert all(before[1] < after[0] for before, after in pairwise(plan.extents))


@given(blocks=st.integers(100 * SMALLEST_BLOCKS, 20_000_000_000_000 // PIECE_BYTES))
@settings(deadline=None, max_examples=10)
def test_about_a_tenth_of_a_medium_is_read(blocks: int) -> None:
    share = sampled(blocks * PIECE_BYTES, "").planned_bytes / (blocks * PIECE_BYTES)
    assert 0.1 <= share < 0.102


def test_the_same_seed_gives_the_same_places_for_ever() -> None:
    """Without it: nobody can say afterwards what was read."""
    assert list(samples(SMALLEST_BLOCKS, SEED)) == list(samples(SMALLEST_BLOCKS, SEED))
    assert list(samples(SMALLEST_BLOCKS, SEED)) != list(samples(SMALLEST_BLOCKS, SEED + "0"))
    assert list(samples(1_000_000, SEED))[:4] == FOREVER


FOREVER = [(473, 523), (632, 682), (1624, 1674), (1873, 1923)]


def test_every_sample_falls_everywhere_in_its_subsection() -> None:
    """Without chance over all of it: places that are never looked at."""
    seen: set[int] = set()
    for seed in range(200):
        first, second, *_ = samples(SMALLEST_BLOCKS, str(seed))
        seen |= set(range(*first)) | set(range(*second))
    assert seen == set(range(*subsection(0, SMALLEST_BLOCKS)))


def test_a_sampled_reading_says_what_it_did_and_can_be_done_again() -> None:
    first = read(bytes(SIZE), ZEROS, sampled=True)
    assert (first.coverage, first.subsections, first.differing_bytes) == (Coverage.SAMPLED, SUBSECTIONS, 0)
    assert first.bytes_read == first.planned_bytes == sampled(SIZE, first.seed).planned_bytes < SIZE / 9
    assert len(bytes.fromhex(first.seed)) == 16
    assert read(bytes(SIZE), ZEROS, sampled=True).seed != first.seed
    assert read(bytes(SIZE), ZEROS, sampled=True, seed=first.seed).planned_bytes == first.planned_bytes


def test_a_sampled_reading_misses_nothing_of_what_it_planned() -> None:
    """Without every sample: what is left in one of them. Every place that is not planned is full of data here."""
    plan = sampled(SIZE, SEED)
    content = bytearray(random.Random(1).randbytes(SIZE))
    for start, end in plan.extents:
        content[start:end] = bytes(end - start)
    with in_memory(bytes(content)) as handle:
        clean = read_back(handle, ZEROS, Now(), sampled=True, seed=SEED)
        assert (clean.differing_bytes, clean.bytes_read) == (0, plan.planned_bytes)
        chosen = random.Random(2).sample(plan.extents, 40)
        left = sorted({0, SIZE - 1} | {random.Random(start).randrange(start, end) for start, end in chosen})
        for where in left:
            os.pwrite(handle, b"\x01", where)
        reading = read_back(handle, ZEROS, Now(), sampled=True, seed=SEED)
    assert (reading.differing_bytes, reading.first_difference) == (len(left), 0)


def test_a_medium_too_small_for_samples_is_read_whole_and_says_so() -> None:
    """Without saying so: « sampled » on a paper about a medium that was read whole, or the other way round."""
    size = (SMALLEST_BLOCKS - 1) * PIECE_BYTES
    reading = read(bytes(size), ZEROS, sampled=True, seed=SEED)
    assert (reading.coverage, reading.bytes_read, reading.planned_bytes) == (Coverage.FULL, size, size)
    assert (reading.subsections, reading.seed) == (0, "")


def test_a_pattern_keeps_its_step_from_sample_to_sample() -> None:
    period = bytes(range(1, 8))
    content = bytearray((period * (SIZE // 7 + 1))[:SIZE])
    assert read(bytes(content), PATTERN, sampled=True).differing_bytes == 0
    content[-1] ^= 1
    assert read(bytes(content), PATTERN, sampled=True).first_difference == SIZE - 1


def test_what_was_remembered_is_read_again_beside_the_samples() -> None:
    """Without it: nothing of what is known from before would be compared, or only by luck."""
    content = random.Random(1).randbytes(SIZE)
    with in_memory(content) as handle:
        before = remember(handle, Expectation.CHANGED)
        known = sum(piece.length for piece in before.pieces)
        reading = read_back(handle, changed(before), Now(), sampled=True, seed=SEED)
    assert reading.compared_bytes == reading.unchanged_bytes == known > 0
    assert reading.bytes_read == reading.planned_bytes > sampled(SIZE, SEED).planned_bytes


@pytest.mark.parametrize("sector_bytes", [512, 4096])
def test_samples_of_a_loop_device_are_read_past_the_cache(
    sector_bytes: int, attached: Callable[..., AbstractContextManager[str]], tmp_path: Path
) -> None:
    size = SIZE // sector_bytes * sector_bytes
    image = tmp_path / "a.img"
    with image.open("wb") as file:
        file.truncate(size)
    with attached(image, "--direct-io=on", f"--sector-size={sector_bytes}") as node:
        handle = os.open(node, os.O_RDWR)
        try:
            with image.open("rb+") as behind:
                behind.seek(size - 1)
                behind.write(b"\x42")
            reading = read_back(handle, ZEROS, Now(), sampled=True, seed=SEED)
        finally:
            os.close(handle)
    assert (reading.coverage, reading.direct, reading.unreadable_bytes) == (Coverage.SAMPLED, True, 0)
    assert reading.bytes_read == reading.planned_bytes
    assert (reading.differing_bytes, reading.first_difference) == (1, size - 1)
