"""FreeBSD's `acpiconf -i N`: one battery, in milliwatt-hours or in milliampere-hours with its voltage."""

from __future__ import annotations

import re

from workshop.adapters.readings.battery import wear
from workshop.adapters.readings.placeholders import real, serial
from workshop.adapters.readings.values import lines, whole
from workshop.domain.diagnosis import Battery

_FIELD = re.compile(r"([A-Z][A-Za-z /()]{2,40}):\s+(\S.{0,100})")
_AMOUNT = re.compile(r"(\d{1,9}) m([AW])h.*")
_LEADING = re.compile(r"(\d{1,9})\s?(?:%|mV).*")
_MOST_PERCENT = 100


def read(text: str) -> Battery | None:
    """Read the battery; None where there is none, or where it is another tool's answer."""
    fields: dict[str, str] = {}
    for line in lines(text):
        if field := _FIELD.fullmatch(line.strip()):
            fields.setdefault(field[1], field[2].strip())
    if "Design capacity" not in fields or fields.get("State", "").startswith("not present"):
        return None
    volts = _leading(fields.get("Design voltage"))
    design, full = _AMOUNT.fullmatch(fields["Design capacity"]), _AMOUNT.fullmatch(fields.get("Last full capacity", ""))
    charge = _leading(fields.get("Remaining capacity"))
    return Battery(
        name="BAT0",
        model=real(fields.get("Model number")),
        serial=serial(fields.get("Serial number")),
        design_mwh=_energy(design, volts),
        full_mwh=_energy(full, volts),
        wear_percent=wear(int(design[1]), int(full[1])) if design and full and design[2] == full[2] else None,
        cycles=whole(fields.get("Cycle Count")) or None,
        charge_percent=charge if charge is not None and charge <= _MOST_PERCENT else None,
        maker=real(fields.get("OEM info")),
        chemistry=real(fields.get("Type")),
        design_millivolts=volts,
    )


def _leading(text: str | None) -> int | None:
    found = _LEADING.fullmatch(text or "")
    return int(found[1]) if found else None


def _energy(amount: re.Match[str] | None, millivolts: int | None) -> int | None:
    if amount is None:
        return None
    if amount[2] == "W":
        return int(amount[1]) or None
    return (int(amount[1]) * millivolts // 1000 or None) if millivolts else None
