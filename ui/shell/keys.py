"""Keys by their names, as they are written on the caps: « F12 », « Ctrl P »."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

_CTRL = Qt.KeyboardModifier.ControlModifier
_OTHERS = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_PLUS = frozenset({Qt.Key.Key_Plus, Qt.Key.Key_Equal})  # « + » needs Shift on many keyboards
_MINUS = frozenset({Qt.Key.Key_Minus, Qt.Key.Key_6})  # « - » is on the 6 of a French one
NEXT, BEFORE = "Down", "Up"


def key_name(event: QKeyEvent) -> str:
    """Return the name of a command's key, empty for a key that types."""
    key, modifiers = event.key(), event.modifiers()
    if modifiers & _OTHERS:
        return ""
    if modifiers & _CTRL:
        if key in _PLUS:
            return "Ctrl +"
        if key in _MINUS:
            return "Ctrl -"
        return f"Ctrl {QKeySequence(key).toString()}"
    if Qt.Key.Key_F1 <= key <= Qt.Key.Key_F12:
        return f"F{key - Qt.Key.Key_F1 + 1}"
    names = {Qt.Key.Key_Escape: "Esc", Qt.Key.Key_Down: NEXT, Qt.Key.Key_Up: BEFORE}
    return names.get(Qt.Key(key), "")
