from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QListWidget,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSlider,
    QSpinBox,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.domain.typing_reader import COMPUTERS, READERS, SERIALS, some_codes, strokes
from tests.ui.hands import APART_MS, READER_MS, Hands
from tests.ui.listening_room import CODE, Room, hands, room
from ui.widgets.password import PasswordField
from workshop.domain.calibration import WHOLE
from workshop.domain.layouts import under_caps
from workshop.domain.scanning import LONGEST_SCAN, meaning
from workshop.domain.wedge import Burst

__all__ = ["hands", "room"]

FOCUSED = (QPushButton, QCheckBox, QRadioButton, QComboBox, QSpinBox, QListWidget, QTabBar, QPlainTextEdit, QSlider)


@pytest.mark.parametrize("kind", FOCUSED)
@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_a_scan_is_heard_whatever_has_the_focus_and_changes_nothing_there(
    room: Room, hands: Hands, kind: type[QWidget], end: Qt.Key
) -> None:
    widget = kind(room.window)
    for number in range(3):
        if isinstance(widget, QComboBox | QListWidget):
            widget.addItem(f"{number} 8XK2J13")
        elif isinstance(widget, QTabBar):
            widget.addTab(str(number))
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widget.show()
    widget.setFocus()
    before = state_of(widget)
    hands.scan("8XK2J13", end)
    hands.scan(CODE, end)
    assert room.bursts == ["8XK2J13", CODE]
    assert widget.hasFocus()
    assert state_of(widget) == before


def state_of(widget: QWidget) -> tuple[object, ...]:
    names = ("checked", "currentIndex", "currentRow", "value", "plainText", "down")
    return tuple(widget.property(name) for name in names)


def test_a_scan_is_heard_while_the_list_of_a_box_is_open_and_chooses_nothing(
    room: Room, hands: Hands, qtbot: QtBot
) -> None:
    box = QComboBox(room.window)
    box.addItems(["1", "2", "8"])
    box.show()
    box.setFocus()
    box.showPopup()
    qtbot.waitUntil(lambda: box.view().isVisible())
    hands.scan("8XK2J13")
    assert room.bursts == ["8XK2J13"]
    assert box.currentIndex() == 0
    assert box.view().isVisible()
    box.hidePopup()


def test_a_scan_is_heard_by_a_window_that_was_never_there_before(room: Room, hands: Hands, qtbot: QtBot) -> None:
    for number in range(3):
        other = QWidget()
        qtbot.addWidget(other)
        QPushButton("Oui", other).setFocus()
        with qtbot.waitActive(other):
            other.show()
            other.activateWindow()
        hands.scan(f"8XK2J1{number}")
    assert room.bursts == ["8XK2J10", "8XK2J11", "8XK2J12"]


def test_a_question_is_not_answered_by_the_enter_of_a_scan(room: Room, hands: Hands, qtbot: QtBot) -> None:
    question = QMessageBox(QMessageBox.Icon.Question, "?", "Tout effacer ?", parent=room.window)
    yes = question.addButton(QMessageBox.StandardButton.Yes)
    question.setDefaultButton(QMessageBox.StandardButton.Yes)
    pressed: list[str] = []
    yes.clicked.connect(lambda: pressed.append("yes"))
    with qtbot.waitActive(question):
        question.open()
    for text in (CODE, "]C0", "12"):
        hands.scan(text)
    assert (room.bursts, pressed) == ([CODE, "]C0", "12"], [])
    assert question.isVisible()
    question.close()


@pytest.mark.parametrize("key", [Qt.Key.Key_J, Qt.Key.Key_M, Qt.Key.Key_Z])
def test_a_command_that_a_reader_sends_behind_a_scan_does_nothing(room: Room, hands: Hands, key: Qt.Key) -> None:
    room.field.setFocus()
    room.field.setText("Oullins")
    room.field.insert("!")
    hands.scan(CODE)
    hands.press(key, 2, Qt.KeyboardModifier.ControlModifier)
    assert (room.bursts, room.field.text()) == ([CODE], "Oullins!")
    if key == Qt.Key.Key_Z:
        hands.press(key, modifiers=Qt.KeyboardModifier.ControlModifier)
        assert room.field.text() == "Oullins"


def test_a_sign_with_alt_gr_is_a_sign(room: Room, hands: Hands) -> None:
    room.field.setFocus()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    hands.press(Qt.Key.Key_BracketRight, 3_000, both, "]")
    for char in "C0" + CODE:
        hands.press(Qt.Key(ord(char)), 2, text=char)
    hands.press(Qt.Key.Key_Return, 2)
    assert room.bursts == ["]C0" + CODE]


def test_what_follows_a_part_of_a_scan_is_heard(room: Room, hands: Hands) -> None:
    room.button.setFocus()
    for text in ("26", "8XK2J13"):
        hands.scan(text)
    assert (room.bursts, room.pressed) == (["26", "8XK2J13"], [])


def test_the_same_scan_again_says_so_unless_a_person_did_something_in_between(room: Room, hands: Hands) -> None:
    after: list[int | None] = []
    room.listener.burst.connect(lambda burst: after.append(burst.after_same_ms))
    room.button.setFocus()
    hands.scan(CODE)
    hands.scan(CODE)
    hands.press(Qt.Key.Key_F5)
    hands.scan(CODE)
    assert after == [None, APART_MS + (len(CODE) + 1) * READER_MS, None]


def test_no_key_of_a_person_is_kept_longer_than_forty_milliseconds(room: Room, hands: Hands, qtbot: QtBot) -> None:
    """By the keys' own times: what a key waits for is due forty milliseconds after it at the latest."""
    room.field.setFocus()
    gaps = [180, 90, 45, 30, 21, 20, 60, 15, 35, 120]
    for number, gap in enumerate(gaps):
        hands.press(Qt.Key(ord("A") + number), gap, text=chr(ord("a") + number))
        oldest = room.listener._withheld[0].key.at_ms if room.listener._withheld else None
        due = room.listener._wedge.due_ms
        assert oldest is None or (due is not None and due - oldest <= 40)
    qtbot.waitUntil(lambda: room.field.text() == "abcdefghij")
    assert room.bursts == []


@pytest.mark.parametrize("text", ["motdepasse", CODE])
def test_a_password_of_the_settings_is_never_withheld(room: Room, hands: Hands, qtbot: QtBot, text: str) -> None:
    field = PasswordField("Mot de passe")
    qtbot.addWidget(field)
    with qtbot.waitActive(field):
        field.show()
        field.activateWindow()
    field.edit.setFocus()
    for number, char in enumerate(text, start=1):
        hands.press(Qt.Key(ord(char.upper())), 1, text=char)
        assert len(field.edit.text()) == number
        assert not room.listener._withheld
    assert room.bursts == []


def test_a_scan_of_thousands_of_signs_is_one_scan_and_holds_nobody_up(room: Room, hands: Hands) -> None:
    room.field.setFocus()
    hands.scan("7A" * 1_500)
    assert [len(text) for text in room.bursts] == [LONGEST_SCAN + 1]
    assert room.field.text() == ""


@pytest.mark.parametrize("caps", [False, True])
@pytest.mark.parametrize("computer", COMPUTERS)
@pytest.mark.parametrize("reader", READERS)
def test_what_a_reader_types_is_read_by_its_keys(
    room: Room, hands: Hands, reader: str, computer: str, *, caps: bool
) -> None:
    """The cells of the layout matrix again, as key events with the scan codes of an X server."""
    room.field.setFocus()
    heard: list[Burst] = []
    room.listener.burst.connect(heard.append)
    listens = under_caps(COMPUTERS[computer], whole=False) if caps else COMPUTERS[computer]
    sent = (*some_codes(30, 3), *SERIALS[::2])
    for text in (WHOLE, *sent):
        hands.scan_keys([(code, shift, listens[code, shift]) for code, shift in strokes(text, READERS[reader])])
    learned = heard[0].teaches()
    assert learned is not None
    assert [burst.decoded(learned.calibration).text for burst in heard[1:]] == list(sent)
    unset = [burst.decoded() for burst in heard[1:]]
    read = [meaning(one.text) == meaning(text) for one, text in zip(unset, sent, strict=True)]
    assert all(read[:30])
    assert all(right or one.doubtful for right, one in zip(read, unset, strict=True))
    assert room.field.text() == ""
