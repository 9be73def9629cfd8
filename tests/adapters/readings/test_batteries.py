"""Batteries as other tools than the kernel tell them."""

from __future__ import annotations

import pytest

from workshop.adapters.readings import acpi, acpiconf, upower
from workshop.domain.diagnosis import Battery

UPOWER = """Device: /org/freedesktop/UPower/devices/line_power_AC
  native-path:          AC
  power supply:         yes
  line-power
    online:              yes

Device: /org/freedesktop/UPower/devices/battery_BAT0
  native-path:          BAT0
  vendor:               SMP
  model:                EX42
  serial:               4711
  power supply:         yes
  updated:              mar. 21 févr. 2017 10:20:29 CET (1 seconds ago)
  battery
    present:             yes
    state:               fully-charged
    energy-full:         39,264 Wh
    energy-full-design:  51,504 Wh
    voltage:             14,8 V
    charge-cycles:       312
    percentage:          100%
    capacity:            76,2349%
    technology:          lithium-ion
    charge-end-threshold: 80%

Device: /org/freedesktop/UPower/devices/mouse_hidpp
  native-path:          hidpp_battery_0
  model:                Mouse
  power supply:         no
  mouse
    percentage:          50%

Device: /org/freedesktop/UPower/devices/DisplayDevice
  power supply:         yes
  battery
    present:             yes
    energy-full:         39,264 Wh
    percentage:          100%

Daemon:
  daemon-version:  0.99.20
"""


def test_upower_tells_the_machines_own_batteries_with_a_decimal_comma() -> None:
    assert upower.read(UPOWER) == (
        Battery(
            "BAT0", "EX42", "4711", design_mwh=51504, full_mwh=39264, wear_percent=24, cycles=312, charge_percent=100,
            charge_limit_percent=80, maker="SMP", chemistry="lithium-ion",
        ),
    )  # fmt: skip


def test_upower_of_one_device_has_no_title_and_may_be_cut_at_its_first_spaces() -> None:
    text = "native-path:          BAT1\n  power supply:         yes\n  battery\n    capacity:            68.4773%\n"
    assert upower.read(text) == (Battery("BAT1", wear_percent=32),)


@pytest.mark.parametrize(
    "text", ["", "  battery\n", "Device: /x/battery_BAT0\n  native-path: B\n  battery\n    present: no\n"]
)
def test_what_is_no_battery_is_none(text: str) -> None:
    assert upower.read(text) == ()


def test_acpi_tells_the_ratio_of_two_batteries_and_that_one_of_them_told_none() -> None:
    text = (
        "Battery 0: Discharging, 98%, 01:43:14 remaining\n"
        "Battery 0: design capacity 4400 mAh, last full capacity 3013 mAh = 68%\n"
        "Battery 1: Full, 100%\nAdapter 0: on-line\nThermal 0: ok, 46.0 degrees C\n"
    )
    assert acpi.read(text) == (
        Battery("BAT0", wear_percent=32, charge_percent=98),
        Battery("BAT1", charge_percent=100),
    )
    assert acpi.read("No support for device type: power_supply") == ()


ACPICONF = """Design capacity:        7236 mAh
Last full capacity:     6880 mAh
Design voltage:         7600 mV
Cycle Count:            120
Model number:           DELL EX42
Serial number:          58167
Type:                   LION
OEM info:               LGC-LGC3.65
State:                  high
Remaining capacity:     87%
"""


def test_acpiconf_turns_charge_into_energy_at_the_design_voltage() -> None:
    assert acpiconf.read(ACPICONF) == Battery(
        "BAT0", "DELL EX42", "58167", design_mwh=54993, full_mwh=52288, wear_percent=5, cycles=120, charge_percent=87,
        maker="LGC-LGC3.65", chemistry="LION", design_millivolts=7600,
    )  # fmt: skip


def test_acpiconf_in_energy_needs_no_voltage() -> None:
    told = acpiconf.read("Design capacity:\t50000 mWh\nLast full capacity:\t40000 mWh\n")
    assert told == Battery("BAT0", design_mwh=50000, full_mwh=40000, wear_percent=20)


@pytest.mark.parametrize("text", ["", "Design capacity: 5 mAh\nState: not present\n", "Serial number: 58167"])
def test_a_slot_without_a_battery_is_none(text: str) -> None:
    assert acpiconf.read(text) is None
