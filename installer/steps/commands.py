"""The set-up's one door for foreign programs: their output goes to the log, their failures come back as values."""

from __future__ import annotations

import contextlib
import shlex
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .logbook import Logbook
from .narrator import Narrator
from .sentences import FINISHING

NOT_STARTED = 127  # the shell's own code for a program that is not there
_TICK_SECONDS = 1.0
_PATIENCE_SECONDS = 3.0


@dataclass(frozen=True)
class Outcome:
    """How one program ended, and what it printed on both of its outputs."""

    exit_code: int
    output: str

    @property
    def succeeded(self) -> bool:
        """Whether the program said that all went well."""
        return self.exit_code == 0


class Commands:
    """Runs programs without a keyboard, one at a time."""

    def __init__(self, logbook: Logbook, narrator: Narrator, folder: Path) -> None:
        self._logbook = logbook
        self._narrator = narrator
        self._folder = folder

    def run(
        self,
        words: Sequence[str],
        environment: Mapping[str, str] | None = None,
        *,
        whole: bool = False,
    ) -> Outcome:
        """Run one program to its end, quietly; a program that cannot be started has the exit code 127.

        A `whole` one is never cut short: a dpkg that Ctrl+C reaches leaves the system's packages half-installed.
        """
        self._logbook.write(f"\n$ {shlex.join(words)}\n")
        place = self._logbook.place()
        try:
            child = subprocess.Popen(
                words,
                stdin=subprocess.DEVNULL,
                stdout=self._logbook.fileno(),
                stderr=subprocess.STDOUT,
                env=environment,
                cwd=self._folder,
                process_group=0 if whole and sys.platform != "win32" else None,
            )
        except OSError as error:
            self._logbook.write(f"{error}\n")
            return Outcome(NOT_STARTED, str(error))
        exit_code = self._wait(child, whole=whole)
        output = self._logbook.since(place)
        self._logbook.write(f"[{exit_code}]\n")
        return Outcome(exit_code, output)

    def ask(self, words: Sequence[str]) -> Outcome:
        """Run one short question whose answer is not worth keeping in the log."""
        try:
            asked = subprocess.run(
                words, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", errors="replace", check=False
            )
        except OSError as error:
            self._logbook.write(f"\n$ {shlex.join(words)}\n{error}\n")
            return Outcome(NOT_STARTED, str(error))
        self._logbook.write(f"\n$ {shlex.join(words)}\n{asked.stderr}[{asked.returncode}]\n")
        return Outcome(asked.returncode, asked.stdout)

    def show(self, words: Sequence[str], environment: Mapping[str, str] | None = None) -> int:
        """Run one program that speaks to the reader itself, keyboard included, and return its exit code."""
        self._narrator.give_way()
        self._logbook.write(f"\n$ {shlex.join(words)}\n")
        try:
            child = subprocess.Popen(words, env=environment, cwd=self._folder)
        except OSError as error:
            self._logbook.write(f"{error}\n")
            return NOT_STARTED
        exit_code = self._wait(child, counted=False)
        self._logbook.write(f"[{exit_code}]\n")
        return exit_code

    def _wait(self, child: subprocess.Popen[bytes], *, counted: bool = True, whole: bool = False) -> int:
        started = time.monotonic()
        try:
            while True:
                try:
                    return child.wait(_TICK_SECONDS if counted else None)
                except subprocess.TimeoutExpired:
                    self._narrator.tick(time.monotonic() - started)
        except BaseException:
            if whole:
                self._narrator.tell(FINISHING)
                child.wait()
            else:
                _let_go(child)
            raise


def _let_go(child: subprocess.Popen[bytes]) -> None:
    """See an interrupted child to its end: a terminal has told it already, a signal to us alone has not."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(_PATIENCE_SECONDS)
        return
    with contextlib.suppress(PermissionError):  # a child that runs as root, through sudo
        child.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(_PATIENCE_SECONDS)
            return
        child.kill()
        child.wait()
