from __future__ import annotations

from typing import Any

import pytest
from defusedxml.ElementTree import fromstring

from tests.adapters.imports.samples import blancco, blancco_erasure, erasure, leaf, snapshot, usody
from workshop.adapters.imports import blancco as blancco_reader
from workshop.adapters.imports import ereuse
from workshop.domain.imports import Account, ForeignReport, Note, Problem, ReportFormat


def told(document: Any) -> ForeignReport:
    report = ereuse.read(document)
    assert report
    return report


def of_blancco(content: bytes) -> ForeignReport:
    report = blancco_reader.read(fromstring(content))
    assert report
    return report


def test_usody_s_drive_is_who_smartctl_says_not_the_dock_and_its_method_is_what_ran() -> None:
    (entry,) = told(usody()).entries
    assert (entry.serial, entry.model, entry.size_bytes) == ("42T9CPEGX", "TOSHIBA MK3259GSXP", 320072933376)
    assert (entry.method, entry.status) == ("Basic Erasure: shred random", Account.WIPED)
    assert (entry.started_at[:19], entry.ended_at[-1]) == ("2023-07-21T21:48:59", "Z")


def test_behind_a_dock_that_hides_the_drive_nobody_knows_which_drive_it_was() -> None:
    document = usody()
    del document["device_info"]["export_data"]["smart"]
    (entry,) = told(document).entries
    assert (entry.serial, Note.DOCK_SERIAL in entry.notes) == ("DOCK00000001", True)
    assert (round(entry.size_bytes / 10**9), entry.size_is_rounded) == (320, True)


@pytest.mark.parametrize(
    ("changes", "status", "note"),
    [
        ({"result": False, "steps": []}, Account.FAILED, Note.NEVER_STARTED),
        ({"result": True, "steps": []}, Account.FAILED, Note.NEVER_STARTED),
        ({"result": "true"}, Account.FAILED, None),
        ({"validation": {"result": False}}, Account.FAILED, Note.CHECK_FAILED),
        ({"validation": {}}, Account.UNKNOWN, Note.INCOMPLETE),
        ({"steps": [{"success": False, "commands": [{"success": True}]}]}, Account.FAILED, Note.STEP_FAILED),
        ({"steps": [{"success": True, "commands": [{"success": False}]}]}, Account.FAILED, Note.STEP_FAILED),
        ({"steps": [{"success": True, "commands": []}]}, Account.UNKNOWN, Note.INCOMPLETE),
    ],
)
def test_usody_s_result_is_read_with_its_steps_and_its_own_check(
    changes: dict[str, Any], status: Account, note: Note | None
) -> None:
    (entry,) = told(usody(**changes)).entries
    assert entry.status is status
    assert note is None or note in entry.notes


def test_a_list_of_usody_s_reports_tells_of_every_drive_and_of_what_was_none() -> None:
    report = told([usody(), {"else": 1}, usody(result=False)])
    assert [entry.status for entry in report.entries] == [Account.WIPED, Account.FAILED]
    assert [problem.what for problem in report.problems] == [Problem.ENTRY_UNREADABLE]


def test_a_workbench_snapshot_tells_of_its_drives_erasures_in_utc() -> None:
    report = told(snapshot(erasure()))
    (entry,) = report.entries
    assert (report.tool, report.format) == ("ereuse-workbench", ReportFormat.EREUSE_JSON)
    assert (entry.serial, entry.status, entry.method) == ("WD-EXAMPLE01", Account.WIPED, "EraseBasic: StepRandom")
    assert (entry.ended_at, entry.size_bytes) == ("2026-11-24T07:35:31Z", 0)


@pytest.mark.parametrize(
    ("severity", "step", "status"),
    [
        ("Warning", "Info", Account.UNKNOWN),
        ("Notice", "Info", Account.UNKNOWN),
        ("Error", "Error", Account.FAILED),
        ("Info", "Error", Account.FAILED),
        ("Info", "Warning", Account.UNKNOWN),
        ("", "Info", Account.UNKNOWN),
    ],
)
def test_a_warning_is_no_success(severity: str, step: str, status: Account) -> None:
    assert told(snapshot(erasure(severity, step))).entries[0].status is status


def test_snapshots_without_erasures_are_read_and_say_nothing_of_wipes() -> None:
    script = {"type": "Snapshot", "software": "workbench-script", "version": "0.0.1", "erase": [], "data": {}}
    assert told(script).entries == ()
    assert told({"credentialSubject": script, "evidence": []}).entries == ()
    assert told({"type": "DeviceSnapshotV1", "data": script}).entries == ()


def test_a_lite_snapshot_holds_usody_s_reports_and_what_cannot_be_read_is_told() -> None:
    report = told({"type": "Snapshot", "version": "2022.4", "sanitize": [usody(), 7]})
    assert (report.tool, len(report.entries)) == ("usody-sanitize", 1)
    assert [problem.what for problem in report.problems] == [Problem.ENTRY_UNREADABLE]


@pytest.mark.parametrize("document", [None, 7, "Snapshot", [], [1], {}, {"type": "Inventory"}])
def test_other_json_is_no_report(document: Any) -> None:
    assert ereuse.read(document) is None


def test_blancco_s_erasure_is_read_by_the_names_of_its_fields() -> None:
    report = of_blancco(blancco(blancco_erasure()))
    (entry,) = report.entries
    assert (report.tool, report.format, entry.serial) == ("blancco", ReportFormat.BLANCCO_XML, "S3EXAMPLE0001")
    assert (entry.status, entry.size_bytes) == (Account.WIPED, 500107862016)
    assert (entry.method, entry.ended_at) == ("NIST 800-88 Purge", "2026-11-24T08:00:00Z")


@pytest.mark.parametrize(
    ("state", "errors", "status"),
    [
        ("Successful", 3, Account.FAILED),
        ("Failed", 0, Account.FAILED),
        ("Unsuccessful", 0, Account.FAILED),
        ("Cancelled", 0, Account.ABORTED),
        ("Successful with exceptions", 0, Account.UNKNOWN),
        ("", 0, Account.UNKNOWN),
    ],
)
def test_only_blancco_s_plain_success_is_a_wipe(state: str, errors: int, status: Account) -> None:
    assert of_blancco(blancco(blancco_erasure(state, errors=errors))).entries[0].status is status


def test_a_target_without_a_serial_is_the_only_disk_that_it_can_be() -> None:
    disk = f'<entries name="disk">{leaf("model", "Samsung SSD 860")}{leaf("serial", "DISK000001")}</entries>'
    usb = f'<entries name="disk">{leaf("interface_type", "USB")}{leaf("serial", "STICK00001")}</entries>'
    one = of_blancco(blancco(blancco_erasure(serial=""), disks=disk + usb))
    two = of_blancco(blancco(blancco_erasure(serial=""), disks=disk + disk.replace("0001", "0002")))
    assert (one.entries[0].serial, two.entries[0].serial) == ("DISK000001", "")


def test_an_erasure_that_says_its_state_twice_says_nothing() -> None:
    twice = blancco_erasure() + leaf("state", "Successful")
    assert of_blancco(blancco(twice)).entries[0].status is Account.UNKNOWN


def test_one_erasure_that_failed_hides_no_other() -> None:
    report = of_blancco(blancco(blancco_erasure("Failed"), blancco_erasure(serial="S3EXAMPLE0002")))
    assert [entry.status for entry in report.entries] == [Account.FAILED, Account.WIPED]
