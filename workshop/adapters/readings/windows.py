"""A Windows machine from its CIM classes. Of the licence only its presence is kept, never its key."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from workshop.adapters.readings import windows_drives, windows_power
from workshop.adapters.readings.dmi import chassis
from workshop.adapters.readings.dmidecode import category
from workshop.adapters.readings.inventory import Inventory
from workshop.adapters.readings.network import by_name, mac
from workshop.adapters.readings.placeholders import name, real, serial, uuid
from workshop.adapters.readings.values import truth, untold, whole
from workshop.adapters.readings.windows_wmi import CLASS, Instance, instances
from workshop.domain.diagnosis import (
    Category,
    Display,
    Firmware,
    Identity,
    Lock,
    LockKind,
    MemoryModule,
    NetworkAdapter,
    NetworkKind,
    Processor,
)

# CIM_PhysicalMemory.MemoryType is SMBIOS's table 77 in SMBIOSMemoryType (DSP0134 3.6)
_MEMORY = {18: "DDR", 19: "DDR2", 24: "DDR3", 26: "DDR4", 27: "LPDDR", 28: "LPDDR2", 29: "LPDDR3", 30: "LPDDR4",
           34: "DDR5", 35: "LPDDR5"}  # fmt: skip
_FORMS = {8: "DIMM", 12: "SODIMM", 13: "SRIMM", 7: "SIMM", 23: "Row Of Chips"}
_ARCHITECTURES = {0: "i686", 5: "armv7l", 9: "x86_64", 12: "aarch64"}
_PORTABLE, _SLATE = 2, 8  # Win32_ComputerSystem.PCSystemType
_ROLES = {1: Category.DESKTOP, _PORTABLE: Category.LAPTOP, 3: Category.DESKTOP, 4: Category.SERVER,
          5: Category.SERVER, 7: Category.SERVER, _SLATE: Category.TABLET}  # fmt: skip
_ADAPTERS = ("Win32_NetworkAdapter", "MSFT_NetAdapter")
_MILLIMETRES = 10
_ENABLED = 1


def read(text: str) -> Inventory | None:
    """Read one text of any of the forms; None where no known class is in it."""
    return gathered(instances(text))


def gathered(found: list[Instance]) -> Inventory | None:
    """Put instances of any classes together, of one text or of many."""
    memory = tuple(_memory(found))
    total = whole(_one(found, "Win32_ComputerSystem").get("TotalPhysicalMemory"))
    inventory = Inventory(
        identity=_identity(found),
        processor=_processor(of(found, "Win32_Processor")),
        memory=memory,
        memory_bytes=sum(module.size_bytes for module in memory) or total or None,
        drives=windows_drives.drives(found),
        graphics=tuple(_graphics(of(found, "Win32_VideoController"))),
        batteries=windows_power.batteries(found),
        displays=tuple(_displays(found)),
        firmware=_firmware(found),
        network=tuple(_network(adapters)) if (adapters := of(found, *_ADAPTERS)) else None,
        cameras=_cameras(of(found, "Win32_PnPEntity")),
        operating_system=real(_one(found, "Win32_OperatingSystem").get("Caption")),
        locks=tuple(_locks(_one(found, "Win32_ComputerSystem"))),
        unread=() if of(found, "Win32_DiskDrive", "MSFT_PhysicalDisk") else (untold("drives", "Windows"),),
    )
    return None if inventory.empty else inventory


def of(found: list[Instance], *kinds: str) -> list[Instance]:
    """Give the instances of some classes."""
    return [instance for instance in found if instance[CLASS] in kinds]


def _one(found: list[Instance], kind: str) -> Instance:
    return next(iter(of(found, kind)), {})


def _identity(found: list[Instance]) -> Identity:
    system, product = _one(found, "Win32_ComputerSystem"), _one(found, "Win32_ComputerSystemProduct")
    bios, board = _one(found, "Win32_BIOS"), _one(found, "Win32_BaseBoard")
    case = _one(found, "Win32_SystemEnclosure")
    maker = real(system.get("Manufacturer")) or real(product.get("Vendor"))
    model = real(system.get("Model")) or real(product.get("Name"))
    kinds = case.get("ChassisTypes")
    kind = category(chassis(whole(kinds[0]) if isinstance(kinds, list) and kinds else whole(kinds)), maker, model)
    role = _ROLES.get(whole(system.get("PCSystemType")) or 0, Category.UNKNOWN)
    return Identity(
        maker=maker,
        model=model,
        version=name(product.get("Version")),
        system_serial=serial(product.get("IdentifyingNumber")) or serial(bios.get("SerialNumber")),
        board_serial=serial(board.get("SerialNumber")),
        chassis_serial=serial(case.get("SerialNumber")),
        system_uuid=uuid(product.get("UUID")),
        category=role if kind is Category.UNKNOWN else kind,
        bios_version=name(bios.get("SMBIOSBIOSVersion")),
        bios_date=_date(bios.get("ReleaseDate")),
        board_maker=real(board.get("Manufacturer")),
        board_model=real(board.get("Product")),
        family=real(system.get("SystemFamily")),
        sku=real(system.get("SystemSKUNumber")),
        asset_tag=real(case.get("SMBIOSAssetTag")),
    )


def _date(value: Any) -> str | None:
    """Spell « 20200421000000.000000+000 » as firmware does: 04/21/2020."""
    digits = value[:8] if isinstance(value, str) else ""
    return f"{digits[4:6]}/{digits[6:8]}/{digits[:4]}" if len(digits) == 8 and digits.isdecimal() else None  # noqa: PLR2004


def _processor(sockets: list[Instance]) -> Processor | None:
    first = next((socket for socket in sockets if real(socket.get("Name"))), None)
    if first is None:
        return None
    vendor = real(first.get("Manufacturer"))
    return Processor(
        model=real(first.get("Name")) or "",
        maker={"GenuineIntel": "Intel", "AuthenticAMD": "AMD"}.get(vendor or "", vendor),
        cores=sum(whole(socket.get("NumberOfCores")) or 0 for socket in sockets) or None,
        threads=sum(whole(socket.get("NumberOfLogicalProcessors")) or 0 for socket in sockets) or None,
        max_mhz=whole(first.get("MaxClockSpeed")) or None,
        architecture=_ARCHITECTURES.get(number) if (number := whole(first.get("Architecture"))) is not None else None,
    )


def _memory(found: list[Instance]) -> Iterator[MemoryModule]:
    """List the modules, then the slots that the board has besides (an array of one slot a module adds none)."""
    modules = of(found, "Win32_PhysicalMemory")
    for number, module in enumerate(modules, 1):
        size = whole(module.get("Capacity")) or 0
        kind = whole(module.get("SMBIOSMemoryType")) or 0
        form = _FORMS.get(whole(module.get("FormFactor")) or 0)
        yield MemoryModule(
            slot=real(module.get("DeviceLocator")) or real(module.get("BankLabel")) or str(number),
            size_bytes=size,
            kind=_MEMORY.get(kind),
            speed_mts=whole(module.get("Speed")) or None,
            maker=real(module.get("Manufacturer")),
            soldered=None if form is None else form == "Row Of Chips",
            serial=serial(module.get("SerialNumber")),
            part_number=real(module.get("PartNumber")),
            form_factor=form,
        )
    slots = sum(whole(array.get("MemoryDevices")) or 0 for array in of(found, "Win32_PhysicalMemoryArray"))
    if modules and slots <= 64:  # noqa: PLR2004 — more are a virtual machine's
        yield from (MemoryModule(f"free {number}", 0) for number in range(1, slots - len(modules) + 1))


def _graphics(controllers: list[Instance]) -> Iterator[str]:
    """Name the chips; a remote desktop's or a projector's adapter is software."""
    for controller in controllers:
        bus = str(controller.get("PNPDeviceID") or "PCI").partition("\\")[0].upper()
        if (told := real(controller.get("Name"))) and bus in {"PCI", "ACPI", "QCOM"}:
            yield told


def _displays(found: list[Instance]) -> Iterator[Display]:
    for monitor in of(found, "WmiMonitorID"):
        year = whole(monitor.get("YearOfManufacture"))
        yield Display(
            maker=_letters(monitor.get("ManufacturerName")),
            model=_letters(monitor.get("UserFriendlyName")) or _letters(monitor.get("ProductCodeID")),
            serial=serial(_letters(monitor.get("SerialNumberID"))),
            diagonal_mm=_diagonal(found, monitor.get("InstanceName")),
            year=year if year and year > 1990 else None,  # noqa: PLR2004 — 0 stands for « not told » (EDID)
        )


def _diagonal(found: list[Instance], name_of: Any) -> int | None:
    for size in of(found, "WmiMonitorBasicDisplayParams"):
        sides = [whole(size.get(f"Max{side}ImageSize")) or 0 for side in ("Horizontal", "Vertical")]
        if size.get("InstanceName") == name_of and all(sides):
            return round(math.hypot(*sides) * _MILLIMETRES)
    return None


def _letters(codes: Any) -> str | None:
    """Spell a list of character codes, filled up with zeros."""
    numbers = [whole(code) or 0 for code in codes] if isinstance(codes, list) else []
    return real("".join(chr(number) for number in numbers if 0 < number < 0x250))  # noqa: PLR2004 — up to Latin letters


def _firmware(found: list[Instance]) -> Firmware:
    chip, licence = _one(found, "Win32_Tpm"), _one(found, "SoftwareLicensingService")
    told = str(chip.get("SpecVersion", "")).partition(",")[0].strip()
    modes = [windows_drives.is_raid(drive) for drive in of(found, "MSFT_PhysicalDisk")]
    return Firmware(
        tpm_version=told if told in {"1.2", "2.0"} else None,
        raid_mode=True if any(modes) else None,
        windows_licence=bool(str(licence.get("OA3xOriginalProductKey") or "").strip())
        if "OA3xOriginalProductKey" in licence
        else None,
    )


def _locks(system: Instance) -> Iterator[Lock]:
    """Find passwords of the firmware (SMBIOS type 24: 1 is enabled), and the domain that the machine is part of."""
    keys = ("AdminPasswordStatus", "PowerOnPasswordStatus")
    if seen := [f"{key} {_ENABLED}" for key in keys if whole(system.get(key)) == _ENABLED]:
        yield Lock(LockKind.BIOS_PASSWORD, f"Win32_ComputerSystem: {', '.join(seen)}")
    if str(system.get("PartOfDomain")).lower() == "true":
        yield Lock(LockKind.MDM, "Win32_ComputerSystem: PartOfDomain")


def _network(adapters: list[Instance]) -> Iterator[NetworkAdapter]:
    """Keep the adapters that are hardware: Windows says so, or they hang on a bus."""
    for adapter in adapters:
        told = (
            real(adapter.get("InterfaceDescription")) or real(adapter.get("ProductName")) or real(adapter.get("Name"))
        )
        bus = str(adapter.get("PNPDeviceID") or adapter.get("PnPDeviceID") or "").partition("\\")[0].upper()
        physical = truth(adapter.get("PhysicalAdapter", adapter.get("HardwareInterface")))
        if told is None or physical is False or bus not in {"PCI", "USB", "SD", "BTH", ""} or not (bus or physical):
            continue
        kind = by_name(f"{told} {adapter.get('NetConnectionID') or ''}")
        address = next(
            (found for key in ("MACAddress", "MacAddress", "PermanentAddress") if (found := mac(adapter.get(key)))),
            None,
        )
        kind = NetworkKind.ETHERNET if kind is NetworkKind.OTHER and address else kind
        yield NetworkAdapter(real(adapter.get("NetConnectionID")) or told, kind, address, told)


def _cameras(entities: list[Instance]) -> tuple[str, ...] | None:
    """Name the devices of the class Camera (Image before Windows 10, where scanners are too)."""
    if not entities:
        return None
    named = (real(entity.get("Name")) for entity in entities if entity.get("PNPClass") == "Camera")
    return tuple(dict.fromkeys(told for told in named if told))
