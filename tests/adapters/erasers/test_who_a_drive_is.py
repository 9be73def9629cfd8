"""Drives as sysfs describes them; folders in the layout of the kernel's ABI, since there is no real drive here."""

from __future__ import annotations

from pathlib import Path

import pytest

from workshop.adapters.erasers.identity import of_drive
from workshop.domain.diagnosis import DriveMedium

SERIAL_PAGE = b"\x00\x80\x00\x14     WD-WMAYU4512345"


def _drive(root: Path, where: str, **facts: str | bytes) -> Path:
    folder = root / where
    for name, content in facts.items():
        file = folder / name.replace("__", "/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else f"{content}\n".encode())
    return folder


def test_a_sata_disk(tmp_path: Path) -> None:
    folder = _drive(
        tmp_path,
        "devices/pci0000:00/ata1/host0/target0:0:0/0:0:0:0/block/sda",
        device__model="WDC WD5000AAKX-0",
        device__vendor="ATA     ",
        device__vpd_pg80=SERIAL_PAGE,
        device__wwid="naa.50014ee2b1234567",
        queue__rotational="1",
    )
    found = of_drive(folder, "/dev/sda", 500)
    assert (found.model, found.serial, found.wwn) == ("WDC WD5000AAKX-0", "WD-WMAYU4512345", "naa.50014ee2b1234567")
    assert found.medium is DriveMedium.HDD


def test_an_nvme_drive(tmp_path: Path) -> None:
    folder = _drive(
        tmp_path,
        "devices/pci0000:00/nvme/nvme0/nvme0n1",
        device__model="SAMSUNG MZVLB256                        ",
        device__serial="S4GENX0N123456      ",
        wwid="eui.0025388b81b2c3d4",
        queue__rotational="0",
    )
    found = of_drive(folder, "/dev/nvme0n1", 256)
    assert (found.model, found.serial, found.wwn) == ("SAMSUNG MZVLB256", "S4GENX0N123456", "eui.0025388b81b2c3d4")
    assert found.medium is DriveMedium.NVME


def test_a_disk_in_a_usb_dock_takes_the_serial_of_its_bridge(tmp_path: Path) -> None:
    _drive(tmp_path, "devices/pci0000:00/usb2/2-1", idVendor="152d", serial="DB9876543214E")
    folder = _drive(
        tmp_path,
        "devices/pci0000:00/usb2/2-1/2-1:1.0/host6/target6:0:0/6:0:0:0/block/sdb",
        device__model="DataTraveler 3.0",
        device__vendor="Kingston",
        queue__rotational="1",
    )
    found = of_drive(folder, "/dev/sdb", 7)
    assert found.serial == "DB9876543214E"
    assert found.medium is DriveMedium.USB


@pytest.mark.parametrize(
    ("where", "facts", "medium"),
    [
        ("block/sdc", {"device__vendor": "ATA", "queue__rotational": "0"}, DriveMedium.SSD),
        ("block/sdd", {"device__vendor": "ATA"}, DriveMedium.UNKNOWN),
        ("block/sde", {"device__vendor": "LSI", "queue__rotational": "1"}, DriveMedium.UNKNOWN),
        ("block/vda", {"queue__rotational": "1"}, DriveMedium.UNKNOWN),
        ("host0/port-0:0/end_device-0:0/block/sdf", {"device__vendor": "SEAGATE"}, DriveMedium.SAS),
        (
            "host0/port-0:0/end_device-0:0/block/sdg",
            {"device__vendor": "ATA", "queue__rotational": "1"},
            DriveMedium.HDD,
        ),
        ("mmc0/mmc0:0001/block/mmcblk0", {"device__type": "MMC", "device__name": "BGND3R"}, DriveMedium.EMMC),
        ("mmc1/mmc1:aaaa/block/mmcblk1", {"device__type": "SD"}, DriveMedium.SD),
        ("mmc2/mmc2:aaaa/block/mmcblk2", {"device__cid": "15"}, DriveMedium.UNKNOWN),
    ],
)
def test_only_what_is_sure_has_a_kind(where: str, facts: dict[str, str], medium: DriveMedium, tmp_path: Path) -> None:
    """Without it: a drive behind a RAID controller is taken for a disk, and its overwriting for a wipe."""
    assert of_drive(_drive(tmp_path, where, **facts), "/dev/x", 1).medium is medium
