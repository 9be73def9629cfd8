"""A reader that types, for real: key codes through the X server into the application as it is started.

Layouts of readers × computers × Caps Lock: in each cell our codes, the scan « réglage », then makers' serials.
"""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pytest

from tests.domain.typing_reader import READERS, SERIALS, some_codes
from tests.ui.x_reader import XReader, a_display, is_possible
from workshop.bootstrap import build
from workshop.domain.calibration import WHOLE
from workshop.domain.codes import make
from workshop.settings import Settings, load_settings

PATIENCE_SECONDS = 60
CODES, NUMBERS = 30, 10
KNOCK = make(26, 7, 999_999).text
Cell = tuple[str, bool]  # the reader's layout, Caps Lock
COMPUTERS = ("us", "fr", "be", "de", "fr afnor", "fr bepo")
ALL_CELLS = tuple(itertools.product(READERS, (False, True)))

pytestmark = pytest.mark.skipif(not is_possible(), reason="no X server here")


@pytest.mark.parametrize(
    ("computer", "cells"),
    [("us", [("FR-PC", True)]), ("fr", [("US", False), ("DE", True)]), ("de", [("US", True), ("FR-Mac/BE", False)])],
)
def test_a_reader_is_understood_whatever_the_two_layouts(real_shop: Path, computer: str, cells: list[Cell]) -> None:
    sent, heard = scanned_for_real(load_settings(real_shop, {}), real_shop, computer, cells)
    assert heard == sent


@pytest.mark.long
@pytest.mark.parametrize("computer", COMPUTERS)
def test_every_reader_is_understood_on_every_computer(real_shop: Path, computer: str) -> None:
    sent, heard = scanned_for_real(load_settings(real_shop, {}), real_shop, computer, ALL_CELLS)
    assert heard == sent


def scanned_for_real(
    settings: Settings, file: Path, computer: str, cells: Sequence[Cell]
) -> tuple[list[str], list[str]]:
    """Start the application, scan in every cell; return what was sent and what was written down."""
    sent: list[str] = []
    with a_display(*computer.split()) as display:
        environment = os.environ | {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display, "QT_IM_MODULE": "none"}
        window = subprocess.Popen([sys.executable, "-m", "ui", "--settings", str(file)], env=environment)
        reader = XReader(display)
        try:
            wait_for(lambda: has_heard(settings, reader))
            for place, (layout, caps) in enumerate(cells):
                reader.layout = READERS[layout]
                sent += scan_a_cell(reader, place, caps=caps)
                wait_for(partial(has_written, settings, len(sent)))
        finally:
            reader.close()
            window.terminate()
            window.wait(PATIENCE_SECONDS)
    return sent, texts(settings)


def scan_a_cell(reader: XReader, place: int, *, caps: bool) -> list[str]:
    serials = [SERIALS[(place * NUMBERS + number) % len(SERIALS)] for number in range(NUMBERS)]
    sent = [*some_codes(CODES, place), WHOLE, *serials]
    if caps:
        reader.press_caps_lock()
    for text in sent:
        reader.scan(text)
    if caps:
        reader.press_caps_lock()
    return sent


def has_heard(settings: Settings, reader: XReader) -> bool:
    """Knock until the window that is opening has heard it."""
    reader.scan(KNOCK)
    return bool(texts(settings, knocks=True))


def has_written(settings: Settings, number: int) -> bool:
    return len(texts(settings)) >= number


def texts(settings: Settings, *, knocks: bool = False) -> list[str]:
    """Return what was scanned, oldest first."""
    workshop = build(settings)
    with workshop.store.looking() as look:
        found = [kept.scan.text for kept in look.scans()]
    workshop.close()
    return [text for text in reversed(found) if knocks or text != KNOCK]


def wait_for(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not happened():
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.2)
