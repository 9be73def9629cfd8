from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.domain.graded import BEST, DEFAULT, FACTS_OF_A_MACHINE, LETTERS, measures, rank
from workshop.adapters.rules.contracts import load_contract
from workshop.domain.content import from_content
from workshop.domain.contracts import FACTS, Waiver
from workshop.domain.drives import Policy
from workshop.domain.grading import (
    Axis,
    Contract,
    Criterion,
    Evidence,
    EvidenceKind,
    Grade,
    Value,
    grade,
    why,
)
from workshop.resources import resource


@st.composite
def contracts(draw: st.DrawFn) -> Contract:
    """Invent a contract that the loader would accept."""
    letters = draw(st.sampled_from([("A",), ("A", "B"), ("A", "B", "C"), ("bon", "moyen", "faible", "mauvais")]))
    criteria = []
    for name in draw(st.lists(st.sampled_from(sorted(FACTS)), max_size=6)):
        rising = draw(st.booleans())
        chosen = [letter for letter in letters if draw(st.booleans())] or [letters[0]]
        numbers = sorted(draw(st.lists(st.integers(0, 10), min_size=len(chosen), max_size=len(chosen))), reverse=rising)
        limits = tuple(zip(chosen, numbers, strict=True))
        least, most = FACTS[name].least, FACTS[name].most
        total = numbers[-1] <= least if rising else most is not None and numbers[-1] >= most
        unknown = draw(st.sampled_from(["", *letters[letters.index(chosen[-1]) :]])) if total else ""
        criterion = Criterion(
            name,
            draw(st.sampled_from(list(Axis))),
            name,
            "",
            "clause",
            "source",
            (),
            (),
            unknown,
            draw(st.sampled_from([(), ("laptop",), ("desktop", "laptop")])),
        )
        criteria.append(replace(criterion, at_least=limits) if rising else replace(criterion, at_most=limits))
    return Contract("id", "1", "title", "2026-11-24", "notice", letters, tuple(criteria), Policy())


def test_a_good_machine_gets_the_best_letter_and_may_leave() -> None:
    result = grade(BEST, DEFAULT)
    assert (result.letter, result.eligible, result.blocking()) == ("A", True, ())
    asked = [item for item in DEFAULT.criteria if "laptop" in item.categories or not item.categories]
    assert [finding.criterion for finding in result.findings] == [item.id for item in asked]
    assert set(result.deciding()) == set(result.findings)


@given(FACTS_OF_A_MACHINE, st.sampled_from(sorted(FACTS)), st.data())
def test_improving_any_measured_fact_never_worsens_the_letter(
    machine: dict[str, Any], name: str, data: st.DataObject
) -> None:
    numbers = sorted([data.draw(measures(name)), data.draw(measures(name))], reverse=FACTS[name].rising)
    better, worse = (grade({**machine, name: number}, DEFAULT) for number in numbers)
    assert rank(better.letter, better.eligible, LETTERS) <= rank(worse.letter, worse.eligible, LETTERS)


@given(FACTS_OF_A_MACHINE, st.sampled_from(["category", *sorted(FACTS)]))
def test_making_a_fact_unknown_never_improves_the_letter(machine: dict[str, Any], name: str) -> None:
    hidden = {**machine, name: "unknown" if name == "category" else None}
    less, more = grade(hidden, DEFAULT), grade(machine, DEFAULT)
    assert rank(less.letter, less.eligible, LETTERS) >= rank(more.letter, more.eligible, LETTERS)
    left_out = {key: value for key, value in machine.items() if key != name}
    assert grade(left_out, DEFAULT).letter == less.letter
    assert grade(left_out, DEFAULT).eligible is less.eligible


@given(contracts(), FACTS_OF_A_MACHINE, st.sampled_from(["category", *sorted(FACTS)]))
def test_not_to_measure_pays_under_no_contract_that_can_be_loaded(
    contract: Contract, machine: dict[str, Any], name: str
) -> None:
    hidden, known = grade({**machine, name: None}, contract), grade(machine, contract)
    asked = [item for item in known.findings if item.axis is not Axis.DATA]
    assume(asked)  # a contract that asks nothing of a category lets none of it leave
    assert rank(hidden.letter, hidden.eligible, contract.letters) >= rank(
        known.letter, known.eligible, contract.letters
    )


@given(contracts(), FACTS_OF_A_MACHINE)
def test_findings_are_complete_and_the_letter_is_the_worst_of_them(contract: Contract, machine: dict[str, Any]) -> None:
    result = grade(machine, contract)
    applying = [
        criterion
        for criterion in contract.criteria
        if not criterion.categories or machine["category"] in (*criterion.categories, "unknown")
    ]
    assert [finding.criterion for finding in result.findings] == [criterion.id for criterion in applying]
    for finding, criterion in zip(result.findings, applying, strict=True):
        assert finding.measured == machine.get(criterion.fact)
        assert (finding.clause, finding.contract, finding.axis) == (criterion.clause, contract.name, criterion.axis)
        assert finding.required
    judged = [finding for finding in result.findings if finding.axis is not Axis.DATA]
    allowed = [finding.letter or contract.letters[-1] for finding in judged]
    assert result.letter == max(allowed, key=contract.letters.index, default=contract.letters[-1])
    assert result.eligible is (bool(allowed) and not result.blocking())


def test_a_contract_without_criteria_lets_nothing_leave() -> None:
    empty = replace(DEFAULT, criteria=())
    assert (grade(BEST, empty).letter, grade(BEST, empty).eligible) == ("C", False)


@pytest.mark.parametrize("measured", ["8192", "", "much"])
def test_a_fact_that_is_no_number_was_not_measured(measured: str) -> None:
    result = grade({**BEST, "memory_mib": measured}, DEFAULT)
    assert [finding.criterion for finding in result.blocking()] == ["memory"]


@pytest.mark.parametrize(
    ("fact", "measured", "letter", "required"),
    [
        ("memory_mib", 16384, "A", "A ≥ 7500"),
        ("memory_mib", 7499, "B", "A ≥ 7500"),
        ("memory_mib", 4096, "C", "B ≥ 5600"),
        ("memory_mib", 2048, "", "C ≥ 3500"),
        ("cosmetic", 2, "B", "A ≤ 1"),
        ("cosmetic", 4, "", "C ≤ 3"),
        ("cosmetic", None, "", "C ≤ 3"),
        ("cpu_class", None, "C", "B ≥ 2"),
        ("flash_storage", False, "C", "A ≥ 1"),
        ("battery_percent", 49, "", "C ≥ 50"),
        ("functions_failed", 1, "", "A ≤ 0"),
    ],
)
def test_a_finding_says_what_was_measured_and_what_the_next_letter_asks(
    fact: str, measured: Value, letter: str, required: str
) -> None:
    result = grade({**BEST, fact: measured}, DEFAULT)
    (finding,) = [finding for finding in result.findings if finding.letter == letter and finding.required == required]
    assert (finding.measured, result.letter) == (measured, letter or "C")


def test_a_battery_is_only_asked_of_laptops_and_memory_only_of_computers() -> None:
    desktop = grade({**BEST, "category": "desktop", "battery_percent": None}, DEFAULT)
    assert (desktop.letter, desktop.eligible) == ("A", True)
    screen: dict[str, Value] = {"category": "monitor", "functions_failed": 0, "functions_untested": 0, "cosmetic": 1}
    assert (grade(screen, DEFAULT).letter, grade(screen, DEFAULT).eligible) == ("A", True)


def test_data_that_is_not_settled_moves_neither_the_letter_nor_the_right_to_leave() -> None:
    result = grade({**BEST, "drives_open": 2, "drives_open_named": "drive-open:1,drive-open:2"}, DEFAULT)
    assert (result.letter, result.eligible, result.deliverable, result.blocking()) == ("A", True, False, ())
    (waiting,) = result.waiting()
    assert (waiting.axis, waiting.named) == (Axis.DATA, ("drive-open:1", "drive-open:2"))
    assert grade(BEST, DEFAULT).deliverable
    assert why(result) == ()


def test_why_names_what_blocks_then_what_holds_the_letter_and_nothing_else() -> None:
    machine: dict[str, Value] = {**BEST, "charger": None, "functions_failed": 1, "memory_mib": 4000, "azerty": False}
    result = grade(machine, DEFAULT)
    assert (result.letter, result.eligible) == ("C", False)
    assert [finding.criterion for finding in why(result)] == ["functions-failed", "charger", "memory"]
    mended = grade({**BEST, "azerty": None}, DEFAULT)
    assert (mended.letter, [finding.criterion for finding in why(mended)]) == ("B", ["azerty"])
    assert why(grade(BEST, DEFAULT)) == ()
    assert why(replace(mended, letters=())) == why(mended)  # as it was stored before letters were kept


def test_each_axis_has_its_own_letter() -> None:
    result = grade({**BEST, "cosmetic": 2, "memory_mib": 4000, "charger": False}, DEFAULT)
    found = {axis: result.letter_of(axis) for axis in Axis}
    assert found == {
        Axis.FUNCTIONAL: "A",
        Axis.COSMETIC: "B",
        Axis.PERFORMANCE: "C",
        Axis.BATTERY: "A",
        Axis.DATA: "A",
        Axis.ELIGIBILITY: "",
    }
    assert grade({"category": "monitor"}, DEFAULT).letter_of(Axis.BATTERY) is None


def test_a_criterion_is_void_where_the_buyer_holds_what_waives_it() -> None:
    ten: dict[str, Value] = {**BEST, "windows_10": True}
    assert [finding.criterion for finding in grade(ten, DEFAULT).blocking()] == ["windows-10"]
    held = replace(DEFAULT, holds=(Waiver.WINDOWS_10_ESU,))
    assert (grade(ten, held).letter, grade(ten, held).eligible) == ("A", True)


def test_a_finding_carries_its_source_its_names_and_its_next_limit() -> None:
    lscpu = Evidence(EvidenceKind.READING, "lscpu 2.41", "2026-11-24T08:00:00Z")
    result = grade({**BEST, "memory_mib": 4000, "locks": 1, "locks_named": "mdm"}, DEFAULT, {"memory_mib": lscpu})
    found = {finding.criterion: finding for finding in result.findings}
    memory, locks = found["memory"], found["locks"]
    assert (memory.evidence, memory.limit, memory.limit_letter, memory.rising) == (lscpu, 5600, "B", True)
    assert (locks.evidence, locks.limit, locks.limit_letter, locks.rising) == (Evidence(), 0, "A", False)
    assert (locks.named, memory.named) == (("mdm",), ())
    assert (memory.origin, memory.confidence) == (DEFAULT.criteria[4].source, DEFAULT.criteria[4].confidence)
    assert (result.letters, result.signed_by) == (DEFAULT.letters, DEFAULT.signed_by)
    assert memory.is_known
    assert not grade({**BEST, "locks": None}, DEFAULT).blocking()[0].is_known


@given(FACTS_OF_A_MACHINE, st.randoms())
def test_neither_the_order_of_facts_nor_that_of_criteria_matters(machine: dict[str, Any], chance: Random) -> None:
    names, criteria = list(machine), list(DEFAULT.criteria)
    chance.shuffle(names)
    chance.shuffle(criteria)
    plain = grade(machine, DEFAULT)
    other = grade({name: machine[name] for name in names}, replace(DEFAULT, criteria=tuple(criteria)))
    assert (other.letter, other.eligible, set(other.findings)) == (plain.letter, plain.eligible, set(plain.findings))


def test_a_grade_of_the_first_version_is_still_read() -> None:
    old = {
        "letter": "B",
        "eligible": True,
        "contract": "grand-lyon-defaut 1",
        "findings": [
            {
                "criterion": "looks",
                "axis": "cosmetic",
                "measured": 2,
                "unit": "",
                "letter": "B",
                "required": "A ≤ 1",
                "clause": "A : traces légères.",
                "contract": "grand-lyon-defaut 1",
            }
        ],
    }
    read = from_content(Grade, old)
    assert [finding.criterion for finding in why(read)] == ["looks"]
    assert (read.deliverable, read.destination, read.letters) == (True, None, ())


def test_the_first_version_still_gives_the_letters_that_it_gave() -> None:
    first = load_contract(resource("contracts", "grand-lyon-defaut-1.toml"))
    machine: dict[str, Value] = {**BEST, "looks": 2}
    assert (first.name, grade(machine, first).letter) == ("grand-lyon-defaut 1", "B")
    assert (grade({**machine, "looks": None}, first).letter, grade({**machine, "charger": None}, first).eligible) == (
        "C",
        True,
    )


def test_only_data_waits_and_only_what_can_leave_is_deliverable() -> None:
    blocked = grade({**BEST, "charger": False}, DEFAULT)
    assert (blocked.waiting(), blocked.deliverable) == ((), False)
    both = grade({**BEST, "charger": False, "drives_open": 1}, DEFAULT)
    assert [item.criterion for item in both.blocking()] == ["charger"]
    assert [item.criterion for item in both.waiting()] == ["drives-open"]


def test_what_decides_is_what_allows_no_more_than_the_letter() -> None:
    result = grade({**BEST, "azerty": False, "memory_mib": 4000}, DEFAULT)
    assert [item.criterion for item in result.deciding()] == ["memory"]


def test_data_never_explains_a_letter() -> None:
    data = Criterion("data", Axis.DATA, "drives_open", "", "c", "s", at_most=(("A", 0), ("B", 9)))
    keys = Criterion("keys", Axis.ELIGIBILITY, "azerty", "", "c", "s", at_least=(("A", 1), ("B", 0)))
    contract = replace(DEFAULT, criteria=(data, keys))
    assert [item.criterion for item in why(grade({"drives_open": 3, "azerty": False}, contract))] == ["keys"]
    assert grade({"drives_open": 3, "azerty": True}, contract).letter == "A"


def test_names_that_are_no_text_name_nothing() -> None:
    (locks,) = grade({**BEST, "locks": 2, "locks_named": 2}, DEFAULT).blocking()
    assert locks.named == ()


def test_a_stored_grade_without_letters_still_knows_what_was_at_its_best() -> None:
    kept = replace(grade({**BEST, "azerty": False}, DEFAULT), letters=())
    assert [item.criterion for item in why(kept)] == ["azerty"]
    assert why(replace(grade(BEST, DEFAULT), letters=())) == ()
