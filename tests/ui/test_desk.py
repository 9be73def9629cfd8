# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPushButton, QTableView, QWidget

from tests.ui.open_window import OpenIt
from ui.shell.window import Window
from ui.signals import Signal
from ui.widgets.header import Header
from workshop.domain.codes import make
from workshop.settings import load_settings

CTRL = Qt.KeyboardModifier.ControlModifier


def test_the_window_opens_on_the_home_screen_with_what_waits(sample_shop: Path, open_window: OpenIt) -> None:
    window = open_window(sample_shop)
    window.settle()
    assert window.desk.current == "home"
    assert window.home.tiles["intake"]._context == "Mairie d’Exemple\u00a0: 3\u00a0sur\u00a06"
    assert window.home.day.received.number.text() == "3"
    assert "EXEMPLE" in window.application._banner.word.text()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("key", "name"), [(Qt.Key.Key_F5, "intake"), (Qt.Key.Key_F6, "bench"), (Qt.Key.Key_F9, "delivery")]
)
def test_a_job_s_key_opens_it_and_escape_comes_home(
    real_shop: Path, open_window: OpenIt, key: Qt.Key, name: str
) -> None:
    window = open_window(real_shop)
    window.go(key, name)
    assert window.desk.rail.items[name].isChecked()
    window.press(Qt.Key.Key_Escape)
    assert window.desk.current == "home"


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (Qt.Key.Key_F10, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_what_is_not_built_says_so_and_what_to_do_meanwhile(
    real_shop: Path, open_window: OpenIt, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    window = open_window(real_shop)
    window.go(Qt.Key.Key_F9, "delivery")
    window.press(key, modifiers)
    assert window.desk.current == "delivery"
    assert window.band.signal is Signal.REFUSED
    assert window.band._word.text() == "Bientôt."
    assert window.band._action.text()
    assert "Bientôt" in window.last_gesture


def test_larger_text_stays_for_the_next_time(real_shop: Path, open_window: OpenIt) -> None:
    window = open_window(real_shop)
    window.settle()
    for _ in range(4):
        window.press(Qt.Key.Key_Plus, CTRL)
    window.press(Qt.Key.Key_Minus, CTRL)
    window.settle()
    assert window.application.holder.theme.zoom == 1.75
    assert load_settings(real_shop, {}).zoom_percent == 175
    header = window.intake.page.header
    assert isinstance(header, Header)
    assert window.desk.rail.isHidden()
    window.press(Qt.Key.Key_0, CTRL)
    assert window.application.holder.theme.zoom == 1.0


def test_a_line_is_shown_while_it_is_typed_and_the_last_gesture_comes_back(
    real_shop: Path, open_window: OpenIt
) -> None:
    window = open_window(real_shop)
    window.desk.say("Lot ouvert")
    window.hands.type("0004 12")
    window.until(lambda: "000412" in window.last_gesture)
    window.press(Qt.Key.Key_Escape)
    assert window.last_gesture.startswith("Lot ouvert")


def test_a_code_that_nobody_knows_is_refused_at_home_and_waits_in_the_tray(
    real_shop: Path, open_window: OpenIt
) -> None:
    window = open_window(real_shop)
    window.scan(make(26, 7, 41).text, Signal.REFUSED)
    assert "n’existe pas ici" in window.band_text
    assert "À vérifier" in window.band_text
    window.until(lambda: window.desk.rail.items["review"]._count == 1)


def test_a_scan_made_while_the_workshop_opens_is_answered_when_it_is_open(real_shop: Path, open_window: OpenIt) -> None:
    window = open_window(real_shop)
    window.hands.scan("8XK2J13")  # mostly before the desk is there
    window.until(lambda: window.desk.screen.page.band is not None and window.band.signal is Signal.REFUSED)
    window.settle()
    kept = window.workshop.views.to_check()
    assert [item.scan.text for item in kept] == ["8XK2J13"]


def test_the_last_answer_stays_readable_below(real_shop: Path, open_window: OpenIt) -> None:
    window = open_window(real_shop)
    window.scan("8XK2J13", Signal.REFUSED)
    assert "8XK2J13" in window.last_gesture


def test_everything_that_can_be_pressed_has_a_name(sample_shop: Path, open_window: OpenIt) -> None:
    window = open_window(sample_shop)
    for name, screen in window.desk.screens.items():
        for kind in (QAbstractButton, QLineEdit, QTableView):
            for widget in screen.page.findChildren(kind):
                interface = QAccessible.queryAccessibleInterface(widget)
                assert interface is not None
                if not isinstance(widget.parent(), QTableView):
                    assert interface.text(QAccessible.Text.Name), (name, widget)


class _Strays(QObject):
    """Sees every window that opens beside the one that there is."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if shown and not isinstance(watched, Window):
            self.seen.append(repr(watched))
        return False


def test_no_other_window_ever_flashes_up(sample_shop: Path, open_window: OpenIt, qapp: QApplication) -> None:
    """A widget that is shown before it has a parent is a window, and takes the focus from the scan."""
    strays = _Strays()
    qapp.installEventFilter(strays)
    window = open_window(sample_shop)
    for key, name in ((Qt.Key.Key_F5, "intake"), (Qt.Key.Key_F6, "bench"), (Qt.Key.Key_F9, "delivery")):
        window.go(key, name)
        window.scan("260000000182")
    qapp.removeEventFilter(strays)
    assert strays.seen == []


def test_everything_that_can_be_pressed_at_a_bench_is_high_enough_for_a_hand(
    sample_shop: Path, open_window: OpenIt
) -> None:
    window = open_window(sample_shop)
    low = []
    for key, name in ((Qt.Key.Key_F5, "intake"), (Qt.Key.Key_F6, "bench"), (Qt.Key.Key_F9, "delivery")):
        window.go(key, name)
        window.scan("260000000182")
        buttons = [button for button in window.window.findChildren(QAbstractButton) if button.isVisible()]
        low += [(name, button.text(), button.height()) for button in buttons if button.height() < 64]
    assert low == []


@pytest.mark.parametrize(
    ("key", "name"), [(Qt.Key.Key_F5, "intake"), (Qt.Key.Key_F6, "bench"), (Qt.Key.Key_F9, "delivery")]
)
def test_tab_reaches_every_button(sample_shop: Path, open_window: OpenIt, key: Qt.Key, name: str) -> None:
    window = open_window(sample_shop)
    window.go(key, name)
    window.scan("260000000182")
    reached: set[QWidget] = set()
    for _ in range(60):
        window.press(Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        reached.add(focus)
    buttons = {button for button in window.window.findChildren(QPushButton) if button.isVisible()}
    assert {button.text() for button in buttons - reached} == set()


def test_a_window_that_is_closed_leaves_no_widget_behind(sample_shop: Path, open_window: OpenIt) -> None:
    """Whatever stays would be dressed again at each change of theme, of whoever opens the next window."""
    before = set(QApplication.allWidgets())
    window = open_window(sample_shop)
    for key, name in ((Qt.Key.Key_F5, "intake"), (Qt.Key.Key_F6, "bench"), (Qt.Key.Key_F9, "delivery")):
        window.go(key, name)
    assert set(QApplication.allWidgets()) - before
    window.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert [repr(widget) for widget in set(QApplication.allWidgets()) - before] == []
