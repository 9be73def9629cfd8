"""What hangs on a machine: network, webcam, microphone, touch, security chip; and who its drives and modules are."""

from __future__ import annotations

import json

import pytest

from workshop.adapters.readings import (
    cameras,
    decode_dimms,
    hdparm_identity,
    lspci,
    network,
    nvme,
    nvme_list,
    os_facts,
    sound,
    start,
    touch,
    tpm,
)
from workshop.domain.diagnosis import (
    DriveMedium,
    DriveReading,
    Firmware,
    MemoryModule,
    NetworkAdapter,
    NetworkKind,
    Smart,
)

MAC = "02:00:5e:10:00:01"


@pytest.mark.parametrize(
    ("name", "uevent", "wireless", "kind"),
    [
        ("enp0s31f6", b"", False, NetworkKind.ETHERNET),
        ("wlp3s0", b"DEVTYPE=wlan\nINTERFACE=wlp3s0\n", True, NetworkKind.WIFI),
        ("wlan0", b"", True, NetworkKind.WIFI),
        ("wwan0", b"DEVTYPE=wwan\n", False, NetworkKind.MOBILE),
        ("net7", b"", False, NetworkKind.OTHER),
    ],
)
def test_an_adapter_is_known_by_its_driver_its_radio_or_its_name(
    name: str,
    uevent: bytes,
    wireless: bool,  # noqa: FBT001
    kind: NetworkKind,
) -> None:
    files = {"address": f"{MAC}\n".encode(), "uevent": uevent}
    assert network.read(name, files, wireless=wireless) == NetworkAdapter(name, kind, MAC)


@pytest.mark.parametrize("text", ["00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff", "", "02:00:5e", None, 5])
def test_what_is_no_address_is_none(text: object) -> None:
    assert network.mac(text) is None


def test_an_address_as_windows_writes_it() -> None:
    assert network.mac("02-00-5E-10-00-01") == MAC


IP_LINK = f"""1: lo: <LOOPBACK,UP> mtu 65536 qdisc noqueue state UNKNOWN mode DEFAULT
    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00
2: enp0s31f6: <BROADCAST,MULTICAST,UP> mtu 1500 qdisc fq_codel state UP mode DEFAULT
    link/ether {MAC} brd ff:ff:ff:ff:ff:ff
3: docker0: <NO-CARRIER,BROADCAST> mtu 1500 qdisc noqueue state DOWN mode DEFAULT
    link/ether 02:42:5e:10:00:02 brd ff:ff:ff:ff:ff:ff
5: veth1@if4: <BROADCAST> mtu 1500 qdisc noqueue state UP mode DEFAULT
    link/ether 02:42:5e:10:00:03 brd ff:ff:ff:ff:ff:ff
"""


def test_what_software_made_is_none_of_the_machines_adapters() -> None:
    (wired,) = network.listed(IP_LINK)
    assert wired == NetworkAdapter("enp0s31f6", NetworkKind.ETHERNET, MAC)
    rows = [
        {"ifname": "enp0s31f6", "link_type": "ether", "address": MAC},
        {"ifname": "br-1", "link_type": "ether", "address": MAC},
        {"ifname": "eth1", "link_type": "ether", "address": MAC, "linkinfo": {"info_kind": "vlan"}},
        {"ifname": 5},
    ]
    assert network.listed(json.dumps(rows)) == (wired,)


def test_one_camera_has_several_nodes_and_a_codec_is_none() -> None:
    names = [
        b"Integrated Camera: Integrated C\n",
        b"Integrated Camera: Integrated C\n",
        b"bcm2835-codec-decode\n",
        None,
    ]
    assert cameras.named(names) == ("Integrated Camera",)
    listed = (
        "Integrated Camera: Integrated C (usb-0000:00:14.0-8):\n\t/dev/video0\n\t/dev/video1\n\nBroadcom:\n\t/dev/x\n"
    )
    assert cameras.listed(listed) == ("Integrated Camera",)


def test_a_camera_without_a_driver_is_seen_on_the_bus() -> None:
    interfaces = {
        "/sys/bus/usb/devices/1-8:1.0/bInterfaceClass": b"0e\n",
        "/sys/bus/usb/devices/1-8:1.1/bInterfaceClass": b"0e\n",
        "/sys/bus/usb/devices/1-9:1.0/bInterfaceClass": b"03\n",
        "/sys/bus/usb/devices/1-7:1.0/bInterfaceClass": b"0e\n",
    }
    products = {"/sys/bus/usb/devices/1-8/product": b"Integrated Camera\n"}
    assert cameras.usb(interfaces, products) == ("USB 1-7", "Integrated Camera")


def test_what_records_is_told_once() -> None:
    pcm = (
        "00-00: ALC257 Analog : ALC257 Analog : playback 1 : capture 1\n"
        "00-03: HDMI 0 : HDMI 0 : playback 1\n00-06: DMIC (*) :  : capture 1\n"
    )
    assert sound.recording(pcm) == ("ALC257 Analog", "DMIC (*)")
    arecord = "card 0: PCH [HDA Intel PCH], device 0: ALC257 Analog [ALC257 Analog]\n"
    assert sound.recording(f"**** List of CAPTURE Hardware Devices ****\n{arecord}") == ("ALC257 Analog",)
    assert sound.recording("--- no soundcards ---\n") == ()


INPUT = """I: Bus=0019 Vendor=0000 Product=0001 Version=0000
N: Name="Power Button"
B: PROP=0
B: EV=3

I: Bus=0018 Vendor=04f3 Product=2a1c Version=0100
N: Name="ELAN0732:00 04F3:2A1C"
B: PROP=2
B: EV=1b
B: ABS=260800000000003

I: Bus=0018 Vendor=056a Product=5146 Version=0100
N: Name="Wacom Pen"
B: PROP=2
B: ABS=1000003000003

I: Bus=0011 Vendor=0002 Product=0007 Version=01b1
N: Name="SynPS/2 Synaptics TouchPad"
B: PROP=5
B: ABS=660800011000003

I: Bus=0011 Vendor=0002 Product=000a Version=0000
N: Name="TPPS/2 IBM TrackPoint"
B: PROP=21
B: ABS=0
"""


def test_a_touch_screen_and_a_touch_pad_are_told_by_what_they_can_do() -> None:
    assert touch.read(INPUT) == touch.Touch(("ELAN0732:00 04F3:2A1C",), ("SynPS/2 Synaptics TouchPad",))
    assert touch.read("") is None


@pytest.mark.parametrize(
    ("text", "firmware"),
    [
        ("SecureBoot enabled\n", Firmware(uefi=True, secure_boot=True)),
        ("SecureBoot disabled\nPlatform is in Setup Mode\n", Firmware(uefi=True, secure_boot=False)),
        ("EFI variables are not supported on this system\n", Firmware(uefi=False, secure_boot=False)),
        (
            "System:\n      Firmware: UEFI 2.70 (Lenovo 0.4720)\n  Secure Boot: enabled (user)\n  TPM2 Support: yes\n",
            Firmware(uefi=True, secure_boot=True, tpm_version="2.0"),
        ),
        ("mokutil: command not found\n", None),
    ],
)
def test_secure_boot_as_mokutil_and_bootctl_tell_it(text: str, firmware: Firmware | None) -> None:
    assert start.read(text) == firmware


def test_the_generation_of_the_security_chip() -> None:
    assert tpm.read('TPM2_PT_FAMILY_INDICATOR:\n  raw: 0x322E3000\n  value: "2.0"\n') == "2.0"
    assert tpm.read("  TPM 1.2 Version Info:\n  Chip Version:        1.2.8.28\n") == "1.2"
    assert tpm.read("ERROR: Could not load tcti") is None


def test_modules_as_their_own_chips_describe_them() -> None:
    text = """Decoding EEPROM: /sys/bus/i2c/drivers/eeprom/0-0050
Guessing DIMM is in                              bank 1
Fundamental Memory type                          DDR3 SDRAM
Module Type                                      SO-DIMM
Maximum module speed                             1600 MHz (PC3-12800)
Size                                             8192 MB
Module Manufacturer                              Crucial Technology
Assembly Serial Number                           0x74370000
Part Number                                      CT102464BA160B.C16
"""
    assert decode_dimms.read(text) == (
        MemoryModule(
            "bank 1", 8 * 2**30, "DDR3", 1600, "Crucial Technology",
            soldered=False, serial="74370000", part_number="CT102464BA160B.C16", form_factor="SO-DIMM",
        ),
    )  # fmt: skip
    assert decode_dimms.read("Number of SDRAM DIMMs detected and decoded: 0") == ()


HDPARM = """
/dev/sda:

ATA device, with non-removable media
	Model Number:       ST500DM002-1BD142
	Serial Number:      EXS00001
	Firmware Revision:  KC48
Configuration:
	LBA    user addressable sectors:  268435455
	LBA48  user addressable sectors:  976773168
	Logical  Sector size:                   512 bytes
	Nominal Media Rotation Rate: 7200
	Form Factor: 3.5 inch
Logical Unit WWN Device Identifier: 5000c5006e100004
Checksum: correct
"""


def test_hdparm_tells_who_a_drive_is() -> None:
    assert hdparm_identity.read(HDPARM) == DriveReading(
        "/dev/sda", "ST500DM002-1BD142", "EXS00001", "0x5000c5006e100004", "KC48", 500107862016,
        medium=DriveMedium.HDD, interface="ata", rotation_rpm=7200, form_factor="3.5 inch",
    )  # fmt: skip
    flash = HDPARM.replace("Rate: 7200", "Rate: Solid State Device")
    told = hdparm_identity.read(flash)
    assert told is not None
    assert (told.medium, told.rotation_rpm) == (DriveMedium.SSD, 0)


def test_the_short_form_of_hdparm() -> None:
    names = " Model=ST500DM002-1BD142, FwRev=KC48, SerialNo=EXS00001\n"
    text = f"\n/dev/sda:\n\n{names} CurCHS=16383/16/63, LBAsects=976773168\n"
    told = hdparm_identity.read(text)
    assert told is not None
    assert (told.model, told.serial, told.firmware, told.size_bytes) == (
        "ST500DM002-1BD142", "EXS00001", "KC48", 500107862016
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "",
        HDPARM.replace("Checksum: correct", "Integrity word not set (found 0x5254, expected 0xe3a5)"),
        "/dev/sdb:\n\nATA device, with non-removable media\nStandards:\n\tLikely used: 1\n",
        "Serial Number: EXS00001\n",
    ],
)
def test_noise_that_a_bridge_hands_over_is_no_identity(text: str) -> None:
    assert hdparm_identity.read(text) is None


SMART_LOG = """Smart Log for NVME device:nvme0n1 namespace-id:ffffffff
critical_warning                    : 0
temperature                         : 33 C
available_spare                     : 100%
available_spare_threshold           : 10%
percentage_used                     : 3%
power_cycles                        : 1,411
power_on_hours                      : 2,034
media_errors                        : 0
num_err_log_entries                 : 5
"""


def test_nvme_cli_as_text_says_what_its_json_says() -> None:
    assert nvme.health(SMART_LOG) == Smart(
        passed=True, power_on_hours=2034, percentage_used=3, critical_warning=0, media_errors=0,
        temperature_celsius=33, error_count=5, spare_percent=100, power_cycles=1411, spare_threshold_percent=10,
    )  # fmt: skip
    warm = SMART_LOG.replace("33 C", "33 °C (306 K)").replace(": 0\ntemp", ": 0x4\ntemp")
    told = nvme.health(warm)
    assert told is not None
    assert (told.temperature_celsius, told.critical_warning, told.passed) == (33, 4, False)
    text = "vid       : 0x144d\nsn        : EXN1      \nmn        : EXAMPLE 1TB\nfr        : 3B2Q\ntnvmcap   : 1000\n"
    assert nvme.controller(f"NVME Identify Controller:\n{text}", "/dev/nvme0") == DriveReading(
        "/dev/nvme0", "EXAMPLE 1TB", "EXN1", firmware="3B2Q", size_bytes=1000, medium=DriveMedium.NVME, interface="nvme"
    )


LISTED = DriveReading(
    "/dev/nvme0n1", "EXAMPLE 1TB", "EXN0001", firmware="3B2Q", size_bytes=1000, logical_sector_bytes=512,
    medium=DriveMedium.NVME, interface="nvme",
)  # fmt: skip


def test_the_list_of_nvme_drives_flat_nested_and_as_a_table() -> None:
    space = {"PhysicalSize": 1000, "SectorSize": 512}
    names = {"SerialNumber": "EXN0001", "ModelNumber": "EXAMPLE 1TB ", "Firmware": "3B2Q"}
    flat = {"Devices": [{"DevicePath": "/dev/nvme0n1", **names, **space}]}
    nested = {"Subsystems": [{"Controllers": [{**names, "Namespaces": [{"NameSpace": "nvme0n1", **space}]}]}]}
    table = (
        "Node             SN                   Model                Namespace Usage              FW Rev  \n"
        "---------------- -------------------- -------------------- --------- ------------------ --------\n"
        "/dev/nvme0n1     EXN0001              EXAMPLE 1TB          1         1 TB / 1 TB        3B2Q    \n"
    )
    assert nvme_list.read(json.dumps(flat)) == (LISTED,)
    assert nvme_list.read(json.dumps({"Devices": [nested]})) == (LISTED,)
    assert nvme_list.read(table) == (
        DriveReading(
            "/dev/nvme0n1", "EXAMPLE 1TB", "EXN0001", firmware="3B2Q", medium=DriveMedium.NVME, interface="nvme"
        ),
    )
    assert (nvme_list.read('{"Devices": []}'), nvme_list.read(""), nvme_list.read("Failed to scan topology")) == (
        (), None, None
    )  # fmt: skip


def test_lspci_without_its_options_still_names_graphics_and_raid() -> None:
    text = (
        "00:02.0 VGA compatible controller: Intel Corporation HD Graphics 530 (rev 06) (prog-if 00 [VGA controller])\n"
        "\tSubsystem: Dell HD Graphics 530\n"
        "0000:02:00.0 RAID bus controller [0104]: Broadcom / LSI MegaRAID SAS-3 3108 [Invader] [1000:005d] (rev 02)\n"
    )
    found = lspci.read(text)
    assert lspci.graphics(found) == ("Intel Corporation HD Graphics 530",)
    assert [device.name for device in lspci.raid_controllers(found)] == ["Broadcom / LSI MegaRAID SAS-3 3108 [Invader]"]


def test_what_the_running_system_knows() -> None:
    adapters = [{"name": "eth0", "mac": MAC}, {"name": "lo", "mac": "00:00:00:00:00:00"}, {"name": 5}]
    counts = {"cpu_logical": 8, "cpu_physical": 4, "memory_total_bytes": 5, "battery_percent": 300}
    told = {"system": "Linux 6.1", **counts, "network": adapters}
    assert os_facts.read(json.dumps({"psutil": told})) == os_facts.OsFacts(
        "Linux 6.1", 8, 4, 5, None, (NetworkAdapter("eth0", NetworkKind.ETHERNET, MAC),)
    )
    assert (os_facts.read("{}"), os_facts.read("")) == (None, None)
