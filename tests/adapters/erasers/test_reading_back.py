"""Our own reading: complete, exact, and never answered by a cache."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from workshop.adapters.erasers.media import LoopMedia, reads_past_the_cache
from workshop.adapters.erasers.readback import CHUNK_BYTES, read_back
from workshop.domain.wiping import Coverage
from workshop.services.ports import Clock

MIB = 1024 * 1024
SIZE = 2 * CHUNK_BYTES + 3 * MIB


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
    told: list[int] = []
    with opened(image) as handle:
        reading = read_back(handle, 0, clock, on_percent=told.append, with_digest=True)
    assert (reading.coverage, reading.direct, reading.bytes_read) == (Coverage.FULL, True, SIZE)
    assert (reading.differing_bytes, reading.unreadable_bytes, reading.first_difference) == (0, 0, None)
    assert reading.content_sha256 == hashlib.sha256(bytes(SIZE)).hexdigest()
    assert told == sorted(set(told))
    assert told[-1] == 100


@pytest.mark.parametrize("where", [0, 1, 4095, CHUNK_BYTES - 1, CHUNK_BYTES, SIZE // 2 + 7, SIZE - 1])
def test_one_differing_byte_is_found_wherever_it_is(where: int, image: Path, clock: Clock) -> None:
    """Without every byte: the one that is left."""
    with opened(image) as handle:
        os.pwrite(handle, b"\x01", where)
        reading = read_back(handle, 0, clock)
    assert (reading.differing_bytes, reading.first_difference) == (1, where)


def test_an_end_that_is_on_no_boundary_is_read_too(image: Path, clock: Clock) -> None:
    """Without the tail: up to a sector of data at the end of the medium."""
    with opened(image) as handle:
        os.ftruncate(handle, SIZE - 512 - 3)
        os.pwrite(handle, b"\xff", SIZE - 512 - 4)
        reading = read_back(handle, 0, clock)
    assert reading.bytes_read == SIZE - 512 - 3
    assert (reading.differing_bytes, reading.first_difference) == (1, SIZE - 512 - 4)


def test_another_pattern_is_compared_with_its_own_byte(image: Path, clock: Clock) -> None:
    image.write_bytes(b"\xff" * SIZE)
    with opened(image) as handle:
        assert read_back(handle, 0xFF, clock).differing_bytes == 0
        assert read_back(handle, 0, clock).differing_bytes == SIZE


def test_a_stop_leaves_a_reading_that_is_not_complete(image: Path, clock: Clock) -> None:
    """Without counting: a reading that was ended early passes for a whole one."""
    stopping = threading.Event()
    with opened(image) as handle:
        reading = read_back(handle, 0, clock, on_percent=lambda _: stopping.set(), stopping=stopping)
    assert reading.bytes_read == CHUNK_BYTES


def test_a_loop_device_with_direct_io_is_not_read_from_its_cache(
    attached: Callable[..., AbstractContextManager[str]], image: Path, clock: Clock
) -> None:
    """Without O_DIRECT and BLKFLSBUF: the zeros that the kernel remembers, while the medium holds data."""
    where = CHUNK_BYTES + 12345
    with attached(image, "--direct-io=on") as node, opened(node) as handle, opened(image) as behind:
        assert os.pread(handle, 1, where) == b"\0"
        os.pwrite(behind, b"\x42", where)
        os.fsync(behind)
        assert os.pread(handle, 1, where) == b"\0"  # the lie
        reading = read_back(handle, 0, clock)
    assert reading.direct
    assert (reading.differing_bytes, reading.first_difference) == (1, where)


def test_a_loop_device_without_direct_io_counts_as_read_from_the_cache(
    attached: Callable[..., AbstractContextManager[str]], image: Path, clock: Clock
) -> None:
    """Without asking the loop device: O_DIRECT on it ends in the page cache of the file behind it."""
    with attached(image, "--direct-io=off") as node, opened(node) as handle:
        reading = read_back(handle, 0, clock)
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
        reading = read_back(handle, 0, clock)
    assert reading.bytes_read == MIB
    assert not reading.direct


def test_what_cannot_be_read_is_counted_and_is_not_read(
    attached: Callable[..., AbstractContextManager[str]], image: Path, clock: Clock
) -> None:
    """Without counting: bad sectors pass for empty ones. (A loop device answers EIO where its file ends too early.)"""
    left = CHUNK_BYTES + 4096
    with attached(image, "--direct-io=on") as node, opened(node) as handle:
        with opened(image) as behind:
            os.ftruncate(behind, left)
        reading = read_back(handle, 0, clock, with_digest=True)
    assert (reading.bytes_read, reading.unreadable_bytes) == (left, SIZE - left)
    assert reading.content_sha256 == ""


def test_our_images_hold_no_byte_that_a_wipe_leaves(loops: LoopMedia, clock: Clock) -> None:
    """Without it: an exercise that wipes nothing could look wiped in places."""
    with loops.make("plein", SIZE) as medium, opened(medium.path, os.O_RDONLY) as handle:
        reading = read_back(handle, 0, clock)
    assert reading.differing_bytes == SIZE
