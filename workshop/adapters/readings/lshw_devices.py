"""The devices among lshw's nodes: drives, network adapters, batteries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from workshop.adapters.readings.lsblk import may_be_drive
from workshop.adapters.readings.network import by_name, mac, made_by_software
from workshop.adapters.readings.placeholders import real, serial
from workshop.adapters.readings.values import table, whole
from workshop.domain.diagnosis import Battery, DriveMedium, DriveReading, NetworkAdapter, NetworkKind

_OPTICAL = re.compile(r"/dev/(?:cd|dvd)\w*")
_TENTHS = re.compile(r"(\d{1,3})[.,](\d)V")


def drives(nodes: list[dict[str, Any]]) -> tuple[DriveReading, ...]:
    """Give the disks that have a size and a device."""
    return tuple(_drives(nodes, set(_usb_hosts(nodes))))


def _names(node: dict[str, Any]) -> list[str]:
    told = node.get("logicalname")
    return [name for name in (told if isinstance(told, list) else [told]) if isinstance(name, str)]


def _path(node: dict[str, Any]) -> str:
    """Give the device; one that holds no partitions stands there together with where it is mounted."""
    named = (name for name in _names(node) if name.startswith("/dev/") and not _OPTICAL.fullmatch(name))
    return next((name for name in named if may_be_drive(name.removeprefix("/dev/").replace("/", ""))), "")


def _usb_hosts(nodes: list[dict[str, Any]]) -> Iterator[str]:
    """Name the SCSI hosts that are USB: a disk hangs on one by the number in its bus information."""
    for node in nodes:
        driver = str(table(node.get("configuration")).get("driver", ""))
        if str(node.get("businfo", "")).startswith("usb@") or driver in {"usb-storage", "uas"}:
            yield from (name.removeprefix("scsi") for name in _names(node) if name.startswith("scsi"))


def _drives(nodes: list[dict[str, Any]], usb_hosts: set[str]) -> Iterator[DriveReading]:
    """Give the disks one by one; an NVMe namespace takes its names from the controller before it."""
    controller: dict[str, Any] = {}
    seen = set()
    for node in nodes:
        path, size = _path(node), whole(node.get("size"))
        if node.get("class") == "storage" and path.startswith("/dev/nvme"):
            controller = node
        if node.get("class") != "disk" or not size or not path or path in seen:  # seen: the medium in a removable drive
            continue
        seen.add(path)
        flash = path.startswith("/dev/nvme")
        on_usb = _host(node) in usb_hosts
        named = controller if flash else node
        yield DriveReading(
            path=path,
            model=real(named.get("product")),
            serial=serial(named.get("serial")),
            firmware=real(named.get("version")),
            size_bytes=size,
            medium=DriveMedium.NVME if flash else DriveMedium.USB if on_usb else DriveMedium.UNKNOWN,
            interface="nvme" if flash else "usb" if on_usb else None,
            removable=on_usb or "removable" in table(node.get("capabilities")),  # a stick does not always say so
        )


def _host(node: dict[str, Any]) -> str:
    return str(node.get("businfo", "")).removeprefix("scsi@").partition(":")[0]


def network(nodes: list[dict[str, Any]]) -> tuple[NetworkAdapter, ...]:
    """Give the adapters; what software made is none of the machine's. lshw writes the MAC address as their serial."""
    found = []
    for node in nodes:
        names = [name for name in _names(node) if not name.startswith("/dev/")]
        on_a_bus = str(node.get("businfo", "")).startswith(("pci@", "usb@", "virtio@"))
        if node.get("class") != "network" or not (on_a_bus or names) or made_by_software(names[0] if names else ""):
            continue
        driver = str(table(node.get("configuration")).get("driver", ""))
        if on_a_bus or driver not in {"bonding", "bridge", "dummy", "tun", "veth", "team"}:
            name = names[0] if names else ""
            product = real(node.get("product"))
            found.append(NetworkAdapter(name[:30], _kind(node, name, product or ""), mac(node.get("serial")), product))
    return tuple(found)


def _kind(node: dict[str, Any], name: str, product: str) -> NetworkKind:
    abilities, told = table(node.get("capabilities")), str(node.get("description", ""))
    if "wireless" in abilities or "Wireless" in told:
        return NetworkKind.WIFI
    if "bluetooth" in abilities:
        return NetworkKind.BLUETOOTH
    by = by_name(name) if name else by_name(product)
    return NetworkKind.ETHERNET if by is NetworkKind.OTHER and "ethernet" in abilities else by


def batteries(nodes: list[dict[str, Any]]) -> tuple[Battery, ...]:
    """Give the batteries as SMBIOS lists them: design capacity (mWh), nothing of today; power supplies are none."""
    told = [node for node in nodes if node.get("class") == "power" and str(node.get("id", "")).startswith("battery")]
    return tuple(
        Battery(
            name=real(node.get("slot")) or f"BAT{number}",
            model=real(node.get("product")),
            serial=serial(node.get("serial")),
            design_mwh=whole(node.get("capacity")) or None,
            maker=real(node.get("vendor")),
            design_millivolts=_millivolts(table(node.get("configuration")).get("voltage")),
        )
        for number, node in enumerate(told)
    )


def _millivolts(text: object) -> int | None:
    found = _TENTHS.fullmatch(text) if isinstance(text, str) else None
    return (int(found[1]) * 1000 + int(found[2]) * 100) or None if found else None
