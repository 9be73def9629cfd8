"""Which report a file is, by what is in it, never by its name; then its reader. Runs in the child only.

Libraries are imported when a file needs them: a log costs no PDF library.
"""

from __future__ import annotations

import io
import json
from typing import Any, cast

from workshop.adapters.imports import blancco, ereuse, nwipe_log, nwipe_pdf
from workshop.domain.imports import ForeignReport, NotRead, Problem, ReportProblem, WhyNotRead

_MOST_PAGES = 200
_MOST_PAGE_TEXT = 200_000
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_PDF_WITHIN = 1024  # where readers look for %PDF-


def read(content: bytes) -> ForeignReport | NotRead:
    """Read a report of any known kind."""
    if not content.strip():
        return NotRead(WhyNotRead.EMPTY)
    if b"%PDF-" in content[:_PDF_WITHIN]:
        return _read_pdf(content)
    text = content.decode("utf-16" if content.startswith(_UTF16) else "utf-8-sig", "replace")
    start = text.lstrip()[:1]
    if start == "<":
        return _read_xml(content)
    if start in {"{", "["} and (document := _json(text)) is not None:
        return _known(ereuse.read(document))
    report = nwipe_log.read(text)  # a line of a log begins with « [ » as well
    if report is None and start == "{":
        return NotRead(WhyNotRead.DAMAGED, "JSON")
    return _known(report)


def _known(report: ForeignReport | None) -> ForeignReport | NotRead:
    return report or NotRead(WhyNotRead.UNKNOWN_FORMAT)


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _read_xml(content: bytes) -> ForeignReport | NotRead:
    from defusedxml import DefusedXmlException  # noqa: PLC0415 — only where it is needed
    from defusedxml.ElementTree import ParseError, fromstring  # noqa: PLC0415

    try:
        root = fromstring(content, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as problem:
        return NotRead(WhyNotRead.FORBIDDEN, type(problem).__name__)
    except (ParseError, ValueError, LookupError) as problem:  # an encoding that does not exist is a LookupError
        return NotRead(WhyNotRead.DAMAGED, str(problem)[:80])
    return _known(blancco.read(cast("blancco.Element", root)))


def _read_pdf(content: bytes) -> ForeignReport | NotRead:
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
    return _with(report, [*unread, *late])


def _with(report: ForeignReport, problems: list[ReportProblem]) -> ForeignReport:
    return ForeignReport(
        report.tool,
        report.tool_version,
        report.format,
        report.made_at,
        report.entries,
        (*report.problems, *problems),
    )
