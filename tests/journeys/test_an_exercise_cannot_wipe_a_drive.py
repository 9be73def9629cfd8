"""The profile of examples and exercises has no engine for drives: not in the window, not in what keeps a wipe."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from workshop.adapters.erasers.asking import CODE, DIRECT, Helper
from workshop.adapters.erasers.exercise import TOOL
from workshop.adapters.erasers.identity import identify
from workshop.adapters.erasers.keeper import ProcessKeeper
from workshop.adapters.erasers.media import make_image
from workshop.adapters.erasers.requests import Start
from workshop.adapters.erasers.wipe_logs import EXERCISE_VARIABLE, SUFFIX
from workshop.domain.codes import Kind, make
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.errors import WipeRefusedError
from workshop.domain.interlocks import Interlock
from workshop.domain.wiping import MediumIdentity
from workshop.services.ports import WipeOrder
from workshop.settings import Profile, Settings
from workshop.wipe_wiring import methods, wipe_parts

ENGINES = ("nwipe", "ata", "nvme", "mmc", "sas", "engines")
DRIVE, WIPE = make(Kind.DRIVE, 7, 1).text, "a" * 32
A_DISK = MediumIdentity("/dev/sda", "EXAMPLE DISK", "S1", None, 8 * 1024**3, DriveMedium.HDD, "pci-0:ata-1")

PREPARES = """
import json, sys
from pathlib import Path
from workshop.bootstrap import build, start_sample
from workshop.settings import Profile, Settings
workshop = build(Settings(Profile.SAMPLE, data_folder=sys.argv[1]))
start_sample(workshop)
import ui.screens
workshop.close()
print(json.dumps(sorted(sys.modules)))
"""


def loaded(program: str, *arguments: str) -> set[str]:
    """Return the modules that a fresh interpreter has loaded after a program, which prints them."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
        cwd=CODE,
        env=environment,
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_no_engine_for_drives_is_loaded_where_examples_are_prepared_and_shown(tmp_path: Path) -> None:
    modules = loaded(PREPARES, str(tmp_path))
    assert "workshop.adapters.erasers.exercise" in modules
    assert modules.isdisjoint(f"workshop.adapters.erasers.{name}" for name in ENGINES)
    logs = sorted((tmp_path / "sample" / "media").glob(f"*{SUFFIX}"))
    assert len(logs) >= 3
    for log in logs:
        told = log.read_text(encoding="utf-8")
        assert TOOL in told
        assert not any(name in told for name in ("nwipe", "/dev/loop", "hdparm", "nvme"))


def order(medium: MediumIdentity, method: str, *, exercise: bool) -> WipeOrder:
    return WipeOrder(WIPE, DRIVE, methods()[method], medium, exercise, "")


def test_the_keeper_of_an_exercise_starts_nothing_on_a_drive(tmp_path: Path) -> None:
    settings = Settings(Profile.SAMPLE, data_folder=str(tmp_path), elevation="sudo")
    keeper = wipe_parts(settings, None, None).keeper  # type: ignore[arg-type]  # neither files nor a clock are wanted
    assert isinstance(keeper, ProcessKeeper)
    for exercise in (False, True):
        with pytest.raises(WipeRefusedError) as refused:
            keeper.start(order(A_DISK, "nwipe-zero", exercise=exercise))
        assert refused.value.rule is Interlock.NOT_FOR_EXERCISE
    with pytest.raises(WipeRefusedError) as no_way:
        keeper.helper.ask(start(A_DISK, "nwipe-zero", exercise=False), "started", elevated=True)
    assert no_way.value.rule is Interlock.NO_RIGHT


def start(medium: MediumIdentity, method: str, *, exercise: bool) -> Start:
    return Start(WIPE, DRIVE, "", method, medium, exercise, sampled=False)


@pytest.mark.parametrize("method", ["nwipe-zero", "ata-sanitize-block"])
def test_what_keeps_an_exercise_has_no_engine_even_if_it_is_asked(tmp_path: Path, method: str) -> None:
    """Past the keeper's own refusal: the process itself is asked, for the image that it may have."""
    image = make_image(tmp_path / "media", DRIVE, 1024 * 1024)
    medium = identify(str(image))
    helper = Helper(tmp_path / "logs", direct=DIRECT, exercise_only=True)
    with pytest.raises(WipeRefusedError) as refused:
        helper.ask(start(medium, method, exercise=True), "started", elevated=False)
    assert refused.value.rule is Interlock.WRONG_ENGINE
    assert helper.ask(start(medium, "exercise-overwrite", exercise=True), "started", elevated=False)


HELPS = f"""
import json, os, sys
os.environ["{EXERCISE_VARIABLE}"] = "1"
from workshop.cli.wipe_door import answer_one
answer_one()
print(json.dumps(sorted(sys.modules)))
"""


def test_the_process_that_keeps_an_exercise_loads_no_engine_for_drives() -> None:
    modules = loaded(HELPS)  # its request is empty: it is refused, after everything is loaded
    assert "workshop.adapters.erasers.helper_door" in modules
    assert modules.isdisjoint(f"workshop.adapters.erasers.{name}" for name in ENGINES)


def test_the_test_above_can_fail() -> None:
    """A bench that works for real does load them, once it is asked for one."""
    program = HELPS.replace("from workshop.cli", "import workshop.adapters.erasers.engines\nfrom workshop.cli")
    assert "workshop.adapters.erasers.nwipe" in loaded(program)
