"""usody-sanitize 0.1: one drive's erasure as JSON, alone, in a list, or in an eReuse snapshot (`sanitize`).

What a method is called does not say what ran (« a single-pass overwrite … with zeros » runs `shred` with random), so
the commands' own tools are told. lsblk's serial is the dock's where the drive hangs on USB: two drives then have the
same one, so smartctl's is taken, and without it none. Times are seconds since 1970.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workshop.adapters.imports.pieces import about_times, count, epoch, human_size, model, said, serial, table, tables
from workshop.domain.imports import Account, ForeignWipe, Note, account

TOOL = "usody-sanitize"


def is_one(document: Any) -> bool:
    """Tell whether a JSON document is a report of usody-sanitize."""
    return isinstance(document, dict) and {"steps", "device_info", "method", "result"} <= document.keys()


def entry_of(document: dict[str, Any]) -> ForeignWipe:
    """Return the one wipe that a report tells."""
    info = table(document.get("device_info"))
    exported = table(info.get("export_data"))
    block, smart = table(exported.get("block")), table(exported.get("smart"))
    steps = tables(document.get("steps"))
    times = [epoch(item.get(name)) for item in steps for name in ("start_time", "end_time")]
    started, ended = (times[0], times[-1]) if times else ("", "")
    notes = tuple(_notes(document, steps, block, smart))
    exact = count(table(smart.get("user_capacity")).get("bytes"))
    return ForeignWipe(
        serial(smart.get("serial_number")) or serial(block.get("serial")) or serial(info.get("serial_number")),
        model(smart.get("model_name")) or model(block.get("model")) or model(info.get("model")),
        exact or human_size(info.get("size")),
        _method(table(document.get("method"))),
        account(Account.WIPED if document.get("result") is True else Account.FAILED, notes),
        started,
        ended,
        said(f"result: {document.get('result')}"),
        (*notes, *about_times(started, ended)),
        size_is_rounded=not exact,
    )


def _method(method: dict[str, Any]) -> str:
    ran = [f"{said(step.get('tool'))} {said(step.get('pattern'))}" for step in tables(method.get("overwriting_steps"))]
    return said(f"{said(method.get('name'))}: {', '.join(ran)}" if ran else method.get("name"))


def _notes(document: dict[str, Any], steps: list[dict[str, Any]], block: Any, smart: Any) -> Iterator[Note]:
    if not steps:
        yield Note.NEVER_STARTED
    commands = [command for step in steps for command in tables(step.get("commands"))]
    if steps and not all(item.get("success") is True for item in (*steps, *commands)):
        yield Note.STEP_FAILED
    if steps and not all(tables(step.get("commands")) for step in steps):
        yield Note.INCOMPLETE
    checked = table(document.get("validation")).get("result")
    if checked is False:
        yield Note.CHECK_FAILED
    elif checked is not True and table(document.get("method")).get("verification_enabled") is not False:
        yield Note.INCOMPLETE
    if said(block.get("tran")).lower() == "usb" and not serial(smart.get("serial_number")):
        yield Note.DOCK_SERIAL
