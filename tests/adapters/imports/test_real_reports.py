"""The readers against reports that the tools really made, which are never committed (see readings/test_corpus.py)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from workshop.adapters.imports.reading import read_report
from workshop.domain.imports import Account, ForeignReport, Note, NotRead
from workshop.domain.reports import FileRead

CORPUS = Path(os.environ.get("ETABLI_CORPUS") or Path(__file__).resolve().parents[4] / "shared" / "corpus")
TOLD = pytest.mark.skipif(
    not (CORPUS / "nwipe-log").is_dir(),
    reason=f"the corpus of real reports is not in {CORPUS} (set ETABLI_CORPUS): accuracy was NOT measured",
)
W, F, A, U = Account.WIPED, Account.FAILED, Account.ABORTED, Account.UNKNOWN
EXPECTED = {
    "nwipe-log/v0.27-zero-1drive.log": [U],
    "nwipe-log/v0.30-prng-3drives.log": [W, W, W],
    "nwipe-log/v0.32-abort.log": [A, A],
    "nwipe-log/v0.32-ops2-rounds2.log": [W],
    "nwipe-log/v0.35-zero-pdf.log": [W],
    "nwipe-log/v0.35-zero-pdf.stdout.txt": [W],
    "nwipe-log/v0.38-verify_zero.log": [U],
    "nwipe-log/v0.42-fail.log": [F, W],
    "nwipe-log/v0.42-fail.stdout.txt": [F, W],
    "nwipe-log/v0.42-zero-pdf.log": [W],
    "nwipe-pdf/v0.35-zero-pdf-drive-0.pdf": [W],
    "nwipe-pdf/v0.38-verify_zero-drive-0.pdf": [U],
    "nwipe-pdf/v0.42-fail-drive-loop12.pdf": [W],
    "nwipe-pdf/v0.42-fail-drive-loop13.pdf": [F],
    "nwipe-pdf/v0.42-fail-system-2.pdf": [W, F],
    "nwipe-pdf/v0.42-zero-pdf-drive-loop10.pdf": [W],
    "nwipe-pdf/v0.42-zero-pdf-system-1.pdf": [W],
    "usody-sanitize/usody-2023-07-22_152D00539000.json": [F],
    "ereuse-snapshot/teal-system_uuid3.json": [W],
    "ereuse-snapshot/teal-complete.export.snapshot.json": [W, F, W],
}


def report_of(name: str) -> ForeignReport:
    answer = read_report((CORPUS / name).read_bytes())
    assert isinstance(answer, FileRead), answer
    assert answer.wipes
    return answer.wipes


@TOLD
@pytest.mark.parametrize("name", EXPECTED)
def test_a_real_report_says_what_a_person_reads_in_it(name: str) -> None:
    report = report_of(name)
    assert [entry.status for entry in report.entries] == EXPECTED[name]
    assert report.problems == ()


@TOLD
def test_real_logs_name_their_drives_in_full() -> None:
    entries = report_of("nwipe-log/synthetic-names-v0.42-fail.log").entries
    assert [(entry.serial, entry.model, entry.size_bytes) for entry in entries] == [
        ("WD-WMAYU4512345", "WDC WD5000AAKX-0", 500107862016),
        ("S4GENX0N123456", "SAMSUNG MZVLB256", 256060514304),
    ]


@TOLD
def test_the_drive_behind_a_dock_is_named_by_itself() -> None:
    (entry,) = report_of("usody-sanitize/usody-2023-07-22_152D00539000.json").entries
    assert entry.serial == "42T9CPEGT"
    assert Note.NEVER_STARTED in entry.notes


@TOLD
@pytest.mark.parametrize("name", sorted(path.name for path in (CORPUS / "ereuse-snapshot").glob("*.json")))
def test_every_real_snapshot_is_read(name: str) -> None:
    assert not isinstance(read_report((CORPUS / "ereuse-snapshot" / name).read_bytes()), NotRead)
