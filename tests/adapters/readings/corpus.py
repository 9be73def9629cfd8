"""What the sources state of real readings, and what our readers read: compared fact by fact.

The readings are never committed: they are found in ETABLI_CORPUS, else beside the checkout.
"""

from __future__ import annotations

import json
import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from workshop.adapters.readings import (
    battery,
    dmidecode,
    edid,
    edid_text,
    lscpu,
    lshw,
    nvme,
    nvme_list,
    smartctl,
    upower,
)
from workshop.adapters.readings.placeholders import real, serial, uuid
from workshop.adapters.readings.values import text_of
from workshop.domain.diagnosis import Battery, Health, drive_health

CORPUS = Path(os.environ.get("ETABLI_CORPUS") or Path(__file__).resolve().parents[4] / "shared" / "corpus")
TOLD = pytest.mark.skipif(
    not (CORPUS / "expected.json").is_file(),
    reason=f"the corpus of real readings is not in {CORPUS} (set ETABLI_CORPUS): accuracy was NOT measured",
)
SLOWEST_SECONDS = 2.0
REDACTED_BY_THE_SOURCE = ("REDACTED", "CENSORED", "--")
PLACEHOLDER = re.compile(
    r"(?i)filled|default string|o\.e\.m|serial|not spec|^x+$|^0+$|^[-.]+$|^none$|^n/a$|1234567|invalid"
)


@cache
def expected() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads((CORPUS / "expected.json").read_text())
    return found


def text(name: str) -> str:
    return text_of((CORPUS / name).read_bytes())


# Why a stated value is not what was read, with the test whether that is really the case at this place.
Explained = dict[tuple[str, str], tuple[str, Callable[[Any, Any, str], bool]]]
EXPLAINED: Explained = {
    ("smartctl-json", "reallocated"): (
        "expected holds all 48 raw bits, which are several numbers there; smartctl itself prints the first",
        lambda stated, read, _: stated > 0xFFFF and read == stated & 0xFFFF,
    ),
    ("dmidecode", "serial"): (
        "the system's serial is blank there and was filled in from the chassis; we keep them apart",
        lambda stated, read, file: read is None and dmidecode.read(text(file)).identity.chassis_serial == stated,
    ),
    ("dmidecode", "slots"): (
        "expected counts the firmware's flash chip (type 17, « Flash ») as a memory slot",
        lambda stated, read, file: stated - read == len(re.findall(r"^\tType: Flash\s*$", text(file), re.MULTILINE)),
    ),
    ("lshw-json", "memory modules"): (
        "expected counts the firmware's flash chip as a module",
        lambda stated, read, _: [size for size in stated if size > 16 * 2**20] == read,
    ),
    ("lshw-json", "drives"): (
        "lshw's own JSON is broken there and the source gave up; we read it all the same",
        lambda stated, read, file: stated == [] and bool(read) and "parse_error" in expected()[file],
    ),
}


@dataclass
class Table:
    """What was stated and what was read, by tool and fact."""

    rows: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    misses: list[str] = field(default_factory=list)
    explained: Explained = field(default_factory=lambda: EXPLAINED)

    def compare(self, file: str, fact: str, stated: object, read: object) -> None:
        tool = file.partition("/")[0]
        row = self.rows[tool, fact]
        row[1] += 1
        row[0] += stated == read
        if stated != read:
            words, holds = self.explained.get((tool, fact), ("", lambda *_: False))
            reason = words if holds(stated, read, file) else "UNEXPLAINED"
            self.misses.append(f"{file} {fact}: stated {stated!r}, read {read!r} ({reason})")

    def share(self, tool: str, *facts: str) -> float:
        counted = [row for (of, fact), row in self.rows.items() if of.startswith(tool) and (not facts or fact in facts)]
        return sum(good for good, _ in counted) / sum(total for _, total in counted)

    def __str__(self) -> str:
        lines = [
            f"{tool:14} {fact:22} {good:4}/{total:<4} {good / total:7.2%}"
            for (tool, fact), (good, total) in sorted(self.rows.items())
        ]
        return "\n".join(["", "accuracy against the corpus", *lines, "misses:", *self.misses])


def of(*folders: str) -> Iterator[tuple[str, dict[str, Any]]]:
    return ((name, stated) for name, stated in expected().items() if name.partition("/")[0] in folders)


def unplaced(stated: object) -> str | None:
    return None if stated in REDACTED_BY_THE_SOURCE else real(stated)


def measure_smartctl(table: Table) -> None:
    for name, stated in of("smartctl-json", "smartctl-text"):
        for drive in stated["drives"]:
            if "scan_devices" not in drive:
                compare_drive(table, name, drive, smartctl.read(text(name)))


def compare_drive(table: Table, name: str, stated: dict[str, Any], report: smartctl.Report | None) -> None:
    drive = report.drive if report else None
    smart = drive.smart if drive else None
    facts = {
        "capacity_bytes": drive and drive.size_bytes,
        "smart_passed": smart and smart.passed,
        "power_on_hours": smart and smart.power_on_hours,
        "reallocated": smart and smart.reallocated_sectors,
        "grown_defects": smart and smart.reallocated_sectors,
        "pending": smart and smart.pending_sectors,
        "offline_uncorrectable": smart and smart.uncorrectable_sectors,
        "percentage_used": smart and smart.percentage_used,
        "critical_warning": smart and smart.critical_warning,
        "media_errors": smart and smart.media_errors,
        "power_cycles": smart and smart.power_cycles,
    }
    for fact, read in facts.items():
        if fact in stated:
            table.compare(name, fact, stated[fact], read)
    for key in ("model", "firmware", "serial"):
        if key in stated:
            table.compare(name, key, unplaced(stated[key]), getattr(drive, key, None))
    if stated.get("temperature_c"):
        table.compare(name, "temperature_c", stated["temperature_c"], smart and smart.temperature_celsius)
    if stated.get("smart_passed") is False or stated.get("percentage_used", 0) >= 100 or stated.get("critical_warning"):
        table.compare(name, "failing is flagged", Health.FAILING, drive_health(smart)[0])


def measure_dmidecode(table: Table) -> None:
    for name, stated in of("dmidecode"):
        told = dmidecode.read(text(name))
        who = told.identity
        facts = {
            "manufacturer": (unplaced, who.maker), "model": (unplaced, who.model),
            "bios_date": (unplaced, who.bios_date),
            "board_manufacturer": (unplaced, who.board_maker),
            "board_model": (unplaced, who.board_model),
            "serial": (serial, who.system_serial), "board_serial": (serial, who.board_serial),
            "chassis_serial": (serial, who.chassis_serial), "uuid": (uuid, who.system_uuid),
        }  # fmt: skip
        for fact, (meant, read) in facts.items():
            if stated.get(fact) is not None:
                table.compare(name, fact, meant(stated[fact]), read)
        if stated.get("chassis_type"):
            kind = dmidecode.category(stated["chassis_type"], who.maker, who.model)
            table.compare(name, "chassis_type", kind, who.category)
        if stated.get("ram_bytes") is not None:
            table.compare(name, "ram", stated["ram_bytes"], told.memory_bytes)
            table.compare(name, "slots", stated["memory_slots"], len(told.memory))
        cpus = [cpu for cpu in stated.get("cpus", ()) if cpu.get("status", "Populated").startswith("Populated")]
        models = [model for cpu in cpus if (model := real(cpu.get("version")))]
        if cpus:
            table.compare(name, "cpu", models[0] if models else None, told.processor and told.processor.model)


def edid_bytes(name: str) -> bytes:
    """Take a file as it is, or the first screen whose digits stand in a text."""
    if name.startswith("edid-bin"):
        return (CORPUS / name).read_bytes()
    return next(iter(edid_text.contents(text(name))), b"")


def measure_edid(table: Table) -> None:
    for name, stated in of("edid-bin", "edid-text"):
        told = edid.decode(edid_bytes(name))
        if told is None:
            if "manufacturer_id" in stated:
                table.compare(name, "decoded", stated["manufacturer_id"], None)
            continue
        facts = {
            "manufacturer_id": told.maker_id,
            "product_code": told.product_code,
            "name": told.name,
            "serial_text": told.serial_text,
            "serial_number_int": told.serial_number,
            "preferred_mode": f"{told.width_px}x{told.height_px}",
            "size_cm": f"{told.width_cm} cm x {told.height_cm} cm",
        }
        for fact, read in facts.items():
            if fact in stated:
                table.compare(name, fact, stated[fact], read)
        if year := re.search(r"\d{4}", stated.get("made", "")):
            table.compare(name, "year", int(year.group()), told.year)


def measure_batteries(table: Table) -> None:
    for name, stated in of("battery-sysfs"):
        for one in stated["batteries"]:
            files = {file.name: file.read_text() for file in (CORPUS / name / one["device"]).iterdir()}
            told = battery.read(one["device"], files) or Battery("")
            table.compare(name, "health (floor)", int(min(100, one["health_pct"])), told.health_percent)
            table.compare(name, "model", unplaced(one.get("model")), told.model)
            reliable = one.get("cycle_count_reliable", True)
            table.compare(name, "cycles", (one.get("cycle_count") or None) if reliable else None, told.cycles)


def measure_lscpu(table: Table) -> None:
    for name, stated in of("lscpu"):
        told = lscpu.read(text(name)).processor
        table.compare(name, "model", unplaced(stated["model_name"]), told and told.model)
        if told:
            table.compare(name, "threads", stated["cpus"], told.threads)


def measure_lshw(table: Table) -> None:
    for name, stated in of("lshw-json"):
        told = lshw.read(text(name)) or lshw.Inventory()
        if "manufacturer" in stated:
            table.compare(name, "manufacturer", unplaced(stated["manufacturer"]), told.identity.maker)
            table.compare(name, "serial", serial(stated["serial"]), told.identity.system_serial)
            read = [module.size_bytes for module in told.memory if module.size_bytes]
            table.compare(name, "memory modules", [one["bytes"] for one in stated.get("memory_modules", ())], read)
        disks = [drive for drive in stated.get("drives", ()) if drive.get("capacity_bytes")]
        meant = [(unplaced(drive["model"]), serial(drive.get("serial")), drive["capacity_bytes"]) for drive in disks]
        table.compare(name, "drives", meant, [(drive.model, drive.serial, drive.size_bytes) for drive in told.drives])


def measure_upower(table: Table) -> None:
    for name, stated in of("upower"):
        if name == "upower/glpi-infos_1.txt":  # the source's parser stumbled over its first line, and states nothing
            continue
        told = upower.read(text(name))
        meant = [one for one in stated["devices"] if isinstance(one, dict) and one.get("kind") == "battery"]
        table.compare(name, "batteries", len(meant), len(told))
        for one, read in zip(meant, told, strict=False):
            table.compare(name, "health (floor)", int(one["capacity_pct"]), read.health_percent)
            table.compare(name, "design mWh", round(one["energy_full_design"] * 1000), read.design_mwh)
            table.compare(name, "model", one["model"], read.model)
            table.compare(name, "serial", one["serial"], read.serial)


def measure_nvme(table: Table) -> None:
    for name, stated in of("nvme-cli"):
        if "devices" in stated:
            listed = nvme_list.read(text(name)) or ()
            meant = [(one["path"], one["model"], one["serial"], one["size_bytes"]) for one in stated["devices"]]
            table.compare(name, "list", meant, [(one.path, one.model, one.serial, one.size_bytes) for one in listed])
        elif "serial" in stated:
            drive = nvme.controller(text(name), "")
            meant_drive = (stated["model"], stated["serial"], stated["firmware"], stated["capacity_bytes"])
            told = drive and (drive.model, drive.serial, drive.firmware, drive.size_bytes)
            table.compare(name, "id-ctrl", meant_drive, told)
        else:
            smart = nvme.health(text(name))
            facts = ("critical_warning", "media_errors", "percentage_used", "power_on_hours")
            for fact in facts:
                table.compare(name, fact, stated[fact], getattr(smart, fact, None))
            table.compare(name, "temperature", stated["temperature_c"], smart and smart.temperature_celsius)


MEASURES = (
    measure_smartctl, measure_dmidecode, measure_edid, measure_batteries, measure_lscpu, measure_lshw, measure_upower,
    measure_nvme,
)  # fmt: skip


@cache
def measured() -> Table:
    table = Table()
    for measure in MEASURES:
        measure(table)
    return table
