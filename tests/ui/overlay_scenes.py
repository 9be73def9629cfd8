"""Pictures of what lies over a screen: the journal, of everything and of one machine, and the help of every screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt

from tests.ui.hands import Hands
from ui.help.drawing import pictures
from ui.help.screen import HelpScreen
from ui.shell.desk import Desk

CTRL = Qt.KeyboardModifier.ControlModifier


def overlay_scenes(
    desk: Desk, hands: Hands, press: Callable[[Qt.Key], None], idle: Callable[[], None]
) -> Iterator[str]:
    """Leave the home screen behind."""
    desk.go("bench", "260000000182")
    idle()
    hands.press(Qt.Key.Key_J, modifiers=CTRL)
    idle()
    yield "journal"
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_F4)
    yield "journal-one-machine"
    press(Qt.Key.Key_F12)
    yield "journal-answer"
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_F1)
    over = desk.overlays.open
    assert isinstance(over, HelpScreen)
    for name in pictures():
        over.enter(name)
        yield f"help-{name}"
    press(Qt.Key.Key_F1)
    desk.go("home")
    idle()
