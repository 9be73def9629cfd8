"""Drives, batteries and screens of a Mac, from the tree of `system_profiler`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from workshop.adapters.readings.placeholders import real, serial
from workshop.adapters.readings.system_profiler import Tree, flat, nodes
from workshop.adapters.readings.values import tables, whole
from workshop.domain.diagnosis import Battery, Display, DriveMedium, DriveReading, Smart

_BYTES = re.compile(r".*\((\d[\d\s.,’  ]{0,30}) (?:bytes|octets)\)")
_DISK = re.compile(r"disk\d{1,4}")
_PIXELS = re.compile(r"(\d{3,5}) ?x ?(\d{3,5})\b.*")
_VERDICTS = {"Verified": True, "Failing": False}
_SOUND = frozenset({"good", "normal"})
_UNSOUND = frozenset({"fair", "poor", "check battery", "service battery", "service recommended", "replace now",
                      "replace soon"})  # fmt: skip
_MOST_PERCENT = 100


def drives(found: Tree) -> tuple[DriveReading, ...]:
    """Read the drives of SATA, NVMe and USB; what has no disk name is none (an optical drive, a controller)."""
    kinds = (("SPNVMeDataType", "nvme"), ("SPSerialATADataType", "sata"), ("SPUSBDataType", "usb"))
    read = [drive for kind, bus in kinds for node in nodes(found.get(kind, [])) if (drive := _drive(node, bus))]
    return tuple({drive.path: drive for drive in reversed(read)}.values())[::-1]


def _pick(node: dict[str, Any], *names: str) -> Any:
    return next((node[name] for name in names if node.get(name) not in (None, "")), None)


def _drive(node: dict[str, Any], bus: str) -> DriveReading | None:
    disk = _pick(node, "bsd_name", "BSD Name")
    size = whole(node.get("size_in_bytes")) or _bytes(_pick(node, "Capacity", "size"))
    model = real(_pick(node, "device_model", "Model")) or (real(node.get("_name")) if size else None)
    if not isinstance(disk, str) or not _DISK.fullmatch(disk) or not model:
        return None
    medium = str(_pick(node, "spsata_medium_type", "Medium Type") or "")
    passed = _VERDICTS.get(str(_pick(node, "smart_status", "S.M.A.R.T. status")))
    kinds = {"Solid State": DriveMedium.SSD, "Rotational": DriveMedium.HDD}
    fixed = {"nvme": DriveMedium.NVME, "usb": DriveMedium.USB}
    return DriveReading(
        path=f"/dev/{disk}",
        model=model,
        serial=serial(_pick(node, "device_serial", "d_serial_num", "serial_num", "Serial Number")),
        firmware=real(_pick(node, "device_revision", "Revision")),
        size_bytes=size,
        medium=fixed.get(bus) or kinds.get(medium, DriveMedium.UNKNOWN),
        interface=bus,
        removable=bus == "usb" or str(_pick(node, "removable_media", "Removable Media")).lower() == "yes",
        smart=None if passed is None else Smart(passed=passed),
    )


def _bytes(text: Any) -> int | None:
    """Give the exact number in brackets: « 160,04 GB (160 041 885 696 bytes) »."""
    told = _BYTES.fullmatch(text[:100]) if isinstance(text, str) else None
    return whole(re.sub(r"\D", "", told[1])) if told else None


def batteries(items: list[dict[str, Any]]) -> tuple[Battery, ...]:
    """Read the battery; of its design nothing is told but, on newer systems, the share of it that is left."""
    return tuple(
        found
        for node in nodes(items)
        if str(node.get("_name")) in {"spbattery_information", "Battery Information"}
        if (found := _battery(flat(node)))
    )


def _battery(told: dict[str, Any]) -> Battery | None:
    cycles = whole(_pick(told, "sppower_battery_cycle_count", "Cycle Count"))
    left = _percent(_pick(told, "sppower_battery_health_maximum_capacity", "Maximum Capacity"))
    full = whole(_pick(told, "sppower_battery_max_capacity", "Full Charge Capacity (mAh)"))
    if cycles is None and left is None and full is None:
        return None
    condition = str(_pick(told, "sppower_battery_health", "Condition") or "").lower()
    return Battery(
        name="battery",
        model=real(_pick(told, "sppower_battery_device_name", "Device Name")),
        serial=serial(_pick(told, "sppower_battery_serial_number", "Serial Number")),
        wear_percent=None if left is None else _MOST_PERCENT - left,
        cycles=cycles or None,
        charge_percent=_percent(_pick(told, "sppower_battery_state_of_charge", "State of Charge (%)")),
        maker=real(_pick(told, "sppower_battery_manufacturer", "Manufacturer")),
        needs_service=True if condition in _UNSOUND else False if condition in _SOUND else None,
    )


def _percent(value: Any) -> int | None:
    number = whole(value.rstrip(" %\u00a0")) if isinstance(value, str) else whole(value)
    return number if number is not None and number <= _MOST_PERCENT else None


def displays(items: list[dict[str, Any]]) -> tuple[Display, ...]:
    """Read the screens that hang on each graphics chip."""
    return tuple(display for node in nodes(items) for one in _screens(node) if (display := _display(one)))


def _screens(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from tables(node.get("spdisplays_ndrvs"))
    if node.get("_name") == "Displays":
        yield from tables(node.get("_items"))


def _display(told: dict[str, Any]) -> Display | None:
    pixels = _PIXELS.fullmatch(str(_pick(told, "_spdisplays_pixels", "spdisplays_pixelresolution", "Resolution") or ""))
    if pixels is None:
        return None
    year = whole(told.get("_spdisplays_display-year"))
    kind = str(_pick(told, "spdisplays_connection_type", "spdisplays_display_type", "Connection Type", "Display Type"))
    return Display(
        model=real(told.get("_name")),
        serial=serial(_pick(told, "spdisplays_display-serial-number", "Display Serial Number")),
        width_px=int(pixels[1]),
        height_px=int(pixels[2]),
        year=year or None,
        built_in=True if re.search(r"internal|built-?in", kind, re.IGNORECASE) else None,
    )
