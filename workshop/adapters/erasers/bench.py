"""What an engine works with: one held drive, and commands that are written down as they run."""

from __future__ import annotations

import threading
from collections.abc import Callable

from workshop.adapters.erasers.engine import all_said
from workshop.adapters.erasers.interlocks import Held
from workshop.adapters.erasers.namespace import alone_with
from workshop.adapters.erasers.record import ERASE, OWN_VERSION, WipeRecord
from workshop.adapters.erasers.running import Ran, run_engine
from workshop.adapters.erasers.toolbox import VERSION_OPTIONS, Toolbox, version_in
from workshop.domain.wiping import Claim, Looked, MediumIdentity, WipeStep
from workshop.services.ports import WipeOrder

_LOOK_SECONDS = 30.0


class OneBench:
    """The `engine.Bench` of one wipe: every command is a step of its record."""

    def __init__(self, record: WipeRecord, held: Held, toolbox: Toolbox, stopping: threading.Event) -> None:
        self.order: WipeOrder = record.order
        self.before: MediumIdentity = record.before
        self.held = held
        self.looked = Looked()
        self.stopping = stopping
        self.record = record
        self._toolbox = toolbox
        self._versions: dict[str, str] = {}

    def run(
        self,
        tool: str,
        *options: str,
        claim: Callable[[Ran], Claim],
        on_look: Callable[[], None] = lambda: None,
        said: Callable[[Ran], str] = all_said,
        seconds: float | None = None,
    ) -> tuple[WipeStep, Ran]:
        """Run a tool alone with the drive; a stop ends it. Out of time, it failed, whatever it claims."""
        return self._step(tool, options, self.stopping, claim, on_look, said, seconds)

    def look(self, tool: str, *options: str, seconds: float = _LOOK_SECONDS) -> Ran:
        """Run a tool that only looks: a stop waits for it, since how a drive's own wipe ended must be asked."""
        _, ran = self._step(tool, options, _never(), lambda _: Claim.LOOKED, lambda: None, all_said, seconds)
        return ran

    def progress(self, percent: int) -> None:
        """Tell how far the erasing is, 0 to 100."""
        self.record.progress(ERASE, percent)

    def do(self, command: tuple[str, ...], work: Callable[[], tuple[int, Claim, str]]) -> WipeStep:
        """Do a step of our own, without any tool; `work` returns its exit code, its claim and what it says."""
        self.record.begins((*command, self.held.path), command[0], OWN_VERSION)
        return self.record.ends(*work())

    def _step(
        self,
        tool: str,
        options: tuple[str, ...],
        stopping: threading.Event,
        claim: Callable[[Ran], Claim],
        on_look: Callable[[], None],
        said: Callable[[Ran], str],
        seconds: float | None,
    ) -> tuple[WipeStep, Ran]:
        program = self._toolbox.find(tool)
        command = alone_with((self.held,), (program, *options))
        if tool not in self._versions:
            self._versions[tool] = _version(self.held, self._toolbox, tool)
        self.record.begins((program, *options, self.held.path), tool, self._versions[tool])
        ran = run_engine(command, stopping, self._looking(on_look), on_output=self.record.says, seconds=seconds)
        claimed = claim(ran)
        if claimed is not Claim.LOOKED and (ran.timed_out or ran.exit_code is None):
            claimed = Claim.FAILED if ran.timed_out else Claim.NONE
        return self.record.ends(ran.exit_code, claimed, said(ran)), ran

    def _looking(self, on_look: Callable[[], None]) -> Callable[[], None]:
        def look() -> None:
            self.record.notice_stop()
            on_look()

        return look


def look_alone(held: Held, toolbox: Toolbox) -> Callable[..., Ran]:
    """Return what `Bench.look` is, for a drive that is not being wiped: nothing is written down."""

    def look(tool: str, *options: str, seconds: float = _LOOK_SECONDS) -> Ran:
        return run_engine(alone_with((held,), (toolbox.find(tool), *options)), _never(), seconds=seconds)

    return look


def _version(held: Held, toolbox: Toolbox, tool: str) -> str:
    options = VERSION_OPTIONS.get(tool)
    return version_in(tool, look_alone(held, toolbox)(tool, *options)) if options else ""


def _never() -> threading.Event:
    return threading.Event()
