"""Our own reading of a whole medium after an engine, past every cache that could answer in the medium's place.

What stands between us and the medium, and what is done about it:

* the page cache of the block device (nwipe up to 0.39 writes into it): `fsync`, then the BLKFLSBUF ioctl writes and
  drops it, then O_DIRECT reads do not look at it (open(2));
* on a loop device, the page cache of the file behind it: an O_DIRECT read of /dev/loopN still goes through that one,
  unless the device does direct I/O itself (`loop/dio` is 1; LOOP_SET_DIRECT_IO, loop(4)). Where it does not, the
  reading is marked as not direct, and proves nothing;
* the page cache of an image file: `fsync`, POSIX_FADV_DONTNEED, then O_DIRECT. A file system that refuses O_DIRECT is
  read all the same, and the reading is marked as not direct;
* tmpfs accepts O_DIRECT since kernel 6.6 (commit e88e0d366f9c) although it has nothing but pages in memory: there the
  pages are the medium, no second copy exists that could differ, and the reading counts. On older kernels it is refused
  and counts for nothing.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import mmap
import os
import stat
import threading
from collections.abc import Callable
from contextlib import suppress

from workshop.adapters.erasers.identity import backing_file, sysfs_folder
from workshop.domain.wiping import Coverage, ReadBack
from workshop.services.ports import Clock

CHUNK_BYTES = 4 * 1024 * 1024
PIECE_BYTES = 4096
MAX_UNREADABLE_PIECES = 1024  # after 4 MiB of bad pieces a bad chunk counts whole: each piece may cost a drive seconds
_BLKFLSBUF = 0x1261  # <linux/fs.h>: write the device's cache and drop it; the same number on every processor
_BAD_MEDIUM = {errno.EIO, errno.ENODATA, errno.EREMOTEIO, errno.EILSEQ, errno.EBADMSG}


class _Tally:
    """What was found so far."""

    def __init__(self, expected_byte: int, *, with_digest: bool) -> None:
        self.expected = bytes([expected_byte])
        self.pattern = self.expected * CHUNK_BYTES
        self.digest = hashlib.sha256() if with_digest else None
        self.read = self.differing = self.unreadable = self.bad_pieces = 0
        self.first_difference: int | None = None

    def take(self, content: bytes, offset: int) -> None:
        self.read += len(content)
        if self.digest:
            self.digest.update(content)
        if content == (self.pattern if len(content) == CHUNK_BYTES else self.pattern[: len(content)]):
            return
        self.differing += len(content) - content.count(self.expected)
        if self.first_difference is None:
            self.first_difference = offset + len(content) - len(content.lstrip(self.expected))


def read_back(
    handle: int,
    expected_byte: int,
    clock: Clock,
    *,
    on_percent: Callable[[int], None] = lambda _: None,
    stopping: threading.Event | None = None,
    with_digest: bool = False,
) -> ReadBack:
    """Read every byte of the medium behind an open handle and compare it; a stop leaves an incomplete reading."""
    started = clock.now()
    drop_caches(handle)
    reader, direct = _open_past_the_cache(handle)
    tally = _Tally(expected_byte, with_digest=with_digest)
    try:
        _read_all(reader, tally, on_percent, stopping or threading.Event())
    finally:
        os.close(reader)
    return ReadBack(
        coverage=Coverage.FULL,
        direct=direct,
        expected_byte=expected_byte,
        bytes_read=tally.read,
        differing_bytes=tally.differing,
        unreadable_bytes=tally.unreadable,
        started_at=started,
        ended_at=clock.now(),
        first_difference=tally.first_difference,
        content_sha256=tally.digest.hexdigest() if tally.digest and not tally.unreadable else "",
    )


def drop_caches(handle: int) -> None:
    """Send everything written to the medium and let the kernel forget it; failures show when the medium is read."""
    with suppress(OSError):
        os.fsync(handle)
    with suppress(OSError):
        if stat.S_ISBLK(os.fstat(handle).st_mode):
            fcntl.ioctl(handle, _BLKFLSBUF)
        else:
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


def _open_past_the_cache(handle: int) -> tuple[int, bool]:
    """Open the same medium once more (not its path: it may lead elsewhere by now) with O_DIRECT where that works."""
    again = f"/proc/self/fd/{handle}"
    try:
        return os.open(again, os.O_RDONLY | os.O_DIRECT | os.O_CLOEXEC), _nothing_below_caches(handle)
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
        return os.open(again, os.O_RDONLY | os.O_CLOEXEC), False


def _nothing_below_caches(handle: int) -> bool:
    what = os.fstat(handle)
    if not stat.S_ISBLK(what.st_mode) or backing_file(what.st_rdev) is None:
        return True
    try:
        return (sysfs_folder(what.st_rdev) / "loop" / "dio").read_text().strip() == "1"
    except OSError:
        return False


def _read_all(reader: int, tally: _Tally, on_percent: Callable[[int], None], stopping: threading.Event) -> None:
    size = os.lseek(reader, 0, os.SEEK_END)
    offset, told = 0, -1
    with mmap.mmap(-1, CHUNK_BYTES) as buffer:  # anonymous memory begins on a page, as O_DIRECT wants it
        while offset < size and not stopping.is_set():
            try:
                got = os.preadv(reader, [buffer], offset)
            except OSError as error:
                if error.errno not in _BAD_MEDIUM:
                    return  # the medium is gone: what was not read stays not read
                got = _read_pieces(reader, tally, offset, min(CHUNK_BYTES, size - offset))
            else:
                tally.take(buffer[:got], offset)
            if got == 0:
                return
            offset += got
            percent = offset * 100 // size
            if percent != told:
                told = percent
                on_percent(percent)


def _read_pieces(reader: int, tally: _Tally, start: int, length: int) -> int:
    """Find out which pieces of a chunk cannot be read; returns the bytes dealt with."""
    if tally.bad_pieces >= MAX_UNREADABLE_PIECES:
        tally.unreadable += length
        return length
    with mmap.mmap(-1, PIECE_BYTES) as buffer:
        for offset in range(start, start + length, PIECE_BYTES):
            piece = min(PIECE_BYTES, start + length - offset)
            try:
                got = os.preadv(reader, [buffer], offset)
            except OSError:
                tally.unreadable += piece
                tally.bad_pieces += 1
            else:
                tally.take(buffer[:got], offset)
    return length
