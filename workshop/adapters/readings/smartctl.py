"""`smartctl --json -x`, and the text of `-a`, `-x` or `-i` of any version: who a drive is and what it says of itself.

The exit code is a mask of eight meanings and says nothing of whether the answer can be read: only the answer does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from workshop.adapters.readings import smartctl_text
from workshop.adapters.readings.placeholders import real, serial
from workshop.adapters.readings.values import document, table, tables, truth, whole
from workshop.domain.diagnosis import DriveMedium, DriveReading, Smart

REALLOCATED, PENDING, UNCORRECTABLE, POWER_ON, CYCLES = 5, 197, 198, 9, 12
_ONE_NUMBER = 0xFFFF
_LARGEST_DRIVE = 10**17  # what noise of an optical drive was taken for: 7 EB
# Attributes that count only under the names that smartmontools gives them: their numbers mean other things elsewhere.
_REPORTED = frozenset({"Reported_Uncorrect", "Uncorrectable_Error_Cnt", "Reported_UE_Counts"})
_END_TO_END = frozenset({"End-to-End_Error", "End-to-End_Error_Count"})
_INTERFACE = frozenset({"UDMA_CRC_Error_Count", "CRC_Error_Count", "SATA_CRC_Error", "SATA_CRC_Error_Count"})
_FAILING_BIT, _FAILED_BEFORE_BIT = 8, 32  # smartctl(8), EXIT STATUS
# Attributes whose normalised value is the share of life that is left, as the makers define them (drivedb.h).
_LIFE_LEFT = frozenset(
    {
        "Media_Wearout_Indicator",
        "SSD_Life_Left",
        "Percent_Lifetime_Remain",
        "Remaining_Lifetime_Perc",
        "Wear_Leveling_Count",
    }
)


@dataclass(frozen=True, slots=True)
class Report:
    """What one answer holds: the drive (`smart` None: no health at all), the tool's complaints, the ATA password."""

    drive: DriveReading
    complaints: tuple[str, ...] = ()
    password: str | None = None  # how a password that is set was told
    tool_version: str | None = None

    @property
    def told_something(self) -> bool:
        """Whether a drive answered at all."""
        return bool(self.drive.model or self.drive.serial or self.drive.size_bytes or self.drive.smart)


def read(text: str, path: str = "") -> Report | None:
    """Read one answer; None where it is none of smartctl's."""
    return of(document(text) if text.lstrip()[:1] in {"{", "["} else smartctl_text.document(text), path)


def of(found: Any, path: str = "") -> Report | None:
    """Read one answer that was parsed already."""
    if isinstance(found, list):  # seen in the wild: a list of one
        found = next(iter(tables(found)), None)
    if not isinstance(found, dict) or not ({"smartctl", "device", "model_name", "serial_number"} & found.keys()):
        return None
    tool = table(found.get("smartctl"))
    smart = _smart(found)
    version = tool.get("version")
    return Report(
        drive=_drive(found, smart, path),
        complaints=tuple(str(item.get("string", "")) for item in tables(tool.get("messages"))),
        password=_password(table(found.get("ata_security"))),
        tool_version=".".join(str(part) for part in version[:2]) if isinstance(version, list) else real(version),
    )


def _drive(found: dict[str, Any], smart: Smart | None, path: str) -> DriveReading:
    device = table(found.get("device"))
    security = table(found.get("ata_security"))
    return DriveReading(
        path=path or str(device.get("name", "")),
        model=_model(found),
        serial=serial(found.get("serial_number")),
        wwn=_wwn(found),
        firmware=real(found.get("firmware_version") or found.get("scsi_revision") or found.get("revision")),
        size_bytes=_size(found),
        logical_sector_bytes=whole(found.get("logical_block_size")) or None,
        medium=_medium(found, str(device.get("protocol", ""))),
        interface=_interface(found, str(device.get("type", "")), str(device.get("protocol", ""))),
        smart=smart,
        security_frozen=truth(security.get("frozen")) if "frozen" in security else None,
        rotation_rpm=whole(found.get("rotation_rate")),
        form_factor=real(table(found.get("form_factor")).get("name")),
    )


def _model(found: dict[str, Any]) -> str | None:
    whole_name = found.get("model_name") or found.get("scsi_model_name")
    parts = (found.get("scsi_vendor") or found.get("vendor"), found.get("scsi_product") or found.get("product"))
    return real(whole_name) or real(" ".join(str(part) for part in parts if part))


def _wwn(found: dict[str, Any]) -> str | None:
    """Spell it as the kernel does: 0x and sixteen digits."""
    parts = table(found.get("wwn"))
    naa, oui, identity = (whole(parts.get(key)) for key in ("naa", "oui", "id"))
    if naa is None or oui is None or identity is None:
        return real(found.get("logical_unit_id"))
    return f"0x{naa << 60 | oui << 36 | identity:016x}"


def _size(found: dict[str, Any]) -> int | None:
    namespace = next(iter(tables(found.get("nvme_namespaces"))), {})
    candidates = (
        table(found.get("user_capacity")).get("bytes"),
        found.get("nvme_total_capacity"),
        table(namespace.get("capacity")).get("bytes"),
        table(namespace.get("size")).get("bytes"),
    )
    return next((size for size in map(whole, candidates) if size and size < _LARGEST_DRIVE), None)


def _medium(found: dict[str, Any], protocol: str) -> DriveMedium:
    rotation = whole(found.get("rotation_rate"))
    if protocol == "NVMe" or "nvme_smart_health_information_log" in found:
        return DriveMedium.NVME
    if protocol == "SCSI":
        return (
            DriveMedium.SAS
            if found.get("scsi_transport_protocol") or "scsi_grown_defect_list" in found
            else DriveMedium.UNKNOWN
        )
    if rotation is None:
        return DriveMedium.SSD if truth(table(found.get("trim")).get("supported")) else DriveMedium.UNKNOWN
    return DriveMedium.HDD if rotation else DriveMedium.SSD


def _interface(found: dict[str, Any], kind: str, protocol: str) -> str | None:
    if kind.startswith("usb"):
        return "usb"
    if "sata_version" in found:
        return "sata"
    transport = str(table(found.get("scsi_transport_protocol")).get("name", ""))
    return "sas" if transport.startswith("SAS") else {"NVMe": "nvme", "ATA": "ata", "SCSI": "scsi"}.get(protocol)


def _password(security: dict[str, Any]) -> str | None:
    """Find a password that is set; smartctl says so with ENABLED in capitals (ataprint.cpp)."""
    told = str(security.get("string", ""))
    return told if truth(security.get("enabled")) or told.startswith("ENABLED") else None


def _smart(found: dict[str, Any]) -> Smart | None:
    """Gather the health; a drive that told nothing of it has none."""
    status = table(found.get("smart_status"))
    attributes = {whole(row.get("id")): row for row in tables(table(found.get("ata_smart_attributes")).get("table"))}
    log = table(found.get("nvme_smart_health_information_log"))
    spare = table(found.get("spare_available"))
    bits = whole(table(found.get("smartctl")).get("exit_status")) or 0
    passed = truth(status.get("passed"))
    now, past = _failures(attributes.values())
    smart = Smart(
        passed=False if passed is None and bits & _FAILING_BIT else passed,
        power_on_hours=_hours(found, attributes, log),
        reallocated_sectors=_first(_raw(attributes.get(REALLOCATED)), whole(found.get("scsi_grown_defect_list"))),
        pending_sectors=_raw(attributes.get(PENDING)),
        uncorrectable_sectors=_raw(attributes.get(UNCORRECTABLE)),
        percentage_used=_used(found, attributes, log),
        critical_warning=_first(
            whole(log.get("critical_warning")), whole(table(log.get("critical_warning")).get("value"))
        ),
        media_errors=_first(whole(log.get("media_errors")), _scsi_errors(found)),
        temperature_celsius=_first(whole(table(found.get("temperature")).get("current")), whole(log.get("temperature")))
        or None,
        failed_in_the_past=(past or bool(bits & _FAILED_BEFORE_BIT)) if attributes else None,
        failing_now=now if attributes else None,
        self_test_failed=_self_test_failed(found),
        error_count=_first(_error_count(found), whole(log.get("num_err_log_entries"))),
        spare_percent=_first(whole(log.get("available_spare")), whole(spare.get("current_percent"))),
        power_cycles=_first(
            whole(found.get("power_cycle_count")), _raw(attributes.get(CYCLES)), whole(log.get("power_cycles"))
        ),
        spare_threshold_percent=_first(
            whole(log.get("available_spare_threshold")), whole(spare.get("threshold_percent"))
        ),
        reported_uncorrectable=_named(attributes, _REPORTED),
        end_to_end_errors=_named(attributes, _END_TO_END),
        interface_errors=_named(attributes, _INTERFACE),
    )
    return None if smart == Smart() else smart


def _first(*values: int | None) -> int | None:
    return next((value for value in values if value is not None), None)


def _raw(row: dict[str, Any] | None) -> int | None:
    """Take the count. The 48 raw bits may hold several numbers: then the first that smartctl prints, « 138 (0 26) »."""
    raw = table((row or {}).get("raw"))
    value = whole(raw.get("value"))
    printed = re.match(r"\s*(\d{1,19})", str(raw.get("string", "")))
    return whole(printed.group(1)) if printed and (value is None or value > _ONE_NUMBER) else value


def _named(attributes: dict[int | None, dict[str, Any]], names: frozenset[str]) -> int | None:
    return _raw(next((row for row in attributes.values() if row.get("name") in names), None))


def _hours(found: dict[str, Any], attributes: dict[int | None, dict[str, Any]], log: dict[str, Any]) -> int | None:
    told = _first(whole(table(found.get("power_on_time")).get("hours")), whole(log.get("power_on_hours")))
    row = attributes.get(POWER_ON)
    if told is not None or row is None:
        return told
    number, printed = _raw(row), str(table(row.get("raw")).get("string", ""))
    in_minutes = str(row.get("name", "")).startswith("Power_On_Minutes") and "h" not in printed
    return number // 60 if number is not None and in_minutes else number


def _used(found: dict[str, Any], attributes: dict[int | None, dict[str, Any]], log: dict[str, Any]) -> int | None:
    pages = tables(table(found.get("ata_device_statistics")).get("pages"))
    statistics = (
        row for page in pages for row in tables(page.get("table")) if "Percentage Used" in str(row.get("name"))
    )
    left = (row for row in attributes.values() if row.get("name") in _LIFE_LEFT)
    candidates = (
        whole(log.get("percentage_used")),
        whole(table(found.get("endurance_used")).get("current_percent")),
        *(whole(row.get("value")) for row in statistics),
        whole(found.get("scsi_percentage_used_endurance_indicator")),
        *(max(0, 100 - value) for row in left if (value := whole(row.get("value"))) is not None),
    )
    return _first(*candidates)


def _failures(rows: Any) -> tuple[bool, bool]:
    told = [str(row.get("when_failed", "")).lower() for row in rows]
    return any("now" in word for word in told), any("past" in word for word in told)


def _scsi_errors(found: dict[str, Any]) -> int | None:
    counters = table(found.get("scsi_error_counter_log")).values()
    errors = [whole(table(counter).get("total_uncorrected_errors")) for counter in counters]
    return sum(count for count in errors if count) if errors else None


def _error_count(found: dict[str, Any]) -> int | None:
    logs = table(found.get("ata_smart_error_log"))
    return _first(*(whole(table(logs.get(kind)).get("count")) for kind in ("extended", "summary")))


def _self_test_failed(found: dict[str, Any]) -> bool | None:
    """Judge by the newest test that ended; status 3 to 8 is a failure (ACS-3, 7.48.6), an aborted one is no proof."""
    logs = table(found.get("ata_smart_self_test_log"))
    for kind in ("extended", "standard"):
        for test in tables(table(logs.get(kind)).get("table")):
            status = table(test.get("status"))
            passed, value = truth(status.get("passed")), whole(status.get("value"))
            if passed is not None or (value is not None and 3 <= value >> 4 <= 8):  # noqa: PLR2004
                return not passed
    return None
