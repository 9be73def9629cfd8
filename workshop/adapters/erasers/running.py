"""Running one engine as a child process: its output bounded, its progress looked at, its end made sure of."""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Self

from workshop.adapters.erasers.bounded import Bounded
from workshop.adapters.erasers.namespace import PATH

LOOK_SECONDS = 0.1
POLITE_SECONDS = 10.0  # nwipe 0.34 answers SIGINT in 1.1 s and writes its table (measured)
_GO = b"go\n"
FORCED_SECONDS = 5.0  # a process in uninterruptible sleep (a dying drive) outlives SIGKILL; it is left behind


@dataclass(frozen=True, slots=True)
class Ran:
    """How a child ended; `exit_code` is -N for signal N, None where it could not be ended."""

    exit_code: int | None
    stdout: str
    stderr: str
    timed_out: bool = False


def run_engine(
    command: Sequence[str],
    stopping: threading.Event,
    on_look: Callable[[], None] = lambda: None,
    *,
    on_output: Callable[[bytes], None] = lambda _: None,
    seconds: float | None = None,
) -> Ran:
    """Run a command built by `alone_with` until it ends, or end it when `stopping` is set or after `seconds`.

    OSError: it cannot start. The engine has no standard input: that is its lifeline (see namespace.py). The child has
    its own session (a Ctrl-C in the terminal is ours to pass on) and the C locale. An exception raised by `on_look` or
    `on_output` (given both streams as they come), KeyboardInterrupt included, ends the child before it travels on. The
    caller's thread must live until then: the kernel ends the child when it dies (PR_SET_PDEATHSIG).
    """
    child = _started(command)
    assert child.stdin is not None
    assert child.stdout is not None
    assert child.stderr is not None
    out, err = Bounded(), Bounded()
    limit, late = None if seconds is None else time.monotonic() + seconds, False
    watching = _Watch(child, ((child.stdout, out), (child.stderr, err)), on_output)
    with child.stdin, child.stdout, child.stderr, watching as watch:
        try:
            while not watch.ended(LOOK_SECONDS) and not stopping.is_set() and not late:
                on_look()
                late = limit is not None and time.monotonic() > limit
        finally:
            watch.quiet()  # whatever `on_output` would raise now must not keep the child from being ended
            _end(child, watch)
        watch.drain()
    return Ran(child.returncode, out.text(), err.text(), timed_out=late)


def _started(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start a child, and tell it that we are there; it ends when its standard input does."""
    child = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PATH": PATH, "LC_ALL": "C", "LANGUAGE": ""},
        cwd="/",
        start_new_session=True,
    )
    assert child.stdin is not None
    with suppress(BrokenPipeError):
        os.write(child.stdin.fileno(), _GO)
    return child


class _Watch:
    """Waits for a child's end while emptying its pipes."""

    def __init__(
        self,
        child: subprocess.Popen[bytes],
        pipes: Sequence[tuple[IO[bytes], Bounded]],
        on_output: Callable[[bytes], None],
    ) -> None:
        self._child = child
        self._on_output = on_output
        self._selector = selectors.DefaultSelector()
        self._end = os.pidfd_open(child.pid)  # readable when the child ends: no waiting for the next look
        self._selector.register(self._end, selectors.EVENT_READ, None)
        for pipe, kept in pipes:
            os.set_blocking(pipe.fileno(), False)
            self._selector.register(pipe, selectors.EVENT_READ, kept)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._selector.close()
        os.close(self._end)

    def ended(self, seconds: float) -> bool:
        """Whether the child ended, after waiting for anything to happen."""
        self._empty(seconds)
        return self._child.poll() is not None

    def quiet(self) -> None:
        """Tell nobody any more what the child writes."""
        self._on_output = lambda _: None

    def drain(self) -> None:
        """Take what was written before the end; a grandchild that keeps the pipe open is not waited for."""
        while self._empty(0):
            pass

    def _empty(self, seconds: float) -> int:
        taken = 0
        for key, _ in self._selector.select(seconds):
            if key.data is None:
                continue
            piece = b""
            with suppress(BlockingIOError):
                piece = os.read(key.fd, 65536)
                if not piece:
                    self._selector.unregister(key.fileobj)
            key.data.add(piece)
            taken += len(piece)
            if piece:
                self._on_output(piece)
        return taken


def _end(child: subprocess.Popen[bytes], watch: _Watch) -> None:
    """Ask a child that still runs to stop, then make it stop."""
    for number, seconds in ((signal.SIGINT, POLITE_SECONDS), (signal.SIGKILL, FORCED_SECONDS)):
        if child.poll() is not None:
            return
        with suppress(ProcessLookupError):
            os.killpg(child.pid, number)
        limit = time.monotonic() + seconds
        while not watch.ended(LOOK_SECONDS) and time.monotonic() < limit:
            pass
