"""What an emulated PC is given to say of itself: every text of its firmware, its drives. All of it is invented."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.vm.rig import Emulated
from workshop.domain.diagnosis import DriveMedium, Identity, MemoryModule

MIB = 2**20
MAKER, SERIAL, PROCESSOR = "Exemple Informatique, SCOP", "EXVM-0047-A", "Exemple Processeur EX-8365U v3"
STICK_SERIAL, STICK_BYTES = "EXCLE0047", 96 * MIB


@dataclass(frozen=True)
class Text:
    """One text of one table: QEMU's word for it, dmidecode's, what it is, and what QEMU puts after it."""

    option: str
    label: str
    given: str
    added: str = ""


TABLES: dict[int, tuple[Text, ...]] = {
    0: (
        Text("vendor", "Vendor", "Exemple Firmware"),
        Text("version", "Version", "EXF-3.17 (beta)"),
        Text("date", "Release Date", "11/28/2025"),
    ),
    1: (
        Text("manufacturer", "Manufacturer", MAKER),
        Text("product", "Product Name", "Portable EX-14 G2"),
        Text("version", "Version", "EX14-G2-rev7"),
        Text("serial", "Serial Number", SERIAL),
        Text("uuid", "UUID", "7d4f2c61-93b0-4e58-a1c7-0e5e00470047"),
        Text("sku", "SKU Number", "EX14#FR-8G"),
        Text("family", "Family", "EX Pro"),
    ),
    2: (
        Text("manufacturer", "Manufacturer", "Exemple Cartes"),
        Text("product", "Product Name", "EXB-Q35/2"),
        Text("version", "Version", "C"),
        Text("serial", "Serial Number", "EXB.7731.0047"),
        Text("asset", "Asset Tag", "EXB-INV-9"),
        Text("location", "Location In Chassis", "Fond"),
    ),
    3: (
        Text("manufacturer", "Manufacturer", "Exemple Boitiers"),
        Text("version", "Version", "EX-B14"),
        Text("serial", "Serial Number", "EXC5520047"),
        Text("asset", "Asset Tag", "Mairie 0047"),
        Text("sku", "SKU Number", "EXC-SKU-1"),
    ),
    4: (
        Text("sock_pfx", "Socket Designation", "EXU", " 0"),
        Text("manufacturer", "Manufacturer", "Exemple Silicium"),
        Text("version", "Version", PROCESSOR),
        Text("serial", "Serial Number", "EXP0047"),
        Text("asset", "Asset Tag", "EXP-INV"),
        Text("part", "Part Number", "EXP-8365"),
        Text("max-speed", "Max Speed", "3900", " MHz"),
        Text("current-speed", "Current Speed", "1900", " MHz"),
    ),
}
IDENTITY = Identity(
    maker=MAKER,
    model="Portable EX-14 G2",
    version="EX14-G2-rev7",
    system_serial=SERIAL,
    board_serial="EXB.7731.0047",
    chassis_serial="EXC5520047",
    system_uuid="7d4f2c61-93b0-4e58-a1c7-0e5e00470047",
    bios_version="EXF-3.17 (beta)",
    bios_date="11/28/2025",
    board_maker="Exemple Cartes",
    board_model="EXB-Q35/2",
    family="EX Pro",
    sku="EX14#FR-8G",
    asset_tag="Mairie 0047",
)


@dataclass(frozen=True)
class Module:
    """One slot for memory; without a size it is empty."""

    slot: str
    bank: str
    size_mib: int = 0
    speed_mts: int = 0
    maker: str = ""
    serial: str = ""
    asset: str = ""
    part: str = ""

    @property
    def texts(self) -> dict[str, str]:
        """What dmidecode says of it, by its words."""
        named = {"Locator": self.slot, "Bank Locator": self.bank, "Manufacturer": self.maker}
        return named | {"Serial Number": self.serial, "Asset Tag": self.asset, "Part Number": self.part}

    @property
    def fact(self) -> MemoryModule:
        """What the diagnosis says of it."""
        if not self.size_mib:
            return MemoryModule(self.slot, 0, soldered=False, form_factor="SODIMM")
        size = self.size_mib * MIB
        told = (self.maker, False, self.serial, self.part, "SODIMM")
        return MemoryModule(self.slot, size, "DDR4", self.speed_mts, *told)


MODULES = (
    Module("DIMM_A1", "Canal A", 1024, 2666, "Exemple RAM", "EXR-1A2B-01", "EXR-INV-1", "EXR1G-2666.C1"),
    Module("DIMM_A2", "Canal A"),
    Module("DIMM_B1", "Canal B", 1024, 2400, "Autre RAM", "EXR-3C4D-02", "EXR-INV-2", "EXR1G-2400.C2"),
)


@dataclass(frozen=True)
class Drive:
    """One drive as it is given to QEMU; `bus` is the part that depends on what it hangs on."""

    bus: str
    model: str
    serial: str
    firmware: str
    size_bytes: int
    medium: DriveMedium
    wwn: str = ""


# QEMU's own model; for an NVMe drive that has no worldwide name, Linux makes one of these (wwid_show in its nvme/host)
_NVME_MODEL, _NVME_SERIAL = "QEMU NVMe Ctrl", "EXNVME-M2-0047"
_NVME_WWN = f"nvme.1b36-{_NVME_SERIAL.encode().hex()}-{_NVME_MODEL.encode().hex()}-00000001"
DRIVES = {
    "disk": Drive(
        "ide-hd,bus=ide.0,rotation_rate=5400",
        *("EXEMPLE EX500LM-12", "EXHDD-5520047", "EX1.04", 160 * MIB, DriveMedium.HDD, "0x5000c500a1b2c3d4"),
    ),
    "flash": Drive(
        "ide-hd,bus=ide.3,rotation_rate=1",
        *("EXEMPLE SSD EXS-240", "EXSSD9K0047", "SB7X", 96 * MIB + 512, DriveMedium.SSD, "0x5002538e40a1b2c3"),
    ),
    "nvme": Drive("nvme", _NVME_MODEL, _NVME_SERIAL, "", 128 * MIB, DriveMedium.NVME, _NVME_WWN),
}


def emulated_pc(folder: Path) -> Emulated:
    """Return the PC; the tables of its memory, which QEMU would make all alike, are written below `folder`."""
    drives = {name: _device(name, drive) for name, drive in DRIVES.items()}
    drives["stick"] = f"usb-storage,bus=xhci.0,drive=stick,removable=on,serial={STICK_SERIAL}"
    processor = f"max,-hypervisor,model-id={PROCESSOR}"  # the bit that says « virtual » is not shown
    return Emulated(drives, processor, (*_tables(), *_memory(folder)))


def _device(name: str, drive: Drive) -> str:
    given = f"{drive.bus},drive={name},serial={drive.serial}"
    if not drive.firmware:  # QEMU's NVMe drive has its own
        return given
    return f"{given},model={drive.model},ver={drive.firmware},wwn={drive.wwn}"


def _tables() -> Iterator[str]:
    for kind, texts in TABLES.items():
        given = (f"{text.option}={text.given.replace(',', ',,')}" for text in texts)
        yield from ("-smbios", ",".join((f"type={kind}", *given)))


def _memory(folder: Path) -> Iterator[str]:
    for number, module in enumerate(MODULES):
        file = folder / f"memory-{number}.smbios"
        file.write_bytes(_memory_device(0x1100 + number, module))
        yield from ("-smbios", f"file={file}")


def _memory_device(handle: int, module: Module) -> bytes:
    """Write table 17 as DMTF DSP0134 3.6, 7.18 has it up to version 2.8: numbers, then texts that numbers point to."""
    given = (module.slot, module.bank, module.maker, module.serial, module.asset, module.part)
    texts = [text for text in given if text]
    slot, bank, maker, serial, asset, part = (texts.index(text) + 1 if text else 0 for text in given)
    ddr4, sodimm, no_error = (0x1A, 0x0D, 0xFFFE) if module.size_mib else (0x02, 0x0D, 0xFFFE)
    speed = module.speed_mts
    numbers = struct.pack(
        "<BBHHHHHHBBBBBHHBBBBBIHHHH",
        *(17, 40, handle, 0x1000, no_error, 64, 64, module.size_mib, sodimm, 0, slot, bank, ddr4, 0x80, speed),
        *(maker, serial, asset, part, 1, 0, speed, 1200, 1200, 1200),
    )
    return numbers + b"".join(text.encode("ascii") + b"\0" for text in texts) + b"\0"
