from __future__ import annotations

import os
import shutil
import stat
import subprocess
import tempfile
import weakref
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.adapters.erasers.shim_bench import ShimBench, method_of
from workshop.adapters.erasers import drive_side, nwipe
from workshop.adapters.erasers.identity import backing_file
from workshop.adapters.erasers.interlocks import hold
from workshop.adapters.erasers.media import LoopMedia, loop_devices_work
from workshop.adapters.erasers.procedure import EngineEraser
from workshop.adapters.erasers.retelling import retell
from workshop.adapters.erasers.toolbox import Toolbox
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.methods import Level, Method, Technique
from workshop.domain.wiping import MediumIdentity, WipeLog
from workshop.services.ports import Clock, WipeOrder, WipeProgress

# A pretended nwipe: says a version, finds its log file and its device as the real one does, then does as a test wants.
PRETENCE = """#!/bin/sh
if [ "$1" = -V ]; then echo "nwipe version 0.34-shim"; exit 0; fi
for last in "$@"; do
    case $last in --logfile=*) log=${last#--logfile=};; esac
done
device=$last
name=${last#/dev/}
say_erased() {
    {
        echo "! Device | Status | Thru-put | HH:MM:SS | Model/Serial Number"
        echo "--------------------------------------------------------------"
        echo "     $name | Erased |   0 B/s | 00:00:00 | Loopback device/"
        echo "--------------------------------------------------------------"
        echo "[2026/11/24 08:27:03] Total Throughput   0 B/s, Fill With Zeros, 1R+NB+NV"
    } >> "$log"
}
wipe() { dd if=/dev/zero of="$device" bs=1M count="$1" conv=fsync 2>/dev/null; }
"""


class BenchClock:
    """The real clock; what an eraser writes down must be in the order in which it happened."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class Retold:
    """An eraser whose every log is told again from its file: that it says the same is part of every test."""

    def __init__(self, eraser: EngineEraser, folder: Path) -> None:
        self._eraser = eraser
        self._folder = folder
        self.stop = eraser.stop

    def wipe(self, order: WipeOrder, on_progress: Callable[[WipeProgress], None] | None = None) -> WipeLog:
        log = self._eraser.wipe(order, on_progress)
        assert retell((self._folder / f"{order.log}.jsonl").read_bytes(), order.log) == log
        return log


def nwipe_eraser(
    method: Method,
    clock: Clock,
    *,
    log_folder: Path | None = None,
    images_under: Path | None = None,
    program: str = "nwipe",
) -> Retold:
    """Wipe with nwipe in this process, or with a program that pretends to be it."""
    folder = log_folder or Path(tempfile.mkdtemp(prefix="etabli-logs-"))
    eraser = EngineEraser(
        method,
        nwipe.NwipeEngine,
        clock,
        toolbox=Toolbox({"nwipe": program}),
        log_folder=folder,
        images_under=images_under,
    )
    if log_folder is None:
        weakref.finalize(eraser, shutil.rmtree, folder)
    return Retold(eraser, folder)


@pytest.fixture
def clock() -> BenchClock:
    return BenchClock()


@pytest.fixture
def zeros() -> Method:
    levels = ((DriveMedium.IMAGE, Level.CLEAR),)
    return Method("nwipe-zero", Technique.OVERWRITE, "nwipe", levels=levels)


@pytest.fixture
def exercise_zeros() -> Method:
    levels = ((DriveMedium.IMAGE, Level.CLEAR),)
    return Method("exercise-overwrite", Technique.OVERWRITE, "etabli-exercice", levels=levels)


@pytest.fixture
def order(zeros: Method) -> Callable[[MediumIdentity], WipeOrder]:
    return lambda medium: WipeOrder(f"log-{medium.serial}", f"drive-{medium.serial}", zeros, medium, exercise=True)


@pytest.fixture
def exercise_order(exercise_zeros: Method) -> Callable[[MediumIdentity], WipeOrder]:
    return lambda medium: WipeOrder(
        f"log-{medium.serial}", f"drive-{medium.serial}", exercise_zeros, medium, exercise=True
    )


@pytest.fixture(scope="session")
def _loops_work() -> bool:
    return loop_devices_work()


@pytest.fixture
def loops(tmp_path: Path, *, _loops_work: bool) -> LoopMedia:
    """Loop devices on images below this test's own folder."""
    if not _loops_work:
        pytest.skip("needs root and loop devices that can be attached")
    return LoopMedia(tmp_path / "images")


@pytest.fixture
def real_nwipe() -> None:
    if not nwipe.nwipe_is_there():
        pytest.skip("needs nwipe")


@pytest.fixture
def pretended_nwipe(tmp_path: Path) -> Callable[[str], str]:
    """Make an executable that is called as nwipe is and does what a shell text says."""

    _seen_by_engines(tmp_path)

    def made(doing: str) -> str:
        program = tmp_path / "lies" / "nwipe"
        program.parent.mkdir()
        program.write_text(PRETENCE + doing + "\n")
        program.chmod(0o755)
        return str(program)

    return made


@pytest.fixture
def engine(tmp_path: Path) -> Callable[[str], str]:
    """Make an executable of a shell text, to be started with a device as its last argument."""
    _seen_by_engines(tmp_path)

    def made(doing: str) -> str:
        program = tmp_path / "engine"
        program.write_text(f"#!/bin/sh\n{doing}\n")
        program.chmod(0o755)
        return str(program)

    return made


def _seen_by_engines(folder: Path) -> None:
    if folder.resolve().is_relative_to("/dev"):
        pytest.skip("temporary files are in /dev/shm, which an engine cannot see")


@pytest.fixture
def attached(loops: LoopMedia) -> Callable[..., AbstractContextManager[str]]:
    """Attach a file of a test with plain losetup options; detached only while it is on that very file."""

    @contextmanager
    def attach(image: Path, *options: str) -> Iterator[str]:
        command = ("losetup", "--find", "--show", *options, str(image))
        node = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
        try:
            assert backing_file(Path(node).stat().st_rdev) == image.resolve()
            yield node
        finally:
            if backing_file(Path(node).stat().st_rdev) == image.resolve():
                subprocess.run(("losetup", "--detach", node), check=True)

    return attach


@pytest.fixture
def small_file_system(tmp_path: Path) -> Iterator[Callable[[str, str], Path]]:
    """Mount a file system in memory below this test's folder."""
    if os.geteuid() != 0:
        pytest.skip("needs root to mount")
    mounted: list[Path] = []

    def mount(kind: str, options: str) -> Path:
        folder = tmp_path / f"mounted-{kind}"
        folder.mkdir()
        done = subprocess.run(
            ("mount", "-t", kind, "-o", options, "etabli-test", str(folder)), capture_output=True, check=False
        )
        if done.returncode:
            pytest.skip(f"needs to mount {kind}")
        mounted.append(folder)
        return folder

    yield mount
    for folder in mounted:
        subprocess.run(("umount", str(folder)), check=True)


@pytest.fixture
def backing() -> Callable[[MediumIdentity], bytes]:
    """Read the image behind a loop device, or an image file, from outside and past the page cache."""

    def read(medium: MediumIdentity) -> bytes:
        what = Path(medium.path).stat()
        image = backing_file(what.st_rdev) if stat.S_ISBLK(what.st_mode) else Path(medium.path)
        assert image is not None
        command = ("dd", f"if={image}", "iflag=direct", "bs=1M", "status=none")
        return subprocess.run(command, capture_output=True, check=True).stdout

    return read


@pytest.fixture
def bench(loops: LoopMedia, tmp_path: Path) -> Iterator[Callable[..., ShimBench]]:
    """Hold a loop device and make benches for it, by what the method needs."""
    _seen_by_engines(tmp_path)
    tools = tmp_path / "tools"
    tools.mkdir()
    with loops.make("un", 1024 * 1024) as medium, hold(medium.path) as held:
        yield lambda needs, **how: ShimBench(held, medium, method_of(needs, **how), tools)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask a drive without pauses, where a test wants to see that the asking ends."""
    monkeypatch.setattr(drive_side, "FIRST_PAUSE_SECONDS", 0.01)
