"""Wipes that outlive the window: starts them, stops them, and tells from their logs what became of them."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from workshop.adapters.erasers.asking import DIRECT, ELEVATED, Helper
from workshop.adapters.erasers.journal import MAX_LINE_BYTES, MAX_LOG_BYTES, opened
from workshop.adapters.erasers.requests import Stop, start_of
from workshop.adapters.erasers.retelling import Story
from workshop.adapters.erasers.wipe_logs import ROOTS_FOLDER, ask_to_stop, opened_log
from workshop.domain.content import ContentError
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.errors import WipeRefusedError
from workshop.domain.interlocks import Interlock
from workshop.services.ports import Followed, WipeOrder

_MOST_FOLLOWED = 256
_PIECE_BYTES = 1024 * 1024
_STOP_SECONDS = 60.0


class ProcessKeeper:
    """Keeps wipes in processes of their own (`services.ports.WipeKeeper`).

    Logs are looked for in root's folder first, then in the person's own. `exercise_only`: nothing but images, ever:
    its helpers have no other engine, and no way to root's rights.
    One keeper serves one thread at a time.
    """

    def __init__(
        self,
        log_folder: Path,
        *,
        direct: Sequence[str] = DIRECT,
        elevated: Sequence[str] = ELEVATED,
        roots_folder: Path = ROOTS_FOLDER,
        exercise_only: bool = False,
        practice_mib_per_second: int = 0,
    ) -> None:
        self.helper = Helper(
            log_folder,
            direct=direct,
            elevated=() if exercise_only else elevated,
            practice_mib_per_second=practice_mib_per_second,
            exercise_only=exercise_only,
        )
        self._folders = tuple(dict.fromkeys((roots_folder, log_folder)))
        self._exercise_only = exercise_only
        self._followed: OrderedDict[str, _Log] = OrderedDict()

    def start(self, order: WipeOrder) -> None:
        """Start one wipe; raises WipeRefusedError where an interlock says no: then nothing was written."""
        if self._exercise_only and not (order.exercise and order.medium.medium is DriveMedium.IMAGE):
            raise WipeRefusedError(Interlock.NOT_FOR_EXERCISE, order.medium.path)
        self.helper.ask(start_of(order), "started", elevated=_needs_root(order))

    def stop(self, wipe: str) -> None:
        """Ask a wipe to stop; its log will say so. A wipe that has ended is left alone.

        Raises WipeRefusedError where it goes on and cannot be told, as from a container with processes of its own.
        """
        if not self._asked_to_stop(wipe) and (followed := self.follow(wipe)) and followed.running:
            raise WipeRefusedError(Interlock.NO_RIGHT, f"{wipe}: nobody can be told")

    def _asked_to_stop(self, wipe: str) -> bool:
        for folder in self._folders:
            try:
                if ask_to_stop(folder, wipe):
                    return True
            except PermissionError:
                return bool(self.helper.ask(Stop(wipe), "stopping", elevated=True, seconds=_STOP_SECONDS))
        return False

    def follow(self, wipe: str) -> Followed | None:
        """Return what is known of a wipe; None where it has no log at all."""
        self.helper.tidy()
        log = self._followed.setdefault(wipe, _Log(wipe))
        self._followed.move_to_end(wipe)
        if len(self._followed) > _MOST_FOLLOWED:
            self._followed.popitem(last=False)
        return next((found for folder in self._folders if (found := log.follow(folder)) is not None), None)


def _needs_root(order: WipeOrder) -> bool:
    """Only a file of one's own, in an exercise, can be written without root's rights."""
    own_file = order.exercise and order.medium.medium is DriveMedium.IMAGE and not order.medium.path.startswith("/dev/")
    return os.geteuid() != 0 and not own_file


@dataclass(slots=True)
class _Log:
    """One log as far as it was read: what was read once is not read again, as long as it is the same file."""

    wipe: str
    file: tuple[int, int] = (0, 0)
    offset: int = 0
    seal: str = ""
    rest: bytes = b""
    story: Story | None = None
    by_root: bool = False
    damaged: bool = False
    told: Followed | None = None

    def follow(self, folder: Path) -> Followed | None:
        """Read on; None where this folder has no log of the wipe."""
        with opened_log(folder, self.wipe) as log:
            if log is None:
                return None
            handle, running = log
            self._begin_anew_if_other(handle)
            more = self._read_on(handle)
        if self.story is None:
            return None
        if more or self.told is None:
            told = self.story.log()
            credible = self.by_root or told.exercise  # nobody but root can wipe a drive: another's file is made up
            self.told = Followed(replace(told, damaged=self.damaged or not credible), running, self.story.progress)
        elif self.told.running != running:
            self.told = replace(self.told, running=running)
        return self.told

    def _begin_anew_if_other(self, handle: int) -> None:
        """Forget what was read where the file is another one, or shorter than it was."""
        what = os.fstat(handle)
        if (what.st_dev, what.st_ino) != self.file or what.st_size < self.offset:
            self.file, self.by_root = (what.st_dev, what.st_ino), what.st_uid == 0
            self.offset, self.seal, self.rest, self.story = 0, "", b"", None
            self.damaged, self.told = False, None

    def _read_on(self, handle: int) -> bool:
        """Take in the lines that are new; whether there were any."""
        more = False
        while not self.damaged:
            piece = b""
            with suppress(OSError):
                piece = os.pread(handle, _PIECE_BYTES, self.offset)
            if not piece:
                break
            more = True
            self.offset += len(piece)
            *lines, self.rest = (self.rest + piece).split(b"\n")
            try:
                for line in lines:
                    self._take(line)
            except ContentError:
                self.damaged = True
            if self.offset > MAX_LOG_BYTES or len(self.rest) > MAX_LINE_BYTES:
                self.damaged = True
        return more

    def _take(self, line: bytes) -> None:
        said, self.seal = opened(line, self.seal)
        if self.story is None:
            story = Story(said)
            if story.wipe != self.wipe:
                raise ContentError("of another wipe")
            self.story = story
        else:
            self.story.take(said)
