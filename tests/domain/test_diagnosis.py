from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.invented import MORNING, facts
from workshop.domain.content import from_content, to_content
from workshop.domain.diagnosis import Battery, Diagnosis, Health, Identity, Smart, Unread, WhyUnread, drive_health

GOOD = Smart(passed=True)


@pytest.mark.parametrize(
    ("smart", "health", "why"),
    [
        (None, Health.UNKNOWN, ()),
        (Smart(), Health.UNKNOWN, ()),
        (GOOD, Health.GOOD, ()),
        (Smart(passed=False), Health.FAILING, ("passed=no",)),
        (replace(GOOD, failing_now=True), Health.FAILING, ("failing_now=yes",)),
        (replace(GOOD, self_test_failed=True), Health.FAILING, ("self_test_failed=yes",)),
        (replace(GOOD, pending_sectors=1), Health.FAILING, ("pending_sectors=1",)),
        (replace(GOOD, uncorrectable_sectors=2), Health.FAILING, ("uncorrectable_sectors=2",)),
        (replace(GOOD, critical_warning=4), Health.FAILING, ("critical_warning=4",)),
        (replace(GOOD, percentage_used=100), Health.FAILING, ("percentage_used=100",)),
        (replace(GOOD, percentage_used=80), Health.WORN, ("percentage_used=80",)),
        (replace(GOOD, reallocated_sectors=8), Health.WORN, ("reallocated_sectors=8",)),
        (replace(GOOD, media_errors=1), Health.WORN, ("media_errors=1",)),
        (replace(GOOD, failed_in_the_past=True), Health.WORN, ("failed_in_the_past=yes",)),
        (replace(GOOD, percentage_used=79, reallocated_sectors=0), Health.GOOD, ()),
    ],
)
def test_a_drive_is_judged_by_what_it_says(smart: Smart | None, health: Health, why: tuple[str, ...]) -> None:
    assert drive_health(smart) == (health, why)


@given(facts(Smart))
def test_good_is_only_said_of_a_drive_that_says_so_itself(smart: Smart) -> None:
    health, why = drive_health(smart)
    assert health is not Health.GOOD or smart.passed is True
    assert bool(why) is (health in (Health.FAILING, Health.WORN))


@given(facts(Smart), st.sampled_from(["reallocated_sectors", "pending_sectors", "media_errors"]), st.integers(1, 99))
def test_one_more_bad_thing_never_makes_a_drive_better(smart: Smart, name: str, count: int) -> None:
    order = [Health.GOOD, Health.UNKNOWN, Health.WORN, Health.FAILING]
    better: dict[str, Any] = {name: 0}
    worse: dict[str, Any] = {name: count}
    assert order.index(drive_health(replace(smart, **worse))[0]) >= order.index(
        drive_health(replace(smart, **better))[0]
    )


@pytest.mark.parametrize(("wear", "left"), [(None, None), (0, 100), (26, 74), (100, 0), (130, 0), (-5, 100)])
def test_a_battery_says_what_is_left_of_it(wear: int | None, left: int | None) -> None:
    assert Battery("BAT0", wear_percent=wear).health_percent == left


def test_a_diagnosis_that_was_stored_before_it_knew_of_cameras_and_networks_comes_back_as_unknown() -> None:
    newer = ("network", "cameras", "microphones", "touchscreens", "touchpads", "operating_system")
    content = to_content(Diagnosis(MORNING, identity=Identity("HP", "ProBook")))
    older = {name: value for name, value in content.items() if name not in newer}
    older["identity"] = {name: older["identity"][name] for name in ("maker", "model")}
    assert from_content(Diagnosis, older) == Diagnosis(MORNING, identity=Identity("HP", "ProBook"))


def test_an_empty_list_of_drives_proves_nothing_where_the_list_was_not_read() -> None:
    assert Diagnosis(MORNING).drives_were_listed
    assert not Diagnosis(MORNING, unread=(Unread("drives", WhyUnread.HIDDEN_BY_RAID),)).drives_were_listed


@pytest.mark.parametrize(
    ("maker", "model", "version", "name"),
    [
        ("LENOVO", "20L5000XFR", "ThinkPad T480", "ThinkPad T480"),
        ("Lenovo", "20L5000XFR", "1.0", "20L5000XFR"),
        ("Dell Inc.", "Latitude 5400", "Not Specified version", "Latitude 5400"),
        (None, None, None, None),
    ],
)
def test_people_know_a_machine_by_its_trade_name(
    maker: str | None, model: str | None, version: str | None, name: str | None
) -> None:
    assert Identity(maker, model, version).trade_name == name
