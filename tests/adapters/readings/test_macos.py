"""A Mac, from the three forms of system_profiler. Everything here is invented; the keys are those of the tool."""

from __future__ import annotations

import json
import plistlib
from typing import Any

import pytest

from workshop.adapters.readings import macos
from workshop.adapters.readings.inventory import Inventory
from workshop.domain.diagnosis import (
    Battery,
    Category,
    Display,
    DriveMedium,
    DriveReading,
    Identity,
    Lock,
    LockKind,
    MemoryModule,
    NetworkAdapter,
    NetworkKind,
    Processor,
    Smart,
    Unread,
    WhyUnread,
)

GIB = 2**30
REPORT: dict[str, list[dict[str, Any]]] = {
    "SPHardwareDataType": [
        {
            "_name": "hardware_overview", "machine_model": "MacBookPro14,1", "machine_name": "MacBook Pro",
            "serial_number": "C02EX123HV22", "platform_UUID": "402127FE-F62F-5F2F-B899-BC9F25C44006",
            "cpu_type": "Dual-Core Intel Core i5", "current_processor_speed": "2,3 GHz", "number_processors": 2,
            "physical_memory": "8 GB", "boot_rom_version": "447.80.3",
            "activation_lock_status": "activation_lock_enabled",
        }
    ],
    "SPMemoryDataType": [
        {
            "_name": "memory",
            "_items": [
                {"_name": "BANK 0/DIMM0", "dimm_size": "8 GB", "dimm_type": "LPDDR3", "dimm_speed": "2133 MHz",
                 "dimm_manufacturer": "0x802C", "dimm_serial_number": "0x00000000", "dimm_status": "ok"},
                {"_name": "BANK 1/DIMM0", "dimm_size": "empty", "dimm_status": "empty"},
            ],
        }
    ],
    "SPNVMeDataType": [
        {
            "_name": "Apple SSD Controller",
            "_items": [
                {"_name": "APPLE SSD AP0128J", "bsd_name": "disk0", "device_model": "APPLE SSD AP0128J",
                 "device_serial": "C02EX1234SSD", "device_revision": "16.14.01", "size_in_bytes": 121332826112,
                 "smart_status": "Verified", "removable_media": "no"}
            ],
        }
    ],
    "SPPowerDataType": [
        {
            "_name": "spbattery_information",
            "sppower_battery_charge_info": {
                "sppower_battery_max_capacity": 4321, "sppower_battery_state_of_charge": 91,
            },
            "sppower_battery_health_info": {
                "sppower_battery_cycle_count": 812, "sppower_battery_health": "Service Recommended",
                "sppower_battery_health_maximum_capacity": "71%",
            },
            "sppower_battery_model_info": {
                "sppower_battery_serial_number": "D86EX0001", "sppower_battery_device_name": "bq20z451",
                "sppower_battery_manufacturer": "SMP",
            },
        }
    ],
    "SPDisplaysDataType": [
        {
            "_name": "spdisplays_display", "sppci_model": "Intel Iris Plus Graphics 640",
            "spdisplays_ndrvs": [
                {"_name": "Color LCD", "_spdisplays_pixels": "2560 x 1600", "_spdisplays_display-year": "2016",
                 "spdisplays_connection_type": "spdisplays_internal"},
            ],
        }
    ],
    "SPNetworkDataType": [
        {"_name": "Wi-Fi", "hardware": "AirPort", "interface": "en0", "Ethernet": {"MAC Address": "02:00:5e:10:00:01"}},
        {"_name": "Bluetooth PAN", "hardware": "Ethernet", "interface": "bridge0"},
    ],
    "SPCameraDataType": [{"_name": "FaceTime HD Camera (Built-in)"}],
    "SPAudioDataType": [
        {"_name": "coreaudio_device", "_items": [{"_name": "MacBook Pro Microphone", "coreaudio_device_input": 1}]}
    ],
    "SPSoftwareDataType": [{"_name": "os_overview", "os_version": "macOS 12.7.4 (21H1123)"}],
}  # fmt: skip


def inventory(text: str) -> Inventory:
    found = macos.read(text)
    assert found is not None
    return found


def as_plist() -> str:
    return plistlib.dumps([{"_dataType": kind, "_items": items} for kind, items in REPORT.items()]).decode()


@pytest.mark.parametrize("text", [json.dumps(REPORT), as_plist()], ids=["json", "xml"])
def test_a_whole_mac(text: str) -> None:
    found = inventory(text)
    assert found.identity == Identity(
        "Apple", "MacBookPro14,1", "MacBook Pro", "C02EX123HV22", system_uuid="402127fe-f62f-5f2f-b899-bc9f25c44006",
        category=Category.LAPTOP, bios_version="447.80.3",
    )  # fmt: skip
    assert found.processor == Processor("Dual-Core Intel Core i5", "Intel", cores=2, max_mhz=2300)
    assert found.memory == (
        MemoryModule("BANK 0/DIMM0", 8 * GIB, "LPDDR3", 2133, "0x802C", soldered=True),
        MemoryModule("BANK 1/DIMM0", 0),
    )
    assert found.drives == (
        DriveReading(
            "/dev/disk0", "APPLE SSD AP0128J", "C02EX1234SSD", firmware="16.14.01", size_bytes=121332826112,
            medium=DriveMedium.NVME, interface="nvme", smart=Smart(passed=True),
        ),
    )  # fmt: skip
    assert found.batteries == (
        Battery(
            "battery", "bq20z451", "D86EX0001", wear_percent=29, cycles=812, charge_percent=91, maker="SMP",
            needs_service=True,
        ),
    )  # fmt: skip
    assert found.displays == (Display(model="Color LCD", width_px=2560, height_px=1600, year=2016, built_in=True),)
    assert found.network == (NetworkAdapter("en0", NetworkKind.WIFI, "02:00:5e:10:00:01", "Wi-Fi"),)
    assert (found.graphics, found.cameras, found.microphones, found.operating_system) == (
        ("Intel Iris Plus Graphics 640",), ("FaceTime HD Camera (Built-in)",), ("MacBook Pro Microphone",),
        "macOS 12.7.4 (21H1123)",
    )  # fmt: skip
    assert found.locks == (
        Lock(LockKind.ACTIVATION, "system_profiler: Activation Lock Status: activation_lock_enabled"),
    )
    assert (found.memory_bytes, found.unread) == (8 * GIB, ())


TEXT = """Hardware:

    Hardware Overview:

      Model Name: Mac mini
      Model Identifier: Macmini3,1
      Processor Name: Intel Core 2 Duo
      Processor Speed: 2,26 GHz
      Total Number Of Cores: 2
      Memory: 4 GB
      Serial Number (system): YM008EX9G5

Serial-ATA:

    NVidia MCP79 AHCI:

      Vendor: NVidia

        FUJITSU MHZ2160BH G1:

          Capacity: 160,04 GB (160 041 885 696 bytes)
          Model: FUJITSU MHZ2160BH G1
          Serial Number:         K67HTEX09229
          BSD Name: disk0
          Medium Type: Rotational
          S.M.A.R.T. status: Failing
          Volumes:
            Macintosh HD:
              Capacity: 50,57 GB (50 571 014 144 bytes)
              BSD Name: disk0s2

        OPTIARC DVD RW AD-5680H:

          Model: OPTIARC DVD RW AD-5680H

Power:

    Battery Information:

      Health Information:
          Cycle Count: 552
          Condition: Normal
"""


def test_the_text_of_an_older_mac() -> None:
    found = inventory(TEXT)
    assert (found.identity.model, found.identity.system_serial, found.identity.category) == (
        "Macmini3,1", "YM008EX9G5", Category.MINI_PC
    )  # fmt: skip
    assert found.processor == Processor("Intel Core 2 Duo", "Intel", cores=2, max_mhz=2260)
    assert found.memory_bytes == 4 * GIB
    assert found.drives == (
        DriveReading(
            "/dev/disk0", "FUJITSU MHZ2160BH G1", "K67HTEX09229", size_bytes=160041885696, medium=DriveMedium.HDD,
            interface="sata", smart=Smart(passed=False),
        ),
    )  # fmt: skip
    assert found.batteries == (Battery("battery", cycles=552, needs_service=False),)
    assert (found.cameras, found.network) == (None, None)


def test_a_report_without_the_parts_of_drives_does_not_say_that_there_are_none() -> None:
    found = inventory(json.dumps({"SPHardwareDataType": REPORT["SPHardwareDataType"]}))
    assert found.unread == (Unread("drives", WhyUnread.NOT_THERE, "system_profiler does not tell"),)


def test_a_mac_of_apples_own_chips() -> None:
    chip = {"machine_model": "MacBookAir10,1", "machine_name": "MacBook Air", "chip_type": "Apple M1",
            "number_processors": "proc 8:4:4", "activation_lock_status": "activation_lock_disabled"}  # fmt: skip
    found = inventory(json.dumps({"SPHardwareDataType": [chip]}))
    assert found.processor == Processor("Apple M1", "Apple", cores=8, architecture="aarch64")
    assert found.locks == ()


@pytest.mark.parametrize(
    "text", ["", "{}", "<plist></plist>", "<plist><array><dict/></array></plist>", "Hardware: x", '{"SPX": 5}', "<a>"]
)
def test_what_is_no_report_is_none(text: str) -> None:
    assert macos.read(text) is None
