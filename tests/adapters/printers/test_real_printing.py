"""Labels through the system's own printing: CUPS and its pretended IPP printer, started for these tests alone."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
import pytest

from tests.adapters.printers import real_printing
from tests.adapters.printers.firmware import LABEL, Zebra
from tests.adapters.printers.real_printing import Cups, PretendedPrinter
from tests.adapters.printers.test_ipp_printers import LABEL as PAGE
from tests.adapters.printers.test_ipp_printers import a_label, printer_at
from tests.adapters.printers.wires import TcpPrinter, free_port
from workshop.adapters.commands.local import LocalCommands
from workshop.adapters.printers.bench import BenchPrinters
from workshop.adapters.printers.wire import Limits
from workshop.domain.printing import Link, PrinterLanguage, PrinterTrouble, Sent

pytestmark = pytest.mark.skipif(
    bool(real_printing.missing()),
    reason=f"{real_printing.missing()} is not installed here (cups, cups-ipp-utils, avahi-daemon)",
)
MEASURED = "{media-size={x-dimension=6200 y-dimension=2900}"


@pytest.fixture(scope="module")
def printer() -> Iterator[PretendedPrinter]:
    with real_printing.pretended_printer() as printer:
        yield printer


@pytest.fixture(scope="module")
def cups() -> Iterator[Cups]:
    with real_printing.cups() as cups:
        yield cups


def bench(limits: Limits | None = None, queues: str = "localhost:631") -> BenchPrinters:
    return BenchPrinters(LocalCommands(path=""), limits, queues)


@pytest.mark.parametrize("dots", [203, 300, 600])
def test_a_printer_receives_a_label_at_its_size_and_dots_and_says_that_it_is_out(
    printer: PretendedPrinter, dots: int
) -> None:
    number = printer.number_of_jobs() + 1
    delivery = bench().send(printer_at(printer.address, dots), PAGE)
    document, asked = printer.came(number)
    assert delivery.sent is Sent.DONE
    assert document == PAGE
    assert asked["IPP_MEDIA_COL"].startswith(MEASURED)
    assert (asked["IPP_PRINTER_RESOLUTION"], asked["IPP_PRINT_SCALING"]) == (f"{dots}dpi", "none")


def test_a_printer_that_has_no_such_paper_refuses_the_label(printer: PretendedPrinter) -> None:
    before = printer.number_of_jobs()
    delivery = bench().send(printer_at(printer.address), a_label(210, 297))
    assert (delivery.sent, delivery.trouble) == (Sent.NOT_SENT, PrinterTrouble.DOES_NOT_FIT)
    assert printer.number_of_jobs() == before


def test_a_queue_hands_a_label_on_unscaled(printer: PretendedPrinter, cups: Cups) -> None:
    number = printer.number_of_jobs() + 1
    queue = cups.queue("etiquettes", printer.address, "everywhere")
    here = bench(queues=cups.server)
    assert here.send(printer_at(queue), PAGE).sent is Sent.DONE
    document, asked = printer.came(number)
    assert asked["IPP_MEDIA_COL"].startswith(MEASURED)
    assert page_of(document) == page_of(PAGE)
    found = next(one.printer for one in here.find() if one.printer.name == "etiquettes")
    assert (found.language, found.link, found.address) == (PrinterLanguage.PDF, Link.IPP, queue)
    assert (found.dots_per_inch, found.roll) == (300, "62x29")


def test_a_raw_queue_hands_label_language_on_as_it_is(cups: Cups) -> None:
    zebra = Zebra()
    with TcpPrinter(zebra) as line:
        queue = cups.queue("zebra", f"socket://{line.address}", "raw")
        here = bench(queues=cups.server)
        assert here.send(printer_at(queue, language=PrinterLanguage.ZPL), LABEL).sent is Sent.DONE
        real_printing.wait_for(lambda: zebra.labels)
    assert zebra.labels == [LABEL]
    assert next(one.printer.language for one in here.find() if one.printer.name == "zebra") is PrinterLanguage.ZPL


def test_a_queue_keeps_a_label_for_a_printer_that_is_off(cups: Cups) -> None:
    port = free_port()
    queue = cups.queue("eteinte", f"socket://127.0.0.1:{port}", "raw")
    delivery = bench(Limits(whole=1.5)).send(printer_at(queue, language=PrinterLanguage.ZPL), LABEL)
    assert delivery.sent is Sent.SENT


def test_a_queue_that_is_not_there_gets_nothing(cups: Cups) -> None:
    delivery = bench().send(printer_at(f"ipp://{cups.server}/printers/aucune"), PAGE)
    assert (delivery.sent, delivery.trouble) == (Sent.NOT_SENT, PrinterTrouble.UNREACHABLE)


def page_of(document: bytes) -> tuple[list[int], object]:
    """The page's size in points, and how it is turned."""
    with pikepdf.open(io.BytesIO(document)) as pdf:
        page = pdf.pages[0]
        return [round(float(side)) for side in page.mediabox], int(page.obj.get("/Rotate", 0))
