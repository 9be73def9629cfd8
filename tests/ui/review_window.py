"""The screen À vérifier in an open window, and what a person does there."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.ui.open_window import OpenWindow
from ui.review.screen import Mode, ReviewScreen
from ui.review.telling import REPORT

CTRL = Qt.KeyboardModifier.ControlModifier


def screen_of(window: OpenWindow) -> ReviewScreen:
    found = window.desk.screens["review"]
    assert isinstance(found, ReviewScreen)
    return found


def at_review(window: OpenWindow) -> ReviewScreen:
    """Go to À vérifier by its key."""
    assert window.desk.current
    window.press(Qt.Key.Key_B, CTRL)
    window.until(lambda: window.desk.current == "review")
    window.settle()
    return screen_of(window)


def lines(screen: ReviewScreen) -> list[str]:
    """Return what stands first in each row that can be chosen."""
    return [read(line.title) for line in screen.list.list.rows.lines if not line.heading]


def read(text: str) -> str:
    """Return a text as it is read: spaces are spaces."""
    return text.replace("\u200b", "").replace("\u202f", " ").replace("\u00a0", " ")


def open_report(window: OpenWindow, screen: ReviewScreen, digest: str = "") -> None:
    """Open a report that waits, the newest one unless told otherwise."""
    screen.enter()
    window.settle()
    if digest:
        assert screen.list.list.pick(f"{REPORT}:{digest}")
    window.press(Qt.Key.Key_F12)
    window.settle()
    assert screen.mode is Mode.REPORT
