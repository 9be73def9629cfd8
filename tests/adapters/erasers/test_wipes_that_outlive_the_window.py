"""One process for each wipe: it goes on without the window, and whatever ends it, its log tells."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from tests.adapters.erasers.conftest import BenchClock
from workshop.adapters.erasers import record
from workshop.adapters.erasers.interlocks import InterlockError, hold
from workshop.adapters.erasers.keeper import ProcessKeeper
from workshop.adapters.erasers.media import FileMedia, LoopMedia
from workshop.adapters.erasers.record import WipeRecord
from workshop.adapters.erasers.requests import start_of, written
from workshop.adapters.erasers.retelling import retell_all
from workshop.adapters.erasers.wipe_logs import opened_log
from workshop.domain.codes import Kind, make
from workshop.domain.content import to_content
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.errors import MediumError, WipeRefusedError
from workshop.domain.interlocks import Interlock
from workshop.domain.methods import Method
from workshop.domain.proofs import Doubt, NotProven, Proof, conclude
from workshop.domain.wiping import MediumIdentity, WipeLog
from workshop.services.ports import Followed, WipeOrder

MIB = 1024 * 1024
FIRST, SECOND = make(Kind.DRIVE, 0, 1).text, make(Kind.DRIVE, 0, 2).text
ENDLESS = 'head -c 1048576 /dev/zero > "$device"; while :; do sleep 0.1; done'

# A window that starts a wipe and is killed before it could see anything of it. pkexec has the kernel send its child
# SIGTERM when the window dies, as setpriv does here: without the fork, that stops the wipe.
WINDOW = """
import json, os, signal, sys
from pathlib import Path
from workshop.adapters.erasers.asking import DIRECT
from workshop.adapters.erasers.keeper import ProcessKeeper
from workshop.domain.content import from_content
from workshop.services.ports import WipeOrder
order = from_content(WipeOrder, json.loads(sys.argv[2]))
direct = ("setpriv", "--pdeathsig", "TERM", "--", *DIRECT)
ProcessKeeper(Path(sys.argv[1]), direct=direct, roots_folder=Path(sys.argv[1]), elevated=()).start(order)
os.kill(os.getpid(), signal.SIGKILL)
"""


class Window:
    """A keeper as a window has it, and what is left of its wipes when the test is over."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.keeper = ProcessKeeper(folder, roots_folder=folder, elevated=())

    def until(self, wipe: str, wanted: Callable[[Followed], bool], seconds: float = 60) -> Followed:
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            found = self.keeper.follow(wipe)
            if found is not None and wanted(found):
                return found
            time.sleep(0.05)
        pytest.fail(f"{wipe}: {self.keeper.follow(wipe)}")

    def ended(self, wipe: str) -> WipeLog:
        return self.until(wipe, lambda found: not found.running).log

    def pid(self, wipe: str) -> int:
        with opened_log(self.folder, wipe) as log:
            assert log is not None
            retold = retell_all(os.pread(log[0], 1024 * MIB, 0), wipe)
        assert retold is not None
        return retold.pid

    def refused(self, order: WipeOrder) -> Interlock:
        with pytest.raises(WipeRefusedError) as refused:
            self.keeper.start(order)
        return refused.value.rule


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Window]:
    window = Window(tmp_path / "wipes")
    yield window
    for log in (tmp_path / "wipes").glob("*.jsonl"):
        window.keeper.stop(log.stem)
        window.ended(log.stem)


@pytest.fixture
def endless(pretended_nwipe: Callable[[str], str], monkeypatch: pytest.MonkeyPatch) -> str:
    """An engine that is never done: whoever wants it to end must end it."""
    program = Path(pretended_nwipe(ENDLESS))
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    return str(program)


def an_order(method: Method, medium: MediumIdentity, wipe: str = "wipe-1", drive: str = FIRST) -> WipeOrder:
    return WipeOrder(wipe, drive, method, medium, exercise=True)


def erasing(found: Followed) -> bool:
    return bool(found.log.steps and found.log.steps[-1].tool == "nwipe" and found.log.steps[-1].ended_at is None)


def processes_with(text: str) -> list[int]:
    found = []
    for folder in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            if text.encode() in (folder / "cmdline").read_bytes():
                found.append(int(folder.name))
    return found


def is_free(medium: MediumIdentity) -> bool:
    try:
        with hold(medium.path):
            return True
    except InterlockError:
        return False


@pytest.mark.usefixtures("real_nwipe")
def test_a_wipe_goes_on_when_its_window_is_killed(
    window: Window, loops: LoopMedia, zeros: Method, backing: Callable[[MediumIdentity], bytes]
) -> None:
    """Without a process of its own: eight hours of wiping end with a window that crashed."""
    with loops.make(FIRST, 8 * MIB) as medium:
        order = json.dumps(to_content(an_order(zeros, medium)))
        killed = subprocess.run([sys.executable, "-c", WINDOW, str(window.folder), order], check=False)
        assert killed.returncode == -signal.SIGKILL
        os.kill(window.pid("wipe-1"), signal.SIGHUP)  # its terminal is closed, too
        log = window.ended("wipe-1")
        assert isinstance(conclude(log), Proof)
        assert backing(medium) == bytes(8 * MIB)


@pytest.mark.usefixtures("endless")
def test_a_wipe_that_is_stopped_says_so(window: Window, loops: LoopMedia, zeros: Method) -> None:
    with loops.make(FIRST, 8 * MIB) as medium:
        window.keeper.start(an_order(zeros, medium))
        window.until("wipe-1", erasing)
        window.keeper.stop("wipe-1")
        log = window.ended("wipe-1")
        assert is_free(medium)
    assert log.stopped
    assert log.ended_at is not None
    conclusion = conclude(log)
    assert isinstance(conclusion, NotProven)
    assert Doubt.STOPPED in conclusion.doubts


@pytest.mark.usefixtures("endless")
def test_a_wipe_is_stopped_although_its_window_blocked_the_signal(
    window: Window, loops: LoopMedia, zeros: Method
) -> None:
    """exec keeps what a caller blocked: without it, whoever starts a wipe so has one that nobody can stop."""
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGTERM, signal.SIGINT))
    try:
        with loops.make(FIRST, 8 * MIB) as medium:
            window.keeper.start(an_order(zeros, medium))
            window.until("wipe-1", erasing)
            window.keeper.stop("wipe-1")
            assert window.ended("wipe-1").stopped
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)


def test_a_stop_that_reaches_nobody_says_so(
    window: Window, exercise_zeros: Method, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A keeper in another process namespace, as of a container: « stop asked » would be a lie."""
    monkeypatch.setattr(record, "process_started", lambda: 1)
    with FileMedia(tmp_path / "images").make(FIRST, MIB) as medium:
        kept = WipeRecord(an_order(exercise_zeros, medium), BenchClock(), window.folder, None)
        with kept, pytest.raises(WipeRefusedError) as refused:
            window.keeper.stop("wipe-1")
    assert refused.value.rule is Interlock.NO_RIGHT
    window.keeper.stop("wipe-1")


def test_a_keeper_that_is_killed_leaves_the_truth_and_no_engine(
    window: Window, loops: LoopMedia, zeros: Method, endless: str
) -> None:
    """Without the lock: a wipe that nobody keeps is shown as running. Without the death signal: it is written on."""
    with loops.make(FIRST, 8 * MIB) as medium:
        window.keeper.start(an_order(zeros, medium))
        window.until("wipe-1", erasing)
        os.kill(window.pid("wipe-1"), signal.SIGKILL)
        log = window.ended("wipe-1")
        limit = time.monotonic() + 10
        while processes_with(endless) and time.monotonic() < limit:
            time.sleep(0.02)
        assert processes_with(endless) == []
        assert is_free(medium)
    assert (log.ended_at, log.stopped) == (None, False)
    conclusion = conclude(log)
    assert isinstance(conclusion, NotProven)
    assert Doubt.NEVER_ENDED in conclusion.doubts


@pytest.mark.usefixtures("endless")
def test_two_windows_do_not_wipe_one_drive(window: Window, loops: LoopMedia, zeros: Method) -> None:
    with loops.make(FIRST, 8 * MIB) as medium:
        window.keeper.start(an_order(zeros, medium))
        other = Window(window.folder)
        assert other.refused(an_order(zeros, medium, "wipe-2")) is Interlock.ALREADY_RUNNING
        with loops.make(SECOND, 8 * MIB) as another:
            assert other.refused(an_order(zeros, another, "wipe-1", SECOND)) is Interlock.BAD_REQUEST  # its id is used
        assert window.keeper.follow("wipe-2") is None


def test_a_drive_that_somebody_else_has_is_in_use(window: Window, loops: LoopMedia, zeros: Method) -> None:
    with loops.make(FIRST, MIB) as medium, hold(medium.path):
        assert window.refused(an_order(zeros, medium)) is Interlock.IN_USE


@pytest.mark.usefixtures("endless")
def test_many_are_wiped_at_once_and_one_end_is_not_another_s(window: Window, loops: LoopMedia, zeros: Method) -> None:
    with loops.make(FIRST, 8 * MIB) as one, loops.make(SECOND, 8 * MIB) as two:
        window.keeper.start(an_order(zeros, one))
        window.until("wipe-1", erasing)
        window.keeper.start(an_order(zeros, two, "wipe-2", SECOND))
        window.until("wipe-2", erasing)
        window.keeper.stop("wipe-1")
        assert window.ended("wipe-1").stopped
        still = window.keeper.follow("wipe-2")
        assert still is not None
        assert still.running
        window.keeper.stop("wipe-2")
        window.ended("wipe-2")


def test_a_drive_that_was_swapped_since_is_not_wiped(
    window: Window, loops: LoopMedia, zeros: Method, backing: Callable[[MediumIdentity], bytes]
) -> None:
    """The node and the place that were chosen, another drive."""
    with loops.make(FIRST, MIB) as medium:
        pass
    with loops.make(SECOND, MIB) as other:
        before = backing(other)
        swapped = replace(medium, path=other.path)
        assert window.refused(an_order(zeros, swapped)) is Interlock.NOT_FOR_EXERCISE  # no loop device, nor a file
        assert window.refused(an_order(zeros, replace(medium, place=other.place))) is Interlock.IDENTITY_CHANGED
        assert backing(other) == before


@pytest.mark.usefixtures("endless")
def test_a_drive_whose_node_has_another_name_now_is_found(window: Window, loops: LoopMedia, zeros: Method) -> None:
    with loops.make(FIRST, MIB) as medium, loops.make(SECOND, MIB) as other:
        window.keeper.start(an_order(zeros, replace(medium, path=other.path)))
        window.until("wipe-1", erasing)
        window.keeper.stop("wipe-1")
        assert window.ended("wipe-1").before.path == medium.path


def test_two_drives_that_say_the_same_name_are_not_wiped(
    window: Window,
    loops: LoopMedia,
    zeros: Method,
    attached: Callable[..., AbstractContextManager[str]],
    backing: Callable[[MediumIdentity], bytes],
) -> None:
    with loops.make(FIRST, MIB) as medium, attached(Path(medium.place)):
        before = backing(medium)
        assert window.refused(an_order(zeros, medium)) is Interlock.TWO_ALIKE
        assert backing(medium) == before


def test_a_mounted_drive_is_protected(window: Window, loops: LoopMedia, zeros: Method, tmp_path: Path) -> None:
    (tmp_path / "mounted").mkdir()
    with loops.make(FIRST, 16 * MIB) as medium:
        if subprocess.run(("mkfs.ext4", "-q", medium.path), check=False).returncode:
            pytest.skip("needs mkfs.ext4")
        subprocess.run(("mount", medium.path, str(tmp_path / "mounted")), check=True)
        try:
            assert window.refused(an_order(zeros, medium)) is Interlock.PROTECTED
        finally:
            subprocess.run(("umount", str(tmp_path / "mounted")), check=True)


def test_an_image_that_we_did_not_make_is_not_wiped(
    window: Window,
    loops: LoopMedia,
    zeros: Method,
    attached: Callable[..., AbstractContextManager[str]],
    tmp_path: Path,
) -> None:
    """Without the mark: the disk of somebody's virtual machine is an image, too."""
    image = tmp_path / f"{FIRST}.img"
    image.write_bytes(b"a virtual machine" * 4096)
    with loops.make(FIRST, MIB) as ours, attached(image):
        chosen = replace(ours, place=str(image), size_bytes=image.stat().st_size // 512 * 512)
        assert window.refused(an_order(zeros, chosen)) is Interlock.NOT_FOR_EXERCISE
    assert image.read_bytes().startswith(b"a virtual machine")


def test_what_the_helper_does_not_know_is_refused(window: Window, loops: LoopMedia, zeros: Method) -> None:
    with loops.make(FIRST, MIB) as medium:
        assert window.refused(an_order(replace(zeros, id="shred"), medium)) is Interlock.UNKNOWN_METHOD
        assert window.refused(an_order(replace(zeros, id="exercise-overwrite-2"), medium)) is Interlock.UNKNOWN_METHOD


def test_the_method_of_the_helper_s_own_file_counts_whatever_the_window_says_of_it(
    window: Window, loops: LoopMedia, zeros: Method
) -> None:
    with loops.make(FIRST, MIB) as medium:
        refused = window.refused(an_order(replace(zeros, id="nvme-format-erase", engine="nwipe"), medium))
        assert refused is Interlock.CANNOT


def test_a_log_that_cannot_be_written_is_told(tmp_path: Path, loops: LoopMedia, zeros: Method) -> None:
    (tmp_path / "file").write_text("no folder")
    keeper = ProcessKeeper(tmp_path / "file", elevated=())
    with loops.make(FIRST, MIB) as medium, pytest.raises(MediumError):
        keeper.start(an_order(zeros, medium))


def test_an_image_file_is_wiped_in_a_process_of_its_own(window: Window, exercise_zeros: Method, tmp_path: Path) -> None:
    with FileMedia(tmp_path / "media").make(FIRST, 2 * MIB) as medium:
        window.keeper.start(an_order(exercise_zeros, medium))
        assert isinstance(conclude(window.ended("wipe-1")), Proof)
        assert Path(medium.path).read_bytes() == bytes(2 * MIB)


def test_nothing_of_a_start_is_left_in_the_window(window: Window, exercise_zeros: Method, tmp_path: Path) -> None:
    """No child to wait for, no thread that reads: the keeper is nobody's child."""
    with FileMedia(tmp_path / "media").make(FIRST, MIB) as medium:
        window.keeper.start(an_order(exercise_zeros, medium))
        children = Path("/proc/thread-self/children").read_text().split()
        assert window.pid("wipe-1") not in map(int, children)
        window.ended("wipe-1")


def test_a_keeper_for_exercises_wipes_nothing_else(tmp_path: Path, zeros: Method) -> None:
    keeper = ProcessKeeper(tmp_path, direct=("/bin/false",), elevated=("/bin/false",), exercise_only=True)
    disk = MediumIdentity("/dev/there-is-none", "WDC", "WD-1", None, 500, DriveMedium.HDD)
    with pytest.raises(WipeRefusedError) as refused:
        keeper.start(WipeOrder("wipe-1", FIRST, zeros, disk, exercise=False))
    assert refused.value.rule is Interlock.NOT_FOR_EXERCISE


def test_a_window_that_no_longer_waits_starts_nothing(
    window: Window, exercise_zeros: Method, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the acknowledgement: « refused, nothing was written » is said, and then it is wiped."""
    monkeypatch.setenv("ETABLI_WIPES", str(window.folder))
    with FileMedia(tmp_path / "media").make(FIRST, 2 * MIB) as medium:
        before = Path(medium.path).read_bytes()
        child = subprocess.Popen(
            (sys.executable, "-m", "workshop", "helper", "wipe"), stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdout.close()  # nobody will hear the answer
        child.stdin.write(written(start_of(an_order(exercise_zeros, medium))))
        child.stdin.close()
        child.wait(30)
        log = window.ended("wipe-1")
        assert Path(medium.path).read_bytes() == before
    assert isinstance(conclude(log), NotProven)
