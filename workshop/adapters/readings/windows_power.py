"""Windows' batteries: Win32_Battery, and the classes below root/wmi that tell one battery's parts by its name."""

from __future__ import annotations

from typing import Any

from workshop.adapters.readings.battery import wear
from workshop.adapters.readings.placeholders import real, serial
from workshop.adapters.readings.values import whole
from workshop.adapters.readings.windows_wmi import CLASS, Instance
from workshop.domain.diagnosis import Battery

_CHEMISTRY = {3: "PbAc", 4: "NiCd", 5: "NiMH", 6: "Li-ion", 7: "ZnAir", 8: "LiP"}  # Win32_Battery.Chemistry
_MOST_PERCENT = 100
_LARGEST_MWH = 1_000_000  # 2^32 - 1 and the like: not told


def batteries(found: list[Instance]) -> tuple[Battery, ...]:
    """Merge them in their order; the two families of classes have no name in common."""
    plain = [one for one in found if one[CLASS] == "Win32_Battery"]
    parts = [one for one in found if one[CLASS] == "BatteryStaticData"]
    count = max(len(plain), len(parts))
    return tuple(
        _battery(number, _at(plain, number), _at(parts, number), _others(found, _at(parts, number)))
        for number in range(count)
    )


def _at(some: list[Instance], number: int) -> Instance:
    return some[number] if number < len(some) else {}


def _others(found: list[Instance], part: Instance) -> Instance:
    """Join what the other classes say of the same instance."""
    kinds = ("BatteryFullChargedCapacity", "BatteryCycleCount")
    told: Instance = {}
    for one in found:
        if one[CLASS] in kinds and (not part or one.get("InstanceName") == part.get("InstanceName")):
            told.update(one)
    return told


def _battery(number: int, plain: Instance, part: Instance, others: Instance) -> Battery:
    design = _capacity(part.get("DesignedCapacity")) or _capacity(plain.get("DesignCapacity"))
    full = _capacity(others.get("FullChargedCapacity")) or _capacity(plain.get("FullChargeCapacity"))
    charge = whole(plain.get("EstimatedChargeRemaining"))
    return Battery(
        name=f"BAT{number}",
        model=real(part.get("DeviceName")) or real(plain.get("Name")),
        serial=serial(part.get("SerialNumber")),
        design_mwh=design,
        full_mwh=full,
        wear_percent=wear(design, full),
        cycles=whole(others.get("CycleCount")) or None,
        charge_percent=charge if charge is not None and charge <= _MOST_PERCENT else None,
        maker=real(part.get("ManufactureName")),
        chemistry=_CHEMISTRY.get(whole(plain.get("Chemistry")) or 0),
    )


def _capacity(value: Any) -> int | None:
    number = whole(value)
    return number if number and number < _LARGEST_MWH else None
