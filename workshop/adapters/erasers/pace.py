"""How fast a stage of a wipe goes, and how long it will still take; and how an exercise is made to be watched."""

from __future__ import annotations

import threading
import time
from collections import deque

from workshop.services.ports import WipeProgress

_WINDOW = 8  # percents: the outer tracks of a disk are twice as fast as the inner ones, so only the last ones count
_TOO_SHORT_SECONDS = 0.05


class Pace:
    """Learns from the moment in which each percent of `total_bytes` was reached."""

    def __init__(self, total_bytes: int) -> None:
        self._total = total_bytes
        self._reached: deque[tuple[float, int]] = deque(maxlen=_WINDOW)

    def at(self, percent: int, now: float) -> tuple[int | None, int | None]:
        """Return bytes per second and seconds left, None while nothing can be said; `now` in monotonic seconds."""
        self._reached.append((now, percent))
        since, first = self._reached[0]
        if now - since < _TOO_SHORT_SECONDS or percent <= first:
            return None, None
        share = (percent - first) / (now - since)
        return round(share * self._total / 100), round((100 - percent) / share)


class Slowly:
    """Holds an exercise back: nothing is pretended, it does write and read that slowly.

    To be told each percent by the thread that does the work, which waits here until a stage is no further than its
    `seconds` allow. A stop is heard at once.
    """

    def __init__(self, seconds: float, stopping: threading.Event) -> None:
        self._seconds = seconds
        self._stopping = stopping
        self._begun: dict[str, float] = {}

    def __call__(self, progress: WipeProgress) -> None:
        begun = self._begun.setdefault(progress.stage, time.monotonic())
        due = begun + self._seconds * progress.percent / 100
        self._stopping.wait(max(0.0, due - time.monotonic()))
