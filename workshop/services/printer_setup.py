"""Setting a printer up: look for it, ask how it is, try it, and set it straight. Nothing of it is ever in the queue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from workshop.domain.media import Media
from workshop.domain.printing import Delivery, FoundPrinter, Link, Printer, PrinterLanguage, PrinterState
from workshop.domain.ticks import tick_offsets
from workshop.services.printer_ports import Printers


class SetupLabels(Protocol):
    """The labels that nobody sticks anywhere."""

    def media(self) -> tuple[Media, ...]:
        """Return every medium, in the order in which they are offered."""
        ...

    def trial(self, printer: Printer, language: str) -> bytes:
        """Return the label that tries a printer, with its offsets; raises RulesError where they are too large."""
        ...

    def ticks(self, printer: Printer, language: str) -> bytes:
        """Return the label by which a printer is set straight (domain/ticks.py)."""
        ...


@dataclass(frozen=True, slots=True)
class Edges:
    """The lowest number that a person still sees at each edge of the label with the ticks."""

    left: int
    top: int
    right: int
    bottom: int


class PrinterSetup:
    """What is done with a printer before it prints for anybody; its calls may take a few seconds."""

    def __init__(self, labels: Callable[[], SetupLabels], printers: Callable[[], Printers], language: str) -> None:
        self._labels = labels
        self._printers = printers
        self._language = language

    def find(self) -> tuple[FoundPrinter, ...]:
        """Look for printers, for a few seconds at most."""
        return self._printers().find()

    def state(self, printer: Printer) -> PrinterState:
        """Ask a printer how it is; where there is none there is nothing to ask."""
        if printer.language is PrinterLanguage.NONE:
            return PrinterState(known=True)
        return self._printers().state(printer)

    def media(self) -> tuple[Media, ...]:
        """Return every paper."""
        return self._labels().media()

    def media_for(self, printer: Printer) -> tuple[Media, ...]:
        """Return the papers that can be in this printer: a Brother takes its own, sheets go through an office one."""
        found = self.media()
        match printer.language:
            case PrinterLanguage.BROTHER:
                return tuple(paper for paper in found if paper.brother)
            case PrinterLanguage.ZPL:
                return tuple(paper for paper in found if not paper.sheet)
            case _:
                return found

    def knows(self, printer: Printer) -> bool:
        """Tell whether the paper that is meant to be in a printer is one of ours."""
        return printer.roll in {paper.id for paper in self.media_for(printer)}

    def trial(self, printer: Printer) -> bytes:
        """Return the trial label as this printer takes it: a PDF where there is none."""
        return self._labels().trial(printer, self._language)

    def send_trial(self, printer: Printer) -> Delivery:
        """Print the trial label now; raises RulesError."""
        return self._printers().send(printer, self.trial(printer))

    def send_ticks(self, printer: Printer) -> Delivery:
        """Print the label with the ticks now, as if the printer were straight; raises RulesError."""
        return self._printers().send(printer, self._labels().ticks(printer, self._language))


def straightened(printer: Printer, edges: Edges) -> Printer:
    """Return a printer that prints in the middle, by what a person sees of its ticks."""
    right, down = tick_offsets(edges.left, edges.top, edges.right, edges.bottom)
    return replace(printer, right_tenths=right, down_tenths=down)


def without_printer(roll: str) -> Printer:
    """Return what a bench is set to where labels are files."""
    return Printer(PrinterLanguage.NONE, Link.FOLDER, "", roll=roll)
