"""The store that the use cases are given: short transactions, each all or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Lock, get_ident
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine

from workshop.adapters.store import codes, counters, events, facts, machines, records, scans, searching
from workshop.adapters.store.engine import reader, writer
from workshop.adapters.store.troubles import told
from workshop.domain.codes import SITE_LIMIT, Code, Kind
from workshop.domain.content import Content
from workshop.domain.documents import DocumentKind
from workshop.domain.entries import Recorded
from workshop.domain.errors import NotSetUpError
from workshop.domain.events import Event
from workshop.domain.lots import MachineCard
from workshop.domain.people import Actor, WorkshopIdentity
from workshop.domain.scanning import Answer, Scan
from workshop.services.ports import Announce, Clock, KeptScan

R = TypeVar("R")
SHORTEST = timedelta(microseconds=1)  # times are written with microseconds
A_TICK = timedelta(seconds=1)  # clocks that tick slowly; one that was set back by more is believed


class SqlLook:
    """Reading within one transaction."""

    def __init__(self, connection: Connection, where: str) -> None:
        self._connection = connection
        self._where = where

    def get(self, kind: type[R], code: str) -> R | None:
        return records.get(self._connection, kind, code)

    def find(self, kind: type[R], /, *, newest_first: bool = False, limit: int = 0, **equal: object) -> tuple[R, ...]:
        return records.find(self._connection, kind, equal, newest_first=newest_first, limit=limit)

    def count(self, kind: type[Any], /, **equal: object) -> int:
        return records.count(self._connection, kind, equal)

    def workshop(self) -> WorkshopIdentity | None:
        return next(iter(self.find(WorkshopIdentity)), None)

    def subject_of(self, code: Code) -> str | None:
        return codes.subject_of(self._connection, code)

    def is_void(self, code: Code) -> bool:
        return codes.is_void(self._connection, code)

    def replaced_by(self, code: Code) -> str:
        return codes.replaced_by(self._connection, code)

    def codes_ending(self, digits: str) -> tuple[Code, ...]:
        return codes.ending(self._connection, digits)

    def history(self, *subjects: str) -> tuple[Recorded, ...]:
        return events.history(self._connection, self._where, subjects)

    def journal(self, after: int = 0, limit: int = 0) -> tuple[Recorded, ...]:
        return events.journal(self._connection, self._where, after, limit)

    def journal_end(self) -> tuple[int, str]:
        return events.last(self._connection)

    def fact(self, digest: str) -> Content | None:
        return facts.fact(self._connection, self._where, digest)

    def scans(self, *, refused: bool = False, waiting: bool = False, limit: int = 0) -> tuple[KeptScan, ...]:
        return scans.scans(self._connection, self._where, refused=refused, waiting=waiting, limit=limit)

    def waiting_scans(self) -> int:
        return scans.waiting(self._connection)

    def received_since(self, moment: datetime) -> int:
        return machines.received_since(self._connection, moment)

    def machines_like(self, words: Sequence[str], limit: int) -> tuple[MachineCard, ...]:
        return searching.machines_like(self._connection, words, limit)


class SqlWork(SqlLook):
    """Writing within one transaction, which holds the write lock."""

    def __init__(self, connection: Connection, where: str, actor: Actor, now: datetime) -> None:
        super().__init__(connection, where)
        self._actor = actor
        self._last: tuple[int, str] | None = None
        self._site: int | None = None
        self.now = now
        self.events: list[Recorded] = []

    def put(self, record: object) -> None:
        records.put(self._connection, record)

    def set_up(self, name: str, site: int, *, sample: bool) -> WorkshopIdentity:
        if self.workshop():
            raise ValueError("already set up")
        if not 0 <= site < SITE_LIMIT:
            raise ValueError(site)
        code = codes.issue(self._connection, Kind.PLACE, site, self.now)
        identity = WorkshopIdentity(code.text, name, site, sample)
        self.put(identity)
        return identity

    def issue(self, kind: Kind) -> Code:
        if kind is Kind.COMMAND:  # a closed list, printed on bench cards
            raise ValueError(kind)
        return codes.issue(self._connection, kind, self._own_site(), self.now)

    def replace_code(self, code: str) -> Code:
        return codes.replace(self._connection, code, self._own_site(), self.now)

    def set_void(self, code: str, *, void: bool) -> None:
        codes.set_void(self._connection, code, void=void)

    def append(self, subject: str, event: Event) -> Recorded:
        last = self._last or events.last(self._connection)
        recorded = events.append(self._connection, last, subject, event, self._actor, self.now)
        self._last = recorded.seq, recorded.hash
        self.events.append(recorded)
        return recorded

    def keep(self, kind: str, subject: str, content: Content) -> str:
        return facts.keep(self._connection, kind, subject, content, self.now)

    def next_rank(self, kind: DocumentKind, year: int) -> int:
        return counters.take(self._connection, f"rank {kind} {self._own_site():02d} {year:04d}")

    def keep_scan(self, scan: Scan) -> int:
        return scans.keep(self._connection, scan, self._actor)

    def answer_scan(self, number: int, answer: Answer) -> None:
        scans.answer(self._connection, number, answer)

    def settle_scan(self, number: int) -> bool:
        return scans.settle(self._connection, number, self.now)

    def unsettle_scan(self, number: int) -> None:
        scans.unsettle(self._connection, number)

    def _own_site(self) -> int:
        if self._site is None:
            identity = self.workshop()
            if identity is None:
                raise NotSetUpError
            self._site = identity.site
        return self._site


class SqlStore:
    """The workshop's memory in one database; any thread may look or work, one at a time works."""

    def __init__(self, engine: Engine, where: str, clock: Clock, announce: Announce | None = None) -> None:
        self._engine = engine
        self._reader = reader(engine)
        self._writers = {durable: writer(engine, durable=durable) for durable in (True, False)}
        self._where = where
        self._clock = clock
        self._announce = announce
        self._turn = Lock()
        self._worker = 0  # the thread whose transaction is open
        self._before: datetime | None = None  # the moment of the last transaction

    @contextmanager
    def looking(self) -> Iterator[SqlLook]:
        with told(self._where), self._reader.begin() as connection:
            yield SqlLook(connection, self._where)

    @contextmanager
    def working(self, actor: Actor, *, durable: bool = True) -> Iterator[SqlWork]:
        if self._worker == get_ident():
            raise RuntimeError("a transaction inside a transaction")
        with self._turn:
            self._worker = get_ident()
            try:
                with told(self._where), self._writers[durable].begin() as connection:
                    work = SqlWork(connection, self._where, actor, self._moment())
                    yield work
            finally:
                self._worker = 0
        if work.events and self._announce:  # what it says or raises no longer touches what is written
            self._announce(tuple(work.events))

    def _moment(self) -> datetime:
        """Return a moment that the transaction before did not have: one moment is one gesture (domain/gestures.py)."""
        now = self._clock.now().astimezone(UTC)
        if self._before is not None and timedelta() <= self._before - now < A_TICK:
            now = self._before + SHORTEST
        self._before = now
        return now

    def close(self) -> None:
        self._engine.dispose()
