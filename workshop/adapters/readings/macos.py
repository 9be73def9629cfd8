"""A Mac from `system_profiler`, in any of its three forms; each fact under its key and under its English label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from workshop.adapters.readings.inventory import Inventory
from workshop.adapters.readings.macos_parts import batteries, displays, drives
from workshop.adapters.readings.network import by_name, mac
from workshop.adapters.readings.placeholders import real, serial, uuid
from workshop.adapters.readings.system_profiler import Tree, flat, nodes, tree
from workshop.adapters.readings.values import thousandths, untold, whole
from workshop.domain.diagnosis import (
    Category,
    Identity,
    Lock,
    LockKind,
    MemoryModule,
    NetworkAdapter,
    NetworkKind,
    Processor,
)

_CATEGORIES = (
    ("MacBook", Category.LAPTOP), ("iMac", Category.ALL_IN_ONE), ("Macmini", Category.MINI_PC),
    ("Mac mini", Category.MINI_PC), ("MacPro", Category.DESKTOP), ("Mac Pro", Category.DESKTOP),
    ("Mac Studio", Category.MINI_PC), ("Power Mac", Category.DESKTOP), ("Xserve", Category.SERVER),
    ("VMware", Category.VIRTUAL), ("VirtualBox", Category.VIRTUAL), ("Parallels", Category.VIRTUAL),
)  # fmt: skip
_UNITS = {"KB": 2**10, "MB": 2**20, "GB": 2**30, "TB": 2**40, "Mo": 2**20, "Go": 2**30, "To": 2**40}
_SIZE = re.compile(r"(\d{1,6}(?:[.,]\d{1,3})?)\s?([KMGT][Bo])\b.*")
_DRIVES = frozenset({"SPNVMeDataType", "SPSerialATADataType"})
_MADE_BY_SOFTWARE = re.compile(r"Parallels|VMware|VirtualBox|Bridge", re.IGNORECASE)
_HEXADECIMAL = re.compile(r"(?:[2-7][0-9A-Fa-f]){8,40}")
_CAMERA = re.compile(r"camera|isight|webcam", re.IGNORECASE)


def read(text: str) -> Inventory | None:
    """Read one report; None where no known part is in it."""
    found = tree(text)
    hardware = _first(found, "SPHardwareDataType")
    memory = tuple(_memory(found))
    software = _first(found, "SPSoftwareDataType")
    inventory = Inventory(
        identity=_identity(hardware),
        processor=_processor(hardware),
        memory=memory,
        memory_bytes=size_bytes(pick(hardware, "physical_memory", "Memory"))
        or sum(module.size_bytes for module in memory)
        or None,
        drives=drives(found),
        graphics=tuple(_graphics(found)),
        batteries=batteries(found.get("SPPowerDataType", [])),
        displays=displays(found.get("SPDisplaysDataType", [])),
        network=tuple(_network(found)) if "SPNetworkDataType" in found else None,
        cameras=_cameras(found),
        operating_system=real(pick(software, "os_version", "System Version")),
        locks=tuple(_locks(hardware)),
        microphones=_microphones(found),
        unread=()
        if {"SPNVMeDataType", "SPSerialATADataType"} & found.keys()
        else (untold("drives", "system_profiler"),),
    )
    return None if inventory.empty else inventory


def pick(node: dict[str, Any], *names: str) -> Any:
    """Give the first of these values that is there."""
    return next((node[name] for name in names if node.get(name) not in (None, "")), None)


def size_bytes(value: Any) -> int | None:
    """Give « 8 GB », « 2,26 Go » in bytes of 1024; memory is counted so."""
    found = _SIZE.fullmatch(value.strip()) if isinstance(value, str) else None
    amount = thousandths(found[1]) if found else None
    return amount * _UNITS[found[2]] // 1000 or None if found and amount is not None else None


def _first(found: Tree, kind: str) -> dict[str, Any]:
    """Give the values of a part that has one item; text puts an « Overview » between."""
    merged: dict[str, Any] = {}
    for node in nodes(found.get(kind, [])):
        merged = {**{key: value for key, value in node.items() if not isinstance(value, dict | list)}, **merged}
    return merged


def _identity(hardware: dict[str, Any]) -> Identity:
    model = real(pick(hardware, "machine_model", "Model Identifier", "Machine Model"))
    named = real(pick(hardware, "machine_name", "Model Name", "Machine Name"))
    if not model and not named:
        return Identity()
    kind = next((kind for words, kind in _CATEGORIES for told in (named, model) if told and words in told), None)
    return Identity(
        maker="Apple",
        model=model or named,
        version=named if model else None,
        system_serial=serial(pick(hardware, "serial_number", "Serial Number (system)", "Serial Number")),
        system_uuid=uuid(pick(hardware, "platform_UUID", "Hardware UUID")),
        category=kind or Category.UNKNOWN,
        bios_version=real(pick(hardware, "boot_rom_version", "Boot ROM Version", "System Firmware Version")),
        sku=real(pick(hardware, "model_number", "Model Number")),
    )


def _processor(hardware: dict[str, Any]) -> Processor | None:
    chip = real(pick(hardware, "chip_type", "Chip"))
    model = chip or real(pick(hardware, "cpu_type", "Processor Name"))
    if model is None:
        return None
    speed = str(pick(hardware, "current_processor_speed", "Processor Speed") or "")
    ghz = thousandths(speed.partition(" ")[0]) if speed.endswith("GHz") else None
    cores = re.match(r"(?:proc )?(\d{1,4})", str(pick(hardware, "number_processors", "Total Number Of Cores",
                                                      "Total Number of Cores", "Number Of Cores") or ""))  # fmt: skip
    return Processor(
        model=model,
        maker="Apple" if chip else "Intel" if "Intel" in model else None,
        cores=whole(cores[1]) if cores else None,
        max_mhz=ghz or None,
        architecture="aarch64" if chip and chip.startswith("Apple") else None,
    )


def _memory(found: Tree) -> Iterator[MemoryModule]:
    """List the slots; Apple's own chips have one entry for all of their memory, which is part of them."""
    for node in nodes(found.get("SPMemoryDataType", [])):
        told = pick(node, "dimm_size", "Size", "SPMemoryDataType", "Memory")
        size = size_bytes(told)
        empty = str(told).lower() in {"empty", "(empty)"} or str(pick(node, "dimm_status", "Status")).lower() == "empty"
        if size is None and not empty:
            continue
        kind = real(pick(node, "dimm_type", "Type"))
        speed = re.match(r"(\d{2,5}) MHz", str(pick(node, "dimm_speed", "Speed") or ""))
        maker = real(pick(node, "dimm_manufacturer", "Manufacturer"))
        yield MemoryModule(
            slot=real(node.get("_name")) or "memory",
            size_bytes=size or 0,
            kind=kind.removesuffix(" SDRAM") if kind and size else None,
            speed_mts=int(speed[1]) if speed else None,
            maker=maker if size else None,
            soldered=True if kind and kind.startswith("LPDDR") else None,
            serial=serial(str(pick(node, "dimm_serial_number", "Serial Number") or "").removeprefix("0x")),
            part_number=_part_number(str(pick(node, "dimm_part_number", "Part Number") or "")),
        )


def _part_number(told: str) -> str | None:
    """Spell out what older systems give as hexadecimal digits, « 0x48594D50… »."""
    digits = told.removeprefix("0x")
    return real(bytes.fromhex(digits).decode("ascii", "replace") if _HEXADECIMAL.fullmatch(digits) else digits)


def _graphics(found: Tree) -> Iterator[str]:
    for node in nodes(found.get("SPDisplaysDataType", [])):
        if told := real(pick(node, "sppci_model", "Chipset Model")):
            yield told


def _network(found: Tree) -> Iterator[NetworkAdapter]:
    """Keep what is Ethernet or AirPort hardware; modems of Bluetooth, FireWire and bridges are none."""
    for node in nodes(found.get("SPNetworkDataType", [])):
        hardware, device = pick(node, "hardware", "Hardware"), pick(node, "interface", "BSD Device Name")
        title = real(node.get("_name")) or str(device)[:30]
        own = isinstance(device, str) and device.startswith("en") and not _MADE_BY_SOFTWARE.search(title)
        if hardware not in {"Ethernet", "AirPort", "Wi-Fi"} or not own:
            continue
        address = mac(pick(flat(node), "MAC Address"))
        usb = by_name(title)
        kind = (
            NetworkKind.WIFI if hardware != "Ethernet" else usb if usb is NetworkKind.MOBILE else NetworkKind.ETHERNET
        )
        yield NetworkAdapter(device, kind, address, title)


def _cameras(found: Tree) -> tuple[str, ...] | None:
    """Name the cameras; before there was a part of their own they stood among the USB devices."""
    if "SPCameraDataType" in found:
        named = [node.get("_name") for node in nodes(found["SPCameraDataType"])]
        return tuple(told for told in map(real, named) if told and told != "Camera")
    if "SPUSBDataType" not in found:
        return None
    named = [node.get("_name") for node in nodes(found["SPUSBDataType"])]
    return tuple(told for told in map(real, named) if told and _CAMERA.search(told))


def _microphones(found: Tree) -> tuple[str, ...] | None:
    if "SPAudioDataType" not in found:
        return None
    inputs = (
        node for node in nodes(found["SPAudioDataType"]) if pick(node, "coreaudio_device_input", "Input Channels")
    )
    return tuple(told for node in inputs if (told := real(node.get("_name"))))


def _locks(hardware: dict[str, Any]) -> Iterator[Lock]:
    told = str(pick(hardware, "activation_lock_status", "Activation Lock Status") or "")
    if told.lower() in {"activation_lock_enabled", "enabled"}:
        yield Lock(LockKind.ACTIVATION, f"system_profiler: Activation Lock Status: {told}")
