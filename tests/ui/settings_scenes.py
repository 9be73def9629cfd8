"""What Réglages looks like, for the pictures and for the measures: every page, and every form of the seal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt

from ui.settings.screen import SettingsScreen
from ui.settings.stick_doing import StickHere, SticksRead
from ui.settings.stick_part import StickPart
from workshop.bench_wiring import PortHere
from workshop.domain.reports import Stick
from workshop.domain.scanning import Scan

Press = Callable[[Qt.Key], None]
Idle = Callable[[], None]
PORTS = (
    PortHere("/dev/ttyACM0", "Honeywell Barcode Scanner HH660"),
    PortHere("/dev/ttyUSB0", "FTDI FT232R USB UART", barred=True),
    PortHere("/dev/ttyS0", "/dev/ttyS0"),
    PortHere("/dev/ttyS1", "/dev/ttyS1"),
)
KEY = Qt.Key
KNOWN = tuple(Stick(f"{number:016x}", f"SANDISK-{number}", "2026-11-24T09:00:00.000000Z") for number in range(5))
STICKS = SticksRead(
    (
        StickHere(Path("/media/camille/KINGSTON"), None, keyed=False),
        StickHere(Path("/media/camille/SANDISK-1"), KNOWN[1], keyed=True),
        StickHere(Path("/media/camille/CLE-DE-LA-MAIRIE-DE-VAULX"), None, keyed=True),
    ),
    KNOWN,
)


def settings_scenes(screen: SettingsScreen, press: Press, idle: Idle) -> Iterator[str]:
    """Show Réglages as a person meets it; the caller is on that screen, and takes a picture at each name."""
    idle()
    yield "settings-seal"
    press(KEY.Key_F11)
    yield "settings-seal-large"
    press(KEY.Key_Escape)
    read = screen.seal.read
    assert read is not None
    if not read.view.example:
        yield from _acts(press)
    yield from _pages(screen, press, idle)


def _acts(press: Press) -> Iterator[str]:
    press(KEY.Key_F2)
    yield "settings-seal-save"
    press(KEY.Key_F12)
    yield "settings-seal-save-wrong"
    press(KEY.Key_Escape)
    press(KEY.Key_F3)
    yield "settings-seal-give"
    press(KEY.Key_Escape)
    press(KEY.Key_F4)
    yield "settings-seal-change"
    press(KEY.Key_1)
    yield "settings-seal-renew"
    press(KEY.Key_Escape)
    press(KEY.Key_2)
    yield "settings-seal-bring"
    press(KEY.Key_Escape)
    press(KEY.Key_3)
    press(KEY.Key_F3)
    press(KEY.Key_F12)
    yield "settings-seal-replace"
    press(KEY.Key_Escape)
    press(KEY.Key_Escape)


def _pages(screen: SettingsScreen, press: Press, idle: Idle) -> Iterator[str]:
    press(KEY.Key_2)
    yield "settings-display"
    press(KEY.Key_3)
    idle()
    yield "settings-reader"
    screen.reader._read(PORTS)
    screen.keeps(Scan("260100041229", "Honeywell Barcode Scanner HH660", datetime.now(UTC)))
    yield "settings-reader-tried"
    screen.keeps(Scan("]C1" + "0123456789ABCDEF" * 7, "keyboard", datetime.now(UTC)))
    yield "settings-reader-long"
    press(KEY.Key_4)
    idle()
    yield "settings-workshop"
    screen.show_part(next(part for part in screen.parts if part.name == "sounds"))
    press(KEY.Key_F3)
    press(KEY.Key_F12)
    yield "settings-sounds"
    if screen.session.sample:
        return
    press(KEY.Key_5)
    idle()
    yield "settings-sticks-none"
    part = next(part for part in screen.parts if isinstance(part, StickPart))
    part._read(STICKS)
    yield "settings-sticks"
    press(KEY.Key_F3)
    yield "settings-sticks-again"
    press(KEY.Key_2)
    press(KEY.Key_F11)
    yield "settings-sticks-which"
    press(KEY.Key_1)
    yield "settings-sticks-forget"
    press(KEY.Key_2)
