"""Overwriting one image file that we made ourselves, where no loop device or no nwipe is to be had.

It never touches a block device, a file elsewhere, a link, or a file without our mark. An image without write permission
is a medium with its write-protect tab set: it is opened for reading only, even by root, and the kernel refuses the
writes (EBADF).
"""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workshop.adapters.erasers.exercise_marks import matches
from workshop.adapters.erasers.identity import identity_of
from workshop.adapters.erasers.interlocks import InterlockError
from workshop.adapters.erasers.record import ERASE, OWN_VERSION, OnProgress, WipeRecord
from workshop.domain.interlocks import Interlock
from workshop.domain.methods import Method
from workshop.domain.wiping import Claim, MediumIdentity, WipeLog
from workshop.services.ports import Clock, WipeOrder

TOOL = "etabli-exercice"
_CHUNK_BYTES = 1024 * 1024


class ExerciseEraser:
    """Wipes images in one folder, as an exercise. `stop()` ends every wipe of this eraser, now and from now on."""

    name = TOOL

    def __init__(self, method: Method, clock: Clock, folder: Path, *, log_folder: Path | None = None) -> None:
        self.method = method
        self._clock = clock
        self._folder = folder
        self._log_folder = log_folder
        self._stopping = threading.Event()

    def stop(self) -> None:
        """End all wipes of this eraser; their logs say that they were stopped."""
        self._stopping.set()

    def wipe(self, order: WipeOrder, on_progress: OnProgress | None = None) -> WipeLog:
        """Overwrite one image and read it back; a refusal is a failed step of the log and nothing was written."""
        record = WipeRecord(order, self._clock, self._log_folder, on_progress)
        path = Path(order.medium.path)
        with record, self._opened(path) as handle:
            if not order.exercise:
                raise InterlockError(Interlock.NOT_FOR_EXERCISE, str(path))
            record.check(self.name, identity_of(handle, str(path)))
            if self._overwrite(record, handle) and not self._stopping.is_set():
                record.read_back(handle, self._stopping)
            record.stopped = self._stopping.is_set()
            record.after = _identity_now(handle, path)
        return record.log()

    @contextmanager
    def _opened(self, path: Path) -> Iterator[int]:
        """Open the image through its folder, never through a link, and shut out a second eraser."""
        if path.parent.resolve() != self._folder.resolve():
            raise InterlockError(Interlock.NOT_FOR_EXERCISE, str(path))
        handle = _open_image(path)
        try:
            if not matches(path, os.fstat(handle)):
                raise InterlockError(Interlock.NOT_FOR_EXERCISE, str(path))
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise InterlockError(Interlock.IN_USE, str(path)) from error
            yield handle
        finally:
            os.close(handle)

    def _overwrite(self, record: WipeRecord, handle: int) -> bool:
        """Write the expected byte everywhere, as often as the method says; whether every write was taken."""
        method = record.order.method
        command = (TOOL, f"--byte={method.expected_byte:#04x}", f"--passes={method.passes}", record.before.path)
        step = record.begins(command, TOOL, OWN_VERSION)
        written = 0
        try:
            for written in _writes(handle, method, record.before.size_bytes):
                record.progress(ERASE, written * 100 // (record.before.size_bytes * method.passes))
                if self._stopping.is_set():
                    record.ends(step, 0, Claim.ABORTED, f"stopped after {written} bytes")
                    return False
        except OSError as error:
            name = errno.errorcode.get(error.errno or 0, "?")
            record.ends(step, error.errno or 1, Claim.FAILED, f"{name} ({error.strerror}) after {written} bytes")
            return False
        record.ends(step, 0, Claim.ERASED, f"{written} bytes written, fsync done")
        return True


def _writes(handle: int, method: Method, size: int) -> Iterator[int]:
    """Write pass after pass; yields the bytes written so far, the last time after everything is on the disk."""
    pattern = bytes([method.expected_byte]) * _CHUNK_BYTES
    written = 0
    for _ in range(method.passes):
        offset = 0
        while offset < size:
            yield written
            done = os.pwrite(handle, pattern[: min(_CHUNK_BYTES, size - offset)], offset)
            offset += done
            written += done
        os.fsync(handle)
    yield written


def _open_image(path: Path) -> int:
    try:
        what = path.lstat()
        if not stat.S_ISREG(what.st_mode):
            raise InterlockError(Interlock.NOT_FOR_EXERCISE, str(path))
        access = os.O_RDWR if what.st_mode & stat.S_IWUSR else os.O_RDONLY
        return os.open(path, access | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        rule = Interlock.NOT_FOR_EXERCISE if error.errno == errno.ELOOP else Interlock.NOT_THERE
        raise InterlockError(rule, f"{path}: {error.strerror}") from error


def _identity_now(handle: int, path: Path) -> MediumIdentity | None:
    """Ask again; None where another file took the image's place."""
    try:
        return identity_of(handle, str(path)) if os.path.samestat(os.fstat(handle), path.lstat()) else None
    except OSError:
        return None
