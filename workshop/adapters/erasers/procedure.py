"""The one flow that every wipe goes through, whichever engine does the work.

Hold the drive, ask who it is, refuse what cannot be done, look at it, remember what was there, let the engine work,
read everything back with our own reader, look again, ask again who it is. Every step of it is a line of the log.
"""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass
from pathlib import Path

from workshop.adapters.erasers.abilities import look_at
from workshop.adapters.erasers.bench import OneBench
from workshop.adapters.erasers.engine import Engine
from workshop.adapters.erasers.exercise_marks import is_ours
from workshop.adapters.erasers.expecting import Expected, remember
from workshop.adapters.erasers.identity import backing_file, identity_now, identity_of, sysfs_folder
from workshop.adapters.erasers.interlocks import Held, InterlockError, hold
from workshop.adapters.erasers.readback import read_back
from workshop.adapters.erasers.record import INTERLOCK, READ_BACK, OnProgress, WipeRecord
from workshop.adapters.erasers.toolbox import Toolbox
from workshop.adapters.erasers.warmth import Thermometer, sensor_of
from workshop.domain.interlocks import Interlock
from workshop.domain.methods import Abilities, Ability, Method, Technique
from workshop.domain.wiping import Claim, Looked, MediumIdentity, WipeLog
from workshop.services.ports import Clock, WipeOrder

Holding = Callable[[str], AbstractContextManager[Held]]
_WITH_PASSWORD = frozenset({Technique.SECURITY_ERASE, Technique.SECURITY_ERASE_ENHANCED})
_OF_THE_CONTROLLER = frozenset(
    {
        Ability.NVME_SANITIZE_BLOCK,
        Ability.NVME_SANITIZE_CRYPTO,
        Ability.NVME_SANITIZE_OVERWRITE,
        Ability.NVME_FORMAT,
        Ability.NVME_FORMAT_CRYPTO,
    }
)


def run_wipe(
    order: WipeOrder,
    engine: Engine,
    clock: Clock,
    *,
    log_folder: Path | None,
    toolbox: Toolbox,
    stopping: threading.Event,
    held: Held | None = None,
    images_under: Path | None = None,
    on_progress: OnProgress | None = None,
    on_ready: Callable[[], None] = lambda: None,
    holding: Holding = hold,
    no_crypto: Sequence[str] = (),
) -> WipeLog:
    """Wipe one drive and read it back; a refusal is a failed step of the log (`refusal_of`) and nothing was written.

    `held` was held by the caller already, who lets it go; else `holding` opens the order's path. `on_ready` is called
    once, when nothing speaks against the wipe any more and before the first write. Setting `stopping` ends it soon, and
    its log says so. With `images_under`, nothing is wiped but our own images in that folder. `no_crypto` are the models
    whose own encryption is not trusted (`Acceptance`). Raises MediumError where the log cannot be written.
    """
    record = WipeRecord(order, clock, log_folder, on_progress, stopping)
    with record, nullcontext(held) if held else holding(order.medium.path) as mine, ExitStack() as beside:
        wipe = _Wipe(OneBench(record, mine, toolbox, stopping), engine, clock, no_crypto)
        wipe.check(images_under)
        wipe.hold_what_goes_with_it(beside)
        on_ready()
        wipe.run()
    return record.log()


class EngineEraser:
    """Wipes in this process, with one method (`services.ports.Eraser`).

    One eraser serves any number of threads; `stop()` ends every wipe of it, now and from now on.
    """

    def __init__(
        self,
        method: Method,
        engine: Callable[[], Engine],
        clock: Clock,
        *,
        toolbox: Toolbox | None = None,
        log_folder: Path | None = None,
        images_under: Path | None = None,
        holding: Holding = hold,
    ) -> None:
        self.name = engine().name
        self.method = method
        self._engine = engine
        self._clock = clock
        self._toolbox = toolbox or Toolbox()
        self._log_folder = log_folder
        self._images_under = images_under
        self._holding = holding
        self._stopping = threading.Event()

    def stop(self) -> None:
        """End all wipes of this eraser; their logs say that they were stopped."""
        self._stopping.set()

    def wipe(self, order: WipeOrder, on_progress: OnProgress | None = None) -> WipeLog:
        """Wipe one medium and read it back; a refusal is a failed step of the log and nothing was written."""
        return run_wipe(
            order,
            self._engine(),
            self._clock,
            log_folder=self._log_folder,
            toolbox=self._toolbox,
            stopping=self._stopping,
            images_under=self._images_under,
            on_progress=on_progress,
            holding=self._holding,
        )


def refusal_of(log: WipeLog) -> tuple[Interlock, str] | None:
    """Return the interlock that kept a wipe from being begun, with its detail; None where something ran already."""
    for step in log.steps:
        if step.tool == INTERLOCK:
            return Interlock(step.command[1]), step.output
        if step.claim is not Claim.LOOKED:
            return None
    return None


def refuse_what_it_cannot(method: Method, abilities: Abilities) -> None:
    """Raise InterlockError where a drive cannot do a method now; what it never said that it can do, it cannot."""
    by_password = method.technique in _WITH_PASSWORD
    if abilities.locked or (by_password and abilities.locked is None and abilities.known):
        raise InterlockError(Interlock.PASSWORD, f"{method.id}: locked {abilities.locked}")
    if method.needs is not None and method.needs not in abilities.can:
        raise InterlockError(Interlock.CANNOT, f"{method.id}: {method.needs}, known {abilities.known}")
    if by_password and abilities.frozen is not False:
        raise InterlockError(Interlock.FROZEN, f"{method.id}: frozen {abilities.frozen}")


@dataclass(slots=True)
class _Wipe:
    """One drive that is held, from the checks to the last look."""

    bench: OneBench
    engine: Engine
    clock: Clock
    no_crypto: Sequence[str]

    def check(self, images_under: Path | None) -> None:
        """Refuse (InterlockError) everything that must not be wiped, or cannot be, before anything is written."""
        bench, held = self.bench, self.bench.held
        bench.record.check(self.engine.name, identity_of(held.handle, held.path))
        bench.before = bench.record.before
        if images_under is not None:
            _is_our_image(held, images_under)
        bench.looked = self._look(afterwards=False)
        refuse_what_it_cannot(bench.order.method, bench.looked.abilities)
        if not _is_a_file(held):
            bench.record.celsius = Thermometer(sensor_of(sysfs_folder(held.rdev))).celsius

    def hold_what_goes_with_it(self, stack: ExitStack) -> None:
        """Hold every other namespace that the controller would wipe too; one that somebody uses forbids it.

        What sysfs shows as used is protected already (`protections.py`); a ZFS pool, or a wipe of its own, is not.
        """
        if self.bench.order.method.needs not in _OF_THE_CONTROLLER:
            return
        for name in self.bench.looked.abilities.namespaces:
            if name != self.bench.held.name:
                stack.enter_context(hold(f"/dev/{name}"))

    def run(self) -> None:
        """Let the engine work and look at what it did; nothing that it says is taken for done."""
        bench, record = self.bench, self.bench.record
        method, stopping = bench.order.method, bench.stopping
        remembered = remember(bench.held.handle, method.expects, stopping=stopping)
        if not stopping.is_set() and self.engine.erase(bench) and not stopping.is_set():
            expected = Expected(method.expects, method.expected_byte, remembered)
            record.read_back(
                read_back(
                    bench.held.handle,
                    expected,
                    self.clock,
                    on_bytes=lambda done, planned: record.progress(READ_BACK, done * 100 // max(1, planned)),
                    stopping=stopping,
                    sampled=bench.order.sampled,
                )
            )
        if not stopping.is_set():
            self._look(afterwards=True)
        record.after = _who_now(bench.held)

    def _look(self, *, afterwards: bool) -> Looked:
        looked = look_at(self.bench.held, self.bench.before, self.bench.look, self.no_crypto)
        self.bench.record.looked(looked, afterwards=afterwards)
        return looked


def _is_our_image(held: Held, folder: Path) -> None:
    image = Path(held.path) if _is_a_file(held) else backing_file(held.rdev)
    if image is None or not is_ours(image, folder):
        raise InterlockError(Interlock.NOT_FOR_EXERCISE, f"{held.path}: {image}")


def _is_a_file(held: Held) -> bool:
    return stat.S_ISREG(os.fstat(held.handle).st_mode)


def _who_now(held: Held) -> MediumIdentity | None:
    """Ask again; None where another device or another file took the medium's place."""
    if not _is_a_file(held):
        return identity_now(held)
    try:
        there = os.path.samestat(os.fstat(held.handle), Path(held.path).lstat())
        return identity_of(held.handle, held.path) if there else None
    except (OSError, InterlockError):
        return None
