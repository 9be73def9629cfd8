"""`acpi -V` or `-b -i`: batteries in milliampere-hours; without a voltage only their ratio is known."""

from __future__ import annotations

import re

from workshop.adapters.readings.battery import wear
from workshop.adapters.readings.values import lines
from workshop.domain.diagnosis import Battery

_STATE = re.compile(r"Battery (\d{1,2}): (?!design)[A-Z][A-Za-z ]{2,30}, (\d{1,3})%.*")
_CAPACITY = re.compile(r"Battery (\d{1,2}): design capacity (\d{1,9}) m(A|W)h, last full capacity (\d{1,9}) m[AW]h.*")
_MOST_PERCENT = 100


def read(text: str) -> tuple[Battery, ...]:
    """Read the batteries; an empty slot is none."""
    charges: dict[str, int | None] = {}
    capacities: dict[str, tuple[str, int, int]] = {}
    for line in lines(text):
        if state := _STATE.fullmatch(line.strip()):
            charges.setdefault(state[1], int(state[2]) if int(state[2]) <= _MOST_PERCENT else None)
        elif told := _CAPACITY.fullmatch(line.strip()):
            capacities.setdefault(told[1], (told[3], int(told[2]), int(told[4])))
    return tuple(
        _battery(number, charges.get(number), capacities.get(number))
        for number in sorted(charges.keys() | capacities.keys())
    )


def _battery(number: str, charge: int | None, capacity: tuple[str, int, int] | None) -> Battery:
    unit, design, full = capacity or ("", 0, 0)
    energy = unit == "W"
    return Battery(
        name=f"BAT{number}",
        design_mwh=(design or None) if energy else None,
        full_mwh=(full or None) if energy else None,
        wear_percent=wear(design, full),
        charge_percent=charge,
    )
