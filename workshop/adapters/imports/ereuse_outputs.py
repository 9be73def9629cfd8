"""The outputs of tools within a snapshot, each read by the reader of its tool."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from workshop.adapters.imports.merging import merged
from workshop.adapters.readings import dmidecode, hwinfo, inxi, lshw, lspci, smartctl
from workshop.adapters.readings.inventory import Inventory
from workshop.adapters.readings.values import document
from workshop.domain.diagnosis import DriveReading, Firmware, Unread, WhyUnread
from workshop.domain.reports import Partly

_MOST_DRIVES = 200
_DEVICE = re.compile(r"/dev/[\w/.-]{1,60}")


def read(outputs: dict[str, Any]) -> tuple[Inventory, tuple[Partly, ...]]:
    """Read all outputs, the best tool for each fact first; what could not be read of them is said."""
    found = {key: _READERS[key](outputs[key]) for key in _READERS if outputs.get(key)}
    drives, unread = _drives(outputs.get("smart"), outputs.get("smartctl"))
    parts = [Inventory(drives=drives), *found.values(), _as_delivered(outputs.get("dmidecode"))]
    if not found.get("dmidecode"):
        unread = (*unread, Unread("locks", WhyUnread.NOT_THERE, "no dmidecode"))
    whole = merged([part for part in parts if part])
    return replace(whole, unread=unread), tuple(_problems(outputs, found))


def _problems(outputs: dict[str, Any], found: dict[str, Inventory | None]) -> Iterator[Partly]:
    written = outputs.get("lshw")
    if found.get("lshw") and isinstance(written, str) and document(written) is None:
        yield Partly.BROKEN  # lshw wrote JSON that is none; its lines were read
    if None in found.values():
        yield Partly.ENTRY_UNREADABLE


def _dmidecode(value: Any) -> Inventory | None:
    told = dmidecode.read(value) if isinstance(value, str) else None
    if told is None or told.empty:
        return None
    return Inventory(
        identity=told.identity,
        processor=told.processor,
        memory=told.memory,
        memory_bytes=told.memory_bytes,
        locks=told.locks,
        firmware=Firmware(tpm_version=told.tpm_version),
    )


def _lshw(value: Any) -> Inventory | None:
    return lshw.read(value) if isinstance(value, str) else lshw.of(value)


def _hwinfo(value: Any) -> Inventory | None:
    return hwinfo.read(value) if isinstance(value, str) else None


def _inxi(value: Any) -> Inventory | None:
    return inxi.read(value) if isinstance(value, str) else inxi.of(value)


def _lspci(value: Any) -> Inventory | None:
    devices = lspci.read(value) if isinstance(value, str) else ()
    if not devices:
        return None
    raid = True if lspci.raid_controllers(devices) else None
    return Inventory(graphics=lspci.graphics(devices), firmware=Firmware(raid_mode=raid))


def _as_delivered(value: Any) -> Inventory | None:
    """Read the batteries of SMBIOS, which know nothing of today, and which some machines list without having one."""
    told = dmidecode.read(value) if isinstance(value, str) else None
    return Inventory(batteries=told.batteries) if told and told.batteries else None


_READERS = {"dmidecode": _dmidecode, "lshw": _lshw, "hwinfo": _hwinfo, "inxi": _inxi, "lspci": _lspci}


def _drives(*answers: Any) -> tuple[tuple[DriveReading, ...], tuple[Unread, ...]]:
    """Read smartctl's answers: a list of objects, or one text that is such a list; a drive may have given none."""
    drives, unread = [], []
    for report in (report for answer in answers for report in _reports(answer)):
        if report.told_something:
            drives.append(report.drive)
        elif report.drive.path or report.complaints:
            words = "; ".join(report.complaints)[:200]
            named = _DEVICE.match(words)
            path = report.drive.path or (named[0] if named else "?")
            unread.append(Unread(f"smart:{path}", WhyUnread.FAILED, words))
    return tuple(drives), tuple(unread)


def _reports(answer: Any) -> Iterator[smartctl.Report]:
    found = document(answer) if isinstance(answer, str) else answer
    if found is None and isinstance(answer, str) and (told := smartctl.read(answer)):
        yield told
    items = found if isinstance(found, list) else [found]
    for item in items[:_MOST_DRIVES]:
        told = smartctl.read(item) if isinstance(item, str) else smartctl.of(item)
        if told:
            yield told
