"""What printing is given: printers that can be sent to and asked, and what makes a label's bytes."""

from __future__ import annotations

from typing import Protocol

from workshop.domain.labels import LabelContent
from workshop.domain.printing import Delivery, FoundPrinter, Printer, PrinterState


class Printers(Protocol):
    """Every printer of this bench, whatever it speaks; calls may block, never longer than a few seconds."""

    def send(self, printer: Printer, label: bytes) -> Delivery:
        """Send one label's bytes; a label is never sent in part without saying so."""
        ...

    def state(self, printer: Printer) -> PrinterState:
        """Ask a printer how it is."""
        ...

    def find(self) -> tuple[FoundPrinter, ...]:
        """Look for printers: USB and serial ports, CUPS queues, printers that announce themselves."""
        ...


class LabelMaker(Protocol):
    """Turns a label into the bytes that one printer takes."""

    def label(self, content: LabelContent, printer: Printer, language: str) -> bytes:
        """Return one label for one printer; raises RulesError, naming the element, where its paper cannot hold it."""
        ...
