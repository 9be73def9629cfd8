"""A small workshop that prints: real use cases, a store of either make, a printer that answers as it is told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.fake_printers import ZEBRA, FakePrinters, PlainMaker, Seconds
from tests.fakes import FakeClock
from tests.services.shop import CONTRACT, FakeFiles
from workshop.domain import events as happened
from workshop.domain.label_queue import LabelRow
from workshop.domain.people import Actor, Role
from workshop.domain.printing import JobState, LabelJob, Printer
from workshop.domain.scanning import Answer, Scan
from workshop.services.following import FollowingStore
from workshop.services.lots import Lots
from workshop.services.machines import Machines
from workshop.services.orders import Demand, Orders
from workshop.services.people import People
from workshop.services.ports import Files, Store
from workshop.services.printing import Printing, PrintingParts
from workshop.services.scanning import INTAKE, Place, Scanning
from workshop.services.stickers import Stickers
from workshop.services.storage import Storage
from workshop.services.undoing import Undoing

BENCH = "banc 1"


class PrintShop:
    """One bench; `again` is the same memory after the program ended."""

    def __init__(
        self, store: Store, clock: FakeClock, printer: Printer = ZEBRA, files: Files | None = None, **kept: Any
    ) -> None:
        self.clock = clock
        self.inner = store
        self.store = FollowingStore(store)
        self.files = files or FakeFiles()
        self.maker = PlainMaker()
        self.printers = kept.get("printers") or FakePrinters()
        self.seconds = Seconds()
        parts = PrintingParts(
            self.files,
            self.maker,
            self.printers,
            lambda contents: b"%PDF " + b" ".join(f"{one.code}/{one.copy}".encode() for one in contents),
            self.seconds,
        )
        self.printing = Printing(self.store, parts, printer, BENCH, "fr")
        self.stickers = Stickers(self.store)
        self.store.followers += [self.printing.follow, self.stickers.follow]
        self.store.written.append(self.printing.written)
        self.people = People(self.store)
        if self.people.workshop() is None:
            self.people.begin("Atelier", 1, BENCH)
        self.actor = self.people.default_actor(BENCH)
        self.lots, self.machines = Lots(self.store), Machines(self.store)
        self.orders, self.storage = Orders(self.store), Storage(self.store)
        self.scanning, self.undoing = Scanning(self.store, lambda: CONTRACT), Undoing(self.store)
        open_ones = self.lots.open_ones()
        self.lot = (open_ones[0] if open_ones else self.lots.open(self.actor, "Mairie", 2)).code

    def again(self, printer: Printer = ZEBRA) -> PrintShop:
        """Start the program anew on the same memory, files and printer."""
        return PrintShop(self.inner, self.clock, printer, self.files, printers=self.printers)

    def add(self, name: str) -> Actor:
        return Actor(self.people.add(self.actor, name, Role.TECHNICIAN).code, BENCH)

    def received(self, serial: str = "8XK2J13", **about: Any) -> str:
        return self.machines.receive(self.actor, self.lot, serial, **about).code

    def scan(self, text: str, place: Place | None = None, actor: Actor | None = None) -> Answer:
        where = place or Place(INTAKE, self.lot)
        return self.scanning.answer(actor or self.actor, Scan(text, "douchette", self.clock.now()), where)

    def pump(self, later: float = 0.0) -> float:
        """Let so many seconds go by, then let the worker have its turn."""
        self.seconds.now += later
        return self.printing.work_off()

    def states(self, code: str = "") -> list[str]:
        return [job.state.value for job in self.printing.jobs() if code in ("", job.code)]

    def job(self, code: str) -> LabelJob:
        return [job for job in self.printing.jobs() if job.code == code][-1]

    def printed(self, code: str) -> list[happened.LabelPrinted]:
        with self.store.looking() as look:
            return [entry.event for entry in look.history(code) if isinstance(entry.event, happened.LabelPrinted)]

    def put(self, job: LabelJob, state: JobState) -> None:
        """Write a state as only a program that was killed leaves it."""
        with self.store.working(self.actor) as work:
            row = work.find(LabelRow, about=job.code)[0]
            work.put(replace(row, state=state))

    def order(self) -> str:
        demand = Demand("Collège", "1 rue", 2, "C", 0)
        return self.orders.open(self.actor, "Métropole", "2026-118", "test 1", (demand,)).code
