"""The devices in an inventory of a GLPI agent: drives, batteries, screens, network adapters, graphics, cameras."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Any

from workshop.adapters.readings import edid
from workshop.adapters.readings.battery import wear
from workshop.adapters.readings.drive_sizes import from_megabytes
from workshop.adapters.readings.network import by_name, mac, made_by_software
from workshop.adapters.readings.placeholders import real, serial
from workshop.adapters.readings.values import truth, whole
from workshop.domain.diagnosis import Battery, Display, DriveMedium, DriveReading, NetworkAdapter, NetworkKind

# What else has a row among the storages: optical drives, floppies, tapes, the kernel's own
_NO_DRIVE = re.compile(r"(?i).*\b(?:cd|dvd|bd|optical|floppy|tape|cd-?rom|dvd-?rom|blu-?ray|disquette)\b.*")
_NO_DRIVE_MODEL = re.compile(r"(?i).*\b(?:(?:DVD|CD)[-+ ]{0,2}R(?:OM|AM|W)?|DVD|CDDVDW|BD-?R[EW]?|floppy)\b.*")
_NO_DRIVE_NAME = re.compile(
    r"(?i)(?:/dev/)?(?:sr|cdrom|fd|loop|ram|zram|md|dm-|nst|st)\d+.*|\\\\\.\\(?:cdrom|tape)\d+.*"
)
_EUI = re.compile(r"(?:[0-9A-F]{4}_){3}(?:(?:[0-9A-F]{4}_){4})?[0-9A-F]{4}\.?", re.IGNORECASE)
_MEDIA = (
    (re.compile(r"(?i)\bnvme|non-volatile"), DriveMedium.NVME, "nvme"),
    (re.compile(r"(?i)\busb\b|removable|external"), DriveMedium.USB, "usb"),
    (re.compile(r"(?i)\be?mmc\b"), DriveMedium.EMMC, "mmc"),
    (re.compile(r"(?i)\bsas\b"), DriveMedium.SAS, "sas"),
    (re.compile(r"(?i)\bssd\b|solid state"), DriveMedium.SSD, None),
    (re.compile(r"(?i)\bhdd\b"), DriveMedium.HDD, None),
)
_KINDS = {"ethernet": NetworkKind.ETHERNET, "wifi": NetworkKind.WIFI, "bluetooth": NetworkKind.BLUETOOTH}
_NOT_OURS = frozenset({"loopback", "bridge", "alias", "aggregate", "dialup"})
_LONGEST_EDID = 64 * 1024


def text_of(value: Any) -> str:
    """Give a text, or a number as one; JSON and XML write the same figure in both ways."""
    return str(value)[:200].strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""


def drives(storages: list[dict[str, Any]]) -> tuple[DriveReading, ...]:
    """Give the drives; sizes are rounded to 10^6 bytes, and exact where the makers' own rule gives them."""
    return tuple(_drive(item) for item in storages if not _is_something_else(item))


def _is_something_else(item: dict[str, Any]) -> bool:
    words = (text_of(item.get(key)) for key in ("type", "description", "interface"))
    named = _NO_DRIVE_NAME.fullmatch(text_of(item.get("name")))
    empty = not whole(item.get("disksize")) and not text_of(item.get("serial") or item.get("serialnumber"))
    optical = _NO_DRIVE_MODEL.fullmatch(text_of(item.get("model"))) or any(_NO_DRIVE.fullmatch(word) for word in words)
    return bool(named or optical) or (empty and not real(item.get("model")))


def _drive(item: dict[str, Any]) -> DriveReading:
    told = text_of(item.get("name"))
    kernels = re.fullmatch(r"[a-z]{2,12}\w{0,20}", told)
    path = f"/dev/{told}" if kernels else told
    number = text_of(item.get("serial") or item.get("serialnumber"))
    named = _EUI.fullmatch(number)  # what Windows calls the serial of an NVMe drive: an identity, but not its serial
    medium, interface = _medium(item, told)
    size = whole(item.get("disksize"))
    return DriveReading(
        path=path[:100],
        model=real(item.get("model")),
        serial=None if named else serial(number),
        wwn=real(item.get("wwn")) or ("eui." + number.rstrip(".").replace("_", "").lower() if named else None),
        firmware=real(item.get("firmware")),
        size_bytes=from_megabytes(float(size)) if size else None,
        medium=medium,
        interface=interface,
        removable=medium is DriveMedium.USB,
    )


def _medium(item: dict[str, Any], named: str) -> tuple[DriveMedium, str | None]:
    words = " ".join(text_of(item.get(key)) for key in ("interface", "description", "type"))
    if named.startswith("nvme"):
        return DriveMedium.NVME, "nvme"
    for pattern, medium, interface in _MEDIA:
        if pattern.search(words):
            return medium, interface
    sata = re.search(r"(?i)\bs?ata\b", words)
    return DriveMedium.UNKNOWN, sata[0].lower() if sata else None


def batteries(items: list[dict[str, Any]]) -> tuple[Battery, ...]:
    """Give the batteries: capacities in mWh, by design and of today."""
    return tuple(_battery(place, item) for place, item in enumerate(items))


def _battery(place: int, item: dict[str, Any]) -> Battery:
    design, full = (whole(item.get(key)) or None for key in ("capacity", "real_capacity"))
    return Battery(
        name=f"BAT{place}",
        model=real(item.get("name")),
        serial=serial(text_of(item.get("serial"))),
        design_mwh=design,
        full_mwh=full,
        wear_percent=wear(design, full),
        cycles=whole(item.get("cycles")) or None,
        maker=real(item.get("manufacturer")),
        chemistry=real(item.get("chemistry")),
        design_millivolts=whole(item.get("voltage")) or None,
    )


def monitors(items: list[dict[str, Any]]) -> tuple[Display, ...]:
    """Give the screens, by their EDID where the inventory carries it."""
    return tuple(_monitor(item) for item in items)


def _monitor(item: dict[str, Any]) -> Display:
    try:
        content = base64.b64decode("".join(str(item.get("base64") or "")[:_LONGEST_EDID].split()), validate=True)
    except (binascii.Error, ValueError):
        content = b""
    if read := edid.read(content):
        return read
    model = real(item.get("caption")) or real(item.get("name"))
    return Display(maker=real(item.get("manufacturer")), model=model, serial=serial(item.get("serial")))


def network(items: list[dict[str, Any]]) -> tuple[NetworkAdapter, ...]:
    """Give the adapters once: an inventory has a row for each of their addresses."""
    found: dict[str, NetworkAdapter] = {}
    for item in items:
        name, kind = text_of(item.get("description")), text_of(item.get("type")).lower()
        virtual = truth(item.get("virtualdev")) is True or kind in _NOT_OURS or made_by_software(name)
        if name and not virtual and not truth(item.get("management")):
            address = mac(item.get("mac") or item.get("macaddr"))
            model = real(item.get("model"))
            found.setdefault(name, NetworkAdapter(name[:60], _KINDS.get(kind) or by_name(name), address, model))
    return tuple(found.values())


def _named(items: list[dict[str, Any]], *keys: str) -> Iterator[str]:
    for item in items:
        if told := next((value for key in keys if (value := real(item.get(key)))), None):
            yield told


def graphics(items: list[dict[str, Any]]) -> tuple[str, ...]:
    """Name the graphics chips."""
    return tuple(_named(items, "name", "chipset"))


def cameras(items: list[dict[str, Any]]) -> tuple[str, ...]:
    """Name the cameras."""
    return tuple(_named(items, "designation", "model"))
