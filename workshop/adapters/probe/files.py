"""Files on media that may be pulled out at any moment, and that strangers may have written."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from workshop.domain.errors import MediumError

_ONLY_THE_FILE_ITSELF = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)  # a link on a stick leads wherever its maker wants
    | getattr(os, "O_NONBLOCK", 0)  # a named pipe would wait for its writer
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


def read_bounded(path: Path, most: int) -> bytes | None:
    """Return the content of a file; None where it is no plain file, or is larger than `most`. Raises OSError."""
    handle = os.open(path, _ONLY_THE_FILE_ITSELF)
    with os.fdopen(handle, "rb") as file:
        told = os.fstat(handle)
        if not stat.S_ISREG(told.st_mode) or told.st_size > most:
            return None
        content = file.read(most + 1)
    return content if len(content) <= most else None


def write_durably(path: Path, content: bytes, mode: int = 0o600) -> None:
    """Write a file whole, onto the medium, or not at all; `mode` where the medium can keep one. Raises MediumError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(prefix=".", suffix=".draft", dir=path.parent)  # 0600, never through a link
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            with suppress(OSError):
                Path(draft).chmod(mode)
            Path(draft).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(draft).unlink()
            raise
        _settle(path.parent)
    except OSError as problem:
        raise MediumError(str(path), problem.strerror or type(problem).__name__) from problem


def _settle(folder: Path) -> None:
    """Make the name durable too; Windows does so by itself, and some file systems cannot."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)
