"""Which present drive is which card's; and in a sample, images in the place of drives."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.adapters.erasers.conftest import BenchClock
from tests.adapters.erasers.kernel_tree import SECTORS, Tree
from workshop.adapters.erasers.asking import Helper
from workshop.adapters.erasers.drives_here import BenchDrives, matched
from workshop.adapters.erasers.helper_door import Parts
from workshop.adapters.erasers.media import LoopMedia
from workshop.adapters.erasers.practice import PracticeDrives
from workshop.domain.codes import Kind, make
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.interlocks import Protection
from workshop.domain.lots import DriveCard
from workshop.domain.wiping import HiddenArea, Looked, MediumIdentity, PresentDrive

MIB = 1024 * 1024
FIRST, SECOND = make(Kind.DRIVE, 0, 1).text, make(Kind.DRIVE, 0, 2).text
DISK = MediumIdentity("/dev/sda", "WDC WD5000AAKX-0", "WD-1", "naa.5001", 500, DriveMedium.HDD, "pci-1-ata-1")


def a_card(code: str = FIRST, serial: str = "WD-1", place: str = "", size_bytes: int = 500) -> DriveCard:
    return DriveCard(code, "", "open", "", "WDC WD5000AAKX", serial, "", size_bytes, "hdd", place=place)


def paths(cards: list[DriveCard], *media: MediumIdentity) -> dict[str, str]:
    return {code: drive.medium.path for code, drive in matched(cards, map(PresentDrive, media)).items()}


def test_a_card_is_the_drive_that_says_its_serial() -> None:
    assert paths([a_card()], DISK, replace(DISK, path="/dev/sdb", serial="WD-2")) == {FIRST: "/dev/sda"}
    assert paths([a_card(serial="WD-3")], DISK) == {}


def test_one_device_is_never_two_cards() -> None:
    assert paths([a_card(FIRST), a_card(SECOND)], DISK) == {}
    assert paths([a_card(FIRST, place="pci-1-ata-1"), a_card(SECOND)], DISK) == {FIRST: "/dev/sda"}
    both = [a_card(FIRST, place="pci-1-ata-1"), a_card(SECOND, place="pci-1-ata-1")]
    assert paths(both, DISK) == {}


def test_two_devices_with_one_serial_are_told_apart_by_their_places() -> None:
    twin = replace(DISK, path="/dev/sdb", place="pci-1-ata-2")
    assert paths([a_card()], DISK, twin) == {}
    cards = [a_card(FIRST, place="pci-1-ata-1"), a_card(SECOND, place="pci-1-ata-2")]
    assert paths(cards, DISK, twin) == {FIRST: "/dev/sda", SECOND: "/dev/sdb"}


def test_a_drive_without_a_name_is_where_somebody_scanned_it() -> None:
    nameless = replace(DISK, serial=None, wwn=None)
    assert paths([a_card(serial="", place="pci-1-ata-1")], nameless) == {FIRST: "/dev/sda"}
    assert paths([a_card(serial="", place="pci-1-ata-2")], nameless) == {}
    assert paths([a_card(serial="", place="")], nameless) == {}


def a_bench(tree: Tree, folder: Path) -> BenchDrives:
    parts = Parts(dict, lambda: (), folder, BenchClock(), kernel=tree.kernel())
    return BenchDrives(Helper(folder, direct=(), elevated=()), lambda: parts, tree.kernel())


def test_a_bench_lists_its_drives_and_no_image(tmp_path: Path) -> None:
    """Nothing that is below /dev here has these names: nobody opens a drive of this machine."""
    tree = Tree(tmp_path / "kernel")
    tree.sata("sdzzy", 1, partitions=1)
    tree.sata("sdzzz", 2, serial="WD-1")
    tree.virtual("loop0", loop__backing_file="/tmp/essai.img")
    tree.mount("/", "sdzzy1")
    bench = a_bench(tree, tmp_path)
    assert [(drive.medium.path, drive.protected) for drive in bench.here()] == [
        ("/dev/sdzzy", Protection.SYSTEM),
        ("/dev/sdzzz", None),
    ]
    assert bench.of([a_card(size_bytes=SECTORS * 512)])[FIRST].medium.path == "/dev/sdzzz"
    assert bench.of([a_card()]) == {}


def test_a_drive_that_cannot_be_asked_is_unknown(tmp_path: Path) -> None:
    bench = a_bench(Tree(tmp_path / "kernel"), tmp_path)
    assert bench.look(DISK) == Looked()


def test_an_image_on_a_loop_device_hides_nothing(tmp_path: Path, loops: LoopMedia) -> None:
    parts = Parts(dict, lambda: (), tmp_path, BenchClock())
    with loops.make(FIRST, MIB) as medium:
        found = BenchDrives(Helper(tmp_path), lambda: parts).look(medium)
    assert found.hidden_area is HiddenArea.NOT_APPLICABLE


@pytest.fixture
def practice(tmp_path: Path) -> PracticeDrives:
    return PracticeDrives(tmp_path / "media", MIB)


def test_a_sample_has_an_image_for_every_drive(practice: PracticeDrives, tmp_path: Path) -> None:
    found = practice.of([a_card(FIRST), a_card(SECOND)])
    assert {code: drive.medium.serial for code, drive in found.items()} == {FIRST: FIRST, SECOND: SECOND}
    image = tmp_path / "media" / f"{FIRST}.img"
    assert (found[FIRST].medium.path, found[FIRST].medium.medium) == (str(image), DriveMedium.IMAGE)
    assert 0 not in image.read_bytes()
    assert practice.here() == (found[FIRST], found[SECOND])
    assert practice.look(found[FIRST].medium).hidden_area is HiddenArea.NOT_APPLICABLE


def test_an_image_stays_as_it_was_left(practice: PracticeDrives, tmp_path: Path) -> None:
    practice.of([a_card(FIRST)])
    image = tmp_path / "media" / f"{FIRST}.img"
    with image.open("r+b") as file:
        file.write(bytes(MIB))
    assert practice.of([a_card(FIRST)])[FIRST].medium.path == str(image)
    assert image.read_bytes() == bytes(MIB)


def test_a_sample_never_lists_what_it_did_not_make(practice: PracticeDrives, tmp_path: Path) -> None:
    assert practice.here() == ()
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / f"{FIRST}.img").write_bytes(bytes(MIB))
    (tmp_path / "media" / f"{SECOND}.img").symlink_to("/dev/null")
    assert practice.here() == ()
    assert practice.of([a_card(FIRST), a_card(SECOND), a_card("../../etc/passwd")]) == {}


def test_a_full_disk_leaves_a_sample_without_that_drive(tmp_path: Path) -> None:
    (tmp_path / "media").write_text("a file where the folder should be")
    assert PracticeDrives(tmp_path / "media", MIB).of([a_card(FIRST)]) == {}
