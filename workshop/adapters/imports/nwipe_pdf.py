"""nwipe's PDF reports (0.35 to 0.42), as pypdf gives their text: of one drive, or of a whole system (0.42).

Labels and values stand in lines, some values in front of their labels: « HPA/DCO: HPA/DCO Size: Not Applicable … ».
The status is the report's own; it says ERASED beside errors that were retried, beside hidden sectors
(« See Warning ! ») and after a method that only verifies. A model has `_` for spaces in the report of a system.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workshop.adapters.imports.nwipe_log import TOOL, is_verification
from workshop.adapters.imports.pieces import about_times, count, latest, model, said, serial, wall_clock
from workshop.domain.imports import (
    MOST_ENTRIES,
    Account,
    ForeignReport,
    ForeignWipe,
    Note,
    Problem,
    ReportFormat,
    ReportProblem,
    account,
    plain_serial,
)

_VERSION = re.compile(r"\bErasure by NWIPE version (\S{1,15})", re.IGNORECASE)
_DRIVE = re.compile(r"^Disk Information\n(.*?)^Technician/Operator ID", re.DOTALL | re.MULTILINE)
_MANY = re.compile(r"^Make:(.*?)(?=^Make:|^Page \d+ of|^Disc Erasure by|\Z)", re.DOTALL | re.MULTILINE)
_WHO = (
    re.compile(r"^Make/Model:(.*?) Serial:(.*)$", re.MULTILINE),
    re.compile(r"^Make:(.*?) S/N:(.*)$", re.MULTILINE),
)
_SIZES = re.compile(r"Size\((Apparent|Real)\):[^,\n]{0,20}, ?(\d+) ?(?:bytes|B)\b")
_TIME = r"(\d{4})/(\d\d)/(\d\d) (\d\d:\d\d:\d\d)"
_START, _END = re.compile(rf"Start time: ?{_TIME}"), re.compile(rf"End time: ?{_TIME}")
_STATUS = (
    re.compile(r"Status: ?(ERASED|FAILED|ABORTED|INSANITY)"),
    re.compile(r"^(ERASED|FAILED|ABORTED|INSANITY)\b", re.MULTILINE),
)
_METHOD = re.compile(r"Method: ?(.*?) ?PRNG algorithm:")
_ERASED = re.compile(r"Bytes Erased: ?(\d+), ?\((\d+\.\d+)%\)")
_ROUNDS = re.compile(r"Rounds\(completed/requested\): ?(\d+)/(\d+)")
_ERRORS = re.compile(r"Errors\(pass/sync/verify(?:/retries)?\): ?([0-9/]+)")
_HIDDEN = re.compile(r"Hidden sectors found", re.IGNORECASE)
_HIDDEN_UNKNOWN = re.compile(r"HPA/DCO:.*Unknown|See Warning", re.IGNORECASE)
_WORDS = {"ERASED": Account.WIPED, "FAILED": Account.FAILED, "ABORTED": Account.ABORTED, "INSANITY": Account.UNKNOWN}


def read(pages: Sequence[str]) -> ForeignReport | None:
    """Return what a report tells, None where its text is none of nwipe's."""
    text = "\n".join(pages)
    version = _VERSION.search(text)
    if not version:
        return None
    found = sorted((*_DRIVE.finditer(text), *_MANY.finditer(text)), key=lambda block: block.start())
    blocks = [block[0] for block in found]
    entries = _with_twins([_entry(block) for block in blocks[-MOST_ENTRIES:]])
    made_at = latest([entry.ended_at for entry in entries])
    return ForeignReport(
        TOOL, said(version[1]), ReportFormat.NWIPE_PDF, made_at, tuple(entries), tuple(_problems(blocks))
    )


def _problems(blocks: Sequence[str]) -> Iterator[ReportProblem]:
    if not blocks:
        yield ReportProblem(Problem.ENTRY_UNREADABLE)
    if len(blocks) > MOST_ENTRIES:
        yield ReportProblem(Problem.TOO_MANY)


def _entry(block: str) -> ForeignWipe:
    who = next((found for pattern in _WHO if (found := pattern.search(block))), None)
    status = next((found[1] for pattern in _STATUS if (found := pattern.search(block))), "")
    method = said(found[1]) if (found := _METHOD.search(block)) else ""
    sizes = {found[1]: count(found[2]) for found in _SIZES.finditer(block)}
    started, ended = (wall_clock(*found.groups()) if (found := at.search(block)) else "" for at in (_START, _END))
    errors = found[1] if (found := _ERRORS.search(block)) else ""
    notes = [*_against(block, method, errors, sizes), *about_times(started, ended)]
    return ForeignWipe(
        serial(who[2]) if who else "",
        model(who[1].replace("_", " ")) if who else "",
        sizes.get("Apparent", 0),
        method,
        account(_WORDS.get(status, Account.UNKNOWN), notes),
        started,
        ended,
        said(f"{status} {errors}"),
        tuple(dict.fromkeys(notes)),
    )


def _against(block: str, method: str, errors: str, sizes: dict[str, int]) -> Iterator[Note]:
    """Say what stands in a block against its status; what should stand there and does not is against it too."""
    erased, rounds = _ERASED.search(block), _ROUNDS.search(block)
    if is_verification(method):
        yield Note.CHECKED_ONLY
    elif not (erased and rounds and errors and method):
        yield Note.INCOMPLETE
    elif float(erased[2]) < 100 or int(rounds[1]) < int(rounds[2]):  # noqa: PLR2004 — per cent
        yield Note.NOT_WHOLE
    if any(number.strip("0") for number in errors.split("/")[:3]):  # what was retried in the end went well
        yield Note.ERRORS_COUNTED
    if _HIDDEN.search(block) or sizes.get("Real", 0) > sizes.get("Apparent", 0):
        yield Note.HIDDEN_SECTORS
    elif _HIDDEN_UNKNOWN.search(block):
        yield Note.HIDDEN_UNKNOWN


def _with_twins(entries: list[ForeignWipe]) -> list[ForeignWipe]:
    """Mark the drives of one system that have the same serial."""
    numbers = [plain_serial(entry.serial) for entry in entries]
    return [
        _twin(entry) if number and numbers.count(number) > 1 else entry
        for entry, number in zip(entries, numbers, strict=True)
    ]


def _twin(entry: ForeignWipe) -> ForeignWipe:
    notes = (*entry.notes, Note.SERIAL_TWICE)
    return ForeignWipe(
        entry.serial,
        entry.model,
        entry.size_bytes,
        entry.method,
        account(entry.status, notes),
        entry.started_at,
        entry.ended_at,
        entry.detail,
        notes,
    )
