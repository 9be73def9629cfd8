"""A window on Tests, with a laptop on the bench whose senses answer what a test lets them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt

from tests.fake_senses import FakeSenses
from tests.ui.open_window import OpenWindow
from ui.inspection.mode import Mode
from ui.inspection.screen import InspectionScreen
from workshop.domain import events as happened
from workshop.domain.inspection import Function, Tested
from workshop.services.trying import Trying

TWO_DRIVES, READY = "EXG6480002", "260000000182"


def the_tests(window: OpenWindow) -> InspectionScreen:
    screen = window.desk.screens["inspection"]
    assert isinstance(screen, InspectionScreen)
    return screen


def laptop(window: OpenWindow, serial: str = TWO_DRIVES) -> str:
    """Receive a laptop of the sample; return its code."""
    window.go(Qt.Key.Key_F5, "intake")
    window.scan(serial)
    return window.intake.now.plate.code


def at_its_tests(window: OpenWindow, serial: str = TWO_DRIVES) -> tuple[InspectionScreen, str]:
    """Receive a laptop and go to its tests, as a person does."""
    code = laptop(window, serial)
    window.go(Qt.Key.Key_F6, "bench")
    window.scan(code)
    window.go(Qt.Key.Key_F11, "inspection")
    return the_tests(window), code


def tried_here(window: OpenWindow, senses: FakeSenses) -> tuple[InspectionScreen, str]:
    """Go to the tests of a laptop that is the very machine on which Établi runs."""
    code = laptop(window)
    session = window.desk.session
    reading = session.workshop.inspecting.view(code).reading
    session.workshop = replace(session.workshop, trying=Trying(lambda: reading, senses))
    window.go(Qt.Key.Key_F6, "bench")
    window.scan(code)
    window.go(Qt.Key.Key_F11, "inspection")
    screen = the_tests(window)
    window.until(lambda: screen.here)
    return screen, code


def show(window: OpenWindow, function: Function) -> None:
    """Bring one test to the front."""
    screen = the_tests(window)
    screen.function = function
    screen._arrange()


def answer(window: OpenWindow, code: str, function: Function) -> Tested | None:
    """Return what is written down, not what is shown."""
    return window.workshop.inspecting.view(code).answer(function)


def front(screen: InspectionScreen) -> tuple[Mode, Function | None]:
    """Return what is in front now, and which test."""
    return screen.mode, screen.function


def written(
    window: OpenWindow, code: str, kind: type[happened.Event] = happened.FunctionTested
) -> list[happened.Event]:
    with window.workshop.store.looking() as look:
        return [entry.event for entry in look.history(code) if isinstance(entry.event, kind)]
