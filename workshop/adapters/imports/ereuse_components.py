"""The components of Workbench 11 and 12, and of the older ones: one object for each part, with what was tried on it.

Sizes of memory are MiB; of drives MB, though some versions wrote MiB (see `drive_sizes`); some wrote numbers as texts
with their unit (« 1024.0 mebibyte »). A drive that is no hard disk may be called HardDrive, so that word tells no
medium. A battery's size is a charge in mAh; without its design voltage it is no energy, but the wear is a ratio.
"""

from __future__ import annotations

import math
import re
from typing import Any

from workshop.adapters.imports.ereuse_shapes import kind_of
from workshop.adapters.imports.merging import each_once
from workshop.adapters.imports.pieces import table, tables
from workshop.adapters.readings.battery import wear
from workshop.adapters.readings.dmidecode import category
from workshop.adapters.readings.drive_sizes import from_megabytes
from workshop.adapters.readings.inventory import Inventory
from workshop.adapters.readings.network import mac
from workshop.adapters.readings.placeholders import name, real, serial
from workshop.adapters.readings.values import whole
from workshop.domain.diagnosis import (
    Battery,
    Category,
    Display,
    DriveMedium,
    DriveReading,
    Identity,
    MemoryModule,
    NetworkAdapter,
    NetworkKind,
    Processor,
    Smart,
)

_MEBIBYTE = 2**20
_INCH = 25.4
_MOST_COMPONENTS = 1000
_DRIVES = frozenset({"HardDrive", "SolidStateDrive", "DataStorage"})
_DRIVE_TESTS = frozenset({"TestDataStorage", "TestHardDrive"})
_NUMBER = re.compile(r"\s*(-?\d{1,15}(?:\.\d{1,15})?)\b.{0,60}")
_CATEGORIES = {
    "smartphone": Category.SMARTPHONE, "cellphone": Category.SMARTPHONE, "mobile": Category.SMARTPHONE,
    "tablet": Category.TABLET, "handheld": Category.TABLET, "server": Category.SERVER,
    "computermonitor": Category.MONITOR, "monitor": Category.MONITOR, "televisionset": Category.TELEVISION,
    "virtual": Category.VIRTUAL, "allinone": Category.ALL_IN_ONE, "netbook": Category.LAPTOP, "laptop": Category.LAPTOP,
    "notebook": Category.LAPTOP, "convertible": Category.LAPTOP, "detachable": Category.LAPTOP,
    "portable": Category.LAPTOP, "docking": Category.DOCK, "stickpc": Category.MINI_PC, "tower": Category.DESKTOP,
    "microtower": Category.DESKTOP, "pizzabox": Category.DESKTOP, "box": Category.DESKTOP, "desktop": Category.DESKTOP,
}  # fmt: skip


def read(snapshot: dict[str, Any]) -> Inventory:
    """Read a snapshot's device and components."""
    device = table(snapshot.get("device"))
    components = [*tables(snapshot.get("components")), *tables(device.get("components"))][:_MOST_COMPONENTS]
    modules = tuple(_module(place, item) for place, item in enumerate(_of(components, "RamModule")))
    return Inventory(
        identity=_identity(device, _of(components, "Motherboard")),
        processor=_processor(_of(components, "Processor")),
        memory=modules,
        memory_bytes=sum(module.size_bytes for module in modules) or None,
        drives=each_once(_drive(item) for item in _of(components, *_DRIVES)),
        graphics=tuple(named for item in _of(components, "GraphicCard") if (named := _with_maker(item))),
        batteries=tuple(_battery(place, item) for place, item in enumerate(_of(components, "Battery"))),
        displays=tuple(_display(item) for item in _of(components, "Display")),
        network=tuple(_adapter(item) for item in _of(components, "NetworkAdapter")) or None,
        operating_system=real(snapshot.get("os")),
    )


def _of(components: list[dict[str, Any]], *kinds: str) -> list[dict[str, Any]]:
    return [item for item in components if kind_of(item) in kinds]


def _text(value: Any) -> str | None:
    """Give a text; a serial of digits alone may have become a number on its way."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else None


def _number(value: Any) -> float | None:
    """Give a number, also one that is written as a text with its unit."""
    if isinstance(value, str):
        found = _NUMBER.fullmatch(value)
        value = float(found[1]) if found else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) < 10**15 and math.isfinite(value) else None


def _whole(value: Any) -> int | None:
    number = _number(value)
    return None if number is None else whole(round(number))


def _actions(item: dict[str, Any], *kinds: str) -> list[dict[str, Any]]:
    told = [*tables(item.get("actions")), *tables(item.get("events")), table(item.get("test"))]
    return [action for action in told if kind_of(action) in kinds]


def _identity(device: dict[str, Any], boards: list[dict[str, Any]]) -> Identity:
    board = boards[0] if boards else {}
    maker, model = real(_text(device.get("manufacturer"))), real(_text(device.get("model")))
    words = (str(device.get(key, "")).lower().replace("-", "").replace(" ", "") for key in ("chassis", "type", "@type"))
    kinds = [_CATEGORIES[word] for word in words if word in _CATEGORIES]
    virtual = category(None, maker, model) is Category.VIRTUAL
    return Identity(
        maker=maker,
        model=model,
        version=name(_text(device.get("version"))),
        system_serial=serial(_text(device.get("serialNumber"))),
        board_serial=serial(_text(board.get("serialNumber"))),
        category=Category.VIRTUAL if virtual else next(iter(kinds), Category.UNKNOWN),
        bios_version=name(_text(board.get("version"))),
        bios_date=real(str(board.get("biosDate") or "").removesuffix("T00:00:00")),
        board_maker=real(_text(board.get("manufacturer"))),
        board_model=real(_text(board.get("model"))),
        sku=real(_text(device.get("sku"))),
    )


def _processor(found: list[dict[str, Any]]) -> Processor | None:
    """Add up the processors; their speed is that of the moment, which is no fact."""
    named = [item for item in found if real(item.get("model"))]
    if not named:
        return None
    cores, threads = (sum(_whole(item.get(key)) or 0 for item in named) for key in ("cores", "threads"))
    first = named[0]
    return Processor(real(first.get("model")) or "", real(first.get("manufacturer")), cores or None, threads or None)


def _module(place: int, item: dict[str, Any]) -> MemoryModule:
    size = _number(item.get("size")) or 0
    form = real(item.get("format"))
    return MemoryModule(
        slot=str(place),
        size_bytes=whole(round(size * _MEBIBYTE)) or 0 if size > 0 else 0,
        kind=real(item.get("interface")),
        speed_mts=_whole(item.get("speed")) or None,
        maker=real(_text(item.get("manufacturer"))),
        soldered=False if form in {"DIMM", "SODIMM"} else None,
        serial=serial(_text(item.get("serialNumber"))),
        part_number=real(_text(item.get("model"))),
        form_factor=form,
    )


def _drive(item: dict[str, Any]) -> DriveReading:
    interface = (real(item.get("interface")) or "").lower() or None
    return DriveReading(
        path="",
        model=real(_text(item.get("model"))),
        serial=serial(_text(item.get("serialNumber"))),
        firmware=real(_text(item.get("variant"))),
        size_bytes=from_megabytes(_number(item.get("size"))),
        medium=_medium(kind_of(item), interface),
        interface=interface,
        removable=interface == "usb",
        smart=_smart(_actions(item, *_DRIVE_TESTS)),
    )


def _medium(kind: str, interface: str | None) -> DriveMedium:
    by_bus = {"nvme": DriveMedium.NVME, "usb": DriveMedium.USB, "sas": DriveMedium.SAS}
    return by_bus.get(interface or "", DriveMedium.SSD if kind == "SolidStateDrive" else DriveMedium.UNKNOWN)


def _smart(tests: list[dict[str, Any]]) -> Smart | None:
    """Read what the tests of a drive told of its health; the last one says what it is like now."""
    told: dict[str, Any] = {}
    for test in tests:
        told |= {key: value for key, value in test.items() if value is not None}
    status, left = str(told.get("status", "")), _whole(told.get("remainingLifetimePercentage"))
    ended = status.startswith("Completed")
    smart = Smart(
        passed=told["assessment"] if isinstance(told.get("assessment"), bool) else None,
        power_on_hours=_whole(told.get("lifetime")),
        reallocated_sectors=_whole(told.get("reallocatedSectorCount")),
        pending_sectors=_whole(told.get("currentPendingSectorCount")),
        uncorrectable_sectors=_whole(told.get("offlineUncorrectable")),
        percentage_used=max(0, 100 - left) if left is not None else None,
        self_test_failed="without error" not in status if ended else None,
        power_cycles=_whole(told.get("powerCycleCount")),
        reported_uncorrectable=_whole(told.get("reportedUncorrectableErrors")),
    )
    return None if smart == Smart() else smart


def _battery(place: int, item: dict[str, Any]) -> Battery:
    measures = _actions(item, "MeasureBattery")
    measured = measures[-1] if measures else {}
    design, now = _whole(item.get("size")), _whole(measured.get("size"))
    return Battery(
        name=f"BAT{place}",
        model=real(_text(item.get("model"))),
        serial=serial(_text(item.get("serialNumber"))),
        wear_percent=wear(design, now),
        cycles=_whole(measured.get("cycleCount")) or None,
        maker=real(_text(item.get("manufacturer"))),
        chemistry=real(item.get("technology")),
    )


def _display(item: dict[str, Any]) -> Display:
    inches = _number(item.get("size"))
    year = whole(str(item.get("productionDate") or "")[:4])
    return Display(
        maker=real(_text(item.get("manufacturer"))),
        model=real(_text(item.get("model"))),
        serial=serial(_text(item.get("serialNumber"))),
        diagonal_mm=round(inches * _INCH) if inches and 0 < inches < 200 else None,  # noqa: PLR2004 — inches
        width_px=_whole(item.get("resolutionWidth")) or None,
        height_px=_whole(item.get("resolutionHeight")) or None,
        year=year if year and year > 1990 else None,  # noqa: PLR2004 — EDID counts from there
    )


def _adapter(item: dict[str, Any]) -> NetworkAdapter:
    """Read an adapter; what is called its serial is its MAC address, which is nobody's serial."""
    wireless = item.get("wireless")
    kind = NetworkKind.WIFI if wireless is True else NetworkKind.ETHERNET if wireless is False else NetworkKind.OTHER
    return NetworkAdapter("", kind, mac(item.get("serialNumber")), _with_maker(item))


def _with_maker(item: dict[str, Any]) -> str | None:
    maker, model = real(_text(item.get("manufacturer"))), real(_text(item.get("model")))
    return f"{maker} {model}" if maker and model else model
