"""What the sources state of real reports of machines, and what is read in them: compared fact by fact."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from tests.adapters.readings.corpus import CORPUS, Explained, Table, expected, of, text, unplaced
from workshop.adapters.imports import detection
from workshop.adapters.readings.placeholders import serial, uuid
from workshop.domain.diagnosis import Diagnosis, DriveReading, Health, drive_health
from workshop.domain.imports import NotRead
from workshop.domain.reports import FileRead, MachineReport

FOLDERS = ("ereuse-snapshot", "glpi-inventory", "lshw-json", "lshw-xml", "hwinfo", "usody-sanitize")
MEBIBYTE = 2**20
# What the two XML reports of lshw say, read by eye: maker, board's serial, memory, serials of the drives.
BY_EYE = {
    "lshw-xml/freegeek-lshw.xml": (None, "BQWH706006UH", 2 * 2**30, ["S07GJ1LL500160", "5QD5F7K1", "5QD47ZMY"]),
    "lshw-xml/rhhw-lshw3.xml": ("Tyan Computer Corporation", None, 4 * 2**30, ["V508WXGG"]),
}
NO_MACHINE = {
    "glpi-inventory/invfmt-15.xml": "SNMP asked a switch",
    "glpi-inventory/invfmt-19.xml": "SNMP asked a switch",
    "ereuse-snapshot/teal-workbench-server-4.install.yaml": "the installation of a system, without its machine",
}


@cache
def read(name: str) -> FileRead | NotRead:
    return detection.read((CORPUS / name).read_bytes())


def machine(name: str) -> MachineReport | None:
    answer = read(name)
    return None if isinstance(answer, NotRead) else answer.machine


def files() -> Iterator[str]:
    for folder in FOLDERS:
        yield from (f"{folder}/{path.name}" for path in sorted((CORPUS / folder).iterdir()))


def told(name: str) -> Diagnosis:
    found = machine(name)
    assert found, (name, read(name))
    return found.diagnosis


UNLISTED = "the drive is called DataStorage there, which the source of the stated values did not list"


def unlisted(stated: list[Any], name: str) -> bool:
    return not stated and '"DataStorage"' in text(name)


def near(stated: list[int], found: list[float]) -> bool:
    """Whether sizes are the same: the tools rounded them, or cut them."""
    return len(stated) == len(found) and all(abs(one - other) <= 1 for one, other in zip(stated, found, strict=True))


def in_either(stated: list[int], found: list[int]) -> bool:
    """Whether each size is stated in MB or, by some versions, in MiB."""
    pairs = zip(stated, found, strict=False)
    both = (([one], [other * 10**6 / MEBIBYTE], [float(other)]) for one, other in pairs)
    return len(stated) == len(found) and all(near(one, mebi) or near(one, mega) for one, mebi, mega in both)


EXPLAINED: Explained = {
    ("ereuse-snapshot", "drive sizes"): (
        "that version wrote mebibytes: the figure times 2^20 is a size in which drives are sold",
        lambda stated, found, file: in_either(stated, found) or unlisted(stated, file),
    ),
    ("ereuse-snapshot", "hours of drives"): (
        "one drive is in that report twice, tested at two times; the later test is kept",
        lambda stated, found, _: found == [max(stated)],
    ),
    ("ereuse-snapshot", "drive serials"): (UNLISTED, lambda stated, _, file: unlisted(stated, file)),
    ("ereuse-snapshot", "drive models"): (UNLISTED, lambda stated, _, file: unlisted(stated, file)),
    ("usody-sanitize", "drive serials"): (
        "the stated serial is lsblk's of a drive on USB, which is the dock's; smartctl asked the drive itself",
        lambda stated, _, file: '"tran": "usb"' in text(file) and f'"serial": "{stated[0]}"' in text(file),
    ),
    ("usody-sanitize", "drive models"): (
        "the stated model is lsblk's of a drive on USB, without its maker; smartctl asked the drive itself",
        lambda stated, found, _: found[0].endswith(stated[0]),
    ),
    ("lshw-json", "model"): (
        "lshw puts the stock number, or what holds its place, in brackets behind the model",
        lambda stated, found, _: unplaced(re.sub(r" \([^()]*\)$", "", stated)) == found,
    ),
    ("lshw-json", "ram"): (
        "expected counts the firmware's flash chip as a module",
        lambda stated, found, _: stated - found < 32 * MEBIBYTE,
    ),
}


def own(drives: tuple[DriveReading, ...]) -> list[DriveReading]:
    return [drive for drive in drives if not drive.removable]


def serials(drives: list[dict[str, Any]]) -> list[str]:
    found = (serial(str(drive.get("serial") or "")) for drive in drives)
    return sorted(number for number in found if number)


def serials_read(drives: list[DriveReading]) -> list[str]:
    return sorted(drive.serial for drive in drives if drive.serial)


def compare_identity(table: Table, name: str, stated: dict[str, Any], who: Any) -> None:
    facts: tuple[tuple[str, Callable[[Any], Any], Any], ...] = (
        ("manufacturer", unplaced, who.maker),
        ("model", unplaced, who.model),
        ("serial", serial, who.system_serial),
        ("uuid", uuid, who.system_uuid),
    )
    for key, meant, found in facts:
        if key in stated:
            table.compare(name, key, meant(stated[key]), found)


def number(value: Any) -> float:
    return float(str(value).split()[0])


def measure_components(table: Table, name: str, stated: dict[str, Any]) -> None:
    """Workbench 11 and 12: the uuid that is stated is the report's own, not the machine's."""
    diagnosis = told(name)
    compare_identity(table, name, {key: value for key, value in stated.items() if key != "uuid"}, diagnosis.identity)
    if "ram_mib" in stated:
        mebibytes = number(stated["ram_mib"])
        table.compare(name, "ram", int(mebibytes * MEBIBYTE) or None, diagnosis.memory_bytes)
    drives = stated.get("drives", [])
    found = own(diagnosis.drives)
    if drives or "device_type" in stated:
        table.compare(name, "drive serials", serials(drives), serials_read(found))
        table.compare(name, "drive models", [drive["model"] for drive in drives], [drive.model for drive in found])
        sizes = [round(number(drive["size_mb"])) for drive in drives]
        read_sizes = [round((drive.size_bytes or 0) / 10**6) for drive in found]
        table.compare(name, "drive sizes", sizes, sizes if near(sizes, [*read_sizes]) else read_sizes)
    tests = [test for test in stated.get("storage_tests", ()) if "lifetime" in test]
    hours = [drive.smart.power_on_hours for drive in found if drive.smart and drive.smart.power_on_hours is not None]
    table.compare(name, "hours of drives", [test["lifetime"] for test in tests], hours)
    flagged = [drive for drive in found if drive_health(drive.smart)[0] is Health.FAILING]
    failing = [test for test in tests if test.get("assessment") is False]
    table.compare(name, "failing is flagged", "all", "all" if len(flagged) >= len(failing) else "not all")


def measure_outputs(table: Table, name: str, stated: dict[str, Any]) -> None:
    """workbench-script and the « lite » ones: outputs of tools."""
    diagnosis, smbios = told(name), stated["from_dmidecode"]
    compare_identity(table, name, smbios, diagnosis.identity)
    table.compare(name, "ram", smbios["ram_bytes"], diagnosis.memory_bytes)
    drives = [drive for drive in stated["from_smart"] if drive.get("model")]
    found = own(diagnosis.drives)
    table.compare(name, "drive serials", serials(drives), serials_read(found))
    table.compare(name, "drive models", [drive["model"] for drive in drives], [drive.model for drive in found])
    table.compare(name, "drive bytes", [d["capacity_bytes"] for d in drives], [drive.size_bytes for drive in found])
    healths = [drive.smart and drive.smart.passed for drive in found]
    table.compare(name, "passed", [drive.get("smart_passed") for drive in drives], healths)


def measure_ereuse(table: Table) -> None:
    for name, stated in of("ereuse-snapshot"):
        if name in NO_MACHINE:
            continue
        if "from_dmidecode" in stated:
            measure_outputs(table, name, stated)
        else:
            measure_components(table, name, stated)


def measure_glpi(table: Table) -> None:
    for name, stated in of("glpi-inventory"):
        if name in NO_MACHINE:
            continue
        diagnosis = told(name)
        compare_identity(table, name, stated, diagnosis.identity)
        modules = sum(int(one.get("capacity") or 0) for one in stated.get("memories", ()))
        mebibytes = modules or int(stated.get("memory_mb") or 0)
        table.compare(name, "ram", mebibytes * MEBIBYTE or None, diagnosis.memory_bytes)
        drives = stated.get("drives", [])
        table.compare(name, "drive serials", serials(drives), serials_read(list(diagnosis.drives)))
        table.compare(name, "drive models", [one["model"] for one in drives], [one.model for one in diagnosis.drives])
        cpus = [cpu["name"] for cpu in stated.get("cpus", ())]
        table.compare(name, "cpu", cpus[:1], [diagnosis.processor.model] if diagnosis.processor else [])
        capacities = [(one.get("capacity"), one.get("real_capacity")) for one in stated.get("batteries", ())]
        table.compare(name, "batteries", capacities, [(one.design_mwh, one.full_mwh) for one in diagnosis.batteries])


def measure_lshw(table: Table) -> None:
    for name, stated in of("lshw-json"):
        if "parse_error" in stated:
            continue
        diagnosis = told(name)
        compare_identity(table, name, {key: stated[key] for key in stated if key != "model"}, diagnosis.identity)
        table.compare(name, "model", stated["model"], diagnosis.identity.model)
        banks = stated.get("ram_from_banks") or stated.get("ram_bytes")
        table.compare(name, "ram", banks, diagnosis.memory_bytes)
        drives = [drive for drive in stated.get("drives", ()) if drive.get("capacity_bytes")]
        table.compare(name, "drive serials", serials(drives), serials_read(list(diagnosis.drives)))


def measure_hwinfo(table: Table) -> None:
    """The source states nothing of these, but ran lshw on the same machines, with other sticks in them."""
    for path in sorted((CORPUS / "hwinfo").iterdir()):
        name, twin = f"hwinfo/{path.name}", f"lshw-json/{path.stem}.json"
        diagnosis, other = told(name), told(twin)
        for fact, key in (("manufacturer", "maker"), ("model", "model"), ("serial", "system_serial")):
            table.compare(name, fact, getattr(other.identity, key), getattr(diagnosis.identity, key))
        table.compare(name, "ram", other.memory_bytes, diagnosis.memory_bytes)
        table.compare(name, "drive serials", serials_read(own(other.drives)), serials_read(own(diagnosis.drives)))
        sizes = [sorted(drive.size_bytes or 0 for drive in own(one.drives)) for one in (other, diagnosis)]
        table.compare(name, "drive bytes", *sizes)


def measure_by_eye(table: Table) -> None:
    for name, (maker, board, memory, drives) in BY_EYE.items():
        diagnosis = told(name)
        table.compare(name, "manufacturer", maker, diagnosis.identity.maker)
        table.compare(name, "board serial", board, diagnosis.identity.board_serial)
        table.compare(name, "ram", memory, diagnosis.memory_bytes)
        table.compare(name, "drive serials", sorted(drives), serials_read(list(diagnosis.drives)))


def measure_usody(table: Table) -> None:
    for name, stated in of("usody-sanitize"):
        diagnosis = told(name)
        table.compare(name, "drive serials", serials([stated]), serials_read(list(diagnosis.drives)))
        table.compare(name, "drive models", [stated["model"]], [drive.model for drive in diagnosis.drives])


def measure_embedded(table: Table) -> None:
    """lshw within snapshots is that of the corpus' own folder: read in both places, the same."""
    for name in expected():
        if name.startswith("lshw-json/embedded-") and "parse_error" not in expected()[name]:
            snapshot = name.replace("lshw-json/embedded-", "ereuse-snapshot/")
            both = (told(name).identity, told(snapshot).identity)
            keys = ("maker", "system_serial")
            table.compare(name, "as in the snapshot", *([getattr(who, key) for key in keys] for who in both))


MEASURES = (
    measure_ereuse, measure_glpi, measure_lshw, measure_hwinfo, measure_by_eye, measure_usody, measure_embedded,
)  # fmt: skip


@cache
def measured() -> Table:
    table = Table(explained=EXPLAINED)
    for measure in MEASURES:
        measure(table)
    return table
