"""What our proof costs: `python -m tests.benchmarks.wiping [one|many] [--mib 2048] [--pairs 7] [--folder DIR]`.

`one`: a wipe with its complete read-back, as our one flow does it, divided by nwipe alone and one direct read (dd,
4 MiB) of the same loop device; pairs are interleaved, and each begins the other way round. Aim: at most 1.15.

`many`: sixteen loop devices (`--drives`, `--drive-mib`, `--rounds`) wiped at once by sixteen keeper processes, against
sixteen nwipes at once. Throughput of the overwriting, as the logs tell it, first start to last end. Aim: at least 0.9.
Beside it the whole, with keepers starting and everything read back, against sixteen nwipes that are each followed by
one direct read.

Only images that it makes itself are wiped, and nwipe is only started alone with its device. Needs root, and room.
"""

# ruff: noqa: T201 — it prints its answer
from __future__ import annotations

import argparse
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from workshop.adapters.erasers.interlocks import hold
from workshop.adapters.erasers.keeper import ProcessKeeper
from workshop.adapters.erasers.media import LoopMedia
from workshop.adapters.erasers.namespace import alone_with, find_tool
from workshop.adapters.erasers.nwipe import NwipeEngine
from workshop.adapters.erasers.procedure import run_wipe
from workshop.adapters.erasers.running import run_engine
from workshop.adapters.erasers.toolbox import Toolbox
from workshop.adapters.rules.methods import load_methods
from workshop.domain.codes import Kind, make
from workshop.domain.methods import Method
from workshop.domain.proofs import Proof, conclude
from workshop.domain.wiping import MediumIdentity, WipeLog
from workshop.resources import resource
from workshop.services.ports import WipeOrder

MIB = 1024 * 1024
METHOD = "nwipe-zero"
OPTIONS = ("--autonuke", "--nogui", "--nowait", "--noblank", "--method=zero", "--verify=off", "--rounds=1")
LOOK_SECONDS = 0.1
ROOM_LEFT_BYTES = 2 * 1024 * MIB


class BenchClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True)
class Pair:
    """Seconds: nwipe alone, the direct read, ours, and how long nwipe itself took in ours."""

    bare: float
    direct_read: float
    ours: float
    nwipe_in_ours: float

    @property
    def ratio(self) -> float:
        return self.ours / (self.bare + self.direct_read)

    @property
    def beside_nwipe(self) -> float:
        """What is ours alone, were nwipe equally fast both times: it is not, on a machine that is shared."""
        return self.ours / (self.nwipe_in_ours + self.direct_read)


@dataclass(frozen=True)
class Round:
    """Seconds of many drives at once: overwriting and all of it, alone and ours."""

    bare: float
    bare_whole: float
    ours: float
    ours_whole: float

    @property
    def overwriting(self) -> float:
        return self.bare / self.ours

    @property
    def whole(self) -> float:
        return self.bare_whole / self.ours_whole


def one(folder: Path, size_bytes: int, pairs: int) -> Iterator[Pair]:
    """Measure wipe + read-back on one loop device, beside its floor."""
    method = load_methods(resource("methods"))[METHOD]
    with LoopMedia(folder / "images").make("banc", size_bytes) as medium:
        bare_nwipe(medium, folder)  # fills the image's blocks and the caches of programs
        for number in range(pairs):
            order = WipeOrder(f"pair-{number}", _drive(number), method, medium, exercise=True)
            if number % 2:
                ours, bare, read = our_wipe(order, folder), bare_nwipe(medium, folder), direct_read(medium)
            else:
                bare, read, ours = bare_nwipe(medium, folder), direct_read(medium), our_wipe(order, folder)
            yield Pair(bare, read, *ours)


def bare_nwipe(medium: MediumIdentity, folder: Path) -> float:
    """Time nwipe without any verification, alone with its device as it always is; nothing else of ours runs."""
    program = find_tool("nwipe")
    assert program is not None
    with hold(medium.path) as held:
        log = folder / f"{held.name}.nwipe"
        command = alone_with((held,), (program, *OPTIONS, f"--logfile={log}"))
        begun = time.perf_counter()
        ran = run_engine(command, threading.Event())
        seconds = time.perf_counter() - begun
    log.unlink()
    if ran.exit_code != 0:
        raise SystemExit(f"nwipe: {ran.exit_code} {ran.stderr}")
    return seconds


def direct_read(medium: MediumIdentity) -> float:
    """Time one direct read of everything."""
    begun = time.perf_counter()
    subprocess.run(("dd", f"if={medium.path}", "of=/dev/null", "iflag=direct", "bs=4M", "status=none"), check=True)
    return time.perf_counter() - begun


def our_wipe(order: WipeOrder, folder: Path) -> tuple[float, float]:
    """Time one wipe with its complete read-back and its log, and nwipe in it; it must be a proof."""
    begun = time.perf_counter()
    log = run_wipe(
        order,
        NwipeEngine(),
        BenchClock(),
        log_folder=folder / "logs",
        toolbox=Toolbox(),
        stopping=threading.Event(),
        images_under=folder / "images",
    )
    seconds = time.perf_counter() - begun
    _is_a_proof(log)
    return seconds, _overwriting([log])


def many(folder: Path, size_bytes: int, drives: int, rounds: int) -> Iterator[Round]:
    """Measure many loop devices at once, beside as many nwipes."""
    method = load_methods(resource("methods"))[METHOD]
    with ExitStack() as stack, ThreadPoolExecutor(drives) as together:
        media = [
            stack.enter_context(LoopMedia(folder / "images").make(f"banc-{number}", size_bytes))
            for number in range(drives)
        ]
        list(together.map(lambda medium: bare_nwipe(medium, folder), media))
        for number in range(rounds):
            bare = _timed(lambda: list(together.map(lambda medium: bare_nwipe(medium, folder), media)))
            reads = _timed(lambda: list(together.map(direct_read, media)))
            ours, ours_whole = _keepers(folder / "logs", number, method, media, together)
            yield Round(bare, bare + reads, ours, ours_whole)


def _keepers(
    logs: Path, number: int, method: Method, media: Sequence[MediumIdentity], together: ThreadPoolExecutor
) -> tuple[float, float]:
    """Wipe each medium in a keeper process of its own; seconds of the overwriting, and of everything."""
    orders = [
        WipeOrder(f"round-{number}-{place}", _drive(place), method, medium, exercise=True)
        for place, medium in enumerate(media)
    ]
    begun = time.perf_counter()
    told = list(together.map(lambda order: _kept(order, logs), orders))
    whole = time.perf_counter() - begun
    return _overwriting(told), whole


def _kept(order: WipeOrder, logs: Path) -> WipeLog:
    keeper = ProcessKeeper(logs, roots_folder=logs, exercise_only=True)
    keeper.start(order)
    while (followed := keeper.follow(order.log)) is None or followed.running:
        time.sleep(LOOK_SECONDS)
    _is_a_proof(followed.log)
    return followed.log


def _is_a_proof(log: WipeLog) -> None:
    concluded = conclude(log)
    if not isinstance(concluded, Proof):
        raise SystemExit(f"no proof: {concluded.doubts}")


def _overwriting(logs: Sequence[WipeLog]) -> float:
    """Return the seconds from the first start of nwipe to its last end."""
    steps = [step for log in logs for step in log.steps if step.tool == NwipeEngine.name]
    ended = max(step.ended_at for step in steps if step.ended_at is not None)
    return (ended - min(step.started_at for step in steps)).total_seconds()


def _drive(number: int) -> str:
    return make(Kind.DRIVE, 1, number + 1).text


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def print_pairs(pairs: Iterable[Pair], size_bytes: int) -> None:
    print(f"one loop device of {size_bytes // MIB} MiB, seconds")
    print(f"{'pair':>6} {'nwipe':>8} {'read':>8} {'ours':>8} ratio  (nwipe in ours, ratio beside it)", flush=True)
    seen = []
    for number, pair in enumerate(pairs, 1):
        columns = f"{pair.bare:>8.2f} {pair.direct_read:>8.2f} {pair.ours:>8.2f} {pair.ratio:.3f}"
        print(f"{number:>6} {columns}  ({pair.nwipe_in_ours:.2f}, {pair.beside_nwipe:.3f})", flush=True)
        seen.append(pair)
    ratio, beside = (
        statistics.median(column) for column in zip(*((p.ratio, p.beside_nwipe) for p in seen), strict=True)
    )
    print(f"median {ratio:.3f} (aim: at most 1.15), beside nwipe {beside:.3f}")


def print_rounds(rounds: Iterable[Round], size_bytes: int, drives: int) -> None:
    total = size_bytes * drives / MIB
    print(f"{drives} loop devices of {size_bytes // MIB} MiB at once, MiB/s")
    print(f"{'round':>6} {'nwipes':>8} {'ours':>8} ratio {'+ read':>8} {'ours':>8} ratio", flush=True)
    seen = []
    for number, one_round in enumerate(rounds, 1):
        bare, ours = total / one_round.bare, total / one_round.ours
        bare_whole, ours_whole = total / one_round.bare_whole, total / one_round.ours_whole
        print(
            f"{number:>6} {bare:>8.0f} {ours:>8.0f} {one_round.overwriting:.3f} "
            f"{bare_whole:>8.0f} {ours_whole:>8.0f} {one_round.whole:.3f}",
            flush=True,
        )
        seen.append(one_round)
    overwriting = statistics.median(one_round.overwriting for one_round in seen)
    whole = statistics.median(one_round.whole for one_round in seen)
    print(f"median overwriting {overwriting:.3f} (aim: at least 0.9), whole {whole:.3f}")


@contextmanager
def _room(parent: Path | None, size_bytes: int) -> Iterator[Path]:
    """Make a folder of our own with room for so much, which is removed at the end."""
    with tempfile.TemporaryDirectory(prefix="etabli-bench-", dir=parent) as made:
        if shutil.disk_usage(made).free < size_bytes + ROOM_LEFT_BYTES:
            raise SystemExit(f"needs {(size_bytes + ROOM_LEFT_BYTES) // MIB} MiB free in {made}")
        yield Path(made).resolve()


def main(argv: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", nargs="?", choices=("one", "many", "all"), default="all")
    parser.add_argument("--mib", type=int, default=2048)
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("--drives", type=int, default=16)
    parser.add_argument("--drive-mib", type=int, default=128)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="on the disk to measure, not /dev/shm")
    wanted = parser.parse_args(argv)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # so that images and devices are taken away
    if wanted.part != "many":
        with _room(wanted.folder, wanted.mib * MIB) as folder:
            print_pairs(one(folder, wanted.mib * MIB, wanted.pairs), wanted.mib * MIB)
    if wanted.part != "one":
        size = wanted.drive_mib * MIB
        with _room(wanted.folder, size * wanted.drives) as folder:
            print_rounds(many(folder, size, wanted.drives, wanted.rounds), size, wanted.drives)


if __name__ == "__main__":
    main(sys.argv[1:])
