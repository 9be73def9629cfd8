"""Reading a medium past every cache that could answer in its place, one piece ahead of whoever looks at it.

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
import mmap
import os
import queue
import stat
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Self

from workshop.adapters.erasers.identity import backing_file, sysfs_folder

CHUNK_BYTES = 4 * 1024 * 1024  # as fast as dd with 4 MiB; 8 and 16 MiB were not faster (loop device on tmpfs, 10 GB/s)
PIECE_BYTES = 4096
MAX_UNREADABLE_PIECES = 1024  # after 4 MiB of bad pieces a bad chunk counts whole: each piece may cost a drive seconds
_BUFFERS = 2
_LOOK_SECONDS = 0.2
_LEFT_BEHIND_SECONDS = 5.0  # a read in a dying drive cannot be interrupted: after a stop it is not waited for
_BLKFLSBUF = 0x1261  # <linux/fs.h>: write the device's cache and drop it; the same number on every processor
_BAD_MEDIUM = {errno.EIO, errno.ENODATA, errno.EREMOTEIO, errno.EILSEQ, errno.EBADMSG}

Extent = tuple[int, int]
"""From a byte up to, not including, another one."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What one place of the medium answered: its content, or that so many bytes of it cannot be read.

    The content is only there until the next one is asked for.
    """

    offset: int
    content: memoryview
    unreadable: int = 0


def drop_caches(handle: int) -> None:
    """Send everything written to the medium and let the kernel forget it; failures show when the medium is read."""
    with suppress(OSError):
        os.fsync(handle)
    with suppress(OSError):
        if stat.S_ISBLK(os.fstat(handle).st_mode):
            fcntl.ioctl(handle, _BLKFLSBUF)
        else:
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


def open_past_the_cache(handle: int) -> tuple[int, bool]:
    """Open the same medium once more (not its path: it may lead elsewhere by now) with O_DIRECT where that works."""
    again = f"/proc/self/fd/{handle}"
    try:
        return os.open(again, os.O_RDONLY | os.O_DIRECT | os.O_CLOEXEC), _nothing_below_caches(handle)
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
        return os.open(again, os.O_RDONLY | os.O_CLOEXEC), False


def is_bad_medium(error: OSError) -> bool:
    """Whether a place cannot be read; every other error means that the medium is gone."""
    return error.errno in _BAD_MEDIUM


def _nothing_below_caches(handle: int) -> bool:
    what = os.fstat(handle)
    if not stat.S_ISBLK(what.st_mode) or backing_file(what.st_rdev) is None:
        return True
    try:
        return (sysfs_folder(what.st_rdev) / "loop" / "dio").read_text().strip() == "1"
    except OSError:
        return False


class ReadingAhead:
    """Reads extents in order, in a thread of its own; ends early where the medium is gone or `stopping` is set.

    It closes `reader` when the thread ends. Extents begin on a multiple of PIECE_BYTES, as O_DIRECT wants it for every
    logical block there is, and end on one, or at the end of the medium.
    """

    def __init__(self, reader: int, extents: Sequence[Extent], stopping: threading.Event) -> None:
        self._reader = reader
        self._extents = extents
        self._stopping = stopping
        self._over = threading.Event()
        self._bad_pieces = 0
        self._free: queue.SimpleQueue[mmap.mmap | None] = queue.SimpleQueue()
        self._filled: queue.SimpleQueue[tuple[mmap.mmap, list[Taken]] | BaseException | None] = queue.SimpleQueue()
        for _ in range(_BUFFERS):
            self._free.put(mmap.mmap(-1, CHUNK_BYTES))  # anonymous memory begins on a page, as O_DIRECT wants it
        # Daemon: a read that hangs in the kernel must not keep a process that was told to stop.
        self._thread = threading.Thread(target=self._work, name="reading-ahead", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._free.put(None)
        self._thread.join(_LEFT_BEHIND_SECONDS)

    def __iter__(self) -> Iterator[Taken]:
        while not self._stopping.is_set():
            try:
                filled = self._filled.get(timeout=_LOOK_SECONDS)
            except queue.Empty:
                continue
            if filled is None:
                return
            if isinstance(filled, BaseException):
                raise filled
            buffer, taken = filled
            for one in taken:
                if self._stopping.is_set():
                    return
                yield one
            self._free.put(buffer)

    def _work(self) -> None:
        try:
            for start, end in self._extents:
                if not self._read(start, end):
                    break
            self._filled.put(None)
        except BaseException as error:  # noqa: BLE001 — a bug of ours: raised again by the thread that looks
            self._filled.put(error)
        finally:
            os.close(self._reader)

    def _read(self, start: int, end: int) -> bool:
        """Read one extent; False: what was not read stays not read."""
        offset = start
        while offset < end:
            buffer = self._free.get()
            if buffer is None or self._over.is_set():
                return False
            view = memoryview(buffer)
            wanted = min(CHUNK_BYTES, end - offset)
            try:
                got = min(self._read_into(view, offset, wanted), wanted)
                taken = [Taken(offset, view[:got])]
            except OSError as error:
                if not is_bad_medium(error):
                    return False
                taken = self._pieces(view, offset, wanted)
                got = sum(len(one.content) + one.unreadable for one in taken)
            if got == 0:
                return False
            self._filled.put((buffer, taken))
            offset += got
        return True

    def _read_into(self, view: memoryview, offset: int, wanted: int) -> int:
        # O_DIRECT: a last block that is not full is asked for whole, and answered short
        return os.preadv(self._reader, [view[: -(-wanted // PIECE_BYTES) * PIECE_BYTES]], offset)

    def _pieces(self, view: memoryview, start: int, length: int) -> list[Taken]:
        """Find out which pieces of a chunk cannot be read; ends early where the medium is gone."""
        if self._bad_pieces >= MAX_UNREADABLE_PIECES:
            return [Taken(start, view[:0], length)]
        taken: list[Taken] = []
        place = 0
        while place < length and not self._over.is_set():
            wanted = min(PIECE_BYTES, length - place)
            try:
                got = min(self._read_into(view[place:], start + place, wanted), wanted)
            except OSError as error:
                if not is_bad_medium(error):
                    break
                self._bad_pieces += 1
                taken.append(Taken(start + place, view[:0], wanted))
                got = wanted
            else:
                taken.append(Taken(start + place, view[place : place + got]))
            if got == 0:
                break
            place += got
        return taken
