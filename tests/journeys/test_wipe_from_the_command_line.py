"""A wipe from the command line, with its real keeper process: only images of the sample, and never anything else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.test_run_through import ROOT, workshop
from workshop.adapters.erasers.media import LoopMedia, loop_devices_work
from workshop.bootstrap import build
from workshop.settings import Settings, load_settings

PATIENCE_SECONDS = 60


def answered(settings: Path, *arguments: str) -> tuple[int, Any]:
    run = workshop(*arguments, "--json", ETABLI_SETTINGS=str(settings))
    assert "Traceback" not in run.stderr, run.stderr
    return run.returncode, json.loads(run.stdout) if run.stdout else None


@pytest.fixture
def failed_drive(sample_shop: Path) -> tuple[str, str, Path]:
    """A machine of the sample whose drive could not be wiped, the drive, and the image that stands for it."""
    settings = load_settings(sample_shop)
    shop = build(settings)
    (lot,) = shop.lots.open_ones()
    found = [
        (machine.code, drive.code)
        for machine in shop.machines.of_lot(lot.code)
        for drive in shop.machines.drives(machine.code)
        if drive.disposition == "failed"
    ]
    (machine, drive), *_ = found
    (item,) = [item for item in shop.wiping.plan(machine).drives if item.card.code == drive]
    shop.close()
    assert item.present is not None
    return machine, drive, Path(item.present.medium.path)


def test_an_image_is_wiped_read_back_validated_and_certified(
    sample_shop: Path, failed_drive: tuple[str, str, Path], tmp_path: Path
) -> None:
    machine, drive, image = failed_drive
    assert any(image.read_bytes())
    code, said = answered(sample_shop, "wipe", str(image), "--confirm", machine)
    assert (code, said["outcome"], said["wipes"][0]["drive"]) == (0, "wiped", drive)
    assert said["wipes"][0]["read_back_bytes"] == image.stat().st_size
    assert not any(image.read_bytes())
    assert answered(sample_shop, "drive", drive, "validate")[1]["validation"] == "validated"
    paper = tmp_path / "certificate.pdf"
    assert answered(sample_shop, "certificate", drive, "--out", str(paper))[0] == 0
    assert paper.read_bytes().startswith(b"%PDF")
    code, journal = answered(sample_shop, "journal")
    kinds = [entry["kind"] for entry in journal["events"] if entry["subject"] == drive][-3:]
    assert (code, kinds) == (0, ["wipe-started", "wipe-proven", "wipe-validated"])


def test_a_command_that_is_killed_leaves_the_wipe_to_its_keeper(
    sample_shop: Path, failed_drive: tuple[str, str, Path]
) -> None:
    machine, drive, image = failed_drive
    env = os.environ | {"ETABLI_LANGUAGE": "fr", "ETABLI_SETTINGS": str(sample_shop)}
    command = [sys.executable, "-m", "workshop", "wipe", str(image), "--confirm", machine]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, env=env) as run:
        assert run.stderr is not None
        assert "effacement commencé" in run.stderr.readline()
        run.kill()
    limit = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < limit:
        rows = [row for row in answered(sample_shop, "wipe", "--running")[1]["wipes"] if row["drive"] == drive]
        if rows and rows[0]["outcome"]:
            break
        time.sleep(0.2)
    assert [row["outcome"] for row in rows] == ["wiped"]
    assert not any(image.read_bytes())


def test_a_file_that_the_sample_did_not_make_is_never_wiped(
    sample_shop: Path, failed_drive: tuple[str, str, Path], tmp_path: Path
) -> None:
    machine, _, image = failed_drive
    other = tmp_path / "holidays.img"
    other.write_bytes(b"holidays" * 1000)
    link = image.with_name("link.img")
    link.symlink_to(other)
    for device in (other, link):
        code, said = answered(sample_shop, "wipe", str(device), "--confirm", machine)
        assert (code, said["wipes"][0]["refused"]) == (1, ["not-there"])
    assert other.read_bytes() == b"holidays" * 1000


@pytest.fixture
def real_lot(real_shop: Path) -> Iterator[tuple[Settings, str]]:
    shop = build(load_settings(real_shop))
    yield shop.settings, shop.lots.open(shop.actor(), "Mairie").code
    shop.close()


@pytest.mark.skipif(not loop_devices_work(), reason="loop devices need root")
def test_a_real_workshop_takes_no_loop_device_for_a_drive(
    real_shop: Path, real_lot: tuple[Settings, str], tmp_path: Path
) -> None:
    with LoopMedia(tmp_path).make("practice", 8 * 1024 * 1024) as medium:
        before = (tmp_path / "practice.img").read_bytes()
        run = workshop("receive", "--lot", real_lot[1], "--drive", medium.path, ETABLI_SETTINGS=str(real_shop))
        assert (run.returncode, run.stdout) == (1, "")
        assert (tmp_path / "practice.img").read_bytes() == before
