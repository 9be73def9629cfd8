"""An exercise is slow enough to be watched: it writes and reads that slowly, and nothing of it is pretended."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from workshop.adapters.erasers.keeper import ProcessKeeper
from workshop.adapters.erasers.media import FileMedia
from workshop.adapters.erasers.pace import Slowly
from workshop.domain.codes import Kind, make
from workshop.domain.errors import SettingsError
from workshop.domain.methods import Method
from workshop.domain.proofs import Doubt, NotProven, Proof, conclude
from workshop.domain.wiping import WipeLog
from workshop.services.ports import WipeOrder, WipeProgress
from workshop.settings import load_settings

MIB = 1024 * 1024
DRIVE = make(Kind.DRIVE, 0, 1).text
VARIABLE = "ETABLI_PRACTICE_MIB_PER_SECOND"


def ended(keeper: ProcessKeeper, wipe: str) -> WipeLog:
    limit = time.monotonic() + 60
    while time.monotonic() < limit:
        found = keeper.follow(wipe)
        if found is not None and not found.running:
            return found.log
        time.sleep(0.02)
    pytest.fail("it never ended")


def test_a_stage_is_never_further_than_its_pace() -> None:
    slowly, begun = Slowly(0.4, threading.Event()), time.monotonic()
    for percent in (0, 50, 100):
        slowly(WipeProgress("erase", percent))
        assert time.monotonic() - begun >= 0.4 * percent / 100


def test_a_stop_does_not_wait_for_the_pace() -> None:
    stopping, begun = threading.Event(), time.monotonic()
    slowly = Slowly(60, stopping)
    slowly(WipeProgress("erase", 0))
    threading.Timer(0.1, stopping.set).start()
    slowly(WipeProgress("erase", 100))
    assert time.monotonic() - begun < 30


def test_an_image_takes_the_time_of_its_pace_in_both_stages_and_is_wiped(
    exercise_zeros: Method, tmp_path: Path
) -> None:
    folder = tmp_path / "wipes"
    keeper = ProcessKeeper(folder, roots_folder=folder, elevated=(), practice_mib_per_second=8)
    with FileMedia(tmp_path / "media").make(DRIVE, 8 * MIB) as medium:
        keeper.start(WipeOrder("wipe-1", DRIVE, exercise_zeros, medium, exercise=True))
        log = ended(keeper, "wipe-1")
        assert isinstance(conclude(log), Proof)
        assert Path(medium.path).read_bytes() == bytes(8 * MIB)
    (step,) = (step for step in log.steps if step.tool == exercise_zeros.engine)
    assert step.ended_at is not None
    assert (step.ended_at - step.started_at).total_seconds() > 0.8
    assert log.read_back is not None
    assert (log.read_back.ended_at - log.read_back.started_at).total_seconds() > 0.8


def test_a_slow_exercise_can_be_stopped(exercise_zeros: Method, tmp_path: Path) -> None:
    folder = tmp_path / "wipes"
    keeper = ProcessKeeper(folder, roots_folder=folder, elevated=(), practice_mib_per_second=1)
    with FileMedia(tmp_path / "media").make(DRIVE, 64 * MIB) as medium:
        keeper.start(WipeOrder("wipe-1", DRIVE, exercise_zeros, medium, exercise=True))
        keeper.stop("wipe-1")
        conclusion = conclude(ended(keeper, "wipe-1"))
    assert isinstance(conclusion, NotProven)
    assert Doubt.STOPPED in conclusion.doubts


def test_the_pace_is_a_setting_that_says_when_it_is_wrong(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none.toml", {}).practice_mib_per_second == 4
    assert load_settings(tmp_path / "none.toml", {VARIABLE: "0"}).practice_mib_per_second == 0
    for wrong in ("vite", "-1", "10001"):
        with pytest.raises(SettingsError) as error:
            load_settings(tmp_path / "none.toml", {VARIABLE: wrong})
        assert error.value.key == "practice_mib_per_second"
