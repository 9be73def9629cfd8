"""How the screens are: as this bench is set, unless who works here chose otherwise.

A change belongs to whoever made it. Papers keep the bench's language: what leaves the workshop does not depend on who
printed it.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from ui.system_look import theme_name
from ui.theme import layout_direction
from workshop.domain.errors import SettingsError
from workshop.settings import Settings, with_setting
from workshop.texts import speak, spoken, wording

if TYPE_CHECKING:
    from ui.application import Application
    from workshop.domain.people import Preferences

PRINTER = "printer"  # what a screen calls the choice of a printer
OF_A_PERSON = frozenset({"zoom_percent", "look", "language", "wording", "sounds"})


class Choices(QObject):
    """What one person chose for the screens; nobody's where no badge was scanned."""

    spoken = Signal()  # in other words than before: the screens are made anew

    def __init__(self, application: Application) -> None:
        super().__init__(application)
        self._application = application
        self._own: Preferences | None = None
        self._applying = False

    @property
    def now(self) -> Settings:
        """The bench's settings, with what a person chose over them; what makes no sense is left out."""
        settings, own = self._application.settings, self._own
        for key in OF_A_PERSON if own else ():
            value = getattr(own, key)
            with suppress(SettingsError):
                settings = with_setting(Path(), settings, key, str(value)) if value else settings
        return settings

    def seen(self, badge: str) -> None:
        """Look up what the person likes whose badge was scanned."""
        desk = self._application.desk
        if desk is not None:
            people = desk.session.workshop.people
            desk.session.background.run(partial(people.preferences, badge), self.take)

    def take(self, own: Preferences) -> None:
        """Hold to what one person chose: a badge was scanned."""
        self._own = own
        now = self.now
        self._applying = True
        self._application.holder.choose(theme_name(now.look), now.zoom_percent / 100)
        self._applying = False
        self._application.sounds.choose(now.sounds)
        if (now.language, now.wording) != (spoken(), wording()):
            self._speak()
            self.spoken.emit()

    def keep(self, **changed: Any) -> bool:
        """Keep what was changed for the person who works here; False: it is for the bench to keep."""
        if self._applying:
            return True
        desk = self._application.desk
        if self._own is None or desk is None or not changed.keys() <= OF_A_PERSON:
            return False
        chosen = {key: getattr(value, "value", value) for key, value in changed.items()}
        self._own = replace(self._own, **chosen)
        session = desk.session
        session.background.run(partial(session.workshop.people.prefer, session.actor, **chosen), _forget)
        if "sounds" in changed:
            self._application.sounds.choose(self.now.sounds)
        if {"language", "wording"} & changed.keys():
            self._speak()
            self.spoken.emit()
        return True

    def forget(self) -> None:
        """Nobody's badge counts any more: another profile is open."""
        self._own = None

    def _speak(self) -> None:
        speak(self.now.language, self.now.wording)
        QGuiApplication.setLayoutDirection(layout_direction())


def changes(key: str, value: Any) -> dict[str, Any]:
    """Return the settings that a choice on a screen changes: a printer is several of them, kept together."""
    if key != PRINTER:
        return {key: value}
    from workshop.setup_wiring import printer_settings  # noqa: PLC0415 — loaded by now, not before the first paint

    return printer_settings(value)


def _forget(_result: Any) -> None:
    """Nobody waits for it."""
