"""nwipe on one block device: it overwrites, we hold the device meanwhile and read it back afterwards.

Measured with nwipe 0.34 (Debian 12): the hold does not disturb it, 32 MiB take 2.05 s of which 2.0 s are its fixed
sleeps, it exits 0 when interrupted, and its verification reads the page cache, so it is told not to verify at all.
"""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from workshop.adapters.erasers.bounded import Bounded
from workshop.adapters.erasers.engine import Bench, all_said
from workshop.adapters.erasers.identity import sysfs_folder
from workshop.adapters.erasers.interlocks import Held, InterlockError
from workshop.adapters.erasers.namespace import find_tool
from workshop.adapters.erasers.nwipe_log import claim_of
from workshop.adapters.erasers.running import Ran
from workshop.adapters.erasers.toolbox import NWIPE
from workshop.domain.interlocks import Interlock
from workshop.domain.methods import Method
from workshop.domain.wiping import Claim

PROGRAM = NWIPE
_PATTERNS = {0x00: "zero", 0xFF: "one"}
_SECTOR_BYTES = 512  # the unit of /sys/block/*/stat, whatever the drive's sectors are
_SECTORS_WRITTEN = 6  # Documentation/block/stat.rst: the seventh field


def nwipe_is_there() -> bool:
    """Whether nwipe is installed; it is not started."""
    return find_tool(PROGRAM) is not None


class NwipeEngine:
    """Overwrites everything that a drive shows, from the host."""

    name = PROGRAM

    def erase(self, bench: Bench) -> bool:
        """Run nwipe; whether it ended well by its own account, which is not yet anything."""
        with tempfile.TemporaryDirectory(prefix="etabli-", dir=_outside_dev()) as folder:
            own_log = Path(folder, "nwipe.log")

            def said(ran: Ran) -> str:
                return all_said(replace(ran, stdout=_bounded(own_log) or ran.stdout))

            step, _ = bench.run(
                NWIPE,
                *_options(bench.order.method, own_log),
                claim=lambda ran: claim_of(_bounded(own_log) or ran.stdout, bench.held.name),
                on_look=_share(bench),
                said=said,
            )
        return step.exit_code == 0 and step.claim is Claim.ERASED


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


def _share(bench: Bench) -> Callable[[], None]:
    """Tell the share of all bytes that reached the device, as the kernel counts them: no tool can embellish it."""
    total = bench.before.size_bytes * bench.order.method.passes
    first = _bytes_written(bench.held)

    def look() -> None:
        done = _bytes_written(bench.held) - first
        bench.progress(max(0, min(100, done * 100 // total)))

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
