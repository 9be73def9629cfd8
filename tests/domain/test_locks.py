"""What stands in the way of a machine: everything that was seen, the hard things first."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.domain.invented import MORNING, facts
from workshop.domain.diagnosis import (
    Diagnosis,
    DriveReading,
    Firmware,
    Lock,
    LockKind,
    Unread,
    WhyUnread,
)
from workshop.domain.locks import HARD_LOCKS, Obstacle, triage


def kinds(diagnosis: Diagnosis) -> list[Obstacle]:
    return [item.kind for item in triage(diagnosis)]


def test_nothing_seen_is_nothing_said() -> None:
    assert triage(Diagnosis(MORNING)) == ()


@pytest.mark.parametrize("kind", LockKind)
def test_every_lock_is_an_obstacle_and_the_hard_ones_are_hard(kind: LockKind) -> None:
    (found,) = triage(Diagnosis(MORNING, locks=(Lock(kind, "a tool's words"),)))
    assert (found.kind.value, found.seen, found.hard) == (kind.value, "a tool's words", kind in HARD_LOCKS)


def test_a_locked_drive_is_named() -> None:
    drives = (DriveReading("/dev/sda", "ST500DM002", "Z3T1"), DriveReading("/dev/sdb", "WD10EZEX", "WCC3"))
    locks = (Lock(LockKind.DRIVE_PASSWORD, "/dev/sdb: hdparm: enabled, locked"),)
    (found,) = triage(Diagnosis(MORNING, drives=drives, locks=locks))
    assert found.about == "WD10EZEX WCC3"


def test_drives_that_a_mode_hides_are_told_rather_than_the_mode() -> None:
    firmware = Firmware(raid_mode=True)
    hidden = Unread("drives", WhyUnread.HIDDEN_BY_RAID, "0000:00:0e.0 Intel Volume Management Device")
    assert kinds(Diagnosis(MORNING, firmware=firmware, unread=(hidden,))) == [Obstacle.DRIVES_HIDDEN]
    assert kinds(Diagnosis(MORNING, firmware=firmware)) == [Obstacle.RAID_MODE]
    assert triage(Diagnosis(MORNING, unread=(hidden,)))[0].seen == hidden.detail


def test_secure_boot_is_an_obstacle_only_where_it_is_off() -> None:
    assert kinds(Diagnosis(MORNING, firmware=Firmware(secure_boot=False))) == [Obstacle.SECURE_BOOT_OFF]
    assert kinds(Diagnosis(MORNING, firmware=Firmware(secure_boot=True))) == []


def test_where_nobody_could_look_that_is_said() -> None:
    unread = (Unread("smbios", WhyUnread.NO_RIGHT), Unread("graphics", WhyUnread.NO_TOOL))
    assert kinds(Diagnosis(MORNING, unread=unread)) == [Obstacle.LOCKS_UNREAD]


@given(facts(Diagnosis))
def test_no_lock_is_ever_left_out_and_the_hard_ones_come_first(diagnosis: Diagnosis) -> None:
    found = triage(diagnosis)
    assert {(lock.kind.value, lock.seen) for lock in diagnosis.locks} <= {
        (item.kind.value, item.seen) for item in found
    }
    assert [item.hard for item in found] == sorted((item.hard for item in found), reverse=True)
    assert len(set(found)) == len(found)
