"""Reads a report of another tool in a child process, so that no file can cost more than its limits."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from workshop.adapters.imports.child import OUTPUT_BYTES, Ended
from workshop.domain.content import ContentError, from_content
from workshop.domain.imports import LARGEST_REPORT, NotRead, ReportFormat, WhyNotRead
from workshop.domain.reports import FileRead, MachineReportFormat

SECONDS = 30.0
_LAST_WORDS_SECONDS = 5.0
_ROOT = str(Path(__file__).resolve().parents[3])  # where `workshop` is imported from: -I leaves out the working folder
_PROGRAM = (
    "import sys; sys.path.append(sys.argv.pop()); from workshop.adapters.imports.child import main; sys.exit(main())"
)
_SLOW_SIGNALS = {-getattr(signal, name, 0) for name in ("SIGXCPU", "SIGKILL")}  # at the soft limit, at the hard one
_TOO_MUCH_SIGNALS = {-getattr(signal, "SIGXFSZ", 0)}


def read_report(content: bytes, seconds: float = SECONDS) -> FileRead | NotRead:
    """Return what a file says, or in one word why it cannot be read. Costs at most `seconds`, mostly 0.2."""
    if len(content) > LARGEST_REPORT:
        return NotRead(WhyNotRead.TOO_LARGE, str(len(content)))
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as told:
        given.write(content)
        given.seek(0)
        ended = _run(given, told, seconds)
        told.seek(0)
        written = told.read(OUTPUT_BYTES + 1)
    if isinstance(ended, NotRead):
        return ended
    return _answer(written) if ended == Ended.READ else NotRead(_why(ended), str(ended))


REPORTS: dict[str, frozenset[str]] = {
    "blancco": frozenset({ReportFormat.BLANCCO_XML}),
    "ereuse": frozenset({ReportFormat.EREUSE_JSON, MachineReportFormat.EREUSE}),
    "etabli-probe": frozenset({MachineReportFormat.ETABLI}),
    "nwipe": frozenset({ReportFormat.NWIPE_LOG, ReportFormat.NWIPE_PDF}),
    "usody-sanitize": frozenset({ReportFormat.USODY_JSON, MachineReportFormat.USODY}),
}


def report_of(tool: str, content: bytes) -> FileRead | None:
    """Return what a report of one tool holds, None where it is none of that tool's."""
    answer = read_report(content)
    if isinstance(answer, NotRead):
        return None
    forms = {str(part.format) for part in (answer.wipes, answer.machine) if part}
    return answer if forms & REPORTS[tool] else None


def _run(given: Any, told: Any, seconds: float) -> int | NotRead:
    """Run the child on two files; a file as its output is bounded by the kernel, a pipe would not be."""
    command = [sys.executable, "-I", "-B", "-c", _PROGRAM, _ROOT]
    bare = {"LC_ALL": "C.UTF-8", **{name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}}
    try:
        child = subprocess.Popen(command, stdin=given, stdout=told, stderr=subprocess.DEVNULL, env=bare, cwd="/")
    except OSError as problem:
        return NotRead(WhyNotRead.NO_READER, problem.strerror or type(problem).__name__)
    try:
        return child.wait(seconds)
    except subprocess.TimeoutExpired:
        return NotRead(WhyNotRead.TOO_SLOW, f"{seconds:g}")
    finally:
        if child.poll() is None:
            child.kill()
            child.wait(_LAST_WORDS_SECONDS)


def _why(ended: int) -> WhyNotRead:
    if ended in _SLOW_SIGNALS:
        return WhyNotRead.TOO_SLOW
    return WhyNotRead.TOO_HEAVY if ended == Ended.TOO_HEAVY or ended in _TOO_MUCH_SIGNALS else WhyNotRead.DAMAGED


def _answer(written: bytes) -> FileRead | NotRead:
    try:
        content = json.loads(written)
        if "not_read" in content:
            return from_content(NotRead, content["not_read"])
        return from_content(FileRead, content["read"])
    except (ValueError, KeyError, TypeError, ContentError):
        return NotRead(WhyNotRead.DAMAGED, "answer")
