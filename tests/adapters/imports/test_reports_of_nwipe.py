from __future__ import annotations

import pytest

from tests.adapters.imports.samples import Disk, log_line, nwipe_log, nwipe_pdf_lines, nwipe_system_pdf_lines
from workshop.adapters.imports import nwipe_log as log_reader
from workshop.adapters.imports import nwipe_pdf as pdf_reader
from workshop.domain.imports import Account, ForeignReport, ForeignWipe, Note, Problem

OTHER = Disk("nvme0n1", "SAMSUNG MZVLB256HAHQ-000L7", "S4GENX0N123456", 256_060_514_304)


def told(text: str) -> ForeignReport:
    report = log_reader.read(text)
    assert report
    return report


def only(report: ForeignReport | None) -> ForeignWipe:
    assert report
    (entry,) = report.entries
    return entry


@pytest.mark.parametrize("version", ["0.30", "0.32", "0.35", "0.38", "0.42"])
def test_a_log_says_who_was_wiped_how_and_when_and_that_its_times_have_no_zone(version: str) -> None:
    report = told(nwipe_log(version=version))
    assert (report.tool, report.tool_version) == ("nwipe", "" if version == "0.30" else version)
    assert report.made_at == "2026-11-24T08:00:01"
    assert only(report) == ForeignWipe(
        "ZN1D5X7K",
        "ST1000DM003-1SB1",
        1_000_204_886_016,
        "Fill With Zeros",
        Account.WIPED,
        "2026-11-24T06:00:02",
        "2026-11-24T07:59:00",
        "Erased",
        (Note.NO_ZONE,),
    )


def test_several_drives_of_one_log_each_have_their_own_end() -> None:
    failed = Disk("sdb", serial="FAILED01", status="-FAILED-", errors=2, percent="37.50%", finished=False)
    stopped = Disk("sdc", serial="STOPPED1", status="UABORTED", percent="1.00%", finished=False)
    insane = Disk("sdd", serial="INSANE01", status="INSANITY", finished=False)
    entries = told(nwipe_log(OTHER, failed, stopped, insane)).entries
    assert [entry.status for entry in entries] == [Account.WIPED, Account.FAILED, Account.ABORTED, Account.UNKNOWN]
    assert entries[0].model == "SAMSUNG MZVLB256HAHQ-000L7"


@pytest.mark.parametrize(
    ("disk", "note"),
    [(Disk(errors=1), Note.ERRORS_COUNTED), (Disk(percent="99.99%"), Note.NOT_WHOLE)],
)
def test_erased_beside_errors_or_less_than_the_whole_is_a_failure(disk: Disk, note: Note) -> None:
    entry = only(told(nwipe_log(disk)))
    assert (entry.status, note in entry.notes) == (Account.FAILED, True)


def test_a_method_that_only_verifies_ends_in_erased_and_wiped_nothing() -> None:
    entry = only(told(nwipe_log(method="Verify Zeros (0x00)")))
    assert (entry.status, entry.detail, Note.CHECKED_ONLY in entry.notes) == (Account.UNKNOWN, "Erased", True)


def test_a_drive_that_was_complete_when_the_rest_was_stopped_is_wiped_and_one_that_was_not_is_not() -> None:
    stopped = "Nwipe was aborted by the user. Check the summary table for the drive status."
    complete, incomplete = told(nwipe_log(Disk(), Disk("sdb", serial="OTHER001", finished=False), end=stopped)).entries
    assert (complete.status, Note.STOPPED_AFTER in complete.notes) == (Account.WIPED, True)
    assert incomplete.status is Account.ABORTED


def test_the_program_s_own_lines_about_a_drive_outweigh_its_table() -> None:
    hidden = log_line("06:00:01", "warning", " *** HIDDEN SECTORS DETECTED ! *** on /dev/sda")
    failure = log_line("08:00:00", "notice", "[FAILURE] /dev/sda may not be blanked")
    errors = log_line("08:00:00", "fatal", "Nwipe exited with errors on device = /dev/sda, see log for specific error")
    unsure = log_line("06:00:01", "warning", "HIDDEN SECTORS INDETERMINATE! on /dev/sda, Some USB adapters")
    seen = [only(told(nwipe_log(extra=[line]))).status for line in (hidden, failure, errors, unsure)]
    assert seen == [Account.UNKNOWN, Account.FAILED, Account.FAILED, Account.WIPED]


def test_a_log_without_its_table_says_of_no_drive_that_it_is_wiped() -> None:
    whole = nwipe_log(Disk(), OTHER)
    for end in ("****", "!   Device | Status", "Total Throughput"):
        cut = whole[: whole.index(end)]
        statuses = {entry.status for entry in told(cut).entries}
        assert statuses == {Account.UNKNOWN}


def test_version_0_27_which_had_no_table_is_read_and_never_says_wiped() -> None:
    found = 'Found drive model="Disk", device path="/dev/sda", size="67.1MB", serial number="ABCD1234"'
    said = [
        f"info: {found}",
        "info: Device '/dev/sda' is size 67108864.",
        "notice: Invoking method 'Zero Fill' on device '/dev/sda'.",
        "notice: Finished round 1 of 1 on device '/dev/sda'.",
        "info: Nwipe successfully exited.",
    ]
    text = "\n".join(f"[2026/11/24 06:00:00] nwipe: {line}" for line in said)
    entry = only(told(text))
    assert (entry.serial, entry.size_bytes, entry.status) == ("ABCD1234", 67108864, Account.UNKNOWN)


def test_logs_that_were_appended_to_hold_several_runs() -> None:
    again = Disk(status="-FAILED-", errors=3, finished=False)
    entries = told(nwipe_log() + nwipe_log(again) + nwipe_log(OTHER, version="0.30")).entries
    assert [(entry.serial, entry.status) for entry in entries] == [
        ("ZN1D5X7K", Account.WIPED),
        ("ZN1D5X7K", Account.FAILED),
        ("S4GENX0N123456", Account.WIPED),
    ]


def test_a_log_without_versions_begins_a_new_run_where_drives_are_found_again() -> None:
    entries = told(nwipe_log(version="0.30") * 2).entries
    assert [entry.status for entry in entries] == [Account.WIPED, Account.WIPED]


def test_a_line_that_was_wrapped_at_the_edge_of_the_terminal_is_one_line() -> None:
    whole = nwipe_log()
    found = next(line for line in whole.splitlines() if " Found " in line)
    wrapped = whole.replace(found, f"{found[:70]}\n{' ' * 31}{found[70:]}")
    assert told(wrapped).entries == told(whole).entries


def test_names_cut_at_the_front_to_fit_their_column_are_joined_to_their_drive() -> None:
    text = nwipe_log(OTHER, version="0.30").replace(" nvme0n1 |", " vme0n1 |")
    assert only(told(text)).status is Account.WIPED


def test_a_serial_that_nwipe_hid_is_none_and_one_that_two_drives_share_is_told() -> None:
    assert only(told(nwipe_log(Disk(serial="XXXXXXXXXXXXXXX")))).serial == ""
    entries = told(nwipe_log(Disk(), Disk("sdb"))).entries
    assert [entry.status for entry in entries] == [Account.UNKNOWN, Account.UNKNOWN]
    assert all(Note.SERIAL_TWICE in entry.notes for entry in entries)


def test_a_row_that_is_about_another_drive_than_the_one_that_was_found_is_no_wipe() -> None:
    text = nwipe_log().replace("/ZN1D5X7K", "/OTHER999")
    assert Note.CONTRADICTS_ITSELF in only(told(text)).notes


def test_a_row_whose_drive_was_never_found_is_told_and_proves_nothing() -> None:
    whole = nwipe_log()
    entry = only(told(whole[whole.index("\n****") :]))
    assert (entry.serial, entry.model, entry.status) == ("ZN1D5X7K", "ST1000DM003-1SB1", Account.UNKNOWN)


def test_a_drive_that_was_found_and_left_alone_is_not_an_entry() -> None:
    text = log_line("06:00:00", "notice", "Found /dev/sdz, ATA, Boot stick,  1 TB, S/N=BOOT0001") + "\n" + nwipe_log()
    assert [entry.serial for entry in told(text).entries] == ["ZN1D5X7K"]


@pytest.mark.parametrize("text", ["", "hello", "[2026/11/24 06:00:00] notice: something else", "! Device | Status |"])
def test_other_texts_are_no_logs_of_nwipe(text: str) -> None:
    assert log_reader.read(text) is None


def test_a_drive_s_pdf_says_what_its_log_says() -> None:
    entry = only(pdf_reader.read(["\n".join(nwipe_pdf_lines(Disk(status="ERASED")))]))
    assert (entry.serial, entry.model, entry.size_bytes) == ("ZN1D5X7K", "ST1000DM003-1SB1", 1_000_204_886_016)
    assert (entry.status, entry.method, entry.ended_at) == (Account.WIPED, "PRNG Stream", "2026-11-24T07:59:00")
    assert entry.detail == "ERASED 0/0/0/4"  # what was retried in the end went well


@pytest.mark.parametrize(
    ("disk", "changes", "status"),
    [
        (Disk(status="FAILED", errors=2, percent="37.50%"), {}, Account.FAILED),
        (Disk(status="ABORTED"), {}, Account.ABORTED),
        (Disk(status="ERASED", errors=1), {}, Account.FAILED),
        (Disk(status="ERASED", percent="99.00%"), {}, Account.FAILED),
        (Disk(status="ERASED"), {"method": "Verify Ones (0xFF)"}, Account.UNKNOWN),
        (Disk(status="ERASED"), {"hidden": "Hidden sectors found!"}, Account.UNKNOWN),
        (Disk(status="ERASED"), {"hidden": "Unknown"}, Account.WIPED),
        (Disk(status="SHREDDED"), {}, Account.UNKNOWN),
    ],
)
def test_what_stands_beside_the_status_of_a_pdf_is_read_with_it(
    disk: Disk, changes: dict[str, str], status: Account
) -> None:
    assert only(pdf_reader.read(["\n".join(nwipe_pdf_lines(disk, **changes))])).status is status


@pytest.mark.parametrize("missing", range(4, 16))
def test_a_pdf_of_which_a_line_is_missing_never_says_more_than_the_whole(missing: int) -> None:
    lines = nwipe_pdf_lines(Disk(status="ERASED"))
    report = pdf_reader.read(["\n".join([*lines[:missing], *lines[missing + 1 :]])])
    assert report
    needed = any(word in lines[missing] for word in ("Status", "Method", "Bytes Erased", "Errors(", "Disk Information"))
    assert not (needed and any(entry.status is Account.WIPED for entry in report.entries))
    if not report.entries:
        assert [problem.what for problem in report.problems] == [Problem.ENTRY_UNREADABLE]


def test_a_system_s_pdf_tells_of_every_drive_even_where_one_block_is_cut() -> None:
    first, second = Disk(status="ERASED", model="WDC WD5000AAKX", serial="WD-WMAY0001"), Disk(status="FAILED", errors=2)
    report = pdf_reader.read(["\n".join(nwipe_system_pdf_lines(first, second))])
    assert report
    assert [(entry.serial, entry.model, entry.status) for entry in report.entries] == [
        ("WD-WMAY0001", "WDC WD5000AAKX", Account.WIPED),
        ("ZN1D5X7K", "ST1000DM003-1SB1", Account.FAILED),
    ]
    cut = pdf_reader.read(["\n".join(nwipe_system_pdf_lines(first, second)[:8])])
    assert only(cut).status is Account.UNKNOWN


def test_two_drives_of_one_system_with_the_same_serial_are_told_apart_by_nobody() -> None:
    report = pdf_reader.read(["\n".join(nwipe_system_pdf_lines(Disk(status="ERASED"), Disk(status="ERASED")))])
    assert report
    assert {entry.status for entry in report.entries} == {Account.UNKNOWN}
