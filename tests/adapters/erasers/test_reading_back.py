"""Our own reading: complete, exact, and never answered by a cache."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.adapters.erasers.media_in_memory import ZEROS, Now, in_memory, read
from workshop.adapters.erasers.expecting import Expected
from workshop.adapters.erasers.media import LoopMedia, reads_past_the_cache
from workshop.adapters.erasers.past_the_cache import (
    CHUNK_BYTES,
    MAX_UNREADABLE_PIECES,
    PIECE_BYTES,
    ReadingAhead,
    open_past_the_cache,
)
from workshop.adapters.erasers.readback import read_back
from workshop.domain.methods import Expectation
from workshop.domain.wiping import Coverage
from workshop.services.ports import Clock

MIB = 1024 * 1024
SIZE = 2 * CHUNK_BYTES + 3 * MIB
SMALL = CHUNK_BYTES + 5 * PIECE_BYTES


@contextmanager
def opened(path: Path | str, flags: int = os.O_RDWR) -> Iterator[int]:
    handle = os.open(path, flags)
    try:
        yield handle
    finally:
        os.close(handle)


@pytest.fixture
def image(tmp_path: Path) -> Path:
    if not reads_past_the_cache(tmp_path):
        pytest.skip("the temporary folder's file system has no O_DIRECT")
    path = tmp_path / "a.img"
    path.write_bytes(bytes(SIZE))
    return path


def test_zeros_are_read_whole_and_directly(image: Path, clock: Clock) -> None:
    told: list[tuple[int, int]] = []
    with opened(image) as handle:
        reading = read_back(handle, ZEROS, clock, on_bytes=lambda done, total: told.append((done, total)))
    assert (reading.coverage, reading.direct, reading.bytes_read) == (Coverage.FULL, True, SIZE)
    assert (reading.differing_bytes, reading.unreadable_bytes, reading.first_difference) == (0, 0, None)
    assert (reading.planned_bytes, reading.subsections, reading.seed, reading.period) == (SIZE, 0, "", "")
    assert told == [(CHUNK_BYTES, SIZE), (2 * CHUNK_BYTES, SIZE), (SIZE, SIZE)]


@given(where=st.integers(0, SMALL - 1), value=st.integers(1, 255))
@example(where=0, value=1)
@example(where=PIECE_BYTES - 1, value=1)
@example(where=CHUNK_BYTES - 1, value=1)
@example(where=CHUNK_BYTES, value=1)
@example(where=SMALL - 1, value=1)
@settings(deadline=None, max_examples=60)
def test_one_differing_byte_is_found_wherever_it_is(where: int, value: int) -> None:
    """Without every byte: the one that is left."""
    content = bytearray(SMALL)
    content[where] = value
    reading = read(bytes(content), ZEROS)
    assert (reading.bytes_read, reading.differing_bytes, reading.first_difference) == (SMALL, 1, where)


@given(left=st.sets(st.integers(0, SMALL - 1), min_size=1, max_size=30))
@settings(deadline=None, max_examples=30)
def test_differing_bytes_are_counted_one_by_one(left: set[int]) -> None:
    content = bytearray(b"\xff" * SMALL)
    for where in left:
        content[where] = 0x55
    reading = read(bytes(content), Expected(Expectation.BYTE, 0xFF))
    assert (reading.differing_bytes, reading.first_difference) == (len(left), min(left))


@given(missing=st.integers(1, PIECE_BYTES * 2))
@settings(deadline=None, max_examples=30)
def test_an_end_that_is_on_no_boundary_is_read_too(missing: int) -> None:
    """Without the tail: up to a sector of data at the end of the medium."""
    size = SMALL - missing
    reading = read(bytes(size - 1) + b"\xff", ZEROS)
    assert reading.bytes_read == size
    assert (reading.differing_bytes, reading.first_difference) == (1, size - 1)


def test_an_end_that_is_on_no_boundary_is_read_past_the_cache(image: Path, clock: Clock) -> None:
    size = SIZE - 512 - 3
    with opened(image) as handle:
        os.ftruncate(handle, size)
        os.pwrite(handle, b"\xff", size - 1)
        reading = read_back(handle, ZEROS, clock)
    assert (reading.direct, reading.bytes_read) == (True, size)
    assert (reading.differing_bytes, reading.first_difference) == (1, size - 1)


def test_another_byte_is_compared_with_itself(image: Path, clock: Clock) -> None:
    image.write_bytes(b"\xff" * SIZE)
    with opened(image) as handle:
        assert read_back(handle, Expected(Expectation.BYTE, 0xFF), clock).differing_bytes == 0
        assert read_back(handle, ZEROS, clock).differing_bytes == SIZE


def test_one_repeated_byte_is_not_enough_where_another_was_to_be_written() -> None:
    """Without the byte itself: a drive that was blank before and dropped every write."""
    reading = read(bytes(SMALL), Expected(Expectation.BYTE, 0xFF))
    assert (reading.differing_bytes, reading.first_difference) == (SMALL, 0)


def test_a_stop_leaves_a_reading_that_is_not_complete(image: Path, clock: Clock) -> None:
    """Without counting: a reading that was ended early passes for a whole one."""
    stopping = threading.Event()
    with opened(image) as handle:
        reading = read_back(handle, ZEROS, clock, on_bytes=lambda *_: stopping.set(), stopping=stopping)
    assert (reading.bytes_read, reading.planned_bytes) == (CHUNK_BYTES, SIZE)


def test_a_stop_before_the_beginning_reads_nothing(clock: Clock) -> None:
    stopping = threading.Event()
    stopping.set()
    with in_memory(bytes(SMALL)) as handle:
        assert read_back(handle, ZEROS, clock, stopping=stopping).bytes_read == 0


def test_trouble_of_who_is_told_the_progress_leaves_no_thread_behind() -> None:
    def trouble(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with in_memory(bytes(4 * CHUNK_BYTES)) as handle, pytest.raises(KeyboardInterrupt):
        read_back(handle, ZEROS, Now(), on_bytes=trouble)
    assert "reading-ahead" not in {thread.name for thread in threading.enumerate()}


def test_what_a_medium_that_goes_away_did_not_answer_stays_not_read() -> None:
    """Without it: the rest of a drive that was pulled out passes for read. (EBADF is as final as ENODEV.)"""
    size = 6 * CHUNK_BYTES
    with in_memory(bytes(size)) as handle:
        reader, _ = open_past_the_cache(handle)
        taken = 0
        with ReadingAhead(reader, ((0, size),), threading.Event()) as reading:
            for one in reading:
                if taken == 0:
                    writer = os.open(f"/proc/self/fd/{handle}", os.O_WRONLY)
                    os.dup2(writer, reader)
                    os.close(writer)
                taken += len(one.content) + one.unreadable
    assert CHUNK_BYTES <= taken < size


def test_a_bug_in_the_thread_that_reads_is_a_bug() -> None:
    """Without passing it on: a reading that just ends, or never does."""
    with in_memory(bytes(SMALL)) as handle:
        reader, _ = open_past_the_cache(handle)
        nonsense = ((0, "far"),)
        with ReadingAhead(reader, nonsense, threading.Event()) as reading, pytest.raises(TypeError):  # type: ignore[arg-type]
            list(reading)


@pytest.mark.parametrize("sector_bytes", [512, 4096])
def test_a_loop_device_with_direct_io_is_not_read_from_its_cache(
    sector_bytes: int, attached: Callable[..., AbstractContextManager[str]], image: Path, clock: Clock
) -> None:
    """Without O_DIRECT and BLKFLSBUF: the zeros that the kernel remembers, while the medium holds data."""
    where = CHUNK_BYTES + 12345
    options = ("--direct-io=on", f"--sector-size={sector_bytes}")
    with attached(image, *options) as node, opened(node) as handle, opened(image) as behind:
        assert os.pread(handle, 1, where) == b"\0"
        os.pwrite(behind, b"\x42", where)
        os.fsync(behind)
        assert os.pread(handle, 1, where) == b"\0"  # the lie
        reading = read_back(handle, ZEROS, clock)
    assert (reading.direct, reading.bytes_read) == (True, SIZE)
    assert (reading.differing_bytes, reading.first_difference) == (1, where)


def test_a_loop_device_without_direct_io_counts_as_read_from_the_cache(
    attached: Callable[..., AbstractContextManager[str]], image: Path, clock: Clock
) -> None:
    """Without asking the loop device: O_DIRECT on it ends in the page cache of the file behind it."""
    with attached(image, "--direct-io=off") as node, opened(node) as handle:
        reading = read_back(handle, ZEROS, clock)
    assert reading.bytes_read == SIZE
    assert not reading.direct


def test_a_file_system_without_direct_io_counts_as_read_from_the_cache(
    small_file_system: Callable[[str, str], Path], clock: Clock
) -> None:
    """Without saying so: a reading that never left the memory."""
    folder = small_file_system("ramfs", "mode=0700")
    path = folder / "a.img"
    path.write_bytes(bytes(MIB))
    assert not reads_past_the_cache(folder)
    with opened(path) as handle:
        reading = read_back(handle, ZEROS, clock)
    assert reading.bytes_read == MIB
    assert not reading.direct


@pytest.mark.parametrize("sector_bytes", [512, 4096])
def test_what_cannot_be_read_is_counted_and_is_not_read(
    sector_bytes: int, attached: Callable[..., AbstractContextManager[str]], image: Path, clock: Clock
) -> None:
    """Without counting: bad sectors pass for empty ones. (A loop device answers EIO where its file ends too early.)"""
    left = CHUNK_BYTES + 4096
    options = ("--direct-io=on", f"--sector-size={sector_bytes}")
    told: list[int] = []
    with attached(image, *options) as node, opened(node) as handle:
        with opened(image) as behind:
            os.ftruncate(behind, left)
        reading = read_back(handle, ZEROS, clock, on_bytes=lambda done, _: told.append(done))
    assert (reading.bytes_read, reading.unreadable_bytes) == (left, SIZE - left)
    assert (reading.differing_bytes, told[-1]) == (0, SIZE)


def test_a_dead_drive_is_not_asked_for_every_piece(
    attached: Callable[..., AbstractContextManager[str]], image: Path, clock: Clock
) -> None:
    """Without a bound: each of its pieces may cost seconds, for weeks. All of it counts as unreadable."""
    told: list[int] = []
    with attached(image, "--direct-io=on") as node, opened(node) as handle:
        with opened(image) as behind:
            os.ftruncate(behind, 0)
        reading = read_back(handle, ZEROS, clock, on_bytes=lambda done, _: told.append(done))
    assert (reading.bytes_read, reading.unreadable_bytes) == (0, SIZE)
    assert len(told) < MAX_UNREADABLE_PIECES + SIZE // CHUNK_BYTES + 1


def test_our_images_hold_no_byte_that_a_wipe_leaves(loops: LoopMedia, clock: Clock) -> None:
    """Without it: an exercise that wipes nothing could look wiped in places."""
    with loops.make("plein", SIZE) as medium, opened(medium.path, os.O_RDONLY) as handle:
        reading = read_back(handle, ZEROS, clock)
    assert reading.differing_bytes == SIZE
