"""The set-up's own log: what every program printed, for whoever has to find out why."""

from __future__ import annotations

import contextlib
import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

_LARGEST_BYTES = 5_000_000


def open_logbook(folder: Path) -> Logbook:
    """Open `installer.log` in `folder`, else a new log in the system's temporary folder."""
    path = folder / "installer.log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > _LARGEST_BYTES:
            path.unlink()
        logbook = Logbook(path, path.open("a+b", buffering=0))
    except OSError:
        handle, name = tempfile.mkstemp(prefix="etabli-installer-", suffix=".log")
        logbook = Logbook(Path(name), os.fdopen(handle, "w+b", buffering=0))
    logbook.write(f"\n===== {datetime.now(tz=UTC).isoformat(timespec='seconds')} =====\n")
    return logbook


class Logbook:
    """An append-only log that programs write into directly; a full disk never stops the work because of it."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self.path = path
        self._file = file

    def write(self, text: str) -> None:
        """Add a few lines, if the disk lets us."""
        with contextlib.suppress(OSError):
            self._file.write(text.encode("utf-8", "replace"))

    def place(self) -> int:
        """Return the present end, to be given to `since`."""
        return self._file.seek(0, 2)

    def since(self, place: int) -> str:
        """Return what was written after `place`."""
        self._file.seek(place)
        return self._file.read().decode("utf-8", "replace")

    def fileno(self) -> int:
        """Let a child process write into the log."""
        return self._file.fileno()

    def close(self) -> None:
        """Close the file; what was written stays."""
        self._file.close()
