"""A Windows machine, from what its own tools write. Everything here is invented; the forms are those of the tools."""

from __future__ import annotations

import json

import pytest

from workshop.adapters.readings import powercfg, systeminfo, windows
from workshop.adapters.readings.by_tool import READERS
from workshop.adapters.readings.inventory import Inventory
from workshop.adapters.readings.values import text_of
from workshop.domain.content import canonical, to_content
from workshop.domain.diagnosis import (
    Battery,
    Category,
    Display,
    DriveMedium,
    Identity,
    MemoryModule,
    NetworkAdapter,
    NetworkKind,
    Processor,
    Unread,
    WhyUnread,
)

GIB = 2**30
KEY = "ABCDE-FGHIJ-KLMNO-PQRST-UVWXY"


def inventory(found: Inventory | None) -> Inventory:
    assert found is not None
    return found


WMIC = """\r\r
\r\r
AdminPasswordStatus=0\r\r
Manufacturer=LENOVO\r\r
Model=20TBS57S00\r\r
PCSystemType=2\r\r
Roles={"LM_Workstation","LM_Server"}\r\r
SystemFamily=ThinkPad E14 Gen 2\r\r
TotalPhysicalMemory=16863318016\r\r
\r\r
"""


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8", "utf-8-sig"])
def test_what_wmic_lists_is_read_in_every_encoding_it_is_saved_in(encoding: str) -> None:
    found = inventory(windows.read(text_of(WMIC.encode(encoding))))
    assert found.identity == Identity("LENOVO", "20TBS57S00", category=Category.LAPTOP, family="ThinkPad E14 Gen 2")
    assert found.memory_bytes == 16863318016


def test_a_report_without_the_class_of_drives_does_not_say_that_there_are_none() -> None:
    assert inventory(windows.read(WMIC)).unread == (Unread("drives", WhyUnread.NOT_THERE, "Windows does not tell"),)


def of(kind: str, **told: object) -> dict[str, object]:
    return {"CimClass": {"CimClassName": kind}, **told}


MACHINE = [
    of("Win32_ComputerSystem", Manufacturer="LENOVO", Model="20L5000XFR", PCSystemType=2, TotalPhysicalMemory=1),
    of("Win32_ComputerSystemProduct", Version="ThinkPad T480", IdentifyingNumber="PF1EX480",
       UUID="4C4C4544-0058-3510-8034-B5C04F303031"),
    of("Win32_BIOS", SMBIOSBIOSVersion="N24ET70W (1.45 )", ReleaseDate="20200421000000.000000+000",
       SerialNumber="PF1EX480"),
    of("Win32_BaseBoard", Manufacturer="LENOVO", Product="20L5000XFR", SerialNumber="L1HF8EX0001"),
    of("Win32_SystemEnclosure", ChassisTypes=[10], SerialNumber="To be filled by O.E.M.",
       SMBIOSAssetTag="No Asset Tag"),
    of("Win32_Processor", Name="Intel(R) Core(TM) i5-8350U CPU @ 1.70GHz", Manufacturer="GenuineIntel", NumberOfCores=4,
       NumberOfLogicalProcessors=8, MaxClockSpeed=1896, Architecture=9),
    of("Win32_PhysicalMemory", DeviceLocator="ChannelA-DIMM0", Capacity="8589934592", Speed=2400, SMBIOSMemoryType=26,
       FormFactor=12, Manufacturer="Samsung", SerialNumber="EX4800A1", PartNumber="M471A1K43CB1-CRC "),
    of("Win32_PhysicalMemoryArray", MemoryDevices=2),
    of("Win32_DiskDrive", Index=0, DeviceID="\\\\.\\PHYSICALDRIVE0", Model="SAMSUNG MZVLB256HAHQ-000L7",
       Size="256052966400", SerialNumber="0025_3888_81B0_0001.", InterfaceType="SCSI",
       FirmwareRevision="4L2QEXH7", Status="OK"),
    of("MSFT_PhysicalDisk", DeviceId="0", FriendlyName="SAMSUNG MZVLB256HAHQ-000L7", Size=256060514304, MediaType=4,
       BusType=17, HealthStatus=0, SpindleSpeed=0, LogicalSectorSize=512),
    of("MSFT_StorageReliabilityCounter", DeviceId="0", Wear=7, PowerOnHours=4120, Temperature=38),
    of("Win32_VideoController", Name="Intel(R) UHD Graphics 620", PNPDeviceID="PCI\\VEN_8086&DEV_5917"),
    of("Win32_VideoController", Name="Microsoft Remote Display Adapter", PNPDeviceID="SWD\\REMOTEDISPLAYENUM"),
    of("Win32_NetworkAdapter", Name="Intel(R) Dual Band Wireless-AC 8265", MACAddress="02:00:5E:10:00:01",
       PhysicalAdapter=True, NetConnectionID="Wi-Fi", PNPDeviceID="PCI\\VEN_8086&DEV_24FD"),
    of("Win32_NetworkAdapter", Name="WAN Miniport (IP)", PhysicalAdapter=False, PNPDeviceID="SWD\\MSRRAS"),
    of("Win32_Battery", Name="45N1767", Chemistry=2, EstimatedChargeRemaining=91),
    of("BatteryStaticData", InstanceName="B0", DeviceName="45N1767", DesignedCapacity=23200, SerialNumber="4711",
       ManufactureName="SANYO"),
    of("BatteryFullChargedCapacity", InstanceName="B0", FullChargedCapacity=19430),
    of("BatteryCycleCount", InstanceName="B0", CycleCount=204),
    of("WmiMonitorID", InstanceName="M0", ManufacturerName=[65, 85, 79, 0], UserFriendlyName=[0],
       YearOfManufacture=2018, ProductCodeID=[50, 48, 51, 68, 0], SerialNumberID=[48, 0]),
    of("WmiMonitorBasicDisplayParams", InstanceName="M0", MaxHorizontalImageSize=31, MaxVerticalImageSize=17),
    of("Win32_Tpm", SpecVersion="2.0, 0, 1.38"),
    of("SoftwareLicensingService", OA3xOriginalProductKey=KEY),
    of("Win32_PnPEntity", Name="Integrated Camera", PNPClass="Camera"),
    of("Win32_OperatingSystem", Caption="Microsoft Windows 10 Professionnel", OSArchitecture="64 bits"),
]  # fmt: skip


def test_a_whole_machine_from_powershells_json() -> None:
    found = inventory(windows.read(json.dumps(MACHINE)))
    assert found.identity == Identity(
        "LENOVO", "20L5000XFR", "ThinkPad T480", "PF1EX480", "L1HF8EX0001", None,
        "4c4c4544-0058-3510-8034-b5c04f303031", Category.LAPTOP, "N24ET70W (1.45 )", "04/21/2020", "LENOVO",
        "20L5000XFR",
    )  # fmt: skip
    assert found.identity.trade_name == "ThinkPad T480"
    assert found.processor == Processor(
        "Intel(R) Core(TM) i5-8350U CPU @ 1.70GHz", "Intel", cores=4, threads=8, max_mhz=1896, architecture="x86_64"
    )
    assert found.memory == (
        MemoryModule(
            "ChannelA-DIMM0", 8 * GIB, "DDR4", 2400, "Samsung",
            soldered=False, serial="EX4800A1", part_number="M471A1K43CB1-CRC", form_factor="SODIMM",
        ),
        MemoryModule("free 1", 0),
    )  # fmt: skip
    assert (found.memory_bytes, found.graphics, found.cameras) == (
        8 * GIB, ("Intel(R) UHD Graphics 620",), ("Integrated Camera",)
    )  # fmt: skip
    assert found.network == (
        NetworkAdapter("Wi-Fi", NetworkKind.WIFI, "02:00:5e:10:00:01", "Intel(R) Dual Band Wireless-AC 8265"),
    )
    assert found.displays == (Display("AUO", "203D", diagonal_mm=354, year=2018),)
    assert found.batteries == (Battery("BAT0", "45N1767", "4711", 23200, 19430, 17, 204, 91, maker="SANYO"),)
    assert (found.firmware.tpm_version, found.operating_system, found.unread) == (
        "2.0", "Microsoft Windows 10 Professionnel", ()
    )  # fmt: skip


def test_two_classes_tell_of_one_drive_and_its_identifier_is_not_the_number_on_its_label() -> None:
    (drive,) = inventory(windows.read(json.dumps(MACHINE))).drives
    assert (drive.model, drive.serial, drive.wwn, drive.size_bytes, drive.medium, drive.interface) == (
        "SAMSUNG MZVLB256HAHQ-000L7", None, "eui.0025388881b00001", 256060514304, DriveMedium.NVME, "nvme"
    )  # fmt: skip
    assert drive.smart is not None
    assert (drive.smart.passed, drive.smart.percentage_used, drive.smart.power_on_hours) == (None, 7, 4120)


def test_that_a_licence_is_there_is_told_and_its_key_never() -> None:
    found = inventory(windows.read(json.dumps(MACHINE)))
    assert found.firmware.windows_licence is True
    assert KEY.encode() not in canonical(to_content(found))
    none = windows.read(json.dumps(of("SoftwareLicensingService", OA3xOriginalProductKey="")))
    assert inventory(none).firmware.windows_licence is False


@pytest.mark.parametrize(
    ("told", "passed"),
    [
        ({"HealthStatus": 2}, False), ({"HealthStatus": "Warning"}, False), ({"HealthStatus": 0}, None),
        ({"HealthStatus": "Healthy"}, None),
    ],
)  # fmt: skip
def test_a_bad_verdict_of_windows_counts_and_a_good_one_proves_nothing(
    told: dict[str, object],
    passed: bool | None,  # noqa: FBT001
) -> None:
    disk = of("MSFT_PhysicalDisk", DeviceId="0", BusType="SATA", MediaType="SSD", Size=1000, **told)
    (drive,) = inventory(windows.read(json.dumps(disk))).drives
    assert (drive.smart.passed if drive.smart else None) is passed
    assert (drive.medium, drive.interface) == (DriveMedium.SSD, "sata")


def test_the_only_drives_own_prediction_counts() -> None:
    drive = of("Win32_DiskDrive", Index=0, Size="5", Model="X")
    told = [drive, of("MSStorageDriver_FailurePredictStatus", PredictFailure=False)]
    (one,) = inventory(windows.read(json.dumps(told))).drives
    assert one.smart is not None
    assert one.smart.passed is True


def test_a_serial_whose_letters_were_swapped_is_put_right() -> None:
    swapped = "2020202057202d444d574136594b363131323334"
    told = of("Win32_DiskDrive", Index=0, Size="5", SerialNumber=swapped)
    (drive,) = inventory(windows.read(json.dumps(told))).drives
    assert drive.serial == "WD-WM6AKY162143"


def test_the_xml_of_wmic_and_the_list_of_powershell() -> None:
    xml = (
        '<COMMAND><RESULTS><CIM><INSTANCE CLASSNAME="Win32_BIOS"><PROPERTY NAME="SerialNumber" TYPE="string">'
        '<VALUE>EX54001</VALUE></PROPERTY><PROPERTY NAME="SMBIOSBIOSVersion"><VALUE>1.20.1</VALUE></PROPERTY>'
        "</INSTANCE></CIM></RESULTS></COMMAND>"
    )
    assert inventory(windows.read(xml)).identity == Identity(system_serial="EX54001", bios_version="1.20.1")
    listed = "SMBIOSBIOSVersion : 1.20.1\r\nManufacturer      : Dell Inc.\r\nSerialNumber      : EX54001\r\n"
    assert inventory(windows.read(listed)).identity == Identity(system_serial="EX54001", bios_version="1.20.1")


@pytest.mark.parametrize("text", ["", "Aucune instance disponible.", "[]", "{}", "<a/>", '[{"a": 1}]', "a=b\n"])
def test_what_holds_no_class_is_none(text: str) -> None:
    assert windows.read(text) is None


FRENCH = """
Nom de l’hôte:                              PC
Nom du système d’exploitation:              Microsoft Windows 10 Professionnel
Version du système:                         10.0.19045 N/A version 19045
Fabricant du système d’exploitation:        Microsoft Corporation
Identificateur de produit:                  00330-80000-00000-AA123
Heure de démarrage du système:              24/11/2026, 08:00:00
Fabricant du système:                       HP
Modèle du système:                          HP EliteBook 840 G3
Type du système:                            x64-based PC
Processeur(s):                              1 processeur(s) installé(s).
                                            [01] : Intel64 Family 6 Model 78 Stepping 3 GenuineIntel ~2400 MHz
Version du BIOS:                            HP N75 Ver. 01.58, 28/07/2022
Mémoire physique totale:                    8\xa0070 Mo
Mémoire physique disponible:                3\xa0111 Mo
Mémoire virtuelle : taille maximale:        9\xa0350 Mo
Carte(s) réseau:                            1 carte(s) réseau installée(s).
                                            [01]: Intel(R) Ethernet Connection I219-LM
"""
GERMAN = (
    FRENCH.replace("Fabricant du système:   ", "Systemhersteller:       ")
    .replace("Mémoire physique totale", "Gesamter physischer Speicher")
    .replace("8\xa0070 Mo", "8.070 MB")
    .replace("1 processeur(s) installé(s).", "1 Prozessor(en) installiert.")
)


@pytest.mark.parametrize("text", [FRENCH, GERMAN, FRENCH.replace("\xa0", "\ufffd"), FRENCH.replace("\n", "\r\n")])
def test_systeminfo_is_read_by_its_order_in_any_language(text: str) -> None:
    found = inventory(systeminfo.read(text))
    assert found.identity == Identity(
        "HP", "HP EliteBook 840 G3", bios_version="HP N75 Ver. 01.58", bios_date="28/07/2022"
    )
    assert found.processor == Processor(
        "Intel64 Family 6 Model 78 Stepping 3", "Intel", max_mhz=2400, architecture="x86_64"
    )
    assert (found.memory_bytes, found.operating_system) == (8070 * 2**20, "Microsoft Windows 10 Professionnel")
    assert found.unread == (Unread("drives", WhyUnread.NOT_THERE, "systeminfo does not tell"),)


def test_systeminfo_as_a_table() -> None:
    titles = ",".join(f'"title {number}"' for number in range(9))
    cells = ["PC", "Windows", "10", "VMware, Inc.", "VMware7,1", "x64-based PC",
             "1 Processor(s) Installed.,[01]: Intel64 Family 6 Model 158 ~2400 Mhz",
             "VMware, Inc. VMW71.00V.1, 12/12/2018", "2,047 MB"]  # fmt: skip
    found = inventory(systeminfo.read(titles + "\n" + ",".join(f'"{cell}"' for cell in cells)))
    assert (found.identity.model, found.identity.category, found.memory_bytes) == (
        "VMware7,1", Category.VIRTUAL, 2047 * 2**20
    )  # fmt: skip
    assert (found.identity.bios_version, found.identity.bios_date) == ("VMware, Inc. VMW71.00V.1", "12/12/2018")


@pytest.mark.parametrize("text", ["", "a: b\n", "a: b\n  [01]: x ~5 Mhz\n", '"a","b"\n', '"'])
def test_what_is_no_systeminfo_is_none(text: str) -> None:
    assert systeminfo.read(text) is None


POWERCFG = """\ufeff<?xml version="1.0" encoding="utf-8"?>
<BatteryReport xmlns="http://schemas.microsoft.com/battery/2012">
  <SystemInformation><ComputerName>PC</ComputerName><SystemManufacturer>Dell Inc.</SystemManufacturer>
    <SystemProductName>XPS 13 9350</SystemProductName><BIOSDate>05/10/2017</BIOSDate><BIOSVersion>1.4.17</BIOSVersion>
    <PlatformRole>Mobile</PlatformRole></SystemInformation>
  <Batteries><Battery><Id>DELL EX42</Id><Manufacturer>SMP</Manufacturer><SerialNumber>2677</SerialNumber>
    <Chemistry>LiP</Chemistry><RelativeCapacity>0</RelativeCapacity><DesignCapacity>57532</DesignCapacity>
    <FullChargeCapacity>48807</FullChargeCapacity><CycleCount>0</CycleCount></Battery></Batteries>
</BatteryReport>"""
HTML = """<!DOCTYPE html>
<html><table><tr><td class="label">SYSTEM PRODUCT NAME</td><td>Dell Inc. XPS 13 9350</td></tr>
<tr><td class="label">BIOS</td><td>1.4.17 05/10/2017</td></tr>
<tr><td class="label">PLATFORM ROLE</td><td>Mobile</td></tr>
</table><table><thead><tr><td>&nbsp;</td><td>BATTERY 1</td></tr></thead>
<tr><td><span class="label">NAME</span></td><td>DELL EX42</td></tr>
<tr><td><span class="label">MANUFACTURER</span></td><td>SMP</td></tr>
<tr><td><span class="label">SERIAL NUMBER</span></td><td>2677</td></tr>
<tr><td><span class="label">CHEMISTRY</span></td><td>LiP</td></tr>
<tr><td><span class="label">DESIGN CAPACITY</span></td><td>57&#160;532 mWh
</td></tr><tr class="even"><td><span class="label">FULL CHARGE CAPACITY</span></td><td>48,807 mWh</td></tr>
<tr><td><span class="label">CYCLE COUNT</span></td><td>
 - </td></tr></table></html>"""
BATTERY = Battery(
    "BAT0", "DELL EX42", "2677", design_mwh=57532, full_mwh=48807, wear_percent=16, maker="SMP", chemistry="LiP"
)


def test_the_battery_report_in_both_forms() -> None:
    xml, page = inventory(powercfg.read(POWERCFG)), inventory(powercfg.read(HTML))
    assert (xml.batteries, page.batteries) == ((BATTERY,), (BATTERY,))
    assert xml.identity == Identity(
        "Dell Inc.", "XPS 13 9350", category=Category.LAPTOP, bios_version="1.4.17", bios_date="05/10/2017"
    )
    assert (page.identity.model, page.identity.category) == ("Dell Inc. XPS 13 9350", Category.LAPTOP)


def test_two_batteries_are_two_columns() -> None:
    two = HTML.replace("57&#160;532 mWh\n</td>", "57&#160;532 mWh</td><td>20 000 mWh</td>").replace(
        "48,807 mWh</td>", "48,807 mWh</td><td>10 000 mWh</td>"
    )
    assert [battery.wear_percent for battery in inventory(powercfg.read(two)).batteries] == [16, 50]


@pytest.mark.parametrize(
    "text",
    [
        "", "<html></html>", POWERCFG[:300],
        '<!DOCTYPE x [<!ENTITY e "eeee">]><B xmlns="http://schemas.microsoft.com/battery/2012">&e;</B>',
    ],
)  # fmt: skip
def test_a_report_that_is_cut_or_hostile_is_none(text: str) -> None:
    assert powercfg.read(text) is None


def test_the_command_line_reads_windows_own_encoding() -> None:
    assert READERS["wmi"](WMIC.encode("utf-16")) == windows.read(WMIC)
