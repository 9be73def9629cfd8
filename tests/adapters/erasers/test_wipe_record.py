from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from workshop.adapters.erasers.interlocks import InterlockError
from workshop.adapters.erasers.record import WipeRecord
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.interlocks import Interlock
from workshop.domain.proofs import Doubt, NotProven, conclude
from workshop.domain.wiping import Claim, HiddenArea, MediumIdentity
from workshop.services.ports import Clock, WipeOrder

DISK = MediumIdentity("/dev/sdz", "WDC WD5000AAKX-0", "WD-WMAYU4512345", "naa.5", 500, DriveMedium.HDD)


@pytest.fixture
def disk_order(order: Callable[[MediumIdentity], WipeOrder]) -> WipeOrder:
    return replace(order(DISK), exercise=False)


def test_an_exercise_never_touches_a_drive(disk_order: WipeOrder, clock: Clock) -> None:
    """Without it: the sample lot of the first start wipes the bench's own disk."""
    with WipeRecord(replace(disk_order, exercise=True), clock, None, None) as record:
        record.check("nwipe", DISK)
    assert record.log().steps[0].command[:2] == ("etabli-interlock", "not-for-exercise")


def test_the_same_facts_on_another_kind_of_medium_are_another_medium(disk_order: WipeOrder, clock: Clock) -> None:
    """Without it: the level that a method has on a disk is written on a flash drive."""
    record = WipeRecord(disk_order, clock, None, None)
    with pytest.raises(InterlockError) as refused:
        record.check("nwipe", replace(DISK, medium=DriveMedium.SSD))
    assert refused.value.rule is Interlock.IDENTITY_CHANGED


def test_an_image_is_an_exercise_whatever_the_order_says(disk_order: WipeOrder, clock: Clock) -> None:
    """Without it: a certificate that is not marked EXEMPLE for an image."""
    image = replace(DISK, medium=DriveMedium.IMAGE)
    with WipeRecord(replace(disk_order, medium=image), clock, None, None) as record:
        record.check("nwipe", image)
    assert record.log().exercise


def test_hidden_areas_of_a_drive_are_unknown_until_somebody_reads_them(disk_order: WipeOrder, clock: Clock) -> None:
    """Without it: a drive with an HPA passes without a reservation."""
    with WipeRecord(disk_order, clock, None, None) as record:
        record.check("nwipe", DISK)
    assert record.log().hidden_area is HiddenArea.UNKNOWN
    assert not record.log().exercise


def test_trouble_of_the_system_is_a_step_and_no_crash(disk_order: WipeOrder, clock: Clock) -> None:
    """Without it: a drive that is unplugged takes the window with it, and leaves no log."""
    with WipeRecord(disk_order, clock, None, None) as record:
        record.begins(("nwipe", "/dev/sdz"), "nwipe", "0.33")
        raise OSError(5, "Input/output error")
    log = record.log()
    assert [(step.tool, step.claim) for step in log.steps] == [("nwipe", Claim.NONE), ("etabli-trouble", Claim.FAILED)]
    outcome = conclude(log)
    assert isinstance(outcome, NotProven)
    assert {Doubt.NEVER_ENDED, Doubt.TOOL_FAILED, Doubt.NOT_READ_BACK} <= set(outcome.doubts)
