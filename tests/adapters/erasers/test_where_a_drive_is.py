"""The physical path stays the same while the kernel's numbers change; and names that name nothing are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.adapters.erasers.kernel_tree import PCI, Tree
from workshop.adapters.erasers.identity import identify, of_drive, serial_or_none
from workshop.adapters.erasers.media import FileMedia, LoopMedia
from workshop.adapters.erasers.place import place_of

MIB = 1024 * 1024


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path)


def test_a_sata_port(tree: Tree) -> None:
    assert place_of(tree.sata("sdc", 2)) == "pci-0000:00:17.0-ata-2"


def test_a_sata_port_that_does_not_tell_its_number_is_counted(tree: Tree) -> None:
    folder = tree.sata("sda", 1)
    (tree.root / "sys" / PCI / "ata8").mkdir()
    (tree.root / "sys" / PCI / "ata7/ata_port/ata7/port_no").unlink()
    assert place_of(folder) == "pci-0000:00:17.0-ata-1"


def test_drives_behind_a_port_multiplier_are_told_apart(tree: Tree) -> None:
    one = tree._disk(f"{PCI}/ata7/host6/target6:1:0/6:1:0:0/block/sda", 0)
    two = tree._disk(f"{PCI}/ata7/host6/target6:2:0/6:2:0:0/block/sdb", 0)
    assert (place_of(one), place_of(two)) == ("pci-0000:00:17.0-ata-1.1.0", "pci-0000:00:17.0-ata-1.2.0")


def test_an_nvme_drive_is_where_its_controller_is(tree: Tree) -> None:
    assert place_of(tree.nvme("nvme3n1", "nvme3")) == "pci-0000:3d:00.0-nvme-1"


def test_an_nvme_drive_that_is_shown_below_no_controller_is_where_its_only_one_is(tree: Tree) -> None:
    system = "devices/virtual/nvme-subsystem/nvme-subsys0"
    folder = tree._disk(f"{system}/nvme0n1", 0)
    controller = tree.root / "sys/devices/pci0000:00/0000:3d:00.0/nvme/nvme0"
    controller.mkdir(parents=True)
    (tree.root / "sys" / system / "nvme0").symlink_to(controller)
    assert place_of(folder) == "pci-0000:3d:00.0-nvme-1"


def test_a_usb_port_stays_when_its_bus_is_numbered_anew(tree: Tree) -> None:
    before = place_of(tree.usb("sda", "1.2", bus=2))
    later = Tree(tree.root / "another-boot")
    later.sata("sda")
    folder = later.usb("sdb", "1.2", bus=4)
    later.write("sys/devices/pci0000:00/0000:00:14.0/usb4/version", " 2.00\n")
    assert before == place_of(folder) == "pci-0000:00:14.0-usbv2-0:1.2:1.0-scsi-0:0:0:0"


def test_the_two_bays_of_one_dock_are_two_places(tree: Tree) -> None:
    assert place_of(tree.usb("sda", lun=0)) != place_of(tree.usb("sdb", lun=1))


def test_the_fast_and_the_slow_bus_of_one_controller_are_two_places(tree: Tree) -> None:
    assert place_of(tree.usb("sda", bus=2)) != place_of(tree.usb("sdb", bus=3))


def test_a_card_and_a_soldered_chip(tree: Tree) -> None:
    first, second = tree.mmc("mmcblk1", host=1), tree.mmc("mmcblk2", host=2)
    assert (place_of(first), place_of(second)) == ("pci-0000:00:17.0-mmc-0", "pci-0000:00:17.0-mmc-1")


def test_a_device_of_a_board_without_pci(tree: Tree) -> None:
    folder = tree._disk("devices/platform/soc/fe340000.mmc/mmc_host/mmc0/mmc0:0001/block/mmcblk0", 0)
    assert place_of(folder) == "platform-fe340000.mmc-mmc-0"


def test_a_sas_bay(tree: Tree) -> None:
    end = "devices/pci0000:00/0000:01:00.0/host0/port-0:0/expander-0:0/port-0:0:4/end_device-0:0:4"
    folder = tree._disk(f"{end}/target0:0:4/0:0:4:0/block/sdx", 0)
    tree.write(f"sys/{end}/sas_device/end_device-0:0:4/phy_identifier", "4\n")
    tree.write(
        "sys/devices/pci0000:00/0000:01:00.0/host0/port-0:0/expander-0:0/sas_device/expander-0:0/sas_address",
        "0x500056b3\n",
    )
    assert place_of(folder) == "pci-0000:01:00.0-sas-exp0x500056b3-phy4"
    tree.write(f"sys/{end}/sas_device/end_device-0:0:4/bay_identifier", "7\n")
    tree.write(f"sys/{end}/sas_device/end_device-0:0:4/enclosure_identifier", "0x500056b300ff\n")
    assert place_of(folder) == "pci-0000:01:00.0-sas-0x500056b300ff-bay7"


def test_drives_behind_a_raid_controller_keep_their_numbers_on_it(tree: Tree) -> None:
    one = tree._disk("devices/pci0000:00/0000:02:00.0/host5/target5:2:0/5:2:0:0/block/sda", 0)
    two = tree._disk("devices/pci0000:00/0000:02:00.0/host5/target5:2:1/5:2:1:0/block/sdb", 0)
    assert (place_of(one), place_of(two)) == ("pci-0000:02:00.0-scsi-0:2:0:0", "pci-0000:02:00.0-scsi-0:2:1:0")


def test_a_virtual_disk(tree: Tree) -> None:
    assert place_of(tree._disk("devices/pci0000:00/0000:00:02.0/virtio1/block/vda", 0)) == "pci-0000:00:02.0"


def test_what_cannot_be_told_is_empty(tree: Tree) -> None:
    assert place_of(tree._disk("devices/block/sdz", 0)) == ""


def test_an_image_is_where_its_file_is(tmp_path: Path, loops: LoopMedia) -> None:
    with loops.make("un", MIB) as on_loop, FileMedia(tmp_path / "files").make("deux", MIB) as as_file:
        assert on_loop.place == str(tmp_path / "images" / "un.img")
        assert as_file.place == str(tmp_path / "files" / "deux.img")
        assert identify(on_loop.path) == on_loop


PLACEHOLDERS = """0 00000000 0000000000000000 FFFFFFFF .......... XXXXXXXX 123456789012 0123456789ABCDEF DEADBEEF N/A
    DEADBEEFDEADBEEF 1234567890 ABCDEFGHIJ none 0x00000000 AAAABBBBCCCC"""
SERIALS = "WD-WMAYU4512345 S4GENX0N123456 DB9876543214E SN0000777 0x1a2b3c4d QM00001"


@pytest.mark.parametrize("serial", ["", " ", "To be filled by O.E.M.", *PLACEHOLDERS.split()])
def test_a_serial_that_every_bridge_of_a_kind_has_is_none(serial: str) -> None:
    """Without it: two drives in two docks of one maker have one name."""
    assert serial_or_none(serial) is None


@pytest.mark.parametrize("serial", SERIALS.split())
def test_a_serial_that_looks_like_one_is_kept_as_it_is(serial: str) -> None:
    assert serial_or_none(serial) == serial


def test_a_stick_without_a_serial_of_its_own_is_nameless(tree: Tree) -> None:
    found = of_drive(tree.usb("sda", serial="000000000000", wwid="t10.Generic Flash Disk 00000000"), "/dev/sda", 1)
    assert (found.serial, found.wwn, found.named) == (None, None, False)
    assert found.known


@pytest.mark.parametrize("wwid", ["naa.0000000000000000", "eui.0000000000000000", "t10.ATA"])
def test_a_worldwide_name_of_nothing_is_none(wwid: str, tree: Tree) -> None:
    assert of_drive(tree.sata("sda", wwid=wwid), "/dev/sda", 1).wwn is None
