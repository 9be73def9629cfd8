from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from workshop.adapters.erasers.warmth import Thermometer, sensor_of


def _answer(thermometer: Thermometer) -> int | None:
    thermometer.celsius()
    _end_asking()
    return thermometer.celsius()


def _end_asking() -> None:
    for thread in threading.enumerate():
        if thread.name == "celsius":
            thread.join(5)


@pytest.mark.parametrize(
    ("said", "celsius"),
    [("41000\n", 41), ("-3600", -4), ("", None), ("hot", None), ("999999999", None), ("9" * 5000, None)],
)
def test_what_the_kernel_says_is_told_where_it_can_be(said: str, celsius: int | None, tmp_path: Path) -> None:
    sensor = tmp_path / "temp1_input"
    sensor.write_text(said)
    assert _answer(Thermometer(sensor)) == celsius


def test_a_drive_without_a_sensor_has_no_temperature(tmp_path: Path) -> None:
    assert sensor_of(tmp_path) is None
    assert Thermometer(None).celsius() is None
    assert _answer(Thermometer(tmp_path / "absent")) is None


@pytest.mark.parametrize("below", ["device/hwmon/hwmon3", "device/hwmon1"])
def test_the_sensor_is_found_below_the_drive(below: str, tmp_path: Path) -> None:
    (tmp_path / below).mkdir(parents=True)
    (tmp_path / below / "temp1_input").write_text("41000\n")
    assert sensor_of(tmp_path) == tmp_path / below / "temp1_input"


def test_a_drive_that_never_answers_holds_up_nothing(tmp_path: Path) -> None:
    """Without a thread of its own: a dying drive stops the wipe, or the screen, for minutes at each asking."""
    sensor = tmp_path / "temp1_input"
    os.mkfifo(sensor)  # reading it waits for somebody to write
    thermometer = Thermometer(sensor)
    started = time.monotonic()
    assert thermometer.celsius() is None
    assert thermometer.celsius() is None
    assert time.monotonic() - started < 1
    sensor.write_text("41000\n")
    _end_asking()
    assert thermometer.celsius() == 41
