"""`nvme id-ctrl` and `nvme smart-log` as JSON, of nvme-cli 1 and 2: a second opinion on NVMe drives."""

from __future__ import annotations

from typing import Any

from workshop.adapters.readings.placeholders import real, serial
from workshop.adapters.readings.values import document, table, whole
from workshop.domain.diagnosis import DriveMedium, DriveReading, Smart

_KELVIN = 273


def controller(text: str, path: str) -> DriveReading | None:
    """Read `id-ctrl`: who the drive is; its size is the controller's, not the namespace's."""
    found = table(document(text))
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
    found = table(document(text))
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
