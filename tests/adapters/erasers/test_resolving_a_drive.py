"""From who a drive is to exactly one device: the lie would be a certificate for a drive, and another one wiped."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from workshop.adapters.erasers.interlocks import InterlockError
from workshop.adapters.erasers.media import FileMedia
from workshop.adapters.erasers.resolving import is_an_image_of_ours, resolve, resolve_image, the_same
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.interlocks import Interlock, Protection
from workshop.domain.wiping import MediumIdentity, PresentDrive

MIB = 1024 * 1024
DISK = MediumIdentity("/dev/sda", "WDC", "WD-1", "naa.5001", 500, DriveMedium.HDD, "pci-1-ata-1")
STICK = MediumIdentity("/dev/sdb", "Flash", None, None, 16, DriveMedium.USB, "pci-1-usb-1")
DOCKED = MediumIdentity("/dev/sdc", "Dock", "DB987", None, 500, DriveMedium.USB, "pci-1-usb-2")


def rule(chosen: MediumIdentity, *present: MediumIdentity) -> Interlock:
    with pytest.raises(InterlockError) as refused:
        resolve(chosen, map(PresentDrive, present))
    return refused.value.rule


def found(chosen: MediumIdentity, *present: MediumIdentity) -> str:
    return resolve(chosen, map(PresentDrive, present)).medium.path


def test_a_drive_is_found_wherever_it_is_and_whatever_it_is_called_now() -> None:
    renamed = replace(DISK, path="/dev/sdd", place="pci-1-ata-4")
    other = replace(DISK, serial="WD-2", wwn="naa.5002")
    assert found(DISK, other, renamed) == "/dev/sdd"


def test_what_is_in_the_chosen_drive_s_place_now_is_not_the_chosen_drive() -> None:
    """Swapped between choice and start: the same node and the same port, another drive."""
    other = replace(DISK, serial="WD-2", wwn="naa.5002")
    assert rule(DISK, other) is Interlock.IDENTITY_CHANGED
    assert rule(DISK, replace(other, place="pci-1-ata-2")) is Interlock.NOT_THERE


def test_a_drive_that_is_gone_is_not_there() -> None:
    assert rule(DISK) is Interlock.NOT_THERE
    assert rule(DISK, STICK) is Interlock.NOT_THERE


@pytest.mark.parametrize(
    "other",
    [
        replace(DISK, serial="WD-2"),
        replace(DISK, wwn="naa.5002"),
        replace(DISK, size_bytes=501),
        replace(DISK, model="Seagate"),
        replace(DISK, serial=None),
        replace(DISK, wwn=None),
        replace(DISK, medium=DriveMedium.SSD),
    ],
)
def test_one_thing_that_is_different_is_another_drive(other: MediumIdentity) -> None:
    assert rule(DISK, other) is Interlock.IDENTITY_CHANGED


def test_two_with_one_name_are_told_apart_by_where_they_are() -> None:
    twin = replace(DISK, path="/dev/sdb", place="pci-1-ata-2")
    assert found(DISK, twin, DISK) == "/dev/sda"
    assert found(twin, twin, DISK) == "/dev/sdb"


def test_a_drive_that_serves_something_by_another_cable_is_protected_by_every_cable() -> None:
    """One dual-ported drive is mounted by its second port: nothing shows at the first one."""
    twin = replace(DISK, path="/dev/sdb", place="pci-2-ata-1")
    with pytest.raises(InterlockError) as refused:
        resolve(DISK, [PresentDrive(DISK), PresentDrive(twin, Protection.MOUNTED)])
    assert (refused.value.rule, refused.value.detail) == (Interlock.PROTECTED, "mounted")


def test_a_stick_with_the_serial_of_the_boot_stick_is_another_stick() -> None:
    """Makers give one serial to many; only a worldwide name says that two nodes are one drive."""
    stick = replace(STICK, serial="AA1234")
    boot = PresentDrive(replace(stick, path="/dev/sdd", place="pci-1-usb-9"), Protection.BOOT_STICK)
    assert resolve(stick, [PresentDrive(stick), boot]).medium.path == "/dev/sdb"


def test_two_with_one_name_and_no_place_of_their_own_are_refused() -> None:
    twin = replace(DISK, path="/dev/sdb")
    assert rule(DISK, DISK, twin) is Interlock.TWO_ALIKE
    assert rule(replace(DISK, place=""), DISK, replace(twin, place="pci-1-ata-2")) is Interlock.TWO_ALIKE
    assert rule(replace(DISK, place=""), DISK, replace(twin, place="")) is Interlock.TWO_ALIKE
    assert rule(replace(DISK, place="pci-9"), DISK, replace(twin, place="pci-1-ata-2")) is Interlock.TWO_ALIKE


def test_an_image_of_the_same_name_in_another_folder_is_another_one() -> None:
    image = MediumIdentity("/dev/loop0", "image", "un", None, MIB, DriveMedium.IMAGE, "/media/un.img")
    other = replace(image, path="/dev/loop1", place="/other/un.img")
    assert rule(image, other) is Interlock.NOT_THERE
    assert found(image, other, image) == "/dev/loop0"
    assert not the_same(image, other)


def test_a_drive_without_a_name_and_without_a_place_is_never_the_same() -> None:
    nowhere = replace(STICK, place="")
    assert not the_same(nowhere, nowhere)
    assert rule(nowhere, nowhere) is Interlock.NOT_THERE


def test_a_drive_without_a_name_is_only_found_where_it_was() -> None:
    elsewhere = replace(STICK, path="/dev/sdc", place="pci-1-usb-7")
    assert found(STICK, elsewhere, STICK) == "/dev/sdb"
    assert rule(STICK, elsewhere) is Interlock.NOT_THERE
    assert rule(replace(STICK, place=""), STICK) is Interlock.NOT_THERE


def test_the_serial_of_a_dock_does_not_name_the_drive_in_another_dock() -> None:
    """Both docks of a kind have it: with the chosen one unplugged, the other would be the only one left."""
    assert rule(DOCKED, replace(DOCKED, place="pci-1-usb-3")) is Interlock.NOT_THERE
    assert found(DOCKED, DOCKED) == "/dev/sdc"


def test_a_dock_that_tells_the_worldwide_name_of_its_drive_may_be_moved() -> None:
    named = replace(DOCKED, wwn="naa.5001")
    assert found(named, replace(named, place="pci-1-usb-3", path="/dev/sdz")) == "/dev/sdz"


@pytest.mark.parametrize("why", Protection)
def test_a_protected_drive_is_found_and_refused(why: Protection) -> None:
    with pytest.raises(InterlockError) as refused:
        resolve(DISK, [PresentDrive(DISK, why)])
    assert (refused.value.rule, refused.value.detail) == (Interlock.PROTECTED, why.value)


MEDIA = some.builds(
    MediumIdentity,
    some.sampled_from(["/dev/sda", "/dev/sdb", ""]),
    some.sampled_from([None, "M"]),
    some.sampled_from([None, "S", "T"]),
    some.sampled_from([None, "W"]),
    some.sampled_from([1, 2]),
    some.sampled_from([DriveMedium.USB, DriveMedium.HDD]),
    some.sampled_from(["", "a", "b"]),
)


@given(chosen=MEDIA, present=some.lists(MEDIA, max_size=6))
def test_whatever_is_there_one_device_or_none(chosen: MediumIdentity, present: list[MediumIdentity]) -> None:
    """What is found is the chosen one in everything that can be asked, and nothing else there is too."""
    try:
        medium = resolve(chosen, map(PresentDrive, present)).medium
    except InterlockError:
        return
    assert the_same(chosen, medium)
    where = chosen.place if sum(the_same(chosen, one) for one in present) > 1 else medium.place
    assert [one for one in present if the_same(chosen, one) and one.place == where] == [medium]


def test_an_image_file_is_found_by_its_file(tmp_path: Path) -> None:
    with FileMedia(tmp_path / "media").make("un", MIB) as medium:
        assert resolve_image(medium, for_others=False).medium == medium
        with pytest.raises(InterlockError) as refused:
            resolve_image(replace(medium, size_bytes=MIB + 4096), for_others=False)
    assert refused.value.rule is Interlock.IDENTITY_CHANGED


@pytest.mark.parametrize("place", ["", "un.img", "/etc/passwd", "/dev/vda", "/dev/null", "/there/is/none.img", "a\0b"])
def test_no_path_leads_to_anything_but_an_image_of_ours(place: str) -> None:
    chosen = MediumIdentity("", "image", "un", None, MIB, DriveMedium.IMAGE, place)
    with pytest.raises(InterlockError) as refused:
        resolve_image(chosen, for_others=False)
    assert refused.value.rule is Interlock.NOT_FOR_EXERCISE


def test_an_image_that_somebody_else_marked_is_not_ours(tmp_path: Path) -> None:
    """Without it: a person who may ask root to practise writes a mark beside a file of root's."""
    with FileMedia(tmp_path / "media").make("un", MIB) as medium:
        image = Path(medium.path)
        assert is_an_image_of_ours(image, for_others=os.geteuid() == 0)
        for mode in (0o777, 0o775, 0o757):
            image.parent.chmod(mode)
            assert is_an_image_of_ours(image, for_others=False)
            assert not is_an_image_of_ours(image, for_others=True)
        image.parent.chmod(0o755)
        (tmp_path / "link").symlink_to(image.parent)
        assert not is_an_image_of_ours(tmp_path / "link" / image.name, for_others=False)
        if os.geteuid() == 0:
            os.chown(image, 65534, 65534)
            assert not is_an_image_of_ours(image, for_others=False)
