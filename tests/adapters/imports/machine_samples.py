"""Reports of machines, composed: one laptop, as each tool tells it."""

from __future__ import annotations

import json
from typing import Any

DMIDECODE = """# dmidecode 3.4
Handle 0x0001, DMI type 1, 27 bytes
System Information
\tManufacturer: Example Computers
\tProduct Name: Probe 14
\tVersion: 1.0
\tSerial Number: PRB0EX7712
\tUUID: 4c4c4544-0058-3510-8034-b5c04f303031

Handle 0x0002, DMI type 2, 15 bytes
Base Board Information
\tManufacturer: Example Computers
\tProduct Name: B14
\tSerial Number: To Be Filled By O.E.M.

Handle 0x0003, DMI type 3, 22 bytes
Chassis Information
\tType: Notebook
\tSerial Number: PRB0EX7712

Handle 0x0004, DMI type 4, 42 bytes
Processor Information
\tVersion: Example CPU 5 @ 2.00GHz
\tManufacturer: Example
\tStatus: Populated, Enabled
\tCore Count: 4
\tThread Count: 8

Handle 0x0011, DMI type 17, 34 bytes
Memory Device
\tSize: 8192 MB
\tLocator: DIMM A
\tType: DDR4
\tSpeed: 2400 MT/s
\tSerial Number: 7A1B22C9

Handle 0x0018, DMI type 24, 5 bytes
Hardware Security
\tAdministrator Password Status: Enabled
"""

LSHW: dict[str, Any] = {
    "id": "host", "class": "system", "vendor": "Example Computers", "product": "Probe 14 (PRB-SKU)",
    "serial": "PRB0EX7712", "configuration": {"chassis": "notebook", "sku": "PRB-SKU"},
    "children": [
        {"id": "core", "class": "bus", "vendor": "Example Computers", "product": "B14", "serial": "BRD99871",
         "children": [
             {"id": "memory", "class": "memory", "size": 8589934592, "children": [
                 {"id": "bank:0", "class": "memory", "description": "SODIMM DDR4 Synchronous 2400 MHz (0.4 ns)",
                  "slot": "DIMM A", "size": 8589934592, "serial": "7A1B22C9", "product": "EX8G24"}]},
             {"id": "battery", "class": "power", "product": "EX-BAT", "vendor": "EXB", "capacity": 48010,
              "serial": "B7712", "configuration": {"voltage": "11,4V"}},
             {"id": "network", "class": "network", "logicalname": "wlp2s0", "businfo": "pci@0000:02:00.0",
              "product": "Wireless 1", "serial": "02:00:5e:00:00:01", "capabilities": {"wireless": "IEEE 802.11"}},
             {"id": "usb", "class": "storage", "businfo": "usb@1:2", "logicalname": "scsi4",
              "configuration": {"driver": "usb-storage"}},
             {"id": "disk", "class": "disk", "businfo": "scsi@0:0.0.0", "logicalname": "/dev/sda",
              "product": "EXDISK 500", "serial": "EXD0050001", "size": 500107862016},
             {"id": "disk", "class": "disk", "businfo": "scsi@4:0.0.0", "logicalname": "/dev/sdb", "product": "Stick",
              "serial": "STK777001", "size": 8053063680},
         ]},
    ],
}  # fmt: skip

SMART: dict[str, Any] = {
    "smartctl": {"version": [7, 3], "exit_status": 0},
    "device": {"name": "/dev/sda", "type": "sat", "protocol": "ATA"},
    "model_name": "EXDISK 500GB-00A1", "serial_number": "EXD0050001", "firmware_version": "EX01",
    "user_capacity": {"bytes": 500107862016}, "rotation_rate": 7200,
    "smart_status": {"passed": True}, "power_on_time": {"hours": 12345},
    "ata_smart_attributes": {"table": [{"id": 5, "name": "Reallocated_Sector_Ct", "raw": {"value": 3, "string": "3"}}]},
}  # fmt: skip
NO_SMART: dict[str, Any] = {
    "smartctl": {"messages": [{"string": "/dev/sdb: Unknown USB bridge", "severity": "error"}], "exit_status": 1}
}

INXI: list[dict[str, Any]] = [
    {"000#1#0#Machine": [
        {"000#0#1#Type": "Laptop", "002#1#2#product": "Probe 14", "001#1#1#System": "Example", "003#0#3#v": "1.0",
         "004#0#3#serial": "PRB0EX7712", "005#1#1#Chassis": "", "006#0#2#type": "10", "007#0#2#serial": "CHS771200"},
        {"008#1#1#Mobo": "Example", "009#1#2#model": "B14", "010#0#3#serial": "<superuser required>",
         "011#1#1#UEFI": "Example", "012#0#2#v": "A29", "013#0#2#date": "06/13/2019"}]},
    {"001#1#0#Memory": [
        {"000#1#1#RAM": "", "001#0#2#total": "7.6 GiB"},
        {"001#1#2#Device": "DIMM A", "002#1#3#type": "DDR4", "004#0#3#size": "8 GiB", "005#1#3#speed": "2400 MT/s",
         "012#0#3#serial": "7A1B22C9"},
        {"001#1#2#Device": "DIMM B", "002#0#3#type": "no module installed"}]},
    {"002#1#0#CPU": [
        {"000#1#1#Info": "", "001#0#2#model": "Example CPU 5"},
        {"015#1#1#Topology": "", "016#0#2#cpus": "1", "017#1#3#cores": "4", "019#0#3#threads": "8"}]},
    {"003#1#0#Graphics": [
        {"001#1#1#Device": "Example Graphics 3", "003#1#2#driver": "i915"},
        {"001#1#1#Device": "Example Webcam", "003#0#2#driver": "uvcvideo"},
        {"015#1#3#Monitor": "eDP-1", "018#0#4#model": "EX PANEL", "020#0#4#built": 2019, "021#0#4#res": "1366x768",
         "039#0#4#diag": '355mm (14")', "041#0#4#modes": "1920x1080, 1366x768"}]},
    {"005#1#0#Network": [
        {"001#1#1#Device": "Example Wireless 7", "003#1#2#driver": "iwlwifi"},
        {"000#1#2#IF": "wlp2s0", "001#0#3#state": "up", "002#0#3#mac": "02:00:5e:00:00:01"},
        {"000#1#1#IF-ID": "docker0", "002#0#2#mac": "02:00:5e:00:00:02"}]},
    {"006#1#0#Battery": [
        {"000#1#1#ID": "BAT0", "001#0#2#charge": "30.1 Wh (82.5%)", "002#0#2#condition": "36.5/48.0 Wh (76.0%)",
         "003#0#2#model": "EXB EX-BAT", "004#0#2#serial": "B7712", "005#0#2#cycles": "312"},
        {"000#1#1#Device": "hidpp_battery_0", "001#0#2#model": "Mouse"}]},
    {"007#1#0#Drives": [
        {"000#1#1#Local Storage": "", "002#0#3#raw": "465.76 GiB"},
        {"001#1#1#ID": "/dev/sda", "003#0#2#vendor": "Example", "004#0#2#model": "EXDISK 500",
         "005#0#2#size": "465.76 GiB",
         "009#0#2#sata": "3.1", "011#0#2#type": "HDD", "012#0#2#rpm": "7200", "013#0#2#serial": "EXD0050001",
         "015#0#2#temp": "33 C"},
        {"017#1#2#SMART": "yes", "018#0#3#state": "enabled", "019#0#3#health": "FAIL", "020#0#3#on": "2y 7d 14h",
         "021#0#3#cycles": "701"},
        {"001#1#1#ID": "/dev/sdb", "004#0#2#model": "Stick", "005#0#2#size": "7.5 GiB", "011#0#2#type": "USB"}]},
]  # fmt: skip

HWINFO = """01: None 00.0: 10105 BIOS
  [Created at bios.186]
  Unique ID: rdCR.lZF+r4EgHp4
  Hardware Class: bios
  SMBIOS Version: 2.7
  BIOS Info: #0
    Vendor: "Example"
    Version: "A29"
    Date: "06/13/2019"
  System Info: #1
    Manufacturer: "Example Computers"
    Product: "Probe 14"
    Version: "1.0"
    Serial: "PRB0EX7712"
    UUID: undefined, but settable
  Board Info: #2
    Manufacturer: "Example Computers"
    Product: "B14"
    Serial: "Base Board Serial Number"
  Chassis Info: #3
    Serial: "CHS771200"
    Asset Tag: "No Asset Tag"
    Type: 0x8a (Notebook)
  Memory Device: #20
    Location: "DIMM A"
    Serial: "7A1B22C9"
    Part Number: "EX8G24"
    Form Factor: 0x0d (SODIMM)
    Type: 0x1a (Other)
    Size: 8 GB
    Speed: 2400 MHz
  Memory Device: #21
    Location: "DIMM B"
    Form Factor: 0x0d (SODIMM)
    Type: 0x02 (Unknown)
    Size: No Memory Installed
  Memory Device: #22
    Location: "SYSTEM ROM"
    Type: 0x09 (Flash)
    Size: 4 MB

12: None 00.0: 10102 Main Memory
  Unique ID: rdCR.CxwsZFjVASF
  Hardware Class: memory
  Memory Size: 7 GB + 512 MB

21: PCI 02.0: 0300 VGA compatible controller (VGA)
  Unique ID: _Znp.dmZOD_wjaJ2
  Hardware Class: graphics card
  Model: "Example Graphics 3"

24: PCI 1f.2: 0104 RAID bus controller
  Unique ID: w7Y8.7ig6SJ1kSXF
  Hardware Class: storage
  Model: "Example RAID mode"

27: PCI 200.0: 0282 WLAN controller
  Unique ID: B35A.UWp2GlD1hX5
  Hardware Class: network
  Model: "Example Wireless 7"
  Driver: "iwlwifi"
  Device File: wlp2s0
  HW Address: 02:00:5e:00:00:01

32: None 00.0: 10002 LCD Monitor
  Unique ID: rdCR.A+S7HWFv3CF
  Hardware Class: monitor
  Model: "EX PANEL LCD Monitor"
  Vendor: EXP "EX PANEL"
  Resolution: 1920x1080@60Hz
  Size: 309x174 mm
  Year of Manufacture: 2019

43: SCSI 600.0: 10600 Disk
  Unique ID: BobO.eFTNRYvyni0
  Hardware Class: disk
  Model: "Stick"
  Serial ID: "STK777001"
  Driver: "usb-storage", "sd"
  Device File: /dev/sdb (/dev/sg2)
  Size: 15728640 sectors a 512 bytes

44: SCSI 700.0: 10600 Disk
  Unique ID: Uc5H.u_vJO75jwl1
  Hardware Class: disk
  Model: "Generic Compact Flash"
  Driver: "usb-storage", "sd"
  Device File: /dev/sdc
  Drive status: no medium

47: IDE 00.0: 10600 Disk
  Unique ID: 3OOL.ApgUHZKengC
  Hardware Class: disk
  Model: "EXDISK 500"
  Revision: "EX01"
  Serial ID: "EXD0050001"
  Driver: "ahci", "sd"
  Device File: /dev/sda
  Device Files: /dev/sda, /dev/disk/by-id/ata-EXDISK_500GB_EXD0050001, /dev/disk/by-id/wwn-0x5000cca77ff2776e
  Size: 976773168 sectors a 512 bytes
  Capacity: 465 GB (500107862016 bytes)

53: USB 00.1: 0000 Unclassified device
  Unique ID: yMky.QCWN1EbfptB
  Hardware Class: unknown
  Model: "Example Webcam"
  Driver: "uvcvideo"

64: None 00.0: 10103 CPU
  Unique ID: rdCR.j8NaKXDZtZ6
  Hardware Class: cpu
  Vendor: "GenuineExample"
  Model: 6.58.9 "Example CPU 5 @ 2.00GHz"

65: None 01.0: 10103 CPU
  Unique ID: wkFv.j8NaKXDZtZ6
  Hardware Class: cpu
  Vendor: "GenuineExample"
  Model: 6.58.9 "Example CPU 5 @ 2.00GHz"
"""

GLPI: dict[str, Any] = {
    "deviceid": "probe-2024-01-01-00-00-00", "itemtype": "Computer", "action": "inventory",
    "content": {
        "versionclient": "GLPI-Agent_v1.7", "accesslog": {"logdate": "2024-05-06 07:08:09"},
        "bios": {"smanufacturer": "Example Computers", "smodel": "Probe 14", "ssn": "PRB0EX7712", "msn": "BRD99871",
                 "mmanufacturer": "Example Computers", "mmodel": "B14", "bversion": "A29", "bdate": "2019-06-13",
                 "skunumber": "PRB-SKU", "assettag": "No Asset Tag", "secure_boot": "enabled"},
        "hardware": {"chassis_type": "Notebook", "memory": 7600, "vmsystem": "Physical",
                     "uuid": "4C4C4544-0058-3510-8034-B5C04F303031"},
        "cpus": [{"name": "Example CPU 5 @ 2.00GHz", "manufacturer": "Example", "core": 4, "thread": 8}],
        "memories": [{"capacity": 8192, "caption": "DIMM A", "description": "SODIMM", "type": "DDR4", "numslots": 1,
                      "speed": "2400 MT/s", "serialnumber": "7A1B22C9", "model": "EX8G24"},
                     {"caption": "DIMM B", "description": "SODIMM", "numslots": 2}],
        "storages": [
            {"name": "sda", "model": "EXDISK 500", "serial": "EXD0050001", "disksize": 500107, "description": "ATA",
             "type": "disk", "firmware": "EX01"},
            {"name": "sr0", "model": "hp DVDRAM GT80N", "type": "cd"},
            {"name": "sdb", "model": "Stick", "disksize": 8053, "description": "USB", "type": "disk"}],
        "batteries": [{"capacity": 48000, "real_capacity": 36500, "name": "EX-BAT", "manufacturer": "EXB",
                       "chemistry": "Li-ION", "serial": "B7712", "voltage": 11400}],
        "monitors": [{"caption": "EX PANEL", "manufacturer": "EXP", "serial": "00000000"}],
        "networks": [{"description": "lo", "type": "loopback", "virtualdev": True, "mac": "00:00:00:00:00:00"},
                     {"description": "wlp2s0", "type": "wifi", "virtualdev": False, "mac": "02:00:5e:00:00:01"},
                     {"description": "wlp2s0", "type": "wifi", "virtualdev": False, "ipaddress6": "fe80::1"}],
        "videos": [{"name": "Example Graphics 3", "chipset": "EXG3"}],
        "operatingsystem": {"full_name": "Example Linux 12"},
    },
}  # fmt: skip


def glpi_xml(content: str = "", query: str = "INVENTORY") -> str:
    """Write an inventory as the agents of FusionInventory and OCS do."""
    return f"""<?xml version="1.0" encoding="UTF-8" ?>
<REQUEST><CONTENT>
<ACCESSLOG><LOGDATE>2017-06-09 09:00:49</LOGDATE></ACCESSLOG>
<BIOS><SMANUFACTURER>Example Computers</SMANUFACTURER><SMODEL>Probe 14</SMODEL><SSN>PRB0EX7712</SSN></BIOS>
<HARDWARE><CHASSIS_TYPE>Notebook</CHASSIS_TYPE><MEMORY>7600</MEMORY></HARDWARE>
<MEMORIES><CAPACITY>4096</CAPACITY><CAPTION>DIMM A</CAPTION></MEMORIES>
<MEMORIES><CAPACITY>4096MB</CAPACITY><CAPTION>Status: OK</CAPTION><NUMSLOTS>1</NUMSLOTS></MEMORIES>
<STORAGES><NAME>sda</NAME><MODEL>EXDISK 500</MODEL><SERIALNUMBER>EXD0050001</SERIALNUMBER><DISKSIZE>500107</DISKSIZE>
</STORAGES>
<NETWORKS><DESCRIPTION>eno1</DESCRIPTION><MACADDR>02:00:5e:00:00:03</MACADDR><VIRTUALDEV>0</VIRTUALDEV></NETWORKS>
<VERSIONCLIENT>FusionInventory-Agent_v2.3.20</VERSIONCLIENT>{content}
</CONTENT><DEVICEID>probe-2017</DEVICEID><QUERY>{query}</QUERY></REQUEST>"""


LSHW_XML = """<?xml version="1.0" standalone="yes" ?>
<!-- generated by lshw-B.02.18 -->
<list>
<node id="host" claimed="true" class="system" handle="DMI:0001">
 <product>Probe 14 (PRB-SKU)</product>
 <vendor>Example Computers</vendor>
 <serial>PRB0EX7712</serial>
 <configuration><setting id="chassis" value="notebook" /><setting id="sku" value="PRB-SKU" /></configuration>
  <node id="core" class="bus">
   <node id="memory" class="memory"><size units="bytes">8589934592</size></node>
   <node id="usb" class="storage"><businfo>usb@1:2</businfo><logicalname>scsi4</logicalname></node>
   <node id="disk" class="disk">
    <product>EXDISK 500</product><businfo>scsi@0:0.0.0</businfo><logicalname>/dev/sda</logicalname>
    <logicalname>/media/data</logicalname><serial>EXD0050001</serial><size units="bytes">500107862016</size>
   </node>
   <node id="disk" class="disk">
    <product>Stick</product><businfo>scsi@4:0.0.0</businfo><logicalname>/dev/sdb</logicalname>
    <size units="bytes">8053063680</size><capabilities><capability id="removable" /></capabilities>
   </node>
  </node>
</node>
</list>
"""


def script(**data: Any) -> dict[str, Any]:
    """Write a snapshot of workbench-script."""
    return {
        "type": "Snapshot",
        "uuid": "41858da1-5a7c-47a5-b5d2-f1a666a99ed5",
        "software": "workbench-script",
        "version": "0.0.1",
        "timestamp": "2025-01-23 11:44:29.577819",
        "data": data,
    }


OUTPUTS: dict[str, Any] = {"dmidecode": DMIDECODE, "smartctl": json.dumps([SMART, NO_SMART]), "inxi": json.dumps(INXI)}
LITE: dict[str, Any] = {"dmidecode": DMIDECODE, "smart": [SMART, NO_SMART], "lshw": LSHW, "hwinfo": HWINFO}

WORKBENCH: dict[str, Any] = {
    "type": "Snapshot", "uuid": "ae913de1-e639-476a-ad9b-78eabbe4625b", "software": "Workbench", "version": "11.0b11",
    "endTime": "2019-11-03T17:17:01.116554+00:00",
    "device": {"type": "Laptop", "chassis": "Netbook", "manufacturer": "Example Computers", "model": "Probe 14",
               "serialNumber": "PRB0EX7712", "sku": None, "version": "1.0", "actions": []},
    "components": [
        {"type": "Processor", "model": "Example CPU 5 @ 2.00GHz", "manufacturer": "Example", "cores": 4, "threads": 8,
         "speed": 1.6, "actions": []},
        {"type": "RamModule", "size": 4096, "speed": 2400.0, "interface": "DDR4", "format": "SODIMM",
         "serialNumber": "7A1B22C9", "model": "EX4G24", "actions": []},
        {"type": "RamModule", "size": "4096.0 mebibyte", "speed": "2400.0 megahertz", "serialNumber": 77120034},
        {"type": "HardDrive", "size": 500107.86201599997, "interface": "ATA", "variant": "EX01", "model": "EXDISK 500",
         "serialNumber": "EXD0050001", "actions": [
             {"type": "TestDataStorage", "status": "Completed without error", "assessment": True, "lifetime": 18720,
              "powerCycleCount": 2147, "reallocatedSectorCount": 2, "currentPendingSectorCount": 0,
              "offlineUncorrectable": 0, "severity": "Info"}]},
        {"type": "NetworkAdapter", "model": "Wireless 1", "manufacturer": "Example", "wireless": True,
         "serialNumber": "02:00:5E:00:00:01"},
        {"type": "Motherboard", "manufacturer": "Example Computers", "model": "B14", "serialNumber": "BRD99871",
         "biosDate": "2019-06-13T00:00:00", "version": "A29"},
        {"type": "Display", "model": "EX PANEL", "manufacturer": "EXP", "size": 14.0, "resolutionWidth": 1920,
         "resolutionHeight": 1080, "productionDate": "2019-01-04T00:00:00", "serialNumber": None},
        {"type": "Battery", "model": "EX-BAT", "manufacturer": "EXB", "size": 4400, "technology": "LiIon", "actions": [
            {"type": "MeasureBattery", "size": 3300.0, "voltage": 12608, "cycleCount": 312, "severity": "Info"}]},
        {"type": "GraphicCard", "model": "Graphics 3", "manufacturer": "Example", "memory": None},
    ],
}  # fmt: skip
