"""Which report a file is, by what is in it, never by its name; then its reader. Runs in the child only.

Libraries are imported when a file needs them: a log costs no PDF library.
"""

from __future__ import annotations

import io
import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from workshop.adapters.imports import (
    blancco,
    ereuse,
    ereuse_machine,
    inventories,
    nwipe_log,
    nwipe_pdf,
    plain_yaml,
)
from workshop.domain.imports import ForeignReport, NotRead, Problem, ReportProblem, WhyNotRead
from workshop.domain.reports import OURS, FileRead, MachineReport

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SNAPSHOT = re.compile(r"""["']?\btype["']?\s{0,4}:\s{0,4}["']?(?:devices:)?(?:Snapshot|Live)\b""")
_MOST_PAGES = 200
_MOST_PAGE_TEXT = 200_000
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_PDF_WITHIN = 1024  # where readers look for %PDF-


def read(content: bytes, taken_at: datetime | None = None) -> FileRead | NotRead:
    """Read a report of any known kind; `taken_at` is when, by this bench's clock."""
    now = taken_at or datetime.now(UTC).replace(microsecond=0)
    if not content.strip():
        return NotRead(WhyNotRead.EMPTY)
    if content.startswith(OURS):
        return _read_ours(content)
    if b"%PDF-" in content[:_PDF_WITHIN]:
        return _read_pdf(content)
    text = content.decode("utf-16" if content.startswith(_UTF16) else "utf-8-sig", "replace")
    start = text.lstrip()[:1]
    if start == "<":
        return _read_xml(content, text, now)
    if start in {"{", "["} and (document := _json(text)) is not None:
        return _document(document, now)
    return _read_text(text, start, now)


def _document(document: Any, now: datetime) -> FileRead | NotRead:
    wipes = ereuse.read(document)
    machine = ereuse_machine.read(document, now) or inventories.from_json(document, now)
    return _known(wipes, machine)


def _read_text(text: str, start: str, now: datetime) -> FileRead | NotRead:
    """Read what is neither XML nor JSON: a log, a report for people, YAML, or JSON that its tool broke."""
    machine = inventories.from_broken_json(text, now) or inventories.from_text(text, now)
    if machine is None and _SNAPSHOT.search(text) and (document := plain_yaml.read(text)) is not None:
        return _document(document, now)
    wipes = None if machine else nwipe_log.read(text)  # a line of a log begins with « [ » as well
    if machine is None and wipes is None and start == "{":
        return NotRead(WhyNotRead.DAMAGED, "JSON")
    return _known(wipes, machine)


def _known(wipes: ForeignReport | None, machine: MachineReport | None = None) -> FileRead | NotRead:
    """Put together what was found; a report that could tell of wipes and tells of none is one of its machine only."""
    if wipes and machine and not wipes.entries and not wipes.problems:
        wipes = None
    return FileRead(wipes, machine) if wipes or machine else NotRead(WhyNotRead.UNKNOWN_FORMAT)


def _read_ours(content: bytes) -> FileRead | NotRead:
    """Read our own report; whether it is authentic is for the parent to say, who knows the secret."""
    from workshop.adapters.imports import etabli  # noqa: PLC0415

    machine = etabli.read(content.partition(b"\n")[2].decode("utf-8", "replace"))
    return FileRead(machine=machine) if machine else NotRead(WhyNotRead.DAMAGED, "etabli-report")


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _read_xml(content: bytes, text: str, now: datetime) -> FileRead | NotRead:
    from defusedxml import DefusedXmlException  # noqa: PLC0415 — only where it is needed
    from defusedxml.ElementTree import ParseError, fromstring  # noqa: PLC0415

    try:
        root = fromstring(content, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as problem:
        return NotRead(WhyNotRead.FORBIDDEN, type(problem).__name__)
    except (ParseError, ValueError, LookupError) as problem:  # an encoding that does not exist is a LookupError
        return NotRead(WhyNotRead.DAMAGED, str(problem)[:80])
    found = cast("Element", root)
    return _known(blancco.read(found), inventories.from_xml(found, text, now))


def _read_pdf(content: bytes) -> FileRead | NotRead:
    from pypdf import PdfReader  # noqa: PLC0415
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    broken = (PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError, OSError)
    texts, unread = [], []
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            return NotRead(WhyNotRead.FORBIDDEN, "encrypted")
        pages = len(reader.pages)
    except broken as problem:
        return NotRead(WhyNotRead.DAMAGED, type(problem).__name__)
    for number in range(min(pages, _MOST_PAGES)):
        try:
            texts.append(reader.pages[number].extract_text()[:_MOST_PAGE_TEXT])
        except broken:  # the other pages may still be read
            unread.append(ReportProblem(Problem.PAGE_UNREADABLE, str(number + 1)))
    report = nwipe_pdf.read(texts)
    if report is None:
        return NotRead(WhyNotRead.DAMAGED, "pages") if unread else NotRead(WhyNotRead.UNKNOWN_FORMAT)
    late = [ReportProblem(Problem.TOO_MANY)] if pages > _MOST_PAGES else []
    return FileRead(_with(report, [*unread, *late]))


def _with(report: ForeignReport, problems: list[ReportProblem]) -> ForeignReport:
    return ForeignReport(
        report.tool,
        report.tool_version,
        report.format,
        report.made_at,
        report.entries,
        (*report.problems, *problems),
    )
