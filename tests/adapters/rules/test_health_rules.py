from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from workshop.adapters.rules.health import load_battery_rules, load_drive_rules
from workshop.domain.errors import RulesError
from workshop.domain.health import BATTERY_RULES, DRIVE_RULES, Battery, Smart
from workshop.resources import resource

HOUSE = resource("health")


def test_the_rules_that_the_core_carries_are_those_of_the_files() -> None:
    assert load_drive_rules(HOUSE).rules == DRIVE_RULES
    assert load_battery_rules(HOUSE).rules == BATTERY_RULES


def test_every_rule_has_a_source_and_a_dated_version() -> None:
    for rules in (load_drive_rules(HOUSE), load_battery_rules(HOUSE)):
        assert rules.version
        assert rules.sources.keys() == {rule.id for rule in rules.rules}
        assert all(len(source) > 20 for source in rules.sources.values())


def test_no_rule_is_broken_by_a_drive_or_a_battery_that_tells_nothing() -> None:
    assert not any(rule.broken_by(Smart()) for rule in DRIVE_RULES)
    assert not any(rule.broken_by(Battery("BAT0")) for rule in BATTERY_RULES)


GOOD_RULE = 'id = "a"\nfact = "passed"\nsays = false\nweight = "failing"\nsource = "somewhere"\n'


def page(tmp_path: Path, text: str) -> Path:
    (tmp_path / "drives.toml").write_text(text)
    return tmp_path


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("format = 1", "version: must be a text"),
        ('format = 1\nversion = "1"', "rule: must be a list of rules"),
        ('format = 2\nversion = "1"\n[[rule]]\n' + GOOD_RULE, "format: must be 1"),
        ('format = 1\nversion = "1"\nrule = [3]', "rule 1: must be a table"),
        ('format = 1\nversion = "1"\n[[rule]]\n' + GOOD_RULE + "x = 1", "a: x: unknown key"),
        ('format = 1\nversion = "1"\n[[rule]]\n' + GOOD_RULE.replace("passed", "luck"), "a: fact: no such fact"),
        ('format = 1\nversion = "1"\n[[rule]]\n' + GOOD_RULE + "at_least = 1", "a: needs exactly one of"),
        ('format = 1\nversion = "1"\n[[rule]]\n' + GOOD_RULE.replace("false", '"no"'), "a: says: 'no' is no limit"),
        ('format = 1\nversion = "1"\n[[rule]]\n' + GOOD_RULE.replace("failing", "bad"), "a: weight: is none of"),
        ('format = 1\nversion = "1"\n[[rule]]\n' + GOOD_RULE.replace("somewhere", " "), "a: source: must be a text"),
        ('format = 1\nversion = "1"\n' + ("[[rule]]\n" + GOOD_RULE) * 2, "a: stands there twice"),
        ("format = ", "Invalid value"),
    ],
)
def test_a_wrong_rule_is_refused_with_its_name(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(RulesError) as refused:
        load_drive_rules(page(tmp_path, text))
    assert any(problem in told for told in refused.value.problems)


def test_a_limit_that_another_fact_holds_counts_only_where_that_fact_is_told() -> None:
    spare = next(rule for rule in DRIVE_RULES if rule.at_most)
    told = Smart(spare_percent=3, spare_threshold_percent=10)
    assert spare.broken_by(told)
    assert not spare.broken_by(replace(told, spare_percent=11))
    assert not spare.broken_by(replace(told, spare_threshold_percent=None))
    assert not spare.broken_by(Smart(spare_percent=0, spare_threshold_percent=0))
