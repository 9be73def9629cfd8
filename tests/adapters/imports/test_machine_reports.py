"""A file that tells a machine: which report it is, what it is bounded by, and that damage never breaks its reader."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.adapters.imports.machine_samples import (
    DMIDECODE,
    GLPI,
    HWINFO,
    INXI,
    LITE,
    LSHW,
    LSHW_XML,
    OUTPUTS,
    WORKBENCH,
    glpi_xml,
    script,
)
from tests.adapters.imports.samples import erasure, json_of, snapshot, usody
from workshop.adapters.imports import detection
from workshop.adapters.imports.reading import read_report, report_of
from workshop.bootstrap import parse_output, readable_tools
from workshop.domain.content import canonical, to_content
from workshop.domain.diagnosis import Source, WhyUnread
from workshop.domain.imports import LARGEST_REPORT, NotRead, WhyNotRead
from workshop.domain.reports import FileRead, MachineReport, MachineReportFormat, Partly

F = MachineReportFormat
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
BROKEN_LSHW = json.dumps(LSHW, indent=2).replace(',\n  "children": [', "  ").replace('"children": [', "")
FILES: dict[MachineReportFormat, tuple[bytes, ...]] = {
    F.EREUSE: (json_of(script(**OUTPUTS)), json_of(script(**LITE)), json_of(WORKBENCH)),
    F.GLPI_JSON: (json_of(GLPI),),
    F.GLPI_XML: (glpi_xml().encode(),),
    F.LSHW_JSON: (json_of(LSHW), json_of([LSHW]), BROKEN_LSHW.encode()),
    F.LSHW_XML: (LSHW_XML.encode(),),
    F.HWINFO: (HWINFO.encode(), HWINFO.replace("\n", "\r\n").encode()),
}
TOGETHER = [(form, content) for form, contents in FILES.items() for content in contents]


def machine(content: bytes) -> MachineReport:
    answer = detection.read(content, NOW)
    assert isinstance(answer, FileRead), answer
    assert answer.machine
    return answer.machine


@pytest.mark.parametrize(("form", "content"), TOGETHER)
def test_a_file_is_known_by_what_is_in_it_and_tells_the_machine(form: MachineReportFormat, content: bytes) -> None:
    found = machine(content)
    diagnosis = found.diagnosis
    assert found.format is form
    assert diagnosis.identity.system_serial == "PRB0EX7712"
    assert (diagnosis.memory_bytes, diagnosis.read_at) == (8 * 2**30, NOW)
    assert "EXD0050001" in {drive.serial for drive in diagnosis.drives}
    assert (diagnosis.origin.source, diagnosis.origin.tool) == (Source.TOOL, found.tool)
    assert diagnosis.tools == ((found.tool, found.tool_version),)
    assert answer_of(content).wipes is None


def answer_of(content: bytes) -> FileRead:
    answer = detection.read(content)
    assert isinstance(answer, FileRead)
    return answer


def test_the_child_hands_the_machine_back_whole() -> None:
    content = json_of(script(**OUTPUTS))
    answer = read_report(content)
    assert isinstance(answer, FileRead)
    assert answer.machine
    told = to_content(answer.machine.diagnosis)
    assert told | {"read_at": ""} == to_content(machine(content).diagnosis) | {"read_at": ""}


def test_what_only_tells_a_part_says_so() -> None:
    part = {**GLPI, "partial": True, "content": {"bios": GLPI["content"]["bios"]}}
    found = machine(json_of(part))
    assert found.problems == (Partly.ONLY_A_PART,)
    unread = {item.what: item.why for item in found.diagnosis.unread}
    assert {"drives", "memory", "processor", "locks"} <= unread.keys()
    assert set(unread.values()) == {WhyUnread.NOT_THERE}


def test_json_that_lshw_broke_is_called_broken() -> None:
    assert machine(BROKEN_LSHW.encode()).problems == (Partly.BROKEN,)
    assert machine(LSHW_XML.encode()).tool_version == "B.02.18"


def test_a_drive_without_health_and_a_laptop_without_battery_are_said() -> None:
    unread = {item.what for item in machine(LSHW_XML.encode()).diagnosis.unread}
    assert {"smart:/dev/sda", "batteries", "displays", "locks", "processor"} <= unread
    assert "smart:/dev/sdb" not in unread  # a stick


def test_a_snapshot_may_tell_wipes_and_a_machine() -> None:
    answer = answer_of(json_of(snapshot(erasure())))
    assert answer.wipes
    assert answer.machine
    assert {entry.serial for entry in answer.wipes.entries} <= {d.serial for d in answer.machine.diagnosis.drives}


def test_an_erasure_tells_its_drive_and_nothing_of_the_machine_around_it() -> None:
    answer = answer_of(json_of(usody()))
    assert answer.wipes
    assert answer.machine
    (drive,), (entry,) = answer.machine.diagnosis.drives, answer.wipes.entries
    assert (drive.serial, answer.machine.format) == (entry.serial, F.USODY)
    assert "smbios" in {item.what for item in answer.machine.diagnosis.unread}


def test_the_serial_of_a_dock_is_nobodys() -> None:
    info = usody()["device_info"]
    block = {**info["export_data"]["block"], "tran": "usb", "serial": "DOCK0001"}
    docked = usody(device_info={**info, "serial_number": "DOCK0001", "export_data": {"block": block, "smart": {}}})
    found = answer_of(json_of([docked, docked])).machine
    assert found
    assert [drive.serial for drive in found.diagnosis.drives] == [None, None]


def test_nothing_is_read_that_our_own_files_could_not_hold() -> None:
    odd = {**LSHW, "vendor": "Half \ud800 letter\x07", "children": [
        {"id": "disk", "class": "disk", "logicalname": "/dev/sda\u202e", "product": "X" * 5000, "size": 2**60},
        {"id": "bank:0", "class": "memory", "slot": "A", "size": 2**62}]}  # fmt: skip
    found = machine(json_of(odd))
    canonical(to_content(found))
    (drive,) = found.diagnosis.drives or (None,)
    assert drive is None or drive.size_bytes is None
    assert found.problems == (Partly.TOO_MANY,)


def test_more_parts_than_a_machine_can_have_are_cut_and_said() -> None:
    many = [{"name": f"sd{number}", "model": f"EX {number}", "disksize": 500107} for number in range(900)]
    found = machine(json_of({**GLPI, "content": {**GLPI["content"], "storages": many}}))
    assert (len(found.diagnosis.drives), found.problems) == (200, (Partly.TOO_MANY,))


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 2_000_000,
        b'{"type": "Snapshot", "data": {"lshw": ' + b'{"children": [' * 200_000,
        b'{"id": "x", "class": "system", "children": ' + b"[" * 500_000 + b"]" * 500_000 + b"}",
        b"<node id='x' class='system'>" + b"<node>" * 300_000,
        b"<REQUEST><CONTENT>" + b"<BIOS>" * 300_000 + b"</BIOS>" * 300_000 + b"</CONTENT></REQUEST>",
        b"type: Snapshot\n" + b"- " * 100_000,
        b"type: Snapshot\na: " + b"[" * 100_000,
    ],
)
def test_what_is_nested_without_end_is_refused_within_bounds(content: bytes) -> None:
    answer = read_report(content, 30)
    assert isinstance(answer, NotRead), answer
    assert answer.why in {WhyNotRead.DAMAGED, WhyNotRead.UNKNOWN_FORMAT, WhyNotRead.TOO_HEAVY}


def test_a_gigabyte_is_not_even_looked_at() -> None:
    class Gigabyte(bytes):
        def __len__(self) -> int:
            return 2**30

    assert read_report(Gigabyte(b"{}")) == NotRead(WhyNotRead.TOO_LARGE, str(2**30))
    assert LARGEST_REPORT < 2**30


def test_reports_of_machines_are_read_by_the_name_of_their_tool() -> None:
    assert {"ereuse", "glpi", "hwinfo", "inxi", "lshw", "lshw-xml", "usody-sanitize"} <= set(readable_tools())
    inputs = {
        "ereuse": json_of(WORKBENCH), "glpi": glpi_xml().encode(), "hwinfo": HWINFO.encode(), "inxi": json_of(INXI),
        "lshw": json_of(LSHW), "lshw-xml": LSHW_XML.encode(), "usody-sanitize": json_of(usody()),
    }  # fmt: skip
    for tool, content in inputs.items():
        assert parse_output(tool, content) is not None, tool
        assert parse_output(tool, b"not at all") is None, tool
    assert report_of("ereuse", json_of(usody())) is None


SEEDS = [content for _, content in TOGETHER] + [json_of(usody()), json_of(snapshot(erasure())), DMIDECODE.encode()]


@settings(max_examples=300)
@given(st.data())
def test_a_damaged_report_of_a_machine_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from(SEEDS)))
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=20)):
        content[place] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    canonical(to_content(detection.read(bytes(content[:cut] if data.draw(st.booleans()) else content))))


ANY = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["type", "id", "name"]), inner, max_size=3)
    ),
    max_leaves=8,
)


def swapped(document: Any, path: list[int], value: object) -> Any:
    """Put a value in the place of another one, somewhere in a document."""
    if not path or not isinstance(document, dict | list) or not document:
        return value
    if isinstance(document, dict):
        key = sorted(document)[path[0] % len(document)]
        return {**document, key: swapped(document[key], path[1:], value)}
    at = path[0] % len(document)
    return [*document[:at], swapped(document[at], path[1:], value), *document[at + 1 :]]


DOCUMENTS = [
    script(**LITE),
    script(dmidecode=DMIDECODE, inxi=INXI, smartctl=OUTPUTS["smartctl"]),
    WORKBENCH,
    GLPI,
    LSHW,
]


@settings(max_examples=300)
@given(st.sampled_from(DOCUMENTS), st.lists(st.integers(0, 40), min_size=1, max_size=7), ANY)
def test_any_value_in_the_place_of_another_is_survived(document: Any, path: list[int], value: object) -> None:
    canonical(to_content(detection.read(json_of(swapped(document, path, value)))))


@given(st.lists(st.sampled_from([*HWINFO.splitlines(), *BROKEN_LSHW.splitlines()]), max_size=80))
def test_the_lines_of_a_report_in_any_order_are_survived(lines: list[str]) -> None:
    canonical(to_content(detection.read("\n".join(lines).encode())))
