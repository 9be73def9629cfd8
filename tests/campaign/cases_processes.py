"""Processes that are killed or stopped while a wipe is kept by the real helper, started by a real window."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress

from tests.campaign import shims
from tests.campaign.blindness import Blindness, the_tools_word
from tests.campaign.case import PROVEN, Again, Case, doubts
from tests.campaign.cases_identity import two_windows_at_once
from tests.campaign.disks import MIB
from tests.campaign.fault_files import REPOSITORY
from tests.campaign.kept import Kept, refusal
from tests.campaign.processes import lives, wait_until
from tests.campaign.stand import SIZE, Ended, Stand, also
from workshop.domain.interlocks import Interlock
from workshop.domain.proofs import Doubt

_WHOLE = SIZE // MIB
_63 = _WHOLE * 63 // 100 + 1  # the share that a log must know of
_PERCENT = 60
_LONG = f"wipe {_63}; sleep 30; wipe {_WHOLE}; say Erased"
_SHORT = f"wipe {_63}; sleep 1; wipe {_WHOLE}; say Erased"
_CUT_SHORT = doubts(Doubt.NEVER_ENDED, Doubt.TOOL_CLAIMS_NOTHING, Doubt.IDENTITY_CHANGED, Doubt.NOT_READ_BACK)
_NO_END = Blindness(
    "that the end is written, what the tool said, who was there, our own reading",
    (Doubt.NEVER_ENDED, Doubt.TOOL_CLAIMS_NOTHING, Doubt.IDENTITY_CHANGED, the_tools_word),
)


def _tool(stand: Stand, doing: str) -> str:
    return shims.nwipe(stand.folder / "lies", doing)


def _kept(stand: Stand, doing: str = _LONG) -> Kept:
    kept = Kept.started(stand, _tool(stand, doing))
    assert kept.at(_PERCENT), kept.followed()
    return kept


def _engine_killed(stand: Stand) -> Ended:
    kept = _kept(stand)
    os.kill(kept.engine(), signal.SIGKILL)
    return kept.ended()


def _keeper_killed(stand: Stand) -> Ended:
    """kill -9 of the process that keeps the wipe: the engine must not go on alone."""
    kept = _kept(stand)
    engine = kept.engine()
    os.kill(kept.process, signal.SIGKILL)
    alone = "" if wait_until(lambda: not lives(engine)) else "the engine goes on alone"
    ended = kept.ended(alone)
    assert ended.log is not None
    return also(ended, odd="" if (ended.log.percent or 0) >= _PERCENT else "« interrompu à 63 % » is not known")


def _told_to_stop(number: signal.Signals) -> Callable[[Stand], Ended]:
    def run(stand: Stand) -> Ended:
        kept = _kept(stand)
        os.kill(kept.process, number)
        return kept.ended()

    return run


def _stopped(stand: Stand) -> Ended:
    kept = _kept(stand)
    kept.keeper.stop(kept.wipe)
    return kept.ended()


def _window(stand: Stand, doing: str) -> tuple[Kept, subprocess.Popen[bytes]]:
    """Start a wipe from a window in a process of its own."""
    tool, disk = _tool(stand, doing), stand.disk()
    command = (sys.executable, "-m", "tests.campaign.window", str(stand.logs), tool, "garde", disk.node)
    window = subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL)
    stand.stack.callback(_closed, window)
    kept = Kept.watched(stand, tool, disk)
    assert window.stdout is not None
    assert window.stdout.readline() == b"started\n"
    assert kept.at(_PERCENT)
    return kept, window


def _closed(window: subprocess.Popen[bytes]) -> None:
    window.kill()
    window.communicate()


def _window_killed(stand: Stand) -> Ended:
    kept, window = _window(stand, _SHORT)
    window.kill()
    return kept.ended()


def _all_killed(stand: Stand) -> Ended:
    kept, window = _window(stand, _LONG)
    engine, keeper = kept.engine(), kept.process
    for process in (window.pid, keeper, engine):
        with suppress(ProcessLookupError):  # the engine dies with its keeper, maybe sooner than we get to it
            os.kill(process, signal.SIGKILL)
    alone = "" if wait_until(lambda: not lives(engine)) else "the engine goes on alone"
    return kept.ended(alone)


def _two_keepers(stand: Stand) -> Ended:
    """A second window starts a wipe of the drive that is being wiped."""
    first = _kept(stand)
    return refusal(stand, _tool(stand, _SHORT), first.disk, "encore")


def _used_twice(stand: Stand) -> Ended:
    """A wipe's id is used once: what is written stays."""
    first = Kept.started(stand, _tool(stand, f"wipe {_WHOLE}; say Erased"))
    ended = first.ended()
    content = (stand.logs / "garde.jsonl").read_bytes()
    again = refusal(stand, _tool(stand, "say Erased"), stand.disk("autre"), "garde")
    same = content == (stand.logs / "garde.jsonl").read_bytes()
    return also(again, odd="" if same and ended.got == PROVEN else "the first log is not as it was")


def _log_full(stand: Stand) -> Ended:
    """The file system of the logs is full in the middle of a wipe."""
    stand.logs.mkdir()
    stand.mounted(stand.logs, "size=8k")
    kept = Kept.started(
        stand, _tool(stand, f"wipe {_63}; yes data | head -c 60000; sleep 3; wipe {_WHOLE}; say Erased")
    )
    return kept.ended()


CASES = (
    Case(
        "kill-engine", "kill -9 of nwipe at 63 %",
        doubts(Doubt.TOOL_FAILED, Doubt.TOOL_CLAIMS_NOTHING, Doubt.NOT_READ_BACK), _engine_killed,
        "63 % of a wipe",
        Blindness("the exit code, the tool's table, our own reading",
                  (Doubt.TOOL_FAILED, Doubt.TOOL_CLAIMS_NOTHING, the_tools_word)),
    ),
    Case("kill-keeper", "kill -9 of the process that keeps the wipe, at 63 %", _CUT_SHORT, _keeper_killed,
         "63 % of a wipe", _NO_END),
    Case("kill-window", "kill -9 of the window: a control, the wipe goes on", PROVEN, _window_killed),
    Case("kill-all", "kill -9 of window, keeper and engine, at 63 %", _CUT_SHORT, _all_killed,
         "63 % of a wipe", _NO_END),
    Case(
        "keeper-sigterm", "SIGTERM to the process that keeps the wipe",
        doubts(Doubt.STOPPED, Doubt.TOOL_FAILED, Doubt.TOOL_CLAIMS_NOTHING, Doubt.NOT_READ_BACK),
        _told_to_stop(signal.SIGTERM), "63 % of a wipe",
        Blindness("that it was stopped, the exit code, the table, our own reading",
                  (Doubt.STOPPED, Doubt.TOOL_FAILED, Doubt.TOOL_CLAIMS_NOTHING, the_tools_word)),
    ),
    Case(
        "keeper-sigint", "SIGINT to the process that keeps the wipe",
        doubts(Doubt.STOPPED, Doubt.TOOL_FAILED, Doubt.TOOL_CLAIMS_NOTHING, Doubt.NOT_READ_BACK),
        _told_to_stop(signal.SIGINT), "63 % of a wipe",
        Blindness("that it was stopped, the exit code, the table, our own reading",
                  (Doubt.STOPPED, Doubt.TOOL_FAILED, Doubt.TOOL_CLAIMS_NOTHING, the_tools_word)),
    ),
    Case(
        "keeper-stop", "stopped from a window, at 63 %",
        doubts(Doubt.STOPPED, Doubt.TOOL_FAILED, Doubt.TOOL_CLAIMS_NOTHING, Doubt.NOT_READ_BACK),
        _stopped, "63 % of a wipe",
        Blindness("that it was stopped, the exit code, the table, our own reading",
                  (Doubt.STOPPED, Doubt.TOOL_FAILED, Doubt.TOOL_CLAIMS_NOTHING, the_tools_word)),
    ),
    Case("two-keepers", "a second wipe of a drive that is being wiped", Interlock.ALREADY_RUNNING, _two_keepers,
         "the second one writes while the first reads", Again("O_EXCL", two_windows_at_once)),
    Case("log-full", "no room for the log, at 63 %", _CUT_SHORT, _log_full,
         "a wipe of which nothing is known", _NO_END),
    Case("used-twice", "the id of an old wipe is used again", Interlock.BAD_REQUEST, _used_twice),
)  # fmt: skip
