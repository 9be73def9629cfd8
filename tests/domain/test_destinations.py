from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.graded import BEST, DEFAULT, FACTS_OF_A_MACHINE
from workshop.domain.contracts import FACTS, Destination, Need, Value
from workshop.domain.destinations import destination_of, judge
from workshop.domain.grading import grade
from workshop.domain.upgrades import is_lost

GONE = (Destination.PARTS, Destination.RECYCLING)


def test_the_first_rule_that_fits_decides_and_is_named() -> None:
    result = judge(BEST, DEFAULT)
    assert (result.destination, result.rule) == (Destination.COMMUNES, "communes-ordinateurs")
    turned = replace(DEFAULT, destinations=DEFAULT.destinations[::-1])
    assert judge(BEST, turned).rule == "don"
    assert judge(BEST, replace(DEFAULT, destinations=())).destination is None


def test_a_grade_is_the_same_with_and_without_its_destination() -> None:
    assert replace(judge(BEST, DEFAULT), destination=None, rule="") == grade(BEST, DEFAULT)


def test_a_fact_that_nobody_measured_fulfils_no_rule() -> None:
    need = Need("cpu_score", at_least=10, at_most=20)
    for value, met in ((9, False), (10, True), (20, True), (21, False), (None, False), ("15", False)):
        assert need.met_by({"cpu_score": value}) is met
    assert not need.met_by({})
    assert Need("cpu_score", at_least=10, unknown=True).met_by({})
    assert not Need("cpu_score", at_least=10, unknown=True).met_by({"cpu_score": 9})


@given(FACTS_OF_A_MACHINE)
def test_only_what_can_leave_goes_to_people_and_only_what_is_lost_goes_to_parts(machine: dict[str, Any]) -> None:
    result = judge(machine, DEFAULT)
    if result.destination in GONE:
        assert not result.eligible
        assert is_lost(machine, DEFAULT)
    elif result.destination:
        assert result.eligible
    else:
        assert not result.eligible
        assert not is_lost(machine, DEFAULT)


@given(FACTS_OF_A_MACHINE, st.sampled_from(sorted(FACTS)))
def test_to_know_less_sends_no_machine_to_parts_or_recycling(machine: dict[str, Any], name: str) -> None:
    hidden: dict[str, Value] = {**machine, name: None}
    if judge(hidden, DEFAULT).destination in GONE:
        assert is_lost(machine, DEFAULT) or not grade(machine, DEFAULT).eligible


def test_rules_for_lost_machines_never_take_one_that_can_leave() -> None:
    rule = next(item for item in DEFAULT.destinations if item.id == "recyclage")
    only = replace(DEFAULT, destinations=(rule,))
    assert destination_of(grade(BEST, only), BEST, only) is None
    dead: dict[str, Value] = {**BEST, "functions_failed": 1, "functions_failed_named": "starts"}
    assert destination_of(grade(dead, only), dead, only) == rule
