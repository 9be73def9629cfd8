"""What every step is given: the checkout, the reader, the log and the door to foreign programs."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .commands import Commands
from .language import chosen_language
from .logbook import Logbook, open_logbook
from .narrator import Narrator
from .sentences import MISSING_FILE, WAITING, Sentence

if sys.platform != "win32":
    import fcntl

CHECKOUT = Path(__file__).resolve().parents[2]


class Stopped(Exception):  # noqa: N818 — it is an ending, told in one sentence, not a bug
    """The work cannot go on; carries what to tell the reader. Exit code 1 unless it says otherwise."""

    def __init__(self, sentence: Sentence, exit_code: int = 1) -> None:
        super().__init__(sentence.english)
        self.sentence = sentence
        self.exit_code = exit_code


class NothingInstalled(Stopped):
    """An installation that ended before its first file was written: what was there before is still good."""


@dataclass(frozen=True)
class Setup:
    """One set-up of one checkout."""

    checkout: Path
    narrator: Narrator
    logbook: Logbook
    commands: Commands

    @classmethod
    def begin(cls, steps: int, checkout: Path = CHECKOUT) -> Setup:
        """Open the log and speak on the standard outputs; `steps` is how many numbered lines will come."""
        narrator = Narrator(chosen_language(), steps, sys.stdout, sys.stderr)
        logbook = open_logbook(checkout / "build")
        return cls(checkout, narrator, logbook, Commands(logbook, narrator, checkout))

    def needs(self, *files: str) -> None:
        """Stop where the checkout lacks one of the files that the set-up reads."""
        for file in files:
            if not (self.checkout / file).is_file():
                raise Stopped(MISSING_FILE.with_facts(file=file))

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Keep a second set-up of the same checkout waiting: it would take the first one's work for damage.

        Where the file cannot be made (a checkout of another account) or locked (Windows), go on unguarded.
        """
        try:
            lock = os.open(self.checkout / "build" / "installer.lock", os.O_RDWR | os.O_CREAT, 0o644)
        except OSError:
            yield
            return
        try:
            self._wait_for(lock)
            yield
        finally:
            os.close(lock)

    def _wait_for(self, lock: int) -> None:
        if sys.platform != "win32":
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                self.narrator.tell(WAITING)
                fcntl.flock(lock, fcntl.LOCK_EX)
