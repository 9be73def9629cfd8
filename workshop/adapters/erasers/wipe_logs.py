"""The folder of wipe logs as others see it: which wipes are kept by a process now, and who keeps them.

The keeper locks its log while it lives (flock(2)): whoever cannot have the lock knows that somebody is there, and when
the keeper ends, whatever ended it, the kernel takes the lock back.
"""

from __future__ import annotations

import fcntl
import os
import signal
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from workshop.adapters.erasers.journal import MAX_LINE_BYTES, is_an_id, opened
from workshop.adapters.erasers.kernel import read_text
from workshop.adapters.erasers.retelling import Story
from workshop.domain.content import ContentError

SUFFIX = ".jsonl"
ROOTS_FOLDER = Path("/var/lib/etabli/wipes")
FOLDER_VARIABLE = "ETABLI_WIPES"
DIRECT_VARIABLE = "ETABLI_DIRECT"  # no person's wish came through pkexec or sudo: both clear the environment
EXERCISE_VARIABLE = "ETABLI_EXERCISE_ONLY"  # who was started so has no engine but that of images
PRACTICE_VARIABLE = "ETABLI_PRACTICE_MIB_PER_SECOND"  # how fast an exercise goes; nothing, or 0: as fast as it can
_MOST_LOGS = 512  # newest first; a wipe that runs has written within the last hours


def logs_of(environ: Mapping[str, str], own_folder: Callable[[], Path]) -> Path:
    """Return where this process writes logs: where it was told to, else root's folder or the person's own."""
    told = environ.get(FOLDER_VARIABLE, "")
    if told and Path(told).is_absolute():
        return Path(told)
    return ROOTS_FOLDER if os.geteuid() == 0 else own_folder()


@contextmanager
def opened_log(folder: Path, wipe: str) -> Iterator[tuple[int, bool] | None]:
    """Open a wipe's log for reading: its handle, and whether its keeper lives; None where there is no such log."""
    if not is_an_id(wipe):
        yield None
        return
    try:
        handle = os.open(folder / f"{wipe}{SUFFIX}", os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        yield None
        return
    try:
        yield (handle, is_kept(handle)) if stat.S_ISREG(os.fstat(handle).st_mode) else None
    finally:
        os.close(handle)


def is_kept(handle: int) -> bool:
    """Whether somebody holds the lock of a log that is open here."""
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    fcntl.flock(handle, fcntl.LOCK_UN)
    return False


def running_in(folder: Path) -> Iterator[Story]:
    """Tell the beginning of each wipe that is being kept now, the newest first."""
    for wipe in _newest(folder):
        with opened_log(folder, wipe) as log:
            story = beginning(log[0], wipe) if log and log[1] else None
        if story is not None:
            yield story


def beginning(handle: int, wipe: str) -> Story | None:
    """Tell the first line of a log, None where it is none of that wipe."""
    line, end, _ = os.pread(handle, MAX_LINE_BYTES, 0).partition(b"\n")
    if not end:
        return None
    try:
        story = Story(opened(line, "")[0])
    except ContentError:
        return None
    return story if story.wipe == wipe else None


def ask_to_stop(folder: Path, wipe: str) -> bool:
    """Ask the keeper of a wipe to stop; False where nobody keeps it. PermissionError: it is another person's."""
    with opened_log(folder, wipe) as log:
        story = beginning(log[0], wipe) if log and log[1] else None
        if story is None:
            return False
        return _tell_to_stop(story.pid, story.process_started)


def _tell_to_stop(pid: int, started: int) -> bool:
    """Send SIGTERM to one process: the handle is taken first, so that no later one with its number is meant."""
    try:
        handle = os.pidfd_open(pid)
    except (ProcessLookupError, OverflowError, ValueError):
        return False
    try:
        if started <= 0 or _started(pid) != started:
            return False
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(handle, signal.SIGTERM)
            return True
        return False
    finally:
        os.close(handle)


def _started(pid: int) -> int:
    """Return when a process started, in ticks since the boot (proc(5)); 0 where it is gone."""
    fields = read_text(Path("/proc", str(pid), "stat")).rpartition(")")[2].split()
    return int(fields[19]) if len(fields) > 19 and fields[19].isdigit() else 0  # noqa: PLR2004 — `starttime`


def _newest(folder: Path) -> list[str]:
    found: list[tuple[float, str]] = []
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(SUFFIX):
                with suppress(OSError):
                    found.append((entry.stat(follow_symlinks=False).st_mtime, entry.name.removesuffix(SUFFIX)))
    return [wipe for _, wipe in sorted(found, reverse=True)[:_MOST_LOGS]]
