"""Who works here: the name in every header after a badge, and the PIN before what only a manager does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.screen import Screen, Vouched
from ui.widgets.page import Page

if TYPE_CHECKING:
    from ui.shell.desk import Desk

PIN = "pin"
LONGEST_NAME = 20


class PeopleHere(QObject):
    """One person at a time, until another badge is scanned."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        for screen in desk.screens.values():
            self.serve(screen)

    def seen(self) -> None:
        """Show everywhere whose badge was scanned; the screen that is shown may offer other things now."""
        for screen in self._desk.screens.values():
            self.introduce(screen.page)
        self._desk.person_seen.emit(self._desk.session.actor.person)

    def introduce(self, page: Page) -> None:
        """Write who works here into one header."""
        page.header.show_person(short(self._desk.session.person))

    def serve(self, screen: Screen) -> None:
        """Show who works here on a screen, and ask for the PIN where it wants one."""
        screen.pin_wanted.connect(self._ask)
        self.introduce(screen.page)

    def _ask(self, asked: Vouched) -> None:
        pin, over = self._desk.screens[PIN], self._desk.overlays.open
        ask = getattr(pin, "ask", None)
        assert isinstance(pin, Screen)
        assert ask is not None
        ask(asked, self._desk.current, over.name if over else "")
        self._desk.go(PIN)


def short(name: str) -> str:
    """Return a name as a header has room for it: whole, or its first word."""
    return name if len(name) <= LONGEST_NAME else name.split(maxsplit=1)[0][:LONGEST_NAME]
