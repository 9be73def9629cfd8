"""The helper's side of its door `read`: reads one request, asks this machine what only root may ask, tells it on.

It runs as root, asked by a window that is not. Nothing of the request names a program, an option, a drive or a file:
the questions are those of `allowed`, the drives those that the kernel lists. Each answer is passed on when it comes.
"""

from __future__ import annotations

import os
import select
import threading
import time
from collections.abc import Mapping

from workshop.adapters.machine import allowed
from workshop.adapters.machine.answers import (
    MAX_REQUEST_BYTES,
    MAX_TOTAL_BYTES,
    Answer,
    BadLineError,
    Done,
    Ran,
    Ready,
    Refused,
    Say,
    Told,
    check_request,
    cut,
    written,
)
from workshop.adapters.machine.gathering import LIMITS_SECONDS, gather
from workshop.services.ports import Commands, Output

_NOT_HERE = Output(None, missing=True)


def serve(
    source: int,
    sink: int,
    commands: Commands,
    limits: Mapping[str, float] = LIMITS_SECONDS,
    request_seconds: float = 10.0,
) -> bool:
    """Answer the one request that comes from a handle; True where all was asked and somebody heard it."""
    listener = _Listener(sink)
    try:
        check_request(_one_line(source, request_seconds))
    except BadLineError as problem:
        listener.say(Refused(str(problem)))
        return False
    listener.say(Ready())
    gather(RootsQuestions(commands, listener.say), limits, None)
    return listener.say(Done())


class RootsQuestions:
    """The door of a machine as it is for the helper: nothing but the closed list, and each answer is told on."""

    def __init__(self, commands: Commands, say: Say) -> None:
        self._commands = commands
        self._say = say
        self._drives = frozenset(path.rsplit("/", 1)[-1] for path in commands.list(allowed.BLOCKS))
        self._heard = True

    def run(self, *argv: str, timeout_seconds: float = 30) -> Output:
        if argv == allowed.LSBLK:  # the window asks it itself: everybody may
            return self._commands.run(*argv, timeout_seconds=timeout_seconds)
        name = allowed.device_of(argv)
        if name is None or not (name == "" or name in self._drives) or not self._heard:
            return _NOT_HERE
        output = cut(self._commands.run(*argv, timeout_seconds=timeout_seconds))
        self._heard = self._say(Ran(argv, output))
        return output

    def read(self, path: str) -> bytes | None:
        if not allowed.is_file(path):
            return None
        content = self._commands.read(path)
        self._heard = self._say(Told(path, content))
        return content

    def list(self, pattern: str) -> tuple[str, ...]:
        return self._commands.list(pattern) if pattern in (allowed.BLOCKS, *allowed.TRACKING) else ()


class _Listener:
    """Whoever asked: gets whole lines, one after the other, and not without end."""

    def __init__(self, sink: int) -> None:
        self._sink = sink
        self._turn = threading.Lock()
        self._left = MAX_TOTAL_BYTES

    def say(self, answer: Answer) -> bool:
        """Tell an answer; False where nobody hears it."""
        line = written(answer)
        with self._turn:
            self._left -= len(line)
            if self._left < 0:
                return False
            try:
                while line:
                    line = line[os.write(self._sink, line) :]
            except OSError:
                self._left = 0
                return False
        return True


def _one_line(source: int, seconds: float) -> bytes:
    """Read up to the end of the first line, bounded in length and in time; what came with it is kept, to be refused."""
    limit = time.monotonic() + seconds
    line = b""
    while b"\n" not in line and len(line) <= MAX_REQUEST_BYTES:
        ready, _, _ = select.select([source], [], [], max(0.0, limit - time.monotonic()))
        if not ready:
            raise BadLineError("no request in time")
        piece = os.read(source, MAX_REQUEST_BYTES + 1)
        if not piece:
            break
        line += piece
    return line
