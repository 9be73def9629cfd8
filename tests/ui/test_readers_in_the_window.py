from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from threading import Event, Timer

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from tests.adapters.scanners.pty_reader import PtyReader
from tests.ui.fitting import SMALL, laid_out, problems, zooms_of
from tests.ui.open_window import OpenIt, OpenWindow, change
from tests.ui.settings_window import at_settings
from ui.calibration.screen import CalibrationScreen
from ui.signals import Shape, Signal
from ui.tokens import THEMES, ThemeName
from workshop.bootstrap import build
from workshop.domain.calibration import FIRST, SECOND, WHOLE
from workshop.domain.codes import Command, command_code
from workshop.domain.lanes import Lane
from workshop.reader_wiring import calibration_code
from workshop.settings import load_settings

PATIENCE_SECONDS = 10


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


@pytest.fixture
def two_readers(
    real_shop: Path, open_window: OpenIt, tmp_path: Path
) -> Iterator[tuple[OpenWindow, PtyReader, PtyReader]]:
    lines = PtyReader(tmp_path, "ttyONE"), PtyReader(tmp_path, "ttyTWO")
    change(real_shop, reader_port=" ".join(str(line.path) for line in lines))
    window = open_window(real_shop)
    window.until(lambda: len(present(window)) == 2)
    yield window, *lines
    for line in lines:
        line.close()


def present(window: OpenWindow) -> set[str]:
    readers = window.application.readers
    assert readers is not None
    return {presence.reader for presence in readers.there.values() if presence.there}


def test_two_readers_are_two_lanes_with_a_colour_and_a_name(
    two_readers: tuple[OpenWindow, PtyReader, PtyReader],
) -> None:
    window, *lines = two_readers
    lamps = window.desk.readers.lamps
    assert {lamp.label.text() for lamp in lamps} == {"Poste bleu", "Poste orange"}
    assert {lamp.lane.lane for lamp in lamps} == set(Lane)
    assert all(lamp.isVisible() and lamp.lane.isVisible() for lamp in lamps)
    for line in lines:
        with window.qtbot.waitSignal(window.desk.answer_shown):
            line.scan("8XK2J13")
        window.settle()
    kept = window.workshop.views.to_check()
    assert {each.scan.reader for each in kept} == {"ttyONE", "ttyTWO"}
    assert window.last_gesture.startswith(window.desk.readers.lane_of(kept[0].scan.reader))
    assert window.desk.readers.lane_of(kept[0].scan.reader) in window.band_text


def test_one_of_two_readers_that_vanishes_is_named_and_the_other_goes_on(
    two_readers: tuple[OpenWindow, PtyReader, PtyReader],
) -> None:
    window, one, other = two_readers
    lane = window.desk.readers.lane_of("ttyONE")
    one.unplug()
    window.until(lambda: present(window) == {"ttyTWO"})
    assert f"{lane.removeprefix('Poste ').capitalize()} débranché" in {
        lamp.label.text() for lamp in window.desk.readers.lamps
    }
    assert lane in window.last_gesture
    with window.qtbot.waitSignal(window.desk.answer_shown):
        other.scan("8XK2J13")
    one.plug()
    window.until(lambda: present(window) == {"ttyONE", "ttyTWO"})
    assert window.desk.readers.lane_of("ttyONE") == lane


def test_one_scan_sets_a_reader_that_types_and_it_stays_set(real_shop: Path, open_window: OpenIt) -> None:
    window = open_window(real_shop)
    window.go(Qt.Key.Key_F5, "intake")
    window.scan("5CG9123QWY", Signal.REFUSED)  # of a reader set to German it would be ...QWZ
    assert "pas réglée" in window.band_text
    window.scan(command_code(Command.CALIBRATE).text, Signal.ACCEPTED)
    window.scan(FIRST, Signal.ACCEPTED)
    assert "Scannez maintenant le code 2" in window.band_text
    window.scan(SECOND, Signal.ACCEPTED)
    assert "La douchette est réglée" in window.band_text
    window.write("Mairie")
    window.write("")
    window.until(lambda: window.intake.lot is not None)
    window.settle()
    window.scan("5CG9123QWY", Signal.ACCEPTED)
    window.close()
    again = open_window(real_shop)
    assert again.desk.current == "home"
    again.go(Qt.Key.Key_F6, "bench")
    again.scan("5CG9123QWY", Signal.ACCEPTED)


def test_a_trigger_that_bounces_is_brief_amber_and_counts_nothing(with_reader: OpenWindow, reader: PtyReader) -> None:
    with_reader.go(Qt.Key.Key_F5, "intake")
    with_reader.write("Mairie")
    with_reader.write("")
    with_reader.until(lambda: with_reader.intake.lot is not None)
    with_reader.settle()
    for signal in (Signal.ACCEPTED, Signal.ALREADY_DONE):
        with with_reader.qtbot.waitSignal(with_reader.desk.answer_shown):
            reader.scan("8XK2J13")
        assert with_reader.band.signal is signal
        with_reader.settle()
    assert "lu deux fois" in with_reader.band_text
    lot = with_reader.intake.lot
    assert lot is not None
    assert len(with_reader.workshop.machines.of_lot(lot.code)) == 1


def ignored(_result: object) -> None:
    """Nobody waits for it."""


def test_a_scan_that_waits_for_its_turn_is_written_although_the_window_is_closed(
    real_shop: Path, open_window: OpenIt
) -> None:
    window = open_window(real_shop)
    assert window.desk.current == "home"
    gate = Event()
    window.application.background.run(partial(gate.wait, PATIENCE_SECONDS), ignored)
    for number in range(20):
        window.hands.scan(f"8XK2J{number:02d}")
    Timer(0.2, gate.set).start()
    window.close()
    workshop = build(load_settings(real_shop, {}))
    with workshop.store.looking() as look:
        assert [kept.scan.text for kept in look.scans()] == [f"8XK2J{number:02d}" for number in reversed(range(20))]
    workshop.close()


def test_a_scan_that_no_reader_was_set_for_shows_the_code_that_sets_it_right_there(
    real_shop: Path, open_window: OpenIt
) -> None:
    window = open_window(real_shop)
    window.go(Qt.Key.Key_F6, "bench")
    window.scan("5CG9123QWY", Signal.REFUSED)
    over = window.desk.overlays.open
    assert isinstance(over, CalibrationScreen)
    assert not over.state.isHidden()
    window.until(lambda: over.code.rows == calibration_code())
    window.scan(WHOLE, Signal.ACCEPTED)
    assert "La douchette est réglée" in window.band_text
    assert (window.desk.overlays.open, window.desk.current) == (None, "bench")
    window.scan("5CG9123QWY", Signal.REFUSED)
    assert "Personne ne connaît le numéro" in window.band_text
    assert window.desk.overlays.open is None


def test_the_command_shows_the_code_too_and_escape_or_any_other_scan_leaves_it(
    real_shop: Path, open_window: OpenIt
) -> None:
    window = open_window(real_shop)
    window.go(Qt.Key.Key_F6, "bench")
    for leaves in ("escape", "8XK2J13"):
        window.scan(command_code(Command.CALIBRATE).text, Signal.ACCEPTED)
        over = window.desk.overlays.open
        assert isinstance(over, CalibrationScreen)
        assert over.state.isHidden()
        window.press(Qt.Key.Key_Escape) if leaves == "escape" else window.scan(leaves)
        assert window.desk.overlays.open is None


@pytest.mark.parametrize("theme", THEMES)
def test_the_code_fits_and_is_read_from_the_screen(real_shop: Path, open_window: OpenIt, theme: ThemeName) -> None:
    window = open_window(real_shop)
    window.window.resize(SMALL)
    window.go(Qt.Key.Key_F6, "bench")
    window.scan("5CG9123QWY", Signal.REFUSED)
    over = window.desk.overlays.open
    assert isinstance(over, CalibrationScreen)
    window.until(lambda: bool(over.code.rows))
    wrong = []
    for zoom in zooms_of(theme):
        window.application.holder.choose(theme, zoom)
        window.settle()
        laid_out()
        wrong += [f"{zoom}: {words}" for words in problems(window.window)]
        seen = zxingcpp.read_barcodes(picture_of(over.code))
        assert [found.text for found in seen] == [WHOLE]
    assert not wrong, "\n".join(wrong)


def picture_of(widget: QWidget) -> Image.Image:
    grabbed = widget.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    rows = bytes(grabbed.constBits())
    size = (grabbed.width(), grabbed.height())
    return Image.frombuffer("L", size, rows, "raw", "L", grabbed.bytesPerLine(), 1)


def test_lecteur_says_whether_the_reader_is_set_and_shows_its_code(real_shop: Path, open_window: OpenIt) -> None:
    window = open_window(real_shop)
    screen = at_settings(window)
    screen.show_part(screen.reader)
    window.settle()
    assert screen.reader.state.text() == "La douchette n’est pas réglée."
    window.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(window.desk.overlays.open, CalibrationScreen)
    window.hands.scan(WHOLE)
    window.until(lambda: screen.reader.state.text() == "La douchette est réglée.")
    assert window.desk.overlays.open is None
    assert screen.reader.tried.what.text() == "La douchette est réglée."
    screen.show_part(screen.display)
    screen.show_part(screen.reader)
    window.settle()
    assert screen.reader.state.text() == "La douchette est réglée."
