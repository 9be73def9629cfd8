"""nwipe on one block device: it overwrites, we hold the device meanwhile and read it back afterwards.

Measured with nwipe 0.34 (Debian 12): the hold does not disturb it, 32 MiB take 2.05 s of which 2.0 s are its fixed
sleeps, it exits 0 when interrupted, and its verification reads the page cache, so it is told not to verify at all.
"""

from __future__ import annotations

import os
import stat
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

from workshop.adapters.erasers.exercise_marks import is_ours
from workshop.adapters.erasers.identity import backing_file, identity_now, identity_of, sysfs_folder
from workshop.adapters.erasers.interlocks import Held, InterlockError, hold
from workshop.adapters.erasers.namespace import alone_with, find_tool
from workshop.adapters.erasers.nwipe_log import claim_of, version_of
from workshop.adapters.erasers.record import ERASE, OnProgress, WipeRecord
from workshop.adapters.erasers.running import Bounded, Ran, run_engine
from workshop.domain.interlocks import Interlock
from workshop.domain.methods import Method
from workshop.domain.wiping import Claim, WipeLog
from workshop.services.ports import Clock, WipeOrder

PROGRAM = "nwipe"
_PATTERNS = {0x00: "zero", 0xFF: "one"}
_SECTOR_BYTES = 512  # the unit of /sys/block/*/stat, whatever the drive's sectors are
_SECTORS_WRITTEN = 6  # Documentation/block/stat.rst: the seventh field


def nwipe_is_there() -> bool:
    """Whether nwipe is installed; it is not started."""
    return find_tool(PROGRAM) is not None


class NwipeEraser:
    """Overwrites a drive with nwipe. With `images_under`, nothing but our own images in that folder, on loop devices.

    One eraser serves any number of threads; `stop()` ends every wipe of it, now and from now on.
    """

    name = PROGRAM

    def __init__(
        self,
        method: Method,
        clock: Clock,
        *,
        log_folder: Path | None = None,
        images_under: Path | None = None,
        program: str = PROGRAM,
    ) -> None:
        self.method = method
        self._clock = clock
        self._log_folder = log_folder
        self._images_under = images_under
        self._program = program
        self._stopping = threading.Event()

    def stop(self) -> None:
        """End all wipes of this eraser; their logs say that they were stopped."""
        self._stopping.set()

    def wipe(self, order: WipeOrder, on_progress: OnProgress | None = None) -> WipeLog:
        """Wipe one device and read it back; a refusal is a failed step of the log and nothing was written."""
        record = WipeRecord(order, self._clock, self._log_folder, on_progress)
        with record, hold(order.medium.path) as held:
            record.check(self.name, identity_of(held.handle, held.path))
            self._only_our_images(held)
            step_ok = self._run(record, held)
            if step_ok and not self._stopping.is_set():
                record.read_back(held.handle, self._stopping)
            record.stopped = record.stopped or self._stopping.is_set()
            record.after = identity_now(held)
        return record.log()

    def _run(self, record: WipeRecord, held: Held) -> bool:
        """Run nwipe; whether it ended well by its own account, which is not yet anything."""
        program = find_tool(self._program)
        if program is None:
            raise InterlockError(Interlock.NO_TOOL, self._program)
        with tempfile.TemporaryDirectory(prefix="etabli-", dir=_outside_dev()) as folder:
            own_log = Path(folder, "nwipe.log")
            options = _options(record.order.method, own_log)
            command = alone_with((held,), (program, *options))
            version = version_of(run_engine(alone_with((held,), (program, "-V")), self._stopping).stdout)
            if self._stopping.is_set():
                return False
            step = record.begins((program, *options, held.path), self.name, version)
            ran = run_engine(command, self._stopping, _look(record, held))
            said = _bounded(own_log) or ran.stdout
        claim = claim_of(said, held.name)
        step = record.ends(step, ran.exit_code, claim, _all_said(said, ran))
        return step.exit_code == 0 and step.claim is Claim.ERASED

    def _only_our_images(self, held: Held) -> None:
        if self._images_under is None:
            return
        backing = backing_file(held.rdev)
        if backing is None or not is_ours(backing, self._images_under):
            raise InterlockError(Interlock.NOT_FOR_EXERCISE, f"{held.path}: {backing}")


def _options(method: Method, own_log: Path) -> tuple[str, ...]:
    """`--noblank`: the pass is the blank; `--verify=off`: see above; no `--exclude`: there is nothing to exclude."""
    pattern = _PATTERNS.get(method.expected_byte)
    if pattern is None or method.passes < 1:
        raise InterlockError(Interlock.UNKNOWN_PATTERN, f"{method.expected_byte:#04x} × {method.passes}")
    return (
        "--autonuke",
        "--nogui",
        "--nowait",
        "--noblank",
        f"--method={pattern}",
        "--verify=off",
        f"--rounds={method.passes}",
        f"--logfile={own_log}",
    )


def _look(record: WipeRecord, held: Held) -> Callable[[], None]:
    """Tell the share of all bytes that reached the device, as the kernel counts them: no tool can embellish it."""
    total = record.before.size_bytes * record.order.method.passes
    first = _bytes_written(held)

    def look() -> None:
        done = _bytes_written(held) - first
        record.progress(ERASE, max(0, min(100, done * 100 // total)))

    return look


def _bytes_written(held: Held) -> int:
    try:
        return int((sysfs_folder(held.rdev) / "stat").read_text().split()[_SECTORS_WRITTEN]) * _SECTOR_BYTES
    except (OSError, ValueError, IndexError):
        return 0


def _outside_dev() -> str:
    """Return a folder for temporary files that the engine can see too: its /dev is empty, and so is its /dev/shm."""
    usual = os.path.realpath(tempfile.gettempdir())
    return "/var/tmp" if usual == "/dev" or usual.startswith("/dev/") else usual  # noqa: S108 — a fresh folder in it


def _bounded(file: Path) -> str:
    kept = Bounded()
    try:
        if not stat.S_ISREG(file.lstat().st_mode):
            return ""
        with file.open("rb") as content:
            while piece := content.read(1024 * 1024):
                kept.add(piece)
    except OSError:
        return ""
    return kept.text()


def _all_said(said: str, ran: Ran) -> str:
    return f"{said}\n[stderr]\n{ran.stderr}" if ran.stderr else said
