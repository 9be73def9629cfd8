"""A process that outlives whoever asked for it, and tells them how it began.

The helper's process forks: the child becomes the keeper of a wipe, in a session of its own, and the first process only
waits for its first word, passes it on, and ends. So nobody has a child to wait for, no terminal's hang-up reaches the
keeper, and what `pkexec` sets goes with the first process: it lets the kernel send SIGTERM when the window dies
(polkit, src/programs/pkexec.c: « make sure we are nuked if the parent process dies »), which exec keeps and fork clears
(prctl(2), PR_SET_PDEATHSIG). Otherwise closing the window would stop every wipe.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

MAX_WORD_BYTES = 64 * 1024
_HEARD = b"\n"
_ACKNOWLEDGE_SECONDS = 30.0

Say = Callable[[bytes], bool]
Work = Callable[[Say, threading.Event], None]


def detached(work: Work, tell: Callable[[bytes], None]) -> bool:
    """Do some work in a process that stays; True once it has said its first word and `tell` has passed it on.

    In the work's process `Say` returns whether the word was heard: where whoever asked is gone, it was not. The event
    is set when the process is told to stop.
    """
    word_out, word_in = os.pipe()
    heard_out, heard_in = os.pipe()
    if os.fork() == 0:
        os.close(word_out)
        os.close(heard_in)
        _stay(work, word_in, heard_out)
    os.close(word_in)
    os.close(heard_out)
    try:
        word = _all_of(word_out)
        if not word:
            return False
        tell(word)
        with suppress(BrokenPipeError):
            os.write(heard_in, _HEARD)
        return True
    finally:
        os.close(word_out)
        os.close(heard_in)


@contextmanager
def told_to_stop() -> Iterator[threading.Event]:
    """Give an event that SIGTERM and SIGINT set; SIGHUP does nothing.

    A thread sets it, not the handler: a handler runs in the middle of whatever the main thread does, which may be
    holding the event's own lock.
    """
    stopping = threading.Event()
    reader, writer = os.pipe()
    os.set_blocking(writer, False)

    def wait() -> None:
        if os.read(reader, 1):
            stopping.set()

    signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGTERM, signal.SIGINT))  # exec keeps what a caller blocked
    before = {number: signal.signal(number, lambda *_: None) for number in (signal.SIGTERM, signal.SIGINT)}
    before[signal.SIGHUP] = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    previous = signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    waiting = threading.Thread(target=wait, name="stop", daemon=True)
    waiting.start()
    try:
        yield stopping
    finally:
        signal.set_wakeup_fd(previous)
        for number, handler in before.items():
            signal.signal(number, handler)
        os.close(writer)
        waiting.join()
        os.close(reader)


def _stay(work: Work, word_in: int, heard_out: int) -> None:
    """Do the work in this process and end it; nothing of what the first process had open is left."""
    status = 1
    try:
        os.setsid()
        os.umask(0o022)
        os.chdir("/")
        _close_standard_files()
        with told_to_stop() as stopping:
            work(_Word(word_in, heard_out), stopping)
        status = 0
    finally:
        os._exit(status)


class _Word:
    """Says one word to the first process, once."""

    def __init__(self, word_in: int, heard_out: int) -> None:
        self._word_in, self._heard_out = word_in, heard_out
        self._said = False

    def __call__(self, word: bytes) -> bool:
        if self._said:
            return False
        self._said = True
        try:
            while word:
                word = word[os.write(self._word_in, word) :]
            os.close(self._word_in)
            ready, _, _ = select.select([self._heard_out], [], [], _ACKNOWLEDGE_SECONDS)
            return bool(ready) and os.read(self._heard_out, 1) == _HEARD
        except OSError:
            return False


def _close_standard_files() -> None:
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in range(3):
        os.dup2(nothing, number)
    os.close(nothing)


def _all_of(handle: int) -> bytes:
    word = b""
    while len(word) < MAX_WORD_BYTES:
        piece = os.read(handle, 4096)
        if not piece:
            break
        word += piece
    return word
