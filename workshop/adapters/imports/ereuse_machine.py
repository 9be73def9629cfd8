"""eReuse snapshots as a machine: outputs of tools, or components, or both (`debug` holds what they were made of)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from workshop.adapters.imports import ereuse_components, ereuse_outputs
from workshop.adapters.imports.ereuse_shapes import machine_of, outputs_of, uuid_of
from workshop.adapters.imports.machine_reports import Told, report
from workshop.adapters.imports.merging import merged
from workshop.adapters.imports.pieces import said, table
from workshop.domain.reports import MachineReport, MachineReportFormat, Partly

TOOL = "ereuse-workbench"


def read(document: Any, taken_at: datetime) -> MachineReport | None:
    """Return the machine of a snapshot, None where the document is none or tells of no machine."""
    snapshot = machine_of(document)
    if snapshot is None:
        return None
    outputs = outputs_of(snapshot)
    problems: tuple[Partly, ...] = ()
    if outputs:
        inventory, problems = ereuse_outputs.read(outputs)
    else:
        inventory = ereuse_components.read(snapshot)
        if debug := table(snapshot.get("debug")):
            inventory = merged([inventory, ereuse_outputs.read(debug)[0]])
    told = Told(
        MachineReportFormat.EREUSE,
        said(snapshot.get("software") or snapshot.get("snapshotSoftware")) or TOOL,
        said(snapshot.get("version")),
        said(snapshot.get("endTime") or snapshot.get("timestamp") or snapshot.get("date")),
        uuid_of(snapshot),
        problems,
        tells_locks=bool(outputs),
    )
    return report(told, inventory, taken_at)
