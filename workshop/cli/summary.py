"""The summary of a run-through: every code, state, grade with its reasons, and what was proven of each drive."""

from __future__ import annotations

from typing import Any

from workshop.bootstrap import Workshop
from workshop.domain.content import to_content
from workshop.domain.drives import Disposition
from workshop.domain.lots import DriveCard, machine_name
from workshop.domain.proofs import NotProven, Proof
from workshop.domain.scanning import Signal
from workshop.services.grading import grade_of
from workshop.services.run_through import Day
from workshop.services.wiping import conclusion_of
from workshop.words import reason

SCHEMA = "etabli-summary-1"


def summary_of(workshop: Workshop, day: Day, labels: list[str]) -> dict[str, Any]:
    """Gather everything that a run-through made."""
    machines = [_machine(workshop, day, card.code) for card in workshop.machines.of_lot(day.lot.code)]
    drives = [drive for machine in machines for drive in machine["drives"]]
    assert day.order is not None
    return {
        "schema": SCHEMA,
        "example": True,
        "lot": to_content(day.lot),
        "order": to_content(day.order),
        "counts": {
            "received": len(machines),
            "delivered": sum(machine["state"] == "delivered" for machine in machines),
            "refused": sum(bool(machine["refused"]) for machine in machines),
            "drives": len(drives),
            "drives_proven": sum(bool(drive["proven"]) for drive in drives),
        },
        "machines": machines,
        "certificates": [document.number for document in day.certificates],
        "manifests": [document.number for document in day.manifests],
        "labels": labels,
    }


def _machine(workshop: Workshop, day: Day, code: str) -> dict[str, Any]:
    card = workshop.machines.card(code)
    with workshop.store.looking() as look:
        grade = grade_of(look, card)
    presented = day.presented.get(code)
    refused = presented.reasons if presented and presented.signal is Signal.REFUSED else ()
    return {
        "code": code,
        "name": machine_name(card.maker, card.model),
        "serial": card.serial,
        "state": card.state,
        "read_here": code == day.read_here,
        "grade": to_content(grade) if grade else None,
        "refused": list(refused),
        "refused_words": [reason(item) for item in refused],
        "manifest": card.manifest,
        "drives": [_drive(workshop, drive) for drive in workshop.machines.drives(code)],
    }


def _drive(workshop: Workshop, drive: DriveCard) -> dict[str, Any]:
    with workshop.store.looking() as look:
        conclusion = conclusion_of(look, drive)
    return {
        "code": drive.code,
        "model": drive.model,
        "serial": drive.serial,
        "size_bytes": drive.size_bytes,
        "disposition": drive.disposition,
        "validation": drive.validation,
        "certificate": drive.certificate,
        "proven": _proven(conclusion) if drive.disposition in _PROVEN else None,
        "doubts": [doubt.value for doubt in conclusion.doubts] if isinstance(conclusion, NotProven) else [],
    }


_PROVEN = (Disposition.PROVEN.value, Disposition.PROVEN_WITH_RESERVATIONS.value)


def _proven(conclusion: Proof | NotProven | None) -> dict[str, Any] | None:
    if not isinstance(conclusion, Proof):
        return None
    log, reading = conclusion.log, conclusion.log.read_back
    assert reading is not None
    return {
        "exercise": log.exercise,
        "medium": log.before.medium.value,
        "method": log.method,
        "level": conclusion.level.value,
        "tool": [f"{step.tool} {step.tool_version}".strip() for step in log.steps],
        "bytes_read_back": reading.bytes_read,
        "bytes_differing": reading.differing_bytes,
        "direct": reading.direct,
        "reservations": [item.value for item in conclusion.reservations],
    }
