"""What Contrat looks like in Réglages: the contract in force, its editor, a file, what is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt

from ui.settings.screen import SettingsScreen
from workshop.domain.people import Actor
from workshop.grading_wiring import Edits, edited_text, shipped_text
from workshop.services.replay import Replayed, Said

Press = Callable[[Qt.Key], None]
Idle = Callable[[], None]
KEY = Qt.Key
NAMES = ("Dell Latitude 5400", "Hewlett-Packard ProDesk 600 G4 Desktop Mini", "Lenovo ThinkPad T480s", "HP ProBook 430")
MANY = tuple(
    Replayed(
        f"26000000{number:04d}",
        NAMES[number % len(NAMES)],
        Said("grand-lyon-defaut 2", "A", eligible=True, destination="communes"),
        Said("grand-lyon-defaut 2", "B" if number % 2 else "C", eligible=number % 3 > 0, destination="donation"),
        ("memory", "battery-handheld") if number % 2 else ("memory",),
    )
    for number in range(1, 40)
)


def contract_scenes(screen: SettingsScreen, press: Press, idle: Idle) -> Iterator[str]:
    """Show the page as a person meets it; the caller is in Réglages, and takes a picture at each name."""
    screen.show_part(screen.contract)
    idle()
    yield "settings-contract"
    yield from _editing(screen, press, idle)
    yield from _files(screen, press, idle)


def _editing(screen: SettingsScreen, press: Press, idle: Idle) -> Iterator[str]:
    part = screen.contract
    editor = part.editor
    press(KEY.Key_F12)
    _counted(screen, idle)
    yield "settings-contract-edit"
    editor.list.pick("memory")
    editor._limited("A", 15872)
    _counted(screen, idle)
    yield "settings-contract-memory"
    assert part.effect is not None
    assert part.effect.replay is not None
    counts = replace(
        part.effect.replay,
        graded=412,
        changed=MANY,
        before=(("", 31), ("A", 201), ("B", 120), ("C", 60)),
        after=(("", 43), ("A", 162), ("B", 139), ("C", 68)),
    )
    editor.show_effect(replace(part.effect, replay=counts, changes=part.effect.changes * 5))
    yield "settings-contract-many"
    editor.list.pick("battery-handheld")
    editor._limited("B", 90)
    yield "settings-contract-wrong"
    editor._limited("B", 65)
    _counted(screen, idle)
    press(KEY.Key_F12)
    yield "settings-contract-keep"
    part.keep.version.set_text("2")
    press(KEY.Key_F12)
    yield "settings-contract-keep-wrong"
    press(KEY.Key_Escape)
    press(KEY.Key_Escape)


def _files(screen: SettingsScreen, press: Press, idle: Idle) -> Iterator[str]:
    part = screen.contract
    press(KEY.Key_F2)
    yield "settings-contract-file"
    with TemporaryDirectory() as folder:
        file = Path(folder) / "metropole.toml"
        file.write_text(shipped_text().replace("clause =", "clauze =").replace("{ A = 1,", "{ A = true,"), "utf-8")
        part.drop(str(file))
        idle()
        yield "settings-contract-file-wrong"
        file.write_text(edited_text(shipped_text(), Edits((("memory", "A", 15872),)), version="2026"), "utf-8")
        part.drop(str(file))
        idle()
        yield "settings-contract-file-read"
    press(KEY.Key_Escape)
    session = screen.session
    who = Actor(session.workshop.people.everybody()[0].code, session.actor.bench)
    session.workshop.contracts.adopt(who, edited_text(shipped_text(), Edits((("storage", "A", 250),)), version="3"))
    screen.show_part(part)
    idle()
    yield "settings-contract-own"
    press(KEY.Key_F11)
    idle()
    yield "settings-contract-shipped"
    press(KEY.Key_Escape)
    session.workshop.contracts.adopt_shipped(who)


def _counted(screen: SettingsScreen, idle: Idle) -> None:
    screen.contract._pause.stop()
    screen.contract._count()
    idle()
