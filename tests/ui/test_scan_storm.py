"""Hundreds of scans while something else is open: each is written, in order, and nothing else happens."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from tests.adapters.scanners.pty_reader import PtyReader
from tests.ui.open_window import OpenIt, OpenWindow, change

PATIENCE_MS = 120_000
FAST = 0.0
ONE_BY_ONE = 10  # a second: two readers in turn are heard in turn; any quicker, only each in its own order


@dataclass
class Open:
    """What is open during a storm, and what would show that a key of a reader got into it."""

    widget: QWidget
    pressed: list[str] = field(default_factory=list)

    def press(self) -> None:
        self.pressed.append("pressed")

    def untouched(self) -> bool:
        fields = [self.widget] if isinstance(self.widget, QLineEdit) else self.widget.findChildren(QLineEdit)
        boxes = [self.widget] if isinstance(self.widget, QComboBox) else []
        empty = all(each.text() == "" for each in fields)
        return self.widget.isVisible() and empty and not self.pressed and all(box.currentIndex() == 0 for box in boxes)


def nothing(window: OpenWindow) -> Open:
    return Open(window.window)


def a_field(window: OpenWindow) -> Open:
    window.go(Qt.Key.Key_F5, "intake")
    window.until(window.intake.choice.donor.isVisible)
    window.intake.choice.donor.edit.setFocus()
    return Open(window.intake.choice.donor.edit)


def a_dialog(window: OpenWindow) -> Open:
    dialog = QDialog(window.window)
    found = Open(dialog)
    button = QPushButton("Oui", dialog)
    button.setDefault(True)
    button.clicked.connect(found.press)
    dialog.accepted.connect(found.press)
    column = QVBoxLayout(dialog)
    column.addWidget(QLineEdit(dialog))
    column.addWidget(button)
    with window.qtbot.waitActive(dialog):
        dialog.open()
    return found


def a_menu(window: OpenWindow) -> Open:
    menu = QMenu(window.window)
    found = Open(menu)
    for letter in ("&8", "&X", "&S"):
        menu.addAction(letter).triggered.connect(found.press)
    menu.popup(window.window.mapToGlobal(window.window.rect().center()))
    window.until(lambda: window.hands.window() is menu.windowHandle())
    return found


def a_list(window: OpenWindow) -> Open:
    box = QComboBox(window.window)
    box.addItems(["1", "8", "S"])
    box.show()
    box.setFocus()
    box.showPopup()
    window.until(lambda: box.view().isVisible())
    return Open(box)


OPENED = (nothing, a_field, a_dialog, a_menu, a_list)


@pytest.fixture
def window(real_shop: Path, open_window: OpenIt, tmp_path: Path) -> Iterator[tuple[OpenWindow, PtyReader]]:
    line = PtyReader(tmp_path)
    change(real_shop, reader_port=str(line.path))
    opened = open_window(real_shop)
    opened.until(lambda: opened.desk.reader_lamp.label.text() == "Douchette")
    opened.go(Qt.Key.Key_F6, "bench")
    yield opened, line
    line.close()


def storm(
    window: OpenWindow,
    line: PtyReader,
    opens: Callable[[OpenWindow], Open],
    number: int,
    a_second: float,
    *,
    serial: bool,
) -> None:
    """Scan, by both readers in turn or by the one that types; hold all of it to the promise."""
    opened = opens(window)
    screen = window.desk.current
    before = journal(window)
    sent = [f"8XK{place:05d}S" for place in range(number)]
    begun = time.monotonic()
    for place, text in enumerate(sent):
        line.scan(text) if serial and place % 2 else window.hands.scan(text)
        if a_second:
            window.qtbot.wait(max(1, round((begun + (place + 1) / a_second - time.monotonic()) * 1000)))
    window.qtbot.waitUntil(lambda: scanned(window) == number, timeout=PATIENCE_MS)
    window.qtbot.waitUntil(lambda: not window.application.background.busy, timeout=PATIENCE_MS)
    with window.workshop.store.looking() as look:
        kept = look.scans()[::-1]
    by_reader = {
        name: [each.scan.text for each in kept if each.scan.reader == name] for name in ("keyboard", "ttyREADER")
    }
    assert by_reader["keyboard"] == (sent[::2] if serial else sent)
    assert by_reader["ttyREADER"] == (sent[1::2] if serial else [])
    if 0 < a_second <= ONE_BY_ONE:
        assert [each.scan.text for each in kept] == sent
    assert all(each.answer is not None and not each.scan.typed for each in kept)
    assert opened.untouched()
    assert (window.desk.current, journal(window)) == (screen, before)


def scanned(window: OpenWindow) -> int:
    with window.workshop.store.looking() as look:
        return len(look.scans())


def journal(window: OpenWindow) -> int:
    with window.workshop.store.looking() as look:
        return len(look.journal())


@pytest.mark.parametrize("opens", OPENED)
@pytest.mark.parametrize("serial", [False, True])
def test_two_hundred_scans_at_once_are_all_there(
    window: tuple[OpenWindow, PtyReader], opens: Callable[[OpenWindow], Open], *, serial: bool
) -> None:
    storm(*window, opens, 200, FAST, serial=serial)


@pytest.mark.long
@pytest.mark.parametrize("opens", OPENED)
@pytest.mark.parametrize("serial", [False, True])
@pytest.mark.parametrize(("number", "a_second"), [(200, 10), (500, 50)])
def test_scans_at_their_own_pace_are_all_there(
    window: tuple[OpenWindow, PtyReader],
    opens: Callable[[OpenWindow], Open],
    number: int,
    a_second: float,
    *,
    serial: bool,
) -> None:
    storm(*window, opens, number, a_second, serial=serial)
