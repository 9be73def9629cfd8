"""One wipe being written down: what every eraser does in the same way, around its own engine."""

from __future__ import annotations

import errno
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from workshop.adapters.erasers.interlocks import InterlockError
from workshop.adapters.erasers.journal import Journal
from workshop.adapters.erasers.readback import read_back
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.interlocks import Interlock
from workshop.domain.wiping import Claim, HiddenArea, MediumIdentity, ReadBack, WipeLog, WipeStep
from workshop.services.ports import Clock, WipeOrder, WipeProgress

ERASE, READ_BACK = "erase", "read-back"
INTERLOCK, TROUBLE = "etabli-interlock", "etabli-trouble"
OWN_VERSION = "1"  # of our own steps, raised when what they do changes
_JOURNAL_EVERY_PERCENT = 10

OnProgress = Callable[[WipeProgress], None]


class WipeRecord:
    """Collects the steps of one wipe and appends them to its journal; `log()` is what happened, up to now.

    A refusal (InterlockError) or trouble of the system (OSError) inside the block becomes a failed step; every other
    exception, KeyboardInterrupt included, is written down as a stop and travels on.
    """

    def __init__(self, order: WipeOrder, clock: Clock, folder: Path | None, on_progress: OnProgress | None) -> None:
        self.order = order
        self.before = order.medium
        self.after: MediumIdentity | None = None
        self.stopped = False
        self._clock = clock
        self._on_progress = on_progress
        self._steps: list[WipeStep] = []
        self._read_back: ReadBack | None = None
        self._told = {ERASE: -1, READ_BACK: -1}
        self._started_at = clock.now()
        self._ended_at: datetime | None = None
        self._journal = Journal(folder, order.log)
        self._write("started", drive=order.drive, method=order.method.id, medium=order.medium, exercise=order.exercise)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: type[BaseException] | None, error: BaseException | None, __: TracebackType | None) -> bool:
        try:
            if isinstance(error, InterlockError):
                self._failed(INTERLOCK, error.rule.value, error.detail)
            elif isinstance(error, OSError):
                self._failed(TROUBLE, errno.errorcode.get(error.errno or 0, type(error).__name__), str(error))
            elif error is not None:
                self.stopped = True
            self._ended_at = self._clock.now()
            self._write("ended", stopped=self.stopped, after=self.after, error=repr(error) if error else "")
        finally:
            self._journal.close()
        return isinstance(error, (InterlockError, OSError))

    def check(self, engine: str, found: MediumIdentity) -> None:
        """Compare the medium that is there with the one that was chosen, before anything is written."""
        self.after = found
        if self.order.method.engine != engine:
            raise InterlockError(Interlock.WRONG_ENGINE, f"{self.order.method.id} is not for {engine}")
        if not self.order.medium.same(found) or self.order.medium.medium is not found.medium:
            raise InterlockError(Interlock.IDENTITY_CHANGED, f"chosen {self.order.medium}, found {found}")
        if self.order.exercise and found.medium is not DriveMedium.IMAGE:
            raise InterlockError(Interlock.NOT_FOR_EXERCISE, found.path)
        self.before, self.after = found, None

    def begins(self, command: Sequence[str], tool: str, version: str) -> WipeStep:
        """Write down that a command starts; the step has no end yet."""
        step = WipeStep(tuple(command), tool, version, self._clock.now(), None, None, Claim.NONE)
        self._steps.append(step)
        self._write("step-started", step=step)
        return step

    def ends(self, step: WipeStep, exit_code: int | None, claim: Claim, output: str) -> WipeStep:
        """Write down how the last command ended; without an exit code it never did."""
        ended_at = None if exit_code is None else self._clock.now()
        ended = WipeStep(
            step.command, step.tool, step.tool_version, step.started_at, ended_at, exit_code, claim, output
        )
        self._steps[-1] = ended
        self._write("step-ended", step=ended)
        return ended

    def progress(self, stage: str, percent: int) -> None:
        """Tell how far a stage is, each percent once; the journal keeps every tenth."""
        last = self._told[stage]
        if percent <= last:
            return
        self._told[stage] = percent
        if percent // _JOURNAL_EVERY_PERCENT > last // _JOURNAL_EVERY_PERCENT:
            self._write("progress", stage=stage, percent=percent)
        if self._on_progress:
            self._on_progress(WipeProgress(stage, percent))

    def read_back(self, handle: int, stopping: threading.Event) -> None:
        """Read the medium with our own reader, whatever the engine said of its own verification."""
        self._read_back = read_back(
            handle,
            self.order.method.expected_byte,
            self._clock,
            on_percent=lambda percent: self.progress(READ_BACK, percent),
            stopping=stopping,
        )
        self._write("read-back", read_back=self._read_back)

    def log(self) -> WipeLog:
        """Everything that happened. An image is always an exercise, whatever the order says."""
        image = self.before.medium is DriveMedium.IMAGE
        return WipeLog(
            id=self.order.log,
            drive=self.order.drive,
            method=self.order.method.id,
            technique=self.order.method.technique,
            exercise=self.order.exercise or image,
            before=self.before,
            after=self.after,
            started_at=self._started_at,
            ended_at=self._ended_at,
            steps=tuple(self._steps),
            read_back=self._read_back,
            hidden_area=HiddenArea.NOT_APPLICABLE if image else HiddenArea.UNKNOWN,
            stopped=self.stopped,
            level=self.order.method.level(self.before.medium),
        )

    def _failed(self, tool: str, what: str, detail: str) -> None:
        step = self.begins((tool, what, self.order.medium.path), tool, OWN_VERSION)
        self.ends(step, 1, Claim.FAILED, detail)

    def _write(self, event: str, **facts: object) -> None:
        self._journal.write(event, self._clock.now(), wipe=self.order.log, **facts)
