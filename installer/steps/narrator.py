"""What the reader of the terminal sees: short numbered lines, a moving count of seconds, and sentences."""

from __future__ import annotations

from typing import TextIO

from .sentences import FAILED, READY, Sentence


class Narrator:
    """Tells the progress of numbered steps; only one step is open at a time.

    `told` takes the progress, `failures` the sentences that end the work. On a terminal the open line counts seconds;
    in a log file nothing is written twice.
    """

    def __init__(self, language: str, steps: int, told: TextIO, failures: TextIO) -> None:
        self.language = language
        self._steps = steps
        self._number = 0
        self._told = told
        self._failures = failures
        self._open: str | None = None
        self._line_is_ours = False

    def begin(self, step: Sentence) -> None:
        """Open the next numbered line."""
        self._number += 1
        self._open = f"{self._number}/{self._steps} {step.spoken(self.language)}… "
        self._show(self._open)

    def tick(self, seconds: float) -> None:
        """Show how long the open step has been working; silent elsewhere than on a terminal."""
        if self._open and self._told.isatty():
            self._show(f"\r{self._open}{seconds:.0f} s ")

    def end(self, outcome: Sentence = READY) -> None:
        """Close the open line."""
        if self._open is None:
            return
        words = outcome.spoken(self.language)
        if not self._line_is_ours:
            self._show(f"{self._open}{words}\n")
        elif self._told.isatty():
            self._show(f"\r{self._open}{words}   \n")  # the blanks cover the count of seconds
        else:
            self._show(f"{words}\n")
        self._open = None

    def tell(self, sentence: Sentence) -> None:
        """Say one sentence on its own line; an open step goes on below it."""
        self._break_line()
        self._show(sentence.spoken(self.language) + "\n")

    def quote(self, text: str) -> None:
        """Show what a program said, as it said it."""
        self._break_line()
        self._show(text.rstrip() + "\n")

    def give_way(self) -> None:
        """Leave the terminal to another program: its lines start on a fresh line."""
        self._break_line()
        self._told.flush()

    def fail(self, sentence: Sentence, outcome: Sentence = FAILED) -> None:
        """Say why the work ends here, where errors are read; `outcome` closes the step that was open."""
        self.end(outcome)
        self._break_line()
        self._told.flush()
        self._failures.write(sentence.spoken(self.language) + "\n")
        self._failures.flush()

    def _break_line(self) -> None:
        if self._line_is_ours:
            self._told.write("\n")
            self._line_is_ours = False

    def _show(self, text: str) -> None:
        self._told.write(text)
        self._told.flush()
        self._line_is_ours = not text.endswith("\n")
