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
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workshop.adapters.erasers.bench import OneBench
from workshop.adapters.erasers.engine import Bench
from workshop.adapters.erasers.exercise_marks import matches
from workshop.adapters.erasers.interlocks import Held, InterlockError
from workshop.adapters.erasers.procedure import EngineEraser, Holding
from workshop.domain.interlocks import Interlock
from workshop.domain.methods import Method
from workshop.domain.wiping import Claim
from workshop.services.ports import Clock

TOOL = "etabli-exercice"
_CHUNK_BYTES = 1024 * 1024


class ExerciseEngine:
    """Overwrites the image behind the bench's handle; it starts no program, so it needs no namespace."""

    name = TOOL

    def erase(self, bench: Bench) -> bool:
        """Write the expected byte everywhere, as often as the method says; whether every write was taken."""
        assert isinstance(bench, OneBench)
        method = bench.order.method
        command = (TOOL, f"--byte={method.expected_byte:#04x}", f"--passes={method.passes}")
        return bench.do(command, lambda: _overwrite(bench)).claim is Claim.ERASED


class ExerciseEraser(EngineEraser):
    """Wipes images in one folder, as an exercise. `stop()` ends every wipe of this eraser, now and from now on."""

    def __init__(self, method: Method, clock: Clock, folder: Path, *, log_folder: Path | None = None) -> None:
        super().__init__(
            method, ExerciseEngine, clock, log_folder=log_folder, images_under=folder, holding=images_in(folder)
        )


def images_in(folder: Path) -> Holding:
    """Return how an image of a folder is held: opened through its folder, never through a link, and by us alone."""

    @contextmanager
    def holding(path: str) -> Iterator[Held]:
        image = Path(path)
        if image.parent.resolve() != folder.resolve():
            raise InterlockError(Interlock.NOT_FOR_EXERCISE, path)
        handle = _open_image(image)
        try:
            if not matches(image, os.fstat(handle)):
                raise InterlockError(Interlock.NOT_FOR_EXERCISE, path)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise InterlockError(Interlock.IN_USE, path) from error
            yield Held(path, handle, 0)
        finally:
            os.close(handle)

    return holding


def _overwrite(bench: OneBench) -> tuple[int, Claim, str]:
    """Return how it ended: an exit code, a claim, a sentence."""
    method, size = bench.order.method, bench.before.size_bytes
    if method.passes < 1:
        return errno.EINVAL, Claim.FAILED, "nothing to do"
    written = 0
    try:
        for written in _writes(bench.held.handle, method, size):
            bench.progress(written * 100 // (size * method.passes))
            if bench.stopping.is_set():
                return 0, Claim.ABORTED, f"stopped after {written} bytes"
    except OSError as error:
        name = errno.errorcode.get(error.errno or 0, "?")
        return error.errno or 1, Claim.FAILED, f"{name} ({error.strerror}) after {written} bytes"
    return 0, Claim.ERASED, f"{written} bytes written, fsync done"


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
