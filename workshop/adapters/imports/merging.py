"""Several tools on one machine: what the first one does not tell is taken from the next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from functools import reduce
from typing import Any, TypeVar

from workshop.adapters.readings.inventory import Inventory
from workshop.domain.diagnosis import Category, DriveMedium, DriveReading
from workshop.domain.imports import plain_serial

_Fact = TypeVar("_Fact", bound=Any)
_NOTHING: tuple[object, ...] = (None, (), "", Category.UNKNOWN, DriveMedium.UNKNOWN)
_WHOLE = ("processor", "graphics", "batteries", "displays", "cameras", "operating_system", "network", "locks",
          "microphones")  # fmt: skip
_MEGABYTE = 10**6


def merged(found: list[Inventory]) -> Inventory:
    """Put several inventories of one machine together, the best first. Lists are taken whole, drives one by one."""
    return reduce(_two, found, Inventory())


def _two(first: Inventory, second: Inventory) -> Inventory:
    taken = {key: getattr(second, key) for key in _WHOLE if getattr(first, key) in _NOTHING}
    better = second if second.memory and not first.memory else first  # a total and its modules are of one tool
    return replace(
        first,
        **taken,
        memory=better.memory,
        memory_bytes=better.memory_bytes or first.memory_bytes or second.memory_bytes,
        identity=filled(first.identity, second.identity),
        firmware=filled(first.firmware, second.firmware),
        drives=_drives(first.drives, second.drives),
    )


def filled(first: _Fact, second: _Fact) -> _Fact:
    """Give the first fact with its gaps filled from the second."""
    names = [item.name for item in fields(first)]
    missing = {key: getattr(second, key) for key in names if getattr(first, key) in _NOTHING}
    return replace(first, **missing)


def _drives(first: tuple[DriveReading, ...], second: tuple[DriveReading, ...]) -> tuple[DriveReading, ...]:
    left = list(second)
    found = []
    for drive in first:
        same = next((other for other in left if _same(drive, other)), None)
        if same:
            left.remove(same)
        found.append(_drive(drive, same) if same else drive)
    return (*found, *left)


def each_once(drives: Iterable[DriveReading]) -> tuple[DriveReading, ...]:
    """Put together what one report says of one drive in several places; what it said last of its health is kept."""
    found: list[DriveReading] = []
    for drive in drives:
        known = (place for place, other in enumerate(found) if _same(drive, other) and drive.model == other.model)
        if (place := next(known, None)) is None:
            found.append(drive)
        else:
            one, other = sorted((found[place], drive), key=_hours, reverse=True)
            found[place] = _drive(one, other)
    return tuple(found)


def _hours(drive: DriveReading) -> int:
    return (drive.smart.power_on_hours or 0) if drive.smart else -1


def _same(one: DriveReading, other: DriveReading) -> bool:
    """Tell whether two tools mean one drive: by its serial, else by where both saw it."""
    if one.serial and other.serial:
        return plain_serial(one.serial) == plain_serial(other.serial)
    return bool(one.path) and one.path == other.path


def _drive(first: DriveReading, second: DriveReading) -> DriveReading:
    """Fill a drive's gaps; a size of whole megabytes was rounded, so the other one is better."""
    rounded = first.size_bytes is not None and first.size_bytes % _MEGABYTE == 0
    size = second.size_bytes if rounded and second.size_bytes else first.size_bytes
    removable = first.removable or second.removable
    return replace(filled(first, second), size_bytes=size or second.size_bytes, removable=removable)
