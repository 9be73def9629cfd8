"""A reader that types, for real: key codes through the X server into the application as it is started."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui.x_reader import XReader, a_display, is_possible
from workshop.bootstrap import build
from workshop.domain.codes import make
from workshop.settings import load_settings

PATIENCE_SECONDS = 30
CODES = tuple(make(26, 7, number).text for number in range(100, 120))
SERIALS = ("8XK2J13", "PF2ABCDE", "MXL00042", "5CG9123KKK")  # read on any of the three; others after calibration


@pytest.mark.skipif(not is_possible(), reason="no X server here")
@pytest.mark.parametrize("layout", ["us", "fr", "de"])
def test_a_us_reader_is_understood_on_any_computer(real_shop: Path, layout: str) -> None:
    settings = load_settings(real_shop, {})
    with a_display(layout) as display:
        environment = os.environ | {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display, "QT_IM_MODULE": "none"}
        window = subprocess.Popen([sys.executable, "-m", "ui", "--settings", str(real_shop)], env=environment)
        reader = XReader(display)
        try:
            wait_for(lambda: scanned(settings, reader, "start00"))
            for text in (*CODES, *SERIALS):
                reader.scan(text)
            wait_for(lambda: texts(settings)[-1] == SERIALS[-1])
        finally:
            reader.close()
            window.terminate()
            window.wait(PATIENCE_SECONDS)
    heard = [text for text in texts(settings) if not text.endswith("rt00")]
    assert heard == [*CODES, *SERIALS]


def scanned(settings: object, reader: XReader, text: str) -> bool:
    """Scan until the window that is opening has heard one."""
    reader.scan(text)
    return bool(texts(settings))


def texts(settings: object) -> list[str]:
    """Return what was scanned, oldest first."""
    workshop = build(settings)  # type: ignore[arg-type]
    with workshop.store.looking() as look:
        found = [kept.scan.text for kept in look.scans()]
    workshop.close()
    return found[::-1]


def wait_for(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not happened():
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.2)
