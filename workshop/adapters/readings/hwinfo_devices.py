"""The devices among hwinfo's entries: drives, screens, network adapters, graphics, cameras."""

from __future__ import annotations

import math
import re

from workshop.adapters.readings.hwinfo_text import Entry
from workshop.adapters.readings.lsblk import may_be_drive
from workshop.adapters.readings.network import by_name, mac, made_by_software
from workshop.adapters.readings.placeholders import real, serial
from workshop.adapters.readings.values import whole
from workshop.domain.diagnosis import Display, DriveMedium, DriveReading, NetworkAdapter, NetworkKind

_BYTES = re.compile(r".{0,60}\((\d{1,18}) bytes\)")
_SECTORS = re.compile(r"(\d{1,15}) sectors a (\d{1,5}) bytes")
_WWN = re.compile(r"/dev/disk/by-id/wwn-(0x[0-9a-f]{16})(?=,|$)")
_MODE = re.compile(r"(\d{3,5})x(\d{3,5})\b")
_MILLIMETRES = re.compile(r"(\d{2,4})x(\d{2,4}) mm")
_FIRST_YEAR = 1990


def drives(found: list[Entry]) -> tuple[DriveReading, ...]:
    """Give the disks; a card reader without a card is none."""
    told = (_drive(entry) for entry in found if entry.kind == "disk")
    return tuple(drive for drive in told if drive is not None)


def _drive(entry: Entry) -> DriveReading | None:
    path, size = _device(entry), _size(entry)
    on_usb = "usb-storage" in entry.fields.get("Driver", "") or '"uas"' in entry.fields.get("Driver", "")
    empty = size is None and (on_usb or entry.fields.get("Drive status") == "no medium")
    if empty or not path.startswith("/dev/") or not may_be_drive(path.removeprefix("/dev/").replace("/", "")):
        return None
    wwn = _WWN.search(entry.fields.get("Device Files", "")[:2000])
    flash, card = path.startswith("/dev/nvme"), path.startswith("/dev/mmcblk")
    fixed = DriveMedium.NVME if flash else DriveMedium.EMMC if card else DriveMedium.UNKNOWN
    return DriveReading(
        path=path,
        model=real(entry.quoted("Model")),
        serial=serial(entry.quoted("Serial ID")),
        wwn=wwn[1] if wwn else None,
        firmware=real(entry.quoted("Revision")),
        size_bytes=size,
        medium=DriveMedium.USB if on_usb else fixed,
        interface="usb" if on_usb else {DriveMedium.NVME: "nvme", DriveMedium.EMMC: "mmc"}.get(fixed),
        removable=on_usb,  # hwinfo tells a stick from a drive in a dock by nothing
    )


def _device(entry: Entry) -> str:
    return entry.fields.get("Device File", "").partition(" ")[0][:100]


def _size(entry: Entry) -> int | None:
    exact = _BYTES.match(entry.fields.get("Capacity", ""))
    counted = _SECTORS.match(entry.fields.get("Size", ""))
    if exact:
        return whole(exact[1]) or None
    return whole(int(counted[1]) * int(counted[2])) or None if counted else None


def monitors(found: list[Entry]) -> tuple[Display, ...]:
    """Give the screens that answered; hwinfo does not tell which of them is built in."""
    return tuple(_monitor(entry) for entry in found if entry.kind == "monitor")


def _monitor(entry: Entry) -> Display:
    mode = _MODE.match(entry.fields.get("Resolution", ""))
    size = _MILLIMETRES.match(entry.fields.get("Size", ""))
    year = whole(entry.fields.get("Year of Manufacture"))
    return Display(
        maker=real(entry.fields.get("Vendor", "").partition(" ")[0].strip('"')),
        model=real(entry.quoted("Model")),
        serial=serial(entry.quoted("Serial ID")),
        diagonal_mm=round(math.hypot(int(size[1]), int(size[2]))) if size else None,
        width_px=int(mode[1]) if mode else None,
        height_px=int(mode[2]) if mode else None,
        year=year if year and year > _FIRST_YEAR else None,
    )


def network(found: list[Entry]) -> tuple[NetworkAdapter, ...]:
    """Give the adapters on a bus; the interfaces that software made have entries of another class."""
    return tuple(
        NetworkAdapter(
            name=_device(entry)[:30],
            kind=_kind(entry),
            mac=mac(entry.fields.get("Permanent HW Address") or entry.fields.get("HW Address")),
            model=real(entry.quoted("Model")),
        )
        for entry in found
        if entry.kind == "network" and not made_by_software(_device(entry))
    )


def _kind(entry: Entry) -> NetworkKind:
    if "WLAN" in entry.title or "WLAN" in entry.fields.get("Features", ""):
        return NetworkKind.WIFI
    device = by_name(_device(entry)) if _device(entry) else NetworkKind.OTHER
    named = by_name(entry.quoted("Model") or "") if device is NetworkKind.OTHER else device
    return NetworkKind.ETHERNET if named is NetworkKind.OTHER and "Ethernet" in entry.title else named


def graphics(found: list[Entry]) -> tuple[str, ...]:
    """Name the graphics chips."""
    told = (real(entry.quoted("Model")) for entry in found if entry.kind == "graphics card")
    return tuple(model for model in told if model)


def cameras(found: list[Entry]) -> tuple[str, ...]:
    """Name the cameras once: they have an entry for the picture and one for the sound."""
    told = (real(entry.quoted("Model")) for entry in found if '"uvcvideo"' in entry.fields.get("Driver", ""))
    return tuple(dict.fromkeys(model for model in told if model))
