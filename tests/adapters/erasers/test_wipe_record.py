from __future__ import annotations

import resource
import signal
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from workshop.adapters.erasers.interlocks import InterlockError
from workshop.adapters.erasers.pace import Pace
from workshop.adapters.erasers.record import WipeRecord
from workshop.adapters.erasers.retelling import retell
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.errors import MediumError
from workshop.domain.interlocks import Interlock
from workshop.domain.proofs import Doubt, NotProven, conclude
from workshop.domain.wiping import Claim, HiddenArea, Looked, MediumIdentity
from workshop.services.ports import Clock, WipeOrder, WipeProgress

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
    assert record.log().after == replace(DISK, medium=DriveMedium.SSD)


def test_an_image_is_only_wiped_as_an_exercise_and_is_one_all_the_same(disk_order: WipeOrder, clock: Clock) -> None:
    """Without it: a certificate that is not marked EXEMPLE for an image."""
    image = replace(DISK, medium=DriveMedium.IMAGE)
    with WipeRecord(replace(disk_order, medium=image), clock, None, None) as record:
        record.check("nwipe", image)
    assert record.log().steps[0].command[:2] == ("etabli-interlock", "not-an-exercise")
    assert record.log().exercise


def test_hidden_areas_of_a_drive_are_unknown_until_somebody_reads_them(disk_order: WipeOrder, clock: Clock) -> None:
    """Without it: a drive with an HPA passes without a reservation."""
    with WipeRecord(disk_order, clock, None, None) as record:
        record.check("nwipe", DISK)
    assert record.log().hidden_area is HiddenArea.UNKNOWN
    assert not record.log().exercise


@pytest.mark.parametrize(
    ("before", "afterwards", "said"),
    [
        (HiddenArea.NONE, HiddenArea.NONE, HiddenArea.NONE),
        (HiddenArea.PRESENT, HiddenArea.NONE, HiddenArea.PRESENT),
        (HiddenArea.NONE, HiddenArea.PRESENT, HiddenArea.PRESENT),
        (HiddenArea.UNKNOWN, HiddenArea.NONE, HiddenArea.UNKNOWN),
        (HiddenArea.NONE, HiddenArea.UNKNOWN, HiddenArea.NONE),
    ],
)
def test_what_was_hidden_while_it_was_wiped_counts_as_left(
    before: HiddenArea, afterwards: HiddenArea, said: HiddenArea, disk_order: WipeOrder, clock: Clock
) -> None:
    """Without it: a drive whose hidden part nobody could read back passes for one that hides nothing."""
    with WipeRecord(disk_order, clock, None, None) as record:
        record.check("nwipe", DISK)
        record.looked(Looked(hidden_area=before, native_bytes=600))
        record.looked(Looked(hidden_area=afterwards), afterwards=True)
    assert (record.log().hidden_area, record.log().native_bytes) == (said, 600)


def test_a_stop_is_written_down_when_it_is_asked_for(disk_order: WipeOrder, clock: Clock, tmp_path: Path) -> None:
    """Without it: a wipe that was stopped and lost its power shows as one that only lost its power."""
    stopping = threading.Event()
    record = WipeRecord(disk_order, clock, tmp_path, None, stopping)
    record.begins(("nwipe", "/dev/sdz"), "nwipe", "0.33")
    stopping.set()
    record.notice_stop()
    record.notice_stop()
    log = retell((tmp_path / f"{disk_order.log}.jsonl").read_bytes(), disk_order.log)
    assert log == record.log()
    assert log is not None
    assert log.stopped
    with record:
        pass
    assert (tmp_path / f"{disk_order.log}.jsonl").read_text().count('"stop-asked"') == 1


def test_each_percent_is_told_once_and_never_backwards(disk_order: WipeOrder, clock: Clock) -> None:
    told: list[WipeProgress] = []
    record = WipeRecord(disk_order, clock, None, told.append)
    record.celsius = lambda: 41
    for percent in (0, 0, 50, 40, 100, 200):
        record.progress("erase", percent)
    assert [one.percent for one in told] == [0, 50, 100]
    assert told[0] == WipeProgress("erase", 0, None, 41, None)


def test_rate_and_time_left_are_those_of_the_last_percents() -> None:
    """Without it: the outer tracks of a disk, twice as fast, promise an end that does not come."""
    pace = Pace(1000)
    assert pace.at(0, 100.0) == (None, None)
    assert pace.at(0, 100.001) == (None, None)
    assert pace.at(1, 101.0) == (10, 99)
    told = [pace.at(percent, 100.0 + 2 * percent) for percent in range(2, 30)]
    assert told[-1] == (5, 142)


def test_a_log_that_is_full_of_a_disk_ends_a_wipe(disk_order: WipeOrder, clock: Clock, tmp_path: Path) -> None:
    """Without it: half a line, and everything that follows it is lost without a word."""
    record = WipeRecord(disk_order, clock, tmp_path, None)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    written = (tmp_path / f"{disk_order.log}.jsonl").stat().st_size
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (written + 100, limits[1]))
    try:
        with pytest.raises(MediumError):
            record.begins(("nwipe", "/dev/sdz"), "nwipe", "0.33")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)
    with pytest.raises(MediumError), record:
        pass
    log = retell((tmp_path / f"{disk_order.log}.jsonl").read_bytes(), disk_order.log)
    assert log is not None
    assert (log.steps, log.damaged, log.ended_at) == ((), False, None)


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
