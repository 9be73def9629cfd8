"""Printers and queues that speak IPP: a label as one page at its exact size, without a dialog and without scaling."""

from __future__ import annotations

import getpass
import io
import time
from dataclasses import dataclass
from uuid import uuid4

from workshop.adapters.printers import ipp_status
from workshop.adapters.printers.ipp_client import HalfSentError, IppClient, about
from workshop.adapters.printers.ipp_message import Attributes, Collection, Group, Message, Resolution, Tag, Written
from workshop.adapters.printers.wire import Deadline, Limits, WireError
from workshop.domain.printing import Delivery, Printer, PrinterLanguage, PrinterState, PrinterTrouble, Sent

PRINT_JOB, CANCEL_JOB, GET_JOB, GET_PRINTER = 0x0002, 0x0008, 0x0009, 0x000B
_BETWEEN_QUESTIONS = 0.25
_MOST_PAPERS = 500
_PATIENCE = 3.0  # a queue still tells the trouble of the job before while it takes up this one
_SAME_PAPER = 50  # hundredths of a millimetre; a page of whole dots is a little smaller than its paper's name
_HUNDREDTHS_A_POINT = 2540 / 72
_PDF, _RAW, _ANY = "application/pdf", "application/vnd.cups-raw", "application/octet-stream"
_WANTED = (
    *("printer-state", "printer-state-reasons", "printer-state-message", "printer-is-accepting-jobs", "printer-type"),
    *("document-format-supported", "job-creation-attributes-supported", "print-scaling-supported"),
    *("printer-resolution-supported", "sides-supported", "print-color-mode-supported", "media-size-supported"),
)


@dataclass(frozen=True, slots=True)
class Size:
    """The size of a page in hundredths of a millimetre, as IPP counts."""

    width: int
    height: int

    def away_from(self, other: Size) -> int:
        """Return the larger of the differences in width and in height."""
        return max(abs(self.width - other.width), abs(self.height - other.height))


def state(printer: Printer, deadline: Deadline, limits: Limits) -> PrinterState:
    """Ask a printer or queue how it is; raises WireError where it cannot be asked."""
    try:
        return ipp_status.state(_printer(IppClient(printer.address, limits), deadline))
    except HalfSentError:
        return PrinterState(known=False)


def send(printer: Printer, label: bytes, deadline: Deadline, limits: Limits) -> Delivery:
    """Send one label as one job and follow it; a queue of the system keeps it while its printer is off."""
    try:
        client = IppClient(printer.address, limits)
        now = _printer(client, deadline)
    except WireError as problem:
        return Delivery(Sent.NOT_SENT, problem.trouble, problem.told)
    except HalfSentError as problem:
        return Delivery(Sent.NOT_SENT, PrinterTrouble.UNREACHABLE, problem.told)
    refused = _refused(now)
    if refused is not None:
        return refused
    try:
        groups = _print_job(client.uri, printer, label, now)
    except ValueError as problem:
        return Delivery(Sent.NOT_SENT, PrinterTrouble.OTHER, str(problem)[:200])
    try:
        answer = client.ask(PRINT_JOB, groups, deadline, label)
    except WireError as problem:
        return Delivery(Sent.NOT_SENT, problem.trouble, problem.told)
    except HalfSentError as problem:
        return Delivery(Sent.UNSURE, PrinterTrouble.CUT_OFF, problem.told)
    return _accepted(client, answer, deadline)


def size_of(label: bytes) -> Size:
    """Return the size of a PDF's first page; raises ValueError where the label is no PDF."""
    import pikepdf  # noqa: PLC0415 — only where a label goes to such a printer; pdfium must not run on two threads

    try:
        with pikepdf.open(io.BytesIO(label), attempt_recovery=False) as document:
            left, bottom, right, top = (float(side) for side in document.pages[0].mediabox)
    except (pikepdf.PdfError, IndexError, TypeError) as problem:
        raise ValueError(str(problem)) from problem
    return Size(*(round(abs(points) * _HUNDREDTHS_A_POINT) for points in (right - left, top - bottom)))


def paper_for(page: Size, printer: Attributes) -> Size:
    """Return the printer's own size that is meant by a page; the page's where it has none, or cuts to any length."""
    known = (value for value in printer.get("media-size-supported", ())[:_MOST_PAPERS] if isinstance(value, Collection))
    sizes = [(one.number("x-dimension"), one.number("y-dimension")) for one in known]
    papers = [Size(width, height) for width, height in sizes if width is not None and height is not None]
    nearest = min(papers, key=page.away_from, default=page)
    return nearest if page.away_from(nearest) <= _SAME_PAPER else page


def printer_attributes(client: IppClient, deadline: Deadline, *wanted: str) -> Attributes:
    """Ask for attributes of a printer; raises WireError and HalfSentError."""
    question = about(client.uri, Written("requested-attributes", Tag.KEYWORD, wanted))
    answer = client.ask(GET_PRINTER, (question,), deadline)
    if ipp_status.is_refusal(answer.code):
        raise WireError(ipp_status.refusal(answer.code), _words(answer))
    return answer.first(Group.PRINTER)


def _printer(client: IppClient, deadline: Deadline) -> Attributes:
    return printer_attributes(client, deadline, *_WANTED)


def _refused(now: Attributes) -> Delivery | None:
    """Say why nothing is sent now; what a queue tells of its printer is as old as its last job, and stops nothing."""
    found = ipp_status.state(now)
    is_queue = "printer-type" in now
    in_the_way = [trouble for trouble in found.troubles if not is_queue or trouble is PrinterTrouble.PAUSED]
    if is_queue and ipp_status.number(now, "printer-state") == ipp_status.STOPPED and not in_the_way:
        in_the_way = [PrinterTrouble.PAUSED]
    return Delivery(Sent.NOT_SENT, in_the_way[0], found.told) if in_the_way else None


def _print_job(
    uri: str, printer: Printer, label: bytes, now: Attributes
) -> tuple[tuple[Group, tuple[Written, ...]], ...]:
    """Write the job: nothing is asked for that the printer does not know, and what is asked for it must hold to."""
    size = size_of(label) if printer.language is PrinterLanguage.PDF else None
    operation = about(
        uri,
        Written("requesting-user-name", Tag.NAME, (_person(),)),
        Written("job-name", Tag.NAME, (f"etabli-{uuid4().hex[:12]}",)),
        Written("ipp-attribute-fidelity", Tag.BOOLEAN, (True,)),
        Written("document-format", Tag.MIME, (_format(printer, now),)),
    )
    if size is None:
        return (operation,)
    return operation, (Group.JOB, _exactly(size, printer, now))


def _exactly(size: Size, printer: Printer, now: Attributes) -> tuple[Written, ...]:
    """Ask for a page of this very size, at the printer's own dots, neither scaled nor turned over."""
    size = paper_for(size, now)
    page = Collection({"x-dimension": (size.width,), "y-dimension": (size.height,)})
    wanted = [Written("media-col", Tag.BEGIN_COLLECTION, (Collection({"media-size": (page,)}),))]
    dots = Resolution(printer.dots_per_inch, printer.dots_per_inch)
    choices = (
        ("print-scaling", Tag.KEYWORD, "none", "print-scaling-supported"),
        ("printer-resolution", Tag.RESOLUTION, dots, "printer-resolution-supported"),
        ("sides", Tag.KEYWORD, "one-sided", "sides-supported"),
        ("print-color-mode", Tag.KEYWORD, "monochrome", "print-color-mode-supported"),
    )
    wanted += [Written(name, tag, (value,)) for name, tag, value, known in choices if value in now.get(known, ())]
    return tuple(wanted)


def _format(printer: Printer, now: Attributes) -> str:
    if printer.language is PrinterLanguage.PDF:
        return _PDF
    return _RAW if _RAW in ipp_status.texts(now, "document-format-supported") else _ANY


def _accepted(client: IppClient, answer: Message, deadline: Deadline) -> Delivery:
    """Follow a job that was taken; one that is taken at another size than its own is called back."""
    if ipp_status.is_refusal(answer.code):
        return Delivery(Sent.NOT_SENT, ipp_status.refusal(answer.code), _words(answer))
    job = ipp_status.number(answer.first(Group.JOB), "job-id")
    if job is None:
        return Delivery(Sent.UNSURE, PrinterTrouble.OTHER, _words(answer))
    if "media-col" in answer.first(Group.UNSUPPORTED):
        return _called_back(client, job, deadline)
    return _followed(client, job, deadline)


def _followed(client: IppClient, job: int, deadline: Deadline) -> Delivery:
    """Ask after a job until it is out, or in trouble, or the time is over: then the printer still has it."""
    question = about(
        client.uri,
        Written("job-id", Tag.INTEGER, (job,)),
        Written("requested-attributes", Tag.KEYWORD, ("job-state", "job-state-reasons")),
    )
    trouble, patience = None, Deadline(_PATIENCE)
    while not deadline.over:
        try:
            answer = client.ask(GET_JOB, (question,), deadline)
            printer = ipp_status.state(_printer(client, deadline))
        except (WireError, HalfSentError) as problem:
            return Delivery(Sent.SENT, None if deadline.over else PrinterTrouble.UNREACHABLE, problem.told)
        told = ipp_status.job(answer.first(Group.JOB), printer)
        if told is not None and (told.sent is not Sent.SENT or patience.over):
            return told
        trouble = told.trouble if told else None
        time.sleep(deadline.left(_BETWEEN_QUESTIONS))
    return Delivery(Sent.SENT, trouble)


def _called_back(client: IppClient, job: int, deadline: Deadline) -> Delivery:
    question = about(
        client.uri, Written("job-id", Tag.INTEGER, (job,)), Written("requesting-user-name", Tag.NAME, (_person(),))
    )
    try:
        answer = client.ask(CANCEL_JOB, (question,), deadline)
        gone = not ipp_status.is_refusal(answer.code)
    except (WireError, HalfSentError):
        gone = False
    return Delivery(Sent.NOT_SENT if gone else Sent.UNSURE, PrinterTrouble.DOES_NOT_FIT)


def _words(answer: Message) -> str:
    return ipp_status.refused_with(answer.code, answer.first(Group.OPERATION))


def _person() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "etabli"
