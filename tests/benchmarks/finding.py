"""How long it takes to find a machine: `python -m tests.benchmarks.finding [--small 1000] [--large 999960]`.

By its label, its last eight digits, its serial and its place (30 machines each), in a workshop with few machines and in
one with very many: median of the large one ÷ median of the small one. Then words of a model and words that nothing
has, which make every machine be looked at, in milliseconds.
"""

# ruff: noqa: T201 — it prints its answer
from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.benchmarks.many import many_machines
from workshop.bootstrap import Workshop, build
from workshop.domain.lots import MachineCard

SHELF, SHELVES = 30, 20
ROUNDS = 300


def places(workshop: Workshop) -> list[str]:
    """Return the names of the shelves, made and filled once."""
    names = [f"S-{number:02d}" for number in range(SHELVES)]
    made = workshop.storage.create_places(workshop.actor(), names)
    with workshop.store.working(workshop.actor()) as work:
        for number, place in enumerate(made.new):
            for rank in range(SHELF):
                (card,) = work.find(MachineCard, serial_key=f"SN{number * SHELF + rank:08d}")
                work.put(replace(card, place=place.code))
    return names


def medians(folder: Path, machines: int) -> dict[str, float]:
    """Measure every way to find one thing exactly, in milliseconds; then words, once each."""
    workshop = build(many_machines(folder, machines))
    chosen = random.Random(5)
    shelves = places(workshop)
    with workshop.store.looking() as look:
        serials = [f"SN{chosen.randrange(machines // 40 * 40):08d}" for _ in range(ROUNDS)]
        codes = [look.find(MachineCard, serial_key=serial)[0].code for serial in serials]
    texts = {
        "label": codes,
        "eight digits": [code[-8:] for code in codes],
        "serial": serials,
        "place": [shelves[number % SHELVES] for number in range(ROUNDS)],
    }
    found = {what: _median(workshop, wanted) for what, wanted in texts.items()}
    found |= {f"words « {text} »": _timed(workshop, text) for text in ("latitude", "mairie 7 latitude", "jamais vu")}
    workshop.close()
    return found


def _median(workshop: Workshop, texts: list[str]) -> float:
    """Ask everything twice: what is measured is the search, not the disk of a bench that was just started."""
    times = [[_timed(workshop, text, lambda number: number > 0) for text in texts] for _round in range(2)]
    return statistics.median(times[-1])


def _timed(workshop: Workshop, text: str, expected: Callable[[int], bool] = lambda _number: True) -> float:
    begun = time.perf_counter()
    found = workshop.finding.find(text)
    ended = time.perf_counter()
    assert expected(len(found.machines)), text
    return (ended - begun) * 1e3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", type=int, default=1_000)
    parser.add_argument("--large", type=int, default=999_960)  # a site has 999 999 codes a year
    parser.add_argument("--memory", type=Path, help="where the machines are kept for the next time")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        memory = wanted.memory or Path(folder)
        small, large = (medians(memory / str(number), number) for number in (wanted.small, wanted.large))
    for what, value in large.items():
        print(f"{what}: {value / small[what]:.2f} × ({value:.2f} / {small[what]:.2f} ms)")


if __name__ == "__main__":
    main()
