"""A wipe as it happens: one sealed line per fact, on the disk before anything else goes on.

A crash or a power cut leaves the truth: a wipe that has a `started` line and no `ended` line never ended. Each line
is canonical JSON (RFC 8785) and carries `hash`, the SHA-256 of the line before it and of itself: what was altered,
lost, doubled or moved shows. While the file is open it is locked (flock): the keeper's sign of life, which the kernel
takes back whatever ends the process.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import time
from contextlib import suppress
from datetime import datetime
from functools import cache
from pathlib import Path

from workshop.domain.content import Content, ContentError, canonical, to_content, written_time
from workshop.domain.errors import MediumError

MAX_LINE_BYTES = 1024 * 1024
MAX_LOG_BYTES = 64 * 1024 * 1024
_FULL_BYTES = MAX_LOG_BYTES - 4 * MAX_LINE_BYTES  # nothing but the end is written any more: the log stays readable
_LOCK_SECONDS = 2.0  # somebody who looks whether we live holds the lock for an instant
_AN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")


def is_an_id(wipe: str) -> bool:
    """Whether a wipe's id can be the name of a file."""
    return _AN_ID.fullmatch(wipe) is not None


def sealed(content: Content, previous: str) -> tuple[bytes, str]:
    """Return a line with its end, and its hash; `previous` is the hash of the line before, "" for the first."""
    seal = hashlib.sha256(previous.encode("ascii") + canonical(content)).hexdigest()
    return canonical({**content, "hash": seal}) + b"\n", seal


def opened(line: bytes, previous: str) -> tuple[Content, str]:
    """Return what a line (without its end) says, and its hash; ContentError where it is not as it was written."""
    if len(line) >= MAX_LINE_BYTES:
        raise ContentError(f"{len(line)} bytes")
    try:
        content = json.loads(line)
    except (ValueError, RecursionError) as problem:
        raise ContentError(type(problem).__name__) from problem
    if not isinstance(content, dict):
        raise ContentError(type(content).__name__)
    seal = content.pop("hash", None)
    again, expected = sealed(content, previous)
    if seal != expected or again != line + b"\n":
        raise ContentError("hash")
    return content, expected


class Journal:
    """The file `<id>.jsonl` in a folder; without a folder nothing is kept. Every failure is a MediumError."""

    def __init__(self, folder: Path | None, wipe: str) -> None:
        self._path = None if folder is None else folder / f"{wipe}.jsonl"
        self._handle: int | None = None
        self._number, self._seal, self._bytes = 0, "", 0
        if folder is None or self._path is None:
            return
        if not is_an_id(wipe):
            raise MediumError(str(self._path), "not a file name")
        try:
            folder.mkdir(mode=0o755, parents=True, exist_ok=True)
            self._handle = _created(self._path)
            _sync_folder(folder)
        except OSError as error:
            self.close()
            raise _medium_error(self._path, error) from error

    def write(self, event: str, at: datetime, **facts: object) -> Content:
        """Append one fact and wait until it is on the disk; returns the line as whoever reads it will see it."""
        content: Content = {
            "event": event,
            "at": written_time(at),
            "monotonic_milliseconds": milliseconds(),
            "boot": boot_id(),
            "n": self._number,
            **{name: _written(fact) for name, fact in facts.items()},
        }
        line, seal = sealed(content, self._seal)
        if self._path is not None:
            self._append(line, last=event == "ended")
        self._number, self._seal = self._number + 1, seal
        return content

    def close(self) -> None:
        if self._handle is not None:
            with suppress(OSError):
                os.close(self._handle)
            self._handle = None

    def _append(self, line: bytes, *, last: bool) -> None:
        """Write a line whole, or none any more: after half a line nothing that follows could be read."""
        if self._handle is None:
            raise MediumError(str(self._path), "closed")
        try:
            if len(line) > MAX_LINE_BYTES or (self._bytes + len(line) > _FULL_BYTES and not last):
                raise MediumError(str(self._path), "too long")
            rest = line
            while rest:
                rest = rest[os.write(self._handle, rest) :]
            os.fsync(self._handle)
        except OSError as error:
            self.close()
            raise _medium_error(self._path, error) from error
        self._bytes += len(line)


def milliseconds() -> int:
    """Count on a clock that nobody sets and that goes on while the bench sleeps (CLOCK_BOOTTIME, clock_gettime(2))."""
    return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000


@cache
def boot_id() -> str:
    """Return the kernel's id of this boot, "" where it gives none."""
    with suppress(OSError):
        return Path("/proc/sys/kernel/random/boot_id").read_text("utf-8", "replace").strip()[:64]
    return ""


def process_started() -> int:
    """Return when this process started, in clock ticks since the boot (proc(5), `starttime`); 0 where unknown.

    With its number it tells a process from a later one that got the same number.
    """
    with suppress(OSError, ValueError, IndexError):
        return int(Path("/proc/self/stat").read_text("utf-8", "replace").rpartition(")")[2].split()[19])
    return 0


def _written(fact: object) -> object:
    """Turn a fact into content in which every text can be written: half a character becomes a question mark."""
    return _whole_characters(to_content(fact))


def _whole_characters(content: object) -> object:
    if isinstance(content, str):
        return content.encode("utf-8", "replace").decode("utf-8")
    if isinstance(content, list):
        return [_whole_characters(item) for item in content]
    if isinstance(content, dict):
        return {key: _whole_characters(item) for key, item in content.items()}
    return content


def _created(path: Path) -> int:
    """Create a file that was not there, readable by all, and lock it for as long as it is open."""
    how = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_APPEND | os.O_CLOEXEC
    handle = os.open(path, how, 0o644)
    try:
        os.fchmod(handle, 0o644)
        _lock(handle)
    except OSError:
        os.close(handle)
        raise
    return handle


def _lock(handle: int) -> None:
    limit = time.monotonic() + _LOCK_SECONDS
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > limit:
                raise
            time.sleep(0.01)
        else:
            return


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _medium_error(path: Path | None, error: OSError) -> MediumError:
    return MediumError(str(path), error.strerror or type(error).__name__)
