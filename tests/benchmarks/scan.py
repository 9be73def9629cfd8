"""How long a scan takes: `python -m tests.benchmarks.scan [--machines 100000] [--scans 300] [--memory DIR]`.

From a serial reader's terminator to the repainted answer, at Poste (a machine's label opens its card), at Entrée (a new
serial is received) and at Entrée again (already received), each divided by one durable insert and the repaint of an
empty band, measured in between on the same disk. Prints the ratios of medians and of 99th percentiles. Then the longest
gap between two turns of the event loop while fifty scans a second come in, and how long the window itself worked in one
turn: on a bench where other programs want the processor too, a gap may be theirs.
"""

# ruff: noqa: T201 — it prints its answer
from __future__ import annotations

import argparse
import os
import pty
import random
import sqlite3
import statistics
import sys
import tempfile
import time
import tty
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_IM_MODULE", "none")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from tests.benchmarks.frames import Gaps
from tests.benchmarks.many import many_machines
from ui.application import Application, Options
from ui.screen import Answered
from ui.shell.window import Window
from ui.theme import load_fonts
from ui.widgets.band import Band
from workshop.domain.lots import MachineCard
from workshop.services.ports import Look
from workshop.settings import save_settings

WARM_UP = 20
PAUSE_SECONDS = 0.04
A_SECOND = 50


class Bench:
    """One real application, a reader on a pty, and a floor beside it."""

    def __init__(self, folder: Path, memory: Path, machines: int) -> None:
        self.qt = QApplication([])
        load_fonts()
        settings = many_machines(memory, machines)
        self._line, slave = pty.openpty()
        tty.setraw(slave)
        tty.setraw(self._line)
        settings_file = folder / "settings.toml"
        save_settings(settings_file, replace(settings, reader_port=os.ttyname(slave)))
        self.window = Window()
        self.window.show()
        self.application = Application(self.qt, Options(settings_file), self.window)
        self.answered: Answered | None = None
        self._painted = 0.0
        self._loop = QEventLoop()
        assert self.application.claim()
        self.application.open()
        self.until(lambda: self.application.desk is not None)
        desk = self.application.desk
        assert desk is not None
        self.desk = desk
        desk.router.answered.connect(self._note)
        desk.answer_shown.connect(self._note_paint)
        self.band = Band()
        self.band.resize(self.window.width() - 124, 136)
        self.band.show()
        self._floor = sqlite3.connect(memory / "floor.sqlite3", isolation_level=None)
        self._floor.execute("PRAGMA journal_mode=WAL")
        self._floor.execute("PRAGMA synchronous=FULL")
        self._floor.execute("CREATE TABLE IF NOT EXISTS scan (text TEXT, at TEXT)")

    def until(self, happened: Callable[[], bool]) -> None:
        end = time.monotonic() + 60
        while not happened():
            self.rest(0.01)
            if time.monotonic() > end:
                raise TimeoutError

    def rest(self, seconds: float = PAUSE_SECONDS) -> None:
        """Let the application do what it does beside; a real event loop leaves the interpreter to threads."""
        loop = QEventLoop()
        QTimer.singleShot(round(seconds * 1000), loop.quit)
        loop.exec()

    def scan(self, text: str) -> float:
        """Send one scan; return the milliseconds from its terminator to the repainted answer."""
        os.write(self._line, text.encode())
        self.rest(0.02)
        sent = time.perf_counter()
        os.write(self._line, b"\r")
        self._loop.exec()
        return (self._painted - sent) * 1e3

    def is_idle(self) -> bool:
        return not self.application.background.busy

    def floor(self) -> float:
        """One durable insert, then the repaint of an empty band."""
        begun = time.perf_counter()
        self._floor.execute("INSERT INTO scan VALUES (?, ?)", ("260100000182", "2026-11-24T08:00:00Z"))
        self.band.repaint()
        return (time.perf_counter() - begun) * 1e3

    def compare(self, what: str, screen: str, scans: list[str], code: str = "") -> None:
        """Measure scans on one screen, each beside its floor, and print the ratios."""
        self.desk.go(screen, code)
        self.rest(0.5)
        ours, floors = [], []
        for place, text in enumerate(scans):
            floor, mine = self.floor(), self.scan(text)
            self.rest()
            self.until(self.is_idle)
            if place >= WARM_UP:
                floors.append(floor)
                ours.append(mine)
        said = self.answered.answer.said.value if self.answered else "?"
        median, p99 = _quantiles(ours)
        floor_median, floor_p99 = _quantiles(floors)
        print(
            f"{what} ({said}): p50 {median / floor_median:.2f} ×, p99 {p99 / floor_p99:.2f} × the floor "
            f"(p50 {median:.2f} / {floor_median:.2f} ms, p99 {p99:.2f} / {floor_p99:.2f} ms, n = {len(ours)})"
        )

    def frames(self, what: str, screen: str, scans: list[str], code: str = "") -> None:
        """Send scans at their quickest, and print how long a frame had to wait meanwhile."""
        self.desk.go(screen, code)
        self.rest(0.5)
        gaps = Gaps()
        gaps.begin()
        for text in scans:
            os.write(self._line, text.encode() + b"\r")
            self.rest(1 / A_SECOND)
        self.until(self.is_idle)
        gaps.end()
        gaps.say(f"{what}, {A_SECOND} a second")

    def close(self) -> None:
        self.window.close()
        self._floor.close()

    def _note(self, name: str, answered: Answered) -> None:
        del name
        self.answered = answered

    def _note_paint(self) -> None:
        self._painted = time.perf_counter()
        self._loop.quit()


def _quantiles(values: list[float]) -> tuple[float, float]:
    ordered = sorted(values)
    return statistics.median(ordered), ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--machines", type=int, default=100_000)
    parser.add_argument("--scans", type=int, default=300)
    parser.add_argument("--memory", type=Path, help="where the machines are kept for the next time")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), wanted.memory or Path(folder) / "memory", wanted.machines)
        workshop = bench.desk.session.workshop
        chosen = random.Random(5).sample(range(wanted.machines // 40 * 40), wanted.scans + WARM_UP)
        with workshop.store.looking() as look:
            codes = _codes(look, chosen)
        lot = workshop.lots.open(bench.desk.session.actor, "Mairie", 0)
        new = [f"NEW{lot.code[-4:]}{number:05d}" for number in range(wanted.scans + WARM_UP)]
        bench.compare("Poste, a label", "bench", codes)
        bench.compare("Entrée, a new serial", "intake", new, lot.code)
        bench.compare("Entrée, the same serial", "intake", new, lot.code)
        bench.frames("Poste, labels", "bench", codes)
        bench.frames("Entrée, new serials", "intake", [f"F{serial}" for serial in new], lot.code)
        bench.close()
    sys.stdout.flush()
    os._exit(0)


def _codes(look: Look, chosen: list[int]) -> list[str]:
    found = (look.find(MachineCard, serial=f"SN{number:08d}") for number in chosen)
    return [cards[0].code for cards in found]


if __name__ == "__main__":
    main()
