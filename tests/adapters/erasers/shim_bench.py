"""A bench for one engine: its commands run as in earnest, alone with a loop device of the test, on pretended tools."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from workshop.adapters.erasers.engine import all_said
from workshop.adapters.erasers.interlocks import Held
from workshop.adapters.erasers.namespace import alone_with
from workshop.adapters.erasers.running import Ran, run_engine
from workshop.adapters.erasers.toolbox import Toolbox
from workshop.domain.methods import Ability, Method, Technique
from workshop.domain.wiping import Claim, Looked, MediumIdentity, WipeStep
from workshop.services.ports import WipeOrder

# Every call is a line beside the shim. `first N` is true the first N times that it is asked, by the word after it.
_HEAD = """#!/bin/sh
for last in "$@"; do :; done
device=$last
echo "$*" >> "$0.calls"
first() {
    count=$(cat "$0.$2" 2>/dev/null || echo 0)
    echo $((count + 1)) > "$0.$2"
    [ "$count" -lt "$1" ]
}
wipe() { dd if=/dev/zero of="$device" bs=1M count=1 conv=fsync 2>/dev/null; }
"""


def shim(folder: Path, tool: str, doing: str) -> str:
    """Make a pretended tool of a shell text."""
    program = folder / tool
    program.write_text(f"{_HEAD}{doing}\n")
    program.chmod(0o755)
    return str(program)


class ShimBench:
    """The `engine.Bench` of a test: keeps its steps, and what the shims were called with."""

    def __init__(self, held: Held, before: MediumIdentity, method: Method, folder: Path) -> None:
        self.order = WipeOrder("log", "drive", method, before, exercise=False)
        self.before = before
        self.held = held
        self.looked = Looked()
        self.stopping = threading.Event()
        self.steps: list[WipeStep] = []
        self.told: list[int] = []
        self._folder = folder
        self._tools: dict[str, str] = {}

    def have(self, tool: str, doing: str) -> None:
        """Put a pretended tool on the bench."""
        self._tools[tool] = shim(self._folder, tool, doing)

    def calls(self, tool: str) -> list[str]:
        """Return the options of every call of a tool, without the device, which always came last."""
        file = self._folder / f"{tool}.calls"
        lines = file.read_text().splitlines() if file.exists() else []
        assert all(line.endswith(self.held.path) for line in lines)
        return [line.removesuffix(self.held.path).strip() for line in lines]

    @property
    def claims(self) -> list[Claim]:
        """What was claimed by the steps that did not only look."""
        return [step.claim for step in self.steps if step.claim is not Claim.LOOKED]

    def run(
        self,
        tool: str,
        *options: str,
        claim: Callable[[Ran], Claim],
        on_look: Callable[[], None] = lambda: None,
        said: Callable[[Ran], str] = all_said,
        seconds: float | None = None,
    ) -> tuple[WipeStep, Ran]:
        return self._step(tool, options, self.stopping, claim, on_look, said, seconds)

    def look(self, tool: str, *options: str, seconds: float = 30) -> Ran:
        never = threading.Event()
        return self._step(tool, options, never, lambda _: Claim.LOOKED, lambda: None, all_said, seconds)[1]

    def progress(self, percent: int) -> None:
        self.told.append(percent)

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
        command = alone_with((self.held,), (Toolbox(self._tools).find(tool), *options))
        started = datetime.now(UTC)
        ran = run_engine(command, stopping, on_look, seconds=seconds)
        ended = datetime.now(UTC)
        step = WipeStep((tool, *options), tool, "", started, ended, ran.exit_code, claim(ran), said(ran))
        self.steps.append(step)
        return step, ran


def method_of(needs: Ability | None, *, expected_byte: int = 0, passes: int = 1) -> Method:
    """Give a method that needs an ability; engines look at nothing else of it."""
    return Method("a-method", Technique.BLOCK_ERASE, "any", passes=passes, expected_byte=expected_byte, needs=needs)
