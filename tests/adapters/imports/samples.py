"""Small reports, written for these tests in the shapes of the real ones; every name in them is invented."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.pdfgen.canvas import Canvas

DAY = "2026/11/24"


@dataclass(frozen=True)
class Disk:
    """One drive of a sample report, erased without trouble unless told otherwise."""

    name: str = "sda"
    model: str = "ST1000DM003-1SB1"
    serial: str = "ZN1D5X7K"
    size: int = 1_000_204_886_016
    status: str = " Erased "
    errors: int = 0
    percent: str = "100.00%"
    finished: bool = True


def log_line(clock: str, level: str, message: str) -> str:
    return f"[{DAY} {clock}] {level:>7}: {message}"


def nwipe_log(
    *disks: Disk,
    version: str = "0.42",
    method: str = "Fill With Zeros",
    end: str = "Nwipe successfully completed. See summary table for details.",
    extra: Sequence[str] = (),
) -> str:
    """Write a log as nwipe 0.32 to 0.42 do (0.42 alone has the middle table); 0.30 has only the last."""
    chosen = disks or (Disk(),)
    lines = [] if version == "0.30" else [log_line("06:00:00", "info", f"nwipe {version}")]
    lines += [
        log_line("06:00:00", "info", "Linux version 6.12.0 (builder@example) (gcc 14, GNU ld (GNU Binuti"),
        " " * 31 + "ls) 2.44) #1 SMP",
    ]
    lines += [
        log_line("06:00:01", "notice", f"Found /dev/{disk.name}, ATA     , {disk.model},  1 TB, S/N={disk.serial}")
        for disk in chosen
    ]
    for disk in chosen:
        lines += _steps(disk, version, method)
    lines += _tables(chosen, version, method)
    return "\n".join([*lines, *extra, log_line("08:00:01", "info", end), ""])


def _steps(disk: Disk, version: str, method: str) -> Iterable[str]:
    device = f"/dev/{disk.name}"
    if version == "0.42":
        yield log_line("06:00:02", "notice", f"{device}: Device geometry is as follows...")
        yield log_line("06:00:02", "notice", f"  Total device bytes   = {disk.size}")
    else:
        yield log_line("06:00:02", "notice", f"{device}, sect/blk/dev 512/4096/{disk.size}")
    yield log_line("06:00:02", "notice", f"Invoking method '{method}' on {device}")
    if disk.finished:
        yield log_line("07:59:00", "notice", f"Finished final round 1 of 1 on {device}")


def _tables(chosen: Sequence[Disk], version: str, method: str) -> Iterable[str]:
    mark = {disk: "!" if disk.status.strip() != "Erased" else " " for disk in chosen}
    if version != "0.30":
        yield ""
        yield " Error Summary ".center(80, "*")
        yield "!   Device | Pass Errors | Verifications Errors | Fdatasync I\\O Errors"
        yield from (f"{'!' if disk.errors else ' '} {disk.name:>8} | {disk.errors:>11} |  0 |  0" for disk in chosen)
        yield "*" * 80
    if version == "0.42":
        yield " Erasure Summary ".center(80, "*")
        yield "!   Device |      Bytes Erased |      Bytes Total | Percentage Erased"
        for disk in chosen:
            yield f"{mark[disk]} {disk.name:>8} | {disk.size:>16} | {disk.size:>16} | {disk.percent:>10}"
        yield "*" * 80
    yield " Drive Status ".center(80, "*")
    yield "!   Device | Status | Thru-put | HH:MM:SS | Model/Serial Number"
    yield "-" * 80
    for disk in chosen:
        who = f"{disk.model[:17]}/{disk.serial[:20]}"
        yield f"{mark[disk]} {disk.name:>8} |{disk.status}|  140 MB/s | 01:58:58 | {who}"
    yield "-" * 80
    yield f"[{DAY} 08:00:01] Total Throughput 140 MB/s, {method}, 1R+B+VL"
    yield "*" * 80
    yield ""


def pdf_of(pages: Sequence[Sequence[str]]) -> bytes:
    """Make a PDF whose pages hold these lines."""
    file = io.BytesIO()
    canvas = Canvas(file, invariant=True)
    for lines in pages:
        for place, line in enumerate(lines):
            canvas.drawString(40, 800 - 14 * place, line)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def nwipe_pdf_lines(
    disk: Disk, *, version: str = "0.42", method: str = "PRNG Stream", hidden: str = "Not applicable"
) -> list[str]:
    """Return the lines of a drive's report as pypdf gives them."""
    return [
        f"Disc Erasure by NWIPE version {version}",
        "Disk Erasure Report",
        "Page 1 - Erasure Status",
        "Business Name: Atelier d'Exemple",
        "Disk Information",
        f"Make/Model: {disk.model} Serial: {disk.serial}",
        f"Bus: ATA Size(Apparent):  1 TB, {disk.size} bytes",
        f"Size(Real):  1 TB,{disk.size}B",
        "Disk Erasure Details",
        f"Start time: {DAY} 06:00:02 End time: {DAY} 07:59:00",
        f"Duration: 01:58:58 Status: {disk.status.strip().upper()}",
        f"Method: {method} PRNG algorithm: SplitMix64",
        "Final Pass(Zeros/Ones/None): Zeros Verify Pass(Last/All/None): Last",
        f"*Bytes Erased: {disk.size}, ({disk.percent}) Rounds(completed/requested): 1/1",
        f"HPA/DCO: HPA/DCO Size: Not Applicable{hidden}",
        f"Throughput: 140 MB/secErrors(pass/sync/verify/retries): {disk.errors}/0/0/4",
        "Technician/Operator ID",
    ]


def nwipe_system_pdf_lines(*disks: Disk) -> list[str]:
    lines = ["Disc Erasure by NWIPE version 0.42", "System Erasure Report", "Page 1 - Erasure Status"]
    for disk in disks:
        lines += [
            f"Make:{disk.model.replace(' ', '_')} S/N: {disk.serial}",
            f"Size(Apparent):  1 TB,{disk.size}B Size(Real):  1 TB,{disk.size}B",
            f"Start time: {DAY} 06:00:02 End time: {DAY} 07:59:00",
            f"Duration: 01:58:58 Errors(pass/sync/verify/retries):{disk.errors}/0/0/0",
            f"*Bytes Erased: {disk.size}, ({disk.percent}) Throughput: 140 MB/sec",
            "Method: PRNG Stream PRNG algorithm: SplitMix64",
            "HPA/DCO: Not applicable HPA/DCO Size: Not Applicable",
            "Rounds(completed/requested):1/1",
            disk.status.strip().upper(),
        ]
    return [*lines, "Page 1 of 2"]


def usody(**changes: Any) -> dict[str, Any]:
    """Return a report of one drive that went well."""
    command = {"command": "shred --force /dev/sda", "return_code": 0, "success": True}
    step = {"start_time": 1689976139.01, "end_time": 1689987789.55, "success": True, "commands": [command]}
    report = {
        "steps": [step],
        "validation": {"result": True, "commands": [], "data": {}},
        "device_info": {
            "model": "MK3259GSXP",
            "serial_number": "DOCK00000001",
            "size": "298.1G",
            "export_data": {
                "block": {"serial": "DOCK00000001", "model": "MK3259GSXP", "tran": "usb"},
                "smart": {
                    "serial_number": "42T9CPEGX",
                    "model_name": "TOSHIBA MK3259GSXP",
                    "user_capacity": {"bytes": 320072933376},
                },
            },
        },
        "method": {
            "name": "Basic Erasure",
            "description": "A single-pass overwrite with zeros.",
            "verification_enabled": True,
            "overwriting_steps": [{"tool": "shred", "pattern": "random"}],
        },
        "result": True,
        "version": "0.1.1",
    }
    return {**report, **changes}


def snapshot(*actions: dict[str, Any], serial: str = "WD-EXAMPLE01", **changes: Any) -> dict[str, Any]:
    """Return a Workbench 11 snapshot with one hard drive."""
    drive = {
        "type": "HardDrive",
        "model": "WDC WD1600BEVT-2",
        "serialNumber": serial,
        "size": 160042.0,
        "actions": [*actions],
    }
    whole = {"type": "Snapshot", "software": "Workbench", "version": "11.0b9", "endTime": "2026-11-24T05:00:00+00:00"}
    return {**whole, "device": {"type": "Laptop"}, "components": [{"type": "Processor"}, drive], **changes}


def erasure(
    severity: str = "Info", step: str = "Info", end: str = "2026-11-24T08:35:31.400988+01:00"
) -> dict[str, Any]:
    return {
        "type": "EraseBasic",
        "severity": severity,
        "startTime": "2026-11-24T07:49:54.410193+01:00",
        "endTime": end,
        "steps": [{"type": "StepRandom", "severity": step}],
    }


def blancco(*erasures: str, disks: str = "", head: str = "") -> bytes:
    """Return Blancco's XML, from its published field names."""
    inside = "".join(f'<entries name="erasure">{item}</entries>' for item in erasures)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<root><report><blancco_data><description/>'
        f'<blancco_hardware_report><entries name="disks">{disks}</entries></blancco_hardware_report>'
        f'<blancco_erasure_report><entries name="erasures">{inside}</entries></blancco_erasure_report>'
        "</blancco_data><user_data/></report></root>"
    ).encode()


def leaf(name: str, text: object) -> str:
    return f'<entry name="{name}" type="string">{text}</entry>'


def blancco_erasure(state: str = "Successful", serial: str = "S3EXAMPLE0001", errors: int = 0) -> str:
    target = (
        leaf("target_id", 1)
        + leaf("model", "Samsung SSD 860")
        + leaf("serial", serial)
        + leaf("capacity", 500107862016)
    )
    return (
        leaf("state", state)
        + leaf("start_time", "2026-11-24T08:00:00+0100")
        + leaf("end_time", "2026-11-24T09:00:00+0100")
        + leaf("erasure_standard_name", "NIST 800-88 Purge")
        + leaf("total_errors", errors)
        + f'<entries name="target">{target}</entries>'
    )


def json_of(document: object) -> bytes:
    return json.dumps(document).encode()
