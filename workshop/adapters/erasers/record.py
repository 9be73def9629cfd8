"""One wipe being written down: what every eraser does in the same way, around its own engine."""

from __future__ import annotations

import codecs
import errno
import os
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from workshop.adapters.erasers.bounded import Bounded
from workshop.adapters.erasers.interlocks import InterlockError
from workshop.adapters.erasers.journal import Journal, process_started
from workshop.adapters.erasers.pace import Pace
from workshop.adapters.erasers.retelling import Story
from workshop.domain.content import Content
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.interlocks import Interlock
from workshop.domain.wiping import Claim, Looked, MediumIdentity, ReadBack, WipeLog, WipeStep
from workshop.services.ports import Clock, WipeOrder, WipeProgress

ERASE, READ_BACK = "erase", "read-back"
INTERLOCK, TROUBLE = "etabli-interlock", "etabli-trouble"
OWN_VERSION = "1"  # of our own steps, raised when what they do changes
_PROGRESS_SECONDS = 0.25  # a small medium passes a percent in a millisecond, and each line waits for the disk
_OUTPUT_SECONDS = 1.0
_OUTPUT_HEAD_BYTES = 64 * 1024  # of what a command says is written as it comes; then a glimpse now and then
_GLIMPSE_SECONDS, _GLIMPSE_BYTES = 60.0, 1024
_PIECE_BYTES = 16 * 1024
_STEP_HEAD_BYTES, _STEP_TAIL_BYTES = 32 * 1024, 96 * 1024  # in JSON six times that at most: a line stays below 1 MB
_ERROR_CHARACTERS = 1000

OnProgress = Callable[[WipeProgress], None]


class WipeRecord:
    """Writes the steps of one wipe to its journal; `log()` tells what was written, as `retelling` would.

    A refusal (InterlockError) or trouble of the system (OSError) inside the block becomes a failed step; every other
    exception, KeyboardInterrupt included, is written down as a stop and travels on. Nothing of a wipe is known here
    that is not in its journal.
    """

    def __init__(
        self,
        order: WipeOrder,
        clock: Clock,
        folder: Path | None,
        on_progress: OnProgress | None,
        stopping: threading.Event | None = None,
    ) -> None:
        self.order = order
        self.after: MediumIdentity | None = None
        self.celsius: Callable[[], int | None] = lambda: None
        self._clock = clock
        self._on_progress = on_progress
        self._stopping = stopping or threading.Event()
        self._stop_written = False
        self._told: dict[str, tuple[int, float, Pace]] = {}
        self._saying = _Saying()
        self._journal = Journal(folder, order.log)
        self._story = Story(self._started())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: type[BaseException] | None, error: BaseException | None, __: TracebackType | None) -> bool:
        ours = isinstance(error, (InterlockError, OSError))
        try:
            self.notice_stop()
            if isinstance(error, InterlockError):
                self._failed(INTERLOCK, error.rule.value, error.detail)
            elif isinstance(error, OSError):
                self._failed(TROUBLE, errno.errorcode.get(error.errno or 0, type(error).__name__), str(error))
            stopped = self._stopping.is_set() or (error is not None and not ours)
            said = repr(error)[:_ERROR_CHARACTERS] if error else ""
            self._write("ended", stopped=stopped, after=self.after, error=said)
        finally:
            self._journal.close()
        return ours

    @property
    def before(self) -> MediumIdentity:
        """Who the medium was, as asked of it before anything was written (until then: as it was chosen)."""
        return self._story.before

    def check(self, engine: str, found: MediumIdentity) -> None:
        """Compare the medium that is there with the one that was chosen, before anything is written."""
        chosen = self.order.medium
        same = chosen.same(found) and chosen.medium is found.medium
        self._write("identified", medium=found, same=same)
        self.after = found
        if self.order.method.engine != engine:
            raise InterlockError(Interlock.WRONG_ENGINE, f"{self.order.method.id} is not for {engine}")
        if not same:
            raise InterlockError(Interlock.IDENTITY_CHANGED, f"chosen {chosen}, found {found}")
        image = found.medium is DriveMedium.IMAGE
        if self.order.exercise and not image:
            raise InterlockError(Interlock.NOT_FOR_EXERCISE, found.path)
        if image and not self.order.exercise:
            raise InterlockError(Interlock.NOT_AN_EXERCISE, found.path)
        self.after = None

    def looked(self, looked: Looked, *, afterwards: bool = False) -> None:
        """Write down what the drive answered, before its wipe or afterwards."""
        self._write("looked", looked=looked, afterwards=afterwards)

    def begins(self, command: Sequence[str], tool: str, version: str) -> WipeStep:
        """Write down that a command starts; the step has no end yet."""
        self._saying = _Saying()
        self._write("step-started", command=tuple(command), tool=tool, version=version)
        return self._story.steps[-1]

    def says(self, piece: bytes) -> None:
        """Write down what the command says as it comes, within bounds; all of it comes with its end."""
        self.notice_stop()
        text = self._saying.add(piece)
        if text:
            self._write("output", text=text)

    def ends(self, exit_code: int | None, claim: Claim, output: str) -> WipeStep:
        """Write down how the last command ended; without an exit code it never did."""
        self.notice_stop()
        kept = Bounded(_STEP_HEAD_BYTES, _STEP_TAIL_BYTES)
        kept.add(output.encode("utf-8", "replace"))
        self._write("step-ended", exit_code=exit_code, claim=claim, output=kept.text())
        return self._story.steps[-1]

    def progress(self, stage: str, percent: int) -> None:
        """Tell how far a stage is, each percent once; the journal keeps at most four in a second, and the last."""
        self.notice_stop()
        percent, now = max(0, min(100, percent)), time.monotonic()
        last, written, pace = self._told.get(stage, (-1, 0.0, Pace(self._bytes_of(stage))))
        if percent <= last:
            return
        rate, left = pace.at(percent, now)
        progress = WipeProgress(stage, percent, rate, self.celsius(), left)
        if percent == 100 or now - written >= _PROGRESS_SECONDS:  # noqa: PLR2004 — percent
            written = now
            self._write("progress", progress=progress)
        self._told[stage] = (percent, written, pace)
        if self._on_progress:
            self._on_progress(progress)

    def read_back(self, reading: ReadBack) -> None:
        """Write down what our own reader found."""
        self.notice_stop()
        self._write("read-back", read_back=reading)

    def notice_stop(self) -> None:
        """Write down once that somebody asked to stop, as soon as it is noticed."""
        if self._stopping.is_set() and not self._stop_written:
            self._stop_written = True
            self._write("stop-asked")

    def log(self) -> WipeLog:
        """Return everything that was written down up to now."""
        return self._story.log()

    def _started(self) -> Content:
        order = self.order
        return self._line(
            "started",
            drive=order.drive,
            confirmed=order.confirmed,
            method=order.method,
            medium=order.medium,
            exercise=order.exercise,
            sampled=order.sampled,
            level=order.method.level(order.medium.medium),
            pid=os.getpid(),
            process_started=process_started(),
        )

    def _bytes_of(self, stage: str) -> int:
        return self.before.size_bytes * (self.order.method.passes if stage == ERASE else 1)

    def _failed(self, tool: str, what: str, detail: str) -> None:
        if self._story.step_goes_on:  # what interrupted us left it without an end
            self.ends(None, Claim.NONE, self._story.said)
        self.begins((tool, what, self.order.medium.path), tool, OWN_VERSION)
        self.ends(1, Claim.FAILED, detail)

    def _write(self, event: str, **facts: object) -> None:
        self._story.take(self._line(event, **facts))

    def _line(self, event: str, **facts: object) -> Content:
        return self._journal.write(event, self._clock.now(), wipe=self.order.log, **facts)


class _Saying:
    """What one command says, cut into pieces worth a line each."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._waiting = bytearray()
        self._since = time.monotonic()
        self._room = _OUTPUT_HEAD_BYTES

    def add(self, piece: bytes) -> str:
        """Take a piece; returns what is to be written down now, "" for nothing yet."""
        self._waiting += piece
        del self._waiting[:-_PIECE_BYTES]
        room, wait = (_PIECE_BYTES, _OUTPUT_SECONDS) if self._room > 0 else (_GLIMPSE_BYTES, _GLIMPSE_SECONDS)
        now = time.monotonic()
        full = self._room > 0 and len(self._waiting) >= _PIECE_BYTES
        if not full and now - self._since < wait:
            return ""
        said = bytes(self._waiting[-room:])
        self._waiting.clear()
        self._since, self._room = now, self._room - len(said)
        return self._decoder.decode(said)
