"""Where reports arrive: on sticks that are plugged in, and in a watched folder. Nothing there is ever changed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from workshop.adapters.probe.files import read_bounded
from workshop.adapters.probe.sticks import REPORTS_FOLDER, mounted_sticks
from workshop.domain.imports import LARGEST_REPORT
from workshop.domain.reports import Missed, MissedFile

MOST_FILES = 10_000  # of one folder: reports stay on a stick for years, and somebody's photographs must cost little
MOST_AT_ONCE = 16
MOST_BYTES_AT_ONCE = 64 * 2**20
QUIET_SECONDS = 2.0  # a file that has just been written to may still be on its way
_MOST_REMEMBERED = 50_000

Mark = tuple[str, int, int]  # path, size, time of the last change


@dataclass(frozen=True, slots=True)
class ArrivedFile:
    """One file that may be a report; `name` is only shown."""

    path: Path
    name: str
    content: bytes


class Arrivals:
    """Looks for report files; each is told once, and again where it has changed. Call it off the GUI's thread.

    On sticks, only their folder of reports is looked into; of a watched folder, its own files. Links are not followed,
    hidden files and those that are too large are left alone, and so is what cannot be read: `missed` names both.
    """

    def __init__(
        self,
        folders: Iterable[Path] = (),
        sticks: Callable[[], tuple[Path, ...]] = mounted_sticks,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._folders = tuple(folders)
        self._sticks = sticks
        self._now = now
        self._seen: dict[Mark, None] = {}
        self._growing: set[Mark] = set()
        self._unread: set[Mark] = set()
        self._missed: list[MissedFile] = []

    def poll(self) -> tuple[ArrivedFile, ...]:
        """Return files that have not been told yet, a few at a time: the rest comes with the next call."""
        found: list[ArrivedFile] = []
        left = MOST_BYTES_AT_ONCE
        for mark in self._fresh():
            path, size, _changed = mark
            if len(found) == MOST_AT_ONCE or (found and left < size <= LARGEST_REPORT):
                break
            self._remember(mark)
            content = _read(Path(path)) if size <= LARGEST_REPORT else b""
            if size > LARGEST_REPORT:
                self._miss(mark, Missed.TOO_LARGE)
            elif content is None:
                self._miss(mark, Missed.UNREADABLE)
                self._unread.add(mark)
            else:
                left -= len(content)
                found.append(ArrivedFile(Path(path), Path(path).name, content))
        return tuple(found)

    def missed(self) -> tuple[MissedFile, ...]:
        """Return the files that could not be taken since this was asked last; each is told once, as those of `poll`."""
        missed, self._missed = tuple(self._missed), []
        return missed

    def _miss(self, mark: Mark, why: Missed) -> None:
        if len(self._missed) < MOST_AT_ONCE:  # who does not ask is not told without end
            self._missed.append(MissedFile(Path(mark[0]).name, why))

    def _fresh(self) -> Iterator[Mark]:
        there = [mark for folder in self._places() for mark in _marks(folder)]
        for mark in self._unread.difference(there):  # pulled out while it was read: it may come back
            self._unread.discard(mark)
            self._seen.pop(mark, None)
        marks = [mark for mark in there if mark not in self._seen]
        quiet = [mark for mark in marks if mark in self._growing or self._is_quiet(mark)]
        self._growing = set(marks)
        yield from quiet

    def _places(self) -> tuple[Path, ...]:
        reports = (stick / REPORTS_FOLDER for stick in self._sticks())
        return (*(folder for folder in reports if not folder.is_symlink()), *self._folders)

    def _is_quiet(self, mark: Mark) -> bool:
        """Tell whether a file was left alone for a while; where a clock is wrong, the next look decides."""
        return self._now() - mark[2] / 10**9 >= QUIET_SECONDS

    def _remember(self, mark: Mark) -> None:
        self._seen[mark] = None
        if len(self._seen) > _MOST_REMEMBERED:
            del self._seen[next(iter(self._seen))]


def _marks(folder: Path) -> list[Mark]:
    """List the plain files of a folder that may be reports; a folder that is not there has none."""
    marks: list[Mark] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if len(marks) == MOST_FILES:
                    break
                if entry.name.startswith(".") or not entry.is_file(follow_symlinks=False):
                    continue
                told = entry.stat(follow_symlinks=False)
                if told.st_size > 0:
                    marks.append((entry.path, told.st_size, told.st_mtime_ns))
    except OSError:  # pulled out while it was looked at
        return []
    return sorted(marks)


def _read(path: Path) -> bytes | None:
    try:
        return read_bounded(path, LARGEST_REPORT)
    except OSError:
        return None
