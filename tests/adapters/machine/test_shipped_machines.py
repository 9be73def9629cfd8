"""Every fact here was written down when the machine was composed, not taken from the reader."""

from __future__ import annotations

import tomllib
from collections.abc import Callable

import pytest

from workshop.domain.diagnosis import (
    Category,
    Diagnosis,
    DriveMedium,
    Health,
    LockKind,
    MemoryModule,
    Processor,
    Unread,
    WhyUnread,
    drive_health,
)
from workshop.resources import resource

ReadMachine = Callable[[str], Diagnosis]
GIB = 2**30
SHIPPED = sorted(folder.name for folder in resource("machines").iterdir() if folder.is_dir())

# (maker, trade name, system serial, board serial, chassis serial, category, BIOS)
IDENTITIES = {
    "dell-latitude-5400-healthy":
        ("Dell Inc.", "Latitude 5400", "EX54001", "/EX54001/CNEXB0000540001/", "EX54001", Category.LAPTOP, "1.20.1"),
    "dell-optiplex-7010-failing-drive":
        ("Dell Inc.", "OptiPlex 7010", "EX70101", "/EX70101/CNEXB0000701001/", "EX70101", Category.DESKTOP, "A29"),
    "hp-elitebook-840-two-drives":
        ("HP", "HP EliteBook 840 G3", "EXG6480002", "PEXFT000002", "EXG6480002", Category.LAPTOP, "N75 Ver. 01.58"),
    "hp-prodesk-600-healthy":
        ("HP", "HP ProDesk 600 G4 SFF", "EXC9160007", "PEXKT000007", "EXC9160007", Category.DESKTOP,
         "Q08 Ver. 02.23.00"),
    "lenovo-thinkpad-t490-locked":
        ("LENOVO", "ThinkPad T490", "EXT49005", "EXL1HF900005", "EXT49005", Category.LAPTOP, "N2IETA4W (1.82 )"),
    "lenovo-thinkpad-x270-worn-battery":
        ("LENOVO", "ThinkPad X270", "EXX27006", "EXL1HF700006", "EXX27006", Category.LAPTOP, "R0IET65W (1.43 )"),
}  # fmt: skip

# (model, serial, bytes, medium, hours, share of life used, health)
DRIVES = {
    "dell-latitude-5400-healthy":
        [("PC SN520 NVMe WDC 256GB", "EXN540000001", 256060514304, DriveMedium.NVME, 5210, 6, Health.GOOD)],
    "dell-optiplex-7010-failing-drive":
        [("ST500DM002-1BD142", "EXS701000004", 500107862016, DriveMedium.HDD, 31877, None, Health.FAILING)],
    "hp-elitebook-840-two-drives":
        [("SAMSUNG MZVLV256HCHP-000H1", "EXN840000002", 256060514304, DriveMedium.NVME, 11827, 14, Health.GOOD),
         ("HGST HTS725050A7E630", "EXH840000003", 500107862016, DriveMedium.HDD, 9650, None, Health.GOOD)],
    "hp-prodesk-600-healthy":
        [("Micron 1100 SATA 256GB", "EXS600000007", 256060514304, DriveMedium.SSD, 6045, 3, Health.GOOD)],
    "lenovo-thinkpad-t490-locked":
        [("SAMSUNG MZVLB512HBJQ-000L7", "EXN490000005", 512110190592, DriveMedium.NVME, 4120, 4, Health.GOOD)],
    "lenovo-thinkpad-x270-worn-battery":
        [("SAMSUNG MZ7LN256HAJQ-000L7", "EXS270000006", 256060514304, DriveMedium.SSD, 8120, 7, Health.GOOD)],
}  # fmt: skip

# (name, health in percent, cycles, limit of charge)
BATTERIES = {
    "dell-latitude-5400-healthy": [("BAT0", 88, None, None)],
    "hp-elitebook-840-two-drives": [("BAT0", 76, 312, None)],
    "lenovo-thinkpad-t490-locked": [("BAT0", 91, 187, 80)],
    "lenovo-thinkpad-x270-worn-battery": [("BAT0", 84, 204, 100), ("BAT1", 41, 911, 100)],
}

# (model, cores, threads, memory, slots, free slots, UEFI, Secure Boot, TPM, licence)
INSIDES = {
    "dell-latitude-5400-healthy":
        ("Intel(R) Core(TM) i5-8365U CPU @ 1.60GHz", 4, 8, 16 * GIB, 2, 0, True, True, "2.0", True),
    "dell-optiplex-7010-failing-drive":
        ("Intel(R) Core(TM) i5-3470 CPU @ 3.20GHz", 4, 4, 8 * GIB, 4, 2, False, False, "1.2", False),
    "hp-elitebook-840-two-drives":
        ("Intel(R) Core(TM) i5-6300U CPU @ 2.40GHz", 2, 4, 8 * GIB, 2, 1, True, True, "1.2", True),
    "hp-prodesk-600-healthy":
        ("Intel(R) Core(TM) i5-8500 CPU @ 3.00GHz", 6, 6, 8 * GIB, 4, 3, True, True, "2.0", True),
    "lenovo-thinkpad-t490-locked":
        ("Intel(R) Core(TM) i5-8365U CPU @ 1.60GHz", 4, 8, 16 * GIB, 2, 0, True, True, "2.0", True),
    "lenovo-thinkpad-x270-worn-battery":
        ("Intel(R) Core(TM) i5-7300U CPU @ 2.60GHz", 2, 4, 8 * GIB, 1, 0, True, False, "2.0", True),
}  # fmt: skip

# (maker, model, width, height, year, built in); the diagonals of 14", 12.5" and 21.5"
DISPLAYS = {
    "dell-latitude-5400-healthy": [("AUO", "B140HAN04.0", 1920, 1080, 2018, True, 355)],
    "dell-optiplex-7010-failing-drive": [("DEL", "DELL P2214H", 1920, 1080, 2014, False, 546)],
    "hp-elitebook-840-two-drives": [("LGD", "LP140WF3-SPD1", 1920, 1080, 2016, True, 355)],
    "lenovo-thinkpad-t490-locked": [("BOE", "NV140FHM-N48", 1920, 1080, 2018, True, 355)],
    "lenovo-thinkpad-x270-worn-battery": [("INO", "M125NWN1 R0", 1366, 768, 2016, True, 318)],
}


def test_every_shipped_machine_is_checked_here() -> None:
    assert set(SHIPPED) == IDENTITIES.keys() == DRIVES.keys() == INSIDES.keys()


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_machine_says_where_it_comes_from(name: str) -> None:
    index = tomllib.loads((resource("machines", name) / "machine.toml").read_text())
    assert (index["provenance"], "invented" in index["notes"], bool(index["why"])) == ("composed", True, True)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_machine_is_known_by_its_maker_its_model_and_three_serials_apart(name: str, read: ReadMachine) -> None:
    who = read(name).identity
    serials = (who.system_serial, who.board_serial, who.chassis_serial)
    assert (who.maker, who.trade_name, *serials, who.category, who.bios_version) == IDENTITIES[name]


@pytest.mark.parametrize("name", SHIPPED)
def test_every_drive_is_found_with_its_serial_its_size_and_its_health(name: str, read: ReadMachine) -> None:
    found = []
    for drive in read(name).drives:
        assert drive.smart is not None
        hours, used = drive.smart.power_on_hours, drive.smart.percentage_used
        health = drive_health(drive.smart)[0]
        found.append((drive.model, drive.serial, drive.size_bytes, drive.medium, hours, used, health))
    assert found == DRIVES[name]


@pytest.mark.parametrize("name", SHIPPED)
def test_every_battery_is_found_with_what_is_left_of_it(name: str, read: ReadMachine) -> None:
    found = [(one.name, one.health_percent, one.cycles, one.charge_limit_percent) for one in read(name).batteries]
    assert found == BATTERIES.get(name, [])


@pytest.mark.parametrize("name", SHIPPED)
def test_processor_memory_and_firmware_are_read(name: str, read: ReadMachine) -> None:
    machine = read(name)
    assert machine.processor is not None
    free = sum(module.size_bytes == 0 for module in machine.memory)
    start = machine.firmware
    assert (
        machine.processor.model, machine.processor.cores, machine.processor.threads,
        machine.memory_bytes, len(machine.memory), free,
        start.uefi, start.secure_boot, start.tpm_version, start.windows_licence,
    ) == INSIDES[name]  # fmt: skip
    assert (start.raid_mode, len(machine.graphics)) == (False, 1)


@pytest.mark.parametrize("name", SHIPPED)
def test_screens_are_read_with_their_size(name: str, read: ReadMachine) -> None:
    found = [
        (one.maker, one.model, one.width_px, one.height_px, one.year, one.built_in, one.diagonal_mm)
        for one in read(name).displays
    ]
    assert found == DISPLAYS.get(name, [])


@pytest.mark.parametrize("name", SHIPPED)
def test_nothing_of_a_shipped_machine_stays_unread(name: str, read: ReadMachine) -> None:
    assert read(name).unread == ()


@pytest.mark.parametrize("name", SHIPPED)
def test_only_the_locked_machine_is_locked(name: str, read: ReadMachine) -> None:
    kinds = [lock.kind for lock in read(name).locks]
    assert kinds == ([LockKind.BIOS_PASSWORD] if name == "lenovo-thinkpad-t490-locked" else [])


def test_a_lock_tells_how_it_was_seen(read: ReadMachine) -> None:
    (lock,) = read("lenovo-thinkpad-t490-locked").locks
    assert lock.seen == (
        "Power-On Password Status: Enabled; Administrator Password Status: Enabled; "
        "firmware-attributes: Admin: is_enabled 1; firmware-attributes: Power-on: is_enabled 1"
    )


def test_the_failing_drive_is_told_with_the_numbers_behind_it(read: ReadMachine) -> None:
    (drive,) = read("dell-optiplex-7010-failing-drive").drives
    assert drive.smart is not None
    assert set(drive_health(drive.smart)[1]) >= {
        "passed=no",
        "failing_now=yes",
        "pending_sectors=168",
        "uncorrectable_sectors=168",
    }
    assert (drive.smart.reallocated_sectors, drive.smart.error_count, drive.smart.self_test_failed) == (3128, 214, True)


def test_soldered_memory_and_a_free_slot_are_told_apart(read: ReadMachine) -> None:
    fixed, pluggable = read("lenovo-thinkpad-t490-locked").memory
    assert fixed == MemoryModule(
        "ChannelA-DIMM0", 8 * GIB, "DDR4", 2667, "Samsung",
        soldered=True, part_number="K4A8G165WC-BCTD", form_factor="Row Of Chips",
    )  # fmt: skip
    assert pluggable == MemoryModule(
        "ChannelB-DIMM0", 8 * GIB, "DDR4", 2667, "Micron",
        soldered=False, serial="EX4900B5", part_number="8ATF1G64HZ-2G6E1", form_factor="SODIMM",
    )  # fmt: skip
    _, free = read("hp-elitebook-840-two-drives").memory
    assert free == MemoryModule("Bottom-Slot 2(right)", 0, soldered=False, form_factor="SODIMM")


def test_two_drives_are_two_and_the_optical_drive_is_none(read: ReadMachine) -> None:
    assert [drive.path for drive in read("hp-elitebook-840-two-drives").drives] == ["/dev/nvme0n1", "/dev/sda"]
    assert [drive.path for drive in read("dell-optiplex-7010-failing-drive").drives] == ["/dev/sda"]


def test_a_drive_behind_a_password_and_what_is_missing_beside_it(read: ReadMachine) -> None:
    machine = read("hp-probook-450-locked-drive")
    assert [(lock.kind, lock.seen) for lock in machine.locks] == [
        (LockKind.DRIVE_PASSWORD, "/dev/sda: hdparm: enabled, locked")
    ]
    assert machine.unread == (
        Unread("graphics", WhyUnread.NO_TOOL),
        Unread("batteries", WhyUnread.NOT_THERE, "/sys/class/power_supply: no battery"),
    )


def test_a_virtual_machine_without_smbios_gives_its_drives_and_says_what_it_could_not_see(read: ReadMachine) -> None:
    machine = read("firecracker-vm-no-smbios")
    assert machine.identity.category is Category.VIRTUAL
    assert (machine.identity.maker, machine.identity.system_serial) == (None, None)
    assert machine.processor == Processor("AMD EPYC", "AMD", cores=2, threads=2, architecture="x86_64")
    assert [(drive.path, drive.size_bytes, drive.interface) for drive in machine.drives] == [
        ("/dev/vda", 274877906944, "virtio")
    ]
    assert machine.drives_were_listed
    assert {item.what: item.why for item in machine.unread} == {
        "smbios": WhyUnread.VIRTUAL,
        "memory": WhyUnread.VIRTUAL,
        "smart:/dev/vda": WhyUnread.VIRTUAL,
        "graphics": WhyUnread.NO_TOOL,
    }
    assert machine.memory_bytes == 24684084 * 1024
