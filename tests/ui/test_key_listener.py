from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from tests.ui.hands import Hands
from tests.ui.listening_room import CODE, Room, hands, room
from ui.key_listener import KeyListener

__all__ = ["hands", "room"]


def test_a_burst_is_a_scan_and_its_enter_presses_nothing(room: Room, hands: Hands) -> None:
    room.button.setFocus()
    hands.scan(CODE)
    assert (room.bursts, room.pressed, room.field.text()) == ([CODE], [], "")


@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab])
def test_whatever_ends_a_scan_moves_nothing(room: Room, hands: Hands, end: Qt.Key) -> None:
    room.field.setFocus()
    hands.scan("8XK2J13", end)
    assert room.bursts == ["8XK2J13"]
    assert room.field.hasFocus()
    assert room.field.text() == ""


def test_each_key_of_fifty_scans_is_counted_once(room: Room, hands: Hands) -> None:
    room.field.setFocus()
    texts = [f"SN{number:08d}" for number in range(50)]
    for text in texts:
        hands.scan(text)
    assert room.bursts == texts
    assert room.field.text() == ""


def test_a_scan_is_heard_while_a_dialog_with_a_field_is_open(room: Room, hands: Hands, qtbot: QtBot) -> None:
    dialog = QDialog(room.window)
    field = QLineEdit(dialog)
    dialog.setModal(True)
    with qtbot.waitActive(dialog):
        dialog.open()
    hands.scan(CODE)
    assert room.bursts == [CODE]
    assert field.text() == ""
    assert dialog.isVisible()
    dialog.close()


def test_a_scan_is_heard_while_a_menu_is_open_and_chooses_nothing(room: Room, hands: Hands, qtbot: QtBot) -> None:
    menu = QMenu(room.window)
    action = menu.addAction("&2 effacer")
    chosen: list[str] = []
    action.triggered.connect(lambda: chosen.append("2"))
    menu.popup(room.window.mapToGlobal(room.window.rect().center()))
    qtbot.waitUntil(lambda: hands.window() is menu.windowHandle())
    menu.setActiveAction(action)
    hands.scan(CODE)
    assert (room.bursts, chosen) == ([CODE], [])
    assert menu.isVisible()
    menu.close()


def test_what_a_person_types_arrives_untouched_and_in_order(room: Room, hands: Hands, qtbot: QtBot) -> None:
    room.field.setFocus()
    hands.type("Mairie d'Oullins 69")
    qtbot.waitUntil(lambda: room.field.text() == "Mairie d'Oullins 69")
    assert room.bursts == []


def test_a_quick_person_s_keys_are_given_back_after_the_patience(room: Room, hands: Hands, qtbot: QtBot) -> None:
    room.field.setFocus()
    hands.press(Qt.Key.Key_A, text="a")
    hands.press(Qt.Key.Key_B, 20, text="b")
    qtbot.waitUntil(lambda: room.field.text() == "ab", timeout=1000)


def test_enter_of_a_person_reaches_the_field(room: Room, hands: Hands, qtbot: QtBot) -> None:
    room.field.setFocus()
    with qtbot.waitSignal(room.field.returnPressed, timeout=1000):
        hands.type("ab")
        hands.press(Qt.Key.Key_Return)
    assert room.field.text() == "ab"


def test_a_password_is_never_withheld(room: Room, hands: Hands) -> None:
    room.field.setEchoMode(QLineEdit.EchoMode.Password)
    room.field.setFocus()
    for char in "s3cret99":
        hands.press(Qt.Key(ord(char.upper())), 1, text=char)
    assert room.field.text() == "s3cret99"
    assert room.bursts == []


def test_a_line_typed_without_a_field_ends_with_enter_and_can_be_mended(room: Room, hands: Hands) -> None:
    room.button.setFocus()
    grown: list[str] = []
    room.line.changed.connect(grown.append)
    hands.type("00041228")
    hands.press(Qt.Key.Key_Backspace)
    hands.type("9")
    hands.press(Qt.Key.Key_Return)
    assert room.lines == ["00041229"]
    assert grown[-3:] == ["0004122", "00041229", ""]
    assert room.pressed == []


def test_escape_forgets_the_line(room: Room, hands: Hands) -> None:
    room.button.setFocus()
    hands.type("0004")
    hands.press(Qt.Key.Key_Escape)
    hands.press(Qt.Key.Key_Return)
    assert room.lines == []


def test_space_presses_a_button_but_not_in_the_middle_of_a_line(room: Room, hands: Hands, qtbot: QtBot) -> None:
    room.button.setFocus()
    hands.type("0004 1229")
    hands.press(Qt.Key.Key_Return)
    assert (room.lines, room.pressed) == (["00041229"], [])
    hands.press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: room.pressed == ["button"])


def test_a_first_digit_may_be_an_answer_and_a_zero_never_is(room: Room, hands: Hands, qtbot: QtBot) -> None:
    room.button.setFocus()
    hands.press(Qt.Key.Key_2, text="2")
    qtbot.waitUntil(lambda: room.answers == [2])
    hands.type("0204")
    hands.press(Qt.Key.Key_Return)
    assert (room.answers, room.lines) == ([2], ["0204"])


def test_digits_of_a_french_row_count_without_shift(room: Room, hands: Hands) -> None:
    room.button.setFocus()
    keys = (("à", 11), ("à", 11), ("à", 11), ("'", 5), ("&", 2), ("é", 3), ("é", 3), ("ç", 10))
    for text, code in keys:
        hands.press(Qt.Key.Key_unknown, text=text, code=code)
    hands.press(Qt.Key.Key_Return)
    assert room.lines == ["00041229"]


def test_a_reader_set_to_another_layout_is_undone(room: Room, hands: Hands) -> None:
    row = "&é\"'(-è_çà"
    digits = {digit: row[int(digit) - 1] for digit in "123456789"} | {"0": row[9]}
    hands.scan("".join(digits[digit] for digit in CODE))
    assert room.bursts == [CODE]


def test_commands_pass_at_once(room: Room, hands: Hands) -> None:
    room.field.setFocus()
    room.field.setText("Oullins")
    hands.press(Qt.Key.Key_A, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert room.field.selectedText() == "Oullins"
    hands.press(Qt.Key.Key_Backspace)
    assert room.field.text() == ""


def test_a_listener_that_is_stopped_hears_nothing(room: Room, hands: Hands, qapp: QApplication, qtbot: QtBot) -> None:
    room.listener.stop()
    room.field.setFocus()
    hands.scan(CODE)
    assert (room.bursts, room.field.text()) == ([], CODE)
    room.listener = KeyListener(qapp, room.line, room.line)


def test_the_same_key_twice_in_a_quick_scan_is_no_finger_that_rests_on_it(room: Room, hands: Hands) -> None:
    room.button.setFocus()
    hands.scan("2600000", repeats=True)
    assert room.bursts == ["2600000"]


def test_a_finger_that_rests_on_a_key_repeats_it(room: Room, hands: Hands, qtbot: QtBot) -> None:
    room.field.setFocus()
    hands.press(Qt.Key.Key_A, text="a")
    for _ in range(8):
        hands.press(Qt.Key.Key_A, 33, text="a", repeated=True)
    qtbot.waitUntil(lambda: room.field.text() == "a" * 9)
    assert room.bursts == []
