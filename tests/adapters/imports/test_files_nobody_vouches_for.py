"""A file is what is in it, costs no more than its limits, and damage never makes a wipe of what was none."""

from __future__ import annotations

import subprocess
import sys
import time
import zlib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.adapters.imports.samples import (
    Disk,
    blancco,
    blancco_erasure,
    erasure,
    json_of,
    nwipe_log,
    nwipe_pdf_lines,
    nwipe_system_pdf_lines,
    pdf_of,
    snapshot,
    usody,
)
from workshop.adapters.imports import child, detection, reading
from workshop.adapters.imports import nwipe_log as log_reader
from workshop.adapters.imports.reading import read_report
from workshop.domain.imports import LARGEST_REPORT, Account, NotRead, ReportFormat, WhyNotRead
from workshop.domain.reports import FileRead

ROOT = Path(__file__).resolve().parents[3]
ERASED = Disk(status="ERASED")
UNIX_ONLY = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits for a child: NOT tried")


def why(content: bytes, seconds: float = 30) -> WhyNotRead:
    answer = read_report(content, seconds)
    assert isinstance(answer, NotRead), answer
    return answer.why


def a_pdf(stream: bytes, filters: bytes) -> bytes:
    """Write a PDF of one page by hand, with this stream as its content."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> /Contents 4 0 R >>",
        b"<< /Filter %b /Length %d >>\nstream\n%b\nendstream" % (filters, len(stream), stream),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, item)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    table = b"xref\n0 5\n0000000000 65535 f \n" + rows + b"trailer << /Size 5 /Root 1 0 R >>\n"
    return out + table + b"startxref\n%d\n%%%%EOF" % len(out)


@pytest.mark.parametrize(
    ("content", "form", "entries"),
    [
        (nwipe_log().encode(), ReportFormat.NWIPE_LOG, 1),
        (nwipe_log().encode("utf-16"), ReportFormat.NWIPE_LOG, 1),
        (nwipe_log().replace("\n", "\r\n").encode(), ReportFormat.NWIPE_LOG, 1),
        (pdf_of([nwipe_pdf_lines(ERASED), ["Page 2 - Smart Data"]]), ReportFormat.NWIPE_PDF, 1),
        (
            pdf_of([nwipe_system_pdf_lines(ERASED, Disk("sdb", serial="OTHER001", status="FAILED", errors=1))]),
            ReportFormat.NWIPE_PDF,
            2,
        ),
        (json_of(usody()), ReportFormat.USODY_JSON, 1),
        (json_of(snapshot(erasure())), ReportFormat.EREUSE_JSON, 1),
        (blancco(blancco_erasure()), ReportFormat.BLANCCO_XML, 1),
        (b"\xef\xbb\xbf" + blancco(blancco_erasure()), ReportFormat.BLANCCO_XML, 1),
    ],
)
def test_a_child_reads_every_kind_of_report_by_what_is_in_it(content: bytes, form: ReportFormat, entries: int) -> None:
    answer = read_report(content)
    assert isinstance(answer, FileRead), answer
    report = answer.wipes
    assert report
    assert (report.format, len(report.entries)) == (form, entries)
    assert report.entries[0].status is Account.WIPED


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", WhyNotRead.EMPTY),
        (b" \n", WhyNotRead.EMPTY),
        (b"MZ\x90\x00 program", WhyNotRead.UNKNOWN_FORMAT),
        (b"<html>", WhyNotRead.DAMAGED),
        (b"<html/>", WhyNotRead.UNKNOWN_FORMAT),
        (b'<?xml version="1.0" encoding="klingon"?><root/>', WhyNotRead.DAMAGED),
        (b'{"type": "Snapshot", ', WhyNotRead.DAMAGED),
        (b"%PDF-1.4 and nothing else", WhyNotRead.DAMAGED),
        (pdf_of([["Facture"]]), WhyNotRead.UNKNOWN_FORMAT),
    ],
)
def test_what_is_no_report_is_said_in_one_word(content: bytes, reason: WhyNotRead) -> None:
    assert why(content) is reason


def test_a_file_that_is_too_large_is_not_even_looked_at() -> None:
    assert why(b"a" * (LARGEST_REPORT + 1)) is WhyNotRead.TOO_LARGE


def test_xml_that_defines_entities_is_refused_before_any_of_them_is_made() -> None:
    names = "abcdefghijkl"
    laughs = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise(names))
    bomb = blancco(blancco_erasure("&l;"), head=f'<!DOCTYPE root [<!ENTITY a "ha">{laughs}]>')
    outside = blancco(blancco_erasure(), head='<!DOCTYPE root SYSTEM "file:///etc/passwd">')
    assert (why(bomb), why(outside)) == (WhyNotRead.FORBIDDEN, WhyNotRead.FORBIDDEN)


def test_a_pdf_that_unpacks_to_gigabytes_costs_its_limit_and_no_more() -> None:
    packed = zlib.compressobj(9)
    once = b"".join(packed.compress(b"\0" * 2**20) for _ in range(2048)) + packed.flush()
    twice = a_pdf(zlib.compress(once, 9), b"[/FlateDecode /FlateDecode]")
    assert len(twice) < 10_000
    assert why(twice) in {WhyNotRead.DAMAGED, WhyNotRead.TOO_HEAVY, WhyNotRead.UNKNOWN_FORMAT}


@UNIX_ONLY
def test_the_child_that_needs_too_much_memory_or_time_ends_alone() -> None:
    heavy = b"[" + b"[[]]," * 6_500_000 + b"0]"
    started = time.monotonic()
    assert why(heavy, 0.2) is WhyNotRead.TOO_SLOW
    assert time.monotonic() - started < 10
    assert why(heavy, 60) is WhyNotRead.TOO_HEAVY


def in_a_child(program: str) -> subprocess.CompletedProcess[str]:
    start = f"import sys; sys.path.append({str(ROOT)!r}); from workshop.adapters.imports import child; "
    return subprocess.run([sys.executable, "-I", "-c", start + program], capture_output=True, text=True, check=False)


@UNIX_ONLY
def test_the_limits_hold_for_good() -> None:
    kinds = ("CPU", "AS", "FSIZE", "CORE")
    shown = ", ".join(f"resource.getrlimit(resource.RLIMIT_{kind})" for kind in kinds)
    seen = in_a_child(f"import resource; child.limit(); print([{shown}])").stdout.strip()
    bounds = [child.CPU_SECONDS, child.MEMORY_BYTES, child.OUTPUT_BYTES, 0]
    assert seen == repr([(bound, bound) for bound in bounds])


@UNIX_ONLY
def test_a_reader_that_never_ends_is_ended_by_the_kernel_and_called_slow() -> None:
    done = in_a_child("child.CPU_SECONDS = 1; child.limit(); [0 for _ in iter(int, 1)]")
    assert reading._why(done.returncode) is WhyNotRead.TOO_SLOW


def test_without_an_interpreter_nothing_is_read_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "gone"))
    assert why(nwipe_log().encode()) is WhyNotRead.NO_READER


WHOLE_LOG = nwipe_log(Disk(), Disk("sdb", serial="OTHER001", status="-FAILED-", errors=1, percent="2.00%"))
ALL = (WHOLE_LOG.encode(), json_of(usody()), json_of(snapshot(erasure())), blancco(blancco_erasure()))


def wiped(content: bytes) -> set[str]:
    wipes = getattr(detection.read(content), "wipes", None)
    return {entry.serial for entry in (wipes.entries if wipes else ()) if entry.status is Account.WIPED}


@given(st.integers(0, WHOLE_LOG.index("Total Throughput") + 10))
def test_a_log_that_was_cut_before_its_end_never_says_wiped(length: int) -> None:
    report = log_reader.read(WHOLE_LOG[:length])
    assert report is None or all(entry.status is not Account.WIPED for entry in report.entries)


@settings(max_examples=200)
@given(st.data())
def test_a_damaged_report_is_read_or_refused_and_never_frees_the_drive_that_failed(data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from(ALL)))
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=20)):
        content[place] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    assert "OTHER001" not in wiped(bytes(content[:cut] if data.draw(st.booleans()) else content))


@given(st.lists(st.sampled_from(WHOLE_LOG.splitlines()), max_size=60))
def test_the_lines_of_a_log_in_any_order_never_free_the_drive_that_failed(lines: list[str]) -> None:
    assert "OTHER001" not in wiped("\n".join(lines).encode())


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=9), lambda inner: st.lists(inner, max_size=3)
    )
)
def test_any_value_in_the_place_of_another_is_survived(value: object) -> None:
    for name in usody():
        detection.read(json_of(usody(**{name: value})))
    for name in ("components", "sanitize", "erase", "version", "endTime", "credentialSubject"):
        detection.read(json_of({**snapshot(erasure()), name: value}))
    for name in erasure():
        detection.read(json_of(snapshot({**erasure(), name: value})))


@given(st.text(max_size=300))
def test_any_text_is_survived(text: str) -> None:
    detection.read(text.encode("utf-8", "replace"))
    log_reader.read(text)
