from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given

from tests.domain.graded import BEST, DEFAULT, FACTS_OF_A_MACHINE, LETTERS
from workshop.domain.contracts import Axis, Contract, Criterion, How, Need, Part, Remedy, Value
from workshop.domain.drives import Policy
from workshop.domain.grading import grade
from workshop.domain.upgrades import Obstacle, Plan, Step, WhyNot, is_lost, plans, what_for

GOOD: dict[str, Value] = {**BEST, "memory_slots_free": 1, "memory_soldered": False}


def steps(machine: dict[str, Value], letter: str = "A", contract: Contract = DEFAULT) -> list[tuple[How, Part, Any]]:
    way = what_for(letter, machine, contract)
    assert way.possible, way.obstacles
    return [(step.how, step.part, step.amount) for step in way.steps]


def test_a_machine_that_has_the_letter_needs_nothing() -> None:
    assert what_for("A", GOOD, DEFAULT) == Plan("A")
    assert [way.minutes for way in plans(GOOD, DEFAULT)] == [0, 0, 0]


def test_the_smallest_module_that_is_enough_is_added_where_a_slot_is_free() -> None:
    assert steps({**GOOD, "memory_mib": 3900}) == [(How.ADD, Part.MEMORY, 4096)]
    assert steps({**GOOD, "memory_mib": 2000}) == [(How.ADD, Part.MEMORY, 8192)]
    assert steps({**GOOD, "memory_mib": 3900}, "B") == [(How.ADD, Part.MEMORY, 4096)]
    assert steps({**GOOD, "memory_mib": 3900}, "C") == []


def test_modules_are_changed_where_no_slot_is_free_and_soldered_memory_stays_as_it_is() -> None:
    full: dict[str, Value] = {**GOOD, "memory_mib": 3900, "memory_slots_free": 0}
    assert steps(full) == [(How.SET, Part.MEMORY, 8192)]
    assert steps({**full, "memory_soldered": None, "memory_slots_free": None}) == [(How.SET, Part.MEMORY, 8192)]
    way = what_for("A", {**full, "memory_soldered": True}, DEFAULT)
    (obstacle,) = way.obstacles
    assert (obstacle.fact, obstacle.measured, obstacle.limit, obstacle.rising) == ("memory_mib", 3900, 7500, True)
    assert (obstacle.why, way.possible, obstacle.criterion) == (WhyNot.NOT_ON_THIS_ONE, False, "memory")
    assert obstacle.clause == "A : 8 Go de mémoire. B : 6 Go. C : 4 Go."


def test_one_drive_mends_everything_that_drives_are_asked_for() -> None:
    machine: dict[str, Value] = {**GOOD, "storage_gb": 120, "flash_storage": False, "failing_drives": 1}
    assert steps(machine) == [(How.SET, Part.DRIVE, 240)]
    assert steps({**machine, "storage_gb": 2000}) == [(How.SET, Part.DRIVE, 240)]
    assert steps({**machine, "storage_gb": 2000}, "B") == [(How.SET, Part.DRIVE, 240)]


def test_each_function_that_fails_has_its_own_part_and_one_part_is_put_in_once() -> None:
    machine: dict[str, Value] = {**GOOD, "functions_failed": 2, "functions_failed_named": "screen,keyboard"}
    assert steps(machine) == [(How.REPAIR, Part.SCREEN, None), (How.REPAIR, Part.KEYBOARD, None)]
    assert steps({**machine, "azerty": False}) == steps(machine)
    assert steps({**GOOD, "azerty": False}) == [(How.SET, Part.KEYBOARD, None)]
    way = what_for("A", machine, DEFAULT)
    assert ([step.name for step in way.steps], way.minutes) == (["screen", "keyboard"], 75)
    assert [step.remedy for step in way.parts] == ["changer-ecran", "changer-clavier"]


def test_what_does_not_start_is_lost_and_what_can_be_mended_is_not() -> None:
    dead: dict[str, Value] = {**GOOD, "functions_failed": 1, "functions_failed_named": "starts"}
    assert is_lost(dead, DEFAULT)
    assert what_for("C", dead, DEFAULT).obstacles[0].why is WhyNot.NO_REMEDY
    both: dict[str, Value] = {**dead, "functions_failed": 2, "functions_failed_named": "starts,screen"}
    assert is_lost(both, DEFAULT)
    unnamed: dict[str, Value] = {**GOOD, "functions_failed": 1}
    assert is_lost(unnamed, DEFAULT)  # nobody knows what it is
    assert not is_lost({**GOOD, "functions_failed": 1, "functions_failed_named": "screen"}, DEFAULT)
    assert not is_lost({**GOOD, "battery_percent": None}, DEFAULT)


def test_what_nobody_measured_is_measured_first_and_the_way_is_not_certain() -> None:
    way = what_for("A", {**GOOD, "battery_percent": None, "cpu_class": None}, DEFAULT)
    assert [(step.how, step.fact, step.minutes) for step in way.steps] == [
        (How.MEASURE, "cpu_class", None),
        (How.MEASURE, "battery_percent", 5),
    ]
    assert (way.possible, way.certain, way.minutes, way.parts) == (True, False, 5, ())
    assert what_for("A", {**GOOD, "battery_percent": 10}, DEFAULT).certain
    untested: dict[str, Value] = {**GOOD, "functions_untested": 2, "functions_untested_named": "wifi,ports"}
    tests = what_for("A", untested, DEFAULT)
    assert ([step.name for step in tests.steps], tests.certain) == (["wifi", "ports"], False)


def test_windows_11_can_be_had_only_where_everything_it_misses_can_be_mended() -> None:
    machine: dict[str, Value] = {**GOOD, "windows_11": False}
    assert steps({**machine, "windows_11_mendable": True}) == [(How.SET, Part.NONE, None)]
    for mendable in (False, None):
        way = what_for("A", {**machine, "windows_11_mendable": mendable}, DEFAULT)
        assert [obstacle.why for obstacle in way.obstacles] == [WhyNot.NOT_ON_THIS_ONE]
    assert steps({**machine, "system_fits": False, "windows_11_mendable": True}, "B") == [(How.SET, Part.SYSTEM, None)]


def test_nobody_can_make_a_processor_younger_and_data_is_not_the_plans_business() -> None:
    way = what_for("A", {**GOOD, "processor_year": 2012, "drives_open": 3}, DEFAULT)
    assert [(obstacle.criterion, obstacle.why) for obstacle in way.obstacles] == [("processor-year", WhyNot.NO_REMEDY)]
    assert way.steps == ()


MEMORY = Criterion("memory", Axis.PERFORMANCE, "memory_mib", "", "c", "s", at_least=(("A", 64), ("B", 8)))
LOCKS = Criterion("locks", Axis.ELIGIBILITY, "locks", "", "c", "s", at_most=(("B", 0),))
BARE = Contract("x", "1", "x", "2026-11-24", "x", ("A", "B"), (MEMORY,), Policy())
MODULE = Remedy("module", "memory_mib", How.ADD, 10, Part.MEMORY, (8, 16))


def test_the_largest_part_may_be_too_small_and_a_letter_may_never_be_allowed() -> None:
    few = replace(BARE, remedies=(MODULE,))
    assert what_for("A", {"memory_mib": 4}, few).obstacles == (
        Obstacle("memory", "memory_mib", 4, 64, rising=True, why=WhyNot.NOT_ENOUGH, clause="c"),
    )
    assert what_for("B", {"memory_mib": 4}, few).steps == (
        Step("memory", "memory_mib", How.ADD, Part.MEMORY, "module", 8, 10),
    )
    never = replace(BARE, criteria=(LOCKS,))
    assert what_for("A", {"locks": 0}, never).obstacles == (
        Obstacle("locks", "locks", 0, 0, rising=False, why=WhyNot.NEVER, clause="c"),
    )
    assert what_for("A", {"memory_mib": 4}, BARE).obstacles[0].why is WhyNot.NO_REMEDY


def test_a_remedy_is_for_its_kinds_of_machines_and_where_it_can_be_done() -> None:
    only = replace(BARE, remedies=(replace(MODULE, categories=("laptop",)),))
    assert what_for("B", {"memory_mib": 4, "category": "laptop"}, only).possible
    assert what_for("B", {"memory_mib": 4, "category": "unknown"}, only).possible
    assert not what_for("B", {"memory_mib": 4, "category": "desktop"}, only).possible
    needs = replace(BARE, remedies=(replace(MODULE, needs=(Need("memory_slots_free", 1),)),))
    assert not what_for("B", {"memory_mib": 4, "memory_slots_free": 0}, needs).possible
    assert what_for("B", {"memory_mib": 4, "memory_slots_free": 1}, needs).possible


def test_a_part_that_would_spoil_something_else_is_not_taken() -> None:
    flash = Criterion("flash", Axis.PERFORMANCE, "flash_storage", "", "c", "s", at_least=(("A", 1), ("B", 0)))
    storage = Criterion("storage", Axis.PERFORMANCE, "storage_gb", "", "c", "s", at_least=(("A", 400), ("B", 0)))
    drive = Remedy("ssd", "storage_gb", How.SET, 20, Part.DRIVE, (240, 480), also=(("flash_storage", 1),))
    contract = replace(BARE, criteria=(storage, flash), remedies=(drive,))
    machine: dict[str, Value] = {"storage_gb": 500, "flash_storage": False}
    assert steps(machine, "A", contract) == [(How.SET, Part.DRIVE, 480)]
    small = replace(contract, remedies=(replace(drive, amounts=(240,)),))
    assert what_for("A", machine, small).obstacles[0].why is WhyNot.NOT_ENOUGH


def test_only_as_many_things_are_mended_as_the_letter_needs_the_quickest_first() -> None:
    faults = Criterion("f", Axis.FUNCTIONAL, "functions_failed", "", "c", "s", at_most=(("A", 0), ("B", 1)))
    slow = Remedy("screen", "functions_failed", How.REPAIR, 45, Part.SCREEN, names=("screen",))
    quick = Remedy("wifi", "functions_failed", How.REPAIR, 15, Part.WIFI_CARD, names=("wifi",))
    contract = replace(BARE, criteria=(faults,), remedies=(slow, quick))
    machine: dict[str, Value] = {"functions_failed": 2, "functions_failed_named": "screen,wifi"}
    assert [step.name for step in what_for("B", machine, contract).steps] == ["wifi"]
    assert [step.name for step in what_for("A", machine, contract).steps] == ["screen", "wifi"]


def after(machine: dict[str, Value], way: Plan) -> dict[str, Value]:
    """Do everything that a way says."""
    done = dict(machine)
    also = {remedy.id: dict(remedy.also) for remedy in DEFAULT.remedies}
    for step in way.steps:
        before = done.get(step.fact)
        if step.how is How.ADD:
            done[step.fact] = int(before or 0) + int(step.amount or 0)
        elif step.how is How.REPAIR and isinstance(before, int):
            done[step.fact] = before - 1
        elif step.how is How.SET:
            remedy = next(item for item in DEFAULT.remedies if item.id == step.remedy)
            done[step.fact] = remedy.amounts[0] if step.amount is None else step.amount
        done |= also.get(step.remedy, {})
    return done


@given(FACTS_OF_A_MACHINE)
def test_who_does_what_is_said_gets_what_was_promised(machine: dict[str, Any]) -> None:
    for letter in LETTERS:
        way = what_for(letter, machine, DEFAULT)
        result = grade(after(machine, way), DEFAULT)
        if way.possible and way.certain:
            assert result.eligible
            assert LETTERS.index(result.letter) <= LETTERS.index(letter)


@given(FACTS_OF_A_MACHINE)
def test_a_lesser_letter_never_takes_more(machine: dict[str, Any]) -> None:
    ways = plans(machine, DEFAULT)
    for better, worse in pairwise(ways):
        assert len(worse.obstacles) <= len(better.obstacles)
        assert worse.minutes <= better.minutes or not better.possible


def test_a_letter_that_a_contract_has_not_is_nobodys_plan() -> None:
    with pytest.raises(ValueError, match="not in tuple"):
        what_for("Z", GOOD, DEFAULT)
