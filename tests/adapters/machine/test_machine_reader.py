from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workshop.adapters.commands import LocalCommands, RecordedCommands, RecordingCommands, Redaction
from workshop.adapters.commands.recorded import About, Provenance
from workshop.adapters.machine import MachineReader
from workshop.domain.diagnosis import (
    Category,
    Diagnosis,
    DriveMedium,
    Health,
    LockKind,
    Unread,
    WhyUnread,
    drive_health,
)
from workshop.resources import resource
from workshop.services.ports import Clock, Output

Shims = Callable[..., LocalCommands]
LATITUDE, OPTIPLEX = (
    resource("machines", "dell-latitude-5400-healthy"),
    resource("machines", "dell-optiplex-7010-failing-drive"),
)
ONE_DISK = {
    "name": "sda",
    "path": "/dev/sda",
    "type": "disk",
    "size": 500107862016,
    "tran": "sata",
    "rota": True,
    "rm": False,
}


class Answers:
    """A recorded machine of which some answers are others; what stands in `without` is not there."""

    def __init__(self, recording: Path, *without: str) -> None:
        self._recorded = RecordedCommands(recording)
        self._without = without
        self.outputs: dict[tuple[str, ...], Output] = {}
        self.files: dict[str, bytes] = {}
        self.listings: dict[str, tuple[str, ...]] = {}

    def run(self, *argv: str, timeout_seconds: float = 30) -> Output:
        if argv[0] in self._without:
            return Output(None, missing=True)
        return self.outputs.get(argv) or self._recorded.run(*argv, timeout_seconds=timeout_seconds)

    def read(self, path: str) -> bytes | None:
        if path.startswith(self._without):
            return None
        return self.files.get(path, self._recorded.read(path))

    def list(self, pattern: str) -> tuple[str, ...]:
        if pattern.startswith(self._without):
            return ()
        return self.listings.get(pattern) or self._recorded.list(pattern)

    def say(self, *argv: str, json_: Any = None, **output: Any) -> None:
        told = {"stdout": json.dumps(json_).encode()} if json_ is not None else {}
        self.outputs[argv] = Output(**{"exit_code": 0, **told, **output})

    def have(self, *disks: dict[str, Any]) -> None:
        self.say("lsblk", "-J", "-b", "-O", json_={"blockdevices": list(disks)})


def diagnosis(answers: Answers, clock: Clock) -> Diagnosis:
    return MachineReader(answers, clock).read().diagnosis


def why(machine: Diagnosis) -> dict[str, WhyUnread]:
    return {item.what: item.why for item in machine.unread}


def test_this_very_machine_is_read_without_a_crash_and_its_drives_are_listed(clock: Clock) -> None:
    reading = MachineReader(LocalCommands(), clock).read()
    machine = reading.diagnosis
    assert machine.read_at == clock.now()
    assert machine.processor is not None
    assert machine.memory_bytes is not None
    assert machine.drives_were_listed
    assert "lscpu -J" in dict(reading.raw)


def test_every_raw_answer_is_kept_by_name(clock: Clock) -> None:
    raw = dict(MachineReader(RecordedCommands(LATITUDE), clock).read().raw)
    assert raw["dmidecode"] == (LATITUDE / "outputs/dmidecode.txt").read_bytes()
    edid = "/sys/class/drm/card0-eDP-1/edid"
    assert raw[edid] == (LATITUDE / edid.lstrip("/")).read_bytes()
    assert {"smartctl --json -x /dev/nvme0n1", "nvme smart-log /dev/nvme0n1 -o json", "lsblk -J -b -O"} <= raw.keys()


def test_what_a_tool_complains_of_is_kept_too(clock: Clock) -> None:
    answers = Answers(LATITUDE)
    answers.say("dmidecode", exit_code=1, stderr=b"/dev/mem: Permission denied\n")
    assert dict(MachineReader(answers, clock).read().raw)["dmidecode (stderr)"] == b"/dev/mem: Permission denied\n"


def test_progress_is_told_on_the_callers_thread_once_for_each_part(clock: Clock) -> None:
    heard: list[tuple[str, int]] = []
    MachineReader(RecordedCommands(LATITUDE), clock).read(lambda part: heard.append((part, threading.get_ident())))
    assert {thread for _, thread in heard} == {threading.get_ident()}
    first = {"lsblk", "dmidecode", "lscpu", "lspci", "batteries", "identity", "firmware"}
    later = {f"{tool} /dev/nvme0n1" for tool in ("smartctl", "nvme id-ctrl", "nvme smart-log")}
    assert sorted(part for part, _ in heard) == sorted(first | later)


def test_a_recording_of_a_recording_reads_the_same(clock: Clock, tmp_path: Path) -> None:
    commands = RecordingCommands(RecordedCommands(OPTIPLEX), tmp_path / "copy", Redaction())
    first = MachineReader(commands, clock).read()
    commands.finish(About("", "", "copy", Provenance.RECORDED))
    assert MachineReader(RecordedCommands(tmp_path / "copy"), clock).read() == first


class LsblkWaits(Answers):
    """Holds the list of drives back until hdparm was asked, ten seconds at most."""

    def __init__(self, recording: Path) -> None:
        super().__init__(recording)
        self._asked = threading.Event()
        self.waited_in_vain = False
        self.listings["/sys/block/*"] = ("/sys/block/sda",)
        self.files["/sys/block/sda/device/vendor"] = b"ATA     \n"

    def run(self, *argv: str, timeout_seconds: float = 30) -> Output:
        if argv[0] == "hdparm":
            self._asked.set()
        if argv[0] == "lsblk":
            self.waited_in_vain = not self._asked.wait(10)
        return super().run(*argv, timeout_seconds=timeout_seconds)


def test_an_ata_drive_that_the_kernel_names_does_not_wait_for_the_list_of_drives(clock: Clock) -> None:
    answers = LsblkWaits(OPTIPLEX)
    machine = diagnosis(answers, clock)
    assert not answers.waited_in_vain
    assert machine.drives[0].security_frozen is not None


def test_a_hung_tool_costs_its_limit_and_the_others_are_read(clock: Clock, shims: Shims) -> None:
    disks = json.dumps({"blockdevices": [ONE_DISK]})
    commands = shims(dmidecode="exec /bin/sleep 600", lsblk=f"echo '{disks}'", smartctl="exec /bin/sleep 600")
    before = time.monotonic()
    machine = MachineReader(commands, clock, {"dmidecode": 0.5, "smartctl": 0.5}).read().diagnosis
    assert time.monotonic() - before < 10
    assert [drive.path for drive in machine.drives] == ["/dev/sda"]
    reasons = why(machine)
    assert (reasons["smbios"], reasons["smart:/dev/sda"]) == (WhyUnread.TIMED_OUT, WhyUnread.TIMED_OUT)
    assert reasons["processor"] is WhyUnread.NO_TOOL


def test_tools_run_at_the_same_time(clock: Clock, shims: Shims, tmp_path: Path) -> None:
    """Each of the two waits for a word of the other: one after the other, both would run into their limits."""
    for name in ("to-lscpu", "to-dmidecode"):
        (tmp_path / name).touch()
    here = f"while ! /bin/grep -q go {tmp_path}/to-%s; do :; done"
    commands = shims(
        dmidecode=f"echo go > {tmp_path}/to-lscpu; {here % 'dmidecode'}; echo '# dmidecode 3.4'",
        lscpu=f"echo go > {tmp_path}/to-dmidecode; {here % 'lscpu'}; echo 'Model name: Test'",
    )
    machine = MachineReader(commands, clock, {"dmidecode": 20, "lscpu": 20}).read().diagnosis
    assert machine.processor is not None
    assert machine.tools == (("dmidecode", "3.4"),)


@pytest.mark.parametrize(
    ("output", "reason"),
    [
        (Output(None, missing=True), WhyUnread.NO_TOOL),
        (Output(None, b'{"blockdevices": [', timed_out=True), WhyUnread.TIMED_OUT),
        (Output(1, b"", b"lsblk: Permission denied"), WhyUnread.NO_RIGHT),
        (Output(1, b"", b"lsblk: failed to access sysfs directory: No such file or directory"), WhyUnread.NOT_THERE),
        (Output(None, b"x"), WhyUnread.FAILED),
        (Output(0, b"no JSON"), WhyUnread.UNREADABLE),
        (Output(0, b'{"blockdevices": {}}'), WhyUnread.UNREADABLE),
    ],
)
def test_drives_that_were_not_listed_are_told_as_not_listed(output: Output, reason: WhyUnread, clock: Clock) -> None:
    answers = Answers(OPTIPLEX)
    answers.outputs["lsblk", "-J", "-b", "-O"] = output
    machine = diagnosis(answers, clock)
    assert (machine.drives_were_listed, why(machine)["drives"]) == (False, reason)


def test_no_drive_at_all_is_a_fact_when_the_list_was_read(clock: Clock) -> None:
    answers = Answers(OPTIPLEX)
    answers.have()
    machine = diagnosis(answers, clock)
    assert (machine.drives, machine.drives_were_listed) == ((), True)


def test_without_rights_the_kernels_own_files_still_name_the_machine(clock: Clock) -> None:
    answers = Answers(LATITUDE)
    answers.say("dmidecode", exit_code=1, stderr=b"/sys/firmware/dmi/tables/smbios_entry_point: Permission denied\n")
    folder = "/sys/class/dmi/id"
    told = {"sys_vendor": "Dell Inc.", "product_name": "Latitude 5400", "chassis_type": "10", "board_name": "0PD9KD"}
    answers.files = {f"{folder}/{name}": f"{value}\n".encode() for name, value in told.items()}
    denied = {
        "smartctl": {
            "exit_status": 2,
            "messages": [{"string": "Smartctl open device: /dev/nvme0n1 failed: Permission denied"}],
        }
    }
    answers.say("smartctl", "--json", "-x", "/dev/nvme0n1", json_=denied, exit_code=2)
    for question in ("id-ctrl", "smart-log"):
        answers.say("nvme", question, "/dev/nvme0n1", "-o", "json", exit_code=1, stderr=b"Permission denied")
    machine = diagnosis(answers, clock)
    assert (machine.identity.maker, machine.identity.model) == ("Dell Inc.", "Latitude 5400")
    assert (machine.identity.category, machine.identity.system_serial) == (Category.LAPTOP, None)
    reasons = why(machine)
    assert reasons == dict.fromkeys(("smbios", "memory", "smart:/dev/nvme0n1"), WhyUnread.NO_RIGHT)
    assert machine.memory_bytes == 16154300 * 1024  # what the kernel was given
    assert machine.drives[0].serial == "EXN540000001"  # lsblk's word


def test_nvme_cli_speaks_for_smartctl_where_that_is_missing(clock: Clock) -> None:
    (drive,) = diagnosis(Answers(LATITUDE, "smartctl"), clock).drives
    assert drive.smart is not None
    assert (drive.smart.passed, drive.smart.percentage_used, drive.smart.temperature_celsius) == (True, 6, 34)
    assert (drive.serial, drive_health(drive.smart)[0]) == ("EXN540000001", Health.GOOD)


def test_without_any_tool_everything_is_unread_and_nothing_crashes(clock: Clock, shims: Shims) -> None:
    machine = MachineReader(shims(), clock).read().diagnosis
    reasons = why(machine)
    assert {reasons[part] for part in ("smbios", "processor", "memory", "drives", "graphics")} == {WhyUnread.NO_TOOL}
    assert machine.drives == ()


def test_a_drive_in_a_usb_dock_goes_by_the_name_the_drive_itself_gives(clock: Clock) -> None:
    answers = Answers(OPTIPLEX)
    answers.have(
        {**ONE_DISK, "tran": "usb", "model": "ASM105x", "serial": "BRIDGE000001", "vendor": "ASMT", "rm": False}
    )
    (drive,) = diagnosis(answers, clock).drives
    assert (drive.model, drive.serial, drive.medium) == ("ST500DM002-1BD142", "EXS701000004", DriveMedium.HDD)
    assert (drive.interface, drive.path) == ("usb", "/dev/sda")


def test_a_usb_stick_that_speaks_no_smart_is_listed_and_told(clock: Clock) -> None:
    answers = Answers(OPTIPLEX)
    answers.have(
        {**ONE_DISK, "tran": "usb", "model": "DataTraveler 3.0", "vendor": "Kingston", "serial": "EXUSB001", "rm": True}
    )
    bridge = {
        "smartctl": {
            "version": [7, 3],
            "messages": [{"string": "/dev/sda: Unknown USB bridge [0x0951:0x1666 (0x110)]"}],
        }
    }
    answers.say("smartctl", "--json", "-x", "/dev/sda", json_=bridge, exit_code=1)
    machine = diagnosis(answers, clock)
    (drive,) = machine.drives
    assert (drive.model, drive.serial, drive.medium, drive.removable) == (
        "Kingston DataTraveler 3.0", "EXUSB001", DriveMedium.USB, True
    )  # fmt: skip
    assert machine.unread == (
        Unread("smart:/dev/sda", WhyUnread.FAILED, "/dev/sda: Unknown USB bridge [0x0951:0x1666 (0x110)]"),
    )


@pytest.mark.parametrize(("told", "medium"), [(b"SD\n", DriveMedium.SD), (b"MMC\n", DriveMedium.EMMC)])
def test_a_memory_card_and_a_soldered_chip_are_told_apart(told: bytes, medium: DriveMedium, clock: Clock) -> None:
    answers = Answers(OPTIPLEX)
    chip = {
        "name": "mmcblk0",
        "path": "/dev/mmcblk0",
        "type": "disk",
        "size": 62537072640,
        "tran": None,
        "serial": "0xe0000001",
    }
    answers.have(chip, {**chip, "name": "mmcblk0boot0", "path": "/dev/mmcblk0boot0", "size": 4194304})
    answers.files["/sys/block/mmcblk0/device/type"] = told
    (drive,) = diagnosis(answers, clock).drives
    assert (drive.path, drive.medium, drive.interface) == ("/dev/mmcblk0", medium, "mmc")


def test_a_controller_in_raid_mode_that_hides_drives_spoils_the_list(clock: Clock) -> None:
    answers = Answers(OPTIPLEX)
    path = "/sys/bus/pci/devices/0000:00:17.0/remapped_nvme"
    answers.listings["/sys/bus/pci/devices/*/remapped_nvme"] = (path,)
    answers.files[path] = b"1\n"
    machine = diagnosis(answers, clock)
    assert not machine.drives_were_listed
    assert machine.unread == (
        Unread("drives", WhyUnread.HIDDEN_BY_RAID, "NVMe drives behind the chipset's RAID mode: 1"),
    )


RAID_LINE = '0000:%s "RAID bus controller [0104]" "%s" "%s" -r01 "Dell [1028]" "Device [0001]"\n'


def test_a_raid_card_spoils_the_list_and_intels_own_raid_mode_does_not(clock: Clock) -> None:
    card = RAID_LINE % ("02:00.0", "Broadcom / LSI [1000]", "MegaRAID SAS-3 3108 [Invader] [005d]")
    vmd = RAID_LINE % ("00:0e.0", "Intel Corporation [8086]", "Volume Management Device NVMe RAID Controller [9a0b]")
    answers = Answers(OPTIPLEX)
    answers.listings["/sys/bus/pci/drivers/vmd/*"] = (
        "/sys/bus/pci/drivers/vmd/0000:00:0e.0",
        "/sys/bus/pci/drivers/vmd/bind",
    )
    answers.say("lspci", "-D", "-mm", "-nn", stdout=vmd.encode())
    machine = diagnosis(answers, clock)
    assert (machine.firmware.raid_mode, machine.drives_were_listed) == (True, True)
    answers.say("lspci", "-D", "-mm", "-nn", stdout=(vmd + card).encode())
    machine = diagnosis(answers, clock)
    assert [item for item in machine.unread if item.what == "drives"] == [
        Unread("drives", WhyUnread.HIDDEN_BY_RAID, "0000:02:00.0 Broadcom / LSI MegaRAID SAS-3 3108 [Invader]")
    ]


def test_computrace_at_work_is_a_lock_and_computrace_merely_allowed_is_none(clock: Clock) -> None:
    folder = "/sys/class/firmware-attributes/hp-bioscfg/attributes/Absolute Persistence Module Current State"
    pattern = "/sys/class/firmware-attributes/*/attributes/*bsolute*/current_value"
    for value, kinds in ((b"Active\n", [LockKind.COMPUTRACE]), (b"Enabled\n", []), (b"Inactive\n", [])):
        answers = Answers(OPTIPLEX)
        answers.listings[pattern] = (f"{folder}/current_value",)
        answers.files[f"{folder}/current_value"] = value
        assert [lock.kind for lock in diagnosis(answers, clock).locks] == kinds


def test_a_battery_that_tells_no_capacity_is_a_finding(clock: Clock) -> None:
    answers = Answers(LATITUDE)
    answers.files["/sys/class/power_supply/BAT0/uevent"] = b"POWER_SUPPLY_NAME=BAT0\nPOWER_SUPPLY_PRESENT=1\n"
    machine = diagnosis(answers, clock)
    assert [battery.health_percent for battery in machine.batteries] == [None]
    assert why(machine) == {"battery:BAT0": WhyUnread.NOT_THERE}


def test_a_device_with_a_hostile_name_is_never_handed_to_a_tool(clock: Clock) -> None:
    answers = Answers(OPTIPLEX)
    answers.have(
        {**ONE_DISK, "path": "--scan"},
        {**ONE_DISK, "path": "/dev/../etc/passwd"},
        {**ONE_DISK, "path": None, "name": "a b"},
    )
    machine = diagnosis(answers, clock)
    assert (machine.drives, machine.drives_were_listed) == ((), False)


def test_a_screen_on_a_laptop_that_could_not_be_read_is_a_finding_and_on_a_desktop_it_is_none(clock: Clock) -> None:
    assert why(diagnosis(Answers(LATITUDE, "/sys/class/drm"), clock)) == {"displays": WhyUnread.NOT_THERE}
    assert why(diagnosis(Answers(OPTIPLEX, "/sys/class/drm"), clock)) == {}
