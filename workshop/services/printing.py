"""Printing: a label is made in the transaction that needs it, and comes out as soon as the printer can."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace

from workshop.domain import events as happened
from workshop.domain.codes import Code, is_code
from workshop.domain.errors import RefusedError, RulesError, UnknownCodeError, WorkshopError
from workshop.domain.events import Event
from workshop.domain.label_queue import LabelRow, PrinterLine, job_of, made_for
from workshop.domain.labels import LabelContent, LabelKind
from workshop.domain.lots import MachineCard
from workshop.domain.people import Actor
from workshop.domain.printing import JobState, LabelJob, Printer, PrinterLanguage, PrinterTrouble, Reason
from workshop.services import label_queue
from workshop.services.gesture_rows import named
from workshop.services.label_contents import label_of
from workshop.services.ports import Files, Look, Store, Work
from workshop.services.printer_ports import LabelMaker, Printers
from workshop.services.printing_pump import Pump

BY_ITSELF: tuple[type[Event], ...] = (  # what a label is printed for without anybody asking
    happened.MachineReceived,
    happened.DriveReceived,
    happened.MachineReady,
    happened.BoxOpened,
    happened.PlaceMade,
)
LONG_SECONDS = 3600.0
_ANY_CODE = "260000000182"
NOT_NOW = "label-job"  # a reason: a job that is done, or void, is no longer anybody's to decide


@dataclass(frozen=True, slots=True)
class Asked:
    """What became of labels that a person asked for: jobs, or one PDF where there is no printer."""

    jobs: tuple[LabelJob, ...] = ()
    pdf: bytes = b""


@dataclass(frozen=True, slots=True)
class PrintingParts:
    """What printing is given. `pdf` makes one page a label, where there is no printer."""

    files: Files
    maker: LabelMaker
    printers: Printers
    pdf: Callable[[Sequence[LabelContent]], bytes]
    seconds: Callable[[], float] = time.monotonic


class Printing:
    """The labels of one bench. `printer` is the one that is set up; `use` changes it at once."""

    def __init__(self, store: Store, parts: PrintingParts, printer: Printer, bench: str, language: str) -> None:
        self._store = store
        self._parts = parts
        self._bench = bench
        self._language = language
        self.printer = printer
        self.chosen = False  # since this profile was opened
        self._heard: list[Callable[[], None]] = []
        self._news = False
        self._silent = False
        self.pump = Pump(store, parts.files, parts.printers, bench, self._remade, parts.seconds)

    @property
    def there(self) -> bool:
        """Whether a printer is set up."""
        return self.printer.language is not PrinterLanguage.NONE

    def use(self, printer: Printer) -> None:
        """Print with this one from now on; what waits is made anew for it."""
        self.printer, self.chosen = printer, True
        self.wake()

    @contextmanager
    def silent(self) -> Iterator[None]:
        """Print nothing by itself meanwhile: a sample is only there to practise on."""
        self._silent = True
        try:
            yield
        finally:
            self._silent = False

    # within somebody's transaction

    def follow(self, work: Work, actor: Actor) -> None:
        """Put in the labels that what was just written brings with it."""
        if self._silent or not self.there:
            return
        for subject in dict.fromkeys(one.subject for one in work.events if type(one.event) in BY_ITSELF):
            with suppress(UnknownCodeError):  # what has no label
                self.enqueue(work, actor, subject, by_itself=True)

    def enqueue(
        self,
        work: Work,
        actor: Actor,
        code: str,
        copy: int = 0,
        why: Reason | None = None,
        *,
        kind: LabelKind | None = None,
        by_itself: bool = False,
    ) -> LabelJob | None:
        """Put a label into the queue, its bytes made; None: there is no printer. `copy` 0: the one that comes next.

        `kind` None: the one that the object needs now.

        A label that cannot be made never stands in the way of what it is about: its job has failed, and says so.
        """
        if not self.there:
            return None
        content = _content(work, code, copy, kind)
        job = LabelJob(
            label_queue.next_number(work),
            code,
            content.kind.value,
            content.copy,
            self._bench,
            JobState.WAITING,
            work.now,
            person=actor.person,
            why=why if content.copy > 1 else None,
            by_itself=by_itself,
        )
        self._news = True
        return label_queue.put(work, self._made(job, content, self.printer))

    def written(self) -> None:
        """Hear that a transaction is written: labels may have come with it."""
        if self._news:
            self._news = False
            self.wake()

    # what a person asks for

    def print(self, actor: Actor, *codes: str, why: Reason | None = None) -> Asked:
        """Print labels now: through the queue, or as one PDF. Who and why is written down with every copy.

        A label that still waits is not put in twice. Raises UnknownCodeError.
        """
        with self._store.working(actor) as work:
            if self.there:
                jobs = [self._waiting(work, code) or self.enqueue(work, actor, code, why=why) for code in codes]
                return Asked(tuple(job for job in jobs if job is not None))
            contents = [_content(work, code) for code in codes]
            pdf = self._parts.pdf(contents)  # first: what cannot be drawn is not written down as printed
            for code, content in zip(codes, contents, strict=True):
                again = why.value if why and content.copy > 1 else ""
                work.append(code, happened.LabelPrinted(content.kind.value, content.copy, again))
        return Asked(pdf=pdf)

    def paper(self, code: str) -> bytes:
        """Return the PDF of the label that an object needs now; nothing is written down."""
        with self._store.looking() as look:
            return self._parts.pdf([_content(look, code, copy=1)])

    def jobs(self, *states: JobState, everywhere: bool = False, limit: int = 0) -> tuple[LabelJob, ...]:
        """Return the jobs of this bench, or of all, in these states (none named: any), in the order of the queue."""
        with self._store.looking() as look:
            return label_queue.jobs_in(look, "" if everywhere else self._bench, states, limit)

    def last(self, code: str) -> LabelJob | None:
        """Return the newest job of an object, whatever bench prints it; None: there is none."""
        with self._store.looking() as look:
            rows = look.find(LabelRow, newest_first=True, limit=1, about=code)
            return job_of(rows[0]) if rows else None

    def name(self, code: str) -> str:
        """Name what a label is for; empty where it has no name."""
        with self._store.looking() as look:
            card = look.get(MachineCard, code)
            return (card.serial if card else "") or named(look, code).name

    def unsure(self) -> tuple[LabelJob, ...]:
        """Return the jobs of this bench of which a person has to say whether they came out."""
        return tuple(job for job in self.jobs(JobState.SENT) if job.unsure)

    def retry(self, actor: Actor, number: int) -> LabelJob:
        """Let a job that failed, or one that is not sure, be sent again; raises RefusedError, UnknownCodeError."""
        return self._decided(actor, number, self._again)

    def came_out(self, actor: Actor, number: int, *, yes: bool) -> LabelJob:
        """Say whether a label came out: then it is done, else it is sent again."""
        return self._decided(actor, number, label_queue.came_out if yes else self._again)

    def void(self, actor: Actor, number: int) -> LabelJob:
        """Take a label out of the queue for ever."""
        return self._decided(actor, number, lambda work, job: label_queue.put(work, replace(job, state=JobState.VOID)))

    def replace_identity(self, actor: Actor, code: str) -> str:
        """Give an object a new code, and print its label; the old code still leads to it. Raises UnknownCodeError.

        A manager's alone: the fronts ask for the PIN.
        """
        with self._store.working(actor) as work:
            subject = work.subject_of(Code(code)) if is_code(code) else None
            if subject is None:
                raise UnknownCodeError(code)
            content = _content(work, subject)
            new = work.replace_code(content.code).text
            work.append(subject, happened.IdentityReplaced(content.code, new))
            label_queue.drop(work, subject)
            self.enqueue(work, actor, subject, copy=1)
        return new

    def line(self) -> PrinterLine:
        """Say how printing goes at this bench."""
        if not self.there:
            return PrinterLine(there=False)
        with self._store.looking() as look:
            where = {"bench": self._bench}
            unsure = look.count(LabelRow, state=JobState.SENT, trouble=PrinterTrouble.CUT_OFF.value, **where)
            waiting = look.count(LabelRow, state=JobState.WAITING, **where)
            failed = look.count(LabelRow, state=JobState.FAILED, **where)
        return PrinterLine(
            there=True, name=self.printer.name, waiting=waiting, unsure=unsure, failed=failed, trouble=self.pump.trouble
        )

    # the worker

    def wake(self) -> None:
        """Have the queue looked at now."""
        self.pump.woken.set()
        self.tell()

    def tell(self) -> None:
        """Say to whoever listens that the queue may have changed."""
        for told in tuple(self._heard):
            told()

    def warm_up(self) -> None:
        """Make a label for nobody: the first one of the day must not take longer than the others."""
        if self.there:
            with suppress(WorkshopError):
                self._parts.maker.label(LabelContent(LabelKind.INTAKE, _ANY_CODE, ""), self.printer, self._language)

    def hear(self, told: Callable[[], None]) -> Callable[[], None]:
        """Be told, on whatever thread, that the queue may have changed; return what ends it."""
        self._heard.append(told)
        return lambda: self._heard.remove(told)

    def work_off(self) -> float:
        """Send what waits, as far as the printer takes it; return in how many seconds to come back."""
        if self.there:
            return self.pump.pump(self.printer)
        self.pump.woken.clear()
        return LONG_SECONDS

    # how it is done

    def _decided(self, actor: Actor, number: int, decide: Callable[[Work, LabelJob], LabelJob]) -> LabelJob:
        with self._store.working(actor) as work:
            job = label_queue.job_numbered(work, number)
            if job is None:
                raise UnknownCodeError(str(number))
            if not (job.unsure or job.state in label_queue.PENDING):
                raise RefusedError(str(number), (f"{NOT_NOW}:{job.state.value}",))
            decided = decide(work, job)
        self.wake()
        return decided

    def _again(self, work: Work, job: LabelJob) -> LabelJob:
        return label_queue.put(work, replace(job, state=JobState.WAITING, trouble=None, tries=0))

    def _waiting(self, look: Look, code: str) -> LabelJob | None:
        """Return the job of a label that has not left yet: it is the one that is asked for."""
        kind = label_of(look, code).kind.value
        rows = look.find(LabelRow, limit=1, about=code, kind=kind, bench=self._bench, state=JobState.WAITING)
        return job_of(rows[0]) if rows else None

    def _remade(self, job: LabelJob, printer: Printer) -> LabelJob:
        """Make the bytes of a job for another printer, or those that could not be made before."""
        try:
            with self._store.looking() as look:
                content = _content(look, job.code, job.copy, LabelKind(job.kind))
        except UnknownCodeError:
            return replace(job, state=JobState.VOID)
        return self._made(job, content, printer)

    def _made(self, job: LabelJob, content: LabelContent, printer: Printer) -> LabelJob:
        try:
            kept = self._parts.files.keep(self._parts.maker.label(content, printer, self._language))
        except RulesError:
            return replace(job, state=JobState.FAILED, trouble=PrinterTrouble.DOES_NOT_FIT)
        except WorkshopError:  # the disk is full, say
            return replace(job, state=JobState.FAILED, trouble=PrinterTrouble.OTHER)
        return replace(job, content=kept, made_for=made_for(printer))


def _content(look: Look, code: str, copy: int = 0, kind: LabelKind | None = None) -> LabelContent:
    """Return what stands on a label now, with the code that the object has now."""
    content = label_of(look, code, kind)
    current = code
    while newer := look.replaced_by(Code(current)):
        current = newer
    return replace(content, code=current, copy=copy or label_queue.next_copy(look, code, content.kind.value))
