"""How fast a stage of a wipe goes, and how long it will still take."""

from __future__ import annotations

from collections import deque

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
