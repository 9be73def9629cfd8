"""The last step of run.py: Établi's window, or its main job without one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from .commands import Outcome
from .sentences import (
    EXAMPLE,
    EXAMPLE_STOPPED,
    OPENED,
    STARTED,
    WINDOW,
    WINDOW_IMPOSSIBLE,
    WINDOW_STOPPED,
)
from .setup import Setup, Stopped
from .virtual_environment import VirtualEnvironment

_OPEN_A_WINDOW = "from PySide6.QtWidgets import QApplication; QApplication([])"


def has_display(environment: Mapping[str, str], platform: str) -> bool:
    """Whether a window can be hoped for."""
    if platform in ("win32", "darwin"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def open_window(setup: Setup, environment: VirtualEnvironment, arguments: Sequence[str], *, unsure: bool) -> int:
    """Open the window and wait for its end; `unsure`: packages of the system are missing, so try Qt alone first."""
    setup.narrator.begin(WINDOW)
    if unsure:
        _try_qt(setup, environment)
    setup.narrator.end(OPENED)
    code = setup.commands.show([str(environment.program("python")), "-m", "ui", *arguments])
    if code:
        _try_qt(setup, environment)
        raise Stopped(WINDOW_STOPPED.with_facts(code=code), _as_exit_code(code))
    return 0


def run_through(setup: Setup, environment: VirtualEnvironment, out: Path, arguments: Sequence[str]) -> int:
    """Do the main job on a sample lot; it says itself where its documents are, in its last sentence."""
    setup.narrator.begin(EXAMPLE)
    setup.narrator.end(STARTED)
    program = str(environment.program("workshop"))
    code = setup.commands.show([program, "run-through", "--out", str(out), *arguments])
    if code:
        raise Stopped(EXAMPLE_STOPPED.with_facts(code=code), _as_exit_code(code))
    return 0


def _try_qt(setup: Setup, environment: VirtualEnvironment) -> None:
    tried = setup.commands.run([str(environment.program("python")), "-I", "-c", _OPEN_A_WINDOW])
    if not tried.succeeded:
        raise Stopped(WINDOW_IMPOSSIBLE.with_facts(reason=_reason(tried)))


def _reason(tried: Outcome) -> str:
    """Return the line that names the trouble: Qt's own first one, else the last one of Python's traceback."""
    lines = tried.output.strip().splitlines() or [str(tried.exit_code)]
    return next((line for line in lines if line.startswith("qt.qpa")), lines[-1])


def _as_exit_code(code: int) -> int:
    """Return the code a shell would give: a program ended by a signal has a negative one here."""
    return 128 - code if code < 0 else code
