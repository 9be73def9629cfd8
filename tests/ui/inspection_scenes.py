"""What Tests looks like, for the pictures and for the measures: every test tried here, every question, every end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest

from tests.fake_senses import FakeSenses, a_picture
from ui.inspection.keyboard_window import KeyboardWindow
from ui.inspection.screen import InspectionScreen
from ui.inspection.touchpad_window import TouchpadWindow
from ui.key_listener import OFFSET
from ui.session import Session
from ui.shell.desk import Desk
from workshop.domain.diagnosis import Source
from workshop.domain.holds import Aside
from workshop.domain.inspection import Function
from workshop.domain.lots import MachineCard
from workshop.inspection_wiring import newest_photos
from workshop.services.trying import Trying

TWO_DRIVES, READY = "EXG6480002", "260000000182"
Scan = Callable[[str], None]
Press = Callable[[Qt.Key], None]
Idle = Callable[[], None]
KEY = Qt.Key


def inspection_scenes(desk: Desk, scan: Scan, press: Press, idle: Idle) -> Iterator[str]:
    """Show Tests as a person meets it, a picture at each name; the laptop with two drives was received before."""
    session, screen = desk.session, desk.screens["inspection"]
    assert isinstance(screen, InspectionScreen)
    desk.go("inspection")
    idle()
    yield "inspection-nothing"
    scan(READY)
    yield "inspection-ready"
    code = _a_laptop(session)
    yield from _tests(session, screen, code, idle)
    yield from _faults(screen, press)
    yield from _ends(session, screen, press, idle)


def _a_laptop(session: Session) -> str:
    with session.workshop.store.looking() as look:
        return next(card.code for card in look.find(MachineCard) if card.serial == TWO_DRIVES)


def _tests(session: Session, screen: InspectionScreen, code: str, idle: Idle) -> Iterator[str]:
    """Every test, on the machine that runs Établi, says the stand-in."""
    view = session.workshop.inspecting.view(code)
    assert view.reading is not None
    assert view.reading.origin.source is Source.HERE
    real = session.workshop
    session.workshop = replace(real, trying=Trying(lambda: view.reading, FakeSenses()))
    screen.enter(code)
    idle()
    for function in view.asked:
        screen.function = function
        screen._arrange()
        idle()
        yield f"inspection-{function.value}"
    session.workshop = real
    screen.here = False
    screen.function = Function.WEBCAM
    screen._arrange()
    yield "inspection-elsewhere"
    screen._list()
    yield "inspection-all-tests"


def _faults(screen: InspectionScreen, press: Press) -> Iterator[str]:
    screen.function = Function.KEYBOARD
    screen._arrange()
    press(KEY.Key_2)
    yield "inspection-fault-where"
    press(KEY.Key_2)
    yield "inspection-fault-what"
    press(KEY.Key_4)
    yield "inspection-fault-how-much"
    press(KEY.Key_2)
    yield "inspection-fault-then"
    press(KEY.Key_1)
    press(KEY.Key_4)
    yield "inspection-after-a-fault"


def _ends(session: Session, screen: InspectionScreen, press: Press, idle: Idle) -> Iterator[str]:
    code, work, actor = screen.code, session.workshop, session.actor
    while screen.function is not None:
        press(KEY.Key_3 if screen.function is Function.WIFI else KEY.Key_1)
        idle()
    yield "inspection-result"
    for colour in ((140, 90, 70), (70, 110, 80)):
        work.photos.take(actor, code, a_picture(colour=colour), Function.KEYBOARD)
    screen.enter()
    idle()
    yield "inspection-result-photos"
    press(KEY.Key_F2)
    idle()
    yield "inspection-photo-none"
    with TemporaryDirectory() as folder:
        for number in range(5):
            (Path(folder) / f"IMG_{number}.jpg").write_bytes(a_picture(colour=(40 * number, 90, 120)))
        screen.photo.show_found(newest_photos((Path(folder),)))
    yield "inspection-photo"
    press(KEY.Key_Escape)
    work.installing.want(actor, code)
    screen.enter()
    idle()
    yield "inspection-install"
    press(KEY.Key_4)
    yield "inspection-install-licence"
    press(KEY.Key_1)
    yield "inspection-install-language"
    work.inspecting.set_aside(actor, code, Aside.TO_REPAIR)
    screen.enter()
    idle()
    yield "inspection-set-aside"
    work.machines.bring_back(actor, code)
    work.inspecting.swollen(actor, code)
    screen.enter()
    idle()
    yield "inspection-swollen"


def half_pressed() -> KeyboardWindow:
    """A keyboard of which half the keys have answered."""
    window = KeyboardWindow()
    for code in (*range(16, 26), *range(30, 38), 1, 57, 28, 59, 60, 105):
        event = QKeyEvent(QKeyEvent.Type.KeyPress, KEY.Key_unknown, Qt.KeyboardModifier.NoModifier, code + OFFSET, 0, 0)
        window.take(event)
    return window


def half_touched() -> TouchpadWindow:
    """A touchpad of which two corners and one click have answered."""
    window = TouchpadWindow()
    window.resize(1366, 768)
    for at in (QPoint(5, 5), QPoint(1360, 760)):
        QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=at)
    return window
