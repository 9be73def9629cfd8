"""The shapes in which eReuse snapshots come, and the snapshot within them.

A verifiable credential and the request before it is signed are unwrapped; what is left is either the outputs of tools
(workbench-script: `data`, once `hwmd`, or the `evidence` of the credential) or components (Workbench 11 and 12, and the
older ones, whose keys begin with @ or _).
"""

from __future__ import annotations

from typing import Any

from workshop.adapters.imports.pieces import said, table, tables

_SNAPSHOTS = frozenset({"Snapshot", "devices:Snapshot"})
_OUTPUTS = ("data", "hwmd")


def snapshot_of(document: Any) -> dict[str, Any] | None:
    """Return the snapshot that a document holds, None where it holds none."""
    found = _unwrapped(table(document))
    return found if kind_of(found) in _SNAPSHOTS else None


def machine_of(document: Any) -> dict[str, Any] | None:
    """Return what a document holds in the shape of a snapshot: eReuse's desktop application calls it « Live »."""
    found = _unwrapped(table(document))
    alike = isinstance(found.get("device"), dict) and isinstance(found.get("components"), list)
    return found if kind_of(found) in _SNAPSHOTS or alike else None


def kind_of(item: dict[str, Any]) -> str:
    """Give the type of a snapshot, a component or an action; the older tools put the finer word into `type`."""
    return said(item.get("@type") or item.get("type"))


def outputs_of(snapshot: dict[str, Any]) -> dict[str, Any]:
    """Give what the tools wrote, by their names."""
    found = [content for key in _OUTPUTS if isinstance(content := snapshot.get(key), dict)]
    evidence = {
        said(item.get("operation")): item.get("output") for item in tables(snapshot.get("evidence")) if "output" in item
    }
    return {key: value for each in (*found, evidence) for key, value in each.items() if value}


def uuid_of(snapshot: dict[str, Any]) -> str:
    """Give a snapshot's own name; tests of eReuse itself write zeros."""
    told = said(snapshot.get("uuid") or snapshot.get("_uuid"), 60)
    return told if set(told) - set("0-") else ""


def _unwrapped(document: dict[str, Any]) -> dict[str, Any]:
    """Take a snapshot out of the request or the credential around it."""
    subject = table(document.get("credentialSubject"))
    if subject:
        evidence = document.get("evidence", subject.get("evidence"))
        return {**subject, "type": "Snapshot", "evidence": evidence}
    if document.get("type") == "DeviceSnapshotV1":
        return table(document.get("data"))
    return document
