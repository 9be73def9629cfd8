"""Réglages in an open window, and what a person reads on it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.ui.open_window import OpenWindow
from ui.settings.screen import SettingsScreen

CTRL = Qt.KeyboardModifier.ControlModifier


def screen_of(window: OpenWindow) -> SettingsScreen:
    found = window.desk.screens["settings"]
    assert isinstance(found, SettingsScreen)
    return found


def at_settings(window: OpenWindow) -> SettingsScreen:
    """Go to Réglages by its key."""
    assert window.desk.current
    window.press(Qt.Key.Key_R, CTRL)
    window.until(lambda: window.desk.current == "settings")
    window.settle()
    return screen_of(window)


def press(window: OpenWindow, *keys: Qt.Key) -> None:
    """Press keys one after the other, and let each have its effect."""
    for key in keys:
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            window.digit(int(key) - int(Qt.Key.Key_0))
        else:
            window.press(key)
        window.settle()


def words(window: OpenWindow) -> str:
    """Return everything that can be read now."""
    page = screen_of(window).page
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())
