from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from tests.domain.invented import facts
from workshop.domain.health import (
    BATTERY_RULES,
    DRIVE_RULES,
    Battery,
    Health,
    HealthFinding,
    HealthRule,
    Smart,
    Verdict,
    Weight,
    battery_verdict,
    drive_verdict,
)

PASSED = Smart(passed=True)
FULL = Battery("BAT0", wear_percent=5)


@pytest.mark.parametrize(
    ("told", "health", "rule"),
    [
        ({"spare_percent": 3, "spare_threshold_percent": 10}, Health.FAILING, "spare-used-up"),
        ({"spare_percent": 11, "spare_threshold_percent": 10}, Health.GOOD, None),
        ({"reported_uncorrectable": 1}, Health.WORN, "reported-uncorrectable"),
        ({"end_to_end_errors": 1}, Health.WORN, "end-to-end-errors"),
        ({"error_count": 5}, Health.GOOD, "error-log"),
        ({"interface_errors": 5}, Health.GOOD, "interface-errors"),
        ({"temperature_celsius": 60}, Health.GOOD, "hot"),
        ({"temperature_celsius": 59}, Health.GOOD, None),
    ],
)
def test_what_a_drive_says_beyond_passed_is_a_finding(told: dict[str, Any], health: Health, rule: str | None) -> None:
    verdict = drive_verdict(replace(PASSED, **told))
    assert (verdict.health, [finding.rule for finding in verdict.findings]) == (health, [rule] if rule else [])


def test_findings_come_with_their_numbers_the_heaviest_first_and_each_fact_once() -> None:
    verdict = drive_verdict(Smart(passed=False, reallocated_sectors=8, percentage_used=120, error_count=3))
    assert verdict.findings == (
        HealthFinding("self-assessment", "passed", value=False, weight=Weight.FAILING),
        HealthFinding("life-used-up", "percentage_used", 120, Weight.FAILING),
        HealthFinding("reallocated-sectors", "reallocated_sectors", 8, Weight.WORN),
        HealthFinding("error-log", "error_count", 3, Weight.NOTED),
    )
    assert verdict.facts == ("passed=no", "percentage_used=120", "reallocated_sectors=8")


def test_what_is_only_noted_makes_no_unknown_drive_worse_and_none_better() -> None:
    assert drive_verdict(Smart(error_count=3)).health is Health.UNKNOWN
    assert drive_verdict(None) == Verdict(Health.UNKNOWN)


@pytest.mark.parametrize(
    ("battery", "health"),
    [
        (Battery("BAT0"), Health.UNKNOWN),
        (Battery("BAT0", cycles=1200), Health.UNKNOWN),
        (FULL, Health.GOOD),
        (replace(FULL, cycles=1200), Health.GOOD),
        (replace(FULL, wear_percent=19), Health.GOOD),
        (replace(FULL, wear_percent=20), Health.WORN),
        (replace(FULL, wear_percent=40), Health.FAILING),
        (replace(FULL, needs_service=True), Health.FAILING),
        (replace(FULL, needs_service=False), Health.GOOD),
    ],
)
def test_a_battery_is_judged_by_what_was_measured_of_it(battery: Battery, health: Health) -> None:
    assert battery_verdict(battery).health is health


def test_other_rules_may_be_given() -> None:
    strict = (HealthRule("any", "power_on_hours", Weight.WORN, at_least=1),)
    assert drive_verdict(replace(PASSED, power_on_hours=5, percentage_used=200), strict).health is Health.WORN


@given(facts(Smart))
def test_a_verdict_never_contradicts_its_findings(smart: Smart) -> None:
    verdict = drive_verdict(smart)
    weights = {finding.weight for finding in verdict.findings}
    assert (verdict.health is Health.FAILING) is (Weight.FAILING in weights)
    assert (verdict.health is Health.WORN) is (Weight.WORN in weights and Weight.FAILING not in weights)
    assert len({finding.fact for finding in verdict.findings}) == len(verdict.findings)
    assert {finding.rule for finding in verdict.findings} <= {rule.id for rule in DRIVE_RULES}


@given(facts(Battery))
def test_any_battery_is_judged(battery: Battery) -> None:
    verdict = battery_verdict(battery)
    assert verdict.health is not Health.GOOD or battery.wear_percent is not None
    assert {finding.rule for finding in verdict.findings} <= {rule.id for rule in BATTERY_RULES}
