"""What hangs on a machine besides its drives, read through the same door, live and recorded."""

from __future__ import annotations

import json

import pytest

from tests.adapters.machine.test_machine_reader import LATITUDE, Answers, diagnosis, why
from workshop.adapters.commands import LocalCommands, RecordedCommands
from workshop.adapters.machine import MachineReader
from workshop.adapters.machine.gathering import PSUTIL
from workshop.adapters.machine.os_facts import WithOsFacts
from workshop.domain.diagnosis import NetworkAdapter, NetworkKind, WhyUnread
from workshop.services.ports import Clock

MAC = "02:00:5e:10:00:0"
NET, USB, VIDEO = "/sys/class/net", "/sys/bus/usb/devices", "/sys/class/video4linux"
LSPCI = (
    '0000:00:1f.6 "Ethernet controller [0200]" "Intel Corporation [8086]" "Ethernet Connection I219-LM [15bd]" -r30 '
    '"Dell [1028]" "Device [08b9]"\n'
)
TOUCH = 'I: Bus=0018\nN: Name="ELAN Touchscreen"\nB: PROP=2\nB: ABS=260800000000003\n\n'


def with_devices(without: tuple[str, ...] = ()) -> Answers:
    """A machine whose webcam has no driver yet: only the USB bus names it."""
    answers = Answers(LATITUDE, VIDEO, *without)
    answers.listings = {
        f"{NET}/*": (f"{NET}/enp0s31f6", f"{NET}/lo", f"{NET}/wlp3s0"),
        f"{NET}/*/device": (f"{NET}/enp0s31f6/device", f"{NET}/wlp3s0/device"),
        f"{NET}/*/phy80211": (f"{NET}/wlp3s0/phy80211",),
        f"{USB}/*/bInterfaceClass": (f"{USB}/1-8:1.0/bInterfaceClass",),
    }
    answers.files = {
        f"{NET}/enp0s31f6/address": f"{MAC}1\n".encode(),
        f"{NET}/enp0s31f6/device/uevent": b"DRIVER=e1000e\nPCI_SLOT_NAME=0000:00:1f.6\n",
        f"{NET}/wlp3s0/address": f"{MAC}2\n".encode(),
        f"{USB}/1-8:1.0/bInterfaceClass": b"0e\n",
        f"{USB}/1-8/product": b"Integrated_Webcam_HD\n",
        "/proc/asound/pcm": b"00-00: ALC236 Analog : ALC236 Analog : playback 1 : capture 1\n",
        "/proc/bus/input/devices": TOUCH.encode(),
    }
    answers.say("lspci", "-D", "-mm", "-nn", stdout=LSPCI.encode())
    return answers


def test_network_webcam_microphone_and_touch_are_read(clock: Clock) -> None:
    machine = diagnosis(with_devices(), clock)
    assert machine.network == (
        NetworkAdapter("enp0s31f6", NetworkKind.ETHERNET, f"{MAC}1", "Intel Ethernet Connection I219-LM"),
        NetworkAdapter("wlp3s0", NetworkKind.WIFI, f"{MAC}2"),
    )
    assert (machine.cameras, machine.microphones) == (("Integrated_Webcam_HD",), ("ALC236 Analog",))
    assert (machine.touchscreens, machine.touchpads) == (("ELAN Touchscreen",), ())
    assert why(machine) == {}


@pytest.mark.parametrize(
    ("without", "what"),
    [
        (USB, "cameras"),
        ("/proc/asound", "microphones"),
        ("/proc/bus/input", "touch"),
        (NET, "network"),
        ("/sys/class/tpm", "tpm"),
    ],
)
def test_what_could_not_be_looked_at_is_told_and_is_not_none(without: str, what: str, clock: Clock) -> None:
    machine = diagnosis(with_devices((without,)), clock)
    assert why(machine) == {what: WhyUnread.NOT_THERE}
    assert None in (
        machine.cameras, machine.microphones, machine.touchscreens, machine.network, machine.firmware.tpm_version
    )  # fmt: skip


def test_a_machine_without_a_webcam_has_none_and_one_that_was_not_asked_is_unknown(clock: Clock) -> None:
    answers = with_devices()
    answers.files[f"{USB}/1-8:1.0/bInterfaceClass"] = b"03\n"
    assert diagnosis(answers, clock).cameras == ()
    older = diagnosis(Answers(LATITUDE, NET, USB, VIDEO, "/proc/asound", "/proc/bus/input"), clock)
    assert (older.cameras, older.microphones, older.touchscreens, older.network) == (None, None, None, None)
    assert why(older) == {}


def test_what_the_running_system_knows_fills_in_for_silent_tools(clock: Clock) -> None:
    answers = Answers(LATITUDE, "/proc/meminfo")
    answers.say("dmidecode", exit_code=1, stderr=b"Permission denied")
    answers.say(*PSUTIL, json_={"psutil": {"system": "Windows 10", "memory_total_bytes": 2**33}})
    machine = diagnosis(answers, clock)
    assert (machine.memory_bytes, machine.operating_system) == (2**33, "Windows 10")


def test_this_machines_door_answers_for_psutil_and_a_recorded_ones_does_not() -> None:
    told = json.loads(WithOsFacts(LocalCommands()).run(*PSUTIL).stdout)["psutil"]
    assert told["cpu_logical"] >= 1
    assert told["memory_total_bytes"] > 0
    assert RecordedCommands(LATITUDE).run(*PSUTIL).missing
    assert WithOsFacts(RecordedCommands(LATITUDE)).run("no-such-tool").missing


def test_the_door_with_psutil_hands_everything_else_on(clock: Clock) -> None:
    recorded = MachineReader(RecordedCommands(LATITUDE), clock).read().diagnosis
    both = MachineReader(WithOsFacts(RecordedCommands(LATITUDE)), clock).read().diagnosis
    assert both.identity == recorded.identity
    assert (recorded.operating_system, both.operating_system is None) == (None, False)
