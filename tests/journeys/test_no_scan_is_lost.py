"""kill -9 at any moment: no scan that was signalled is missing, and all are in the order in which they came."""

from __future__ import annotations

import random
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from workshop.bootstrap import build
from workshop.domain.lots import MachineCard
from workshop.services.ports import KeptScan
from workshop.settings import load_settings

ROOT = Path(__file__).parents[2]
LIMIT_SECONDS = 60


def killed_after(settings_file: Path, seconds: float) -> list[tuple[str, str]]:
    """Let a bench scan, kill it that long after its first signal; return what it signalled."""
    command = [sys.executable, "-m", "tests.journeys.scan_until_killed", str(settings_file)]
    bench = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    assert bench.stdout is not None
    first = bench.stdout.readline()
    with suppress(subprocess.TimeoutExpired):  # it is killed at a moment of nobody's choosing
        bench.wait(seconds)
    bench.kill()
    rest = bench.stdout.read()
    bench.wait(LIMIT_SECONDS)
    bench.stdout.close()
    *lines, _cut = (first + rest).decode().split("\n")  # a line without its end was not signalled
    return [(text, signal) for text, _, signal in (line.partition(" ") for line in lines)]


def kept(settings_file: Path) -> tuple[list[KeptScan], dict[str, int]]:
    """Return the raw scans, oldest first, and how many machines have each serial."""
    workshop = build(load_settings(settings_file, {}))
    with workshop.store.looking() as look:
        scans = list(look.scans()[::-1])
        machines: dict[str, int] = {}
        for card in look.find(MachineCard):
            machines[card.serial] = machines.get(card.serial, 0) + 1
    workshop.close()
    return scans, machines


def hold(settings_file: Path, times: int, seed: int) -> int:
    moments = random.Random(seed)
    signalled: list[tuple[str, str]] = []
    for _ in range(times):
        signalled += killed_after(settings_file, moments.uniform(0, 0.4))
    scans, machines = kept(settings_file)
    texts = [scan.scan.text for scan in scans]
    places = {text: place for place, text in enumerate(texts)}
    assert len(places) == len(texts), "none is there twice"
    assert [text for text, _ in signalled if text not in places] == [], "none is missing"
    order = [places[text] for text, _ in signalled]
    assert order == sorted(order)
    answers = {scan.scan.text: scan.answer for scan in scans}
    unanswered = [text for text, signal in signalled if signal == "accepted" and answers[text] is None]
    assert unanswered == []
    assert [text for text, signal in signalled if signal == "accepted" and machines.get(text) != 1] == []
    assert len(texts) - len(signalled) <= times, "at most the one in hand was written without its signal"
    return len(signalled)


def test_no_scan_that_was_signalled_is_lost_to_a_kill(real_shop: Path) -> None:
    assert hold(real_shop, 4, 6) > 50


@pytest.mark.long
def test_no_scan_that_was_signalled_is_lost_to_sixty_kills(real_shop: Path) -> None:
    assert hold(real_shop, 60, 7) > 1_000
