"""`nvme list`, as JSON of nvme-cli 1 (flat) and 2 (subsystems, controllers, namespaces), and as a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workshop.adapters.readings import nvme_text
from workshop.adapters.readings.placeholders import real, serial
from workshop.adapters.readings.values import document, table, tables, whole
from workshop.domain.diagnosis import DriveMedium, DriveReading


def read(text: str) -> tuple[DriveReading, ...] | None:
    """Read the drives; None where the text is no list, empty where it lists none."""
    found = table(document(text))
    if "Devices" in found:
        return tuple(drive for row in tables(found["Devices"]) for drive in _drives(row))
    rows = nvme_text.devices(text)
    return tuple(_drive(row, row) for row in rows) if rows else None


def _drives(device: dict[str, Any]) -> Iterator[DriveReading]:
    """Give one drive for each namespace; the names are its controller's, or the device's own."""
    if "DevicePath" in device:
        yield _drive(device, device)
    for subsystem in (*tables(device.get("Subsystems")), device):
        controllers = tables(subsystem.get("Controllers"))
        first = controllers[0] if controllers else {}
        below = [space for controller in controllers for space in tables(controller.get("Namespaces"))]
        for space in (*below, *tables(subsystem.get("Namespaces"))):
            yield _drive(first, space)


def _drive(names: dict[str, Any], space: dict[str, Any]) -> DriveReading:
    node = str(space.get("DevicePath") or space.get("NameSpace") or space.get("Namespace") or "")[:100]
    return DriveReading(
        path=node if node.startswith("/") or not node else f"/dev/{node}",
        model=real(names.get("ModelNumber")),
        serial=serial(names.get("SerialNumber")),
        firmware=real(names.get("Firmware")),
        size_bytes=whole(space.get("PhysicalSize")) or None,
        logical_sector_bytes=whole(space.get("SectorSize")) or None,
        medium=DriveMedium.NVME,
        interface="nvme",
    )
