"""The one flow of a wipe, with engines made for a test: what is checked before, what is looked at afterwards."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from tests.adapters.erasers.conftest import BenchClock
from workshop.adapters.erasers import procedure
from workshop.adapters.erasers.bench import look_alone
from workshop.adapters.erasers.engine import Bench
from workshop.adapters.erasers.interlocks import InterlockError, hold
from workshop.adapters.erasers.media import LoopMedia
from workshop.adapters.erasers.namespace import alone_with
from workshop.adapters.erasers.procedure import refusal_of, refuse_what_it_cannot, run_wipe
from workshop.adapters.erasers.readback import read_back
from workshop.adapters.erasers.retelling import retell
from workshop.adapters.erasers.toolbox import Toolbox
from workshop.domain.diagnosis import Smart
from workshop.domain.interlocks import Interlock
from workshop.domain.methods import Abilities, Ability, Expectation, Method, Technique
from workshop.domain.proofs import Doubt, NotProven, Proof, conclude
from workshop.domain.wiping import Claim, Looked, MediumIdentity, ReadBack, WipeLog
from workshop.services.ports import WipeOrder, WipeProgress

MIB = 1024 * 1024
Orders = Callable[[MediumIdentity], WipeOrder]
Engines = Callable[[str], str]
ZEROS = 'dd if=/dev/zero of="$1" bs=1M count=4 conv=fsync 2>/dev/null; echo done'
NOISE = 'dd if=/dev/urandom of="$1" bs=1M count=4 conv=fsync 2>/dev/null; echo done'


@dataclass
class Shell:
    """Runs one program of a test, and believes that it erased when it says « done »."""

    name: str = "nwipe"
    seconds: float | None = None

    def erase(self, bench: Bench) -> bool:
        def claim(ran: object) -> Claim:
            return Claim.ERASED if "done" in str(ran) else Claim.NONE

        step, _ = bench.run("program", claim=claim, on_look=lambda: bench.progress(50), seconds=self.seconds)
        return step.exit_code == 0 and step.claim is Claim.ERASED


@dataclass
class Wiping:
    """One wipe on one loop device, with everything that a test may want to look at."""

    folder: Path
    program: str
    ready: int = 0

    def of(self, order: WipeOrder, engine: Shell | None = None, **more: object) -> WipeLog:
        facts: dict[str, object] = {
            "log_folder": self.folder,
            "toolbox": Toolbox({"program": self.program}),
            "stopping": threading.Event(),
            "on_ready": self._ready,
            **more,
        }
        log = run_wipe(order, engine or Shell(), BenchClock(), **facts)  # type: ignore[arg-type]
        assert retell((self.folder / f"{order.log}.jsonl").read_bytes(), order.log) == log
        return log

    def _ready(self) -> None:
        self.ready += 1


@pytest.fixture
def wiping(tmp_path: Path, engine: Engines) -> Callable[[str], Wiping]:
    return lambda doing: Wiping(tmp_path / "logs", engine(doing))


def test_a_wipe_is_a_proof_and_its_log_tells_the_same(
    loops: LoopMedia, order: Orders, wiping: Callable[[str], Wiping]
) -> None:
    told: list[WipeProgress] = []
    one = wiping(ZEROS)
    with loops.make("un", 4 * MIB) as medium:
        log = one.of(replace(order(medium), confirmed="M-7"), on_progress=told.append)
    assert isinstance(conclude(log), Proof)
    assert one.ready == 1
    assert (log.confirmed, log.stage, log.percent) == ("M-7", "read-back", 100)
    assert log.steps[0].command[-1] == medium.path
    assert log.steps[0].output == "done\n"
    assert refusal_of(log) is None


def test_a_drive_that_is_held_already_stays_held(
    loops: LoopMedia, order: Orders, wiping: Callable[[str], Wiping]
) -> None:
    """Without it: between the check and the wipe somebody else takes the drive."""
    with loops.make("un", 4 * MIB) as medium, hold(medium.path) as held:
        log = wiping(ZEROS).of(order(medium), held=held)
        os.fstat(held.handle)
    assert isinstance(conclude(log), Proof)


def test_a_refusal_comes_before_everything_is_ready(
    loops: LoopMedia, order: Orders, wiping: Callable[[str], Wiping], tmp_path: Path
) -> None:
    """Without it: a window that was told « started », and nothing did."""
    one = wiping(f"touch {tmp_path}/started; {ZEROS}")
    with loops.make("un", 4 * MIB) as medium:
        log = one.of(replace(order(medium), exercise=False))
    assert one.ready == 0
    refusal = refusal_of(log)
    assert refusal is not None
    assert refusal[0] is Interlock.NOT_AN_EXERCISE
    assert not (tmp_path / "started").exists()
    assert log.ended_at is not None


def test_whoever_waits_for_the_answer_may_still_say_no(
    loops: LoopMedia, order: Orders, wiping: Callable[[str], Wiping], backing: Callable[[MediumIdentity], bytes]
) -> None:
    """Without it: the window is gone, and its wipe starts all the same."""

    def nobody() -> None:
        raise InterlockError(Interlock.BAD_REQUEST, "nobody waits")

    with loops.make("un", 4 * MIB) as medium:
        log = wiping(ZEROS).of(order(medium), on_ready=nobody)
        assert backing(medium).count(0) == 0
    assert refusal_of(log) == (Interlock.BAD_REQUEST, "nobody waits")


def test_noise_in_place_of_the_data_is_a_proof_where_noise_is_expected(
    loops: LoopMedia, order: Orders, wiping: Callable[[str], Wiping], zeros: Method
) -> None:
    method = replace(zeros, technique=Technique.CRYPTO_ERASE, expects=Expectation.CHANGED)
    with loops.make("un", 4 * MIB) as medium:
        log = wiping(NOISE).of(replace(order(medium), method=method))
    assert isinstance(conclude(log), Proof)
    assert log.read_back is not None
    assert log.read_back.compared_bytes > 0


def test_what_was_there_before_and_still_is_was_not_erased(
    loops: LoopMedia, order: Orders, wiping: Callable[[str], Wiping], zeros: Method
) -> None:
    """Without remembering: a drive that says « done » and does nothing passes, since its data look like noise."""
    method = replace(zeros, technique=Technique.CRYPTO_ERASE, expects=Expectation.CHANGED)
    with loops.make("un", 4 * MIB) as medium:
        log = wiping("echo done").of(replace(order(medium), method=method))
    outcome = conclude(log)
    assert isinstance(outcome, NotProven)
    assert Doubt.DATA_LEFT in outcome.doubts


def test_out_of_time_is_failed_whatever_was_said(
    loops: LoopMedia, order: Orders, wiping: Callable[[str], Wiping]
) -> None:
    with loops.make("un", 4 * MIB) as medium:
        log = wiping("trap 'exit 0' INT; echo done; sleep 20 & wait").of(order(medium), Shell(seconds=0.3))
    assert log.steps[0].claim is Claim.FAILED
    assert log.read_back is None


def test_looking_at_a_drive_that_is_not_wiped_writes_nothing_down(loops: LoopMedia, engine: Engines) -> None:
    toolbox = Toolbox({"program": engine('echo "$@"')})
    with loops.make("un", MIB) as medium, hold(medium.path) as held:
        assert look_alone(held, toolbox)("program", "-I").stdout == f"-I {medium.path}\n"


ERASE = Method("m", Technique.SECURITY_ERASE, "hdparm", needs=Ability.ATA_SECURITY_ERASE)
SANITIZE = Method("m", Technique.BLOCK_ERASE, "hdparm", needs=Ability.ATA_SANITIZE_BLOCK)
PLAIN = Method("m", Technique.OVERWRITE, "nwipe")
ALL = frozenset(Ability)


@pytest.mark.parametrize(
    ("method", "abilities", "rule"),
    [
        (PLAIN, Abilities(), None),
        (PLAIN, Abilities(known=True, locked=True), Interlock.PASSWORD),
        (PLAIN, Abilities(known=True, frozen=True, locked=False), None),
        (ERASE, Abilities(), Interlock.CANNOT),
        (ERASE, Abilities(known=True, can=ALL, frozen=False, locked=False), None),
        (ERASE, Abilities(known=True, can=ALL, frozen=True, locked=False), Interlock.FROZEN),
        (ERASE, Abilities(known=True, can=ALL, frozen=None, locked=False), Interlock.FROZEN),
        (ERASE, Abilities(known=True, can=ALL, frozen=False, locked=None), Interlock.PASSWORD),
        (ERASE, Abilities(known=True, can=frozenset(), frozen=False, locked=False), Interlock.CANNOT),
        (SANITIZE, Abilities(known=True, can=ALL, frozen=True, locked=False), None),
        (SANITIZE, Abilities(known=True, can=ALL, frozen=False, locked=True), Interlock.PASSWORD),
        (SANITIZE, Abilities(known=True, can=ALL - {Ability.ATA_SANITIZE_BLOCK}), Interlock.CANNOT),
    ],
)
def test_what_a_drive_cannot_do_now_is_not_begun(method: Method, abilities: Abilities, rule: Interlock | None) -> None:
    """Without it: a password is set on a drive that is frozen, and nobody can use it any more."""
    if rule is None:
        refuse_what_it_cannot(method, abilities)
        return
    with pytest.raises(InterlockError) as refused:
        refuse_what_it_cannot(method, abilities)
    assert refused.value.rule is rule


WIPE_FOR_EVER = """
import sys, threading
from pathlib import Path
from tests.adapters.erasers.conftest import BenchClock
from tests.adapters.erasers.test_one_flow_of_every_wipe import Shell
from workshop.adapters.erasers.identity import identify
from workshop.adapters.erasers.procedure import run_wipe
from workshop.adapters.erasers.toolbox import Toolbox
from workshop.domain.methods import Method, Technique
from workshop.services.ports import WipeOrder

node, folder, program = sys.argv[1:]
order = WipeOrder("coupure", "d", Method("m", Technique.OVERWRITE, "nwipe"), identify(node), exercise=True)
run_wipe(order, Shell(), BenchClock(), log_folder=Path(folder), toolbox=Toolbox({"program": program}),
         stopping=threading.Event(), on_progress=lambda progress: print(progress.percent, flush=True))
"""


def test_an_engine_dies_with_its_keeper(loops: LoopMedia, engine: Engines, tmp_path: Path) -> None:
    """Without the kernel's signal: kill -9, and something goes on writing on a drive that nobody holds any more."""
    program = engine('(while :; do dd if=/dev/urandom of="$1" bs=4k count=1 conv=fsync; done) & wait')
    with loops.make("un", 4 * MIB) as medium:
        command = (sys.executable, "-c", WIPE_FOR_EVER, medium.path, str(tmp_path / "logs"), program)
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3]) as keeper:
            assert keeper.stdout is not None
            assert keeper.stdout.readline() == "50\n"
            assert _processes_with(program)
            keeper.kill()
        limit = time.monotonic() + 5
        while _processes_with(program) and time.monotonic() < limit:
            time.sleep(0.02)
        assert _processes_with(program) == []
        with hold(medium.path):
            pass
    log = retell((tmp_path / "logs" / "coupure.jsonl").read_bytes(), "coupure")
    assert log is not None
    assert (log.stage, log.percent, log.damaged, log.ended_at) == ("erase", 50, False, None)
    assert Doubt.NEVER_ENDED in conclude(log).doubts  # type: ignore[union-attr]


def test_a_stop_before_the_first_write_starts_no_engine(
    loops: LoopMedia, order: Orders, wiping: Callable[[str], Wiping], tmp_path: Path
) -> None:
    """Without it: a sanitize, which nothing can stop, is begun after somebody said stop."""
    stopping = threading.Event()
    with loops.make("un", MIB) as medium:
        log = wiping(f"touch {tmp_path}/started").of(order(medium), stopping=stopping, on_ready=stopping.set)
    assert log.stopped
    assert log.steps == ()
    assert not (tmp_path / "started").exists()


def test_a_drive_is_looked_at_before_and_after_and_read_back_as_it_was_asked_for(
    loops: LoopMedia, order: Orders, wiping: Callable[[str], Wiping], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it: sectors that failed during the wipe are not told, and a crypto erase is believed of any model."""
    told: list[object] = []
    samples: list[object] = []
    answers = [Looked(smart=Smart(passed=True)), Looked(smart=Smart(passed=True, pending_sectors=7))]

    def look_at(*facts: object) -> Looked:
        told.append(facts[-1])
        return answers.pop(0)

    def reading(*facts: Any, sampled: bool, **more: Any) -> ReadBack:
        samples.append(sampled)
        return read_back(*facts, sampled=sampled, **more)

    monkeypatch.setattr(procedure, "look_at", look_at)
    monkeypatch.setattr(procedure, "read_back", reading)
    ones = (
        "tr '\\0' '\\377' </dev/zero | dd of=\"$1\" bs=64k count=64 iflag=fullblock conv=fsync 2>/dev/null; echo done"
    )
    with loops.make("un", 4 * MIB) as medium:
        wanted = order(medium)
        wanted = replace(wanted, method=replace(wanted.method, expected_byte=0xFF), sampled=True)
        log = wiping(ones).of(wanted, no_crypto=("samsung 840",))
    assert isinstance(conclude(log), Proof)
    assert (log.smart_before, log.smart_after) == (Smart(passed=True), Smart(passed=True, pending_sectors=7))
    assert told == [("samsung 840",)] * 2
    assert samples == [True]


# Starts an engine as a wipe does, but for what has the kernel end it: as where the signal came a moment too early.
MISSED = """
import sys, threading
from workshop.adapters.erasers.interlocks import hold
from workshop.adapters.erasers.namespace import alone_with
from workshop.adapters.erasers.running import run_engine
with hold(sys.argv[1]) as held:
    command = [part for part in alone_with((held,), (sys.argv[2],)) if part != "--kill-child"]
    command = command[command.index("--") + 1 :]
    run_engine(command, threading.Event(), on_output=lambda piece: print(piece.decode(), end="", flush=True))
"""


def test_an_engine_that_the_kernel_s_signal_missed_dies_with_its_keeper_too(loops: LoopMedia, engine: Engines) -> None:
    """Seen once in a hundred: killed between fork(2) and prctl(2), a keeper left an engine that went on for ever."""
    program = engine("echo works; while :; do sleep 0.1; done")
    with loops.make("un", MIB) as medium:
        command = (sys.executable, "-c", MISSED, medium.path, program)
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3]) as keeper:
            assert keeper.stdout is not None
            assert keeper.stdout.readline() == "works\n"
            assert _processes_with(program)
            keeper.kill()
        limit = time.monotonic() + 5
        while (left := _processes_with(program)) and time.monotonic() < limit:
            time.sleep(0.02)
        for process in left:
            os.kill(int(process), signal.SIGKILL)
    assert left == []


def test_an_engine_whose_keeper_is_gone_already_is_not_even_started(
    loops: LoopMedia, engine: Engines, tmp_path: Path
) -> None:
    program = engine(f"touch {tmp_path}/started")
    with loops.make("un", MIB) as medium, hold(medium.path) as held:
        done = subprocess.run(alone_with((held,), (program,)), stdin=subprocess.DEVNULL, check=False)
    assert done.returncode != 0
    assert not (tmp_path / "started").exists()


def _processes_with(text: str) -> list[str]:
    """List the processes that were started with a text in their command line, but for who wipes."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().decode("utf-8", "replace").split("\0")
        except OSError:
            continue
        if text in words and "-c" not in words[1:2]:
            found.append(folder.name)
    return found
