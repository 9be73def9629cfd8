"""kill -9 while labels are printed: each is in the tray once, in order; one on its way is asked for, not doubled."""

from __future__ import annotations

import random
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest

from tests.journeys.print_until_killed import LABELS, shop_in
from workshop.domain.printing import JobState

ROOT = Path(__file__).parents[2]
LIMIT_SECONDS = 60


def bench(folder: Path, seconds: float | None) -> bytes:
    """Let a bench print, kill it that long after its thread started (None: let it end); return what it wrote."""
    command = [sys.executable, "-m", "tests.journeys.print_until_killed", str(folder)]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    assert child.stdout is not None
    child.stdout.readline()
    if seconds is not None:
        with suppress(subprocess.TimeoutExpired):
            child.wait(seconds)
        child.kill()
    rest = child.stdout.read()
    assert child.wait(LIMIT_SECONDS) in (0, -9)
    child.stdout.close()
    return rest


def hold(folder: Path, times: int, seed: int) -> int:
    """Kill a bench so often, let it end, and see that nothing is lost or doubled; return how many were asked."""
    moments = random.Random(seed)
    for _ in range(times):
        bench(folder, moments.uniform(0.05, 0.5))
    assert bench(folder, None).endswith(b"empty\n")
    shop = shop_in(folder)
    jobs, unsure = shop.printing.jobs(), shop.printing.unsure()
    tray = [line.split()[2] for line in (folder / "tray").read_text().splitlines()]
    assert len(jobs) == LABELS
    assert {job.state for job in jobs} <= {JobState.DONE, JobState.SENT}
    assert len(unsure) <= times
    assert max(Counter(tray).values()) == 1, "none is doubled"
    asked = {job.code for job in unsure}
    assert [job.code for job in jobs if job.code not in tray and job.code not in asked] == [], "none is lost"
    assert tray == [job.code for job in jobs if job.code in tray], "they come in their order"
    for job in unsure:
        shop.printing.came_out(shop.actor, job.number, yes=job.code in tray)
    while shop.printing.jobs(JobState.WAITING):
        shop.pump(1)
    assert Counter(line.split()[2] for line in (folder / "tray").read_text().splitlines()) == Counter(
        job.code for job in jobs
    )
    assert [len(shop.printed(job.code)) for job in jobs] == [1] * LABELS
    shop.inner.close()
    return len(unsure)


def test_no_label_is_lost_or_doubled_by_a_kill(tmp_path: Path) -> None:
    hold(tmp_path, 3, 7)


@pytest.mark.long
def test_no_label_is_lost_or_doubled_by_thirty_kills(tmp_path: Path) -> None:
    assert hold(tmp_path, 30, 8) > 0
