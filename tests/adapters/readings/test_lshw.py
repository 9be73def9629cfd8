from __future__ import annotations

import json
from typing import Any

import pytest

from workshop.adapters.readings import lshw
from workshop.domain.diagnosis import (
    Category,
    DriveMedium,
    DriveReading,
    Identity,
    MemoryModule,
    Processor,
    Unread,
    WhyUnread,
)

GIB = 2**30
CORE: list[dict[str, Any]] = [
    {"id": "firmware", "class": "memory", "vendor": "Dell Inc.", "version": "A29", "date": "06/13/2019"},
    {"id": "cpu", "class": "processor", "product": "Intel(R) Core(TM) i7-4600U CPU @ 2.10GHz",
     "vendor": "Intel Corp.", "capacity": 3300000000, "configuration": {"cores": "2", "threads": "4"}},
    {"id": "cpu:1", "class": "processor"},
    {"id": "memory", "class": "memory", "size": 9 * GIB, "children": [
        {"id": "bank:0", "class": "memory", "description": "SODIMM DDR3 Synchronous 1600 MHz (0.6 ns)",
         "vendor": "Kingston", "slot": "DIMM A", "size": 8 * GIB},
        {"id": "bank:1", "class": "memory", "description": "SODIMM [empty]", "vendor": "[Empty]", "slot": "DIMM B"},
        {"id": "bank:2", "class": "memory", "description": "FLASH Non-volatile 33 MHz", "slot": "ROM", "size": 2**22},
    ]},
    {"id": "pci", "class": "bridge", "children": [
        {"id": "display", "class": "display", "vendor": "Intel Corporation", "product": "Haswell-ULT Graphics"},
        {"id": "nvme", "class": "storage", "product": "PC SN520", "serial": "EXN1", "version": "20240012",
         "logicalname": "/dev/nvme0", "children": [
             {"id": "namespace", "class": "disk", "logicalname": "/dev/nvme0n1", "size": 256060514304}]},
        {"id": "disk", "class": "disk", "product": "Samsung SSD 850", "serial": "EXS1", "version": "2B6Q",
         "logicalname": "/dev/sda", "size": 500107862016},
        {"id": "cdrom", "class": "disk", "product": "DVD", "logicalname": ["/dev/cdrom", "/dev/sr0"]},
        {"id": "disk:1", "class": "disk", "product": "SD/MMC", "logicalname": "/dev/sdc"},
    ]},
]  # fmt: skip
SYSTEM: dict[str, Any] = {
    "id": "host", "class": "system", "vendor": "Dell Inc.", "product": "Latitude E7240 (05CA)", "serial": "EX72401",
    "configuration": {"chassis": "laptop", "sku": "05CA", "uuid": "4C4C4544-0058-3510-8034-B5C04F303031"},
    "children": [{"id": "core", "class": "bus", "vendor": "Dell Inc.", "product": "05PTPV",
                  "serial": "/EX72401/CNEXB1/", "children": CORE}],
}  # fmt: skip
EXPECTED = lshw.Inventory(
    Identity(
        "Dell Inc.", "Latitude E7240", system_serial="EX72401", board_serial="/EX72401/CNEXB1/",
        category=Category.LAPTOP, system_uuid="4c4c4544-0058-3510-8034-b5c04f303031",
        bios_version="A29", bios_date="06/13/2019",
        board_maker="Dell Inc.", board_model="05PTPV",
    ),
    Processor("Intel(R) Core(TM) i7-4600U CPU @ 2.10GHz", "Intel Corp.", cores=2, threads=4, max_mhz=3300),
    (
        MemoryModule("DIMM A", 8 * GIB, "DDR3", 1600, "Kingston", soldered=False),
        MemoryModule("DIMM B", 0, soldered=False),
    ),
    8 * GIB,
    (
        DriveReading("/dev/nvme0n1", "PC SN520", "EXN1", firmware="20240012", size_bytes=256060514304,
                     medium=DriveMedium.NVME, interface="nvme"),
        DriveReading("/dev/sda", "Samsung SSD 850", "EXS1", firmware="2B6Q", size_bytes=500107862016),
    ),
    ("Intel Corporation Haswell-ULT Graphics",),
)  # fmt: skip


def test_a_report_is_told_whole() -> None:
    assert lshw.read(json.dumps(SYSTEM)) == EXPECTED
    assert lshw.read(json.dumps([SYSTEM])) == EXPECTED


def test_json_from_which_lshw_left_out_the_children_reads_the_same() -> None:
    broken = json.dumps(SYSTEM, indent=2).replace(',\n  "children": [', "  ").replace('"children": [', "")
    with pytest.raises(json.JSONDecodeError):
        json.loads(broken)
    assert lshw.read(broken) == EXPECTED


def test_without_banks_the_whole_memory_counts() -> None:
    found = lshw.read(json.dumps({**SYSTEM, "children": [{"id": "memory", "class": "memory", "size": 522129408}]}))
    assert found is not None
    assert (found.memory, found.memory_bytes) == ((), 522129408)


def test_a_name_that_is_first_a_number_and_then_an_object_is_survived() -> None:
    found = lshw.read('{\n"id" : "x",\n"class" : "system",\n"size" : 5,\n"size" : {\n"bytes" : 1\n}')
    assert found == lshw.Inventory(unread=(Unread("drives", WhyUnread.NOT_THERE, "lshw does not tell"),))


@pytest.mark.parametrize(
    ("product", "model"),
    [
        ("OptiPlex 7010 (OptiPlex 7010)", "OptiPlex 7010"), ("Vostro 260 (To be filled by O.E.M.)", "Vostro 260"),
        ("Standard PC (i440FX + PIIX, 1996)", "Standard PC (i440FX + PIIX, 1996)"), ("System Product Name (SKU)", None),
        (5, None),
    ],
)  # fmt: skip
def test_a_stock_number_behind_the_model_is_taken_off(product: object, model: str | None) -> None:
    found = lshw.read(json.dumps({**SYSTEM, "product": product}))
    assert found is not None
    assert found.identity.model == model


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "[5]", '{"id": "x"}', "WARNING: you should run this program as super-user."]
)
def test_what_is_not_lshws_is_none(text: str) -> None:
    assert lshw.read(text) is None
