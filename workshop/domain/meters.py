"""The workshop's own meters: what it really used, read by people; never shared out among machines.

Whole litres and watt-hours. What was used between two readings is known; before the first and after the last it is
not, and nothing is put in between.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from itertools import pairwise

from workshop.domain.entries import Recorded
from workshop.domain.impact_events import MeterRead

MOST = 10**12
LONGEST_NAME = 40


class Meter(StrEnum):
    """What a meter counts."""

    WATER = "water"
    POWER = "power"


class Unit(StrEnum):
    """In what a meter shows it."""

    CUBIC_METRES = "m3"
    LITRES = "l"
    KILOWATT_HOURS = "kWh"
    WATT_HOURS = "Wh"


class MeterProblem(StrEnum):
    """Why a reading is not taken."""

    NO_NUMBER = "no-number"
    WRONG_UNIT = "wrong-unit"
    BACKWARDS = "backwards"
    BAD_NAME = "bad-name"


UNITS: dict[Unit, tuple[Meter, int]] = {
    Unit.CUBIC_METRES: (Meter.WATER, 1000),
    Unit.LITRES: (Meter.WATER, 1),
    Unit.KILOWATT_HOURS: (Meter.POWER, 1000),
    Unit.WATT_HOURS: (Meter.POWER, 1),
}
USUAL = {Meter.WATER: Unit.CUBIC_METRES, Meter.POWER: Unit.KILOWATT_HOURS}


@dataclass(frozen=True, slots=True)
class MeterUse:
    """One meter over some time; `used` None: fewer than two readings in it."""

    meter: Meter
    name: str
    readings: int
    first_at: datetime | None = None
    last_at: datetime | None = None
    used: int | None = None


def read_amount(text: str, meter: Meter, unit: Unit) -> int | MeterProblem:
    """Read what a meter shows: 1 234,567 m3 is 1 234 567 litres; more digits than a litre or watt-hour are left out."""
    of, scale = UNITS[unit]
    if of is not meter:
        return MeterProblem.WRONG_UNIT
    plain = "".join(text.split()).replace(",", ".")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return MeterProblem.NO_NUMBER
    if not number.is_finite() or not 0 <= number * scale <= MOST or not plain.isascii():
        return MeterProblem.NO_NUMBER
    return int(number * scale)


def uses(readings: Iterable[Recorded], since: datetime, until: datetime) -> tuple[MeterUse, ...]:
    """Return what each meter counted between its first and its last reading in [since, until); undone ones left out."""
    found: dict[tuple[str, str], list[Recorded]] = {}
    for entry in readings:
        if isinstance(entry.event, MeterRead) and entry.event.meter in Meter.__members__.values():
            row = found.setdefault((entry.event.meter, entry.event.name), [])
            if since <= entry.at < until:
                row.append(entry)
    return tuple(_use(*key, sorted(rows, key=lambda entry: entry.seq)) for key, rows in sorted(found.items()))


def _use(meter: str, name: str, rows: list[Recorded]) -> MeterUse:
    if len(rows) < 2:  # noqa: PLR2004 — two readings have something between them
        at = rows[0].at if rows else None
        return MeterUse(Meter(meter), name, len(rows), at, at)
    used = sum(_between(before.event, after.event) for before, after in pairwise(rows))
    return MeterUse(Meter(meter), name, len(rows), rows[0].at, rows[-1].at, used)


def _between(before: object, after: object) -> int:
    """Return what passed between two readings; what an old meter still counted before it was replaced is lost."""
    assert isinstance(before, MeterRead)
    assert isinstance(after, MeterRead)
    return 0 if after.replaced else max(0, after.amount - before.amount)
