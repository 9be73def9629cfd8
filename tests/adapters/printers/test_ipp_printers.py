"""Labels to printers and queues that speak IPP: at their exact size, followed until they are out."""

from __future__ import annotations

import io
import time

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.adapters.printers.ipp_printer import Behaviour, IppPrinter
from tests.adapters.printers.wires import free_port
from workshop.adapters.commands.local import LocalCommands
from workshop.adapters.printers.bench import BenchPrinters
from workshop.adapters.printers.ipp_message import Collection, Resolution
from workshop.adapters.printers.ipp_status import JobNow
from workshop.adapters.printers.wire import Limits
from workshop.domain.printing import Link, Printer, PrinterLanguage, PrinterTrouble, Sent

HASTE = Limits(connect=1, answer=0.5, whole=1.0)
MILLIMETRE = 72 / 25.4


def a_label(width_mm: float = 62, height_mm: float = 29) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(width_mm * MILLIMETRE, height_mm * MILLIMETRE))
    canvas.drawString(20, 20, "RL 260100041229")
    canvas.showPage()
    canvas.save()
    return file.getvalue()


LABEL = a_label()


def bench(limits: Limits = HASTE) -> BenchPrinters:
    return BenchPrinters(LocalCommands(path=""), limits)


def printer_at(address: str, dots: int = 300, language: PrinterLanguage = PrinterLanguage.PDF) -> Printer:
    return Printer(language, Link.IPP, address, dots_per_inch=dots)


@pytest.mark.parametrize("dots", [203, 300, 600])
def test_a_label_arrives_as_it_is_at_its_size_and_dots_and_is_followed_until_it_is_out(dots: int) -> None:
    with IppPrinter() as server:
        assert bench().send(printer_at(server.address, dots), LABEL).sent is Sent.DONE
    (came,) = server.jobs
    size = Collection({"x-dimension": (6200,), "y-dimension": (2900,)})
    assert came.document == LABEL
    assert came.job["media-col"] == (Collection({"media-size": (size,)}),)
    assert came.job["printer-resolution"] == (Resolution(dots, dots),)
    assert came.job["print-scaling"] == ("none",)
    assert came.operation["document-format"] == ("application/pdf",)
    assert came.operation["ipp-attribute-fidelity"] == (True,)


@pytest.mark.parametrize("size", [(29, 90), (66, 29), (63.5, 38.1), (210, 297)])
def test_every_size_is_asked_for_to_a_hundredth_of_a_millimetre(size: tuple[float, float]) -> None:
    wanted = (round(size[0] * 100), round(size[1] * 100))
    with IppPrinter(Behaviour(sizes=(wanted,))) as server:
        assert bench().send(printer_at(server.address), a_label(*size)).sent is Sent.DONE


@pytest.mark.parametrize(
    ("page", "papers", "wanted"),
    [
        ((61.98, 28.96), ((6200, 2900), (6210, 2900)), (6200, 2900)),  # a page of whole dots means its paper
        ((62, 29), ((6198, 2896),), (6198, 2896)),
        ((62, 100), ((6200, 2900), (6200, 10000)), (6200, 10000)),
    ],
)
def test_the_paper_that_a_page_means_is_asked_for_by_the_printers_own_size(
    page: tuple[float, float], papers: tuple[tuple[int, int], ...], wanted: tuple[int, int]
) -> None:
    with IppPrinter(Behaviour(sizes=papers)) as server:
        assert bench().send(printer_at(server.address), a_label(*page)).sent is Sent.DONE
    size = Collection({"x-dimension": (wanted[0],), "y-dimension": (wanted[1],)})
    assert server.jobs[0].job["media-col"] == (Collection({"media-size": (size,)}),)


def test_a_paper_that_the_printer_does_not_have_is_refused_before_it_is_printed_on() -> None:
    with IppPrinter(Behaviour(sizes=((21000, 29700),))) as server:
        delivery = bench().send(printer_at(server.address), LABEL)
    assert (delivery.sent, delivery.trouble) == (Sent.NOT_SENT, PrinterTrouble.DOES_NOT_FIT)
    assert server.jobs == []


def test_a_label_that_would_come_out_at_another_size_is_called_back() -> None:
    with IppPrinter(Behaviour(sizes=((21000, 29700),), substitutes=True)) as server:
        delivery = bench().send(printer_at(server.address), LABEL)
    assert (delivery.sent, delivery.trouble) == (Sent.NOT_SENT, PrinterTrouble.DOES_NOT_FIT)
    assert server.cancelled == [1]


def test_label_language_goes_through_a_queue_untouched() -> None:
    zpl = b"^XA^FDx^FS^XZ"
    with IppPrinter(Behaviour(is_queue=True)) as server:
        assert bench().send(printer_at(server.address, language=PrinterLanguage.ZPL), zpl).sent is Sent.DONE
    assert server.jobs[0].document == zpl
    assert server.jobs[0].operation["document-format"] == ("application/vnd.cups-raw",)
    assert server.jobs[0].job == {}


@pytest.mark.parametrize(
    ("how", "trouble"),
    [
        (Behaviour(state=5, reasons=("media-empty-error", "paused")), PrinterTrouble.NO_PAPER),
        (Behaviour(reasons=("cover-open",)), PrinterTrouble.COVER_OPEN),
        (Behaviour(state=5, reasons=("paused",), is_queue=True), PrinterTrouble.PAUSED),
        (Behaviour(state=5, reasons=("offline-report",), is_queue=True), PrinterTrouble.PAUSED),
        (Behaviour(accepts=False), PrinterTrouble.PAUSED),
        (Behaviour(refuses_with=0x0507), PrinterTrouble.BUSY),
        (Behaviour(refuses_with=0x0403), PrinterTrouble.NOT_ALLOWED),
        (Behaviour(http_status=401), PrinterTrouble.NOT_ALLOWED),
        (Behaviour(http_status=404), PrinterTrouble.UNREACHABLE),
    ],
)
def test_a_printer_that_cannot_or_will_not_gets_nothing(how: Behaviour, trouble: PrinterTrouble) -> None:
    with IppPrinter(how) as server:
        delivery = bench().send(printer_at(server.address), LABEL)
    assert (delivery.sent, delivery.trouble) == (Sent.NOT_SENT, trouble)
    assert server.jobs == []


def test_a_queue_takes_a_label_for_a_printer_that_is_off_and_is_not_given_it_twice() -> None:
    how = Behaviour(reasons=("offline-report",), is_queue=True, states=(JobNow.PROCESSING,))
    with IppPrinter(how) as server:
        delivery = bench().send(printer_at(server.address), LABEL)
    assert (delivery.sent, delivery.trouble) == (Sent.SENT, PrinterTrouble.UNREACHABLE)
    assert len(server.jobs) == 1


@pytest.mark.parametrize(
    ("states", "sent"),
    [
        ((JobNow.PENDING, JobNow.PROCESSING, JobNow.COMPLETED), Sent.DONE),
        ((JobNow.PROCESSING,), Sent.SENT),
        ((JobNow.HELD,), Sent.SENT),
        ((JobNow.PROCESSING, JobNow.ABORTED), Sent.UNSURE),
        ((JobNow.CANCELED,), Sent.UNSURE),
    ],
)
def test_what_became_of_a_label_is_said_truly(states: tuple[int, ...], sent: Sent) -> None:
    with IppPrinter(Behaviour(states=states)) as server:
        began = time.monotonic()
        assert bench().send(printer_at(server.address), LABEL).sent is sent
        assert time.monotonic() - began < 3


def test_a_line_that_breaks_in_the_middle_of_a_label_is_not_sure() -> None:
    with IppPrinter(Behaviour(drops_job_after=300)) as server:
        delivery = bench().send(printer_at(server.address), LABEL)
    assert (delivery.sent, delivery.trouble) == (Sent.UNSURE, PrinterTrouble.CUT_OFF)


def test_a_printer_that_takes_a_label_and_says_nothing_is_not_waited_for() -> None:
    with IppPrinter(Behaviour(hangs=True)) as server:
        began = time.monotonic()
        assert bench().send(printer_at(server.address), LABEL).sent is Sent.UNSURE
        assert time.monotonic() - began < 3


@pytest.mark.parametrize("raw", [b"", b"<html>", b"\x01\x01\x00\x00" + b"\xff" * 3000, bytes(2_000_000)])
def test_an_answer_that_is_none_keeps_the_label_here(raw: bytes) -> None:
    with IppPrinter(Behaviour(raw=raw)) as server:
        assert bench().send(printer_at(server.address), LABEL).sent is Sent.NOT_SENT
        assert not bench().state(printer_at(server.address)).known


def test_a_printer_that_is_off_gets_nothing() -> None:
    delivery = bench().send(printer_at(f"ipp://127.0.0.1:{free_port()}/ipp/print"), LABEL)
    assert (delivery.sent, delivery.trouble) == (Sent.NOT_SENT, PrinterTrouble.UNREACHABLE)


@pytest.mark.parametrize("label", [b"no PDF at all", b"%PDF-1.4 but nothing in it"])
def test_what_is_no_page_is_not_sent_as_one(label: bytes) -> None:
    with IppPrinter(Behaviour(sizes=())) as server:
        assert bench().send(printer_at(server.address), label).sent is Sent.NOT_SENT
    assert server.jobs == []


def test_an_ipp_printer_says_how_it_is() -> None:
    with IppPrinter(Behaviour(state=5, reasons=("media-empty",))) as server:
        state = bench().state(printer_at(server.address))
    assert (state.known, state.troubles, state.told) == (True, (PrinterTrouble.NO_PAPER,), "media-empty")
