"""Blancco's XML reports, built from published field names: no real report was at hand.

`root/report[]/blancco_data`, with `<entries name="X">` groups and `<entry name="k">v</entry>` leaves. The nesting
differs between versions (public importers say so), so groups are looked for by name at any depth. Only the state
« Successful » is a wipe; a drive is who its erasure's `target` says, else the only disk of that model in the report.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from workshop.adapters.imports.pieces import about_times, count, latest, model, moment, said, serial
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

TOOL = "blancco"
_ABORTED = ("cancel", "abort", "interrupt", "stop")
_FAILED = ("fail", "unsuccessful", "error")


class Element(Protocol):
    """What is needed of an element of the standard library's ElementTree."""

    tag: str
    text: str | None

    def get(self, key: str) -> str | None: ...

    def iter(self) -> Iterator[Element]: ...

    def __iter__(self) -> Iterator[Element]: ...


def read(root: Element) -> ForeignReport | None:
    """Return what a report tells of erasures, None where the XML is none of Blancco's."""
    everything = list(root.iter())
    if not any(_name(item) in {"blancco_data", "blancco_erasure_report"} for item in everything):
        return None
    reports = [item for item in everything if _name(item) == "report"] or [root]
    told = [entry for report in reports for entry in _entries(report)]
    version = next((said(item.text, 20) for item in everything if item.get("name") == "product_version"), "")
    made_at = latest([entry.ended_at for entry in told])
    problems = (ReportProblem(Problem.TOO_MANY),) if len(told) > MOST_ENTRIES else ()
    return ForeignReport(TOOL, version, ReportFormat.BLANCCO_XML, made_at, tuple(told[-MOST_ENTRIES:]), problems)


def _name(element: Element) -> str:
    """Return a tag without its namespace; comments and instructions have none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _groups(element: Element, name: str) -> list[Element]:
    return [item for item in element.iter() if _name(item) == "entries" and item.get("name") == name]


def _leaves(element: Element) -> dict[str, str]:
    """Return the entries that stand directly in a group; where two have the same name, neither is taken."""
    found: dict[str, str] = {}
    for item in element:
        name = said(item.get("name"))
        if _name(item) == "entry" and name:
            found[name] = "" if name in found else said(item.text)
    return found


def _entries(report: Element) -> Iterator[ForeignWipe]:
    disks = [_leaves(group) for group in _groups(report, "disk")]
    for erasure in _groups(report, "erasure"):
        targets = [_leaves(group) for group in _groups(erasure, "target")]
        for target in targets or [{}]:
            yield _entry(_leaves(erasure), target, disks)


def _entry(erasure: dict[str, str], target: dict[str, str], disks: list[dict[str, str]]) -> ForeignWipe:
    told = {name: text for name, text in target.items() if text}
    who = told if serial(told.get("serial")) else {**told, **_only_disk(told, disks)}
    started, ended = moment(erasure.get("start_time")), moment(erasure.get("end_time") or erasure.get("timestamp"))
    notes = tuple(_notes(erasure))
    return ForeignWipe(
        serial(who.get("serial")),
        model(who.get("model")),
        count(who.get("capacity")),
        said(erasure.get("erasure_standard_name")),
        account(_word(erasure.get("state", "")), notes),
        started,
        ended,
        said(erasure.get("state")),
        (*notes, *about_times(started, ended)),
    )


def _only_disk(target: dict[str, str], disks: list[dict[str, str]]) -> dict[str, str]:
    """Return the disk of a report that a target without a serial must be; nothing where several could be."""
    named = plain_serial(target.get("model", ""))
    fixed = [disk for disk in disks if disk.get("interface_type", "").upper() != "USB"]
    fitting = [disk for disk in fixed if not named or plain_serial(disk.get("model", "")) == named]
    return {name: text for name, text in fitting[0].items() if text} if len(fitting) == 1 else {}


def _word(state: str) -> Account:
    low = state.lower()
    if low == "successful":
        return Account.WIPED
    if any(word in low for word in _ABORTED):
        return Account.ABORTED
    return Account.FAILED if any(word in low for word in _FAILED) else Account.UNKNOWN


def _notes(erasure: dict[str, str]) -> Iterator[Note]:
    for name in ("failed_sectors", "total_errors"):
        told = erasure.get(name, "0")
        if told.strip("0"):
            yield Note.ERRORS_COUNTED
            return
