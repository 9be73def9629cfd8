"""What people and the bench card look like, for the pictures: the page of people, a PIN that is asked for, refusals."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt

from ui.screen import Vouched
from ui.settings.people_part import PeoplePart
from ui.settings.screen import SettingsScreen
from ui.shell.desk import Desk
from workshop.domain.codes import Command, command_code
from workshop.domain.people import Actor, Role

Press = Callable[[Qt.Key], None]
Scan = Callable[[str], None]
KEY = Qt.Key


def people_scenes(desk: Desk, scan: Scan, press: Press, idle: Callable[[], None]) -> Iterator[str]:
    """Show them in a workshop of its own; the caller takes a picture at each name."""
    people, first = desk.session.workshop.people, desk.session.actor
    sami = people.add(first, "Sami", Role.TECHNICIAN)
    boss = people.add(first, "Camille Exemple-Validatrice", Role.MANAGER)
    desk.go("settings", "people")
    idle()
    screen = desk.screens["settings"]
    assert isinstance(screen, SettingsScreen)
    part = screen.part
    assert isinstance(part, PeoplePart)
    yield "people"
    press(KEY.Key_F2)
    press(KEY.Key_F12)
    yield "people-new"
    press(KEY.Key_Escape)
    press(KEY.Key_F3)
    yield "people-which"
    press(KEY.Key_Escape)
    press(KEY.Key_F4)
    part.own.show_wrong("Ce code est trop simple. Choisissez d’autres chiffres.")
    yield "people-pin"
    press(KEY.Key_Escape)
    people.set_pin(Actor(boss.code, first.bench), "4711")
    yield from _asked(desk, scan, idle, sami.code, boss.code)
    yield from _card(desk, scan, idle)


def _asked(desk: Desk, scan: Scan, idle: Callable[[], None], technician: str, manager: str) -> Iterator[str]:
    desk.go("documents")
    scan(technician)
    yield "badge-seen"
    desk.people._ask(Vouched("Autoriser l’effacement de tout le lot", lambda: None))
    idle()
    yield "pin-not-a-manager"
    scan(manager)
    desk.screen.page.band.calm()  # type: ignore[union-attr]
    yield "pin"
    desk.go("bench")
    idle()
    yield "badge-header"


def _card(desk: Desk, scan: Scan, idle: Callable[[], None]) -> Iterator[str]:
    desk.go("bench")
    idle()
    scan(command_code(Command.WORKS).text)
    yield "card-refused"
    scan(command_code(Command.LABEL).text)
    yield "card-label"
    scan(command_code(Command.INTAKE).text)
    yield "card-move"
