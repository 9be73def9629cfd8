"""Images made here, full of data and known byte for byte, on loop devices; and reading them from outside."""

from __future__ import annotations

import fcntl
import hashlib
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.campaign.fault_files import Faults, served
from workshop.adapters.erasers.exercise_marks import mark
from workshop.adapters.erasers.identity import backing_file

MIB = 1024 * 1024
SECTOR_BYTES = 512
_NEVER_ZERO = bytes([0x45]) + bytes(range(1, 256))  # no byte of the data is the one that a wipe leaves
_DETACH_SECONDS = 5.0
_SET_STATUS, _GET_STATUS = 0x4C04, 0x4C05  # <linux/loop.h>, with struct loop_info64
_STATUS_BYTES, _SIZE_LIMIT = 232, 32


@dataclass(frozen=True, slots=True)
class Outside:
    """What an image holds, read from outside: neither through the loop device nor from any cache."""

    size_bytes: int
    sha256: str
    nonzero_bytes: int
    old_sectors: int

    @property
    def zeros(self) -> bool:
        return self.nonzero_bytes == 0 and self.sha256 == hashlib.sha256(bytes(self.size_bytes)).hexdigest()


@dataclass(frozen=True, slots=True)
class Disk:
    """One loop device, and the image in which its drive really keeps everything."""

    node: str
    image: Path
    data: bytes

    def outside(self) -> Outside:
        return look_outside(self.image, self.data)


def make_image(path: Path, size_bytes: int, filled: int) -> bytes:
    """Create an image full of pseudo-random data without a single zero, marked as ours; return its content.

    What is not `filled` is a hole.
    """
    shares = (
        random.Random(f"{path.name} {start}").randbytes(min(MIB, filled - start)) for start in range(0, filled, MIB)
    )
    name = f"ETABLI CAMPAGNE {path.name} ".encode()
    data = name + b"".join(shares).translate(_NEVER_ZERO)[len(name) :]
    with path.open("xb") as file:
        file.write(data)
        file.truncate(size_bytes)
        file.flush()
        os.fsync(file.fileno())
        mark(path, file.fileno())
    return data


def look_outside(image: Path, data: bytes) -> Outside:
    """Read an image as another computer would; `old_sectors` are those that still hold what they held."""
    command = ("dd", f"if={image}", "bs=1M", "status=none")
    found = subprocess.run((*command, "iflag=direct"), capture_output=True, check=False)
    if found.returncode:  # tmpfs before kernel 6.6 has no direct I/O, and nothing but its pages either
        found = subprocess.run(command, capture_output=True, check=True)
    content = found.stdout
    old = sum(
        content[start : start + SECTOR_BYTES] == data[start : start + SECTOR_BYTES]
        for start in range(0, len(data), SECTOR_BYTES)
    )
    digest = hashlib.sha256(content).hexdigest()
    return Outside(len(content), digest, len(content) - content.count(0), old)


@contextmanager
def disk(
    folder: Path, name: str, size_bytes: int, faults: Faults | None, *options: str, filled: int | None = None
) -> Iterator[Disk]:
    """Make an image and put a loop device on it, through a faulty file where there are faults."""
    folder.mkdir(parents=True, exist_ok=True)
    image = folder / f"{name}.img"
    data = make_image(image, size_bytes, size_bytes if filled is None else filled)
    direct = () if "--direct-io=off" in options else ("--direct-io=on",)
    with ExitStack() as stack:
        below = image if faults is None else stack.enter_context(served(image, faults))
        node = stack.enter_context(attached(below, *direct, *options))
        yield Disk(node, image, data)


@contextmanager
def attached(below: Path, *options: str) -> Iterator[str]:
    """Attach a file to a free loop device; the kernel detaches it when we and everybody else have closed it."""
    command = ("losetup", "--find", "--show", *options, str(below))
    node = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    handle = os.open(node, os.O_RDONLY | os.O_CLOEXEC)
    try:
        assert backing_file(os.fstat(handle).st_rdev) == below, node
        subprocess.run(("losetup", "--detach", node), check=True)  # open: only marked, loop(4)
        yield node
    finally:
        os.close(handle)
        _wait_until_free(node, below)


def show_only(node: str, size_bytes: int) -> None:
    """Make a loop device smaller than its file while it is in use (loop(4), LOOP_SET_STATUS64, `lo_sizelimit`)."""
    handle = os.open(node, os.O_RDONLY | os.O_CLOEXEC)
    try:
        status = bytearray(fcntl.ioctl(handle, _GET_STATUS, bytes(_STATUS_BYTES)))
        status[_SIZE_LIMIT : _SIZE_LIMIT + 8] = size_bytes.to_bytes(8, sys.byteorder)
        fcntl.ioctl(handle, _SET_STATUS, bytes(status))
    finally:
        os.close(handle)


def _wait_until_free(node: str, below: Path) -> None:
    limit = time.monotonic() + _DETACH_SECONDS
    while time.monotonic() < limit:
        with suppress(OSError):
            if backing_file(Path(node).stat().st_rdev) != below:
                return
        time.sleep(0.01)
    raise RuntimeError(f"{node} is still on {below}")
