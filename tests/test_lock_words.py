"""Whatever stands in the way of a machine is said in a sentence, with what to do, and without jargon."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from workshop.domain.locks import Obstacle, Triage
from workshop.lock_words import named, told

# What has to be found in a menu of the firmware is named as it stands there: RAID, RST, VMD, AHCI.
JARGON = re.compile(r"ATA|NVMe|sysfs|TPM|firmware|SMBIOS|/dev|_|BIOS", re.IGNORECASE)


@pytest.mark.parametrize("kind", Obstacle)
def test_every_obstacle_says_what_was_seen_and_what_to_do(kind: Obstacle) -> None:
    said = told(Triage(kind, "hdparm: enabled", hard=True))
    assert said.what.endswith(".")
    assert said.do.endswith(".")
    assert not JARGON.search(str(said))
    assert "hdparm" not in str(said)
    assert named(kind)


def test_a_locked_drive_is_to_be_destroyed_without_its_password() -> None:
    lock = Triage(Obstacle.DRIVE_PASSWORD, "/dev/sda: hdparm: locked", hard=True)
    said = str(told(lock)).replace("\xa0", " ")
    assert said == "Un mot de passe bloque le disque. Demandez-le au donateur. Sans lui : disque à détruire."
    named_drive = told(replace(lock, about="WD10EZEX WCC3"))
    assert named_drive.what == "Un mot de passe bloque le disque WD10EZEX WCC3."
