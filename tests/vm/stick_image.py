"""A USB stick as an image file: one FAT partition, filled and emptied with mtools, never mounted here."""

from __future__ import annotations

import os
import struct
import subprocess
from pathlib import Path

TOOLS = ("mformat", "mcopy")
LABEL = "ETABLI"
SECTOR = 512
FIRST = 2048  # the sector where the partition begins, as on sticks that are sold
_FAT32_LBA = 0x0C


def made(image: Path, size_bytes: int) -> Path:
    """Make an empty stick with a partition table."""
    with image.open("wb") as content:
        content.truncate(size_bytes)
        sectors = size_bytes // SECTOR - FIRST
        entry = struct.pack("<B3sB3sII", 0, b"\xfe\xff\xff", _FAT32_LBA, b"\xfe\xff\xff", FIRST, sectors)
        content.write(bytes(446) + entry.ljust(64, b"\0") + b"\x55\xaa")
    _mtools("mformat", "-i", _partition(image), "-F", "-c", "1", "-T", sectors, "-h", 255, "-s", 63, "-v", LABEL, "::")
    return image


def put(image: Path, folder: Path) -> None:
    """Copy what is in a folder onto a stick."""
    _mtools("mcopy", "-i", _partition(image), "-s", "-Q", *sorted(folder.iterdir()), "::/")


def taken(image: Path, name: str, folder: Path) -> Path:
    """Copy a folder from a stick, and return where it is now."""
    _mtools("mcopy", "-i", _partition(image), "-s", "-n", f"::/{name}", folder)
    return folder / name


def _partition(image: Path) -> str:
    return f"{image}@@{FIRST * SECTOR}"


def _mtools(*command: object) -> None:
    own = os.environ | {"MTOOLSRC": os.devnull, "MTOOLS_SKIP_CHECK": "1"}
    done = subprocess.run([str(word) for word in command], env=own, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (command, done.stdout, done.stderr)
