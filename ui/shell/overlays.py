"""Aide and Journal, over the screen that is shown: it comes back as it was. Scans are answered as always meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.widgets.page import Page
from workshop.domain.scanning import Said

if TYPE_CHECKING:
    from ui.screen import Screen
    from ui.shell.desk import Desk

KEYS = {"F1": "help", "Ctrl J": "journal", "Ctrl S": "practice"}
CALIBRATION = "calibration"
PRACTICE = "practice"  # in an exercise only
NAMES = frozenset({*KEYS.values(), CALIBRATION, PRACTICE})
TEACHES = frozenset({Said.READER_NOT_SET, Said.READER_TO_SET})


class Overlays(QObject):
    """At most one is open; each is built when it is first asked for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._built: dict[str, Screen] = {}
        self.open: Screen | None = None

    @property
    def page(self) -> Page | None:
        """The page that lies over the screen, None where there is none."""
        return self.open.page if self.open else None

    def takes(self, name: str) -> bool:
        """Open one by its name, or close it where it is open; False: no overlay has that name."""
        if name not in NAMES or (name == PRACTICE and not self._desk.session.sample):
            return False
        if self.open is not None and self.open.name == name:
            self.close()
        else:
            self._open(name)
        return True

    def press(self, key: str) -> bool:
        """Give a key to what is open; its own key and Escape close it. False: nothing is open, or it is none of its."""
        over = self.open
        if over is None:
            return False
        button = over.keys.get(key)
        if button is not None and button.isVisibleTo(over.page):
            button.click()
        elif key == "Esc" or KEYS.get(key) == over.name:
            self.close()
        else:
            return over.press(key)
        return True

    def answered(self, said: Said) -> None:
        """Show the code that sets a reader, where an answer was that it is not set."""
        if said in TEACHES and self.open is None:
            self._open(CALIBRATION, said.value)

    def close(self) -> None:
        """Show the screen again that was there."""
        if self.open is not None:
            self.open = None
            self._desk.shell.show_page(self._desk.screen.page, self._desk.current)

    def forget(self) -> None:
        """Leave what is open, for another screen is shown."""
        self.open = None

    def hear(self, subjects: frozenset[str]) -> None:
        if self.open is not None:
            self.open.hear(subjects)

    def discard(self) -> None:
        for over in self._built.values():
            over.page.deleteLater()

    def _open(self, name: str, code: str = "") -> None:
        over = self._built.get(name) or self._build(name)
        below = self._desk.screen
        self.open = over
        self._desk.people.introduce(over.page)
        self._desk.shell.show_page(over.page, name)
        about = {"help": below.name, PRACTICE: below.name, "journal": below.about.partition(" ")[0]}
        over.enter(about.get(name, code))

    def _build(self, name: str) -> Screen:
        from ui.screens import make_overlay  # noqa: PLC0415 — built when somebody asks for it

        over = self._built[name] = make_overlay(name, self._desk.session)
        if over.page.band is not None:
            over.page.band.shown.connect(self._desk.signalled)
        self._desk.people.serve(over)
        over.said.connect(self._desk.say)
        over.told.connect(self._desk.trouble)
        over.wanted.connect(self._desk.overlay_wants)
        return over
