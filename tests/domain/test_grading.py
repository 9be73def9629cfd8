from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.domain.invented import MORNING, facts
from workshop.adapters.rules.contracts import FACTS, load_contract
from workshop.domain.diagnosis import (
    Battery,
    Category,
    Diagnosis,
    DriveMedium,
    DriveReading,
    Lock,
    LockKind,
    Processor,
    Smart,
    Unread,
    WhyUnread,
)
from workshop.domain.drives import Policy
from workshop.domain.grading import Axis, Contract, Criterion, Value, facts_of, grade
from workshop.domain.inspection import Defect, Function, Inspection, Severity, Works, mandatory
from workshop.domain.inspection import Tested as Answer
from workshop.resources import resource

DEFAULT = load_contract(resource("contracts", "grand-lyon-defaut.toml"))
LETTERS = DEFAULT.letters
RISING = {"memory_mib", "storage_gb", "flash_storage", "processor_cores", "battery_percent"}  # more is better
BEST: dict[str, Value] = {
    "category": "laptop",
    "memory_mib": 8192,
    "storage_gb": 256,
    "flash_storage": True,
    "failing_drives": 0,
    "processor_cores": 4,
    "battery_percent": 92,
    "locks": 0,
    "functions_failed": 0,
    "functions_untested": 0,
    "looks": 0,
}


def measures(name: str) -> st.SearchStrategy[Any]:
    if name == "flash_storage":
        return st.booleans()
    near: dict[str, list[int]] = {
        "memory_mib": [2048, 3499, 3500, 4096, 5600, 7499, 7500, 8192, 16384],
        "storage_gb": [32, 59, 60, 119, 120, 239, 240, 256, 1000],
        "battery_percent": [0, 49, 50, 64, 65, 79, 80, 100],
    }
    return st.sampled_from(near.get(name, [0, 1, 2, 3, 4, 8]))


FACTS_OF_A_MACHINE = st.fixed_dictionaries(
    {"category": st.sampled_from([category.value for category in Category])},
    optional={name: st.none() | measures(name) for name in FACTS},
)


def rank(letter: str, eligible: bool, letters: tuple[str, ...]) -> tuple[int, int]:  # noqa: FBT001
    """Return how bad a grade is: blocked is worse than every letter."""
    return (0 if eligible else 1, letters.index(letter))


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
        least, most = FACTS[name]
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
    assert len(result.findings) == len(DEFAULT.criteria)
    assert set(result.deciding()) == set(result.findings)


@given(FACTS_OF_A_MACHINE, st.sampled_from(sorted(FACTS)), st.data())
def test_improving_any_measured_fact_never_worsens_the_letter(
    machine: dict[str, Any], name: str, data: st.DataObject
) -> None:
    numbers = sorted([data.draw(measures(name)), data.draw(measures(name))], reverse=name in RISING)
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
    assume(known.findings)  # a contract that asks nothing of a category lets none of it leave
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
    allowed = [finding.letter or contract.letters[-1] for finding in result.findings]
    assert result.letter == max(allowed, key=contract.letters.index, default=contract.letters[-1])
    assert result.eligible is (bool(allowed) and not result.blocking())


@pytest.mark.parametrize("category", Category)
def test_a_machine_of_which_nothing_was_measured_is_never_graded_best_and_never_leaves(category: Category) -> None:
    everything = Diagnosis(MORNING, unread=(Unread("drives", WhyUnread.NO_RIGHT), Unread("smbios", WhyUnread.NO_RIGHT)))
    for diagnosis in (None, Diagnosis(MORNING), everything):
        for inspection in (None, Inspection(), Inspection(looks_checked=True)):
            result = grade(facts_of(category, diagnosis, inspection), DEFAULT)
            assert result.letter != DEFAULT.letters[0]
            assert not result.eligible
    assert not grade({}, DEFAULT).eligible


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
        ("looks", 2, "B", "A ≤ 1"),
        ("looks", None, "C", "B ≤ 2"),
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
    screen: dict[str, Value] = {"category": "monitor", "functions_failed": 0, "functions_untested": 0, "looks": 1}
    assert (grade(screen, DEFAULT).letter, grade(screen, DEFAULT).eligible) == ("A", True)


def drive(**known: Any) -> DriveReading:
    return DriveReading("/dev/sda", **known)


HEALTHY = drive(size_bytes=256 * 10**9, medium=DriveMedium.SSD, smart=Smart(passed=True))
FAILING = drive(size_bytes=500 * 10**9, medium=DriveMedium.HDD, smart=Smart(passed=False))
SILENT = drive(size_bytes=1000 * 10**9)


def read(*drives: DriveReading, **known: Any) -> dict[str, Value]:
    return facts_of(Category.LAPTOP, Diagnosis(MORNING, drives=drives, **known), None)


@pytest.mark.parametrize(
    ("drives", "failing", "flash", "size"),
    [
        ((), None, None, None),
        ((HEALTHY,), 0, True, 256),
        ((FAILING,), 1, False, 500),
        ((HEALTHY, FAILING), 1, True, 500),
        ((SILENT,), None, None, 1000),
        ((HEALTHY, SILENT), None, True, 1000),
        ((FAILING, SILENT), None, None, 1000),
        ((replace(FAILING, removable=True),), None, None, None),
        ((drive(medium=DriveMedium.EMMC),), None, True, None),
        ((drive(medium=DriveMedium.SAS, smart=Smart(passed=True)),), 0, None, None),
    ],
)
def test_a_drive_that_said_nothing_is_never_counted_as_healthy(
    drives: tuple[DriveReading, ...],
    failing: int | None,
    flash: bool | None,  # noqa: FBT001
    size: int | None,
) -> None:
    found = read(*drives)
    assert (found["failing_drives"], found["flash_storage"], found["storage_gb"]) == (failing, flash, size)


def test_a_list_of_drives_that_may_hide_one_says_nothing_of_their_health() -> None:
    assert read(HEALTHY, unread=(Unread("drives", WhyUnread.HIDDEN_BY_RAID),))["failing_drives"] is None


def test_locks_that_nobody_could_see_are_not_counted_as_none() -> None:
    lock = Lock(LockKind.COMPUTRACE, "firmware")
    assert read(HEALTHY)["locks"] == 0
    for what in ("smbios", "locks"):
        unread = (Unread(what, WhyUnread.NO_RIGHT),)
        assert read(HEALTHY, unread=unread)["locks"] is None
        assert read(HEALTHY, unread=unread, locks=(lock,))["locks"] == 1


def test_the_worst_battery_counts_and_one_unknown_battery_hides_them_all() -> None:
    good, worn, silent = Battery("BAT0", wear_percent=5), Battery("BAT1", wear_percent=40), Battery("BAT2")
    assert read(batteries=(good, worn))["battery_percent"] == 60
    assert read(batteries=(good, silent))["battery_percent"] is None
    assert read()["battery_percent"] is None


def test_every_fact_that_a_contract_may_ask_for_is_measured() -> None:
    diagnosis = Diagnosis(
        MORNING,
        drives=(HEALTHY,),
        batteries=(Battery("BAT0", wear_percent=8),),
        memory_bytes=8 * 2**30,
        processor=Processor("i5", cores=4),
    )
    seen = Inspection(
        tuple(Answer(function, Works.YES) for function in mandatory(Category.LAPTOP)), (), looks_checked=True
    )
    assert facts_of(Category.LAPTOP, diagnosis, seen) == BEST
    assert set(BEST) == {"category", *FACTS}


@given(facts(Diagnosis), facts(Inspection), st.sampled_from(list(Category)))
def test_any_reading_and_any_inspection_can_be_graded(
    diagnosis: Diagnosis, inspection: Inspection, category: Category
) -> None:
    gathered = facts_of(category, diagnosis, inspection)
    assert set(gathered) == {"category", *FACTS}
    assert grade(gathered, DEFAULT).letter in LETTERS


@given(facts(Diagnosis), st.data())
def test_reading_less_of_a_machine_never_improves_its_letter(diagnosis: Diagnosis, data: st.DataObject) -> None:
    less = data.draw(
        st.sampled_from(
            [
                replace(diagnosis, memory_bytes=None),
                replace(diagnosis, processor=None),
                replace(diagnosis, batteries=()),
                replace(diagnosis, batteries=tuple(replace(item, wear_percent=None) for item in diagnosis.batteries)),
                replace(diagnosis, drives=tuple(replace(item, smart=None) for item in diagnosis.drives)),
                replace(diagnosis, drives=tuple(replace(item, size_bytes=None) for item in diagnosis.drives)),
                replace(
                    diagnosis, drives=tuple(replace(item, medium=DriveMedium.UNKNOWN) for item in diagnosis.drives)
                ),
                replace(diagnosis, unread=(*diagnosis.unread, Unread("drives", WhyUnread.NO_RIGHT))),
                replace(diagnosis, locks=(), unread=(*diagnosis.unread, Unread("locks", WhyUnread.NO_RIGHT))),
            ]
        )
    )
    seen = Inspection(
        tuple(Answer(function, Works.YES) for function in mandatory(Category.LAPTOP)), (), looks_checked=True
    )
    before, after = (grade(facts_of(Category.LAPTOP, item, seen), DEFAULT) for item in (diagnosis, less))
    assert rank(after.letter, after.eligible, LETTERS) >= rank(before.letter, before.eligible, LETTERS)


@given(facts(Inspection), st.sampled_from(list(Category)), st.data())
def test_being_unsure_of_a_function_never_improves_the_letter(
    inspection: Inspection, category: Category, data: st.DataObject
) -> None:
    function = data.draw(st.sampled_from(list(Function)))
    unsure = tuple(
        replace(test, works=Works.UNSURE) if test.function is function else test for test in inspection.tests
    )
    machine = {**BEST, "category": category.value}
    before, after = (
        grade({**machine, **facts_of(category, None, item)}, DEFAULT)
        for item in (inspection, replace(inspection, tests=unsure))
    )
    assert rank(after.letter, after.eligible, LETTERS) >= rank(before.letter, before.eligible, LETTERS)


@pytest.mark.parametrize(
    ("defects", "checked", "looks"),
    [((), True, 0), ((), False, None), (("light",), True, 1), (("light", "heavy"), True, 3), (("heavy",), False, None)],
)
def test_the_worst_mark_decides_the_looks_if_somebody_looked(
    defects: tuple[str, ...],
    checked: bool,  # noqa: FBT001
    looks: int | None,
) -> None:
    found = tuple(Defect("lid", "scratch", Severity(item)) for item in defects)
    assert facts_of(Category.LAPTOP, None, Inspection((), found, looks_checked=checked))["looks"] == looks
