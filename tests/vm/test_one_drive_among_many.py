"""A whole machine with six drives: the one chosen by its serial is wiped, and no other byte changes anywhere."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path
from typing import Any

import pytest

from tests.vm.guest import Guest
from tests.vm.rig import DRIVES, bad_sector, run
from workshop.adapters.erasers.retelling import retell
from workshop.domain.codes import Kind, make
from workshop.domain.proofs import Doubt, NotProven, Proof, conclude

pytestmark = pytest.mark.long
MIB = 1024 * 1024
SIZE = 64 * MIB
WIPE = "0123456789abcdef0123456789abcdef"
HELPER = "ask_the_helper.py"
DRIVE = make(Kind.DRIVE, 1, 1).text


@pytest.fixture
def images(tmp_path: Path) -> dict[str, Path]:
    made = {}
    for name in DRIVES:
        made[name] = tmp_path / f"{name}.img"
        made[name].write_bytes(random.Random(name).randbytes(SIZE))
    return made


@pytest.mark.parametrize(
    ("drive", "serial", "method"),
    [("sata", "WD-WCC6Y3KHZ123", "nwipe-zero"), ("nvme", "S3X9NB0K123456", "nvme-format-erase")],
)
def test_only_the_chosen_drive_is_wiped(
    guest: Guest, images: dict[str, Path], tmp_path: Path, drive: str, serial: str, method: str
) -> None:
    before = {name: _digest(image) for name, image in images.items()}
    came = run(guest, images, HELPER, _job(serial, method), tmp_path / "guest")
    assert came.answers.get("started") == {"started": True}, came.console
    log = retell((came.folder / "wipes" / f"{WIPE}.jsonl").read_bytes(), WIPE)
    assert log is not None
    assert isinstance(conclude(log), Proof), (conclude(log), came.console)
    assert log.before.serial == serial
    after = {name: _digest(image) for name, image in images.items()}
    zeros = hashlib.sha256(bytes(SIZE)).hexdigest()
    assert after == before | {drive: zeros}


@pytest.mark.parametrize("event", ["read_aio", "write_aio"])
def test_a_drive_with_a_bad_sector_is_never_called_wiped(
    guest: Guest, images: dict[str, Path], tmp_path: Path, event: str
) -> None:
    """nwipe 0.38 says « Erased » of a drive whose sector cannot be read again (measured in such a machine)."""
    before = {name: _digest(image) for name, image in images.items()}
    drives = images | {"sata": bad_sector(images["sata"], event, 81920)}
    came = run(guest, drives, HELPER, _job("WD-WCC6Y3KHZ123", "nwipe-zero"), tmp_path / "guest")
    log = retell((came.folder / "wipes" / f"{WIPE}.jsonl").read_bytes(), WIPE)
    assert log is not None
    conclusion = conclude(log)
    assert isinstance(conclusion, NotProven), came.console
    assert {Doubt.UNREADABLE, Doubt.TOOL_FAILED} & set(conclusion.doubts), conclusion.doubts
    others = {name: _digest(image) for name, image in images.items() if name != "sata"}
    assert others == {name: digest for name, digest in before.items() if name != "sata"}


def test_a_loose_drive_is_received_wiped_and_validated_from_the_command_line(
    guest: Guest, images: dict[str, Path], tmp_path: Path
) -> None:
    before = {name: _digest(image) for name, image in images.items()}
    came = run(guest, images, "wipe_a_loose_drive.py", {"serial": "WD-WCC6Y3KHZ124"}, tmp_path / "guest")
    answers = came.answers
    codes = {step: answer["code"] for step, answer in answers.items()}
    expected = {
        "begin": 0,
        "lot": 0,
        "list": 0,
        "receive": 0,
        "wrong label": 1,
        "other drive": 1,
        "wipe": 0,
        "validate": 0,
    }
    assert codes == expected, came.console
    wiped = answers["wipe"]["said"]
    assert wiped["outcome"] == "wiped"
    assert wiped["wipes"][0]["read_back_bytes"] == SIZE
    after = {name: _digest(image) for name, image in images.items()}
    assert after == before | {"twin": hashlib.sha256(bytes(SIZE)).hexdigest()}


def _job(serial: str, method: str) -> dict[str, Any]:
    request = {"wipe": WIPE, "drive": DRIVE, "confirmed": DRIVE, "method": method, "exercise": False, "sampled": False}
    return {"serial": serial, "request": request}


def _digest(image: Path) -> str:
    with image.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
