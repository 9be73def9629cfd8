"""A wipe as it happens: one JSON line per fact, on the disk before anything else goes on.

A crash or a power cut leaves the truth: a wipe that has a `started` line and no `ended` line never ended.
"""

from __future__ import annotations

import json
import os
import re
import time
from contextlib import suppress
from dataclasses import asdict, is_dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from workshop.domain.errors import MediumError

_AN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")


class Journal:
    """The file `<id>.jsonl` in a folder; without a folder nothing is kept. Every failure is a MediumError."""

    def __init__(self, folder: Path | None, wipe: str) -> None:
        self._path = None if folder is None else folder / f"{wipe}.jsonl"
        self._handle: int | None = None
        if folder is None or self._path is None:
            return
        if not _AN_ID.fullmatch(wipe):
            raise MediumError(str(self._path), "not a file name")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_CLOEXEC, 0o600)
            _sync_folder(folder)
        except OSError as error:
            self.close()
            raise MediumError(str(self._path), error.strerror or type(error).__name__) from error

    def write(self, event: str, at: datetime, **facts: object) -> None:
        """Append one fact and wait until it is on the disk."""
        if self._handle is None:
            return
        line = {"event": event, "at": at.isoformat(), "monotonic_seconds": round(time.monotonic(), 3), **facts}
        try:
            content = json.dumps(line, default=_plain, ensure_ascii=False).encode() + b"\n"
            while content:
                content = content[os.write(self._handle, content) :]
            os.fsync(self._handle)
        except OSError as error:
            raise MediumError(str(self._path), error.strerror or type(error).__name__) from error

    def close(self) -> None:
        if self._handle is not None:
            with suppress(OSError):
                os.close(self._handle)
            self._handle = None


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return str(value)
