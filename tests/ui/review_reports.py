"""Reports that wait, and why each of them does: as the probe or another tool would bring them."""

from __future__ import annotations

import functools
from dataclasses import replace
from datetime import UTC, datetime

from workshop.bootstrap import SystemClock, Workshop, machine
from workshop.domain.diagnosis import Diagnosis, Identity
from workshop.domain.people import Actor
from workshop.domain.reports import Authenticity, MachineReport, MachineReportFormat
from workshop.domain.scanning import Scan
from workshop.resources import resource
from workshop.services.reports import Arrived
from workshop.services.scanning import Place

PROBE, GLPI = (
    ("etabli-probe", "1.0", MachineReportFormat.ETABLI),
    ("GLPI-Agent", "1.7.1", MachineReportFormat.GLPI_JSON),
)


@functools.cache
def recorded(name: str = "dell-latitude-5400-healthy") -> Diagnosis:
    """Return what was read of a recorded machine."""
    return machine(resource("machines", name), SystemClock()).read().diagnosis


def identified(serial: str | None, chassis: str | None = None, board: str | None = None) -> Diagnosis:
    """Return a reading of a Latitude with these serials."""
    who = Identity("Dell Inc.", "Latitude 5400", system_serial=serial, chassis_serial=chassis, board_serial=board)
    return replace(recorded(), identity=who)


def arrives(
    workshop: Workshop,
    actor: Actor,
    diagnosis: Diagnosis,
    authenticity: Authenticity = Authenticity.AUTHENTIC,
    made_by: tuple[str, str, MachineReportFormat] = PROBE,
) -> Arrived:
    """Take a report of that reading."""
    tool, version, written_as = made_by
    report = MachineReport(written_as, tool, version, "2026-11-24T09:00:00Z", diagnosis)
    content = repr((report, authenticity)).encode()
    return workshop.reports.take(actor, "dell-latitude-5400.etabli", content, report, authenticity)


def a_shop_with_machines(workshop: Workshop, actor: Actor) -> list[str]:
    """Receive six machines that are still to be read; return their codes."""
    lot = workshop.lots.open(actor, "Communauté de communes de la Vallée-du-Garon", 0)
    serials = ("4HT9K02", "4HT9K03", "", "5CG8411Q7X", "", "PF0ZX1Y2")
    return [workshop.machines.receive(actor, lot.code, serial).code for serial in serials]


def every_reason(workshop: Workshop, actor: Actor) -> str:
    """Bring one report for each reason to wait; return the machine that was read before."""
    codes = a_shop_with_machines(workshop, actor)
    arrives(workshop, actor, identified("4HT9K02"))  # it becomes that machine's reading
    identity = recorded().identity
    foreign = replace(
        recorded(),
        identity=replace(identity, system_serial="4HT9K02"),
        memory_bytes=8 * 2**30,
    )
    arrives(workshop, actor, foreign, Authenticity.UNAUTHENTICATED, GLPI)
    arrives(workshop, actor, identified("7QQ1A55"), Authenticity.ALTERED)
    arrives(workshop, actor, identified("NEVERSEEN1", "CH-0042", "/NEVERSEEN1/CN129/"))
    arrives(workshop, actor, identified(None), Authenticity.UNAUTHENTICATED)
    return codes[0]


def is_refused(workshop: Workshop, actor: Actor, text: str, reader: str = "keyboard", *, typed: bool = False) -> None:
    """Scan something that nobody knows."""
    workshop.scanning.answer(actor, Scan(text, reader, datetime.now(UTC), typed), Place("home"))
