"""What an engine is, and what it is given: one held drive, one method, one way to run a command.

For who makes a bench (`procedure.py`):
* `run` and `look` find the tool in the toolbox, ask it for its version once (`toolbox.VERSION_OPTIONS`, run alone with
  the drive like everything else, `toolbox.version_in`), build `alone_with((held,), …)` and write the step's start and
  end. One command is one step.
* The claim is asked after the child ended. A child that could not be ended (`exit_code` None) is a step without an end,
  whatever was claimed. `said` is what the step keeps as its output; by default both streams (`all_said`).
* `seconds` None: no limit. After it the child is ended, and `Ran.timed_out` tells.
* An engine that was told to stop returns False; so does one that failed. Then there is nothing to read back.
* `abilities.look_at(held, medium, bench.look, no_crypto)` fills `looked`, before the engine starts and again after.
* A look is not ended by a stop: how a drive's own wipe went must be asked, and a password taken away, all the same.
* A command that a drive only took (a sanitize goes on in the background) claims STARTED; the step that later heard how
  it ended claims ERASED, FAILED or ABORTED.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Protocol

from workshop.adapters.erasers.interlocks import Held
from workshop.adapters.erasers.running import Ran
from workshop.domain.wiping import Claim, Looked, MediumIdentity, WipeStep
from workshop.services.ports import WipeOrder


def all_said(ran: Ran) -> str:
    """Return everything that a tool said, its complaints after its answer."""
    return f"{ran.stdout}\n[stderr]\n{ran.stderr}" if ran.stderr else ran.stdout


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
        said: Callable[[Ran], str] = all_said,
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
