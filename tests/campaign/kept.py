"""Wipes that are kept by processes of their own, as a window starts them; whatever happens, none is left."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.campaign.disks import Disk
from tests.campaign.processes import child_named, lives, wait_until
from tests.campaign.stand import ZEROS, Ended, Stand
from workshop.adapters.erasers.identity import identify
from workshop.adapters.erasers.keeper import ProcessKeeper
from workshop.adapters.erasers.retelling import Retold, retell_all
from workshop.domain.codes import Kind, make
from workshop.domain.errors import WipeRefusedError
from workshop.services.ports import Followed, WipeOrder

DRIVE = str(make(Kind.DRIVE, 42, 7))
_NOBODY = Path("/nowhere")


def keeper_with(logs: Path, tool: str) -> ProcessKeeper:
    """Return the window's side, whose helpers use one tool of a case."""
    direct = (sys.executable, "-m", "tests.campaign.door", tool)
    return ProcessKeeper(logs, direct=direct, elevated=(), roots_folder=_NOBODY)


def order_of(wipe: str, node: str) -> WipeOrder:
    return WipeOrder(wipe, DRIVE, ZEROS, identify(node), exercise=True)


@dataclass(slots=True)
class Kept:
    """One wipe and the process that keeps it."""

    stand: Stand
    disk: Disk
    keeper: ProcessKeeper
    wipe: str

    @classmethod
    def started(cls, stand: Stand, tool: str, disk: Disk | None = None, wipe: str = "garde") -> Kept:
        """Start one; raises WipeRefusedError."""
        kept = cls(stand, disk or stand.disk(), keeper_with(stand.logs, tool), wipe)
        stand.stack.callback(kept.end)
        kept.keeper.start(order_of(wipe, kept.disk.node))
        return kept

    @classmethod
    def watched(cls, stand: Stand, tool: str, disk: Disk, wipe: str = "garde") -> Kept:
        """Watch one that somebody else starts."""
        kept = cls(stand, disk, keeper_with(stand.logs, tool), wipe)
        stand.stack.callback(kept.end)
        return kept

    def followed(self) -> Followed:
        found = self.keeper.follow(self.wipe)
        assert found is not None
        return found

    def at(self, percent: int) -> bool:
        """Wait until the log says that so many percent are done."""
        return wait_until(lambda: (self.followed().log.percent or 0) >= percent)

    def ended(self, odd: str = "") -> Ended:
        """Wait until nobody keeps the wipe any more, and return what its log tells."""
        if not wait_until(lambda: not self.followed().running):
            odd = odd or "it is still kept"
        log = self.followed().log
        return Ended(self.disk, log, odd=odd)

    @property
    def process(self) -> int:
        return self._told().pid

    def engine(self, name: str = "nwipe") -> int:
        found = child_named(name, self.process)
        assert found is not None, name
        return found

    def end(self) -> None:
        """End the process that keeps the wipe, where it still lives, and so its engine too."""
        with suppress(OSError, AssertionError):
            if self.followed().running:
                os.kill(self.process, signal.SIGKILL)
                wait_until(lambda: not lives(self.process))

    def _told(self) -> Retold:
        told = retell_all((self.stand.logs / f"{self.wipe}.jsonl").read_bytes(), self.wipe)
        assert told is not None
        return told


def refusal(stand: Stand, tool: str, disk: Disk, wipe: str) -> Ended:
    """Start a wipe that should be refused."""
    try:
        kept = Kept.started(stand, tool, disk, wipe)
    except WipeRefusedError as refused:
        return Ended(disk, refused=refused.rule)
    return kept.ended("it was started")
