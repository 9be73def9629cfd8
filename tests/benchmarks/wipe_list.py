"""How long one look at the list of wipes takes: `python -m tests.benchmarks.wipe_list [--wipes 200]`.

A day on which that many wipes have ended, each with a log as long as a real one; a look is what Effacer does every
second (conclude, list, tell). Prints milliseconds: the first look, a look while nothing happens, a look after a scan
that changed another machine, each for the 50 newest and for all of them.
"""

# ruff: noqa: T201 — it prints its answer
from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from tests.fake_wipes import FakeDrivesHere, FakeKeeper
from tests.services.shop import CONTRACT, RULES, FakeFiles, a_drive, a_medium, a_reading
from ui.wiping.telling import Teller
from workshop.bootstrap import Workshop, build
from workshop.domain.people import Actor
from workshop.services.wipe_plans import WipeParts
from workshop.services.wiping import Wiping
from workshop.settings import Profile, Settings

LOOKS = 15
SAID = "/dev/sdb: pass 1 of 1, 63 %, 118 MB/s\n" * 400  # what a tool says in a night


def a_day(workshop: Workshop, actor: Actor, wipes: int) -> Wiping:
    """Let that many wipes end today, one a machine."""
    keeper, here = FakeKeeper(), FakeDrivesHere()
    wiping = Wiping(
        workshop.store, lambda: CONTRACT, WipeParts(keeper, here, lambda: RULES, FakeFiles(), workshop.clock)
    )
    lot = workshop.lots.open(actor, "Mairie", wipes).code
    for number in range(wipes):
        serial = f"PC{number:05}"
        code = workshop.machines.receive(actor, lot, serial).code
        workshop.diagnosing.attach(actor, code, a_reading(serial, a_drive(f"D{number:05}")))
        (drive,) = workshop.machines.drives(code)
        here.plugged.clear()
        here.plug(a_medium(drive.serial))
        wipe = wiping.start(actor, code, drive.code, confirmed=code).code
        steps = tuple(replace(step, output=SAID) for step in keeper.wipes[wipe].log.steps)
        now = datetime.now(UTC)
        keeper.end(wipe, steps=steps, started_at=now, ended_at=now, stopped=number % 10 == 0)
        wiping.settle(actor)
    return wiping


def milliseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wipes", type=int, default=200)
    wipes = parser.parse_args(arguments).wipes
    with tempfile.TemporaryDirectory() as folder:
        workshop = build(Settings(Profile.WORKSHOP, data_folder=str(Path(folder))))
        workshop.people.begin("Atelier", 1, "banc 1")
        actor = workshop.people.default_actor("banc 1")
        wiping = a_day(workshop, actor, wipes)
        lot = workshop.lots.open_ones()[0].code
        for limit in (50, wipes):
            _measure(workshop, actor, wiping, lot, limit)
        workshop.close()


def _measure(workshop: Workshop, actor: Actor, wiping: Wiping, lot: str, limit: int) -> None:
    teller = Teller()

    def look() -> None:
        wiping.settle(actor)
        teller.told(wiping.running(limit), actor.bench)

    def elsewhere() -> float:
        workshop.machines.receive(actor, lot, "")
        return milliseconds(look)

    first = milliseconds(look)
    calm = statistics.median(milliseconds(look) for _ in range(LOOKS))
    after = statistics.median(elsewhere() for _ in range(LOOKS))
    rows = statistics.median(milliseconds(lambda: wiping.running(limit)) for _ in range(LOOKS))
    print(
        f"{limit} wipes: first look {first:.1f} ms, calm {calm:.1f} ms (of which the list {rows:.1f}), "
        f"after a scan elsewhere {after:.1f} ms"
    )


if __name__ == "__main__":
    main()
