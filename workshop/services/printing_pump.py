"""Sends the labels of one bench, one after the other, and waits for a printer that cannot.

A job is written as sent before its first byte leaves, so that whatever happens (the power, kill -9) it is never sent
twice by itself: what was on its way is asked of a person. No lock and no transaction is held while a printer is spoken
to.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import Enum, auto
from threading import Event

from workshop.domain.errors import WorkshopError
from workshop.domain.label_queue import LabelRow, job_of, made_for
from workshop.domain.people import Actor
from workshop.domain.printing import Delivery, JobState, LabelJob, Printer, PrinterTrouble, Sent
from workshop.services import label_queue
from workshop.services.people import NOBODY
from workshop.services.ports import Files, Store
from workshop.services.printer_ports import Printers

BACK_OFF = (1.0, 2.0, 5.0, 15.0, 60.0)  # seconds
LOOK_AGAIN = 2.0  # another process (a command line) may put labels in
ASK_AGAIN = 1.0  # a printer that has a label, and has not said yet that it came out
MOST_ASKED = 3  # times without an answer: then a person looks
MOST_TRIES = 5  # of one label, where the printer gives no reason that a person could take away
_HOPELESS = (PrinterTrouble.DOES_NOT_FIT,)

Remake = Callable[[LabelJob, Printer], LabelJob]


class _Step(Enum):
    SENT = auto()
    NOTHING = auto()
    LATER = auto()  # the printer cannot
    ASK = auto()  # it has one, and has not said yet that it came out


class Pump:
    """One bench's hand at its printer; called by one thread at a time."""

    def __init__(
        self,
        store: Store,
        files: Files,
        printers: Printers,
        bench: str,
        remake: Remake,
        seconds: Callable[[], float],
    ) -> None:
        self._store = store
        self._files = files
        self._printers = printers
        self._bench = bench
        self._remake = remake
        self._seconds = seconds
        self._failed = 0  # in a row
        self._not_before = 0.0
        self._asked = 0
        self.trouble: PrinterTrouble | None = None
        self.moved = False  # whether the last time changed anything in the queue
        self.woken = Event()
        self.stopping = Event()

    def found(self) -> int:
        """Look at what was on its way when the program ended: a person says whether it came out. Return how many."""
        lost = [job for job in self._jobs(JobState.SENT) if label_queue.is_lost_at_start(job)]
        for job in lost:
            self._write(job, label_queue.unsure(job))
        return len(lost)

    def pump(self, printer: Printer) -> float:
        """Send what waits, as far as the printer takes it; return in how many seconds to come back."""
        self.moved = False
        now = self._seconds()
        if self.woken.is_set():
            self.woken.clear()
        elif now < self._not_before:
            return min(LOOK_AGAIN, self._not_before - now)
        step = _Step.SENT
        try:
            while step is _Step.SENT and not self.stopping.is_set():
                step = self._step(printer)
        except WorkshopError:  # the memory or the disk: nothing is lost, the queue stands as it stood
            self.trouble = PrinterTrouble.OTHER
            step = _Step.LATER
        return self._pause(step)

    def _pause(self, step: _Step) -> float:
        if step is _Step.LATER:
            wait = BACK_OFF[min(self._failed, len(BACK_OFF) - 1)]
            self._failed += 1
        else:
            wait = ASK_AGAIN if step is _Step.ASK else 0.0
        self._not_before = self._seconds() + wait
        return wait or LOOK_AGAIN

    def _step(self, printer: Printer) -> _Step:
        open_ones = [job for job in self._jobs(JobState.SENT) if not job.unsure]
        if open_ones:
            return self._settle(open_ones[0], printer)
        waiting = self._jobs(JobState.WAITING, 1)
        if not waiting:
            self.trouble, self._failed = None, 0
            return _Step.NOTHING
        return self._send(waiting[0], printer)

    def _settle(self, job: LabelJob, printer: Printer) -> _Step:
        """Ask what became of a label that a printer has."""
        state = self._printers.state(printer)
        if state.known and not state.troubles:
            self._out(job)
            return _Step.SENT
        if state.known:
            self.trouble = state.troubles[0]
            return _Step.LATER
        self._asked += 1
        if self._asked < MOST_ASKED:
            return _Step.ASK
        self._asked = 0
        self._write(job, label_queue.unsure(job))
        return _Step.SENT

    def _send(self, job: LabelJob, printer: Printer) -> _Step:
        ready = self._ready(job, printer)
        if ready is None:
            return _Step.SENT
        label = self._files.open(ready.content)
        sending = self._write(job, replace(ready, state=JobState.SENT, trouble=None, tries=job.tries + 1))
        if sending is None:  # somebody took it away meanwhile
            return _Step.SENT
        try:
            delivery = self._printers.send(printer, label)
        except OSError:  # a printer's own refusals are deliveries; this is none that its adapter knew
            delivery = Delivery(Sent.UNSURE, PrinterTrouble.OTHER)
        return self._sent(sending, delivery)

    def _sent(self, job: LabelJob, delivery: Delivery) -> _Step:
        match delivery.sent:
            case Sent.DONE:
                self._out(job)
                return _Step.SENT
            case Sent.SENT:
                self._asked = 0
                self.trouble = delivery.trouble
                return _Step.LATER if delivery.trouble else _Step.ASK
            case Sent.UNSURE:
                self.trouble = delivery.trouble or PrinterTrouble.CUT_OFF
                self._write(job, label_queue.unsure(job))
                return _Step.LATER
        self.trouble = delivery.trouble or PrinterTrouble.OTHER
        never = self.trouble in _HOPELESS or (self.trouble is PrinterTrouble.OTHER and job.tries >= MOST_TRIES)
        state = JobState.FAILED if never else JobState.WAITING
        self._write(job, replace(job, state=state, trouble=self.trouble))
        return _Step.SENT if never else _Step.LATER

    def _ready(self, job: LabelJob, printer: Printer) -> LabelJob | None:
        """Return a job whose bytes are there and are this printer's; None: there can be none."""
        if job.content and job.made_for == made_for(printer):
            return job
        made = self._remake(job, printer)
        if made.state is not JobState.WAITING:
            self._write(job, made)
            return None
        return made

    def _out(self, job: LabelJob) -> None:
        with self._store.working(Actor(job.person, self._bench)) as work:
            now = label_queue.job_numbered(work, job.number)
            if now is not None and now.state is JobState.SENT:
                label_queue.came_out(work, now)
        self.trouble, self._failed, self._asked, self.moved = None, 0, 0, True

    def _write(self, before: LabelJob, after: LabelJob) -> LabelJob | None:
        """Change a job, unless somebody else did meanwhile."""
        self.moved = True
        with self._store.working(Actor(NOBODY, self._bench)) as work:
            now = label_queue.job_numbered(work, before.number)
            if now is None or now.state is not before.state:
                return None
            return label_queue.put(work, after)

    def _jobs(self, state: JobState, limit: int = 0) -> tuple[LabelJob, ...]:
        with self._store.looking() as look:
            return tuple(job_of(row) for row in look.find(LabelRow, limit=limit, bench=self._bench, state=state))
