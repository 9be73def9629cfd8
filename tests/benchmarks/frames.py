"""How long a frame waits while 16 wipes run: `python -m tests.benchmarks.frames [--seconds 10] [--wipes 16]`.

The real window on a sample; the use case of wiping is a stand-in whose 16 wipes move ten times a second, and the screen
is made to look ten times a second too, instead of once. Prints the longest gap between two turns of the event loop, and
the gap above which one turn in a hundred lies, when the cards appear, while they move, with the details of F4, and
while a person walks through them. A gap of more than 50 ms is what the screen must not have. Beside it stands how long
the window itself worked in one turn: on a bench where other programs want the processor too, a gap may be theirs.
"""

# ruff: noqa: T201 — it prints its answer
from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_IM_MODULE", "none")

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from tests.ui.fake_wiping import FakeWiping
from tests.ui.photographer import Photographer
from tests.ui.wiping_scenes import wipes
from ui.theme import ThemeHolder, load_fonts
from ui.wiping.screen import WipingScreen
from workshop.bootstrap import build, start_sample
from workshop.services.ports import WipeProgress
from workshop.services.wipe_plans import WipeRow
from workshop.settings import Profile, Settings

HZ = 10
TURN_MS = 4
MOST_MS = 50


class Moving(FakeWiping):
    """Wipes that move: each answer is another one, ten times a second."""

    moving: tuple[WipeRow, ...] = ()

    def running(self, limit: int = 50) -> tuple[WipeRow, ...]:
        turn = int(time.monotonic() * HZ)
        return tuple(_at(row, turn + place) for place, row in enumerate(self.moving))[:limit]


def _at(row: WipeRow, turn: int) -> WipeRow:
    stage = "erase" if turn // 100 % 2 == 0 else "read-back"
    progress = WipeProgress(stage, turn % 100, 100_000_000 + turn % 7 * 10**6, 35 + turn % 9, (1000 - turn) % 7200)
    return replace(row, progress=progress)


class Gaps:
    """The time between two turns of the event loop, which is the time that a frame may have to wait."""

    def __init__(self) -> None:
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TURN_MS)
        self._timer.timeout.connect(self._tick)
        self._last = self._worked = 0.0
        self.found: list[float] = []
        self.own: list[float] = []

    def watch(self, seconds: float) -> None:
        self.begin()
        loop = QEventLoop()
        QTimer.singleShot(round(seconds * 1000), loop.quit)
        loop.exec()
        self.end()

    def begin(self) -> None:
        self.found, self.own = [], []
        self._last, self._worked = time.perf_counter(), time.thread_time()
        self._timer.start()

    def end(self) -> None:
        self._timer.stop()

    def say(self, what: str) -> None:
        ordered = sorted(self.found)
        p99 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
        verdict = "" if ordered[-1] <= MOST_MS else f"  more than {MOST_MS} ms"
        words = f"longest {ordered[-1]:.1f} ms, p99 {p99:.1f} ms, own work {max(self.own):.1f} ms at most"
        print(f"{what}: {words}, n = {len(ordered)}{verdict}")

    def _tick(self) -> None:
        now = time.perf_counter()
        self.found.append((now - self._last) * 1e3 - TURN_MS)
        self._last = now
        worked = time.thread_time()
        self.own.append((worked - self._worked) * 1e3)
        self._worked = worked


def measure(at: Photographer, number: int, seconds: float) -> None:
    screen = at.desk.screens["wiping"]
    assert isinstance(screen, WipingScreen)
    session = at.desk.session
    fake = Moving(session.workshop)
    session.workshop = replace(session.workshop, wiping=fake)  # type: ignore[arg-type]  # a stand-in
    screen.following._timer.setInterval(1000 // HZ)
    gaps = Gaps()
    gaps.watch(1)
    gaps.say("an empty list")
    at.press(Qt.Key.Key_F7)
    fake.moving = wipes(number, session.actor.bench)
    gaps.watch(1)
    gaps.say(f"{number} cards appear")
    gaps.watch(seconds)
    gaps.say(f"{number} wipes move, {HZ} times a second")
    at.press(Qt.Key.Key_F4)
    gaps.watch(seconds)
    gaps.say("with the details")
    steps = QTimer()
    steps.setInterval(150)
    steps.timeout.connect(_Steps(screen).step)
    steps.start()
    gaps.watch(seconds)
    steps.stop()
    gaps.say("while a person walks through them")


class _Steps:
    """Down to the end, then up again."""

    def __init__(self, screen: WipingScreen) -> None:
        self._screen, self._direction = screen, 1

    def step(self) -> None:
        running = self._screen.running
        if running.picked and running.picked in (running.order[0], running.order[-1]):
            self._direction = 1 if running.picked == running.order[0] else -1
        running.go_by(self._direction)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--wipes", type=int, default=16)
    wanted = parser.parse_args()
    qt = QApplication([sys.argv[0]])
    load_fonts()
    ThemeHolder(qt)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Profile.SAMPLE, data_folder=folder)
        workshop = build(settings)
        start_sample(workshop)
        workshop.close()
        at = Photographer(settings, Path(folder))
        assert at.desk.current == "home"
        at.idle()
        measure(at, wanted.wipes, wanted.seconds)
        at.close()
    sys.stdout.flush()


if __name__ == "__main__":
    main()
