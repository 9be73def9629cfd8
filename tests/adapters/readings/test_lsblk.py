from __future__ import annotations

import json
from typing import Any

import pytest

from workshop.adapters.readings import lsblk
from workshop.domain.diagnosis import DriveMedium, DriveReading, WhyUnread

DISK: dict[str, Any] = {
    "name": "sda", "path": "/dev/sda", "type": "disk", "size": 500107862016, "tran": "sata", "rota": True, "rm": False,
    "model": "ST500DM002-1BD142", "serial": "EXS001", "wwn": "0x5000c5006e100004", "rev": "KC48", "vendor": "ATA     ",
    "log-sec": 512,
}  # fmt: skip


def listing(*devices: dict[str, Any]) -> lsblk.Listing:
    return lsblk.read(json.dumps({"blockdevices": list(devices)}))


def only(**changes: Any) -> lsblk.Disk:
    (disk,) = listing({**DISK, **changes}).disks
    return disk


def test_a_disk_is_told_whole() -> None:
    assert only().drive == DriveReading(
        path="/dev/sda", model="ST500DM002-1BD142", serial="EXS001", wwn="0x5000c5006e100004", firmware="KC48",
        size_bytes=500107862016, logical_sector_bytes=512, medium=DriveMedium.HDD, interface="sata",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("loop0", "loop"), ("loop1", "disk"), ("ram0", "disk"), ("zram0", "disk"), ("sr0", "rom"), ("fd0", "disk"),
        ("md127", "raid1"), ("md0", "disk"), ("dm-0", "crypt"), ("nbd0", "disk"), ("zd0", "disk"), ("sda1", "part"),
        ("mmcblk0boot0", "disk"), ("mmcblk0boot1", "disk"), ("mmcblk0rpmb", "disk"), ("pmem0", "disk"),
    ],
)  # fmt: skip
def test_what_is_no_drive_is_not_listed(name: str, kind: str) -> None:
    assert listing({**DISK, "name": name, "path": f"/dev/{name}", "type": kind}) == lsblk.Listing()


def test_a_card_reader_without_a_card_is_no_drive_and_a_drive_that_lost_its_size_is_one() -> None:
    assert listing({**DISK, "size": 0, "rm": True}).disks == ()
    assert only(size=0).drive.size_bytes == 0


@pytest.mark.parametrize(
    ("transport", "name", "rotates", "medium", "interface"),
    [
        ("sata", "sda", False, DriveMedium.SSD, "sata"), ("nvme", "nvme0n1", False, DriveMedium.NVME, "nvme"),
        (None, "nvme0n1", False, DriveMedium.NVME, "nvme"), ("mmc", "mmcblk0", False, DriveMedium.EMMC, "mmc"),
        (None, "mmcblk0", False, DriveMedium.EMMC, "mmc"), ("usb", "sdb", True, DriveMedium.USB, "usb"),
        ("sas", "sdb", True, DriveMedium.SAS, "sas"), (None, "vda", True, DriveMedium.UNKNOWN, "virtio"),
        (None, "sdb", True, DriveMedium.UNKNOWN, None), ("fc", "sdb", True, DriveMedium.UNKNOWN, "fc"),
    ],
)  # fmt: skip
def test_what_a_drive_is_made_of(
    transport: str | None,
    name: str,
    rotates: bool,  # noqa: FBT001
    medium: DriveMedium,
    interface: str | None,
) -> None:
    drive = only(tran=transport, name=name, path=f"/dev/{name}", rota=rotates).drive
    assert (drive.medium, drive.interface) == (medium, interface)


@pytest.mark.parametrize(
    ("vendor", "model", "expected"),
    [
        ("ATA     ", "ST500", "ST500"), ("DELL    ", "PERC H730", "DELL PERC H730"), ("0x1af4", None, None),
        (None, None, None),
        ("WDC", "WDC WD10", "WDC WD10"), ("HL-DT-ST", "HL-DT-ST_DVD", "HL-DT-ST_DVD"),
        (None, "QEMU_HARDDISK", "QEMU HARDDISK"),
    ],
)  # fmt: skip
def test_the_vendor_stands_before_the_model_where_it_is_one(
    vendor: str | None, model: str | None, expected: str | None
) -> None:
    assert only(vendor=vendor, model=model).drive.model == expected


def test_the_strings_that_older_versions_write_for_numbers_and_flags_are_understood() -> None:
    drive = only(size="500107862016", rota="1", rm="0", **{"log-sec": "4096"}).drive
    assert (drive.size_bytes, drive.medium, drive.removable, drive.logical_sector_bytes) == (
        500107862016, DriveMedium.HDD, False, 4096
    )  # fmt: skip


def test_without_a_path_the_name_is_one() -> None:
    assert only(path=None).drive.path == "/dev/sda"


@pytest.mark.parametrize(
    "path", ["--scan", "/dev/../etc/shadow", "/etc/shadow", "/dev/", "/dev/-x", "/dev/a b", "/dev/a\n", 5]
)
def test_a_path_that_is_no_device_is_refused_and_spoils_the_list(path: object) -> None:
    found = listing({**DISK, "path": path})
    assert found.disks == ()
    assert [(item.what, item.why) for item in found.unread] == [("drives", WhyUnread.UNREADABLE)]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"blockdevices": null}', "lsblk: not found", '{"blockdevices": {}}'])
def test_an_answer_that_is_no_list_proves_nothing(text: str) -> None:
    assert [item.what for item in lsblk.read(text).unread] == ["drives"]


def test_what_is_mounted_from_a_drive_is_known_down_to_its_layers() -> None:
    layer = {"name": "root", "type": "crypt", "mountpoints": ["/", None]}
    partition = {"name": "sda1", "type": "part", "mountpoint": "/boot", "children": [layer]}
    assert only(children=[partition]).mounted == ("/", "/boot")
