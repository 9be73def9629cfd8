"""A printer that is there and that nobody chose: offered once, with the first label, and no scan waits for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.adapters.printers.firmware import Zebra
from tests.adapters.printers.wires import TcpPrinter
from tests.ui.open_window import OpenIt, OpenWindow
from tests.ui.test_printing import with_a_lot
from ui.questions import Question
from ui.signals import Signal
from workshop.domain.codes import Command, command_code
from workshop.domain.printing import FoundPrinter, Link, Printer, PrinterLanguage
from workshop.printing_wiring import printer_of
from workshop.settings import PrinterAsked, load_settings


@pytest.fixture
def zebra() -> Zebra:
    return Zebra()


@pytest.fixture
def printer(zebra: Zebra) -> Iterator[Printer]:
    with TcpPrinter(zebra) as line:
        yield Printer(PrinterLanguage.ZPL, Link.TCP, line.address, "Zebra ZD420")


@pytest.fixture
def window(printer: Printer, real_shop: Path, open_window: OpenIt) -> OpenWindow:
    return plugged_in(with_a_lot(open_window(real_shop)), printer)


def plugged_in(window: OpenWindow, printer: Printer) -> OpenWindow:
    """Let a bench find this printer."""
    offering = window.intake.labelling.offering
    offering.find = lambda: FoundPrinter(printer)
    window.intake.watch()
    return window


def question(window: OpenWindow) -> Question:
    return window.intake.labelling.offering.question


def offered(window: OpenWindow) -> None:
    window.scan("5CG0000001", Signal.ACCEPTED)
    window.until(lambda: question(window).isVisibleTo(window.intake.page))


def test_it_is_offered_with_the_first_label_and_used(
    window: OpenWindow, printer: Printer, zebra: Zebra, real_shop: Path
) -> None:
    offered(window)
    asked = question(window).what.text().replace("\u202f", " ").replace("\xa0", " ")
    assert asked == "Une imprimante est là : Zebra ZD420. L’utiliser ?"
    window.scan("5CG0000002", Signal.ACCEPTED)  # nobody waits
    assert question(window).isVisibleTo(window.intake.page)
    window.digit(1)
    window.until(lambda: len(zebra.labels) == 1)
    window.settle()
    kept = load_settings(real_shop, {})
    assert (printer_of(kept), kept.printer_asked) == (printer, PrinterAsked.ANSWERED)
    window.scan("5CG0000003", Signal.ACCEPTED)
    window.until(lambda: len(zebra.labels) == 2)


def test_a_no_by_the_card_is_for_ever(
    window: OpenWindow, printer: Printer, zebra: Zebra, real_shop: Path, open_window: OpenIt
) -> None:
    offered(window)
    window.scan(command_code(Command.NO).text, Signal.ACCEPTED)
    window.until(question(window).isHidden)
    window.settle()
    assert load_settings(real_shop, {}).printer_asked is PrinterAsked.ANSWERED
    window.close()
    again = plugged_in(open_window(real_shop), printer)
    again.go(Qt.Key.Key_F5, "intake")
    again.until(lambda: again.intake.lot is not None)
    again.scan("5CG0000002", Signal.ACCEPTED)
    again.settle()
    assert question(again).isHidden()
    assert zebra.labels == []


def test_nobody_is_asked_where_there_is_no_printer(real_shop: Path, open_window: OpenIt) -> None:
    window = with_a_lot(open_window(real_shop))
    window.intake.labelling.offering.find = lambda: None
    window.intake.watch()
    window.scan("5CG0000001", Signal.ACCEPTED)
    window.settle()
    assert question(window).isHidden()
    assert load_settings(real_shop, {}).printer_asked is PrinterAsked.NOT_YET
