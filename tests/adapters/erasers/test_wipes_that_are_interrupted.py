"""Wipes that are stopped, interrupted, killed: the truth is written down as it happens."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.adapters.erasers.conftest import nwipe_eraser
from workshop.adapters.erasers.interlocks import hold
from workshop.adapters.erasers.media import LoopMedia
from workshop.domain.errors import MediumError
from workshop.domain.methods import Method
from workshop.domain.proofs import Doubt, doubts_about
from workshop.domain.wiping import Claim, MediumIdentity
from workshop.services.ports import Clock, WipeOrder, WipeProgress

HERE = Path(__file__).parents[3]
MIB = 1024 * 1024
SIZE = 16 * MIB
Orders = Callable[[MediumIdentity], WipeOrder]
Backing = Callable[[MediumIdentity], bytes]
Pretended = Callable[[str], str]
real_nwipe = pytest.mark.usefixtures("real_nwipe")


@real_nwipe
def test_a_wipe_that_is_stopped_proves_nothing(loops: LoopMedia, zeros: Method, clock: Clock, order: Orders) -> None:
    """Without the table: nwipe exits 0 when it is interrupted (measured)."""
    eraser = nwipe_eraser(zeros, clock)
    with loops.make("arrete", SIZE) as medium:
        log = eraser.wipe(order(medium), lambda _: eraser.stop())
    assert log.stopped
    assert log.ended_at is not None
    assert Doubt.STOPPED in doubts_about(log)


def test_a_stop_ends_an_engine_that_would_go_on(
    loops: LoopMedia, zeros: Method, clock: Clock, order: Orders, pretended_nwipe: Pretended, backing: Backing
) -> None:
    """Without it: hours of waiting for a drive that somebody wants to keep."""
    eraser = nwipe_eraser(zeros, clock, program=pretended_nwipe("sleep 30; wipe 16; say_erased"))
    with loops.make("long", SIZE) as medium:
        log = eraser.wipe(order(medium), lambda _: eraser.stop())
        assert backing(medium).count(0) == 0
    assert log.steps[0].claim is Claim.NONE
    assert log.stopped


@real_nwipe
def test_ctrl_c_ends_the_engine_and_is_written_down(
    loops: LoopMedia, zeros: Method, clock: Clock, order: Orders, tmp_path: Path
) -> None:
    """Without it: an engine that goes on alone, and a log that knows nothing of it."""

    def interrupt(_: WipeProgress) -> None:
        raise KeyboardInterrupt

    with loops.make("ctrl-c", SIZE) as medium:
        with pytest.raises(KeyboardInterrupt):
            nwipe_eraser(zeros, clock, log_folder=tmp_path / "logs").wipe(order(medium), interrupt)
        with hold(medium.path):
            pass
    lines = _journal(tmp_path / "logs" / "log-ctrl-c.jsonl")
    assert lines[-1]["event"] == "ended"
    assert lines[-1]["stopped"] is True


@real_nwipe
def test_the_journal_tells_the_wipe_as_it_happened(
    loops: LoopMedia, zeros: Method, clock: Clock, order: Orders, tmp_path: Path
) -> None:
    with loops.make("journal", SIZE) as medium:
        nwipe_eraser(zeros, clock, log_folder=tmp_path / "logs").wipe(order(medium))
    lines = _journal(tmp_path / "logs" / "log-journal.jsonl")
    events = [line["event"] for line in lines if line["event"] not in {"progress", "output"}]
    assert events == [
        "started",
        "identified",
        "looked",
        "step-started",
        "step-ended",
        "read-back",
        "looked",
        "ended",
    ]
    assert {line["wipe"] for line in lines} == {"log-journal"}


def test_a_wipe_whose_journal_cannot_be_written_does_not_start(
    loops: LoopMedia,
    zeros: Method,
    clock: Clock,
    order: Orders,
    pretended_nwipe: Pretended,
    backing: Backing,
    tmp_path: Path,
) -> None:
    """Without it: a wipe of which nothing is left after a power cut."""
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "log-deja.jsonl").write_text("already here\n")
    with loops.make("deja", MIB) as medium:
        with pytest.raises(MediumError):
            nwipe_eraser(zeros, clock, log_folder=tmp_path / "logs", program=pretended_nwipe("wipe 1")).wipe(
                order(medium)
            )
        assert backing(medium).count(0) == 0
    assert (tmp_path / "logs" / "log-deja.jsonl").read_text() == "already here\n"


WIPE_AND_DIE = """
import sys
from pathlib import Path
from tests.adapters.erasers.conftest import BenchClock, nwipe_eraser
from workshop.adapters.erasers.media import LoopMedia
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.methods import Level, Method, Technique
from workshop.services.ports import WipeOrder

method = Method("nwipe-zero", Technique.OVERWRITE, "nwipe", levels=((DriveMedium.IMAGE, Level.CLEAR),))
below = Path(sys.argv[1])
with LoopMedia(below / "images").make("coupure", 4 << 20) as medium:
    eraser = nwipe_eraser(method, BenchClock(), log_folder=below / "logs", program=sys.argv[2])
    order = WipeOrder("coupure", "d", method, medium, exercise=True)
    eraser.wipe(order, lambda progress: print(medium.path, flush=True))
"""


@pytest.mark.usefixtures("loops")
def test_kill_9_leaves_a_wipe_that_never_ended_and_no_loop_device(tmp_path: Path, pretended_nwipe: Pretended) -> None:
    """Without writing as things happen: nothing is known of a wipe that a power cut ended."""
    program = pretended_nwipe("wipe 1; sleep 60")
    command = (sys.executable, "-c", WIPE_AND_DIE, str(tmp_path), program)
    own = {**os.environ, "TMPDIR": str(tmp_path)}  # nobody is left to take away nwipe's own log
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=HERE, env=own) as child:
        assert child.stdout is not None
        node = child.stdout.readline().strip()
        child.send_signal(signal.SIGKILL)
    lines = _journal(tmp_path / "logs" / "coupure.jsonl")
    events = [line["event"] for line in lines if line["event"] != "progress"]
    assert events == ["started", "identified", "looked", "step-started"]
    attached = Path("/sys/block", Path(node).name, "loop", "backing_file")
    limit = time.monotonic() + 5
    while attached.exists() and time.monotonic() < limit:  # until the kernel has ended the engine too
        time.sleep(0.02)
    assert not attached.exists()


def _journal(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_text().splitlines()]
