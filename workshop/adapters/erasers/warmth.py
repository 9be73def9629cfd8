"""How warm a drive is while it is wiped, asked of the kernel in passing.

The kernel asks the drive (drivetemp, nvme hwmon: Documentation/hwmon/drivetemp.rst), which a dying one may answer late
or never: so the asking is a thread of its own, one at a time, and a wipe never waits for it.
"""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from pathlib import Path

_SECONDS = 30.0
_POSSIBLE = range(-40, 151)


class Thermometer:
    """Answers at once with what was read last, at most half a minute old while the drive answers."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._asked = float("-inf")
        self._asking: threading.Thread | None = None
        self._celsius: int | None = None

    def celsius(self) -> int | None:
        """Return the last known temperature; None where the drive has no sensor that the kernel knows."""
        waiting = self._asking is not None and self._asking.is_alive()
        if self._file is not None and not waiting and time.monotonic() - self._asked >= _SECONDS:
            self._asked = time.monotonic()
            self._asking = threading.Thread(target=self._ask, args=(self._file,), daemon=True, name="celsius")
            self._asking.start()
        return self._celsius

    def _ask(self, file: Path) -> None:
        found = None
        with suppress(OSError, ValueError):
            found = round(int(file.read_text("utf-8", "replace")[:16]) / 1000)
        self._celsius = found if found in _POSSIBLE else None


def sensor_of(drive: Path) -> Path | None:
    """Find a drive's sensor below its folder in sysfs: SATA drives have it there, NVMe ones at their controller."""
    found = [*drive.glob("device/hwmon/hwmon*/temp1_input"), *drive.glob("device/hwmon*/temp1_input")]
    return found[0] if found else None
