"""Every printer of this bench, behind one door: the wire that its address names, one label at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from workshop.adapters.printers import folder, ipp, tongues
from workshop.adapters.printers.device import DeviceWire
from workshop.adapters.printers.finding import LOCAL_QUEUES, Finder
from workshop.adapters.printers.serial_line import SerialWire
from workshop.adapters.printers.tcp import TcpWire
from workshop.adapters.printers.wire import Deadline, Limits, Wire, WireError
from workshop.domain.printing import (
    Delivery,
    FoundPrinter,
    Link,
    Printer,
    PrinterState,
    PrinterTrouble,
    Sent,
)
from workshop.services.ports import Commands

LARGEST_LABEL = 16 << 20
_FOR_ITS_SPEED = 1.3  # a label may take this much longer than its bytes need at the wire's own speed
_BUSY = PrinterState(known=False, troubles=(PrinterTrouble.BUSY,))


class BenchPrinters:
    """Sends to printers and asks them; two of its calls never talk to one printer at the same time.

    A call lasts 15 s at most; on a serial line so slow that a label needs longer, as long as the label needs.
    """

    def __init__(self, commands: Commands, limits: Limits | None = None, queues: str = LOCAL_QUEUES) -> None:
        self._limits = limits or Limits()
        self._finder = Finder(commands, self._limits, queues)
        self._locks: dict[str, threading.Lock] = {}
        self._guard = threading.Lock()
        self._answered: set[str] = set()

    def send(self, printer: Printer, label: bytes) -> Delivery:
        if not 0 < len(label) <= LARGEST_LABEL:
            return Delivery(Sent.NOT_SENT, PrinterTrouble.DOES_NOT_FIT, str(len(label)))
        with self._alone(printer, self._limits.whole) as alone:
            if not alone:
                return Delivery(Sent.NOT_SENT, PrinterTrouble.BUSY)
            if printer.link is Link.FOLDER:
                return folder.send(printer.address, label)
            if printer.link is Link.IPP:
                return ipp.send(printer, label, Deadline(self._limits.whole), self._limits)
            return self._over_a_wire(printer, label)

    def state(self, printer: Printer) -> PrinterState:
        with self._alone(printer, self._limits.connect) as alone:
            if not alone:
                return _BUSY
            try:
                return self._state(printer, Deadline(self._limits.connect + self._limits.answer))
            except WireError as problem:
                return PrinterState(known=False, troubles=(problem.trouble,), told=problem.told)

    def find(self) -> tuple[FoundPrinter, ...]:
        return self._finder.find(self.state)

    def _state(self, printer: Printer, deadline: Deadline) -> PrinterState:
        if printer.link is Link.FOLDER:
            return folder.state(printer.address)
        if printer.link is Link.IPP:
            return ipp.state(printer, deadline, self._limits)
        wire, state = opened(printer, self._limits), None
        try:
            state = tongues.asked(wire, printer, deadline, self._limits)
        finally:
            wire.close(whole=state is not None and state.known)
        return state

    def _over_a_wire(self, printer: Printer, label: bytes) -> Delivery:
        deadline = Deadline(self._limits.whole)
        try:
            wire = opened(printer, self._limits)
        except WireError as problem:
            return Delivery(Sent.NOT_SENT, problem.trouble, problem.told)
        needed = wire.least_seconds(len(label)) * _FOR_ITS_SPEED
        if needed > deadline.left():
            deadline = Deadline(needed + self._limits.answer)
        whole = False
        try:
            state, refused = tongues.before(wire, printer, deadline, self._limits)
            refused = refused or self._silent_now(printer, state)
            whole = state.known
            if refused is not None:
                return refused
            delivery = tongues.sent(wire, printer, label, deadline, self._limits, answers=state.known)
            whole = delivery.sent in {Sent.DONE, Sent.SENT}
        finally:
            wire.close(whole=whole)
        return delivery

    def _silent_now(self, printer: Printer, state: PrinterState) -> Delivery | None:
        """Refuse to send to a printer that has answered before, and does not now; others may have no answers at all."""
        if state.known:
            self._answered.add(printer.address)
        elif printer.address in self._answered:
            return Delivery(Sent.NOT_SENT, PrinterTrouble.UNREACHABLE, "silent")
        return None

    @contextmanager
    def _alone(self, printer: Printer, seconds: float) -> Iterator[bool]:
        with self._guard:
            lock = self._locks.setdefault(printer.address, threading.Lock())
        got = lock.acquire(timeout=seconds)
        try:
            yield got
        finally:
            if got:
                with suppress(RuntimeError):
                    lock.release()


def opened(printer: Printer, limits: Limits) -> Wire:
    """Open the wire that a printer's address names; raises WireError."""
    match printer.link:
        case Link.TCP:
            return TcpWire(printer.address, limits)
        case Link.DEVICE:
            return DeviceWire(printer.address, limits)
        case Link.SERIAL:
            return SerialWire(printer.address, limits, printer.language)
        case Link.IPP | Link.FOLDER:
            raise WireError(PrinterTrouble.OTHER, printer.link.value)
