"""Inventories of GLPI agents and their ancestors (FusionInventory, OCS): JSON, or XML with the same names in capitals.

Source: inventory.schema.json of glpi-project/inventory_format. Capacities are MB: of memory 2^20 bytes, of drives 10^6.
Agents on macOS write 2000 for a module of 2 GB; it is told as written. Agents may send a part only: what is not in it
is not known, and never « none ».
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from workshop.adapters.readings.dmidecode import category
from workshop.adapters.readings.glpi_devices import batteries, cameras, drives, graphics, monitors, network, text_of
from workshop.adapters.readings.inventory import Inventory
from workshop.adapters.readings.placeholders import name, real, serial, uuid
from workshop.adapters.readings.values import document, table, tables, truth, untold, whole
from workshop.adapters.readings.xml_text import Element, root
from workshop.domain.diagnosis import Category, Firmware, Identity, MemoryModule, Processor, Unread

_MEBIBYTE = 2**20
_MOST_ITEMS = 2000
_SOLDERED = frozenset({"chip", "row of chips", "die"})
_SOCKETED = frozenset({"dimm", "sodimm", "fb-dimm", "rimm", "simm"})
_OF_A_MACHINE = frozenset({"", "computer", "phone"})
_SECTIONS = ("cpus", "memories", "storages", "batteries", "monitors", "networks", "videos", "cameras", "bios")
_TOLD_ALWAYS = {"bios": "smbios", "cpus": "processor", "memories": "memory", "storages": "drives"}
_ONLY_TEXT = re.compile(r"(\d{1,12}) ?(MB|GB)?")


@dataclass(frozen=True, slots=True)
class Report:
    """One inventory: its facts, whether it calls itself partial, and who wrote it when (a machine's clock)."""

    inventory: Inventory
    partial: bool
    agent: str
    version: str
    made_at: str
    id: str


def read(text: str) -> Report | None:
    """Read an inventory in JSON or XML; None where it is none, or one of a printer or a switch."""
    if text.lstrip("\ufeff \t\r\n").startswith("<"):
        found = root(text)
        return None if found is None else of_xml(found)
    return of_json(document(text))


def of_json(found: Any) -> Report | None:
    """Read an inventory that was parsed already."""
    content = table(table(found).get("content"))
    kind = str(table(found).get("itemtype") or "").lower()
    if not ({"hardware", "bios"} & content.keys()) or kind not in _OF_A_MACHINE:
        return None
    return _report(content, str(found.get("deviceid", "")), partial=truth(found.get("partial")) is True, kind=kind)


def of_xml(found: Element) -> Report | None:
    """Read a REQUEST that was parsed already; what SNMP found (QUERY) is none."""
    content, query = found.find("CONTENT"), text_of(found.findtext("QUERY")).upper()
    if found.tag != "REQUEST" or content is None or query not in {"INVENTORY", ""}:
        return None
    read = _from_xml(content)
    return (
        _report(read, text_of(found.findtext("DEVICEID")), partial=False)
        if {"hardware", "bios"} & read.keys()
        else None
    )


def _from_xml(content: Element) -> dict[str, Any]:
    """Give the content as JSON has it: sections that may come several times as lists, names in small letters."""
    read: dict[str, Any] = {}
    for section in content:
        key = section.tag.lower() if isinstance(section.tag, str) else ""
        if not len(section):
            read.setdefault(key, section.text or "")
            continue
        item = {child.tag.lower(): child.text or "" for child in section if isinstance(child.tag, str)}
        if key in _SECTIONS and key != "bios":
            read.setdefault(key, []).append(item)
        else:
            read.setdefault(key, item)
    return read


def _report(content: dict[str, Any], device: str, *, partial: bool, kind: str = "") -> Report:
    provider, client = table(content.get("versionprovider")), text_of(content.get("versionclient"))
    agent, _, version = client.partition("_v")
    return Report(
        _inventory(content, kind),
        partial,
        agent or text_of(provider.get("name")) or "glpi-agent",
        version or text_of(provider.get("version")),
        text_of(table(content.get("accesslog")).get("logdate")),
        device,
    )


def _inventory(content: dict[str, Any], kind: str) -> Inventory:
    lists = {key: tables(content.get(key))[:_MOST_ITEMS] for key in _SECTIONS}
    hardware, system = table(content.get("hardware")), table(content.get("operatingsystem"))
    modules = tuple(_module(place, item) for place, item in enumerate(lists["memories"]))
    return Inventory(
        identity=_identity(table(content.get("bios")), hardware, kind),
        processor=_processor(lists["cpus"]),
        memory=modules,
        memory_bytes=sum(module.size_bytes for module in modules) or _mebibytes(hardware.get("memory")) or None,
        drives=drives(lists["storages"]),
        graphics=graphics(lists["videos"]),
        batteries=batteries(lists["batteries"]),
        displays=monitors(lists["monitors"]),
        firmware=Firmware(secure_boot=_secure_boot(table(content.get("bios")))),
        network=network(lists["networks"]) if "networks" in content else None,
        cameras=cameras(lists["cameras"]) if "cameras" in content else None,
        operating_system=real(system.get("full_name") or hardware.get("osname")),
        unread=tuple(_untold(content)),
    )


def _untold(content: dict[str, Any]) -> Iterator[Unread]:
    for section, what in _TOLD_ALWAYS.items():
        if not content.get(section):
            yield untold(what, "inventory")


def _identity(bios: dict[str, Any], hardware: dict[str, Any], kind: str) -> Identity:
    maker, model = real(bios.get("smanufacturer")), real(bios.get("smodel"))
    told = category(text_of(hardware.get("chassis_type") or bios.get("type")), maker, model)
    elsewhere = text_of(hardware.get("vmsystem")).lower() not in {"", "physical"}
    return Identity(
        maker=maker,
        model=model,
        system_serial=serial(bios.get("ssn")),
        board_serial=serial(bios.get("msn")),
        chassis_serial=serial(bios.get("enclosureserial")),
        system_uuid=uuid(hardware.get("uuid")),
        category=Category.VIRTUAL if elsewhere else Category.SMARTPHONE if kind == "phone" else told,
        bios_version=name(bios.get("bversion")),
        bios_date=real(bios.get("bdate")),
        board_maker=real(bios.get("mmanufacturer")),
        board_model=real(bios.get("mmodel")),
        sku=real(bios.get("skunumber")),
        asset_tag=real(bios.get("assettag")),
    )


def _secure_boot(bios: dict[str, Any]) -> bool | None:
    return {"enabled": True, "disabled": False}.get(text_of(bios.get("secure_boot")).lower())


def _processor(cpus: list[dict[str, Any]]) -> Processor | None:
    """Add up the sockets. « thread » is of a whole one, whatever the schema says; « arch » is i386 for 64 bits too."""
    named = [cpu for cpu in cpus if real(cpu.get("name"))]
    if not named:
        return None
    cores, threads = (sum(whole(cpu.get(key)) or 0 for cpu in named) for key in ("core", "thread"))
    first = named[0]
    return Processor(
        model=real(first.get("name")) or "",
        maker=real(first.get("manufacturer")),
        cores=cores or None,
        threads=threads or None,
    )


def _module(place: int, item: dict[str, Any]) -> MemoryModule:
    size = _mebibytes(item.get("capacity"))
    form = text_of(item.get("description")).lower()
    speed = re.match(r"\d{1,6}", text_of(item.get("speed")))
    return MemoryModule(
        slot=_slot(item) or str(place),
        size_bytes=size,
        kind=real(item.get("type")) if size else None,
        speed_mts=(int(speed[0]) or None) if speed and size else None,
        maker=real(item.get("manufacturer")) if size else None,
        soldered=True if form in _SOLDERED else False if form in _SOCKETED else None,
        serial=serial(item.get("serialnumber")) if size else None,
        part_number=real(item.get("model")) if size else None,
        form_factor=real(item.get("description")),
    )


def _slot(item: dict[str, Any]) -> str:
    caption = real(item.get("caption")) or ""  # on macOS it holds a state: « Status: OK »
    return caption if caption and not caption.startswith("Status") else text_of(item.get("numslots"))


def _mebibytes(value: Any) -> int:
    """Give a size in MB, as a number or as « 4194MB », in bytes; what is none (« No », an empty slot) is 0."""
    found = _ONLY_TEXT.fullmatch(text_of(value).strip())
    return (whole(int(found[1]) * _MEBIBYTE * (1024 if found[2] == "GB" else 1)) or 0) if found else 0
