"""What the kernel says of this bench's block devices: /sys, /proc and the names in /dev, below one root.

Nothing is opened but small text files: neither a drive nor its node. Tests build a tree of their own.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

_MAX_TEXT_BYTES = 1024 * 1024
_MAX_ENTRIES = 4096
_MAX_DEPTH = 32
_NUMBER = re.compile(r"\d+:\d+")
_OCTAL = re.compile(r"\\([0-7]{3})")
SECTOR_BYTES = 512  # the unit of every size in sysfs, whatever the drive's sectors are


@dataclass(frozen=True, slots=True)
class Mount:
    """One line of mountinfo (proc(5)): the device's number, where it is mounted, and what was named."""

    number: str
    point: str
    kind: str
    source: str


@dataclass(frozen=True, slots=True)
class Kernel:
    """Reads what the kernel tells; `root` is where /sys, /proc and /dev are."""

    root: Path = Path("/")

    def text(self, *parts: str) -> str:
        """Return a small file's text, empty where it cannot be read."""
        return read_text(self.root.joinpath(*parts))

    def names(self, *parts: str) -> tuple[str, ...]:
        """Return the names in a folder, none where it cannot be read."""
        return names_in(self.root.joinpath(*parts))

    def block(self, name: str) -> Path | None:
        """Return the folder of a block device by its kernel name, links resolved."""
        if not name or "/" in name or name.startswith("."):
            return None
        return _real(self.root / "sys" / "class" / "block" / name.replace("/", "!"))

    def numbered(self, number: str) -> Path | None:
        """Return the folder of a block device by its `major:minor`."""
        return _real(self.root / "sys" / "dev" / "block" / number) if _NUMBER.fullmatch(number) else None

    def disks(self) -> tuple[Path, ...]:
        """Return the folders of everything that is no partition."""
        found = (_real(self.root / "sys" / "block" / name) for name in self.names("sys", "block"))
        return tuple(folder for folder in found if folder is not None)

    def node(self, path: str) -> Path | None:
        """Return the folder of the device to which a path below /dev leads."""
        if not path.startswith("/dev/"):
            return None
        node = self.root.joinpath(path.lstrip("/"))
        with suppress(OSError, ValueError):
            what = node.stat()
            if stat.S_ISBLK(what.st_mode):
                return self.numbered(f"{os.major(what.st_rdev)}:{os.minor(what.st_rdev)}")
        with suppress(OSError, ValueError):
            found = self.block(node.resolve().name)
            if found is not None:
                return found
        return self._mapped(path.rpartition("/")[2])

    def mounts(self) -> Iterator[Mount]:
        """Return what is mounted here and, where it may be asked, in the system's own namespace."""
        lines = {
            line: None for process in ("self", "1") for line in self.text("proc", process, "mountinfo").splitlines()
        }
        for line in lines:
            before, _, after = line.partition(" - ")
            fields, named = before.split(" "), after.split(" ")
            if len(fields) > 4 and len(named) > 1:  # noqa: PLR2004 — the fields that are read
                yield Mount(fields[2], _unescaped(fields[4]), named[0], _unescaped(named[1]))

    def swaps(self) -> tuple[str, ...]:
        """Return the devices and files that are swapped to."""
        lines = self.text("proc", "swaps").splitlines()[1:]
        return tuple(_unescaped(line.split()[0]) for line in lines if line.split())

    def below(self, folder: Path) -> frozenset[str]:
        """Return the names of the whole disks on which a device stands: itself, or what is below it, to the bottom."""
        return frozenset(self._below(folder, 0))

    def _below(self, folder: Path, depth: int) -> Iterator[str]:
        if depth > _MAX_DEPTH:
            return
        if (folder / "partition").exists() or _is_part_of_a_chip(folder):
            folder = folder.parent
        slaves = names_in(folder / "slaves")
        for name in slaves:
            lower = self.block(name)
            if lower is not None:
                yield from self._below(lower, depth + 1)
        backing = read_text(folder / "loop" / "backing_file").strip()
        lower = self._file_or_node(backing) if backing else None
        if lower is not None:
            yield from self._below(lower, depth + 1)
        yield folder.name

    def _file_or_node(self, backing: str) -> Path | None:
        """Return the device that stands behind a loop device, by whatever name it was opened; None for a file."""
        with suppress(OSError, ValueError):
            what = self.root.joinpath(backing.lstrip("/")).stat()
            if stat.S_ISBLK(what.st_mode):
                return self.numbered(f"{os.major(what.st_rdev)}:{os.minor(what.st_rdev)}")
        return self.node(backing)

    def _mapped(self, name: str) -> Path | None:
        """Return the device-mapper device of a name, where no link in /dev tells."""
        for folder in self.disks():
            if folder.name.startswith("dm-") and read_text(folder / "dm" / "name").strip() == name:
                return folder
        return None


def read_text(file: Path) -> str:
    """Return a small file's text, bounded; empty where it cannot be read."""
    try:
        with file.open("rb") as content:
            return content.read(_MAX_TEXT_BYTES).decode("utf-8", "replace")
    except (OSError, ValueError):
        return ""


def names_in(folder: Path) -> tuple[str, ...]:
    """Return the names in a folder, sorted and bounded; none where it cannot be read."""
    try:
        return tuple(sorted(entry.name for entry in islice(folder.iterdir(), _MAX_ENTRIES)))
    except (OSError, ValueError):
        return ()


def _is_part_of_a_chip(folder: Path) -> bool:
    """Whether a device is one of the boot areas of an eMMC, which the kernel shows below it."""
    return folder.parent.name.startswith("mmcblk")


def _real(path: Path) -> Path | None:
    try:
        return path.resolve(strict=True)
    except (OSError, ValueError, RuntimeError):
        return None


def _unescaped(text: str) -> str:
    return _OCTAL.sub(lambda found: chr(int(found[1], 8)), text)
