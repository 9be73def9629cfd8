"""The machine that runs us: real programs, real files."""

from __future__ import annotations

import os
import selectors
import shutil
import signal
import stat
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from workshop.adapters.commands.bounds import MAX_FILE_BYTES, MAX_LISTED, MAX_OUTPUT_BYTES
from workshop.services.ports import Output

_CANNOT_START = 126  # as a shell says it
_LAST_WORDS_SECONDS = 1.0  # a process stuck in the kernel (state D) outlives SIGKILL; it is left behind after this
_SBIN = ("/usr/local/sbin", "/usr/sbin", "/sbin")  # not in the PATH of everybody


class LocalCommands:
    """Runs tools of this machine. `path` is where they are looked for, as PATH is written; by default PATH and sbin."""

    def __init__(self, path: str | None = None) -> None:
        self._path = os.pathsep.join((os.environ.get("PATH", os.defpath), *_SBIN)) if path is None else path

    def run(self, *argv: str, timeout_seconds: float = 30) -> Output:
        """Run a tool without a shell, in the C locale; it costs its time limit, a second more if it will not die."""
        tool = shutil.which(argv[0], path=self._path)
        if tool is None:
            return Output(None, missing=True)
        try:
            process = subprocess.Popen(
                [tool, *argv[1:]],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env={**os.environ, "PATH": self._path, "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "LANGUAGE": ""},
                start_new_session=True,
            )
        except (OSError, ValueError) as error:
            return Output(_CANNOT_START, stderr=str(error).encode("utf-8", "replace"))
        deadline = time.monotonic() + timeout_seconds
        return _communicated(process, deadline) if sys.platform == "win32" else _collected(process, deadline)

    def read(self, path: str) -> bytes | None:
        """Give the content of a regular file; None where it is absent, forbidden, something else or too large."""
        try:
            handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
        except (OSError, ValueError):
            return None
        try:
            content = _content(handle) if stat.S_ISREG(os.fstat(handle).st_mode) else None
        except OSError:
            return None
        finally:
            os.close(handle)
        return None if content is None or len(content) > MAX_FILE_BYTES else content

    def list(self, pattern: str) -> tuple[str, ...]:
        """List the paths that match a pattern of the shell, sorted."""
        return tuple(sorted(map(str, Path("/").glob(pattern.lstrip("/")))))[:MAX_LISTED]


def _content(handle: int) -> bytes:
    """Read to the end, or to one byte past the bound; the kernel's files give their size as 4096 or 0."""
    content = bytearray()
    while len(content) <= MAX_FILE_BYTES and (piece := os.read(handle, MAX_FILE_BYTES + 1 - len(content))):
        content += piece
    return bytes(content)


def _collected(process: subprocess.Popen[bytes], deadline: float) -> Output:
    """Read both pipes until the program ends, its time is over or it wrote too much; then let nobody of it live."""
    assert process.stdout is not None
    assert process.stderr is not None
    out, err = bytearray(), bytearray()
    timed_out = truncated = False
    with process.stdout, process.stderr, selectors.DefaultSelector() as waiting:
        for pipe, kept in ((process.stdout, out), (process.stderr, err)):
            os.set_blocking(pipe.fileno(), False)
            waiting.register(pipe, selectors.EVENT_READ, kept)
        while waiting.get_map() and not timed_out and not truncated:
            for key, _ in waiting.select(max(0.0, deadline - time.monotonic())):
                if not _took(key.fileobj, key.data):
                    waiting.unregister(key.fileobj)
            truncated = max(len(out), len(err)) > MAX_OUTPUT_BYTES
            timed_out = bool(waiting.get_map()) and time.monotonic() >= deadline
        if not timed_out and not truncated:
            timed_out = not _ended(process, max(0.0, deadline - time.monotonic()))
        if timed_out or truncated:
            _kill(process)
    return _output(process, bytes(out), bytes(err), timed_out=timed_out)


def _took(pipe: Any, kept: bytearray) -> bool:
    """Take what waits in a pipe; False at its end."""
    with suppress(BlockingIOError):
        piece = os.read(pipe.fileno(), 65536)
        kept += piece
        return bool(piece)
    return True


def _ended(process: subprocess.Popen[bytes], seconds: float) -> bool:
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def _kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    _ended(process, _LAST_WORDS_SECONDS)


def _communicated(process: subprocess.Popen[bytes], deadline: float) -> Output:
    """Do the same where pipes cannot be waited for together (Windows): the size is cut afterwards."""
    timed_out = False
    try:
        out, err = process.communicate(timeout=max(0.0, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        timed_out = True
        process.kill()
        out, err = process.communicate()
    return _output(process, out, err, timed_out=timed_out)


def _output(process: subprocess.Popen[bytes], out: bytes, err: bytes, *, timed_out: bool) -> Output:
    """Cut to size; who was ended for its time or its size has no exit code."""
    ended_by_us = timed_out or max(len(out), len(err)) > MAX_OUTPUT_BYTES
    code = None if ended_by_us else process.returncode
    return Output(code, out[:MAX_OUTPUT_BYTES], err[:MAX_OUTPUT_BYTES], timed_out=timed_out)
