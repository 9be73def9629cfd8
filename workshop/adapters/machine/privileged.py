"""The window's side of the helper's door `read`: this machine, with root's rights where a person gives them.

The helper is started by the first question that is root's. Where it is refused, slow, ends early or says what may not
be said, the questions that it did not answer are asked without rights: the tools' own « Permission denied » is told.
"""

from __future__ import annotations

import os
import select
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from enum import StrEnum
from types import TracebackType
from typing import Self

from workshop.adapters.machine import allowed
from workshop.adapters.machine.answers import (
    MAX_LINE_BYTES,
    MAX_LINES,
    MAX_TOTAL_BYTES,
    REQUEST,
    Answer,
    BadLineError,
    Done,
    Ran,
    Ready,
    Refused,
    Told,
    read,
)
from workshop.adapters.machine.gathering import LIMITS_SECONDS
from workshop.adapters.machine.reader import MachineReader
from workshop.domain.diagnosis import Reading, Unread, WhyUnread
from workshop.services.ports import Clock, Commands, Output, Progress

RIGHTS = "rights"  # the part that is told before a password may be asked for, and that stays unread without it
RIGHTS_SECONDS = 120.0  # to type a password
ANSWER_SECONDS = 90.0  # more than lsblk, then hdparm three times, at their limits
_DISMISSED = 126  # pkexec(1): the person closed the dialogue
_LAST_WORDS_SECONDS = 1.0
_LOOK_SECONDS = 0.05


class WithoutRights(StrEnum):
    """Why a reading went without root's rights, or lost them."""

    NO_HELPER = "no-helper"
    CANCELLED = "cancelled"
    REFUSED = "refused"
    TOO_SLOW = "too-slow"
    BROKEN = "broken"


class PrivilegedMachine:
    """The machine that runs us, read by somebody who is not root. `command` starts the helper; empty: there is none."""

    def __init__(
        self,
        own: Commands,
        clock: Clock,
        command: Sequence[str],
        limits: Mapping[str, float] = LIMITS_SECONDS,
        *,
        rights_seconds: float = RIGHTS_SECONDS,
        answer_seconds: float = ANSWER_SECONDS,
    ) -> None:
        self._own = own
        self._clock = clock
        self._command = tuple(command)
        self._limits = limits
        self._seconds = (rights_seconds, answer_seconds)
        self._left: list[subprocess.Popen[bytes]] = []

    def read(self, on_progress: Progress | None = None) -> Reading:
        """Read everything at once; `on_progress` hears of the rights first where a person may be asked for them."""
        if self._command and on_progress is not None:
            on_progress(RIGHTS)
        with self.asking() as commands:
            reading = MachineReader(commands, self._clock, self._limits).read(on_progress)
        return explained(reading, commands.without_rights)

    def asking(self) -> PrivilegedCommands:
        """Return the door for one reading; the helper ends with it."""
        self._left = [child for child in self._left if child.poll() is None]
        return PrivilegedCommands(self._own, self._command, self._left, *self._seconds)


def explained(reading: Reading, why: WithoutRights | None) -> Reading:
    """Say first why rights were missing, where something was not read for want of them."""
    unread = reading.diagnosis.unread
    if why is None or not any(item.why is WhyUnread.NO_RIGHT for item in unread):
        return reading
    told = (Unread(RIGHTS, WhyUnread.NO_RIGHT, why.value), *unread)
    return replace(reading, diagnosis=replace(reading.diagnosis, unread=told))


class PrivilegedCommands:
    """The door of this machine for one reading: root's questions go to the helper, all others are asked as they are.

    `left` gets a helper that would not end: root's processes are not ours to end.
    """

    def __init__(
        self,
        own: Commands,
        command: Sequence[str],
        left: list[subprocess.Popen[bytes]],
        rights_seconds: float = RIGHTS_SECONDS,
        answer_seconds: float = ANSWER_SECONDS,
    ) -> None:
        self._own = own
        self._command = tuple(command)
        self._left = left
        self._rights_seconds = rights_seconds
        self._answer_seconds = answer_seconds
        self._news = threading.Condition()
        self._outputs: dict[tuple[str, ...], Output] = {}
        self._files: dict[str, bytes | None] = {}
        self._listening: threading.Thread | None = None
        self._ended = not command
        self._unwanted = threading.Event()
        self.without_rights: WithoutRights | None = None if command else WithoutRights.NO_HELPER

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._unwanted.set()
        if self._listening is not None:
            self._listening.join()

    def run(self, *argv: str, timeout_seconds: float = 30) -> Output:
        if allowed.device_of(argv) is not None:
            with self._news:
                self._start()
                self._news.wait_for(lambda: argv in self._outputs or self._ended)
                if argv in self._outputs:
                    return self._outputs[argv]
        return self._own.run(*argv, timeout_seconds=timeout_seconds)

    def read(self, path: str) -> bytes | None:
        content = self._own.read(path)
        if content is not None or not allowed.is_file(path):
            return content
        with self._news:
            self._start()
            self._news.wait_for(lambda: path in self._files or self._ended)
            return self._files.get(path)

    def list(self, pattern: str) -> tuple[str, ...]:
        return self._own.list(pattern)

    def _start(self) -> None:
        if self._listening is None and not self._ended:
            self._listening = threading.Thread(target=self._listen, name="helper", daemon=True)
            self._listening.start()

    def _listen(self) -> None:
        """Keep what one helper says, until it is done or may not be listened to any more."""
        why: WithoutRights | None = WithoutRights.BROKEN
        try:
            why = self._heard()
        finally:
            with self._news:
                self._ended = True
                self.without_rights = why
                self._news.notify_all()

    def _heard(self) -> WithoutRights | None:
        try:
            child = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd="/",
                start_new_session=True,
            )
        except OSError:
            return WithoutRights.NO_HELPER
        assert child.stdin is not None
        with suppress(OSError), child.stdin:
            child.stdin.write(REQUEST)
        lines = _Lines(child, self._unwanted)
        try:
            why = self._kept(lines)
        finally:
            _let_go(child, self._left)
        if why is WithoutRights.REFUSED and child.returncode == _DISMISSED:
            return WithoutRights.CANCELLED
        return why

    def _kept(self, lines: _Lines) -> WithoutRights | None:
        try:
            first = lines.next(time.monotonic() + self._rights_seconds)
            if first is None or isinstance(read(first), Refused):
                return WithoutRights.REFUSED
            if not isinstance(read(first), Ready):
                return WithoutRights.BROKEN
            deadline = time.monotonic() + self._answer_seconds
            while (line := lines.next(deadline)) is not None:
                answer = read(line)
                if isinstance(answer, Done):
                    return None
                self._keep(answer)
        except TimeoutError:
            return None if self._unwanted.is_set() else WithoutRights.TOO_SLOW
        except BadLineError:
            return WithoutRights.BROKEN
        return WithoutRights.BROKEN

    def _keep(self, answer: Answer | None) -> None:
        with self._news:
            if isinstance(answer, Ran):
                self._outputs.setdefault(answer.argv, answer.output)
            elif isinstance(answer, Told):
                self._files.setdefault(answer.path, answer.content)
            self._news.notify_all()


class _Lines:
    """The lines that a helper writes, bounded in length, in number, in all and in time."""

    def __init__(self, child: subprocess.Popen[bytes], unwanted: threading.Event) -> None:
        assert child.stdout is not None
        self._handle = child.stdout.fileno()
        self._unwanted = unwanted
        self._buffer = bytearray()
        self._left = MAX_TOTAL_BYTES
        self._lines = MAX_LINES

    def next(self, deadline: float) -> bytes | None:
        """Return the next line, None at the end; raises TimeoutError where it is late or not wanted any more."""
        searched = 0
        while (end := self._buffer.find(b"\n", searched)) < 0:
            searched = len(self._buffer)
            if searched > MAX_LINE_BYTES or self._left <= 0:
                raise BadLineError("too long")
            piece = self._piece(deadline)
            if not piece:
                return None
            self._buffer += piece
            self._left -= len(piece)
        self._lines -= 1
        if self._lines < 0:
            raise BadLineError("too many lines")
        line = bytes(self._buffer[: end + 1])
        del self._buffer[: end + 1]
        return line

    def _piece(self, deadline: float) -> bytes:
        while True:
            if time.monotonic() >= deadline or self._unwanted.is_set():
                raise TimeoutError
            ready, _, _ = select.select([self._handle], [], [], _LOOK_SECONDS)
            if ready:
                return os.read(self._handle, 1 << 18)


def _let_go(child: subprocess.Popen[bytes], left: list[subprocess.Popen[bytes]]) -> None:
    """Listen no more: a helper that nobody hears ends by itself; what is ours of it is ended."""
    if child.stdout is not None:
        child.stdout.close()
    with suppress(subprocess.TimeoutExpired):
        child.wait(0.2)
    if child.poll() is None:
        with suppress(OSError):  # root's process is not ours to end
            child.kill()
        with suppress(subprocess.TimeoutExpired):
            child.wait(_LAST_WORDS_SECONDS)
    if child.poll() is None:
        left.append(child)
