"""The erasures within eReuse snapshots: Workbench 11 and 12 (actions of drives), « lite » (`sanitize`).

workbench-script cannot erase (its `erase` is always empty), and a credential wraps one of the others. Severity goes
Info, Notice, Warning, Error: only Info is plain. Sizes are no check: the same Workbench 11 wrote 238475 for a drive of
250 GB (MiB) and 160042 for one of 160 GB (MB).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workshop.adapters.imports import usody
from workshop.adapters.imports.ereuse_shapes import snapshot_of
from workshop.adapters.imports.pieces import about_times, latest, model, moment, said, serial, tables
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
)

TOOL = "ereuse-workbench"
_FINE = "Info"
_ERROR = "Error"


def read(document: Any) -> ForeignReport | None:
    """Return what a JSON document tells of erasures, None where it is neither a snapshot nor usody's."""
    if usody.is_one(document):
        return _report(usody.TOOL, document, ReportFormat.USODY_JSON, [usody.entry_of(document)])
    if isinstance(document, list):
        return _read_list(document)
    snapshot = snapshot_of(document)
    if snapshot is None:
        return None
    sanitized = [usody.entry_of(item) for item in tables(snapshot.get("sanitize")) if usody.is_one(item)]
    unread = len(_listed(snapshot.get("sanitize"))) - len(sanitized) + len(_listed(snapshot.get("erase")))
    problems = [ReportProblem(Problem.ENTRY_UNREADABLE)] * min(unread, 1)
    told = [*sanitized, *_erasures(snapshot)]
    tool = usody.TOOL if sanitized and len(told) == len(sanitized) else TOOL
    return _report(tool, snapshot, ReportFormat.EREUSE_JSON, told, problems)


def _read_list(documents: list[Any]) -> ForeignReport | None:
    ones = [item for item in documents if usody.is_one(item)]
    if not ones:
        return None
    problems = [ReportProblem(Problem.ENTRY_UNREADABLE)] * (len(ones) < len(documents))
    return _report(usody.TOOL, ones[0], ReportFormat.USODY_JSON, [usody.entry_of(item) for item in ones], problems)


def _report(
    tool: str,
    document: dict[str, Any],
    form: ReportFormat,
    told: list[ForeignWipe],
    problems: list[ReportProblem] | None = None,
) -> ForeignReport:
    own = [moment(document.get("endTime")), moment(document.get("timestamp"))]
    made_at = latest([*own, *(entry.ended_at for entry in told)])
    found = [*(problems or ()), *([ReportProblem(Problem.TOO_MANY)] if len(told) > MOST_ENTRIES else ())]
    version = said(document.get("version"), 20)
    return ForeignReport(tool, version, form, made_at, tuple(told[-MOST_ENTRIES:]), tuple(found))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _erasures(snapshot: dict[str, Any]) -> Iterator[ForeignWipe]:
    for component in tables(snapshot.get("components")):
        for action in (*tables(component.get("actions")), *tables(component.get("events"))):
            kind = said(action.get("type") or action.get("@type"))
            if kind.startswith("Erase"):
                yield _entry(component, action, kind)


def _entry(component: dict[str, Any], action: dict[str, Any], kind: str) -> ForeignWipe:
    started, ended = moment(action.get("startTime")), moment(action.get("endTime"))
    severity = said(action.get("severity"))
    steps = tables(action.get("steps"))
    ran = [said(step.get("type")) for step in steps]
    notes = tuple(_notes(severity, steps, ended))
    return ForeignWipe(
        serial(component.get("serialNumber")),
        model(component.get("model")),
        0,
        said(f"{kind}: {', '.join(ran)}" if ran else kind),
        account(Account.WIPED if severity == _FINE else _worse(severity), notes),
        started,
        ended,
        severity,
        (*notes, *about_times(started, ended)),
    )


def _worse(severity: str) -> Account:
    return Account.FAILED if severity == _ERROR else Account.UNKNOWN


def _notes(severity: str, steps: list[dict[str, Any]], ended: str) -> Iterator[Note]:
    if severity not in {_FINE, _ERROR}:
        yield Note.WARNED
    if not steps or not ended:
        yield Note.INCOMPLETE
    if any(said(step.get("severity")) == _ERROR for step in steps):
        yield Note.STEP_FAILED
    elif any(said(step.get("severity")) != _FINE for step in steps) and severity == _FINE:
        yield Note.WARNED
