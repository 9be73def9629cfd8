"""Windows 11: a yes needs everything read and right, a no one thing read and wrong; all else is unknown."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.invented import MORNING, facts
from workshop.domain.diagnosis import (
    Diagnosis,
    DriveMedium,
    DriveReading,
    Firmware,
    Identity,
    MemoryModule,
    Origin,
    Processor,
    Source,
    Unread,
    WhyUnread,
)
from workshop.domain.eligibility import GIB, Criterion, Eligibility, Eligible, Finding, Remedy, windows_11
from workshop.domain.processors import ProcessorRule, Processors, RuleSource, Support, plain_name

GB = 10**9
RULES = Processors(
    "test",
    (
        ProcessorRule("new", "Intel", "Core", "8", 2017, (r"Intel Core i\d-8\d{3}U",), "list", Support.YES),
        ProcessorRule("old", "Intel", "Core", "4", 2013, (r"Intel Core i\d-4\d{3}U",), "list", Support.NO),
        ProcessorRule("odd", "Intel", "Core", "8", 2018, (r"Intel Core i3-8121",), "list"),
        ProcessorRule("other", "Apple", "M", "1", 2020, (r"Apple M\d",), "list", Support.NOT_APPLICABLE, "Not for it."),
    ),
    {"list": RuleSource("A list", "2026-03-02")},
)
GOOD = Diagnosis(
    MORNING,
    processor=Processor("Intel(R) Core(TM) i5-8365U CPU @ 1.60GHz"),
    memory=(MemoryModule("DIMM A", 8 * GIB),),
    memory_bytes=8 * GIB,
    drives=(DriveReading("/dev/sda", size_bytes=256 * GB, medium=DriveMedium.SSD),),
    firmware=Firmware(uefi=True, secure_boot=True, tpm_version="2.0"),
)


def judged(diagnosis: Diagnosis = GOOD, **other: Any) -> Eligibility:
    return windows_11(replace(diagnosis, **other), RULES)


def finding(criterion: Criterion, diagnosis: Diagnosis = GOOD, **other: Any) -> Finding:
    return next(item for item in judged(diagnosis, **other).findings if item.criterion is criterion)


def starting(**told: Any) -> Diagnosis:
    return replace(GOOD, firmware=replace(GOOD.firmware, **told))


def test_a_machine_that_has_everything_may_have_it() -> None:
    eligibility = judged()
    assert eligibility.verdict is Eligible.YES
    assert [item.criterion for item in eligibility.findings] == list(Criterion)
    assert all(item.source and not item.remedy for item in eligibility.findings)
    assert eligibility.to_do == ()


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("Intel(R) Core(TM) i5-8365U CPU @ 1.60GHz", Eligible.YES),
        ("Intel(R) Core(TM) i5-4300U CPU @ 1.90GHz", Eligible.NO),
        ("Intel(R) Core(TM) i3-8121 CPU @ 2.20GHz", Eligible.UNKNOWN),
        ("Apple M1", Eligible.NO),
        ("Intel64 Family 6 Model 142 Stepping 12", Eligible.UNKNOWN),
        ("", Eligible.UNKNOWN),
    ],
)
def test_a_processor_is_judged_by_the_list(name: str, verdict: Eligible) -> None:
    assert finding(Criterion.PROCESSOR, processor=Processor(name)).verdict is verdict


def test_a_processor_says_its_generation_its_year_and_where_that_stands() -> None:
    told = finding(Criterion.PROCESSOR)
    assert (told.measured, told.detail) == ("Intel Core i5-8365U", "Intel Core, 8 (2017).")
    assert told.source == "A list (2026-03-02)"
    assert finding(Criterion.PROCESSOR, processor=Processor("Apple M1")).detail == "Apple M, 1 (2020). Not for it."


@pytest.mark.parametrize(
    ("version", "verdict", "remedy"),
    [
        ("2.0", Eligible.YES, None),
        ("1.2", Eligible.NO, Remedy.UPDATE_TPM),
        (None, Eligible.UNKNOWN, Remedy.TURN_ON),  # a chip that is turned off is not seen
    ],
)
def test_a_chip_that_was_not_seen_is_not_a_chip_that_is_missing(
    version: str | None, verdict: Eligible, remedy: Remedy | None
) -> None:
    told = finding(Criterion.TPM, starting(tpm_version=version))
    assert (told.verdict, told.remedy) == (verdict, remedy)


def test_no_mac_has_the_chip() -> None:
    told = finding(Criterion.TPM, starting(tpm_version=None), identity=Identity(maker="Apple Inc."))
    assert (told.verdict, told.remedy) == (Eligible.NO, None)


@pytest.mark.parametrize(
    ("uefi", "on", "verdicts", "remedies"),
    [
        (True, True, (Eligible.YES, Eligible.YES), (None, None)),
        (True, False, (Eligible.YES, Eligible.YES), (None, Remedy.TURN_ON)),
        (True, None, (Eligible.YES, Eligible.UNKNOWN), (None, None)),
        (False, False, (Eligible.UNKNOWN, Eligible.UNKNOWN), (Remedy.TURN_ON, Remedy.TURN_ON)),
        (None, False, (Eligible.UNKNOWN, Eligible.UNKNOWN), (None, Remedy.TURN_ON)),
        (None, None, (Eligible.UNKNOWN, Eligible.UNKNOWN), (None, None)),
    ],
)
def test_what_is_turned_off_is_not_missing(
    *, uefi: bool | None, on: bool | None, verdicts: tuple[Eligible, ...], remedies: tuple[Remedy | None, ...]
) -> None:
    told = [finding(item, starting(uefi=uefi, secure_boot=on)) for item in (Criterion.UEFI, Criterion.SECURE_BOOT)]
    assert tuple(item.verdict for item in told) == verdicts
    assert tuple(item.remedy for item in told) == remedies


@pytest.mark.parametrize(
    ("module", "seen", "verdict"),
    [
        (4 * GIB, None, Eligible.YES),
        (2 * GIB, 2 * GIB, Eligible.NO),
        (0, 4 * GIB, Eligible.YES),
        (0, int(3.7 * GIB), Eligible.UNKNOWN),  # what a system sees of 4 GiB with built-in graphics
        (0, 1 * GIB, Eligible.NO),
        (0, None, Eligible.UNKNOWN),
    ],
)
def test_memory_is_counted_by_its_modules_and_less_surely_by_what_a_system_sees(
    module: int, seen: int | None, verdict: Eligible
) -> None:
    modules = (MemoryModule("DIMM A", module), MemoryModule("DIMM B", 0)) if module else ()
    told = finding(Criterion.MEMORY, memory=modules, memory_bytes=seen)
    assert told.verdict is verdict
    assert (told.remedy is Remedy.ADD_MEMORY) is (verdict is Eligible.NO)


SMALL = DriveReading("/dev/sda", size_bytes=32 * GB, medium=DriveMedium.SSD)
STICK = DriveReading("/dev/sdb", size_bytes=256 * GB, medium=DriveMedium.USB)
HIDDEN = Unread("drives", WhyUnread.HIDDEN_BY_RAID)


@pytest.mark.parametrize(
    ("drives", "unread", "verdict"),
    [
        ((SMALL, replace(SMALL, size_bytes=64_023_257_088)), (), Eligible.YES),
        ((SMALL,), (), Eligible.NO),
        ((SMALL, STICK), (), Eligible.NO),
        ((SMALL, replace(STICK, medium=DriveMedium.SSD, removable=True)), (), Eligible.NO),
        ((SMALL,), (HIDDEN,), Eligible.UNKNOWN),
        ((SMALL, replace(SMALL, size_bytes=None)), (), Eligible.UNKNOWN),
        ((replace(SMALL, size_bytes=62_537_072_640, medium=DriveMedium.EMMC),), (), Eligible.UNKNOWN),
        ((), (), Eligible.NO),
        ((), (HIDDEN,), Eligible.UNKNOWN),
    ],
)
def test_a_drive_is_too_small_only_where_every_drive_was_seen(
    drives: tuple[DriveReading, ...], unread: tuple[Unread, ...], verdict: Eligible
) -> None:
    told = finding(Criterion.DRIVE, drives=drives, unread=unread)
    assert told.verdict is verdict
    assert (told.remedy is Remedy.LARGER_DRIVE) is (verdict is Eligible.NO)


def test_a_report_that_nobody_vouches_for_proves_no_missing_drive() -> None:
    foreign = Origin(Source.TOOL, "glpi-agent")
    assert finding(Criterion.DRIVE, drives=(), origin=foreign).verdict is Eligible.UNKNOWN


ORDER = [Eligible.NO, Eligible.UNKNOWN, Eligible.YES]
diagnoses = st.one_of(facts(Diagnosis), facts(Firmware).map(lambda told: replace(GOOD, firmware=told)))


@given(diagnoses)
def test_a_yes_is_only_said_where_everything_was_read(diagnosis: Diagnosis) -> None:
    eligibility = windows_11(diagnosis, RULES)
    if eligibility.verdict is Eligible.YES:
        assert all(item.measured is not None for item in eligibility.findings)
        assert diagnosis.firmware.tpm_version == "2.0"
        assert diagnosis.firmware.uefi is True
    else:
        assert any(item.verdict is eligibility.verdict for item in eligibility.findings)


@given(
    diagnoses,
    st.sampled_from(
        [
            {"processor": None},
            {"firmware": Firmware()},
            {"memory": (), "memory_bytes": None},
            {"drives": ()},
        ]
    ),
)
def test_to_have_read_less_never_makes_a_yes(diagnosis: Diagnosis, forgotten: dict[str, Any]) -> None:
    assert windows_11(replace(diagnosis, **forgotten), RULES).verdict is not Eligible.YES


@given(st.integers(1, 2**40), st.integers(0, 2**40), st.booleans())
def test_more_memory_never_lowers_the_answer(size: int, more: int, as_module: bool) -> None:  # noqa: FBT001
    def verdict(amount: int) -> int:
        modules = (MemoryModule("DIMM A", amount),) if as_module else ()
        seen = None if as_module else amount
        return ORDER.index(finding(Criterion.MEMORY, memory=modules, memory_bytes=seen).verdict)

    assert verdict(size + more) >= verdict(size)


@given(st.lists(st.integers(1, 2**50), min_size=1, max_size=4), st.integers(0, 2**50))
def test_a_larger_drive_never_lowers_the_answer(sizes: list[int], more: int) -> None:
    def verdict(amounts: list[int]) -> int:
        drives = tuple(DriveReading(f"/dev/sd{number}", size_bytes=size) for number, size in enumerate(amounts))
        return ORDER.index(finding(Criterion.DRIVE, drives=drives).verdict)

    assert verdict([sizes[0] + more, *sizes[1:]]) >= verdict(sizes)


@pytest.mark.parametrize(
    ("model", "name"),
    [
        ("Intel(R) Core(TM) i5-8365U CPU @ 1.60GHz", "Intel Core i5-8365U"),
        ("11th Gen Intel(R) Core(TM) i5-1135G7 @ 2.40GHz", "Intel Core i5-1135G7"),
        ("AMD FX(tm)-8350 Eight-Core Processor", "AMD FX-8350 Eight-Core"),
        ("Intel® Celeron® N4100", "Intel Celeron N4100"),
        ("Core i5-8250U", "Intel Core i5-8250U"),
        ("Ryzen 5 3500U", "AMD Ryzen 5 3500U"),
        ("Pentium(R) Dual-Core CPU       T4400  @ 2.20GHz", "Intel Pentium Dual-Core T4400"),
        ("", ""),
    ],
)
def test_a_name_is_read_without_marks_clock_and_empty_words(model: str, name: str) -> None:
    assert plain_name(model) == name


@given(st.text(max_size=300))
def test_any_name_is_looked_up(model: str) -> None:
    assert RULES.rule(Processor(model)) is None or "Core" in plain_name(model) or "apple" in model.lower()
