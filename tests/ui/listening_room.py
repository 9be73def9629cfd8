"""A window with a field and a button, listened to: where a reader types, and a person too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.hands import Hands
from ui.key_listener import KeyListener
from ui.typed_line import TypedLine
from workshop.domain.wedge import Burst

CODE = "260100041229"


class Room:
    """A window with a field and a button, listened to."""

    def __init__(self, qapp: QApplication, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.field, self.button = QLineEdit(), QPushButton("Non")
        self.button.setDefault(True)
        column = QVBoxLayout(self.window)
        column.addWidget(self.field)
        column.addWidget(self.button)
        self.pressed: list[str] = []
        self.button.clicked.connect(lambda: self.pressed.append("button"))
        self.answers: list[int] = []
        self.line = TypedLine(self.choose)
        self.bursts: list[str] = []
        self.lines: list[str] = []
        self.listener = KeyListener(qapp, self.line, self.line)
        self.listener.burst.connect(self.hear)
        self.line.entered.connect(self.lines.append)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.listener.set_main(self.window.windowHandle())

    def hear(self, burst: Burst) -> None:
        self.bursts.append(burst.decoded().text)

    def choose(self, number: int) -> bool:
        self.answers.append(number)
        return number == 2


@pytest.fixture
def room(qapp: QApplication, qtbot: QtBot) -> Iterator[Room]:
    made = Room(qapp, qtbot)
    yield made
    made.listener.stop()
    made.line.deleteLater()


@pytest.fixture
def hands() -> Hands:
    return Hands()
