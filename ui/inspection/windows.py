"""The tests that need the whole screen: at most one window is open, and a scan takes its place."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.inspection.colours_window import ColoursWindow
from ui.inspection.full_window import FullWindow
from ui.inspection.keyboard_window import KeyboardWindow
from ui.inspection.touchpad_window import TouchpadWindow
from workshop.domain.inspection import Function
from workshop.texts import _
from workshop.words import shown


class Windows(QObject):
    """`ended` says how a test went: what is told, and whether it was finished."""

    ended = Signal(str, bool)
    scanned = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.window: FullWindow | None = None
        self._behind: QWidget | None = None

    def open(self, function: Function, behind: QWidget) -> None:
        """Open the test of a function over everything."""
        self.close()
        self._behind = behind
        match function:
            case Function.SCREEN:
                self.window = ColoursWindow()
            case Function.KEYBOARD:
                keyboard = KeyboardWindow()
                keyboard.scanned.connect(self.scanned)
                self.window = keyboard
            case Function.TOUCHPAD:
                self.window = TouchpadWindow()
            case _:
                return
        self.window.ended.connect(self._ended)
        self.window.open()

    def close(self) -> None:
        """Close what is open; nothing is told."""
        window, self.window = self.window, None
        if window is not None:
            window.ended.disconnect(self._ended)
            window.end(finished=False)

    def _ended(self, finished: bool) -> None:  # noqa: FBT001 — a Qt slot
        window, self.window = self.window, None
        if self._behind is not None:
            self._behind.activateWindow()
        self.ended.emit(_told(window, finished=finished), finished)


def _told(window: FullWindow | None, *, finished: bool) -> str:
    if isinstance(window, KeyboardWindow):
        left = window.left_words()
        return left or shown(_("Toutes les touches répondent."))
    if isinstance(window, TouchpadWindow):
        return shown(
            _("Les coins et les clics répondent.") if finished else _("Pas fini : il reste des coins ou des clics.")
        )
    return shown(_("Toutes les couleurs ont été montrées.") if finished else _("Pas fini : il reste des couleurs."))
