from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.graded import BEST, DEFAULT, LETTERS, rank
from tests.domain.invented import MORNING, facts
from workshop.domain.contracts import FACTS, NAMED
from workshop.domain.diagnosis import (
    Battery,
    Category,
    Diagnosis,
    Display,
    DriveMedium,
    DriveReading,
    Firmware,
    Lock,
    LockKind,
    MemoryModule,
    Processor,
    Smart,
    Unread,
    WhyUnread,
)
from workshop.domain.eligibility import Criterion as Wanted
from workshop.domain.eligibility import Eligibility, Eligible, Remedy
from workshop.domain.eligibility import Finding as Windows
from workshop.domain.grading import (
    Around,
    Rated,
    Value,
    facts_of,
    grade,
)
from workshop.domain.inspection import Defect, Function, Inspection, KeyboardLayout, Severity, Works, mandatory
from workshop.domain.inspection import Tested as Answer


@pytest.mark.parametrize("category", Category)
def test_a_machine_of_which_nothing_was_measured_is_never_graded_best_and_never_leaves(category: Category) -> None:
    everything = Diagnosis(MORNING, unread=(Unread("drives", WhyUnread.NO_RIGHT), Unread("smbios", WhyUnread.NO_RIGHT)))
    for diagnosis in (None, Diagnosis(MORNING), everything):
        for inspection in (None, Inspection(), Inspection(looks_checked=True)):
            result = grade(facts_of(category, diagnosis, inspection), DEFAULT)
            assert result.letter != DEFAULT.letters[0]
            assert not result.eligible
    assert not grade({}, DEFAULT).eligible


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


SEEN = Inspection(
    tuple(Answer(function, Works.YES) for function in mandatory(Category.LAPTOP)),
    looks_checked=True,
    keyboard=KeyboardLayout.AZERTY,
)
AROUND = Around(
    charger=True,
    system="Debian",
    open_drives=(),
    windows_11=Eligibility(Eligible.YES, ()),
    processor=Rated(2018, 4, 5000),
)


def test_every_fact_that_a_contract_may_ask_for_is_measured() -> None:
    diagnosis = Diagnosis(
        MORNING,
        drives=(HEALTHY,),
        batteries=(Battery("BAT0", wear_percent=8),),
        memory=(MemoryModule("A", 8 * 2**30, soldered=False), MemoryModule("B", 0)),
        memory_bytes=8 * 2**30,
        processor=Processor("i5", cores=4),
        firmware=Firmware(tpm_version="2.0"),
        displays=(Display(built_in=True, height_px=1080), Display(built_in=False, height_px=2160)),
    )
    found = facts_of(Category.LAPTOP, diagnosis, SEEN, AROUND)
    assert {name: found[name] for name in BEST} == BEST
    assert set(found) == {"category", *FACTS, *(f"{fact}_named" for fact in NAMED)}
    assert all(found[name] is not None for name in FACTS)
    assert (found["ram_gb"], found["ssd_gb"], found["hdd_gb"], found["nvme_gb"]) == (8, 256, 0, 0)
    assert (found["memory_slots_free"], found["memory_soldered"], found["cpu_score"]) == (1, False, 5000)


@given(facts(Diagnosis), facts(Inspection), st.sampled_from(list(Category)))
def test_any_reading_and_any_inspection_can_be_graded(
    diagnosis: Diagnosis, inspection: Inspection, category: Category
) -> None:
    gathered = facts_of(category, diagnosis, inspection)
    assert set(gathered) <= {"category", *FACTS, *(f"{fact}_named" for fact in NAMED)}
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
    before, after = (grade(facts_of(Category.LAPTOP, item, SEEN, AROUND), DEFAULT) for item in (diagnosis, less))
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


def test_the_marks_and_the_worst_mark_are_both_told() -> None:
    marks = (Defect("lid", "scratch", Severity.LIGHT), Defect("screen", "crack", Severity.LIGHT))
    found = facts_of(Category.LAPTOP, None, Inspection((), marks, looks_checked=True))
    assert (found["looks"], found["cosmetic"], found["cosmetic_named"]) == (1, 4, "screen:crack:light")


@pytest.mark.parametrize(
    ("system", "verdict", "ten", "fits"),
    [
        (None, Eligible.YES, None, None),
        ("", Eligible.NO, False, True),
        ("Linux Mint", Eligible.NO, False, True),
        ("Windows 10 Pro", Eligible.YES, True, True),
        ("Windows 11 Pro", Eligible.YES, False, True),
        ("Windows 11 Pro", Eligible.NO, False, False),
        ("Windows 11 Pro", Eligible.UNKNOWN, False, None),
    ],
)
def test_only_windows_11_is_choosy_about_its_machine(
    system: str | None,
    verdict: Eligible,
    ten: bool | None,  # noqa: FBT001 — the case
    fits: bool | None,  # noqa: FBT001
) -> None:
    found = facts_of(Category.LAPTOP, None, None, Around(system=system, windows_11=Eligibility(verdict, ())))
    assert (found["windows_10"], found["system_fits"]) == (ten, fits)
    assert facts_of(Category.LAPTOP, None, None, Around(system="Windows 11"))["system_fits"] is None


def test_what_keeps_windows_11_out_is_named_and_can_be_mended_or_not() -> None:
    memory = Windows(Wanted.MEMORY, Eligible.NO, 2, 4, remedy=Remedy.ADD_MEMORY)
    processor = Windows(Wanted.PROCESSOR, Eligible.NO, "old", "listed")
    met = Windows(Wanted.UEFI, Eligible.YES, measured=True, required=True)
    found = facts_of(Category.LAPTOP, None, None, Around(windows_11=Eligibility(Eligible.NO, (memory, met))))
    assert (found["windows_11"], found["windows_11_named"], found["windows_11_mendable"]) == (
        False,
        "memory_bytes",
        True,
    )
    both = facts_of(Category.LAPTOP, None, None, Around(windows_11=Eligibility(Eligible.NO, (memory, processor))))
    assert (both["windows_11_named"], both["windows_11_mendable"]) == ("memory_bytes,processor", False)


@pytest.mark.parametrize(
    ("read", "seen", "locks"),
    [(None, None, None), (None, True, 1), (None, False, 0), (0, None, 0), (0, False, 0), (0, True, 1), (1, False, 1)],
)
def test_a_lock_that_a_person_saw_counts_as_one_that_was_read(
    read: int | None,
    seen: bool | None,  # noqa: FBT001 — the case
    locks: int | None,
) -> None:
    lock = Lock(LockKind.COMPUTRACE, "firmware")
    diagnosis = None if read is None else Diagnosis(MORNING, locks=(lock,) * read)
    found = facts_of(Category.LAPTOP, diagnosis, Inspection(locked=seen))
    assert found.get("locks") == locks
    assert bool(found.get("locks_named")) is bool(locks)


def test_a_monitor_has_no_drive_to_settle_and_an_unknown_list_settles_nothing() -> None:
    assert facts_of(Category.MONITOR, None, None)["drives_open"] == 0
    assert facts_of(Category.LAPTOP, None, None)["drives_open"] is None
    told = facts_of(Category.LAPTOP, None, None, Around(open_drives=("drive-open:07",)))
    assert (told["drives_open"], told["drives_open_named"]) == (1, "drive-open:07")
