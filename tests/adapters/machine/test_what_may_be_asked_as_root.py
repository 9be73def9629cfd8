"""The closed list of root's questions: the lie would be a question that changes something, or that nobody listed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from workshop.adapters.machine import allowed
from workshop.adapters.machine.allowed import asked_of, device_of, is_file

# Every program that root ever starts to read a machine, with its options, by hand. All of them only read: hdparm's -N
# sets a size only with a number behind it, and --dco-identify, unlike --dco-restore and --dco-freeze, asks.
ONLY_READING = {
    ("dmidecode",),
    ("smartctl", "--json", "-x", "/dev/sda"),
    ("nvme", "id-ctrl", "/dev/sda", "-o", "json"),
    ("nvme", "smart-log", "/dev/sda", "-o", "json"),
    ("hdparm", "-I", "/dev/sda"),
    ("hdparm", "-N", "/dev/sda"),
    ("hdparm", "--dco-identify", "/dev/sda"),
}


def test_the_list_holds_reading_options_and_nothing_else() -> None:
    assert {asked_of(question, "/dev/sda") for question in allowed.PROGRAMS} == ONLY_READING
    assert allowed.LSBLK == ("lsblk", "-J", "-b", "-O")


def test_every_question_of_the_list_is_in_the_list() -> None:
    assert device_of(("dmidecode",)) == ""
    for name in ("sda", "nvme0n1", "mmcblk0", "vda"):
        assert {device_of(asked_of(question, f"/dev/{name}")) for question in allowed.OF_A_DRIVE} == {name}


@pytest.mark.parametrize(
    "argv",
    [
        (),
        ("sh", "-c", "id"),
        ("dmidecode", "--dump-bin", "/etc/passwd"),
        ("dmidecode", "--from-dump", "/etc/shadow"),
        ("/usr/sbin/dmidecode",),
        ("smartctl", "--json", "-x"),
        ("smartctl", "-s", "off", "/dev/sda"),
        ("smartctl", "--json", "-x", "/etc/shadow"),
        ("smartctl", "--json", "-x", "/dev/../etc/shadow"),
        ("smartctl", "--json", "-x", "/dev/sda1 -t long"),
        ("smartctl", "--json", "-x", "/dev/sda", "-t", "long"),
        ("smartctl", "--json", "-x", "sda"),
        ("smartctl", "--json", "-x", "--scan"),
        ("smartctl", "--json", "-x", "/dev/loop0"),
        ("smartctl", "--json", "-x", "/dev/dm-0"),
        ("hdparm", "-N", "p1000", "/dev/sda"),
        ("hdparm", "-Np1000", "/dev/sda"),
        ("hdparm", "--dco-restore", "/dev/sda"),
        ("hdparm", "--security-erase", "/dev/sda"),
        ("nvme", "format", "/dev/nvme0n1", "-o", "json"),
        ("lsblk", "-J", "-b", "-O"),
    ],
)
def test_anything_else_is_not(argv: tuple[str, ...]) -> None:
    assert device_of(argv) is None


@given(some.lists(some.text(), max_size=6).map(tuple))
def test_nothing_that_anybody_invents_is_in_the_list(argv: tuple[str, ...]) -> None:
    assert device_of(argv) is None or argv in {asked_of(question, argv[-1]) for question in allowed.PROGRAMS}


def test_files_are_serials_and_what_tells_of_tracking() -> None:
    folder = "/sys/class/firmware-attributes/thinklmi/attributes"
    assert all(map(is_file, allowed.SERIALS))
    assert is_file(f"{folder}/AbsolutePersistenceModuleActivation/current_value")
    assert is_file(f"{folder}/Computrace/current_value")


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/shadow",
        "/sys/class/dmi/id/../../../../etc/shadow",
        "/sys/class/dmi/id/modalias",
        "/sys/class/dmi/id/product_serial/",
        "/sys/class/firmware-attributes/thinklmi/attributes/BIOSPassword/current_value",
        "/sys/class/firmware-attributes/../attributes/Computrace/current_value",
        "/sys/class/firmware-attributes/x/attributes/../Computrace/current_value",
        "/sys/class/firmware-attributes/x/y/attributes/Computrace/current_value",
        "/sys/class/firmware-attributes/x/attributes/Computrace/current_value\n",
        "/sys/class/firmware-attributes/x/attributes/Computrace/../current_value",
        "/sys/firmware/acpi/tables/MSDM",
    ],
)
def test_no_other_file_is(path: str) -> None:
    assert not is_file(path)
