"""How an IPP printer says that it is, and what became of a job (RFC 8011 §5.4.11, §5.4.12, §5.3.7). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import IntEnum

from workshop.adapters.printers.ipp_message import Attributes, Value
from workshop.domain.printing import Delivery, PrinterState, PrinterTrouble, Sent

STOPPED = 5
_SEVERITY = re.compile(r"-(report|warning|error)$")
_REASONS = (  # what begins so; the first that fits
    ("media-empty", PrinterTrouble.NO_PAPER),
    ("media-needed", PrinterTrouble.WRONG_ROLL),
    ("media-jam", PrinterTrouble.OTHER),
    ("cover-open", PrinterTrouble.COVER_OPEN),
    ("door-open", PrinterTrouble.COVER_OPEN),
    ("interlock-open", PrinterTrouble.COVER_OPEN),
    ("input-tray-missing", PrinterTrouble.NO_PAPER),
    ("marker-supply-empty", PrinterTrouble.NO_RIBBON),
    ("toner-empty", PrinterTrouble.NO_RIBBON),
    ("fuser-over-temp", PrinterTrouble.HEAD_HOT),
    ("paused", PrinterTrouble.PAUSED),
    ("moving-to-paused", PrinterTrouble.PAUSED),
    ("stopped", PrinterTrouble.PAUSED),
    ("stopping", PrinterTrouble.PAUSED),
    ("shutdown", PrinterTrouble.UNREACHABLE),
    ("offline", PrinterTrouble.UNREACHABLE),
    ("timed-out", PrinterTrouble.UNREACHABLE),
    ("connecting-to-device", PrinterTrouble.UNREACHABLE),
    ("spool-area-full", PrinterTrouble.BUSY),
)
_MOST_TOLD = 200


class JobNow(IntEnum):
    """The states of a job."""

    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9


_REFUSALS = {
    0x0401: PrinterTrouble.NOT_ALLOWED,  # forbidden
    0x0402: PrinterTrouble.NOT_ALLOWED,  # not authenticated
    0x0403: PrinterTrouble.NOT_ALLOWED,  # not authorised
    0x0406: PrinterTrouble.UNREACHABLE,  # not found: no queue of this name
    0x0407: PrinterTrouble.UNREACHABLE,  # gone
    0x040B: PrinterTrouble.DOES_NOT_FIT,  # attributes or values not supported: the size, since we ask for no other
    0x0502: PrinterTrouble.BUSY,  # service unavailable
    0x0506: PrinterTrouble.PAUSED,  # not accepting jobs
    0x0507: PrinterTrouble.BUSY,
}
_REFUSED = 0x0400


def is_refusal(status: int) -> bool:
    """Tell whether a status says that nothing was done."""
    return status >= _REFUSED


def refusal(status: int) -> PrinterTrouble:
    """Say why a request was refused."""
    return _REFUSALS.get(status, PrinterTrouble.OTHER)


def state(printer: Attributes) -> PrinterState:
    """Say how a printer is; not known where it does not tell its state."""
    now = number(printer, "printer-state")
    if now is None:
        return PrinterState(known=False)
    reasons = texts(printer, "printer-state-reasons")
    stopped = now == STOPPED
    troubles = [trouble for reason in reasons if (trouble := _trouble(reason, stopped=stopped)) is not None]
    if (stopped and not troubles) or flag(printer, "printer-is-accepting-jobs") is False:
        troubles.append(PrinterTrouble.PAUSED)
    told = (*(reason for reason in reasons if reason != "none"), *texts(printer, "printer-state-message"))
    ordered = sorted(dict.fromkeys(troubles), key=_what_is_told_first)
    return PrinterState(known=True, troubles=tuple(ordered), told=bounded(told))


def job(attributes: Attributes, printer: PrinterState) -> Delivery | None:
    """Say what became of a job; None while it is under way."""
    now = number(attributes, "job-state")
    told = bounded(texts(attributes, "job-state-reasons"))
    if now == JobNow.COMPLETED:
        return Delivery(Sent.DONE, told=told)
    if now in {JobNow.CANCELED, JobNow.ABORTED}:
        return Delivery(Sent.UNSURE, next(iter(printer.troubles), PrinterTrouble.OTHER), told)
    if now in {JobNow.HELD, JobNow.STOPPED} or printer.troubles:
        return Delivery(Sent.SENT, next(iter(printer.troubles), PrinterTrouble.PAUSED), told or printer.told)
    return None


def refused_with(status: int, operation: Attributes) -> str:
    """Return a refusal in the printer's own words, with its number."""
    return bounded((f"IPP {status:#06x}", *texts(operation, "status-message")))


def bounded(told: Iterable[str]) -> str:
    """Return a printer's own words as they may be shown."""
    return "".join(sign if sign.isprintable() else " " for sign in " ".join(told))[:_MOST_TOLD].strip()


def number(attributes: Attributes, name: str) -> int | None:
    """Return the first number of an attribute."""
    return next((value for value in attributes.get(name, ()) if type(value) is int), None)


def flag(attributes: Attributes, name: str) -> bool | None:
    """Return the first yes or no of an attribute."""
    return next((value for value in attributes.get(name, ()) if isinstance(value, bool)), None)


def texts(attributes: Attributes, name: str) -> tuple[str, ...]:
    """Return the texts of an attribute, a hundred at most."""
    values: tuple[Value, ...] = attributes.get(name, ())
    return tuple(value for value in values[:100] if isinstance(value, str))


def _trouble(reason: str, *, stopped: bool) -> PrinterTrouble | None:
    """Say what a reason means; reports and warnings keep a printer from nothing unless it is stopped."""
    severity = _SEVERITY.search(reason)
    if severity and severity[1] != "error" and not stopped and not reason.startswith("offline"):
        return None
    known = next((trouble for begins, trouble in _REASONS if reason.startswith(begins)), None)
    return known or (PrinterTrouble.OTHER if severity and severity[1] == "error" else None)


def _what_is_told_first(trouble: PrinterTrouble) -> int:
    """Put what a person can do something about before the pause that follows from it."""
    return {PrinterTrouble.COVER_OPEN: 0, PrinterTrouble.OTHER: 2, PrinterTrouble.PAUSED: 3}.get(trouble, 1)
