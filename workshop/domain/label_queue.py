"""The queue of labels as it stands in the memory, and what a bench says of its printer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from workshop.domain.content import read_time, written_time
from workshop.domain.printing import JobState, LabelJob, Printer, PrinterLanguage, PrinterTrouble, Reason

DIGITS = 12
E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class LabelRow:
    """One job as it is kept: `code` is its number, written so that rows in the order of their codes are the queue."""

    code: str
    about: str
    kind: str
    copy: int
    bench: str
    state: JobState
    made_at: str
    content: str = ""
    trouble: str = ""
    tries: int = 0
    person: str = ""
    why: str = ""
    made_for: str = ""
    by_itself: bool = False


@dataclass(frozen=True, slots=True)
class PrinterLine:
    """How printing goes at a bench; `trouble` None and nothing waiting: all is well. `there` False: no printer."""

    there: bool
    name: str = ""
    waiting: int = 0
    unsure: int = 0
    failed: int = 0
    trouble: PrinterTrouble | None = None

    @property
    def works(self) -> bool:
        return not (self.trouble or self.unsure or self.failed)


def row_code(number: int) -> str:
    """Write the number of a job as it is kept."""
    return f"{number:0{DIGITS}}"


def job_of(row: LabelRow) -> LabelJob:
    """Return a job as everybody but the memory knows it."""
    return LabelJob(
        int(row.code),
        row.about,
        row.kind,
        row.copy,
        row.bench,
        row.state,
        read_time(row.made_at),
        row.content,
        _known(PrinterTrouble, row.trouble),
        row.tries,
        row.person,
        _known(Reason, row.why),
        row.made_for,
        row.by_itself,
    )


def row_of(job: LabelJob) -> LabelRow:
    """Return a job as the memory keeps it."""
    return LabelRow(
        row_code(job.number),
        job.code,
        job.kind,
        job.copy,
        job.bench,
        job.state,
        written_time(job.made_at),
        job.content,
        job.trouble.value if job.trouble else "",
        job.tries,
        job.person,
        job.why.value if job.why else "",
        job.made_for,
        job.by_itself,
    )


def made_for(printer: Printer) -> str:
    """Say what a label's bytes depend on, beside its content."""
    if printer.language is PrinterLanguage.NONE:
        return ""
    offsets = f"{printer.right_tenths:+d}{printer.down_tenths:+d}"
    return f"{printer.language.value} {printer.roll} {printer.dots_per_inch} {offsets}"


def _known(words: type[E], text: str) -> E | None:
    """Return one of these words; None: empty, or a newer bench's."""
    return next((word for word in words if word.value == text), None)
