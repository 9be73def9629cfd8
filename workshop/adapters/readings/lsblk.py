"""`lsblk -J -b -O`: the drives that the kernel sees; loop, memory and optical devices and layers are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from workshop.adapters.readings.placeholders import real, serial
from workshop.adapters.readings.values import document, table, tables, truth, unreadable, whole
from workshop.domain.diagnosis import DriveMedium, DriveReading, Unread

# Whole disks to the kernel, but no drive: in memory, layered on drives, or hardware partitions of an eMMC chip.
_NO_DRIVE = re.compile(
    r"(?:loop|ram|zram|sr|fd|md|dm-|nbd|rbd|drbd|zd|pmem|mtdblock|nullb)\d*.*|mmcblk\d+(?:boot\d+|rpmb)"
)
_PATH = re.compile(r"/dev/[A-Za-z0-9][A-Za-z0-9_.!:/+-]{0,100}")
_DEPTH = 12


@dataclass(frozen=True, slots=True)
class Disk:
    """One whole drive and where it hangs: `transport` is lsblk's word (sata, nvme, usb, sas, mmc, virtio …)."""

    drive: DriveReading
    name: str
    transport: str | None
    mounted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """The drives in the kernel's order; `unread` is not empty where the list cannot be trusted."""

    disks: tuple[Disk, ...] = ()
    unread: tuple[Unread, ...] = ()


def read(text: str) -> Listing:
    """Read the list; an answer that is no list proves nothing about the drives."""
    found = table(document(text))
    if not isinstance(found.get("blockdevices"), list):
        return Listing(unread=(unreadable("drives", "lsblk gave no list of devices"),))
    disks, unread = [], []
    for device in tables(found["blockdevices"]):
        if not _is_drive(device):
            continue
        disk = _disk(device)
        if disk is None:
            unread.append(unreadable("drives", f"lsblk names a device {str(device.get('name'))[:60]!r}"))
        else:
            disks.append(disk)
    return Listing(tuple(disks), tuple(unread))


def may_be_drive(name: str) -> bool:
    """Tell by the kernel's name alone whether a block device can be a drive."""
    return re.fullmatch(r"[a-z]{2,8}[a-z0-9]{1,12}", name) is not None and not _NO_DRIVE.fullmatch(name)


def _is_drive(device: dict[str, Any]) -> bool:
    name, size = str(device.get("name", "")), whole(device.get("size"))
    empty_reader = size == 0 and truth(device.get("rm")) is True  # a card reader without a card
    return device.get("type") == "disk" and not _NO_DRIVE.fullmatch(name) and not empty_reader


def _disk(device: dict[str, Any]) -> Disk | None:
    name = str(device.get("name", ""))
    path = device.get("path") or f"/dev/{name}"
    if not isinstance(path, str) or not _PATH.fullmatch(path) or ".." in path:
        return None
    transport = real(device.get("tran")) or _by_name(name)
    drive = DriveReading(
        path=path,
        model=_model(device),
        serial=serial(device.get("serial")),
        wwn=real(device.get("wwn")),
        firmware=real(device.get("rev")),
        size_bytes=whole(device.get("size")),
        logical_sector_bytes=whole(device.get("log-sec")) or None,
        medium=_medium(transport, truth(device.get("rota"))),
        interface=transport,
        removable=bool(truth(device.get("rm"))),
    )
    return Disk(drive, name, transport, tuple(sorted(set(_mounted(device, _DEPTH)))))


def _model(device: dict[str, Any]) -> str | None:
    """Put the vendor before the model, as for SCSI; where the « vendor » is a bus or a number, it says nothing."""
    model, vendor = real(device.get("model")), real(device.get("vendor"))
    if model is None or vendor is None or vendor in {"ATA", "NVMe", "USB"} or vendor.startswith("0x"):
        return model.replace("_", " ") if model else None
    return model if model.lower().startswith(vendor.lower()) else f"{vendor} {model}"


def _by_name(name: str) -> str | None:
    """Before util-linux 2.38 the transport of some drives is not told, but their driver's name says it."""
    match = re.match(r"(nvme|mmcblk|vd|xvd)", name)
    return {"nvme": "nvme", "mmcblk": "mmc", "vd": "virtio", "xvd": "xen"}[match.group(1)] if match else None


def _medium(transport: str | None, rotating: bool | None) -> DriveMedium:  # noqa: FBT001 — lsblk's own column
    fixed = {"nvme": DriveMedium.NVME, "mmc": DriveMedium.EMMC, "usb": DriveMedium.USB, "sas": DriveMedium.SAS}
    if transport in {"sata", "ata"} and rotating is not None:
        return DriveMedium.HDD if rotating else DriveMedium.SSD
    return fixed.get(transport or "", DriveMedium.UNKNOWN)


def _mounted(device: dict[str, Any], depth: int) -> Iterator[str]:
    points = device.get("mountpoints")
    candidates = points if isinstance(points, list) else [device.get("mountpoint")]
    yield from (point for point in candidates if isinstance(point, str) and point)
    if depth:
        for child in tables(device.get("children")):
            yield from _mounted(child, depth - 1)
