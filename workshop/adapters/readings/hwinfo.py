"""`hwinfo` (openSUSE's hardware detection, and eReuse's workbench): the whole machine as text."""

from __future__ import annotations

from collections.abc import Iterator

from workshop.adapters.readings.dmi import chassis
from workshop.adapters.readings.dmidecode import category
from workshop.adapters.readings.hwinfo_devices import cameras, drives, graphics, monitors, network
from workshop.adapters.readings.hwinfo_text import Entry, Table, code, entries, number, size_bytes
from workshop.adapters.readings.inventory import Inventory
from workshop.adapters.readings.placeholders import name, real, serial, uuid
from workshop.adapters.readings.values import lines, untold
from workshop.domain.diagnosis import Firmware, Identity, MemoryModule, Processor

_FLASH = 0x09
# SMBIOS reference specification 3.6, tables 75 (form factor) and 76 (type); hwinfo's own words stop at DDR
_KINDS = {
    0x0F: "SDRAM", 0x12: "DDR", 0x13: "DDR2", 0x14: "DDR2", 0x18: "DDR3", 0x1A: "DDR4", 0x1B: "LPDDR", 0x1C: "LPDDR2",
    0x1D: "LPDDR3", 0x1E: "LPDDR4", 0x20: "HBM", 0x21: "HBM2", 0x22: "DDR5", 0x23: "LPDDR5",
}  # fmt: skip
_FORMS = {0x05: "Chip", 0x09: "DIMM", 0x0B: "Row Of Chips", 0x0D: "SODIMM", 0x0F: "FB-DIMM", 0x10: "Die"}
_SOLDERED = frozenset({0x05, 0x0B, 0x10})
_RAID = "RAID bus controller"


def read(text: str) -> Inventory | None:
    """Read a report; None where it is none of hwinfo's. A part of one (`hwinfo --disk`) gives a part."""
    found = [entry for entry in entries(lines(text)) if entry.kind]
    if not found:
        return None
    tables = [table for entry in found if entry.kind == "bios" for table in entry.tables]
    modules = tuple(_modules(tables))
    total = next((size_bytes(entry.fields.get("Memory Size", "")) for entry in found if entry.kind == "memory"), 0)
    listed = drives(found)
    raid = any(entry.kind == "storage" and entry.title.endswith(_RAID) for entry in found)
    return Inventory(
        identity=_identity(tables),
        processor=_processor(found),
        memory=modules,
        memory_bytes=sum(module.size_bytes for module in modules) or total or None,
        drives=listed,
        graphics=graphics(found),
        displays=monitors(found),
        network=network(found) or None,
        cameras=cameras(found) or None,
        firmware=Firmware(raid_mode=True if raid else None),
        unread=() if listed else (untold("drives", "hwinfo"),),
    )


def _identity(tables: list[Table]) -> Identity:
    nothing = Table("")
    bios, system, board, case = (
        next((table for table in tables if table.name == kind), nothing)
        for kind in ("BIOS Info", "System Info", "Board Info", "Chassis Info")
    )
    maker, model = real(system.quoted("Manufacturer")), real(system.quoted("Product"))
    return Identity(
        maker=maker,
        model=model,
        version=name(system.quoted("Version")),
        system_serial=serial(system.quoted("Serial")),
        board_serial=serial(board.quoted("Serial")),
        chassis_serial=serial(case.quoted("Serial")),
        system_uuid=uuid(system.fields.get("UUID")),
        category=category(chassis(code(case.fields.get("Type", ""))), maker, model),
        bios_version=name(bios.quoted("Version")),
        bios_date=real(bios.quoted("Date")),
        board_maker=real(board.quoted("Manufacturer")),
        board_model=real(board.quoted("Product")),
        asset_tag=real(case.quoted("Asset Tag")),
    )


def _modules(tables: list[Table]) -> Iterator[MemoryModule]:
    for place, table in enumerate(table for table in tables if table.name == "Memory Device"):
        kind, form = (code(table.fields.get(key, "")) for key in ("Type", "Form Factor"))
        if kind == _FLASH:  # the chip that holds the BIOS
            continue
        size = size_bytes(table.fields.get("Size", ""))
        yield MemoryModule(
            slot=real(table.quoted("Location")) or real(table.quoted("Bank")) or str(place),
            size_bytes=size,
            kind=_KINDS.get(kind or 0) if size else None,
            speed_mts=number(table.fields.get("Speed", ""), "MHz") if size else None,
            maker=real(table.quoted("Manufacturer")) if size else None,
            soldered=True if form in _SOLDERED else False if form in _FORMS else None,
            serial=serial(table.quoted("Serial")) if size else None,
            part_number=real(table.quoted("Part Number")) if size else None,
            form_factor=_FORMS.get(form or 0),
        )


def _processor(found: list[Entry]) -> Processor | None:
    """Take the first of the logical processors; their number is that of the threads. Cores are not told."""
    logical = [entry for entry in found if entry.kind == "cpu" and real(entry.quoted("Model"))]
    if not logical:
        return None
    first = logical[0]
    return Processor(real(first.quoted("Model")) or "", maker=real(first.quoted("Vendor")), threads=len(logical))
