"""What Réglages does with the printer and the labels that wait, off the GUI thread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ui.papers import LABELS, keep_paper
from workshop.domain.media import Media
from workshop.domain.printing import (
    Delivery,
    FoundPrinter,
    JobState,
    LabelJob,
    Printer,
    PrinterLanguage,
    PrinterState,
)
from workshop.services.printer_setup import PrinterSetup
from workshop.setup_wiring import setup_of

if TYPE_CHECKING:
    from workshop.bootstrap import Workshop
    from workshop.domain.people import Actor

OPEN = (JobState.WAITING, JobState.SENT, JobState.FAILED)
TRIAL = "essai.pdf"
MOST_JOBS = 8


@dataclass(frozen=True)
class JobHere:
    """A label of the queue, and the name of what it is for."""

    job: LabelJob
    name: str


@dataclass(frozen=True)
class Queue:
    """The labels that wait, are on their way or failed, the newest first; `count` also counts those that do not fit."""

    jobs: tuple[JobHere, ...] = ()
    count: int = 0


@dataclass(frozen=True)
class Search:
    """The printers that were found, and which of them have a paper that is known here."""

    found: tuple[FoundPrinter, ...] = ()
    known: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Tried:
    """What became of a trial label: an answer of the printer, or a file where there is none."""

    delivery: Delivery | None = None
    file: Path | None = None


def read_queue(workshop: Workshop) -> Queue:
    """Read what waits at this bench."""
    jobs = tuple(reversed(workshop.printing.jobs(*OPEN)))
    shown = tuple(JobHere(job, workshop.printing.name(job.code)) for job in jobs[:MOST_JOBS])
    return Queue(shown, len(jobs))


def setup(workshop: Workshop) -> PrinterSetup:
    """Return what sets the printer of this bench up."""
    return setup_of(workshop.settings)


def search(workshop: Workshop) -> Search:
    """Look for printers."""
    here = setup(workshop)
    found = here.find()
    return Search(found, frozenset(one.printer.address for one in found if here.knows(one.printer)))


def papers_for(workshop: Workshop, printer: Printer) -> tuple[Media, ...]:
    """Return the papers that can be in a printer."""
    return setup(workshop).media_for(printer)


def try_out(workshop: Workshop, printer: Printer) -> Tried:
    """Print the trial label, or write it to a file where there is no printer."""
    here = setup(workshop)
    if printer.language is PrinterLanguage.NONE:
        return Tried(file=keep_paper(workshop.settings.folder() / LABELS, TRIAL, here.trial(printer)))
    return Tried(here.send_trial(printer))


def decide(workshop: Workshop, actor: Actor, job: LabelJob, *, out: bool | None) -> LabelJob:
    """Say of a label that it came out, that it is to be printed, or (None) that nobody wants it any more."""
    printing = workshop.printing
    if out is None:
        return printing.void(actor, job.number)
    return printing.came_out(actor, job.number, yes=out)


@dataclass(frozen=True)
class Looked:
    """How a printer is, and the papers that can be in it."""

    printer: Printer
    state: PrinterState
    papers: tuple[Media, ...]


def look(workshop: Workshop, printer: Printer) -> Looked:
    """Ask a printer how it is."""
    here = setup(workshop)
    return Looked(printer, here.state(printer), here.media())


def print_ticks(workshop: Workshop, printer: Printer) -> Delivery:
    """Print the label by which a printer is set straight."""
    return setup(workshop).send_ticks(printer)
