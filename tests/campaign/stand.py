"""The place where a case runs: its own folder, its own disks, and the one flow of the product that wipes them."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.campaign.blindness import put
from tests.campaign.disks import MIB, Disk, disk
from tests.campaign.fault_files import Faults
from workshop.adapters.erasers import procedure
from workshop.adapters.erasers.engines import ENGINES
from workshop.adapters.erasers.identity import identify, identity_now
from workshop.adapters.erasers.interlocks import Held, hold
from workshop.adapters.erasers.procedure import refusal_of, run_wipe
from workshop.adapters.erasers.toolbox import Toolbox
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.interlocks import Interlock
from workshop.domain.methods import Level, Method, Technique
from workshop.domain.proofs import Doubt, Proof, Reservation, conclude
from workshop.domain.wiping import MediumIdentity, WipeLog
from workshop.services.ports import Clock, WipeOrder, WipeProgress

SIZE = 8 * MIB
Expected = frozenset[Doubt] | Interlock | tuple[Reservation, ...]
ZEROS = Method(
    "nwipe-zero", Technique.OVERWRITE, "nwipe", levels=tuple((medium, Level.CLEAR) for medium in DriveMedium)
)


class BenchClock:
    """The real clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(slots=True)
class MovedClock:
    """A bench's clock that somebody sets, once, after it was asked for the time so many times."""

    by: timedelta
    after_askings: int = 4
    asked: int = field(default=0)

    def now(self) -> datetime:
        self.asked += 1
        moved = self.by if self.asked > self.after_askings else timedelta()
        return datetime.now(UTC) + moved


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended: a log or a refusal; the disk that was chosen, and those that nobody may touch.

    `odd` tells what else went wrong: empty, or the case has failed.
    """

    disk: Disk
    log: WipeLog | None = None
    refused: Interlock | None = None
    bystanders: tuple[Disk, ...] = ()
    odd: str = ""

    @property
    def got(self) -> Expected:
        if self.refused is not None:
            return self.refused
        assert self.log is not None, self.odd
        conclusion = conclude(self.log)
        return conclusion.reservations if isinstance(conclusion, Proof) else frozenset(conclusion.doubts)


class Stand:
    """Makes disks and wipes them; everything is taken down with the stack that it is given."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        folder.mkdir()
        self.folder = folder
        self.stack = stack
        self.logs = folder / "logs"
        self.images = folder / "images"
        self.stopping = threading.Event()
        self._wipes = 0

    def disk(
        self,
        name: str = "disque",
        faults: Faults | None = None,
        *options: str,
        size: int = SIZE,
        below: Path | None = None,
        filled: int | None = None,
    ) -> Disk:
        return self.stack.enter_context(disk(below or self.images, name, size, faults, *options, filled=filled))

    def mounted(self, folder: Path, options: str) -> None:
        """Mount a file system in memory on a folder."""
        subprocess.run(("mount", "-t", "tmpfs", "-o", options, "etabli-campaign", str(folder)), check=True)
        self.stack.callback(subprocess.run, ("umount", "--lazy", str(folder)), check=True)

    def wipe(
        self,
        chosen: Disk,
        *,
        tools: Mapping[str, str] | None = None,
        method: Method = ZEROS,
        clock: Clock | None = None,
        medium: MediumIdentity | None = None,
        stopping: threading.Event | None = None,
        on_progress: Callable[[WipeProgress], None] | None = None,
        exercise: bool = True,
        sampled: bool = False,
        holding: procedure.Holding = hold,
        bystanders: tuple[Disk, ...] = (),
    ) -> Ended:
        """Wipe a disk as the keeper does, with tools of this case in the place of some of the installed ones."""
        self._wipes += 1
        identity = medium or identify(chosen.node)
        order = WipeOrder(f"cas-{self._wipes}", "disque", method, identity, exercise, sampled=sampled)
        log = run_wipe(
            order,
            ENGINES[method.engine](),
            clock or BenchClock(),
            log_folder=self.logs,
            toolbox=Toolbox(tools),
            stopping=stopping or self.stopping,
            on_progress=on_progress,
            holding=holding,
        )
        refusal = refusal_of(log)
        return Ended(chosen, log, refusal[0] if refusal else None, bystanders)


def also(ended: Ended, *bystanders: Disk, odd: str = "") -> Ended:
    """Add disks that nobody may touch, and what was odd."""
    return replace(ended, bystanders=(*ended.bystanders, *bystanders), odd=ended.odd or odd)


@contextmanager
def disguised(medium: MediumIdentity) -> Iterator[None]:
    """Let the loop device at this medium's node answer as the drive that this medium is."""

    def now(held: Held) -> MediumIdentity | None:
        return None if identity_now(held) is None else medium

    with put(procedure, "identity_of", lambda _, __: medium), put(procedure, "identity_now", now):
        yield
