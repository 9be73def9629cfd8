"""From nothing to a label and a certificate, as somebody does it who has no reader, no printer and no settings."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui.fitting import SMALL, misfits, zooms_of
from tests.ui.open_window import OpenedFiles, OpenIt, OpenWindow
from tests.ui.test_every_screen_speaks import speechless
from tests.ui.test_wiping import screen as wiping
from ui.documents.modes import Mode
from ui.documents.screen import DocumentsScreen
from ui.practice.screen import PracticeScreen
from ui.signals import Signal
from ui.tokens import THEMES, ThemeName
from ui.wiping.telling import Group
from workshop.adapters.documents.verification import Word, verify
from workshop.domain.chain import Action
from workshop.domain.machines import State
from workshop.services.practice import Printed
from workshop.settings import Profile, load_settings

CONTROL = Qt.KeyboardModifier.ControlModifier
TWO_MINUTES = 120.0
A_WHILE_MS = 60_000


def press(window: OpenWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key now, by the clock that the panel's keys have too."""
    window.hands._now_ms = max(window.hands._now_ms, round(time.monotonic() * 1000))
    window.press(key, modifiers)


def panel(window: OpenWindow) -> PracticeScreen:
    over = window.desk.overlays.open
    assert isinstance(over, PracticeScreen)
    return over


def scan_from_the_panel(window: OpenWindow, text: str = "", printed: Printed | None = None) -> None:
    """Open the panel and press the key of one code; wait for the answer on the screen below."""
    press(window, Qt.Key.Key_S, CONTROL)
    window.until(lambda: window.desk.overlays.open is not None)
    window.settle()
    codes = panel(window)._codes
    number = next(
        place for place, code in enumerate(codes, 1) if (text and code.text == text) or code.printed is printed
    )
    window.hands._now_ms = max(window.hands._now_ms, round(time.monotonic() * 1000))
    with window.qtbot.waitSignal(window.desk.answer_shown, timeout=A_WHILE_MS):
        window.digit(number)
    assert window.desk.overlays.open is None
    window.settle()


@pytest.mark.parametrize("shipped", [False, pytest.param(True, marks=pytest.mark.long)])
def test_a_label_and_a_certificate_in_two_minutes_with_nothing_but_keys(
    settings_file: Path,
    open_window: OpenIt,
    opened_files: OpenedFiles,
    monkeypatch: pytest.MonkeyPatch,
    *,
    shipped: bool,
) -> None:
    if shipped:  # wipes are held back, so that there is something to see
        monkeypatch.delenv("ETABLI_PRACTICE_MIB_PER_SECOND", raising=False)
    begun = time.monotonic()
    window = open_window(settings_file)
    window.until(lambda: window.application.first_run is not None)
    window.digit(1)
    window.qtbot.waitUntil(lambda: window.application.desk is not None, timeout=A_WHILE_MS)
    window.settle()
    code = labelled(window, opened_files)
    assert time.monotonic() - begun < TWO_MINUTES / 2
    wiped(window, code)
    before = set(opened_files.files)
    certificate(window, code)
    window.until(lambda: bool(set(opened_files.files) - before))
    took = time.monotonic() - begun
    (paper,) = set(opened_files.files) - before
    assert verify(paper.read_bytes()).word is Word.EXAMPLE
    assert took < TWO_MINUTES, took
    assert (window.hands.spent.scans, window.hands.spent.clicks) == (0, 0)


def labelled(window: OpenWindow, opened_files: OpenedFiles) -> str:
    """Receive a machine and have its label shown; return its code."""
    press(window, Qt.Key.Key_F5)
    window.until(lambda: window.desk.current == "intake")
    window.settle()
    scan_from_the_panel(window, "EXG6480002")
    assert window.band.signal in (None, Signal.ACCEPTED)
    code = window.intake.now.plate.code
    press(window, Qt.Key.Key_P, CONTROL)
    window.until(lambda: any(code in file.name for file in opened_files.files))
    (label,) = [file for file in opened_files.files if code in file.name]
    assert label.read_bytes().startswith(b"%PDF")
    return code


def wiped(window: OpenWindow, code: str) -> None:
    """Triage a machine of two drives, wipe both, and agree."""
    press(window, Qt.Key.Key_F6)
    window.until(lambda: window.desk.current == "bench")
    scan_from_the_panel(window, code)
    window.until(lambda: window.bench.next.action is Action.TRIAGE)
    press(window, Qt.Key.Key_F12)
    window.until(lambda: window.bench.next.action is Action.WIPE)
    press(window, Qt.Key.Key_F7)
    window.until(lambda: wiping(window).armed)
    scan_from_the_panel(window, code)
    window.qtbot.waitUntil(
        lambda: [card.told.group for card in wiping(window).running.cards.values()] == [Group.ENDED] * 2,
        timeout=A_WHILE_MS,
    )
    for _each in range(2):
        press(window, Qt.Key.Key_Down)
        press(window, Qt.Key.Key_F12)
        window.settle()
    window.until(lambda: window.workshop.machines.card(code).state == State.WIPED.value)


def certificate(window: OpenWindow, code: str) -> None:
    """Make the certificate of a machine, and open its file."""
    press(window, Qt.Key.Key_D, CONTROL)
    window.until(lambda: window.desk.current == "documents")
    window.settle()
    scan_from_the_panel(window, code)
    for mode in (Mode.PAPER, None):
        press(window, Qt.Key.Key_F12)
        screen = window.desk.screen
        assert isinstance(screen, DocumentsScreen)
        window.until(lambda mode=mode, screen=screen: mode is None or screen.mode is mode)  # type: ignore[misc]
        window.settle()


def test_the_panel_is_there_in_an_exercise_only(real_shop: Path, open_window: OpenIt) -> None:
    window = open_window(real_shop)
    window.settle()
    press(window, Qt.Key.Key_S, CONTROL)
    assert window.desk.overlays.open is None
    assert "douchette d’essai" in window.band_text
    assert window.home.practice.isHidden()


def test_a_wrong_code_is_among_them_and_is_refused(sample_shop: Path, open_window: OpenIt) -> None:
    window = open_window(sample_shop)
    window.settle()
    scan_from_the_panel(window, printed=Printed.TRADE)
    assert window.band.signal is Signal.REFUSED
    (kept, *_older) = window.workshop.views.to_check()
    assert (kept.scan.reader, kept.scan.typed) == ("keyboard", False)


@pytest.mark.parametrize("theme", THEMES)
def test_the_panel_fits_and_says_what_it_is(sample_shop: Path, open_window: OpenIt, theme: ThemeName) -> None:
    window = open_window(sample_shop)
    window.window.resize(SMALL)
    window.go(Qt.Key.Key_F5, "intake")
    press(window, Qt.Key.Key_S, CONTROL)
    window.settle()
    assert not speechless(window.window)
    assert not misfits(window, ["practice"], theme, zooms_of(theme))


def test_the_mouse_does_it_too(sample_shop: Path, open_window: OpenIt) -> None:
    window = open_window(sample_shop)
    window.settle()
    window.hands.click(window.home.practice)
    window.settle()
    button = next(each for each in panel(window).offered if "2600" in each.text())
    with window.qtbot.waitSignal(window.desk.answer_shown):
        window.hands.click(button)
    assert window.desk.current == "bench"


def test_a_workshop_practises_and_finds_itself_again(real_shop: Path, open_window: OpenIt) -> None:
    window = open_window(real_shop)
    window.settle()
    name = window.desk.session.shop
    window.home.exercise.setFocus()
    press(window, Qt.Key.Key_Space)
    window.qtbot.waitUntil(
        lambda: window.application.desk is not None and window.desk.session.sample, timeout=A_WHILE_MS
    )
    window.settle()
    assert window.application._banner is not None
    assert load_settings(real_shop, {}).profile is Profile.WORKSHOP  # the bench starts where it works for real
    scan_from_the_panel(window, printed=Printed.LABEL)
    press(window, Qt.Key.Key_Escape)
    window.until(lambda: window.desk.current == "home")
    assert window.home.start.text() == "Revenir à l’atelier"
    window.home.start.setFocus()
    press(window, Qt.Key.Key_Space)
    window.until(lambda: window.application.desk is not None and not window.desk.session.sample)
    window.settle()
    assert window.desk.session.shop == name
    assert window.application._banner is None
    with window.workshop.store.looking() as look:
        assert look.scans() == ()
