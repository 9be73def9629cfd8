"""`/sys/class/power_supply/*`: batteries, from their uevent or their single files; energy (µWh) or charge (µAh).

Sources: Documentation/ABI/testing/sysfs-class-power. A charge becomes an energy at the design voltage; without one the
capacity stays unknown, but the wear, a ratio, does not.
"""

from __future__ import annotations

from collections.abc import Mapping

from workshop.adapters.readings.placeholders import real, serial
from workshop.adapters.readings.values import lines, whole
from workshop.domain.diagnosis import Battery

FILES = (
    "type", "scope", "present", "manufacturer", "model_name", "serial_number", "cycle_count", "capacity",
    "energy_full_design", "energy_full", "charge_full_design", "charge_full", "voltage_min_design",
    "charge_control_end_threshold", "technology",
)  # fmt: skip
_PREFIX = "POWER_SUPPLY_"
_IMPOSSIBLE_GAIN = 2  # a battery never holds twice its design: the two figures are in different units


def from_uevent(text: str) -> dict[str, str]:
    """Give the properties of a uevent file under the names of the single files."""
    pairs = (line.partition("=") for line in lines(text) if line.startswith(_PREFIX))
    return {key.removeprefix(_PREFIX).lower(): value for key, _, value in pairs}


def read(name: str, properties: Mapping[str, str]) -> Battery | None:
    """Read one power supply; None where it is no battery of the machine (mains, a mouse, an empty bay)."""
    kind = properties.get("type", "Battery").strip()
    elsewhere = properties.get("scope", "").strip() == "Device"
    if kind != "Battery" or elsewhere or properties.get("present", "1").strip() == "0":
        return None
    design, full = _capacities(properties)
    return Battery(
        name=name,
        model=real(properties.get("model_name")),
        serial=serial(properties.get("serial_number")),
        design_mwh=_milliwatt_hours(properties, "full_design"),
        full_mwh=_milliwatt_hours(properties, "full"),
        wear_percent=wear(design, full),
        cycles=whole(properties.get("cycle_count")) or None,  # 0 is how firmware says that it does not count
        charge_percent=_percent(properties.get("capacity")),
        charge_limit_percent=_percent(properties.get("charge_control_end_threshold")),
        maker=real(properties.get("manufacturer")),
        chemistry=real(properties.get("technology")),
        design_millivolts=(whole(properties.get("voltage_min_design")) or 0) // 1000 or None,
    )


def _capacities(properties: Mapping[str, str]) -> tuple[int | None, int | None]:
    """Design and full capacity in the same unit, whichever the firmware chose."""
    for unit in ("energy", "charge"):
        design, full = (whole(properties.get(f"{unit}_{key}")) for key in ("full_design", "full"))
        if design and full is not None:
            return design, full
    return None, None


def _milliwatt_hours(properties: Mapping[str, str], key: str) -> int | None:
    energy = whole(properties.get(f"energy_{key}"))
    if energy:
        return energy // 1000
    charge, voltage = whole(properties.get(f"charge_{key}")), whole(properties.get("voltage_min_design"))
    return charge * voltage // 10**9 if charge and voltage else None


def wear(design: int | None, full: int | None) -> int | None:
    """Give what is lost of the design capacity in percent, rounded up: 79.6 % left is not 80."""
    if not design or not full or full > design * _IMPOSSIBLE_GAIN:
        return None
    return max(0, 100 - 100 * full // design)


def _percent(text: str | None) -> int | None:
    value = whole(text)
    return value if value is not None and value <= 100 else None  # noqa: PLR2004
