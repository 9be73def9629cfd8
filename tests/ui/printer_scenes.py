"""What Imprimante and Étiquettes look like in Réglages: every question, every trouble, and the editor of a label."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from PySide6.QtCore import Qt

from ui.settings.label_editor import LabelEditor
from ui.settings.printer_doing import JobHere, Looked, Queue, Search
from ui.settings.screen import SettingsScreen
from workshop.domain.codes import make
from workshop.domain.labels import LabelKind
from workshop.domain.printing import (
    Delivery,
    FoundPrinter,
    JobState,
    LabelJob,
    Link,
    Printer,
    PrinterLanguage,
    PrinterState,
    PrinterTrouble,
    Sent,
)
from workshop.setup_wiring import use_printer

Press = Callable[[Qt.Key], None]
Idle = Callable[[], None]
KEY = Qt.Key
ZEBRA = Printer(PrinterLanguage.ZPL, Link.DEVICE, "/dev/usb/lp0", "Zebra ZD420")
BROTHER = Printer(PrinterLanguage.BROTHER, Link.TCP, "127.0.0.1:9", "Brother QL-820NWB", 300, "62", -5, 10)
OFFICE = Printer(PrinterLanguage.PDF, Link.IPP, "ipp://localhost:631/printers/Bureau", "Bureau", 300, "100x150")
FOUND = (FoundPrinter(ZEBRA), FoundPrinter(BROTHER), FoundPrinter(OFFICE, "HP", "LaserJet"))
JOBS = (
    (JobState.SENT, PrinterTrouble.CUT_OFF, "5CG9123QWZ"),
    (JobState.WAITING, None, "PF0ZX1Y3"),
    (JobState.FAILED, PrinterTrouble.DOES_NOT_FIT, "École Jean-Moulin, Villeurbanne"),
)


def printer_scenes(screen: SettingsScreen, press: Press, idle: Idle) -> Iterator[str]:
    """Show both pages as a person meets them; the caller is in Réglages, and takes a picture at each name."""
    screen.show_part(screen.printer)
    idle()
    yield "settings-printer-none"
    before = screen.printer.printer
    yield from _choosing(screen, press, idle)
    yield from _set_up(screen, press, idle)
    yield from _queue(screen, press)
    use_printer(screen.session.workshop, before)
    screen.show_part(screen.label)
    idle()
    yield from _labels(screen, press, idle)


def _choosing(screen: SettingsScreen, press: Press, idle: Idle) -> Iterator[str]:
    part = screen.printer
    press(KEY.Key_F2)
    idle()
    part._found(Search())
    yield "settings-printer-nothing-found"
    part._found(Search(FOUND))
    yield "settings-printer-found"
    press(KEY.Key_3)
    idle()
    yield "settings-printer-unknown-paper"
    press(KEY.Key_F2)
    yield "settings-printer-sheets"
    press(KEY.Key_Escape)
    press(KEY.Key_F2)
    press(KEY.Key_F2)
    idle()
    yield "settings-printer-by-hand"
    part.by_hand.links[Link.SERIAL].click()
    part.by_hand.tongue.click()
    part.by_hand.address.set_text("")
    press(KEY.Key_F12)
    yield "settings-printer-by-hand-wrong"
    press(KEY.Key_Escape)
    press(KEY.Key_Escape)


def _set_up(screen: SettingsScreen, press: Press, idle: Idle) -> Iterator[str]:
    part = screen.printer
    use_printer(screen.session.workshop, BROTHER)
    screen.show_part(part)
    idle()
    trouble = PrinterState(known=True, troubles=(PrinterTrouble.WRONG_ROLL,), roll="29")
    part._looked(part_looked(part.printer, trouble, screen))
    part.overview.show_count(3)
    yield "settings-printer-wrong-roll"
    part._looked(part_looked(part.printer, PrinterState(known=True), screen))
    yield "settings-printer-ready"
    press(KEY.Key_F11)
    part._ticks_sent(Delivery(Sent.NOT_SENT, PrinterTrouble.NO_PAPER))
    yield "settings-printer-edges"
    press(KEY.Key_F2)
    press(KEY.Key_3)
    yield "settings-printer-edge"
    for _step in range(3):
        press(KEY.Key_Escape)


def part_looked(printer: Printer, state: PrinterState, screen: SettingsScreen) -> Looked:
    return Looked(printer, state, screen.session.workshop.labels.media())


def _queue(screen: SettingsScreen, press: Press) -> Iterator[str]:
    part = screen.printer
    jobs = tuple(
        JobHere(
            LabelJob(
                n,
                make(26, 7, n).text,
                LabelKind.INTAKE.value,
                1,
                "Poste 1",
                state,
                datetime.now(UTC),
                trouble=trouble,
            ),
            name,
        )
        for n, (state, trouble, name) in enumerate(JOBS, 1)
    )
    part._queue_read(Queue(jobs, 12))
    press(KEY.Key_F12)
    part._queue_read(Queue(jobs, 12))
    yield "settings-printer-queue"
    part.queue.choose(1)
    yield "settings-printer-came-out"
    part.go_back()
    part.queue.choose(3)
    yield "settings-printer-failed"
    part.go_back()
    part.go_back()


def _labels(screen: SettingsScreen, press: Press, idle: Idle) -> Iterator[str]:
    editor: LabelEditor = screen.label.editor
    yield "settings-label"
    press(KEY.Key_F2)
    idle()
    yield "settings-label-exit"
    press(KEY.Key_F12)
    _checked(screen, idle)
    yield "settings-label-edit"
    press(KEY.Key_6)
    yield "settings-label-lines"
    press(KEY.Key_7)
    yield "settings-label-absent"
    press(KEY.Key_5)
    editor.fields[0].show_measure("x_mm", 10.0)
    editor._measured("x_mm", 30.0)
    _checked(screen, idle)
    yield "settings-label-wrong"
    press(KEY.Key_Escape)


def _checked(screen: SettingsScreen, idle: Idle) -> None:
    screen.label._check()
    idle()
