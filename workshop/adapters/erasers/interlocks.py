"""Why an eraser does not start, and the exclusive hold on the one device that it may touch.

The hold is the kernel's own proof that a device is unused: `O_EXCL` on a block device is refused (EBUSY) while it, or a
partition of it, is mounted, swap, or a member of md, LVM, device-mapper, btrfs or ZFS, or held by another window
(open(2), « O_EXCL … can be used without O_CREAT if pathname refers to a block device »). Measured: nwipe 0.34 opens its
device without O_EXCL and works under the hold.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from workshop.domain.interlocks import Interlock

_RULES = {
    errno.EBUSY: Interlock.IN_USE,
    errno.ENOMEDIUM: Interlock.NO_MEDIUM,
    errno.EACCES: Interlock.NO_RIGHT,
    errno.EPERM: Interlock.NO_RIGHT,
}


class InterlockError(Exception):
    """One rule said no before anything was written; it becomes a step of the log, never a crash."""

    def __init__(self, rule: Interlock, detail: str) -> None:
        super().__init__(f"{rule}: {detail}")
        self.rule = rule
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Held:
    """One block device, open and ours alone: `rdev` is its number as the kernel gave it for this very handle."""

    path: str
    handle: int
    rdev: int

    @property
    def name(self) -> str:
        return os.path.basename(self.path)  # noqa: PTH119 — a name, not a file

    @property
    def number(self) -> str:
        """The device number as sysfs writes it, `major:minor`."""
        return f"{os.major(self.rdev)}:{os.minor(self.rdev)}"


def real_path(path: str) -> str:
    """Return where a path leads; raises InterlockError for what cannot be a path."""
    try:
        return os.path.realpath(path)
    except ValueError as error:
        raise InterlockError(Interlock.NOT_THERE, repr(path)) from error


@contextmanager
def hold(path: str) -> Iterator[Held]:
    """Open one block device for this process alone until the end of the block; raises InterlockError."""
    real = real_path(path)
    handle = _open_alone(real)
    try:
        what = os.fstat(handle)
        if not stat.S_ISBLK(what.st_mode):
            raise InterlockError(Interlock.NOT_A_BLOCK_DEVICE, real)
        yield Held(real, handle, what.st_rdev)
    finally:
        os.close(handle)


def _open_alone(real: str) -> int:
    """Open for writing; a write-protected device is opened for reading, so that its engine fails by itself."""
    _is_block_device(real)  # before the opening: opening a pipe or a tape drive may have effects of its own
    alone = os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW
    try:
        try:
            return os.open(real, os.O_RDWR | alone)
        except OSError as error:
            if error.errno not in {errno.EACCES, errno.EROFS, errno.EPERM}:
                raise
            return os.open(real, os.O_RDONLY | alone)
    except OSError as error:
        rule = _RULES.get(error.errno or 0, Interlock.NOT_THERE)
        raise InterlockError(rule, f"{real}: {error.strerror}") from error


def _is_block_device(real: str) -> None:
    try:
        mode = Path(real).lstat().st_mode
    except OSError as error:
        raise InterlockError(Interlock.NOT_THERE, f"{real}: {error.strerror}") from error
    if not stat.S_ISBLK(mode):
        raise InterlockError(Interlock.NOT_A_BLOCK_DEVICE, real)
