"""All cases of the campaign, and running one of them."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from functools import cache
from pathlib import Path

from tests.campaign import (
    cases_clock,
    cases_firmware,
    cases_identity,
    cases_logs,
    cases_media,
    cases_processes,
    cases_tools,
    fake_ata,
)
from tests.campaign.case import Case, Row, blind_row, row_of
from tests.campaign.fault_files import fuse_is_there
from tests.campaign.stand import Stand
from workshop.adapters.erasers.media import loop_devices_work
from workshop.adapters.erasers.namespace import find_tool

CASES: tuple[Case, ...] = (
    *cases_media.CASES,
    *cases_tools.CASES,
    *cases_identity.CASES,
    *cases_clock.CASES,
    *cases_logs.CASES,
    *cases_firmware.CASES,
    *cases_processes.CASES,
)
_PREFIX = f"etabli-campaign-{os.getpid()}-"
ROWS: list[Row] = []  # what was run in this session, for the table at its end


def wanted(*, long: bool = bool(os.environ.get("ETABLI_LONG"))) -> tuple[Case, ...]:
    """Return the cases to run: the heavy ones only where they are asked for."""
    return tuple(case for case in CASES if long or not case.long)


def lacking(case: Case) -> str:
    """Return what this bench lacks for a case, empty where it can be run."""
    if not _loops_work():
        return "needs root and loop devices that can be attached"
    for need in case.needs:
        missing = _lacks(need)
        if missing:
            return missing
    return ""


@cache
def _loops_work() -> bool:
    return loop_devices_work()


def _lacks(need: str) -> str:
    if need == "fuse":
        return "" if fuse_is_there() else "needs FUSE (libfuse2, mfusepy, /dev/fuse)"
    if need == "fake-ata":
        return fake_ata.why_not()
    return "" if find_tool(need) else f"needs {need}"


def play(case: Case) -> Row:
    """Run a case, read its disks from outside, and run or judge it again without its check."""
    with tempfile.TemporaryDirectory(prefix=_PREFIX, dir="/var/tmp") as folder:  # direct I/O is needed
        with ExitStack() as stack:
            stand = Stand(Path(folder, "with"), stack)
            started = time.monotonic()
            ended = case.run(stand)
            row = row_of(case, ended, time.monotonic() - started)
        with ExitStack() as stack:
            return blind_row(row, ended, Stand(Path(folder, "without"), stack))


def left_behind() -> tuple[str, ...]:
    """Return what the cases of this process left: mounts, loop devices, processes, folders. Nothing, or it is a bug."""
    return tuple(_left_behind())


def _left_behind() -> Iterator[str]:
    yield from (line for line in Path("/proc/self/mountinfo").read_text("utf-8").splitlines() if _PREFIX in line)
    yield from map(str, Path("/var/tmp").glob(f"{_PREFIX}*"))
    for backing in Path("/sys/block").glob("loop*/loop/backing_file"):
        with suppress(OSError):
            if _PREFIX in backing.read_text("utf-8"):
                yield str(backing)
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            command = process.read_text("utf-8", "replace").replace("\0", " ")
            if _PREFIX in command:
                yield command
