"""How long until the window is there: `python -m tests.benchmarks.start [--pairs 15] [--platform offscreen]`.

Prints the first painted window, and the window that answers a scan, each divided by a bare PySide6 window with one
label; pairs are interleaved, so that both meet the same machine.
"""

# ruff: noqa: T201 — it prints its answer
from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from workshop.bootstrap import build
from workshop.settings import Profile, Settings, save_settings

CHILD = Path(__file__).parent / "start_child.py"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=15)
    parser.add_argument("--platform", default="offscreen")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = _a_workshop(Path(folder))
        one_start(wanted.platform, "ours", settings)  # compiles, fills the disk cache
        pairs = [
            (one_start(wanted.platform, "bare", settings)[0], one_start(wanted.platform, "ours", settings))
            for _ in range(wanted.pairs)
        ]
    bare = [floor for floor, _ours in pairs]
    for place, what in enumerate(("first paint", "ready for a scan")):
        ours = [times[place] for _floor, times in pairs]
        ratios = [time_taken / floor for time_taken, floor in zip(ours, bare, strict=True)]
        print(
            f"{what}: {statistics.median(ratios):.2f} × a bare window "
            f"(median {statistics.median(ours):.0f} ms against {statistics.median(bare):.0f} ms, "
            f"least {min(ours):.0f} against {min(bare):.0f})"
        )


def one_start(platform: str, variant: str, settings: Path) -> list[float]:
    """Start one window in a process of its own; return its times in milliseconds."""
    environment = os.environ | {"QT_QPA_PLATFORM": platform, "T0": str(time.monotonic_ns())}
    argv = [sys.executable, str(CHILD), variant, str(settings)]
    answer = subprocess.run(
        argv, env=environment, capture_output=True, text=True, timeout=120, cwd=CHILD.parents[2], check=True
    )
    return [float(line) for line in answer.stdout.split()]


def _a_workshop(folder: Path) -> Path:
    settings = Settings(Profile.WORKSHOP, data_folder=str(folder / "data"))
    workshop = build(settings)
    workshop.people.begin("Atelier", 1, settings.bench)
    workshop.close()
    file = folder / "settings.toml"
    save_settings(file, settings)
    return file


if __name__ == "__main__":
    main()
