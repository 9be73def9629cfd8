"""nvme-cli 1 and 2, JSON or text: a second opinion on NVMe drives, what they can do, and how a sanitize goes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from workshop.adapters.readings import nvme_text
from workshop.adapters.readings.placeholders import real, serial
from workshop.adapters.readings.values import document, table, tables, whole
from workshop.domain.diagnosis import DriveMedium, DriveReading, Smart

_KELVIN = 273
_STATE_TEXT = re.compile(r"\((\d)\) ")
_RUNNING, _COMPLETED = 2, frozenset({1, 4})  # SSTAT; 4: completed, and nothing was deallocated afterwards


def controller(text: str, path: str) -> DriveReading | None:
    """Read `id-ctrl`: who the drive is; its size is the controller's, not the namespace's."""
    found = table(document(text)) or nvme_text.fields(text)
    if not ({"mn", "sn"} & found.keys()):
        return None
    return DriveReading(
        path=path,
        model=real(found.get("mn")),
        serial=serial(found.get("sn")),
        firmware=real(found.get("fr")),
        size_bytes=whole(found.get("tnvmcap")) or None,
        medium=DriveMedium.NVME,
        interface="nvme",
    )


def health(text: str) -> Smart | None:
    """Read `smart-log`; it holds no verdict: no critical warning is a pass, as smartctl has it (nvmeprint.cpp)."""
    found = table(document(text)) or nvme_text.fields(text)
    warning = _warning(found.get("critical_warning"))
    used = whole(_either(found, "percent_used", "percentage_used"))
    if warning is None and used is None:
        return None
    return Smart(
        passed=None if warning is None else warning == 0,
        power_on_hours=whole(found.get("power_on_hours")),
        percentage_used=used,
        critical_warning=warning,
        media_errors=whole(found.get("media_errors")),
        temperature_celsius=_celsius(whole(found.get("temperature"))),
        error_count=whole(found.get("num_err_log_entries")),
        spare_percent=whole(_either(found, "avail_spare", "available_spare")),
        power_cycles=whole(found.get("power_cycles")),
        spare_threshold_percent=whole(_either(found, "spare_thresh", "available_spare_threshold")),
    )


def _either(found: dict[str, Any], *keys: str) -> object:
    return next((found[key] for key in keys if key in found), None)


def _warning(value: object) -> int | None:
    """Give the bits: a number, or an object since nvme-cli 2.11."""
    return whole(value.get("value")) if isinstance(value, dict) else whole(value)


def _celsius(kelvin: int | None) -> int | None:
    """Kelvin, as the log holds it; a smaller number is a tool's own conversion; 0 is unknown."""
    if not kelvin:
        return None
    return kelvin - _KELVIN if kelvin > _KELVIN else kelvin


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a controller says that it can do, and its capacity: all of it, and what no namespace uses.

    NVM Express Base Specification, « Identify Controller »: SANICAP, OACS, FNA, NN, TNVMCAP, UNVMCAP.
    """

    sanitize_crypto: bool
    sanitize_block: bool
    sanitize_overwrite: bool
    format: bool
    format_crypto: bool
    format_all_namespaces: bool
    manages_namespaces: bool
    most_namespaces: int | None
    total_bytes: int | None
    unallocated_bytes: int | None


@dataclass(frozen=True, slots=True)
class SanitizeLog:
    """How the last sanitize of a controller goes; `action` is the one that was asked for, None where it is not told."""

    state: int
    percent: int
    action: int | None

    @property
    def running(self) -> bool:
        return self.state == _RUNNING

    @property
    def completed(self) -> bool:
        return self.state in _COMPLETED


def capabilities(text: str) -> Capabilities | None:
    """Read `id-ctrl`; None where it is none, or where what it can do is not told."""
    found = table(document(text))
    sanitize, commands = whole(found.get("sanicap")), whole(found.get("oacs"))
    if sanitize is None or commands is None:
        return None
    attributes = whole(found.get("fna")) or 0
    can_format = bool(commands & 1 << 1)
    return Capabilities(
        sanitize_crypto=bool(sanitize & 1),
        sanitize_block=bool(sanitize & 1 << 1),
        sanitize_overwrite=bool(sanitize & 1 << 2),
        format=can_format,
        format_crypto=can_format and bool(attributes & 1 << 2),
        format_all_namespaces=bool(attributes & 0b11),
        manages_namespaces=bool(commands & 1 << 3),
        most_namespaces=whole(found.get("nn")),
        total_bytes=whole(found.get("tnvmcap")) or None,
        unallocated_bytes=whole(found.get("unvmcap")),
    )


def namespaces(text: str) -> tuple[int, ...] | None:
    """Read `list-ns --all`: the numbers of all that exist, attached or not; None where it was not told."""
    found = table(document(text)).get("nsid_list")
    numbers = tuple(whole(item.get("nsid")) for item in tables(found))
    return tuple(number for number in numbers if number) if numbers and all(numbers) else None


def lba_format(text: str) -> int | None:
    """Read `id-ns`: the number of the format in use (FLBAS, bits 3:0 and 6:5)."""
    flbas = whole(table(document(text)).get("flbas"))
    return None if flbas is None else (flbas & 0xF) | (flbas >> 5 & 0b11) << 4


def sanitize_log(text: str) -> SanitizeLog | None:
    """Read `sanitize-log`: nvme-cli puts it below the device's name, and the state into a text « (2) … ».

    Between 2.4 and 2.8 that text's key was the text itself (nvme-print-json.c), so every value is looked at.
    """
    for inner in table(document(text)).values():
        status, progress = table(table(inner).get("sstat")), whole(table(inner).get("sprog"))
        states = [found for value in status.values() if (found := _STATE_TEXT.match(str(value)))]
        if len(states) == 1 and progress is not None:
            action = whole(table(inner).get("cdw10_info"))
            percent = min(100, progress * 100 // 65536)
            return SanitizeLog(int(states[0][1]), percent, None if action is None else action & 0b111)
    return None
