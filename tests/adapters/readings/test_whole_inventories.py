"""hwinfo, inxi, GLPI agents and lshw's XML: one composed laptop, as each of them tells it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from tests.adapters.imports.machine_samples import GLPI, HWINFO, INXI, LSHW, LSHW_XML, glpi_xml
from workshop.adapters.readings import glpi, hwinfo, inxi, lshw, lshw_xml
from workshop.adapters.readings.drive_sizes import MEBIBYTE, MEGABYTE, from_megabytes, sold_as
from workshop.adapters.readings.inventory import Inventory
from workshop.domain.diagnosis import (
    Battery,
    Category,
    Display,
    DriveMedium,
    DriveReading,
    Firmware,
    Lock,
    LockKind,
    MemoryModule,
    NetworkAdapter,
    NetworkKind,
    Processor,
    Smart,
    Unread,
    WhyUnread,
)

GIB = 2**30
BYTES = 500107862016
STICK = DriveReading(
    "/dev/sdb", "Stick", size_bytes=8053063680, medium=DriveMedium.USB, interface="usb", removable=True
)
MODULES = (
    MemoryModule(
        "DIMM A",
        8 * GIB,
        "DDR4",
        2400,
        soldered=False,
        serial="7A1B22C9",
        part_number="EX8G24",
        form_factor="SODIMM",
    ),
    MemoryModule("DIMM B", 0, soldered=False, form_factor="SODIMM"),
)
WIFI = NetworkAdapter("wlp2s0", NetworkKind.WIFI, "02:00:5e:00:00:01", "Example Wireless 7")


def of_hwinfo(text: str = HWINFO) -> Inventory:
    found = hwinfo.read(text)
    assert found
    return found


def of_inxi(document: Any = INXI) -> Inventory:
    found = inxi.read(json.dumps(document))
    assert found
    return found


def of_glpi(**content: Any) -> Inventory:
    found = glpi.of_json({**GLPI, "content": {**GLPI["content"], **content}})
    assert found
    return found.inventory


def test_hwinfo_names_the_machine_and_keeps_its_serials_apart() -> None:
    who = of_hwinfo().identity
    assert (who.maker, who.model, who.version) == ("Example Computers", "Probe 14", "1.0")
    assert (who.system_serial, who.board_serial, who.chassis_serial) == ("PRB0EX7712", None, "CHS771200")
    assert (who.category, who.bios_version, who.asset_tag, who.system_uuid) == (Category.LAPTOP, "A29", None, None)


def test_hwinfo_tells_modules_and_slots_and_leaves_out_the_chip_of_the_bios() -> None:
    assert of_hwinfo().memory == MODULES
    assert of_hwinfo().memory_bytes == 8 * GIB
    assert of_hwinfo(HWINFO[HWINFO.index("12: None") :]).memory_bytes == 7 * GIB + 512 * MEBIBYTE


def test_hwinfo_tells_drives_screens_adapters_and_cameras() -> None:
    found = of_hwinfo()
    stick, drive = found.drives
    assert stick == DriveReading(
        "/dev/sdb", "Stick", "STK777001", size_bytes=8053063680, medium=DriveMedium.USB, interface="usb", removable=True
    )
    assert drive == DriveReading(
        "/dev/sda", "EXDISK 500", "EXD0050001", wwn="0x5000cca77ff2776e", firmware="EX01", size_bytes=BYTES
    )
    assert found.displays == (Display("EXP", "EX PANEL LCD Monitor", None, 355, 1920, 1080, 2019),)
    assert found.network == (WIFI,)
    assert (found.graphics, found.cameras) == (("Example Graphics 3",), ("Example Webcam",))
    assert found.processor == Processor("Example CPU 5 @ 2.00GHz", "GenuineExample", threads=2)
    assert found.firmware.raid_mode is True


def test_a_part_of_hwinfo_gives_a_part_and_says_what_it_does_not_tell() -> None:
    found = of_hwinfo(HWINFO[: HWINFO.index("12: None")])
    assert found.drives == ()
    assert found.unread == (Unread("drives", WhyUnread.NOT_THERE, "hwinfo does not tell"),)


def test_inxi_tells_which_serial_is_whose_by_their_order() -> None:
    who = of_inxi().identity
    assert (who.maker, who.model, who.version) == ("Example", "Probe 14", "1.0")
    assert (who.system_serial, who.chassis_serial, who.board_serial) == ("PRB0EX7712", "CHS771200", None)
    assert (who.category, who.bios_version, who.bios_date) == (Category.LAPTOP, "A29", "06/13/2019")
    assert of_inxi().unread == (Unread("serials", WhyUnread.NO_RIGHT, "inxi: superuser required"),)
    assert of_inxi().firmware.uefi is True


def test_inxi_tells_drives_with_their_health() -> None:
    drive, stick = of_inxi().drives
    smart = Smart(passed=False, power_on_hours=17702, temperature_celsius=33, power_cycles=701)
    assert drive == DriveReading(
        "/dev/sda", "Example EXDISK 500", "EXD0050001", size_bytes=BYTES, medium=DriveMedium.HDD, interface="sata",
        smart=smart, rotation_rpm=7200,
    )  # fmt: skip
    assert (stick.path, stick.removable, stick.smart) == ("/dev/sdb", True, None)


def test_inxi_tells_batteries_screens_adapters_and_cameras() -> None:
    found = of_inxi()
    assert found.batteries == (Battery("BAT0", "EXB EX-BAT", "B7712", 48000, 36500, 24, 312, charge_percent=82),)
    assert found.displays == (Display(None, "EX PANEL", None, 355, 1920, 1080, 2019, built_in=True),)
    assert found.network == (WIFI,)
    assert (found.graphics, found.cameras) == (("Example Graphics 3",), ("Example Webcam",))
    assert found.processor == Processor("Example CPU 5", cores=4, threads=8)
    assert [module.size_bytes for module in found.memory] == [8 * GIB, 0]


def test_without_modules_inxi_tells_what_the_kernel_may_use() -> None:
    found = of_inxi([section for section in INXI if "Memory" not in next(iter(section))])
    assert found.memory_bytes is None
    found = of_inxi([INXI[0], {"001#1#0#Memory": [{"000#1#1#RAM": "", "001#0#2#total": "7.5 GiB"}]}])
    assert (found.memory, found.memory_bytes) == ((), 7 * GIB + GIB // 2)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "[5]", '[{"Machine": []}]', '[{"000#1#0#Machine": 5}]', "CPU: dual core"]
)
def test_what_is_not_inxis_is_none(text: str) -> None:
    assert inxi.read(text) is None


def test_an_inventory_of_glpi_is_told_with_its_units() -> None:
    found = of_glpi()
    who = found.identity
    assert (who.maker, who.model, who.system_serial) == ("Example Computers", "Probe 14", "PRB0EX7712")
    assert (who.board_serial, who.sku, who.asset_tag) == ("BRD99871", "PRB-SKU", None)
    assert (who.category, who.system_uuid) == (Category.LAPTOP, "4c4c4544-0058-3510-8034-b5c04f303031")
    assert found.memory == MODULES
    assert (found.memory_bytes, found.firmware) == (8 * GIB, Firmware(secure_boot=True))
    assert found.drives == (
        DriveReading(
            "/dev/sda", "EXDISK 500", "EXD0050001", firmware="EX01", size_bytes=BYTES, interface="ata"
        ),
        replace(STICK, size_bytes=8053000000),
    )  # fmt: skip
    battery = Battery(
        "BAT0", "EX-BAT", "B7712", 48000, 36500, 24, maker="EXB", chemistry="Li-ION", design_millivolts=11400
    )
    assert found.batteries == (battery,)
    assert found.network == (NetworkAdapter("wlp2s0", NetworkKind.WIFI, "02:00:5e:00:00:01"),)
    assert (found.displays, found.operating_system) == ((Display("EXP", "EX PANEL"),), "Example Linux 12")
    assert found.processor == Processor("Example CPU 5 @ 2.00GHz", "Example", 4, 8)


def test_an_inventory_in_xml_reads_the_same_and_numbers_in_texts_are_numbers() -> None:
    found = glpi.read(glpi_xml())
    assert found
    assert (found.agent, found.version, found.made_at) == ("FusionInventory-Agent", "2.3.20", "2017-06-09 09:00:49")
    inventory = found.inventory
    assert inventory.identity.system_serial == "PRB0EX7712"
    assert [(module.slot, module.size_bytes) for module in inventory.memory] == [("DIMM A", 4 * GIB), ("1", 4 * GIB)]
    assert [(drive.serial, drive.size_bytes) for drive in inventory.drives] == [("EXD0050001", BYTES)]
    assert inventory.network == (NetworkAdapter("eno1", NetworkKind.ETHERNET, "02:00:5e:00:00:03"),)
    assert inventory.unread == (Unread("processor", WhyUnread.NOT_THERE, "inventory does not tell"),)


def test_what_a_partial_inventory_does_not_hold_is_unread_and_never_none() -> None:
    part = {
        "content": {"bios": GLPI["content"]["bios"], "hardware": {"memory": 7600}},
        "partial": True,
        "deviceid": "x",
    }
    found = glpi.of_json(part)
    assert found
    assert found.partial
    assert {item.what for item in found.inventory.unread} == {"processor", "memory", "drives"}
    assert (found.inventory.memory_bytes, found.inventory.network) == (7600 * MEBIBYTE, None)


@pytest.mark.parametrize(
    "item",
    [{"name": "sr0"}, {"type": "DVD Writer", "model": "X"}, {"description": "Lecteur de CD-ROM", "name": "D:"},
     {"model": "TSSTcorp CDDVDW SH-224", "disksize": 4000}, {"model": "MATSHITA DVD-RAM UJ890AS"}, {"name": "fd0"},
     {"name": "\\\\.\\CDROM0", "disksize": 5}, {"name": "loop3", "disksize": 5}, {"description": "card reader"}, {}],
)  # fmt: skip
def test_what_is_no_drive_among_the_storages_of_an_inventory_is_none(item: dict[str, Any]) -> None:
    assert of_glpi(storages=[item]).drives == ()


def test_what_windows_calls_the_serial_of_an_nvme_drive_is_an_identity_but_no_serial() -> None:
    told = {"name": "\\\\.\\PHYSICALDRIVE0", "model": "EX NVMe", "serial": "0025_38B3_81B1_E465.", "disksize": 512110,
            "interface": "NVMe"}  # fmt: skip
    (drive,) = of_glpi(storages=[told]).drives
    assert (drive.serial, drive.wwn, drive.medium) == (None, "eui.002538b381b1e465", DriveMedium.NVME)


def test_a_machine_within_another_is_virtual() -> None:
    hardware = {**GLPI["content"]["hardware"], "vmsystem": "VMware"}
    assert of_glpi(hardware=hardware).identity.category is Category.VIRTUAL


@pytest.mark.parametrize(
    "document",
    [None, [], {}, {"content": []}, {"content": {"softwares": []}}, {**GLPI, "itemtype": "NetworkEquipment"},
     {**GLPI, "itemtype": "Printer"}],
)  # fmt: skip
def test_what_is_no_inventory_of_a_machine_is_none(document: object) -> None:
    assert glpi.of_json(document) is None
    assert glpi.read(glpi_xml(query="SNMPQUERY")) is None
    assert glpi.read("<REQUEST><QUERY>PROLOG</QUERY></REQUEST>") is None
    assert glpi.read("<html/>") is None


def test_lshw_in_xml_reads_as_its_json_does() -> None:
    found = lshw_xml.read(LSHW_XML)
    assert found
    assert (found.identity.maker, found.identity.model) == ("Example Computers", "Probe 14")
    assert (found.identity.system_serial, found.identity.category) == ("PRB0EX7712", Category.LAPTOP)
    drive = DriveReading("/dev/sda", "EXDISK 500", "EXD0050001", size_bytes=BYTES)
    assert found.drives == (drive, STICK)
    assert found.memory_bytes == 8 * GIB
    assert lshw_xml.read("<html/>") is None
    assert lshw_xml.read("<list/>") is None
    assert lshw_xml.read("no xml") is None


def test_lshw_tells_batteries_adapters_modules_and_passwords() -> None:
    settings = {**LSHW["configuration"], "administrator_password": "enabled", "power-on_password": "disabled"}
    found = lshw.of({**LSHW, "configuration": settings})
    assert found
    assert found.batteries == (Battery("BAT0", "EX-BAT", "B7712", 48010, maker="EXB", design_millivolts=11400),)
    assert found.network == (NetworkAdapter("wlp2s0", NetworkKind.WIFI, "02:00:5e:00:00:01", "Wireless 1"),)
    assert (found.memory[0].serial, found.memory[0].part_number) == ("7A1B22C9", "EX8G24")
    assert found.locks == (Lock(LockKind.BIOS_PASSWORD, "administrator_password: enabled"),)
    assert [drive.removable for drive in found.drives] == [False, True]


@pytest.mark.parametrize("told", ["bond0", "docker0"])
def test_adapters_that_software_made_are_none_of_lshws(told: str) -> None:
    made = {"id": "network", "class": "network", "logicalname": told, "configuration": {"driver": "bonding"}}
    found = lshw.of({**LSHW, "children": [made]})
    assert found
    assert found.network is None


@pytest.mark.parametrize("path", ["/dev/zd0", "/dev/loop0", "/dev/sr0", "/dev/cdrom", "/dev/mmcblk0boot0"])
def test_what_is_no_drive_is_none_of_lshws(path: str) -> None:
    found = lshw.of({**LSHW, "children": [{"id": "disk", "class": "disk", "logicalname": path, "size": 5}]})
    assert found
    assert found.drives == ()


@pytest.mark.parametrize(
    ("told", "size"),
    [(250059, 250059350016), (250060, None), (256060, 256060514304), (256061, 256060514304), (1000204, 1000204886016),
     (120034, 120034123776), (80590, None), (5, None)],
)  # fmt: skip
def test_a_size_in_which_drives_are_sold_is_known_exactly(told: int, size: int | None) -> None:
    assert sold_as(told, MEGABYTE) == size


def test_sizes_that_are_none_are_none() -> None:
    assert [from_megabytes(told) for told in (None, 0.0, -1.0, float("nan"), float("inf"), 1e12)] == [None] * 6
