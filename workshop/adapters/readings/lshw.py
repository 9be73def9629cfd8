"""`lshw -json` and `-xml`: the whole machine, as reports of other tools carry it; an object, a list, or broken JSON.

Some versions of lshw leave out `"children" : [` and commas. The nodes are then gathered line by line: lshw writes one
value a line, begins each node with its id, and depth first, which is all that is needed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from workshop.adapters.readings.dmidecode import category
from workshop.adapters.readings.inventory import Inventory
from workshop.adapters.readings.lshw_devices import batteries, drives, network
from workshop.adapters.readings.placeholders import name, real, serial, uuid
from workshop.adapters.readings.values import document, lines, table, tables, untold, whole
from workshop.domain.diagnosis import Category, Identity, Lock, LockKind, MemoryModule, Processor

__all__ = ["Inventory", "of", "read"]

_DEPTH = 40
_LINE = re.compile(r'\s*"([^"]{1,60})" ?: ?(".*"|[\d.]{1,30}|true|false|\{\s*),?\s*')
_CHASSIS = {
    "laptop": "Laptop", "notebook": "Notebook", "portable": "Portable", "convertible": "Convertible",
    "tablet": "Tablet", "detachable": "Detachable", "desktop": "Desktop", "low-profile": "Low Profile Desktop",
    "tower": "Tower", "mini-tower": "Mini Tower", "pizzabox": "Pizza Box", "space-saving": "Space-saving",
    "all-in-one": "All In One", "server": "Main Server Chassis", "rackmount": "Rack Mount Chassis", "blade": "Blade",
    "mini": "Mini PC", "stick": "Stick PC",
}  # fmt: skip


def read(text: str) -> Inventory | None:
    """Read a report; None where it is none of lshw's. The kernel cut the drives' models, and tells no health."""
    found = document(text)
    return _told(list(_gathered(text))) if found is None else of(found)


def of(found: Any) -> Inventory | None:
    """Read a report that was parsed already, or the nodes of an XML one."""
    root = next(iter(tables(found)), None) if isinstance(found, list) else found
    return _told(list(_flat(root, _DEPTH))) if isinstance(root, dict) else None


def _told(nodes: list[dict[str, Any]]) -> Inventory | None:
    if not nodes or "class" not in nodes[0]:
        return None
    banks = [node for node in nodes if _id(node).startswith("bank")]
    modules = tuple(_module(bank) for bank in banks if "flash" not in str(bank.get("description", "")).lower())
    system = next((node for node in nodes if _id(node) == "memory" and node.get("class") == "memory"), {})
    listed = drives(nodes)
    return Inventory(
        identity=_identity(nodes),
        processor=_processor(nodes),
        memory=modules,
        memory_bytes=sum(module.size_bytes for module in modules) or whole(system.get("size")) or None,
        drives=listed,
        graphics=tuple(_graphics(nodes)),
        batteries=batteries(nodes),
        network=network(nodes) or None,
        locks=tuple(_locks(table(nodes[0].get("configuration")))),
        unread=() if listed else (untold("drives", "lshw"),),  # it sees no eMMC, and without rights nothing
    )


def _id(node: dict[str, Any]) -> str:
    """Give what a node is, without the number that several of a kind have: memory:1."""
    return str(node.get("id", "")).partition(":")[0]


def _flat(node: dict[str, Any], depth: int) -> Iterator[dict[str, Any]]:
    yield node
    if depth:
        for child in tables(node.get("children")):
            yield from _flat(child, depth - 1)


def _gathered(text: str) -> Iterator[dict[str, Any]]:
    """Gather the nodes of broken JSON; `configuration` is the one inner object that matters."""
    node: dict[str, Any] = {}
    inner: dict[str, Any] | None = None
    for line in lines(text):
        match = _LINE.fullmatch(line)
        if match is None:
            inner = None if "}" in line else inner
            continue
        key, value = match.groups()
        if key == "id":
            if node:
                yield node
            node, inner = {}, None
        if value.startswith("{"):
            inner = node[key] = {}
        elif inner is not None:
            inner[key] = document(value)
        else:
            node[key] = document(value)
    if node:
        yield node


def _identity(nodes: list[dict[str, Any]]) -> Identity:
    system, core = nodes[0], next((node for node in nodes if node.get("id") == "core"), {})
    bios = next((node for node in nodes if node.get("id") == "firmware"), {})
    settings = table(system.get("configuration"))
    maker, model = real(system.get("vendor")), _without_sku(system.get("product"), settings.get("sku"))
    kind = category(_CHASSIS.get(str(settings.get("chassis", "")).lower()), maker, model)
    return Identity(
        maker=maker,
        model=model,
        version=name(system.get("version")),
        system_serial=serial(system.get("serial")),
        board_serial=serial(core.get("serial")),
        system_uuid=uuid(settings.get("uuid")),
        category=Category.VIRTUAL if real(bios.get("vendor")) in {"SeaBIOS", "innotek GmbH"} else kind,
        bios_version=name(bios.get("version")),
        bios_date=real(bios.get("date")),
        board_maker=real(core.get("vendor")),
        board_model=real(core.get("product")),
    )


def _locks(settings: dict[str, Any]) -> Iterator[Lock]:
    for key in ("administrator_password", "power-on_password"):
        if settings.get(key) == "enabled":
            yield Lock(LockKind.BIOS_PASSWORD, f"{key}: enabled")


def _without_sku(product: object, sku: object) -> str | None:
    """« Latitude E7240 (05CA) »: lshw puts the stock number behind the model, a placeholder's too."""
    match = re.fullmatch(r"(.{1,150}?) \(([^()]{0,60})\)", product.strip()) if isinstance(product, str) else None
    if match and (match.group(2) == sku or real(match.group(2)) is None or match.group(2) == match.group(1)):
        return real(match.group(1))
    return real(product)


def _processor(nodes: list[dict[str, Any]]) -> Processor | None:
    """Take the sockets that hold a model; lshw adds nameless ones for the logical processors."""
    sockets = [node for node in nodes if node.get("class") == "processor" and real(node.get("product"))]
    if not sockets:
        return None
    first, settings = sockets[0], [table(node.get("configuration")) for node in sockets]
    hertz = whole(first.get("capacity"))
    return Processor(
        model=real(first.get("product")) or "",
        maker=real(first.get("vendor")),
        cores=sum(whole(each.get("cores")) or 0 for each in settings) or None,
        threads=sum(whole(each.get("threads")) or 0 for each in settings) or None,
        max_mhz=hertz // 10**6 if hertz else None,
    )


def _module(bank: dict[str, Any]) -> MemoryModule:
    told = str(bank.get("description", ""))
    size = whole(bank.get("size")) or 0
    kind = re.search(r"\b(LPDDR\d?X?|DDR\d?|SDRAM)\b", told)
    speed = re.search(r"\b(\d{2,5}) MHz", told)
    maker = real(bank.get("vendor"))
    return MemoryModule(
        slot=real(bank.get("slot")) or str(bank.get("id", ""))[:60],
        size_bytes=size,
        kind=kind.group(1) if kind and size else None,
        speed_mts=int(speed.group(1)) if speed and size else None,
        maker=maker if size and maker != "[Empty]" else None,
        soldered=True if told.startswith(("Row of chips", "Chip")) else False if "DIMM" in told else None,
        serial=serial(bank.get("serial")) if size else None,
        part_number=real(bank.get("product")) if size else None,
    )


def _graphics(nodes: list[dict[str, Any]]) -> Iterator[str]:
    for node in nodes:
        if node.get("class") == "display" and (product := real(node.get("product"))):
            yield f"{real(node.get('vendor')) or ''} {product}".strip()
