"""Reports of machines that the tools really made, which are never committed (see readings/test_corpus.py)."""

from __future__ import annotations

import time

import pytest

from tests.adapters.imports.corpus import EXPLAINED, NO_MACHINE, files, machine, measured, read, told
from tests.adapters.readings.corpus import CORPUS, PLACEHOLDER, SLOWEST_SECONDS, TOLD
from workshop.adapters.imports import detection
from workshop.adapters.imports.reading import read_report
from workshop.domain.content import canonical, from_content, to_content
from workshop.domain.diagnosis import Diagnosis, Source
from workshop.domain.imports import NotRead
from workshop.domain.reports import FileRead

WHOLE = ("manufacturer", "model", "serial", "ram", "drive serials")


@TOLD
def test_the_table_of_accuracy_of_reports(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(measured())  # noqa: T201
    assert measured().rows


@TOLD
def test_every_report_is_read_and_what_tells_of_no_machine_is_named() -> None:
    assert {name for name in files() if machine(name) is None} == set(NO_MACHINE)


@TOLD
def test_what_people_go_by_is_read_as_it_is_stated() -> None:
    """Maker, model, serial, memory and drive serials: all of them, but for what a rule explains, place by place."""
    wrong = [miss for miss in measured().misses if any(f" {fact}: " in miss for fact in WHOLE)]
    assert [miss for miss in wrong if "UNEXPLAINED" in miss] == []
    assert [miss for miss in measured().misses if "UNEXPLAINED" in miss] == []


@TOLD
def test_the_rules_that_explain_a_miss_are_few_and_all_of_them_are_needed() -> None:
    for (folder, fact), (words, _) in EXPLAINED.items():
        assert any(words in miss and miss.startswith(folder) and fact in miss for miss in measured().misses), fact


@TOLD
def test_no_placeholder_is_ever_shown_as_a_serial_of_a_report() -> None:
    shown: list[str | None] = []
    for name in files():
        if (found := machine(name)) is not None:
            who = found.diagnosis.identity
            shown += [who.system_serial, who.chassis_serial]
            shown += [drive.serial for drive in found.diagnosis.drives]
    assert [number for number in shown if number and PLACEHOLDER.search(number)] == []


@TOLD
def test_nothing_that_a_report_does_not_hold_looks_like_none() -> None:
    for name in files():
        found = machine(name)
        if found is None:
            continue
        unread = {item.what for item in found.diagnosis.unread}
        for part in ("drives", "memory"):
            assert getattr(found.diagnosis, part) or part in unread, (name, part)
        assert found.diagnosis.origin.source is Source.TOOL
        assert not found.diagnosis.drives_were_listed


@TOLD
def test_every_file_of_the_corpus_is_survived_in_time_and_what_was_read_can_be_kept() -> None:
    slow = []
    for path in sorted(path for path in CORPUS.rglob("*") if path.is_file() and path.suffix != ".pdf"):
        content = path.read_bytes()
        before = time.thread_time()
        answer = detection.read(content)
        if time.thread_time() - before > SLOWEST_SECONDS:
            slow.append(path.name)
        canonical(to_content(answer))
    assert slow == []


@TOLD
@pytest.mark.parametrize(
    "name",
    [
        "ereuse-snapshot/django-snapshot_workbench-script_legacy.json",
        "ereuse-snapshot/teal-2022-04-01_05h49m25s_O88RXQ27ZW7YJV3JPM79O0MOLWJQ3_snapshot.json",
        "glpi-inventory/invfmt-1.xml",
        "lshw-xml/freegeek-lshw.xml",
        "hwinfo/ereuse-e5530.txt",
        "usody-sanitize/usody-2023-07-22_152D00539000.json",
    ],
)
def test_the_child_tells_the_same_as_its_reader(name: str) -> None:
    answer = read_report((CORPUS / name).read_bytes())
    assert isinstance(answer, FileRead)
    assert answer.machine
    assert to_content(answer.machine.diagnosis) | {"read_at": ""} == to_content(told(name)) | {"read_at": ""}


@TOLD
def test_facts_of_a_report_go_to_the_store_and_back() -> None:
    for name in files():
        if not isinstance(read(name), NotRead) and machine(name):
            assert from_content(Diagnosis, to_content(told(name))) == told(name)
