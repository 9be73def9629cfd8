"""Windows' drives: Win32_DiskDrive and MSFT_PhysicalDisk tell of the same ones, by their number.

What Windows calls the serial of an NVMe drive is often its EUI-64 or NGUID (« 0025_38B3_… . »): an identity, but not
the number on its label. Old versions of Windows give ATA serials as hexadecimal digits, two letters swapped.
"""

from __future__ import annotations

import re
from typing import Any

from workshop.adapters.readings.placeholders import real, serial
from workshop.adapters.readings.values import truth, whole
from workshop.adapters.readings.windows_wmi import CLASS, Instance
from workshop.domain.diagnosis import DriveMedium, DriveReading, Smart

_EUI = re.compile(r"(?:[0-9A-F]{4}_){3}(?:(?:[0-9A-F]{4}_){4})?[0-9A-F]{4}\.?", re.IGNORECASE)
_SWAPPED = re.compile(r"(?:[0-9a-fA-F]{2}){16,24}")
# MSFT_PhysicalDisk.BusType and MediaType; PowerShell's cmdlets show the names
_BUSES = {3: "ata", 7: "usb", 8: "raid", 10: "sas", 11: "sata", 12: "sd", 13: "mmc", 17: "nvme"}
_MEDIA = {3: DriveMedium.HDD, 4: DriveMedium.SSD}
_BY_BUS = {"nvme": DriveMedium.NVME, "usb": DriveMedium.USB, "sas": DriveMedium.SAS, "sd": DriveMedium.SD,
           "mmc": DriveMedium.EMMC}  # fmt: skip
_WARNING, _UNHEALTHY = 1, 2
_MOST_PERCENT = 100


def drives(found: list[Instance]) -> tuple[DriveReading, ...]:
    """Merge what the classes say of each drive."""
    listed = {_number(one.get("Index"), one.get("DeviceID")): one for one in _of(found, "Win32_DiskDrive")}
    disks = {_number(one.get("DeviceId"), one.get("DeviceID")): one for one in _of(found, "MSFT_PhysicalDisk")}
    numbers = [*listed, *(number for number in disks if number not in listed)]
    return tuple(
        _drive(number, listed.get(number, {}), disks.get(number, {}), found)
        for number in numbers
        if whole(disks.get(number, listed.get(number, {})).get("Size"))
    )


def is_raid(disk: Instance) -> bool:
    """Whether Windows sees a drive through a controller in RAID mode."""
    return _bus(disk) == "raid"


def _of(found: list[Instance], kind: str) -> list[Instance]:
    return [instance for instance in found if instance[CLASS] == kind]


def _number(*told: Any) -> str:
    """Give a drive's number: 0, "0", or the end of the path that ends with PHYSICALDRIVE0."""
    texts = [str(value) for value in told if value is not None and not isinstance(value, bool)]
    ends = (re.search(r"\d{1,6}$", text[:200]) for text in texts)
    return next((end.group() for end in ends if end), "?")


def _drive(number: str, listed: Instance, disk: Instance, found: list[Instance]) -> DriveReading:
    told = [disk, listed]
    rough = next((value for one in told if (value := real(one.get("SerialNumber")))), None)
    bus = _bus(disk) or _interface(listed)
    rotation = whole(disk.get("SpindleSpeed"))
    return DriveReading(
        path=f"\\\\.\\PHYSICALDRIVE{number}",
        model=next((value for one in (listed, disk) if (value := real(one.get("Model")))), None)
        or real(disk.get("FriendlyName")),
        serial=_serial(rough),
        wwn=_eui(rough),
        firmware=real(disk.get("FirmwareVersion")) or real(listed.get("FirmwareRevision")),
        size_bytes=whole(disk.get("Size")) or whole(listed.get("Size")),
        logical_sector_bytes=whole(disk.get("LogicalSectorSize")) or whole(listed.get("BytesPerSector")) or None,
        medium=_medium(disk, bus),
        interface=bus,
        removable=bus == "usb" or str(listed.get("MediaType", "")).lower().startswith(("removable", "external")),
        smart=_smart(number, listed, disk, found),
        rotation_rpm=rotation if rotation is not None and rotation < 100_000 else None,  # noqa: PLR2004 — 2^32 - 1: untold
    )


def _serial(told: str | None) -> str | None:
    if told is None or _EUI.fullmatch(told):
        return None
    if _SWAPPED.fullmatch(told):
        letters = bytes.fromhex(told)
        swapped = b"".join(letters[at + 1 : at + 2] + letters[at : at + 1] for at in range(0, len(letters), 2))
        if all(32 <= letter < 127 for letter in swapped):  # noqa: PLR2004 — printable ASCII
            return serial(swapped.decode("ascii"))
    return serial(told.rstrip("."))


def _eui(told: str | None) -> str | None:
    """Spell it as the kernel does: eui. and the digits."""
    return f"eui.{told.rstrip('.').replace('_', '').lower()}" if told and _EUI.fullmatch(told) else None


def _bus(disk: Instance) -> str | None:
    told = disk.get("BusType")
    number = whole(told)
    return _BUSES.get(number) if number is not None else str(told).lower() if told else None


def _interface(listed: Instance) -> str | None:
    """Win32_DiskDrive says SCSI for all that is neither IDE nor USB; the plug-and-play name knows more."""
    plug = str(listed.get("PNPDeviceID") or "").upper()
    if "NVME" in plug:
        return "nvme"
    return {"IDE": "ata", "USB": "usb"}.get(str(listed.get("InterfaceType", "")).upper())


def _medium(disk: Instance, bus: str | None) -> DriveMedium:
    told = disk.get("MediaType")
    kind = {"HDD": DriveMedium.HDD, "SSD": DriveMedium.SSD}.get(str(told).upper()) or _MEDIA.get(whole(told) or 0)
    fixed = _BY_BUS.get(bus or "")
    sure = fixed in {DriveMedium.NVME, DriveMedium.SD, DriveMedium.EMMC}
    return (fixed if sure else kind or fixed) or DriveMedium.UNKNOWN


def _smart(number: str, listed: Instance, disk: Instance, found: list[Instance]) -> Smart | None:
    """Take a bad verdict from whoever gives it; « Healthy » and « OK » say that Windows noticed nothing: no verdict."""
    counters = _of(found, "MSFT_StorageReliabilityCounter")
    counter = next((one for one in counters if _number(one.get("DeviceId"), one.get("DeviceID")) == number), {})
    predicted = [truth(one.get("PredictFailure")) for one in _of(found, "MSStorageDriver_FailurePredictStatus")]
    status = whole(disk.get("HealthStatus"))
    bad = status in {_WARNING, _UNHEALTHY} or str(disk.get("HealthStatus")) in {"Warning", "Unhealthy"}
    bad = bad or listed.get("Status") in {"Pred Fail", "Error", "Degraded"}
    only = len(_of(found, "Win32_DiskDrive")) == 1 and len(predicted) == 1  # which drive it is about is not told
    wear = whole(counter.get("Wear"))
    smart = Smart(
        passed=False if bad or (only and predicted[0]) else True if only and predicted[0] is False else None,
        power_on_hours=whole(counter.get("PowerOnHours")),
        uncorrectable_sectors=whole(counter.get("ReadErrorsUncorrected")),
        percentage_used=wear if wear is not None and wear <= _MOST_PERCENT else None,
        temperature_celsius=whole(counter.get("Temperature")) or None,
    )
    return None if smart == Smart() else smart
