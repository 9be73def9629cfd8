"""Tests that run on the machine itself: what is seen is told, and a person answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.fake_senses import FakeSenses, no_senses
from tests.ui.inspection_window import READY, answer, front, show, the_tests, tried_here
from tests.ui.open_window import OpenIt, OpenWindow
from ui.inspection.colours_window import LIGHTS, ColoursWindow
from ui.inspection.full_window import FullWindow
from ui.inspection.keyboard_window import KeyboardWindow
from ui.inspection.touchpad_window import CORNERS, TouchpadWindow
from ui.inspection.watchers import NetworkWatcher, PowerWatcher, SocketWatcher
from workshop.domain.inspection import Function, How
from workshop.domain.keyboards import FRENCH, GERMAN, caps_of
from workshop.services.trying import Networks, Plugged, Power, Side

Key = Qt.Key
REQUIRED = [cap.code for cap in caps_of(FRENCH) if cap.required]
LETTERS = dict(zip(range(16, 26), "azertyuiop", strict=True)) | dict(zip(range(30, 40), "qsdfghjklm", strict=True))


@pytest.fixture
def senses() -> FakeSenses:
    return FakeSenses()


@pytest.fixture
def window(sample_shop: Path, open_window: OpenIt) -> OpenWindow:
    return open_window(sample_shop)


def opened(window: OpenWindow, function: Function) -> FullWindow:
    """Start a test that needs the whole screen."""
    show(window, function)
    window.press(Key.Key_F3)
    screen = the_tests(window)
    window.until(lambda: screen.windows.window is not None and screen.windows.window.isActiveWindow())
    assert screen.windows.window is not None
    return screen.windows.window


def closed(window: OpenWindow) -> None:
    """Wait until the screen of the tests is in front again."""
    window.until(lambda: the_tests(window).windows.window is None)
    window.until(lambda: QGuiApplication.focusWindow() is window.window.windowHandle())


def strike(window: OpenWindow, code: int) -> None:
    """Press one key by the place where it lies."""
    window.hands.press(Key.Key_unknown, text=LETTERS.get(code, ""), code=code)


def how(window: OpenWindow, code: str, function: Function) -> How | None:
    found = answer(window, code, function)
    return found.how if found else None


def test_only_the_machine_that_runs_us_is_tried(window: OpenWindow, senses: FakeSenses) -> None:
    screen, _code = tried_here(window, senses)
    assert not screen.test.trial.isHidden()
    window.scan(READY)
    window.settle()
    assert not screen.here
    show(window, Function.SCREEN)
    assert screen.test.trial.isHidden()
    window.press(Key.Key_F3)
    assert screen.windows.window is None


def test_the_screen_is_filled_with_one_colour_after_the_other(window: OpenWindow, senses: FakeSenses) -> None:
    screen, code = tried_here(window, senses)
    colours = opened(window, Function.SCREEN)
    assert isinstance(colours, ColoursWindow)
    assert colours.isFullScreen()
    seen = []
    for place in range(len(LIGHTS)):
        window.until(lambda place=place: colours.place == place)  # type: ignore[misc]
        picture = colours.grab().toImage()
        seen.append(picture.pixelColor(3, 3).name())
        assert picture.pixelColor(picture.width() - 3, picture.height() - 3).name() == seen[-1]
        window.hands.press(Key.Key_Space)
        if place + 1 < len(LIGHTS):
            window.until(lambda place=place: colours.place == place + 1)  # type: ignore[misc]
    closed(window)
    assert seen == ["#ff0000", "#00ff00", "#0000ff", "#ffffff", "#000000"]
    assert "Toutes les couleurs" in screen.test.trial.words.text()
    window.digit(1)
    window.settle()
    assert how(window, code, Function.SCREEN) is How.GUIDED


def test_escape_ends_the_colours_and_what_was_not_seen_is_no_trial(window: OpenWindow, senses: FakeSenses) -> None:
    screen, code = tried_here(window, senses)
    opened(window, Function.SCREEN)
    window.hands.press(Key.Key_Escape)
    closed(window)
    assert "Pas fini" in screen.test.trial.words.text()
    assert front(screen)[1] is Function.SCREEN
    window.digit(1)
    window.settle()
    assert how(window, code, Function.SCREEN) is How.PERSON


def test_every_key_that_answers_is_lit_and_the_missing_ones_are_named(window: OpenWindow, senses: FakeSenses) -> None:
    screen, _code = tried_here(window, senses)
    keyboard = opened(window, Function.KEYBOARD)
    assert isinstance(keyboard, KeyboardWindow)
    for code in REQUIRED:
        if code not in (3, 40, 1):  # é, ù, Escape
            strike(window, code)
    assert keyboard.missing_words() == ("Échap", "é", "ù")
    assert keyboard.left.text().split() == ["Il", "reste", ":", "Échap", "é", "ù"]
    for code in (1, 3):
        strike(window, code)
    strike(window, 1)
    strike(window, 1)
    closed(window)
    assert screen.test.trial.words.text().split() == ["Il", "reste", ":", "ù"]
    assert not screen.test.trial.seen


def test_a_whole_keyboard_ends_by_itself(window: OpenWindow, senses: FakeSenses) -> None:
    screen, code = tried_here(window, senses)
    opened(window, Function.KEYBOARD)
    for key in REQUIRED:
        strike(window, key)
    closed(window)
    assert screen.test.trial.words.text() == "Toutes les touches répondent."
    window.press(Key.Key_Space)
    window.settle()
    assert how(window, code, Function.KEYBOARD) is How.GUIDED


def test_a_hand_that_slides_over_the_keys_is_no_scan_and_no_key_is_lost(window: OpenWindow, senses: FakeSenses) -> None:
    tried_here(window, senses)
    keyboard = opened(window, Function.KEYBOARD)
    assert isinstance(keyboard, KeyboardWindow)
    before = len(window.workshop.views.to_check())
    for code in (*range(16, 26), *range(30, 40)):
        window.hands.press(Key.Key_unknown, 4, text=LETTERS[code], code=code)
    window.hands.press(Key.Key_Return, 4, code=28)
    window.settle()
    assert keyboard.pressed == {*range(16, 26), *range(30, 40), 28}
    assert len(window.workshop.views.to_check()) == before
    assert window.desk.current == "inspection"


def test_keys_that_do_something_elsewhere_only_light_up(window: OpenWindow, senses: FakeSenses) -> None:
    tried_here(window, senses)
    keyboard = opened(window, Function.KEYBOARD)
    assert isinstance(keyboard, KeyboardWindow)
    for key, code in ((Key.Key_F5, 63), (Key.Key_F9, 67), (Key.Key_Tab, 15), (Key.Key_Z, 17)):
        window.hands.press(key, code=code, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert keyboard.pressed == {63, 67, 15, 17}
    assert window.desk.current == "inspection"


def test_a_label_scanned_during_the_keyboard_test_is_not_lost(window: OpenWindow, senses: FakeSenses) -> None:
    screen, _code = tried_here(window, senses)
    opened(window, Function.KEYBOARD)
    window.hands.scan(READY)
    closed(window)
    window.until(lambda: screen.code == READY)


def test_the_drawing_follows_what_the_keys_give(window: OpenWindow, senses: FakeSenses) -> None:
    tried_here(window, senses)
    keyboard = opened(window, Function.KEYBOARD)
    assert isinstance(keyboard, KeyboardWindow)
    for code, text in zip((*range(16, 28), 39, 40), "qwertzuiopü+öä", strict=True):
        window.hands.press(Key.Key_unknown, text=text, code=code)
    assert keyboard.keyboard is GERMAN


def test_a_numeric_pad_is_drawn_once_one_of_its_keys_is_pressed(window: OpenWindow, senses: FakeSenses) -> None:
    tried_here(window, senses)
    keyboard = opened(window, Function.KEYBOARD)
    assert isinstance(keyboard, KeyboardWindow)
    without = len(keyboard.missing_words())
    strike(window, 79)
    assert len(keyboard.missing_words()) == without + 16


def test_the_touchpad_reaches_four_corners_and_clicks_on_both_sides(window: OpenWindow, senses: FakeSenses) -> None:
    screen, code = tried_here(window, senses)
    pad = opened(window, Function.TOUCHPAD)
    assert isinstance(pad, TouchpadWindow)
    for name in CORNERS:
        QTest.mouseMove(pad.windowHandle(), pad.corner(name).center())
        QApplication.processEvents()
    assert pad.done == set(CORNERS)
    QTest.mouseClick(pad, Qt.MouseButton.LeftButton, pos=QPoint(pad.width() // 2, pad.height() // 2))
    QTest.mouseClick(pad, Qt.MouseButton.RightButton, pos=QPoint(pad.width() // 2, pad.height() // 2))
    closed(window)
    window.digit(1)
    window.settle()
    assert how(window, code, Function.TOUCHPAD) is How.GUIDED
    assert front(screen)[1] is Function.WEBCAM


def test_the_camera_shows_what_it_sees_and_nothing_is_kept(window: OpenWindow, senses: FakeSenses) -> None:
    screen, code = tried_here(window, senses)
    show(window, Function.WEBCAM)
    window.until(lambda: not screen.test.trial.picture.isHidden())
    assert "n’est pas gardée" in screen.test.trial.words.text()
    window.digit(1)
    window.settle()
    assert how(window, code, Function.WEBCAM) is How.GUIDED
    assert window.workshop.photos.of(code) == ()


def test_the_microphone_shows_how_loud_it_is(window: OpenWindow, senses: FakeSenses) -> None:
    screen, _code = tried_here(window, senses)
    senses.heard = 5
    show(window, Function.MICROPHONE)
    window.until(lambda: "parlez" in screen.test.trial.words.text())
    assert not screen.test.trial.seen
    senses.heard = 70
    window.until(lambda: screen.test.trial.seen)
    assert screen.test.trial.level.value() == 700
    assert "vous entend" in screen.test.trial.words.text()


def test_a_tone_goes_to_the_left_then_to_the_right(window: OpenWindow, senses: FakeSenses) -> None:
    screen, _code = tried_here(window, senses)
    show(window, Function.SPEAKERS)
    for side in (Side.LEFT, Side.RIGHT):
        window.press(Key.Key_F3)
        window.until(lambda side=side: bool(senses.played) and senses.played[-1] is side)  # type: ignore[misc]
        window.settle()
    assert screen.test.trial.seen
    assert senses.played == [Side.LEFT, Side.RIGHT]


@pytest.mark.parametrize(
    "function",
    [Function.WEBCAM, Function.MICROPHONE, Function.PORTS, Function.WIFI, Function.CHARGES, Function.SPEAKERS],
)
def test_without_its_tool_a_test_says_so_and_is_answered_by_one_key(
    window: OpenWindow, senses: FakeSenses, function: Function
) -> None:
    del senses
    screen, code = tried_here(window, no_senses())
    show(window, function)
    if function is Function.SPEAKERS:
        window.press(Key.Key_F3)
    window.until(lambda: "ici." in screen.test.trial.words.text())
    window.digit(1)
    window.settle()
    assert how(window, code, function) is How.PERSON


def test_nothing_is_looked_at_any_more_once_the_page_is_left(window: OpenWindow, senses: FakeSenses) -> None:
    screen, _code = tried_here(window, senses)
    show(window, Function.MICROPHONE)
    window.until(lambda: screen.test.trial.seen)
    window.press(Key.Key_F12)
    window.settle()
    screen.test.trial._again.stop()
    screen.test.trial._look()
    assert not window.application.background.busy


def test_sockets_are_counted_as_a_stick_goes_from_one_to_the_next() -> None:
    watcher, camera = SocketWatcher(), Plugged("1-7", "Camera")
    assert not watcher.tell((camera,)).seen
    assert watcher.tell((camera, Plugged("1-1", "Stick"))).words.startswith("1 prise répond")
    watcher.tell((camera,))
    assert watcher.tell((camera, Plugged("1-2", "Stick"))).words.startswith("2 prises répondent")
    watcher.tell((camera,))
    assert watcher.tell((camera, Plugged("1-1", "Stick"))).words.startswith("2 prises"), "the same socket is one"


def test_a_stick_that_was_there_before_counts_when_it_comes_back() -> None:
    watcher, stick = SocketWatcher(), Plugged("1-1", "Stick")
    assert not watcher.tell((stick,)).seen
    assert not watcher.tell(()).seen
    assert watcher.tell((stick,)).seen


def test_no_network_in_reach_is_no_proof_and_no_network_is_named() -> None:
    assert not NetworkWatcher().tell(Networks(0, 0)).seen
    assert NetworkWatcher().tell(Networks(1, 40)).words == "1 réseau est vu. Le plus fort\u00a0: 40\u202f%."


def test_the_battery_is_told_in_minutes_and_percent_as_they_were_read() -> None:
    now = [0.0]
    watcher = PowerWatcher(lambda: now[0])
    plugged = Power(86, plugged_in=True, charging=True)
    assert "86\u202f%" in watcher.tell(plugged).words
    out = Power(86, plugged_in=False, charging=False)
    assert "pas encore de baisse" in watcher.tell(out).words
    now[0] = 245
    told = watcher.tell(Power(85, plugged_in=False, charging=False))
    assert told.seen
    assert told.words.replace("\u202f", " ").replace("\u00a0", " ") == "Débranché depuis 4 min : de 86 % à 85 %."
    assert "ne se charge pas" in watcher.tell(Power(85, plugged_in=True, charging=False)).words
