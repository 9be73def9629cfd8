"""A window on État, with machines whose tests are done."""

from __future__ import annotations

from dataclasses import replace

from tests.services.shop import a_drive, a_reading
from tests.ui.open_window import OpenWindow
from tests.ui.paper_lots import wiped
from ui.grading.screen import GradingScreen
from workshop.bootstrap import Workshop
from workshop.domain.diagnosis import (
    Battery,
    Category,
    Display,
    Firmware,
    Origin,
    Processor,
    Reading,
    Source,
)
from workshop.domain.diagnosis import DriveMedium as Medium
from workshop.domain.people import Actor

SERIAL = "5CG9123QWZ"


def the_looks(window: OpenWindow) -> GradingScreen:
    screen = window.desk.screens["grading"]
    assert isinstance(screen, GradingScreen)
    return screen


def good_reading(serial: str, category: Category = Category.LAPTOP, memory_mib: int = 16384) -> Reading:
    """Read a machine to which nothing is wanting."""
    drive = replace(a_drive(f"D-{serial}"), medium=Medium.SSD, size_bytes=256 * 10**9)
    reading = a_reading(serial, drive, memory_mib=memory_mib)
    diagnosis = replace(
        reading.diagnosis,
        identity=replace(reading.diagnosis.identity, category=category),
        origin=Origin(Source.HERE),
        processor=Processor("Intel(R) Core(TM) i5-8365U CPU @ 1.60GHz", "GenuineIntel", cores=4, threads=8),
        displays=(Display(built_in=True, width_px=1920, height_px=1080),),
        batteries=(Battery("BAT0", wear_percent=6),),
        firmware=Firmware(uefi=True, secure_boot=True, tpm_version="2.0"),
    )
    return replace(reading, diagnosis=diagnosis)


def a_machine(
    workshop: Workshop,
    actor: Actor,
    category: Category = Category.LAPTOP,
    serial: str = SERIAL,
    *,
    tested: bool = True,
    memory_mib: int = 16384,
) -> str:
    """Receive, read and wipe a machine; say that everything that is tested works."""
    lot = workshop.lots.open(actor, "Mairie de Bron").code
    received = workshop.machines.receive(
        actor, lot, serial, category=category.value, maker="Dell", model="Latitude 5400"
    )
    code = received.code
    if category in (Category.LAPTOP, Category.DESKTOP):
        workshop.diagnosing.attach(actor, code, good_reading(serial, category, memory_mib))
    workshop.machines.triage(actor, code)
    if category in (Category.LAPTOP, Category.DESKTOP):  # what is soldered into a phone stays open
        for drive in workshop.machines.drives(code):
            wiped(workshop, actor, drive)
    if tested:
        workshop.inspecting.declare(actor, code, workshop.inspecting.view(code).open)
    return code


def at_its_state(window: OpenWindow, code: str) -> GradingScreen:
    """Go to État of a machine, as from the Poste."""
    window.desk.go("grading", code)
    window.settle()
    return the_looks(window)
