from __future__ import annotations

import pytest

from workshop.adapters.readings import battery, firmware
from workshop.domain.diagnosis import Battery, Lock, LockKind

UEVENT = """POWER_SUPPLY_NAME=BAT0
POWER_SUPPLY_TYPE=Battery
POWER_SUPPLY_STATUS=Charging
POWER_SUPPLY_PRESENT=1
POWER_SUPPLY_CYCLE_COUNT=204
POWER_SUPPLY_ENERGY_FULL_DESIGN=23200000
POWER_SUPPLY_ENERGY_FULL=19490000
POWER_SUPPLY_CAPACITY=97
POWER_SUPPLY_MODEL_NAME=45N1113
POWER_SUPPLY_MANUFACTURER=SONY
POWER_SUPPLY_SERIAL_NUMBER=  EX2706
"""


def health(**properties: str) -> int | None:
    found = battery.read("BAT0", properties)
    assert found is not None
    return found.health_percent


def test_a_battery_that_counts_energy_is_told_whole() -> None:
    assert battery.read("BAT0", battery.from_uevent(UEVENT)) == Battery(
        "BAT0",
        "45N1113",
        "EX2706",
        design_mwh=23200,
        full_mwh=19490,
        wear_percent=16,
        cycles=204,
        charge_percent=97,
        maker="SONY",
    )


def test_a_charge_becomes_an_energy_at_the_design_voltage() -> None:
    told = {"charge_full_design": "8947000", "charge_full": "7880000", "voltage_min_design": "7600000"}
    found = battery.read("BAT0", told)
    assert found is not None
    assert (found.design_mwh, found.full_mwh, found.health_percent) == (67997, 59888, 88)


def test_without_a_voltage_the_capacity_is_unknown_and_the_wear_is_not() -> None:
    found = battery.read("BAT0", {"charge_full_design": "4400000", "charge_full": "3801000"})
    assert found is not None
    assert (found.design_mwh, found.full_mwh, found.health_percent) == (None, None, 86)


@pytest.mark.parametrize(
    ("design", "full", "expected"),
    [
        ("100000", "79600", 79), ("100000", "80000", 80), ("100000", "100000", 100), ("100000", "101000", 100),
        ("50000000", "50000", 0), ("50000", "50000000", None), ("0", "50000", None), ("50000", "0", None),
        ("-5", "3", None), ("many", "few", None), ("9" * 40, "1", None),
    ],
)  # fmt: skip
def test_what_is_left_is_never_rounded_up_and_never_guessed(design: str, full: str, expected: int | None) -> None:
    assert health(energy_full_design=design, energy_full=full) == expected


def test_no_cycles_are_cycles_that_are_not_counted() -> None:
    found = battery.read("BAT0", battery.from_uevent(UEVENT.replace("204", "0")))
    assert found is not None
    assert found.cycles is None


@pytest.mark.parametrize(
    "properties",
    [
        {"type": "Mains", "online": "1"},
        {"type": "Battery", "scope": "Device", "capacity": "50"},
        {"type": "UPS"},
        {"present": "0"},
    ],
)
def test_mains_mice_and_empty_bays_are_no_batteries(properties: dict[str, str]) -> None:
    assert battery.read("x", properties) is None


def test_a_limit_of_charge_is_told_and_an_impossible_one_is_not() -> None:
    for told, expected in (("80\n", 80), ("255\n", None), ("", None)):
        found = battery.read("BAT0", {"charge_control_end_threshold": told})
        assert found is not None
        assert found.charge_limit_percent == expected


def test_uefi_and_secure_boot() -> None:
    assert firmware.uefi(b"64\n", ()) is True
    assert firmware.uefi(None, ("/sys/firmware/acpi",)) is False
    assert firmware.uefi(None, ()) is None
    variable = b"\x06\x00\x00\x00"
    assert firmware.secure_boot(variable + b"\x01", uefi_start=True) is True
    assert firmware.secure_boot(variable + b"\x00", uefi_start=True) is False
    assert firmware.secure_boot(None, uefi_start=False) is False
    for unknown in (None, b"", variable, b"\x01" * 9):
        assert firmware.secure_boot(unknown, uefi_start=True) is None


def test_the_tpm_by_the_new_file_or_the_old_one() -> None:
    assert firmware.tpm_version(b"2\n", None) == "2.0"
    assert firmware.tpm_version(None, b"Manufacturer: 0x57454300\nTCG version: 1.2\n") == "1.2"
    for nothing in (None, b"", b"3\n"):
        assert firmware.tpm_version(nothing, nothing) is None


def test_a_windows_licence_is_there_or_not_and_its_key_is_never_read() -> None:
    assert firmware.windows_licence(("/sys/firmware/acpi/tables/MSDM", "/sys/firmware/acpi/tables/DSDT")) is True
    assert firmware.windows_licence(("/sys/firmware/acpi/tables/DSDT",)) is False
    assert firmware.windows_licence(()) is None


def test_passwords_that_the_kernel_knows_of() -> None:
    folder = "/sys/class/firmware-attributes/thinklmi/authentication"
    told = {f"{folder}/Admin/is_enabled": b"1\n", f"{folder}/System/is_enabled": b"0\n", f"{folder}/X/is_enabled": None}
    assert firmware.password_locks(told) == (Lock(LockKind.BIOS_PASSWORD, "firmware-attributes: Admin: is_enabled 1"),)
