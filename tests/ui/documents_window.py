"""The screen Documents in an open window, and what a person reads on it."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.ui.open_window import OpenWindow
from ui.documents.modes import Mode
from ui.documents.screen import DocumentsScreen

CTRL = Qt.KeyboardModifier.ControlModifier
__all__ = ["Mode", "at_documents", "lines", "screen_of", "until_drawn"]


def screen_of(window: OpenWindow) -> DocumentsScreen:
    found = window.desk.screens["documents"]
    assert isinstance(found, DocumentsScreen)
    return found


def at_documents(window: OpenWindow) -> DocumentsScreen:
    """Go to Documents by its key."""
    assert window.desk.current
    window.press(Qt.Key.Key_D, CTRL)
    window.until(lambda: window.desk.current == "documents")
    window.settle()
    return screen_of(window)


def lines(screen: DocumentsScreen) -> list[tuple[str, str]]:
    """Return the title and the state of each row of the list in front."""
    lists = {
        Mode.START: screen.start.list,
        Mode.SUBJECT: screen.subject.list,
        Mode.INBOX: screen.inbox.list,
    }
    return [(line.title, line.state) for line in lists[screen.mode].rows.lines]


def until_drawn(window: OpenWindow, screen: DocumentsScreen) -> None:
    """Wait until a page of the paper in front is on the screen."""
    window.until(lambda: screen.mode is Mode.PAPER and screen.paper.pages.sheet.image is not None)
    window.settle()
