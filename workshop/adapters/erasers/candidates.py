"""All drives of this bench, with what keeps each of them from being chosen.

A drive is something that the kernel has on a bus (sd, hd, vd, xvd, nvme, mmcblk), whole, and with a medium in it. What
the kernel makes up itself (dm, md, zram, nbd …) is none, nor is what is reached over a network. A loop device is only
ever an image to practise on.
"""

from __future__ import annotations

import errno
import os
import re
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from workshop.adapters.erasers.identity import of_drive, of_image
from workshop.adapters.erasers.kernel import SECTOR_BYTES, Kernel, read_text
from workshop.adapters.erasers.protections import protections
from workshop.domain.interlocks import Protection
from workshop.domain.wiping import MediumIdentity, PresentDrive

_A_DRIVE = re.compile(r"(?:sd|hd|vd|xvd)[a-z]+|nvme\d+n\d+|mmcblk\d+")
_A_LOOP = re.compile(r"loop\d+")
_A_DISK = frozenset({"", "0", "14", "20"})  # SCSI: direct access, reduced block commands, host-managed zones (SPC)
_NETWORK = re.compile(r"session\d+|rport-.*|nvme-fabrics")
_NEAR = frozenset({"", "pcie", "loop", "apple-nvme"})
_PROBE_SECONDS = 3.0

Busy = Callable[[Iterable[str]], frozenset[str]]


def drives_here(kernel: Kernel | None = None, busy: Busy | None = None) -> tuple[PresentDrive, ...]:
    """List the drives of this bench. `busy` tells which nodes are in use by somebody that sysfs does not show."""
    seen = kernel or Kernel()
    why = protections(seen)
    found = [medium for folder in seen.disks() if (medium := _medium(folder)) is not None]
    free = [medium.path for medium in found if Path(medium.path).name not in why]
    in_use = busy(free) if busy else frozenset()
    return tuple(PresentDrive(one, _why(one, why, in_use)) for one in sorted(found, key=_by_length_and_name))


def in_use(paths: Iterable[str]) -> frozenset[str]:
    """Open each device alone for an instant; those that are refused, or do not answer in time, are in use.

    Each in a thread of its own: a dying drive may keep whoever opens it waiting for minutes. What may not be opened at
    all by this person is not known, and left to the helper.
    """
    asked = [(path, _probe(path)) for path in paths]
    limit = time.monotonic() + _PROBE_SECONDS
    for path, probe in asked:
        probe.join(0 if path in _late else max(0.0, limit - time.monotonic()))
        if probe.is_alive():
            _late[path] = probe
        else:
            _late.pop(path, None)
    return frozenset(path for path, probe in asked if probe.taken)


def _probe(path: str) -> _Probe:
    """Ask, unless the last asking still waits: a dead drive costs one thread and its seconds once, however often."""
    late = _late.get(path)
    if late is not None and late.is_alive():
        return late
    _late.pop(path, None)
    probe = _Probe(path)
    probe.start()
    return probe


class _Probe(threading.Thread):
    """Asks whether one device can be had alone; `taken` until it answered."""

    def __init__(self, path: str) -> None:
        super().__init__(name=f"probe {path}", daemon=True)
        self.taken = True
        self._path = path

    def run(self) -> None:
        try:
            os.close(os.open(self._path, os.O_RDONLY | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW))
        except OSError as error:
            self.taken = error.errno == errno.EBUSY
        else:
            self.taken = False


_late: dict[str, _Probe] = {}


def _why(medium: MediumIdentity, why: dict[str, Protection], in_use: frozenset[str]) -> Protection | None:
    return why.get(Path(medium.path).name) or (Protection.IN_USE if medium.path in in_use else None)


def _medium(folder: Path) -> MediumIdentity | None:
    """Return who a device is, None where it is no drive or has no medium in it."""
    size = _number(folder / "size") * SECTOR_BYTES
    path = f"/dev/{folder.name}"
    if size <= 0 or _number(folder / "hidden"):
        return None
    if _A_LOOP.fullmatch(folder.name):
        backing = read_text(folder / "loop" / "backing_file").strip("\n")
        return of_image(path, Path(backing), size) if _is_a_file(backing) else None
    return of_drive(folder, path, size) if _is_a_drive(folder) else None


def _is_a_drive(folder: Path) -> bool:
    device = folder / "device"
    if not _A_DRIVE.fullmatch(folder.name) or not device.exists():
        return False
    if any(_NETWORK.fullmatch(part) for part in folder.parts):
        return _text(device / "transport") == "loop"
    if folder.name.startswith("nvme"):
        return _text(device / "transport") in _NEAR
    if folder.name.startswith("mmcblk"):
        return True
    return _text(device / "type") in _A_DISK


def _is_a_file(backing: str) -> bool:
    return backing.startswith("/") and not backing.startswith("/dev/")


def _by_length_and_name(medium: MediumIdentity) -> tuple[int, str]:
    return len(medium.path), medium.path


def _number(file: Path) -> int:
    text = _text(file)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else 0  # noqa: PLR2004 — 64 bits


def _text(file: Path) -> str:
    return read_text(file).strip()
