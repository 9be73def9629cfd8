"""The text that smartctl prints for people, put into the shape of its JSON; 5.38 to 7.5, both table layouts."""

from __future__ import annotations

import re
from typing import Any

from workshop.adapters.readings.values import lines

_LINE = re.compile(r"([A-Za-z][^:=]{1,60}?)(?::| =)\s*(.*)")
_BRIEF = re.compile(
    r"\s*(\d{1,3}) (\S{1,60})\s+([A-Z-]{6,8})\s+(\d{3}|---)\s+(\d{3}|---)\s+(\d{3}|---)"
    r"\s+(-|NOW|Past)\s+(\S.{0,80}?)\s*"
)
_LONG = re.compile(
    r"\s*(\d{1,3}) (\S{1,60})\s+0x[0-9a-fA-F]{4}\s+(\d{3}|---)\s+(\d{3}|---)\s+(\d{3}|---)\s+(\S{1,20})\s+(\S{1,20})"
    r"\s+(-|FAILING_NOW|In_the_past)\s+(\S.{0,80}?)\s*"
)
_VERSION = re.compile(r"smartctl (?:version )?(\d{1,3})\.(\d{1,3})")
_BYTES = re.compile(r"\d[\d’\s  .,']{0,30}")
_SELF_TEST = re.compile(r"# ?\d{1,2} {1,3}(\S.{0,30}?)\s{2,}(\S.{0,60}?)\s{2,}.*")
_GROWN = "Elements in grown defect list"
_ENDURANCE = "Percentage used endurance indicator"
_NVME = {
    "Critical Warning": "critical_warning",
    "Temperature": "temperature",
    "Available Spare": "available_spare",
    "Available Spare Threshold": "available_spare_threshold",
    "Percentage Used": "percentage_used",
    "Power Cycles": "power_cycles",
    "Power On Hours": "power_on_hours",
    "Media and Data Integrity Errors": "media_errors",
    "Error Information Log Entries": "num_err_log_entries",
}


def document(text: str) -> dict[str, Any] | None:
    """Give what the text says in the keys of smartctl's JSON; None where it is not smartctl's text."""
    fields: dict[str, str] = {}
    rows: list[dict[str, Any]] = []
    for line in lines(text):
        row = _row(line)
        if row:
            rows.append(row)
        elif match := _LINE.fullmatch(line.strip()):
            fields.setdefault(" ".join(match.group(1).split()), match.group(2))
    version = _VERSION.search(text)
    if not version and not rows and "SMART overall-health self-assessment test result" not in fields:
        return None
    found = {**_identity(fields), **_health(fields, text), **_logs(fields, text)}
    if rows:
        found["ata_smart_attributes"] = {"table": rows}
    found["smartctl"] = (
        {"version": [int(part) for part in version.groups()], "messages": _messages(text)} if version else {}
    )
    return found


def _row(line: str) -> dict[str, Any] | None:
    match = _BRIEF.fullmatch(line) or _LONG.fullmatch(line)
    if match is None:
        return None
    parts = match.groups()
    value = parts[3] if match.re is _BRIEF else parts[2]
    return {
        "id": int(parts[0]),
        "name": parts[1],
        "value": number(value),
        "when_failed": parts[-2],
        "raw": {"string": parts[-1]},
    }


def number(text: str | None) -> int | None:
    """Give the number at the start of a text, whatever stands between its groups of digits."""
    match = _BYTES.match((text or "").strip())
    digits = re.sub(r"\D", "", match.group()) if match else ""
    return int(digits) if 0 < len(digits) < 20 else None  # noqa: PLR2004


def _identity(fields: dict[str, str]) -> dict[str, Any]:
    vendor, product = fields.get("Vendor", ""), fields.get("Product", "")
    device = re.sub(r"\s+Version:.*", "", fields.get("Device", ""))
    model = fields.get("Device Model") or fields.get("Model Number") or f"{vendor} {product}".strip() or device
    nvme = "NVMe Version" in fields or any(
        key in fields for key in ("Percentage Used", "Total NVM Capacity", "Number of Namespaces")
    )
    scsi = bool(vendor or product or device or "Transport protocol" in fields)
    found: dict[str, Any] = {
        "device": {"protocol": "NVMe" if nvme else "SCSI" if scsi else "ATA"},
        "model_name": model,
        "serial_number": fields.get("Serial Number") or fields.get("Serial number"),
        "firmware_version": fields.get("Firmware Version") or fields.get("Revision"),
        "user_capacity": {"bytes": _capacity(fields)},
        "logical_block_size": _sector(fields),
        "rotation_rate": _rotation(fields.get("Rotation Rate")),
        "form_factor": {"name": fields.get("Form Factor")},
    }
    if "SATA Version is" in fields:
        found["sata_version"] = {"string": fields["SATA Version is"]}
    if "Transport protocol" in fields:
        found["scsi_transport_protocol"] = {"name": fields["Transport protocol"]}
    return {**found, **_wwn(fields.get("LU WWN Device Id"))}


def _wwn(text: str | None) -> dict[str, Any]:
    match = re.fullmatch(r"([0-9a-f]) ([0-9a-f]{6}) ([0-9a-f]{9})", text or "")
    return (
        {"wwn": dict(zip(("naa", "oui", "id"), (int(part, 16) for part in match.groups()), strict=True))}
        if match
        else {}
    )


def _capacity(fields: dict[str, str]) -> int | None:
    """Take the size of the whole drive; a namespace may be a part of it."""
    for key in ("User Capacity", "Total NVM Capacity", "Namespace 1 Size/Capacity", "Namespace 1 Size"):
        if size := number(fields.get(key, "").split("[")[0].split("bytes")[0]):
            return size
    return None


def _sector(fields: dict[str, str]) -> int | None:
    for key in ("Sector Sizes", "Sector Size", "Logical block size", "Namespace 1 Formatted LBA Size"):
        if key in fields:
            return number(fields[key])
    return None


def _rotation(text: str | None) -> int | None:
    return 0 if text and text.startswith("Solid State") else number(text)


def _health(fields: dict[str, str], text: str) -> dict[str, Any]:
    told = fields.get("SMART overall-health self-assessment test result") or fields.get("SMART Health Status") or ""
    word = re.match(r"[A-Za-z]+", told)
    passed = (
        {"PASSED": True, "OK": True}.get(
            word.group(), False if word.group() == "FAILED" or "SMART Health Status" in fields else None
        )
        if word
        else None
    )
    found: dict[str, Any] = {} if passed is None else {"smart_status": {"passed": passed}}
    if "Percentage Used" in fields or "Critical Warning" in fields:
        log = {ours: _nvme_number(fields[key]) for key, ours in _NVME.items() if key in fields}
        found["nvme_smart_health_information_log"] = log
    if temperature := number(fields.get("Current Drive Temperature")):
        found["temperature"] = {"current": temperature}
    hours = re.search(r"(?:Accumulated power on time, hours:minutes|number of hours powered up =)\s+(\d{1,9})", text)
    return {**found, "power_on_time": {"hours": int(hours.group(1))}} if hours else found


def _nvme_number(text: str) -> int | None:
    return int(text[:18], 16) if re.fullmatch(r"0x[0-9a-fA-F]{1,16}", text) else number(text)


def _logs(fields: dict[str, str], text: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if _GROWN in fields:
        found["scsi_grown_defect_list"] = number(fields[_GROWN])
    if _ENDURANCE in fields:
        found["scsi_percentage_used_endurance_indicator"] = number(fields[_ENDURANCE])
    counters = re.findall(r"^(read|write|verify):(?:[ \t]+[\d.]+){6}[ \t]+(\d{1,18})[ \t]*$", text, re.MULTILINE)
    if counters:
        found["scsi_error_counter_log"] = {kind: {"total_uncorrected_errors": int(count)} for kind, count in counters}
    errors = fields.get("ATA Error Count") or fields.get("Device Error Count")
    if errors or "No Errors Logged" in text:
        found["ata_smart_error_log"] = {"extended": {"count": number(errors) if errors else 0}}
    if security := fields.get("ATA Security is"):
        frozen = (
            {"frozen": False}
            if "not frozen" in security.lower()
            else {"frozen": True}
            if "frozen" in security.lower()
            else {}
        )
        found["ata_security"] = {"string": security, **frozen}
    if tests := [match.group(2) for line in lines(text) if (match := _SELF_TEST.fullmatch(line))]:
        found["ata_smart_self_test_log"] = {
            "extended": {"table": [{"status": _test_status(status)} for status in tests]}
        }
    return found


def _test_status(status: str) -> dict[str, Any]:
    """Words of ataprint.cpp: only « Completed » ended; with a colon it names what failed."""
    if status.startswith("Completed without error") or status == "Completed":
        return {"passed": True}
    return {"passed": False} if status.startswith(("Completed:", "Failed", "Fatal")) else {}


def _messages(text: str) -> list[dict[str, str]]:
    words = (
        "failed:",
        "Unable to detect",
        "Unknown USB bridge",
        "does not support SMART",
        "Unavailable",
        "unrecognized",
    )
    return [{"string": line.strip()[:200]} for line in lines(text) if any(word in line for word in words)][:10]
