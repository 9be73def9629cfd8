"""nwipe, real and pretended, on loop devices over images made here; no engine can see any other device."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from tests.adapters.erasers.conftest import nwipe_eraser
from workshop.adapters.erasers.identity import identify
from workshop.adapters.erasers.interlocks import hold
from workshop.adapters.erasers.media import LoopMedia
from workshop.domain.methods import Level, Method
from workshop.domain.proofs import Doubt, NotProven, Proof, conclude
from workshop.domain.wiping import Claim, HiddenArea, MediumIdentity, WipeLog
from workshop.services.ports import Clock, WipeOrder, WipeProgress

MIB = 1024 * 1024
SIZE = 16 * MIB
Orders = Callable[[MediumIdentity], WipeOrder]
Backing = Callable[[MediumIdentity], bytes]
Pretended = Callable[[str], str]
real_nwipe = pytest.mark.usefixtures("real_nwipe")


def _doubts(log: WipeLog) -> tuple[Doubt, ...]:
    outcome = conclude(log)
    assert isinstance(outcome, NotProven)
    return outcome.doubts


@real_nwipe
def test_nwipe_leaves_zeros_and_a_proof(
    loops: LoopMedia, zeros: Method, clock: Clock, order: Orders, backing: Backing, tmp_path: Path
) -> None:
    told: list[WipeProgress] = []
    with loops.make("disque", 32 * MIB) as medium:
        assert backing(medium).count(0) == 0
        log = nwipe_eraser(zeros, clock, images_under=tmp_path / "images").wipe(order(medium), told.append)
        assert backing(medium) == bytes(32 * MIB)
    proof = conclude(log)
    assert isinstance(proof, Proof)
    assert proof.level is Level.CLEAR
    assert proof.reservations == ()
    assert log.exercise
    assert log.hidden_area is HiddenArea.NOT_APPLICABLE
    assert log.before == log.after == medium
    assert len(log.steps) == 1
    assert log.steps[0].claim is Claim.ERASED
    assert log.steps[0].tool_version.startswith("0.")
    assert log.steps[0].command[-1] == medium.path
    assert "Total Throughput" in log.steps[0].output
    assert [one.percent for one in told if one.stage == "read-back"][-1] == 100
    assert [one.percent for one in told if one.stage == "erase"][-1] == 100


@real_nwipe
def test_five_wipes_at_once_each_touch_their_own_device(
    loops: LoopMedia, zeros: Method, clock: Clock, order: Orders, backing: Backing
) -> None:
    """Without one namespace each: one of them takes a neighbour's device."""
    eraser = nwipe_eraser(zeros, clock)
    with ExitStack() as stack, ThreadPoolExecutor(5) as pool:
        media = [stack.enter_context(loops.make(f"disque-{number}", SIZE)) for number in range(6)]
        untouched = backing(media[5])
        logs = list(pool.map(eraser.wipe, map(order, media[:5])))
        assert all(backing(medium) == bytes(SIZE) for medium in media[:5])
        assert backing(media[5]) == untouched
    assert all(isinstance(conclude(log), Proof) for log in logs)
    assert [log.before.serial for log in logs] == [f"disque-{number}" for number in range(5)]


@real_nwipe
def test_a_worn_out_medium_is_not_wiped(
    loops: LoopMedia, zeros: Method, clock: Clock, order: Orders, backing: Backing
) -> None:
    """Without the tool's own word: a drive that refuses every write and is not read back afterwards."""
    with loops.make("use", SIZE, worn_out=True) as medium:
        before = backing(medium)
        log = nwipe_eraser(zeros, clock).wipe(order(medium))
        assert backing(medium) == before
    assert log.steps[0].claim is Claim.FAILED
    assert log.steps[0].exit_code == 1
    assert _doubts(log) == (Doubt.TOOL_FAILED, Doubt.NOT_READ_BACK)


@real_nwipe
def test_a_medium_that_is_full_before_its_end_is_not_wiped(
    attached: Callable[..., AbstractContextManager[str]],
    small_file_system: Callable[[str, str], Path],
    zeros: Method,
    clock: Clock,
    order: Orders,
) -> None:
    """Without the tool's word: a sparse image reads as zeros although half of the writes were refused (ENOSPC)."""
    image = small_file_system("tmpfs", "size=8m") / "creux.img"
    with image.open("xb") as file:
        file.truncate(SIZE)
    with attached(image) as node:
        medium = identify(node)
        log = nwipe_eraser(zeros, clock).wipe(order(medium))
    assert log.steps[0].claim is Claim.FAILED
    assert Doubt.TOOL_FAILED in _doubts(log)


def test_a_tool_that_writes_nothing_and_says_erased_leaves_data(
    loops: LoopMedia, zeros: Method, clock: Clock, order: Orders, pretended_nwipe: Pretended
) -> None:
    """Without our own reading: « effacé » on a drive that drops every write, as nwipe 0.34 really says (measured)."""
    program = pretended_nwipe("say_erased")
    with loops.make("menteur", SIZE) as medium:
        log = nwipe_eraser(zeros, clock, program=program).wipe(order(medium))
    assert log.steps[0].claim is Claim.ERASED
    assert log.steps[0].exit_code == 0
    assert log.steps[0].tool_version == "0.34-shim"
    assert _doubts(log) == (Doubt.DATA_LEFT,)
    assert log.read_back is not None
    assert log.read_back.differing_bytes == SIZE
    assert log.read_back.first_difference == 0


def test_one_byte_left_is_found(
    loops: LoopMedia, zeros: Method, clock: Clock, order: Orders, pretended_nwipe: Pretended
) -> None:
    """Without a full reading: one corrupted byte in a drive."""
    where = 9 * MIB + 31
    program = pretended_nwipe(
        f"wipe 16; printf B | dd of=$device bs=1 seek={where} conv=notrunc,fsync 2>/dev/null; say_erased"
    )
    with loops.make("un-octet", SIZE) as medium:
        log = nwipe_eraser(zeros, clock, program=program).wipe(order(medium))
    assert _doubts(log) == (Doubt.DATA_LEFT,)
    assert log.read_back is not None
    assert (log.read_back.differing_bytes, log.read_back.first_difference) == (1, where)


def test_a_tool_that_is_killed_proves_nothing(
    loops: LoopMedia, zeros: Method, clock: Clock, order: Orders, pretended_nwipe: Pretended
) -> None:
    """Without the exit code: an engine that died half way."""
    program = pretended_nwipe("wipe 8; kill -9 $$")
    with loops.make("tue", SIZE) as medium:
        log = nwipe_eraser(zeros, clock, program=program).wipe(order(medium))
    assert (log.steps[0].exit_code, log.steps[0].claim) == (128 + signal.SIGKILL, Claim.NONE)
    assert _doubts(log) == (Doubt.TOOL_FAILED, Doubt.TOOL_CLAIMS_NOTHING, Doubt.NOT_READ_BACK)


def test_what_a_tool_leaves_running_is_ended_before_the_reading(
    loops: LoopMedia,
    zeros: Method,
    clock: Clock,
    order: Orders,
    pretended_nwipe: Pretended,
    backing: Backing,
    tmp_path: Path,
) -> None:
    """Without the process namespace: a process of the tool that writes again after everything was read back."""
    end = tmp_path / "end"
    os.mkfifo(end)
    program = pretended_nwipe(f"(cat {end}; printf data | dd of=$device conv=fsync) & wipe 16; say_erased")
    with loops.make("suite", SIZE) as medium:
        log = nwipe_eraser(zeros, clock, program=program).wipe(order(medium))
        with pytest.raises(OSError, match="No such device or address"):  # nobody has it open for reading any more
            os.open(end, os.O_WRONLY | os.O_NONBLOCK)
        assert backing(medium) == bytes(SIZE)
    assert isinstance(conclude(log), Proof)


def test_a_tool_that_says_nothing_proves_nothing_even_where_it_wiped(
    loops: LoopMedia, zeros: Method, clock: Clock, order: Orders, pretended_nwipe: Pretended, backing: Backing
) -> None:
    """Without a finished table: exit code 0 alone, which is also what an interrupted nwipe gives (measured)."""
    program = pretended_nwipe("wipe 16")
    with loops.make("muet", SIZE) as medium:
        log = nwipe_eraser(zeros, clock, program=program).wipe(order(medium))
        assert backing(medium) == bytes(SIZE)
    assert _doubts(log) == (Doubt.TOOL_CLAIMS_NOTHING, Doubt.NOT_READ_BACK)


def test_a_failing_exit_code_outweighs_a_table_that_says_erased(
    loops: LoopMedia, zeros: Method, clock: Clock, order: Orders, pretended_nwipe: Pretended
) -> None:
    """Without the exit code: a tool that contradicts itself is believed where it pleases."""
    program = pretended_nwipe("wipe 16; say_erased; exit 3")
    with loops.make("contradiction", SIZE) as medium:
        log = nwipe_eraser(zeros, clock, program=program).wipe(order(medium))
    assert _doubts(log) == (Doubt.TOOL_FAILED, Doubt.NOT_READ_BACK)


@pytest.mark.parametrize("fact", [{"size_bytes": SIZE * 2}, {"serial": "autre"}, {"model": "autre"}, {"wwn": "5000c5"}])
def test_another_medium_than_the_chosen_one_is_refused_before_any_write(
    fact: dict[str, object],
    loops: LoopMedia,
    zeros: Method,
    clock: Clock,
    order: Orders,
    pretended_nwipe: Pretended,
    backing: Backing,
    tmp_path: Path,
) -> None:
    """Without asking again: /dev/sdX is another disk after a restart (measured), and that one is wiped."""
    program = pretended_nwipe(f"touch {tmp_path}/started; wipe 16; say_erased")
    with loops.make("autre-disque", SIZE) as medium:
        before = backing(medium)
        chosen = replace(medium, **fact)  # type: ignore[arg-type]
        log = nwipe_eraser(zeros, clock, program=program).wipe(replace(order(medium), medium=chosen))
        assert backing(medium) == before
    assert not (tmp_path / "started").exists()
    assert log.before == chosen
    assert log.after == medium
    assert [step.command[:2] for step in log.steps] == [("etabli-interlock", "identity-changed")]
    assert Doubt.IDENTITY_CHANGED in _doubts(log)


def test_a_device_in_use_is_refused_before_any_write(
    loops: LoopMedia, zeros: Method, clock: Clock, order: Orders, pretended_nwipe: Pretended, backing: Backing
) -> None:
    """Without the hold: a second window on the same drive."""
    program = pretended_nwipe("wipe 16; say_erased")
    with loops.make("occupe", SIZE) as medium:
        before = backing(medium)
        with hold(medium.path):
            log = nwipe_eraser(zeros, clock, program=program).wipe(order(medium))
        assert backing(medium) == before
    assert log.steps[0].command[:2] == ("etabli-interlock", "in-use")
    assert Doubt.TOOL_FAILED in _doubts(log)


def test_an_exercise_touches_only_our_marked_images_in_its_folder(
    attached: Callable[..., AbstractContextManager[str]],
    zeros: Method,
    clock: Clock,
    order: Orders,
    pretended_nwipe: Pretended,
    tmp_path: Path,
) -> None:
    """Without the mark: somebody's own disk image on a loop device."""
    program = pretended_nwipe("wipe 4; say_erased")
    image = tmp_path / "images" / "client.img"
    image.parent.mkdir()
    image.write_bytes(b"x" * 4 * MIB)
    with attached(image) as node:
        log = nwipe_eraser(zeros, clock, program=program, images_under=image.parent).wipe(order(identify(node)))
    assert image.read_bytes() == b"x" * 4 * MIB
    assert log.steps[0].command[:2] == ("etabli-interlock", "not-for-exercise")


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"engine": "hdparm"}, "wrong-engine"),
        ({"expected_byte": 0x55}, "unknown-pattern"),
        ({"passes": 0}, "unknown-pattern"),
    ],
)
def test_a_method_that_nwipe_cannot_do_is_refused(
    change: dict[str, object],
    rule: str,
    loops: LoopMedia,
    zeros: Method,
    clock: Clock,
    order: Orders,
    pretended_nwipe: Pretended,
    backing: Backing,
) -> None:
    """Without the check: another pattern than the one that is promised."""
    program = pretended_nwipe("wipe 4; say_erased")
    with loops.make("methode", 4 * MIB) as medium:
        other = replace(order(medium), method=replace(zeros, **change))  # type: ignore[arg-type]
        log = nwipe_eraser(zeros, clock, program=program).wipe(other)
        assert backing(medium).count(0) == 0
    assert log.steps[0].command[:2] == ("etabli-interlock", rule)


def test_without_the_tool_nothing_happens(loops: LoopMedia, zeros: Method, clock: Clock, order: Orders) -> None:
    with loops.make("sans-outil", MIB) as medium:
        log = nwipe_eraser(zeros, clock, program="there-is-no-such-nwipe").wipe(order(medium))
    assert log.steps[0].command[:2] == ("etabli-interlock", "no-tool")
