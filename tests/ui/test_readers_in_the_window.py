from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.adapters.scanners.pty_reader import PtyReader
from tests.ui.open_window import OpenIt, OpenWindow, change
from ui.signals import Shape, Signal


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[PtyReader]:
    line = PtyReader(tmp_path)
    yield line
    line.close()


@pytest.fixture
def with_reader(real_shop: Path, open_window: OpenIt, reader: PtyReader) -> OpenWindow:
    change(real_shop, reader_port=str(reader.path))
    window = open_window(real_shop)
    window.until(lambda: window.desk.reader_lamp.label.text() == "Douchette")
    return window


def test_a_serial_reader_is_heard_and_its_name_is_kept(with_reader: OpenWindow, reader: PtyReader) -> None:
    with with_reader.qtbot.waitSignal(with_reader.desk.answer_shown):
        reader.scan("8XK2J13")
    assert with_reader.band.signal is Signal.REFUSED
    (kept,) = with_reader.workshop.views.to_check()
    assert (kept.scan.text, kept.scan.reader) == ("8XK2J13", "ttyREADER")


def test_a_reader_that_is_pulled_out_is_told_on_its_lamp_and_comes_back(
    with_reader: OpenWindow, reader: PtyReader
) -> None:
    lamp = with_reader.desk.reader_lamp
    reader.unplug()
    with_reader.until(lambda: lamp.mark.shape is Shape.WARNING)
    assert lamp.label.text() == "Douchette débranchée"
    assert "débranchée" in with_reader.last_gesture
    reader.plug()
    with_reader.until(lambda: lamp.mark.shape is Shape.ACCEPTED)
    with with_reader.qtbot.waitSignal(with_reader.desk.answer_shown):
        reader.scan("8XK2J13")


def test_two_hundred_scans_are_all_there_in_their_order_while_a_field_is_open(
    with_reader: OpenWindow, reader: PtyReader
) -> None:
    with_reader.go(Qt.Key.Key_F5, "intake")
    with_reader.write("Mairie")
    with_reader.write("")
    with_reader.until(lambda: with_reader.intake.lot is not None)
    with_reader.settle()
    lot = with_reader.intake.lot
    assert lot is not None
    serials = [f"SN{number:06d}" for number in range(200)]
    for place, serial in enumerate(serials):
        reader.scan(serial) if place % 2 else with_reader.hands.scan(serial)
    with_reader.qtbot.waitUntil(lambda: len(with_reader.workshop.machines.of_lot(lot.code)) == 200, timeout=60_000)
    cards = with_reader.workshop.machines.of_lot(lot.code)
    by_wedge = [card.serial for card in sorted(cards, key=lambda card: card.number) if int(card.serial[2:]) % 2 == 0]
    by_line = [card.serial for card in sorted(cards, key=lambda card: card.number) if int(card.serial[2:]) % 2]
    assert by_wedge == serials[::2]
    assert by_line == serials[1::2]
    assert with_reader.intake.choice.donor.text() == ""
    with_reader.qtbot.waitUntil(lambda: not with_reader.application.background.busy, timeout=120_000)
