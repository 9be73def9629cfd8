"""The part of `bootstrap.py` about labels that come out: the queue of a bench, and the thread that works it off."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from hashlib import sha256
from threading import Thread
from typing import Protocol

from workshop.domain.labels import LabelContent
from workshop.domain.printing import Delivery, FoundPrinter, Printer, PrinterState
from workshop.label_wiring import label_maker
from workshop.printer_wiring import printers
from workshop.services.following import FollowingStore
from workshop.services.ports import Files
from workshop.services.printer_ports import LabelMaker, Printers
from workshop.services.printing import Printing, PrintingParts
from workshop.services.printing_pump import LOOK_AGAIN
from workshop.services.stickers import Stickers
from workshop.settings import Settings

TURN_FILE = "printing-{bench}.lock"


class Turn(Protocol):
    """What lets one process of a bench print: two would send in each other's way."""

    def take(self) -> bool: ...

    def give(self) -> None: ...


class PrintingThread:
    """Works the queue of one bench off until it is closed; another process of the bench takes over then."""

    def __init__(self, printing: Printing, turn: Turn) -> None:
        self.printing = printing
        self._turn = turn
        self._thread: Thread | None = None
        self._mine = False

    def start(self) -> None:
        """Begin; what was on its way when the process before ended is asked of a person."""
        if self._thread is None:
            self._thread = Thread(target=self._work, name="printing", daemon=True)
            self._thread.start()

    @property
    def works(self) -> bool:
        """Whether this process is the one that prints."""
        return self._mine

    def close(self) -> None:
        """End as soon as the label that is being sent has been; what waits goes on next time."""
        self.printing.pump.stopping.set()
        self.printing.pump.woken.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        self._turn.give()

    def work_off_now(self) -> bool:
        """Send what waits from this thread, once; False where another process of this bench does it."""
        if self._thread is not None or not self._turn.take():
            return False
        self.printing.pump.found()
        self.printing.work_off()
        return True

    def _work(self) -> None:
        pump = self.printing.pump
        self.printing.warm_up()
        while not pump.stopping.is_set():
            if not self._turn.take():
                pump.woken.clear()
                self._rest(LOOK_AGAIN)
                continue
            if not self._mine:
                pump.found()
                self._mine = True
            before = pump.trouble
            pause = self.printing.work_off()
            if pump.moved or pump.trouble is not before:
                self.printing.tell()
            self._rest(pause)

    def _rest(self, seconds: float) -> None:
        """Wait until something is new; `close` says first that it ends, then wakes: no wake is lost."""
        if not self.printing.pump.stopping.is_set():
            self.printing.pump.woken.wait(seconds)


def printer_of(settings: Settings) -> Printer:
    """Return the printer that a bench is set up with."""
    return Printer(
        settings.printer_language,
        settings.printer_link,
        settings.printer_address,
        settings.printer_name,
        settings.printer_dots_per_inch,
        settings.printer_roll,
        settings.printer_right_tenths,
        settings.printer_down_tenths,
    )


def printing_of(settings: Settings, store: FollowingStore, files: Files) -> PrintingThread:
    """Return the labels of this bench, and what works them off once it is started; they follow what is written."""
    from workshop.adapters.turns import FileTurn  # noqa: PLC0415 — as all adapters

    maker = functools.cache(lambda: label_maker(settings))

    def pdf(contents: Sequence[LabelContent]) -> bytes:
        return maker().pdf(contents, printing.printer.roll, settings.language)

    parts = PrintingParts(files, LazyMaker(maker), LazyPrinters(), pdf)
    printing = Printing(store, parts, printer_of(settings), settings.bench, settings.language)
    store.followers += [printing.follow, Stickers(store).follow]
    store.written.append(printing.written)
    bench = sha256(settings.bench.encode()).hexdigest()[:16]
    return PrintingThread(printing, FileTurn(settings.folder() / TURN_FILE.format(bench=bench)))


class LazyMaker:
    """What makes labels, built when the first is made."""

    def __init__(self, made: Callable[[], LabelMaker]) -> None:
        self._made = made

    def label(self, content: LabelContent, printer: Printer, language: str) -> bytes:
        return self._made().label(content, printer, language)


class LazyPrinters:
    """The printers of this bench, looked for when one is first spoken to."""

    @property
    def _here(self) -> Printers:
        return printers()

    def send(self, printer: Printer, label: bytes) -> Delivery:
        return self._here.send(printer, label)

    def state(self, printer: Printer) -> PrinterState:
        return self._here.state(printer)

    def find(self) -> tuple[FoundPrinter, ...]:
        return self._here.find()
