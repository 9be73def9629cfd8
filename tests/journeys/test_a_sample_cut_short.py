"""The power goes while the sample is made: the next try gives a whole one."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from ui.opening import prepare_sample
from workshop.domain.lots import MachineCard
from workshop.settings import Profile, Settings

ROOT = Path(__file__).resolve().parents[2]
KILLED = """
import os, signal, sys
from ui.opening import prepare_sample
from workshop.services.run_through import Stage
from workshop.settings import Profile, Settings

def report(stage, done, total):
    if stage is Stage.WIPING and done:
        os.kill(os.getpid(), signal.SIGKILL)

prepare_sample(Settings(Profile.SAMPLE, data_folder=sys.argv[1]), None, lambda events: None, report)
"""


def _nothing(*_told: object) -> None:
    """Nobody listens."""


def test_a_sample_that_was_cut_short_is_made_again_whole(tmp_path: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], cwd=ROOT, check=False, timeout=60)
    assert killed.returncode == -signal.SIGKILL
    settings = Settings(Profile.SAMPLE, data_folder=str(tmp_path))
    opened = prepare_sample(settings, None, _nothing, _nothing)
    try:
        with opened.workshop.store.looking() as look:
            assert look.count(MachineCard) == 6
            assert look.count(MachineCard, state="ready") == 2
        assert len(opened.workshop.orders.open_ones()) == 1
        assert opened.workshop.journal.broken_at() is None
    finally:
        opened.workshop.close()


def test_a_whole_sample_is_kept_as_it_is(tmp_path: Path) -> None:
    settings = Settings(Profile.SAMPLE, data_folder=str(tmp_path))
    first = prepare_sample(settings, None, _nothing, _nothing)
    events = first.workshop.journal.events()
    first.workshop.close()
    again = prepare_sample(settings, None, _nothing, _nothing)
    assert again.workshop.journal.events() == events
    again.workshop.close()
