"""What an engine is, and what it is given: one held drive, one method, one way to run a command."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Protocol

from workshop.adapters.erasers.interlocks import Held
from workshop.adapters.erasers.running import Ran
from workshop.domain.wiping import Claim, Looked, MediumIdentity, WipeStep
from workshop.services.ports import WipeOrder


class Bench(Protocol):
    """What the procedure lends to an engine for one wipe. Every command becomes one step of the log."""

    order: WipeOrder
    before: MediumIdentity
    held: Held
    looked: Looked
    stopping: threading.Event

    def run(
        self,
        tool: str,
        *options: str,
        claim: Callable[[Ran], Claim],
        on_look: Callable[[], None] = ...,
        seconds: float | None = None,
    ) -> tuple[WipeStep, Ran]:
        """Run a tool alone with the drive, which becomes its last argument; `on_look` is called while it runs."""
        ...

    def look(self, tool: str, *options: str, seconds: float = 30) -> Ran:
        """Run a tool that only looks; its exit code is no failure."""
        ...

    def progress(self, percent: int) -> None:
        """Tell how far the erasing is, 0 to 100."""
        ...


class Engine(Protocol):
    """One program that erases; `name` is how methods name it."""

    name: str

    def erase(self, bench: Bench) -> bool:
        """Do the method's work; return whether it ended well by its own account, which is not yet anything."""
        ...
