"""A file that misbehaves as a failing drive does: a FUSE file system with one image in it, for a loop device to sit on.

Run as a module it serves one image until it is unmounted: `python -m tests.campaign.fault_files MOUNT BACKING JSON`.
"""

from __future__ import annotations

import errno
import json
import os
import random
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workshop.domain.content import from_content, to_content

REPOSITORY = Path(__file__).resolve().parents[2]
_MOUNT_SECONDS = 10.0
_SECTOR_BYTES = 512
_FOR_EVER = 3600  # seconds; no case is that long
_NOTHING = (-1, 0)  # a stretch that no access touches


@dataclass(frozen=True, slots=True)
class Faults:
    """What is wrong with a drive; stretches are (start, length) in bytes.

    `loses`: writes there are acknowledged and dropped. `unreadable`: from the first write to it on. `moves`: what is
    written to the first stretch lands in the place that starts at the third number. `spoils_at`: one byte that is
    written wrong, the first time. `dies_after`: bytes written, from then on every access fails. `vanishes_after`: bytes
    written, then the drive is gone with the process that serves it. `full_after`: no room behind this offset (ENOSPC).
    `cached`: the kernel may keep pages of it, as a drive's own cache would. `reads_one_sector`: once it was written to,
    every read answers the first sector. `garbles_reads`: one byte of each sector comes out wrong, another each time.
    """

    loses: tuple[int, int] = _NOTHING
    unreadable: tuple[int, int] = _NOTHING
    unwritable: tuple[int, int] = _NOTHING
    moves: tuple[int, int, int] = (-1, 0, 0)
    spoils_every_block: bool = False
    spoils_at: int = -1
    dies_after: int = -1
    vanishes_after: int = -1
    full_after: int = -1
    milliseconds_a_write: int = 0
    read_only: bool = False
    cached: bool = False
    reads_as_zeros: bool = False
    reads_one_sector: bool = False
    garbles_reads: bool = False


class Drive:
    """One backing file with faults between it and who reads or writes."""

    def __init__(self, backing: Path, faults: Faults) -> None:
        self._handle = os.open(backing, os.O_RDWR | os.O_CLOEXEC)
        self.size = os.fstat(self._handle).st_size
        self._faults = faults
        self._written = 0
        self._chance = random.Random(0)
        self._spoiled = self._gone_bad = False
        self._pause = threading.Event()  # never set: a slow drive

    def read(self, length: int, offset: int) -> bytes:
        self._alive()
        if self._gone_bad and _touches(self._faults.unreadable, offset, length):
            raise OSError(errno.EIO, "bad sector")
        content = os.pread(self._handle, length, offset)
        if self._faults.reads_as_zeros:
            return bytes(len(content))
        if self._faults.reads_one_sector and self._written:
            return os.pread(self._handle, _SECTOR_BYTES, 0) * (length // _SECTOR_BYTES)
        return self._garbled(content) if self._faults.garbles_reads else content

    def _garbled(self, content: bytes) -> bytes:
        spoiled = bytearray(content)
        for place in range(0, len(spoiled), _SECTOR_BYTES):
            spoiled[place + self._chance.randrange(_SECTOR_BYTES)] ^= self._chance.randrange(1, 256)
        return bytes(spoiled)

    def write(self, content: bytes, offset: int) -> int:
        faults = self._faults
        self._alive()
        if faults.read_only:
            raise OSError(errno.EROFS, "write protected")
        if _touches(faults.unwritable, offset, len(content)):
            raise OSError(errno.EIO, "bad sector")
        if 0 <= faults.full_after < offset + len(content):
            raise OSError(errno.ENOSPC, "no room")
        self._pause.wait(faults.milliseconds_a_write / 1000)
        self._written += len(content)
        self._gone_bad = self._gone_bad or _touches(faults.unreadable, offset, len(content))
        self._put(content, offset)
        return len(content)

    def _put(self, content: bytes, offset: int) -> None:
        """Write what the drive really keeps of a write that it acknowledged."""
        faults = self._faults
        piece = bytearray(content)
        if faults.spoils_every_block:
            piece[31:32] = b"B"
        if offset <= faults.spoils_at < offset + len(piece) and not self._spoiled:
            piece[faults.spoils_at - offset] ^= 0x42
            self._spoiled = True
        for start, length in _kept(offset, len(piece), faults.loses):
            os.pwrite(self._handle, piece[start - offset : start - offset + length], self._lands(start))

    def _lands(self, start: int) -> int:
        first, length, other = self._faults.moves
        return start - first + other if first <= start < first + length else start

    def _alive(self) -> None:
        if 0 <= self._faults.vanishes_after <= self._written:
            os._exit(1)
        if 0 <= self._faults.dies_after <= self._written:
            raise OSError(errno.EIO, "dead")


def _touches(stretch: tuple[int, int], offset: int, length: int) -> bool:
    return offset < stretch[0] + stretch[1] and stretch[0] < offset + length


def _kept(offset: int, length: int, lost: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Yield the parts of a write outside the lost stretch."""
    end, first, last = offset + length, lost[0], lost[0] + lost[1]
    if not _touches(lost, offset, length):
        yield offset, length
        return
    if offset < first:
        yield offset, first - offset
    if last < end:
        yield last, end - last


def fuse_is_there() -> bool:
    """Whether FUSE file systems can be served here."""
    return os.geteuid() == 0 and Path("/dev/fuse").exists() and _library_is_there()


def _library_is_there() -> bool:
    try:
        __import__("mfusepy")
    except (ImportError, OSError):
        return False
    return True


@contextmanager
def served(backing: Path, faults: Faults) -> Iterator[Path]:
    """Serve one image, under its own name, with faults; unmounted and ended at the end, whatever happened."""
    mount = backing.parent / f"served-{backing.stem}"
    mount.mkdir()
    # the kernel ends the server with us (PR_SET_PDEATHSIG)
    command = (
        "setpriv",
        "--pdeathsig",
        "KILL",
        sys.executable,
        "-m",
        __name__,
        str(mount),
        str(backing),
        json.dumps(to_content(faults)),
    )
    child = subprocess.Popen(
        command, cwd=REPOSITORY, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(mount / backing.name, child)
        yield mount / backing.name
    finally:
        subprocess.run(("umount", "--lazy", str(mount)), check=False, capture_output=True)
        with suppress(subprocess.TimeoutExpired):
            child.wait(2)
        child.kill()
        child.wait()
        mount.rmdir()


def _wait_for(file: Path, child: subprocess.Popen[bytes]) -> None:
    limit = time.monotonic() + _MOUNT_SECONDS
    while time.monotonic() < limit and child.poll() is None:
        with suppress(OSError):
            if file.exists():
                return
        time.sleep(0.01)
    raise RuntimeError(f"{file} is not served: {child.poll()}")


def _serve(mount: str, backing: Path, faults: Faults) -> None:
    from mfusepy import FUSE, FuseOSError, Operations  # type: ignore[import-untyped] # noqa: PLC0415 — needs libfuse

    name = f"/{backing.name}"
    drive = Drive(backing, faults)

    class Served(Operations):  # type: ignore[misc]
        use_ns = True  # the arguments of all that follows, and their names, are those of mfusepy

        def getattr(self, path: str, fh: int | None = None) -> dict[str, Any]:  # noqa: ARG002
            if path == "/":
                return {"st_mode": stat.S_IFDIR | 0o755, "st_nlink": 2}
            if path != name:
                raise FuseOSError(errno.ENOENT)
            return {"st_mode": stat.S_IFREG | 0o600, "st_nlink": 1, "st_size": drive.size}

        def readdir(self, path: str, fh: int) -> list[str]:  # noqa: ARG002
            return [".", "..", backing.name]

        def open(self, path: str, flags: int) -> int:  # noqa: ARG002
            return 0

        def read(self, path: str, size: int, offset: int, fh: int) -> bytes:  # noqa: ARG002
            return drive.read(size, offset)

        def write(self, path: str, data: bytes, offset: int, fh: int) -> int:  # noqa: ARG002
            return drive.write(data, offset)

        def truncate(self, path: str, length: int, fh: int | None = None) -> None:
            pass

        def fsync(self, path: str, datasync: int, fh: int) -> int:  # noqa: ARG002
            return 0

    # a kernel that asks again for the file's age forgets what it keeps of it
    keeping = {"kernel_cache": True, "attr_timeout": _FOR_EVER, "entry_timeout": _FOR_EVER} if faults.cached else {}
    FUSE(Served(), mount, foreground=True, nothreads=True, direct_io=not faults.cached, **keeping)


if __name__ == "__main__":
    told = json.loads(sys.argv[3])
    _serve(sys.argv[1], Path(sys.argv[2]), from_content(Faults, told))
