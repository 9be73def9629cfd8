"""Complete machines of many makers and years, each fact against what was written down when it was composed."""

from __future__ import annotations

import tomllib
from collections.abc import Callable

import pytest

from tests.adapters.machine.conftest import TEST_ONLY
from tests.adapters.machine.known_machines import KNOWN
from workshop.domain.diagnosis import Category, Diagnosis, drive_health
from workshop.domain.health import battery_verdict
from workshop.resources import resource

ReadMachine = Callable[[str], Diagnosis]
SHIPPED = sorted(folder.name for folder in resource("machines").iterdir() if folder.is_dir())
RECORDED = sorted(folder.name for folder in TEST_ONLY.iterdir() if folder.is_dir())
PARTIAL = {"firecracker-vm-no-smbios", "hp-probook-450-locked-drive"}  # kept for what is missing in them
COMPLETE = sorted({*SHIPPED, *RECORDED} - PARTIAL)


def test_every_recorded_machine_is_either_known_in_full_or_named_as_partial() -> None:
    assert set(RECORDED) == KNOWN.keys() | PARTIAL
    assert len(COMPLETE) >= 14
    assert len({read_index(name)["maker"] for name in COMPLETE}) >= 8


def read_index(name: str) -> dict[str, str]:
    folder = resource("machines", name) if name in SHIPPED else TEST_ONLY / name
    return tomllib.loads((folder / "machine.toml").read_text("utf-8"))


@pytest.mark.parametrize("name", [*SHIPPED, *RECORDED])
def test_every_recorded_machine_says_where_it_comes_from_and_why_it_is_there(name: str) -> None:
    index = read_index(name)
    assert index["provenance"] in {"composed", "emulated"} or name in PARTIAL
    assert index["why"]
    assert "invented" in index["notes"] or name in PARTIAL


@pytest.mark.parametrize("name", COMPLETE)
def test_a_complete_machine_is_a_complete_reading(name: str, read: ReadMachine) -> None:
    machine = read(name)
    portable = machine.identity.category is Category.LAPTOP
    parts = {
        "maker": machine.identity.maker,
        "model": machine.identity.model,
        "serial": machine.identity.system_serial,
        "processor": machine.processor,
        "memory": [module for module in machine.memory if module.size_bytes],
        "drives": machine.drives,
        "graphics": machine.graphics,
        "network": machine.network,
        "firmware": machine.firmware.uefi is not None,
        "licence": machine.firmware.windows_licence is not None,
        "microphones": machine.microphones,
        "batteries": machine.batteries or not portable,
        "displays": machine.displays or not portable,
        "cameras": machine.cameras or not portable,
        "touch": machine.touchpads or not portable,
    }
    assert [part for part, found in parts.items() if not found] == []
    assert len(machine.unread) <= 2


@pytest.mark.parametrize("name", KNOWN)
def test_who_it_is(name: str, read: ReadMachine) -> None:
    who, known = read(name).identity, KNOWN[name]
    serials = (who.system_serial, who.board_serial, who.chassis_serial)
    assert (who.maker, who.trade_name, *serials, who.bios_version) == known.identity
    assert who.category is known.category


@pytest.mark.parametrize("name", KNOWN)
def test_its_processor_and_its_memory(name: str, read: ReadMachine) -> None:
    machine, known = read(name), KNOWN[name]
    assert machine.processor is not None
    assert (machine.processor.model, machine.processor.cores, machine.processor.threads) == known.processor
    assert tuple((one.size_bytes, one.kind, one.soldered) for one in machine.memory) == known.memory
    assert machine.memory_bytes == sum(size for size, _, _ in known.memory)


@pytest.mark.parametrize("name", KNOWN)
def test_its_drives_and_their_health(name: str, read: ReadMachine) -> None:
    found = tuple(
        (
            *(drive.model, drive.serial, drive.size_bytes, drive.medium),
            *((drive.smart.power_on_hours, drive.smart.percentage_used) if drive.smart else (None, None)),
            drive_health(drive.smart)[0],
        )
        for drive in read(name).drives
    )
    assert found == KNOWN[name].drives


@pytest.mark.parametrize("name", KNOWN)
def test_its_batteries(name: str, read: ReadMachine) -> None:
    found = tuple(
        (one.name, one.health_percent, one.cycles, one.charge_limit_percent, battery_verdict(one).health)
        for one in read(name).batteries
    )
    assert found == KNOWN[name].batteries


@pytest.mark.parametrize("name", KNOWN)
def test_its_screens_and_its_graphics(name: str, read: ReadMachine) -> None:
    machine, known = read(name), KNOWN[name]
    found = tuple(
        (one.maker, one.model, one.width_px, one.height_px, one.year, one.built_in, one.diagonal_mm)
        for one in machine.displays
    )
    assert found == known.displays
    assert machine.graphics == known.graphics


@pytest.mark.parametrize("name", KNOWN)
def test_its_firmware_its_locks_and_what_could_not_be_read(name: str, read: ReadMachine) -> None:
    machine, known = read(name), KNOWN[name]
    start = machine.firmware
    told = (start.uefi, start.secure_boot, start.tpm_version, start.raid_mode, start.windows_licence)
    assert told == known.firmware
    assert tuple(lock.kind for lock in machine.locks) == known.locks
    assert {item.what: item.why for item in machine.unread} == known.unread


@pytest.mark.parametrize("name", KNOWN)
def test_what_it_can_hear_see_and_touch(name: str, read: ReadMachine) -> None:
    machine, known = read(name), KNOWN[name]
    assert machine.network is not None
    assert tuple((one.name, one.kind) for one in machine.network) == known.network
    assert all(one.model for one in machine.network)
    assert machine.cameras == known.cameras
    assert machine.microphones == known.microphones
    assert (machine.touchscreens, machine.touchpads) == (known.touchscreens, known.touchpads)


def test_a_drive_that_says_passed_and_has_pending_sectors_is_failing(read: ReadMachine) -> None:
    (drive,) = read("hp-elite-8300-pending-sectors").drives
    assert drive.smart is not None
    assert drive.smart.passed is True
    assert drive_health(drive.smart)[1] == ("pending_sectors=12", "uncorrectable_sectors=3")


def test_a_drive_behind_the_chipset_is_told_and_the_list_proves_nothing(read: ReadMachine) -> None:
    machine = read("fujitsu-lifebook-e558-raid-hides-a-drive")
    assert [item.detail for item in machine.unread] == ["NVMe drives behind the chipset's RAID mode: 1"]
    assert not machine.drives_were_listed


def test_what_the_emulated_pc_was_given_is_what_is_read(read: ReadMachine) -> None:
    machine = read("exemple-poste-ex1-emulated-pc")
    assert machine.identity.system_uuid == "e0e0a2b4-5c11-4d2a-9b7e-0e5e22002200"
    assert (machine.identity.board_model, machine.identity.asset_tag) == ("Carte EX-Q35", "EX-INV-22")
    assert [(one.maker, one.serial, one.part_number, one.speed_mts) for one in machine.memory] == [
        ("Exemple RAM", "EXRAM0022", "EX2G-2666", 2666)
    ]
    assert machine.drives[0].wwn == "0x50000ee220000022"


@pytest.mark.parametrize(
    ("name", "network", "camera", "microphone", "touchpad"),
    [
        ("dell-latitude-5400-healthy", ("enp0s31f6", "wlp0s20f3"), "Integrated_Webcam_HD", "ALC3204 Analog",
         "DELL08B8:00 0488:121F Touchpad"),
        ("dell-optiplex-7010-failing-drive", ("eno1",), None, "ALC269VB Analog", None),
        ("hp-elitebook-840-two-drives", ("enp0s31f6", "wlp2s0"), "HP HD Camera", "CX20724 Analog",
         "SynPS/2 Synaptics TouchPad"),
        ("hp-prodesk-600-healthy", ("eno1",), None, "CX20632 Analog", None),
        ("lenovo-thinkpad-t490-locked", ("enp0s31f6", "wlp0s20f3"), "Integrated Camera", "ALC257 Analog",
         "Synaptics TM3418-002"),
        ("lenovo-thinkpad-x270-worn-battery", ("enp0s31f6", "wlp4s0"), "Integrated Camera", "ALC298 Analog",
         "Synaptics TM3145-003"),
    ],
)  # fmt: skip
def test_the_sample_lot_s_machines_too_hear_see_and_touch(
    name: str, network: tuple[str, ...], camera: str | None, microphone: str, touchpad: str | None, read: ReadMachine
) -> None:
    machine = read(name)
    assert machine.network is not None
    assert tuple(one.name for one in machine.network) == network
    assert machine.cameras == ((camera,) if camera else ())
    assert (machine.microphones, machine.touchscreens) == ((microphone,), ())
    assert machine.touchpads == ((touchpad,) if touchpad else ())
