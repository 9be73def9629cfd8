"""`inxi --output json`: the whole machine, as eReuse's workbench-script carries it.

Every key is « 002#1#2#product »: its place in the printed line, whether something hangs below it, how deep it stands,
its name. The name is the last part, and only the order tells what a « serial » is the serial of. Sizes are rounded to
two decimals, and names are shortened (« Dell », « Intel Core i7-4600U »).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from workshop.adapters.readings.dmi import chassis
from workshop.adapters.readings.dmidecode import category
from workshop.adapters.readings.inventory import Inventory
from workshop.adapters.readings.inxi_devices import batteries, cameras, displays, drives, graphics, network
from workshop.adapters.readings.inxi_lines import Lines, binary_size, group, number
from workshop.adapters.readings.placeholders import name, real, serial
from workshop.adapters.readings.values import document, tables, untold, whole
from workshop.domain.diagnosis import Category, Firmware, Identity, MemoryModule, Processor, Unread, WhyUnread

_KEY = re.compile(r"(\d{1,5})#\d#\d{1,2}#(.{1,80})")
_ROOTS = "<superuser required>"
_KINDS = {"Laptop": "Laptop", "Desktop": "Desktop", "Server": "Main Server Chassis", "Tablet": "Tablet",
          "Mini-pc": "Mini PC", "All-in-one": "All In One", "Convertible": "Convertible", "Notebook": "Notebook",
          "Portable": "Portable", "Tower": "Tower", "Mini-tower": "Mini Tower", "Detachable": "Detachable"}  # fmt: skip
_MOST_LINES = 2000


def read(text: str) -> Inventory | None:
    """Read an answer; None where it is none of inxi's."""
    return of(document(text))


def of(found: Any) -> Inventory | None:
    """Read an answer that was parsed already."""
    sections = dict(_sections(found))
    if not sections:
        return None
    machine = sections.get("Machine", [])
    modules = tuple(_modules(sections.get("Memory", [])))
    listed = drives(sections.get("Drives", sections.get("Drive", [])))
    return Inventory(
        identity=_identity(machine),
        processor=_processor(sections.get("CPU", [])),
        memory=modules,
        memory_bytes=sum(module.size_bytes for module in modules) or _total(sections) or None,
        drives=listed,
        graphics=graphics(sections.get("Graphics", [])),
        batteries=batteries(sections.get("Battery", [])),
        displays=displays(sections.get("Graphics", [])),
        network=network(sections["Network"]) if "Network" in sections else None,
        cameras=cameras(sections["Graphics"]) if "Graphics" in sections else None,
        firmware=_firmware(machine),
        operating_system=_system(sections.get("System", [])),
        unread=(*_closed(machine), *(() if listed else (untold("drives", "inxi"),))),
    )


def _sections(found: Any) -> Iterator[tuple[str, Lines]]:
    for item in tables(found):
        for key, content in item.items():
            if (named := _KEY.fullmatch(key)) and isinstance(content, list):
                yield named[2], [_line(each) for each in tables(content)[:_MOST_LINES]]


def _line(told: dict[str, Any]) -> list[tuple[str, str]]:
    """Put one line into the order in which it was printed; a place that is there twice belongs to another line."""
    placed = sorted((int(named[1]), named[2], value) for key, value in told.items() if (named := _KEY.fullmatch(key)))
    return [(key, str(value).strip()) for _, key, value in placed if isinstance(value, str | int | float)]


def _identity(machine: Lines) -> Identity:
    system = group(machine, "System", until=("Chassis", "Mobo", "BIOS", "UEFI"))
    case = group(machine, "Chassis", until=("Mobo", "BIOS", "UEFI"))
    board = group(machine, "Mobo", until=("BIOS", "UEFI"))
    bios = _bios(machine)
    maker, model = real(system.get("System")), real(system.get("product"))
    kind = group(machine, "Type", until=("System", "Mobo")).get("Type", "")
    told = chassis(whole(case.get("type"))) or _KINDS.get(kind)
    virtual = kind.lower().startswith(("kvm", "virtual", "vmware", "xen", "docker", "lxc"))
    return Identity(
        maker=maker,
        model=model,
        version=name(system.get("v")),
        system_serial=_serial(system),
        board_serial=_serial(board),
        chassis_serial=_serial(case),
        category=Category.VIRTUAL if virtual else category(told, maker, model),
        bios_version=name(bios.get("v")),
        bios_date=real(bios.get("date")),
        board_maker=real(board.get("Mobo")),
        board_model=real(board.get("model")),
    )


def _serial(told: dict[str, str]) -> str | None:
    return None if told.get("serial", "").startswith("<") else serial(told.get("serial"))


def _bios(machine: Lines) -> dict[str, str]:
    found = (group(machine, key) for key in ("UEFI", "BIOS", "UEFI [Legacy]", "Firmware"))
    return next((told for told in found if told), {})


def _firmware(machine: Lines) -> Firmware:
    keys = {key for line in machine for key, _ in line}
    uefi = True if "UEFI" in keys else False if keys & {"BIOS", "UEFI [Legacy]"} else None
    return Firmware(uefi=uefi)


def _closed(machine: Lines) -> Iterator[Unread]:
    if any(value == _ROOTS for line in machine for _, value in line):
        yield Unread("serials", WhyUnread.NO_RIGHT, "inxi: superuser required")


def _processor(section: Lines) -> Processor | None:
    info, topology = group(section, "Info"), group(section, "Topology")
    model = real(info.get("model"))
    if model is None:
        return None
    packages = whole(topology.get("cpus")) or 1
    counts = (whole(topology.get(key)) for key in ("cores", "threads"))
    cores, threads = (count * packages if count else None for count in counts)
    return Processor(model, cores=cores, threads=threads)


def _modules(section: Lines) -> Iterator[MemoryModule]:
    for line in section:
        told = dict(reversed(line))
        if "Device" not in told:
            continue
        size = binary_size(told.get("size")) or 0
        kind = real(told.get("type")) if size else None
        yield MemoryModule(
            slot=real(told["Device"]) or "?",
            size_bytes=size,
            kind=kind if kind != "no module installed" else None,
            speed_mts=number(told.get("speed") or told.get("spec"), "MT/s") if size else None,
            maker=real(told.get("manufacturer")) if size else None,
            serial=serial(told.get("serial")) if size else None,
            part_number=real(told.get("part-no")) if size else None,
        )


def _total(sections: dict[str, Lines]) -> int | None:
    """Give what the kernel says it may use, which is less than what is fitted."""
    told = (group(sections.get(section, []), "RAM") for section in ("Memory", "Info"))
    return next((size for each in told if (size := binary_size(each.get("total")))), None)


def _system(section: Lines) -> str | None:
    return next((value for line in section for key, value in line if key == "Distro"), None) or None
