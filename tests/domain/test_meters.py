from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.entries import Recorded
from workshop.domain.impact_events import MeterRead
from workshop.domain.meters import MOST, Meter, MeterProblem, Unit, read_amount, uses

START = datetime(2026, 1, 1, tzinfo=UTC)


def readings(*events: MeterRead) -> list[Recorded]:
    """One reading a day, from the first of January."""
    return [
        Recorded(number, "workshop", event, "p", "b", START + timedelta(days=number), "", "")
        for number, event in enumerate(events)
    ]


def used(entries: list[Recorded], days: int = 400, first: int = 0) -> list[tuple[str, str, int | None]]:
    found = uses(entries, START + timedelta(days=first), START + timedelta(days=days))
    return [(use.meter.value, use.name, use.used) for use in found]


def test_what_passed_between_the_first_and_the_last_reading_was_used() -> None:
    entries = readings(
        MeterRead("power", 1000), MeterRead("water", 10), MeterRead("power", 1400), MeterRead("power", 1500)
    )
    assert used(entries) == [("power", "", 500), ("water", "", None)]
    assert used(entries, days=3) == [("power", "", 400), ("water", "", None)]
    assert used(entries, first=3) == [("power", "", None), ("water", "", None)]


def test_a_new_meter_begins_where_it_begins() -> None:
    entries = readings(MeterRead("power", 900), MeterRead("power", 950), MeterRead("power", 5, replaced=True))
    assert used(entries) == [("power", "", 50)]


def test_two_meters_of_one_kind_are_told_apart() -> None:
    entries = readings(MeterRead("water", 1, "cour"), MeterRead("water", 5, "cave"), MeterRead("water", 3, "cour"))
    assert used(entries) == [("water", "cave", None), ("water", "cour", 2)]


@pytest.mark.parametrize(
    ("text", "meter", "unit", "amount"),
    [
        ("12,5", Meter.WATER, Unit.CUBIC_METRES, 12_500),
        ("1 234.567", Meter.WATER, Unit.CUBIC_METRES, 1_234_567),
        ("40", Meter.WATER, Unit.LITRES, 40),
        ("7.25", Meter.POWER, Unit.KILOWATT_HOURS, 7250),
        ("9", Meter.POWER, Unit.WATT_HOURS, 9),
        ("9", Meter.POWER, Unit.LITRES, MeterProblem.WRONG_UNIT),
        ("nan", Meter.POWER, Unit.WATT_HOURS, MeterProblem.NO_NUMBER),
        ("inf", Meter.POWER, Unit.WATT_HOURS, MeterProblem.NO_NUMBER),
        ("-1", Meter.POWER, Unit.WATT_HOURS, MeterProblem.NO_NUMBER),
        ("1e999", Meter.POWER, Unit.WATT_HOURS, MeterProblem.NO_NUMBER),
        ("", Meter.WATER, Unit.LITRES, MeterProblem.NO_NUMBER),
        ("douze", Meter.WATER, Unit.LITRES, MeterProblem.NO_NUMBER),
    ],
)
def test_a_meter_is_read_as_people_write_it(text: str, meter: Meter, unit: Unit, amount: object) -> None:
    assert read_amount(text, meter, unit) == amount


@given(st.text(max_size=40), st.sampled_from(list(Meter)), st.sampled_from(list(Unit)))
def test_no_text_is_more_than_a_number_or_a_reason(text: str, meter: Meter, unit: Unit) -> None:
    found = read_amount(text, meter, unit)
    assert isinstance(found, MeterProblem) or 0 <= found <= MOST


@given(st.lists(st.tuples(st.integers(0, 1000), st.booleans()), max_size=8))
def test_nothing_is_ever_used_backwards(rows: list[tuple[int, bool]]) -> None:
    entries = readings(*(MeterRead("water", amount, replaced=new) for amount, new in rows))
    assert all(amount is None or amount >= 0 for _meter, _name, amount in used(entries))
