"""What happened, told again from a wipe's log alone: the file's bytes in, a `WipeLog` out.

The truth of a wipe is what reached the disk: the process that wiped keeps nothing else in memory (`WipeRecord.log`
folds the very same lines). A line that was not written to its end, as a power cut leaves the last one, counts for
nothing. From the first line that is not as it was written (altered, lost, doubled, moved, of another wipe) nothing is
believed any more and the log is `damaged`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from workshop.adapters.erasers.bounded import Bounded
from workshop.adapters.erasers.journal import MAX_LOG_BYTES, opened
from workshop.domain.content import Content, ContentError, from_content
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.methods import Method
from workshop.domain.wiping import Claim, HiddenArea, Looked, MediumIdentity, ReadBack, WipeLog, WipeStep
from workshop.services.ports import WipeProgress

_MAX_PERCENT = 100


@dataclass(frozen=True, slots=True)
class Retold:
    """A wipe's log, how far it was last known to be, and which process keeps it (its number and start in ticks)."""

    log: WipeLog
    progress: WipeProgress | None
    pid: int
    process_started: int


def retell(content: bytes, wipe: str) -> WipeLog | None:
    """Tell what a log file says of a wipe; None where it does not even begin as the log of that wipe."""
    retold = retell_all(content, wipe)
    return None if retold is None else retold.log


def retell_all(content: bytes, wipe: str) -> Retold | None:
    """Tell what a log file says, with how far the wipe is and who keeps it."""
    first, end, rest = content[:MAX_LOG_BYTES].partition(b"\n")
    if not end:
        return None
    try:
        started, seal = opened(first, "")
        story = Story(started)
    except ContentError:
        return None
    if story.wipe != wipe:
        return None
    damaged = len(content) > MAX_LOG_BYTES
    lines = rest.split(b"\n")
    for line in lines[:-1]:  # what stands after the last end of line was not written to its end
        try:
            said, seal = opened(line, seal)
            story.take(said)
        except ContentError:
            damaged = True
            break
    log = story.log()
    return Retold(replace(log, damaged=damaged), story.progress, story.pid, story.process_started)


class Story:
    """One wipe as its lines tell it, taken in one after the other; ContentError for a line that cannot come next."""

    def __init__(self, started: Content) -> None:
        if _field(str, started, "event") != "started" or _field(int, started, "n") != 0:
            raise ContentError("not the first line")
        self.wipe = _field(str, started, "wipe")
        self.pid = _field(int, started, "pid")
        self.process_started = _field(int, started, "process_started")
        self.progress: WipeProgress | None = None
        self.after: MediumIdentity | None = None
        self._started = started
        self._drive = _field(str, started, "drive")
        self._confirmed = _field(str, started, "confirmed")
        self._method = _field(Method, started, "method")
        self._exercise = _field(bool, started, "exercise")
        self._started_at = _field(datetime, started, "at")
        self._last = self._first = _field(int, started, "monotonic_milliseconds")
        self._number, self._boot = 0, _field(str, started, "boot")
        self.before: MediumIdentity = _field(MediumIdentity, started, "medium")
        self._ended_at: datetime | None = None
        self._stopped = False
        self.steps: list[WipeStep] = []
        self._output: Bounded | None = None
        self._read_back: ReadBack | None = None
        self._looked: Looked | None = None
        self._looked_after: Looked | None = None
        self._take: dict[str, Callable[[Content], None]] = {
            "identified": self._identified,
            "looked": self._looks,
            "step-started": self._step_started,
            "output": self._says,
            "step-ended": self._step_ended,
            "progress": self._progresses,
            "read-back": self._reads_back,
            "stop-asked": self._stop_asked,
            "ended": self._ends,
        }

    @property
    def said(self) -> str:
        """What the step that goes on said up to now, as far as it was written down."""
        return self._output.text() if self._output else ""

    @property
    def step_goes_on(self) -> bool:
        """Whether the last step has no end yet."""
        return self._output is not None

    def take(self, line: Content) -> None:
        """Take in the next line."""
        counted = _field(int, line, "monotonic_milliseconds")
        next_one = _field(int, line, "n") == self._number + 1 and _field(str, line, "wipe") == self.wipe
        if not next_one or self._ended_at is not None:
            raise ContentError("not the next line")
        if counted < self._last or _field(str, line, "boot") != self._boot:  # no process outlives its kernel
            raise ContentError("clock")
        take = self._take.get(_field(str, line, "event"))
        if take is None:
            raise ContentError("unknown event")
        take(line)
        self._number, self._last = self._number + 1, counted

    def log(self) -> WipeLog:
        """Return everything that was told up to now. An image is always an exercise, whatever the order says."""
        image = self.before.medium is DriveMedium.IMAGE
        looked, looked_after = self._looked or Looked(), self._looked_after or Looked()
        return WipeLog(
            id=self.wipe,
            drive=self._drive,
            method=self._method.id,
            technique=self._method.technique,
            exercise=self._exercise or image,
            before=self.before,
            after=self.after,
            started_at=self._started_at,
            ended_at=self._ended_at,
            steps=self._all_steps(),
            read_back=self._read_back,
            hidden_area=HiddenArea.NOT_APPLICABLE if image else _hidden(looked.hidden_area, looked_after.hidden_area),
            stopped=self._stopped,
            level=self._method.level(self.before.medium),
            smart_before=looked.smart,
            smart_after=looked_after.smart,
            stage=self.progress.stage if self.progress else "",
            percent=self.progress.percent if self.progress else None,
            elapsed_seconds=(self._last - self._first) // 1000,
            confirmed=self._confirmed,
            native_bytes=looked.native_bytes,
            namespaces=looked.abilities.namespaces,
        )

    def _all_steps(self) -> tuple[WipeStep, ...]:
        """Return the steps; the last one, where it never ended, with what it said up to now."""
        if self._output is None:
            return tuple(self.steps)
        return (*self.steps[:-1], replace(self.steps[-1], output=self._output.text()))

    def _identified(self, line: Content) -> None:
        found = _field(MediumIdentity, line, "medium")
        if _field(bool, line, "same"):
            self.before, self.after = found, None
        else:
            self.after = found

    def _looks(self, line: Content) -> None:
        looked = _field(Looked, line, "looked")
        if _field(bool, line, "afterwards"):
            self._looked_after = looked
        else:
            self._looked = looked

    def _step_started(self, line: Content) -> None:
        self._between_steps()
        command, tool = _field(tuple[str, ...], line, "command"), _field(str, line, "tool")
        at = _field(datetime, line, "at")
        self.steps.append(WipeStep(command, tool, _field(str, line, "version"), at, None, None, Claim.NONE))
        self._output = Bounded()

    def _says(self, line: Content) -> None:
        if self._output is None:
            raise ContentError("no step")
        self._output.add(_field(str, line, "text").encode())

    def _step_ended(self, line: Content) -> None:
        if self._output is None:
            raise ContentError("no step")
        exit_code = _field(int | None, line, "exit_code")
        self.steps[-1] = replace(
            self.steps[-1],
            ended_at=None if exit_code is None else _field(datetime, line, "at"),
            exit_code=exit_code,
            claim=_field(Claim, line, "claim"),
            output=_field(str, line, "output"),
        )
        self._output = None

    def _progresses(self, line: Content) -> None:
        progress = _field(WipeProgress, line, "progress")
        if not 0 <= progress.percent <= _MAX_PERCENT:
            raise ContentError("percent")
        self.progress = progress

    def _reads_back(self, line: Content) -> None:
        self._between_steps()
        self._read_back = _field(ReadBack, line, "read_back")

    def _stop_asked(self, _: Content) -> None:
        self._stopped = True

    def _ends(self, line: Content) -> None:
        ended_at = _field(datetime, line, "at")
        self._stopped = self._stopped or _field(bool, line, "stopped")
        self.after = _field(MediumIdentity | None, line, "after")
        self._ended_at = ended_at

    def _between_steps(self) -> None:
        if self._output is not None:
            raise ContentError("a step goes on")


def _hidden(before: HiddenArea, after: HiddenArea) -> HiddenArea:
    """Say what was hidden while the medium was wiped.

    What was there before counts as left, even where the drive itself wiped (a sanitize reaches everything, ACS-3 §7.32,
    but nobody can read it back there), and so does what only shows afterwards.
    """
    return HiddenArea.PRESENT if after is HiddenArea.PRESENT else before


def _field(kind: Any, line: Content, name: str) -> Any:
    if name not in line:
        raise ContentError(name)
    return from_content(kind, line[name])
