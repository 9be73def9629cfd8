from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import ThemeHolder
from ui.widgets.button import Button, Kind
from ui.widgets.layouts import Row
from ui.widgets.painting import text_width


@pytest.fixture
def button(qtbot: QtBot) -> Button:
    made = Button("Effacer", icon="wipe", key="F7", kind=Kind.PRIMARY)
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_is_triggered_by_the_mouse_and_by_space(button: Button, qtbot: QtBot) -> None:
    with qtbot.waitSignal(button.triggered):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(button.triggered):
        QTest.keyClick(button, Qt.Key.Key_Space)


def test_enter_does_not_press_it_because_a_reader_ends_its_codes_with_enter(button: Button, qtbot: QtBot) -> None:
    button.setFocus()
    with qtbot.assertNotEmitted(button.triggered):
        QTest.keyClick(button, Qt.Key.Key_Return)
        QTest.keyClick(button, Qt.Key.Key_Enter)
    assert not button.isDefault()
    assert not button.autoDefault()


def test_an_unavailable_button_says_why_and_does_nothing(button: Button, qtbot: QtBot) -> None:
    button.set_unavailable("Aucun disque.")
    with qtbot.assertNotEmitted(button.triggered), qtbot.waitSignal(button.refused) as told:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert told.args == ["Aucun disque."]
    assert button.accessibleDescription() == "Aucun disque."
    button.set_unavailable("")
    with qtbot.waitSignal(button.triggered):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_it_has_room_for_its_words_and_a_hand(button: Button) -> None:
    hint = button.sizeHint()
    assert hint.width() > text_width(button.font(), "Effacer")
    assert hint.height() >= 64
    assert button.minimumSizeHint() == hint


@pytest.mark.parametrize("zoom", [1.0, 1.5, 3.0])
def test_its_words_are_never_cut(themes: ThemeHolder, qtbot: QtBot, zoom: float) -> None:
    themes.choose(zoom=zoom)
    words = "Sans chargeur ni câble, mais avec la sacoche de l’école"
    holder = QWidget()
    made = Button(words, icon="charger", key="F12")
    holder.setLayout(Row(made, stacks=True))
    qtbot.addWidget(holder)
    width = max(holder.minimumSizeHint().width(), 700)
    holder.resize(width, max(holder.heightForWidth(width), holder.minimumSizeHint().height()))
    holder.show()
    assert made.height() >= made.heightForWidth(made.width())
    room = made.width() - made._before() - made._after()
    if not themes.theme.one_column:
        assert room >= text_width(made.font(), words)
        assert made.height() == themes.theme.target("bench")


def test_the_focus_ring_is_inside_and_moves_nothing(button: Button) -> None:
    button.clearFocus()
    before, size = button.grab().toImage(), button.size()
    button.setFocus()
    after = button.grab().toImage()
    assert button.size() == size
    assert after != before
    middle = button.height() // 2
    assert after.pixelColor(2, middle) == before.pixelColor(2, middle)  # outside the ring
    assert after.pixelColor(5, middle) != before.pixelColor(5, middle)  # on the ring


def test_it_is_a_button_with_a_name_for_a_screen_reader(button: Button) -> None:
    interface = QAccessible.queryAccessibleInterface(button)
    assert interface.role() == QAccessible.Role.Button
    assert interface.text(QAccessible.Text.Name) == "Effacer"
    assert interface.text(QAccessible.Text.Description) == "F7"
    assert isinstance(button, QPushButton)
