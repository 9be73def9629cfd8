"""eReuse snapshots of every shape become the same facts: one laptop, told in several ways."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.adapters.imports.machine_samples import DMIDECODE, INXI, LITE, LSHW, OUTPUTS, SMART, WORKBENCH, script
from workshop.adapters.imports import ereuse_machine
from workshop.domain.diagnosis import (
    Battery,
    Category,
    Diagnosis,
    DriveMedium,
    DriveReading,
    Health,
    LockKind,
    NetworkKind,
    Origin,
    Source,
    drive_health,
)
from workshop.domain.reports import MachineReport, MachineReportFormat, Partly

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
BYTES = 500107862016


def report(document: Any) -> MachineReport:
    found = ereuse_machine.read(document, NOW)
    assert found
    return found


def told(document: Any) -> Diagnosis:
    return report(document).diagnosis


def own_drive(diagnosis: Diagnosis) -> DriveReading:
    (drive,) = [drive for drive in diagnosis.drives if not drive.removable]
    return drive


def changed(**parts: Any) -> dict[str, Any]:
    return {**WORKBENCH, **parts}


def with_drive(**values: Any) -> DriveReading:
    drive = {"type": "HardDrive", "model": "EXDISK 500", "serialNumber": "EXD0050001", **values}
    return own_drive(told(changed(components=[drive])))


CREDENTIAL = {
    "type": ["VerifiableCredential"],
    "credentialSubject": {"uuid": "u-1", "software": "workbench-script", "timestamp": "2025-01-23 11:44:29"},
    "evidence": [
        {"operation": "dmidecode", "output": DMIDECODE},
        {"operation": "smartctl", "output": OUTPUTS["smartctl"]},
        {"operation": "inxi", "output": OUTPUTS["inxi"]},
    ],
}
SHAPES = {
    "credential": CREDENTIAL,
    "request before it is signed": {"type": "DeviceSnapshotV1", "save": False, "data": script(**OUTPUTS)},
    "workbench-script": script(**OUTPUTS),
    "lite": script(**LITE),
    "lite, as hwmd": {**script(), "hwmd": LITE},
    "lite, lshw as a text": script(**{**LITE, "lshw": json.dumps(LSHW)}),
    "workbench 11": WORKBENCH,
    "workbench 10": {
        "@type": "devices:Snapshot",
        "_uuid": "u-1",
        "device": {**WORKBENCH["device"], "@type": "Computer", "type": "Netbook"},
        "components": [
            {**{key: item[key] for key in item if key != "type"}, "@type": item["type"]}
            for item in WORKBENCH["components"]
        ],
    },
}


@pytest.mark.parametrize("document", SHAPES.values(), ids=SHAPES)
def test_every_shape_tells_the_same_machine(document: dict[str, Any]) -> None:
    diagnosis = told(document)
    who = diagnosis.identity
    assert (who.maker, who.model, who.system_serial) == ("Example Computers", "Probe 14", "PRB0EX7712")
    assert (who.category, diagnosis.memory_bytes) == (Category.LAPTOP, 8 * 2**30)
    assert diagnosis.processor
    assert (diagnosis.processor.model, diagnosis.processor.threads) == ("Example CPU 5 @ 2.00GHz", 8)
    drive = own_drive(diagnosis)
    assert (drive.serial, drive.size_bytes, drive.firmware) == ("EXD0050001", BYTES, "EX01")
    assert drive.smart
    assert (drive.smart.passed, drive.smart.reallocated_sectors) in {(True, 3), (True, 2)}
    assert (diagnosis.read_at, diagnosis.origin.source) == (NOW, Source.TOOL)


def test_who_made_a_report_and_when_it_says_so_are_kept() -> None:
    made = report(script(**OUTPUTS))
    assert (made.format, made.tool, made.tool_version) == (MachineReportFormat.EREUSE, "workbench-script", "0.0.1")
    assert (made.made_at, made.id) == ("2025-01-23T11:44:29", "41858da1-5a7c-47a5-b5d2-f1a666a99ed5")
    assert made.diagnosis.origin == Origin(Source.TOOL, "workbench-script", "0.0.1")
    assert not made.diagnosis.drives_were_listed


def test_times_and_names_that_only_tests_of_ereuse_write_are_none() -> None:
    made = report(changed(endTime="0001-01-01 00:00:00+00:00", uuid="00000000-0000-0000-0000-000000000000"))
    assert (made.made_at, made.id) == ("", "")


def test_smartctl_names_the_drive_in_full_and_lshw_names_those_that_smartctl_could_not_ask() -> None:
    drive, stick = told(script(**LITE)).drives
    assert (drive.path, drive.model, drive.medium) == ("/dev/sda", "EXDISK 500GB-00A1", DriveMedium.HDD)
    assert drive.wwn == "0x5000cca77ff2776e"
    assert (stick.path, stick.serial, stick.removable) == ("/dev/sdb", "STK777001", True)


def test_a_drive_that_smartctl_could_not_ask_is_said() -> None:
    unread = {item.what: item.detail for item in told(script(**OUTPUTS)).unread}
    assert unread["smart:/dev/sdb"] == "/dev/sdb: Unknown USB bridge"


def test_a_password_of_the_bios_is_a_lock_and_without_dmidecode_nobody_looked() -> None:
    diagnosis = told(script(**OUTPUTS))
    assert [lock.kind for lock in diagnosis.locks] == [LockKind.BIOS_PASSWORD]
    assert "locks" not in {item.what for item in diagnosis.unread}
    assert "locks" in {item.what for item in told(script(inxi=OUTPUTS["inxi"])).unread}
    assert "locks" in {item.what for item in told(WORKBENCH).unread}


def test_json_that_lshw_broke_is_read_line_by_line_and_called_broken() -> None:
    broken = json.dumps(LSHW, indent=2).replace(',\n  "children": [', "  ").replace('"children": [', "")
    made = report(script(lshw=broken))
    assert made.problems == (Partly.BROKEN,)
    assert made.diagnosis.identity.system_serial == "PRB0EX7712"


def test_an_output_that_none_of_its_readers_knows_hides_no_other() -> None:
    made = report(script(dmidecode="Can't open /dev/mem", lshw=LSHW))
    assert made.problems == (Partly.ENTRY_UNREADABLE,)
    assert made.diagnosis.identity.model == "Probe 14"


@pytest.mark.parametrize("empty", ['[""]', "[{}]", "", "[]", '["not json"]', "no drive at all"])
def test_a_smartctl_that_told_nothing_leaves_what_the_others_told(empty: str) -> None:
    diagnosis = told(script(**{**OUTPUTS, "smartctl": empty}))
    assert own_drive(diagnosis).serial == "EXD0050001"


def test_the_batteries_that_somebody_measured_come_before_those_that_the_maker_listed() -> None:
    listed = "\nHandle 0x16, DMI type 22, 26 bytes\nPortable Battery\n\tName: OLD\n\tDesign Capacity: 50000 mWh\n"
    both = told(script(dmidecode=DMIDECODE + listed, inxi=json.dumps(INXI)))
    assert [battery.full_mwh for battery in both.batteries] == [36500]
    assert [battery.model for battery in told(script(dmidecode=DMIDECODE + listed)).batteries] == ["OLD"]


def test_a_laptop_whose_report_tells_of_no_battery_and_no_screen_is_not_one_without() -> None:
    unread = {item.what for item in told(script(dmidecode=DMIDECODE)).unread}
    assert {"batteries", "displays", "drives"} <= unread
    assert "smbios" not in unread


def test_components_are_read_with_their_units() -> None:
    diagnosis = told(WORKBENCH)
    assert [module.size_bytes for module in diagnosis.memory] == [4 * 2**30, 4 * 2**30]
    assert [module.serial for module in diagnosis.memory] == ["7A1B22C9", "77120034"]
    assert [module.speed_mts for module in diagnosis.memory] == [2400, 2400]
    (display,) = diagnosis.displays
    assert (display.diagonal_mm, display.width_px, display.year) == (356, 1920, 2019)
    assert diagnosis.batteries == (
        Battery("BAT0", "EX-BAT", wear_percent=25, cycles=312, maker="EXB", chemistry="LiIon"),
    )
    assert (diagnosis.identity.board_serial, diagnosis.identity.bios_date) == ("BRD99871", "2019-06-13")
    assert diagnosis.graphics == ("Example Graphics 3",)


def test_the_mac_address_of_an_adapter_is_no_serial() -> None:
    diagnosis = told(WORKBENCH)
    assert diagnosis.network
    assert (diagnosis.network[0].mac, diagnosis.network[0].kind) == ("02:00:5e:00:00:01", NetworkKind.WIFI)
    with_mac_only = changed(device={"type": "Laptop"}, components=[WORKBENCH["components"][4]])
    who = told(with_mac_only).identity
    assert (who.system_serial, who.board_serial, who.chassis_serial) == (None, None, None)


@pytest.mark.parametrize(
    ("size", "read"),
    [
        (500107.86201599997, BYTES),
        (500108, BYTES),
        (500107, BYTES),
        ("500107.9 MB", 500107900000),
        (238475, 250059350016),  # MiB, as Workbench 11.0a2 wrote it
        (305245, 320072933376),
        (80590, 80590000000),  # no drive is sold with it: as it stands
        (0, None),
        (-5, None),
        ("huge", None),
        (float("1e300"), None),
        (None, None),
    ],
)
def test_the_size_of_a_drive_is_exact_where_the_makers_rule_gives_it(size: object, read: int | None) -> None:
    assert with_drive(size=size).size_bytes == read


@pytest.mark.parametrize(
    ("kind", "interface", "medium"),
    [
        ("HardDrive", "ATA", DriveMedium.UNKNOWN),  # the word is used for SSDs as well
        ("SolidStateDrive", "ATA", DriveMedium.SSD),
        ("SolidStateDrive", "NVME", DriveMedium.NVME),
        ("DataStorage", None, DriveMedium.UNKNOWN),
    ],
)
def test_the_medium_of_a_drive_is_only_what_is_certain(kind: str, interface: str, medium: DriveMedium) -> None:
    assert with_drive(type=kind, interface=interface).medium is medium


@pytest.mark.parametrize(
    ("values", "health"),
    [
        ({"assessment": False}, Health.FAILING),
        ({"assessment": True, "status": "Completed: read failure"}, Health.FAILING),
        ({"assessment": True, "status": "Completed without error", "reallocatedSectorCount": 0}, Health.GOOD),
        ({"status": "Unspecified Error. Self-test not started."}, Health.UNKNOWN),
    ],
)
def test_what_was_tried_on_a_drive_is_its_health(values: dict[str, Any], health: Health) -> None:
    drive = with_drive(actions=[{"type": "TestDataStorage", **values}])
    assert drive_health(drive.smart)[0] is health


def test_a_drive_that_a_report_names_twice_is_one_and_the_later_test_counts() -> None:
    twice = [
        {"type": kind, "model": "EXDISK 500", "serialNumber": "EXD0050001",
         "actions": [{"type": "TestDataStorage", "lifetime": hours, "assessment": True}]}
        for kind, hours in (("HardDrive", 100), ("SolidStateDrive", 200))
    ]  # fmt: skip
    drive = own_drive(told(changed(components=twice)))
    assert drive.smart
    assert (drive.medium, drive.smart.power_on_hours) == (DriveMedium.SSD, 200)


def test_what_components_were_made_of_fills_their_gaps() -> None:
    drive = {"type": "HardDrive", "model": "EXDISK 500", "serialNumber": "EXD0050001", "size": 500110}
    diagnosis = told(changed(components=[drive], debug={"lshw": LSHW, "battery": None, "hwinfo": ""}))
    assert (own_drive(diagnosis).path, own_drive(diagnosis).size_bytes) == ("/dev/sda", BYTES)
    assert [battery.design_mwh for battery in diagnosis.batteries] == [48010]
    assert diagnosis.identity.board_serial == "BRD99871"


def test_what_an_application_calls_live_has_the_shape_of_a_snapshot() -> None:
    assert told(changed(type="Live")).identity.system_serial == "PRB0EX7712"


@pytest.mark.parametrize(
    "document",
    [None, 5, "", [], {}, {"type": "Snapshot"}, {"type": "Install", "elapsed": 420}, {"device": {}, "components": 5},
     {"type": "Snapshot", "device": {"manufacturer": "To be filled by O.E.M.", "serialNumber": "Default string"}}],
)  # fmt: skip
def test_what_tells_of_no_machine_is_none(document: object) -> None:
    assert ereuse_machine.read(document, NOW) is None


def test_a_tablet_a_telephone_and_a_virtual_machine_are_called_that() -> None:
    kinds = {"Smartphone": Category.SMARTPHONE, "ComputerMonitor": Category.MONITOR, "Server": Category.SERVER}
    for kind, category in kinds.items():
        assert told(changed(device={"type": kind, "model": "EX 9"})).identity.category is category
    virtual = {"type": "Desktop", "chassis": "Tower", "manufacturer": "innotek GmbH", "model": "VirtualBox"}
    assert told(changed(device=virtual)).identity.category is Category.VIRTUAL


def test_a_list_of_one_answer_of_smartctl_and_a_text_of_it_are_read() -> None:
    for answer in (SMART, [SMART], [json.dumps(SMART)], json.dumps([SMART])):
        assert own_drive(told(script(dmidecode=DMIDECODE, smart=answer))).serial == "EXD0050001"
