"""`workshop record`, on everything that the reader asks: it replays byte for byte, and secrets stay behind."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.adapters.machine.conftest import TEST_ONLY
from tests.adapters.machine.test_machine_reader import LATITUDE, Answers, diagnosis
from workshop.adapters.commands import About, Provenance, RecordedCommands, RecordingCommands, Redaction
from workshop.adapters.machine import MachineReader
from workshop.adapters.machine.gathering import PSUTIL
from workshop.domain.diagnosis import Reading
from workshop.resources import resource
from workshop.services.ports import Clock, Commands

MACHINES = sorted(folder for root in (resource("machines"), TEST_ONLY) for folder in root.iterdir() if folder.is_dir())
ABOUT = About("", "", "test", Provenance.RECORDED)
NOT_ON_WINDOWS = set('<>:"|?*\\')

CABLE, RADIO, DONGLE, MOUSE = "a4:bb:6d:12:34:56", "7c:b2:7d:65:43:21", "00:e0:4c:68:00:1a", "d4:ae:05:aa:bb:cc"
KEY, MSDM_KEY, SSID = "VK7JG-NPHTM-C97JM-9MPGT-3V66T", "NF6HC-QH89W-F8WYV-WWXV4-WFG6P", "Livebox-Durand-5G"
SECRETS = (
    *(spelt for mac in (CABLE, RADIO, DONGLE, MOUSE) for spelt in (mac, mac.replace(":", "-"), mac.replace(":", ""))),
    *("192.168.1.77", "fe80::a6bb:6dff:fe12:3456", "poste-marie", "poste--marie", "mairie.lan", "marie", "durand"),
    *("zoé", "photos de vacances", KEY, MSDM_KEY, SSID),
)
NET, POWER = "/sys/class/net", "/sys/class/power_supply"
PEOPLE = ("poste-marie", "poste-marie.mairie.lan", "marie", "Marie Durand")


def recorded(real: Commands, folder: Path, redact: Redaction, clock: Clock) -> tuple[Reading, Reading]:
    """Read a machine while it is recorded, then read the recording."""
    recording = RecordingCommands(real, folder, redact)
    first = MachineReader(recording, clock).read()
    recording.finish(ABOUT)
    return first, MachineReader(RecordedCommands(folder), clock).read()


@pytest.mark.parametrize("machine", MACHINES, ids=lambda folder: folder.name)
def test_every_recorded_machine_replays_byte_for_byte_once_recorded_again(
    machine: Path, clock: Clock, tmp_path: Path
) -> None:
    first, again = recorded(RecordedCommands(machine), tmp_path / "copy", Redaction(), clock)
    assert again == first
    for path in (tmp_path / "copy").rglob("*"):
        assert not NOT_ON_WINDOWS & set(path.name), path.name


@pytest.mark.parametrize("machine", MACHINES, ids=lambda folder: folder.name)
def test_nothing_in_a_shipped_recording_is_left_to_blank(machine: Path) -> None:
    redact = Redaction()
    for path in sorted(machine.rglob("*")):
        assert not NOT_ON_WINDOWS & set(path.name), path.name
        assert redact(str(path.relative_to(machine)).encode()) == str(path.relative_to(machine)).encode()
        if path.is_file():
            content = path.read_bytes()
            assert redact(content) == content, path.name


def volume(name: str, **columns: Any) -> dict[str, Any]:
    return {"name": name, "path": f"/dev/{name}", "type": "part", "label": None, "mountpoints": [None], **columns}


def disk_of_marie() -> dict[str, Any]:
    mapped = {"name": "poste--marie--vg-root", "path": "/dev/mapper/poste--marie--vg-root", "type": "lvm"}
    parts = [
        volume("nvme0n1p1", label="Photos de vacances", mountpoints=["/media/marie/Photos de vacances"]),
        volume("nvme0n1p2", partlabel='marie "2"\n', mountpoints=["/home/marie"], children=[mapped]),
    ]
    drive = volume("nvme0n1", type="disk", size=256060514304, tran="nvme", rota=False, rm=False, children=parts)
    return drive | {"model": "PC SN520 NVMe WDC 256GB", "serial": "EXN540000001"}


def machine_of_marie() -> Answers:
    """A Latitude in use: named after a person, on a network, with a wireless mouse and a licence."""
    answers = Answers(LATITUDE)
    answers.have(disk_of_marie())
    smbios = (LATITUDE / "outputs/dmidecode.txt").read_text()
    smbios = smbios.replace("String 1: Dell System", f"String 1: Windows {KEY}").replace("b5c04f303031", "a4bb6d123456")
    answers.say(
        "dmidecode", stdout=smbios.encode(), stderr=b"# marie@poste-marie 192.168.1.77 fe80::a6bb:6dff:fe12:3456\n"
    )
    facts = {"network": [{"name": "enx00e04c68001a", "mac": DONGLE}, {"name": "wlp0s20f3", "mac": RADIO.upper()}]}
    answers.say(*PSUTIL, json_={"psutil": {"system": "Linux 6.1.0", **facts}})
    nets = {"enp0s31f6": CABLE, "wlp0s20f3": RADIO, "enx00e04c68001a": DONGLE}
    answers.listings = {
        f"{NET}/*": tuple(f"{NET}/{name}" for name in nets),
        f"{NET}/*/address": tuple(f"{NET}/{name}/address" for name in nets),
        f"{NET}/*/device": tuple(f"{NET}/{name}/device" for name in nets),
        f"{POWER}/*": (f"{POWER}/AC", f"{POWER}/BAT0", f"{POWER}/hid-{MOUSE}-battery"),
    }
    answers.files = {f"{NET}/{name}/address": f"{mac}\n".encode() for name, mac in nets.items()}
    mouse = f'I: Bus=0005 Vendor=046d\nN: Name="Souris de Zoé"\nP: Phys={CABLE}\nU: Uniq={MOUSE}\n\n'
    supply = f"POWER_SUPPLY_NAME=hid-{MOUSE}-battery\nPOWER_SUPPLY_SCOPE=Device\n"
    answers.files |= {
        f"{NET}/enx00e04c68001a/uevent": b"INTERFACE=enx00e04c68001a\nIFINDEX=4\n",
        f"{POWER}/hid-{MOUSE}-battery/uevent": supply.encode(),
        "/proc/bus/input/devices": mouse.encode() + (LATITUDE / "proc/bus/input/devices").read_bytes(),
        # what nobody asks for
        "/sys/firmware/acpi/tables/MSDM": f"MSDM\x00\x01{MSDM_KEY}".encode(),
        f"{NET}/wlp0s20f3/wireless/ssid": SSID.encode(),
        "/etc/NetworkManager/system-connections/Livebox.nmconnection": f"[wifi]\nssid={SSID}\n".encode(),
    }
    return answers


def test_names_addresses_keys_and_networks_never_reach_the_folder(clock: Clock, tmp_path: Path) -> None:
    recorded(machine_of_marie(), tmp_path / "copy", Redaction(PEOPLE, (CABLE, RADIO, DONGLE)), clock)
    files = [path for path in (tmp_path / "copy").rglob("*") if path.is_file()]
    assert len(files) > 20
    for path in files:
        told = str(path.relative_to(tmp_path)).encode() + b"\n" + path.read_bytes()
        text = told.decode("utf-8", "replace").casefold()
        assert [secret for secret in SECRETS if secret.casefold() in text] == [], path.name


def test_addresses_are_blanked_even_where_the_recorder_was_told_of_none(clock: Clock, tmp_path: Path) -> None:
    recorded(machine_of_marie(), tmp_path / "copy", Redaction(), clock)
    text = b"".join(
        str(path.relative_to(tmp_path)).encode() + path.read_bytes()
        for path in (tmp_path / "copy").rglob("*")
        if path.is_file()
    )
    for secret in (CABLE, RADIO, DONGLE, MOUSE, "00e04c68001a", KEY, MSDM_KEY, SSID, "Zoé", "Photos de"):
        assert secret.encode() not in text, secret


def test_the_redacted_recording_tells_the_same_machine(clock: Clock, tmp_path: Path) -> None:
    real = machine_of_marie()
    first, again = recorded(real, tmp_path / "copy", Redaction(PEOPLE, (CABLE, RADIO, DONGLE)), clock)
    assert first.diagnosis == diagnosis(real, clock)  # who asks gets the real answers
    assert first.diagnosis.network is not None
    blanked = tuple(
        replace(one, mac=None, name=one.name.replace("00e04c68001a", "0" * 12)) for one in first.diagnosis.network
    )
    uuid = "4c4c4544-0058-3510-8034-000000000000"
    assert again.diagnosis == replace(
        first.diagnosis, network=blanked, identity=replace(first.diagnosis.identity, system_uuid=uuid)
    )


def test_redaction_never_breaks_the_list_of_drives(clock: Clock, tmp_path: Path) -> None:
    recorded(machine_of_marie(), tmp_path / "copy", Redaction(PEOPLE), clock)
    (kept,) = (tmp_path / "copy/outputs").glob("*lsblk*")
    first, second = json.loads(kept.read_bytes())["blockdevices"][0]["children"]
    assert (first["label"], first["mountpoints"]) == ("000000 00 00000000", ["/media/00000/000000 00 00000000"])
    assert second["children"][0]["name"] == "00000--00000--00-0000"
    assert second["children"][0]["path"] == "/dev/mapper/00000--00000--00-0000"
