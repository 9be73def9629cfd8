"""Stand-ins for what the use cases are given, by the same contract (tests/adapters/store proves it for the store)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime, timedelta
from enum import Enum
from threading import Lock, get_ident
from typing import Any, TypeVar, cast

from workshop.domain.accessories import Accessory
from workshop.domain.codes import SERIAL_LIMIT, SITE_LIMIT, Code, Kind, kind_of, make
from workshop.domain.content import Content, canonical, digest, read_time
from workshop.domain.documents import Document, DocumentFile, DocumentKind
from workshop.domain.entries import FIRST_HASH, Recorded, chain_hash
from workshop.domain.errors import CodesUsedUpError, NotSetUpError
from workshop.domain.events import Event
from workshop.domain.label_queue import LabelRow
from workshop.domain.lots import DriveCard, Lot, MachineCard
from workshop.domain.orders import Box, Order, Recipient
from workshop.domain.people import Actor, Person, PinRecord, Preferences, WorkshopAddress, WorkshopIdentity
from workshop.domain.reports import ReportCard, StickRecord
from workshop.domain.scanning import Answer, Scan, Signal
from workshop.domain.second_looks import SecondLook, SecondRule
from workshop.domain.stickers import StickerCheck, StickerRules
from workshop.domain.storage import Place, folded
from workshop.domain.wiping import WipeCard
from workshop.services.ports import Announce, Clock, KeptScan, Store

R = TypeVar("R")


class FakeClock:
    """A clock that stands until it is read; each reading moves it by `step`. Set `moment` to choose the next one."""

    def __init__(
        self, moment: datetime = datetime(2026, 11, 24, 8, tzinfo=UTC), step: timedelta = timedelta(seconds=1)
    ) -> None:
        self.moment = moment
        self.step = step

    def now(self) -> datetime:
        read = self.moment
        self.moment += self.step
        return read


class MistakeError(Exception):
    """The caller broke the store's contract: a bug, which a database would refuse as well."""


REFERENCES: dict[type, dict[str, type]] = {
    Person: {"code": Code},
    Preferences: {"code": Person},
    PinRecord: {"code": Person},
    WorkshopIdentity: {"code": Code},
    WorkshopAddress: {"code": WorkshopIdentity},
    Lot: {"code": Code},
    Order: {"code": Code},
    Recipient: {"order_code": Order},
    Box: {"code": Code, "order_code": Order},
    Place: {"code": Code},
    Accessory: {"code": Code, "machine": MachineCard},
    MachineCard: {"code": Code, "lot": Lot, "order_code": Order, "box": Box, "place": Place},
    DriveCard: {"code": Code, "machine": MachineCard, "lot": Lot},
    WipeCard: {"drive": DriveCard, "machine": MachineCard, "lot": Lot, "person": Person},
    ReportCard: {"machine": MachineCard, "fact": Content},
    StickRecord: {},
    Document: {"code": Code, "person": Person, "content": Content},  # Content: a kept fact
    DocumentFile: {"document": Document},
    LabelRow: {"about": Code, "person": Person},
    StickerCheck: {"code": Code, "lot": Lot, "person": Person},
    StickerRules: {"code": Code},
    SecondLook: {"code": Code, "fact": Content},
    SecondRule: {"code": Code},
}
ONLY_NEW = (Document, DocumentFile)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass
class _Memory:
    """Everything that a store remembers; facts as canonical text, so that nobody changes one from outside."""

    records: dict[type, dict[str, Any]] = field(default_factory=lambda: {kind: {} for kind in REFERENCES})
    codes: dict[str, str] = field(default_factory=dict)
    counters: dict[str, int] = field(default_factory=dict)
    journal: list[Recorded] = field(default_factory=list)
    facts: dict[str, tuple[str, str, bytes]] = field(default_factory=dict)
    scans: dict[int, KeptScan] = field(default_factory=dict)
    settled: set[int] = field(default_factory=set)
    void: set[str] = field(default_factory=set)
    replaced: dict[str, str] = field(default_factory=dict)

    def copy(self) -> _Memory:
        return _Memory(
            {kind: dict(held) for kind, held in self.records.items()},
            dict(self.codes),
            dict(self.counters),
            list(self.journal),
            dict(self.facts),
            dict(self.scans),
            set(self.settled),
            set(self.void),
            dict(self.replaced),
        )


class FakeLook:
    """Reading the memory as it was in one moment."""

    def __init__(self, memory: _Memory) -> None:
        self._memory = memory

    def get(self, kind: type[R], code: str) -> R | None:
        return cast("R | None", self._memory.records[kind].get(_storable(code)))

    def find(self, kind: type[R], /, *, newest_first: bool = False, limit: int = 0, **equal: object) -> tuple[R, ...]:
        found = sorted(self._equal(kind, equal), key=_place, reverse=newest_first)
        return tuple(found[:limit] if limit else found)

    def count(self, kind: type[Any], /, **equal: object) -> int:
        return len(self._equal(kind, equal))

    def workshop(self) -> WorkshopIdentity | None:
        return next(iter(self.find(WorkshopIdentity)), None)

    def subject_of(self, code: Code) -> str | None:
        return self._memory.codes.get(code.text)

    def is_void(self, code: Code) -> bool:
        return code.text in self._memory.void

    def replaced_by(self, code: Code) -> str:
        return self._memory.replaced.get(code.text, "")

    def codes_ending(self, digits: str) -> tuple[Code, ...]:
        return tuple(sorted(Code(text) for text in self._memory.codes if text.endswith(digits) and len(digits) == 8))

    def history(self, *subjects: str) -> tuple[Recorded, ...]:
        return tuple(entry for entry in self._memory.journal if entry.subject in subjects)

    def journal(self, after: int = 0, limit: int = 0) -> tuple[Recorded, ...]:
        return tuple(self._memory.journal[max(after, 0) :][: limit or None])

    def journal_end(self) -> tuple[int, str]:
        last = self._memory.journal[-1:]
        return (last[0].seq, last[0].hash) if last else (0, FIRST_HASH)

    def fact(self, digest: str) -> Content | None:
        kept = self._memory.facts.get(digest)
        return None if kept is None else cast("Content", json.loads(kept[2]))

    def scans(self, *, refused: bool = False, waiting: bool = False, limit: int = 0) -> tuple[KeptScan, ...]:
        found = [
            kept
            for number, kept in sorted(self._memory.scans.items(), reverse=True)
            if not (refused or waiting) or (kept.answer and kept.answer.signal is Signal.REFUSED)
            if not waiting or number not in self._memory.settled
        ]
        return tuple(found[:limit] if limit else found)

    def waiting_scans(self) -> int:
        return len(self.scans(waiting=True))

    def received_since(self, moment: datetime) -> int:
        received = [machine.received_at for machine in self.find(MachineCard) if machine.received_at]
        return sum(read_time(at) >= moment for at in received)

    def machines_like(self, words: Sequence[str], limit: int) -> tuple[MachineCard, ...]:
        found = [
            card
            for card in self.find(MachineCard, newest_first=True)
            if all(self._is_said(word, card) for word in words)
        ]
        return tuple(found[:limit])

    def _is_said(self, word: str, card: MachineCard) -> bool:
        if len(word) == 1 and word.isalpha():
            return card.letter == word.upper()
        lot, place = self.get(Lot, card.lot), self.get(Place, card.place)
        own = folded(f"{card.maker} {card.model} {card.serial} {card.inventory}")
        there = place.key.replace("-", "") if place else ""
        return word in own or word in folded(lot.donor if lot else "") or word.replace("-", "") in there

    def _equal(self, kind: type[R], equal: dict[str, object]) -> list[R]:
        unknown = equal.keys() - {item.name for item in fields(cast("Any", kind))}
        if unknown:
            raise TypeError(f"{kind.__name__} has no {', '.join(sorted(unknown))}")
        wanted = {name: _storable(value) for name, value in equal.items()}
        held = self._memory.records[kind].values()
        return [record for record in held if all(getattr(record, name) == wanted[name] for name in wanted)]


class FakeWork(FakeLook):
    """One transaction on a copy of the memory."""

    def __init__(self, memory: _Memory, actor: Actor, now: datetime) -> None:
        super().__init__(memory)
        self._actor = actor
        self.now = now
        self.events: list[Recorded] = []
        self.written: list[object] = []

    def put(self, record: object) -> None:
        held = self._memory.records.get(type(record))
        if held is None:
            raise TypeError(type(record).__name__)
        texts = {item.name: _storable(getattr(record, item.name)) for item in fields(cast("Any", record))}
        stored = replace(cast("Any", record), **texts)
        if isinstance(record, ONLY_NEW) and stored.code in held:
            raise MistakeError(f"{stored.code} stands for ever")
        held[stored.code] = stored
        self.written.append(stored)

    def set_up(self, name: str, site: int, *, sample: bool) -> WorkshopIdentity:
        if self.workshop():
            raise ValueError("already set up")
        if not 0 <= site < SITE_LIMIT:
            raise ValueError(site)
        identity = WorkshopIdentity(self._give(Kind.PLACE, site).text, name, site, sample)
        self.put(identity)
        return identity

    def issue(self, kind: Kind) -> Code:
        if kind is Kind.COMMAND:
            raise ValueError(kind)
        return self._give(kind, self._site())

    def replace_code(self, code: str) -> Code:
        new = self._give(Code(code).kind, self._site())
        self._memory.codes[new.text] = self._memory.codes[code]
        self._memory.replaced[code] = new.text
        return new

    def set_void(self, code: str, *, void: bool) -> None:
        if code in self._memory.codes:
            (self._memory.void.add if void else self._memory.void.discard)(code)

    def append(self, subject: str, event: Event) -> Recorded:
        journal = self._memory.journal
        seq, prev_hash = len(journal) + 1, journal[-1].hash if journal else FIRST_HASH
        who = self._actor
        chained = chain_hash(prev_hash, seq, subject, event, who.person, who.bench, self.now)
        recorded = Recorded(seq, subject, event, who.person, who.bench, self.now, prev_hash, chained)
        journal.append(recorded)
        self.events.append(recorded)
        return recorded

    def keep(self, kind: str, subject: str, content: Content) -> str:
        name = digest(content)
        self._memory.facts.setdefault(name, (kind, subject, canonical(content)))
        return name

    def next_rank(self, kind: DocumentKind, year: int) -> int:
        return self._next(f"rank {kind} {self._site():02d} {year:04d}")

    def keep_scan(self, scan: Scan) -> int:
        number = len(self._memory.scans) + 1
        self._memory.scans[number] = KeptScan(number, scan, self._actor.person, self._actor.bench, None)
        return number

    def answer_scan(self, number: int, answer: Answer) -> None:
        kept = self._memory.scans.get(number)
        if kept is None or kept.answer is not None:
            raise MistakeError(f"scan {number} is {'answered' if kept else 'unknown'}")
        self._memory.scans[number] = replace(kept, answer=answer)

    def settle_scan(self, number: int) -> bool:
        waits = any(kept.number == number for kept in self.scans(waiting=True))
        if waits:
            self._memory.settled.add(number)
        return waits

    def unsettle_scan(self, number: int) -> None:
        self._memory.settled.discard(number)

    def check(self) -> None:
        """Refuse what a foreign key refuses, when the transaction ends."""
        for record in self.written:
            for name, kind in REFERENCES[type(record)].items():
                value = getattr(record, name)
                if value and not self._knows(kind, value):
                    raise MistakeError(f"{record}: {name} is unknown")
        if self.events and self._actor.person and not self._knows(Person, self._actor.person):
            raise MistakeError(f"person {self._actor.person} is unknown")

    def _knows(self, kind: type, value: str) -> bool:
        if kind is Code:
            return value in self._memory.codes
        if kind is Content:
            return value in self._memory.facts
        return value in self._memory.records[kind]

    def _site(self) -> int:
        identity = self.workshop()
        if identity is None:
            raise NotSetUpError
        return identity.site

    def _give(self, kind: Kind, site: int) -> Code:
        number = kind_of(kind, self.now.year)
        serial = self._next(f"code {number:02d} {site:02d}")
        if serial >= SERIAL_LIMIT:
            raise CodesUsedUpError(f"{number:02d}-{site:02d}")
        code = make(number, site, serial)
        self._memory.codes[code.text] = code.text
        return code

    def _next(self, counter: str) -> int:
        self._memory.counters[counter] = self._memory.counters.get(counter, 0) + 1
        return self._memory.counters[counter]


class FakeStore:
    """A workshop's memory that forgets at the end of the test."""

    def __init__(self, clock: Clock | None = None, announce: Announce | None = None) -> None:
        self._clock = clock or FakeClock()
        self._announce = announce
        self._memory = _Memory()
        self._turn = Lock()
        self._worker = 0  # the thread whose transaction is open
        self._before: datetime | None = None

    @contextmanager
    def looking(self) -> Iterator[FakeLook]:
        yield FakeLook(self._memory)

    @contextmanager
    def working(self, actor: Actor, *, durable: bool = True) -> Iterator[FakeWork]:  # noqa: ARG002 — nothing lasts here
        if self._worker == get_ident():
            raise RuntimeError("a transaction inside a transaction")
        with self._turn:
            self._worker = get_ident()
            try:
                memory = self._memory.copy()
                work = FakeWork(memory, actor, self._moment())
                yield work
                work.check()
                self._memory = memory
            finally:
                self._worker = 0
        if work.events and self._announce:
            self._announce(tuple(work.events))

    def _moment(self) -> datetime:
        now = self._clock.now().astimezone(UTC)
        if self._before is not None and timedelta() <= self._before - now < timedelta(seconds=1):
            now = self._before + timedelta(microseconds=1)
        self._before = now
        return now

    def close(self) -> None:
        """Nothing is open."""


def a_workshop(store: Store, *, bench: str = "banc 1", site: int = 1) -> Actor:
    """Set a store up as a sample workshop with one fictitious technician, and return them at their bench."""
    with store.working(Actor("", bench)) as work:
        work.set_up("Atelier d’Exemple", site, sample=True)
        badge = work.issue(Kind.BADGE).text
        work.put(Person(badge, "Camille EXEMPLE", fictitious=True))
    return Actor(badge, bench)


def _storable(value: Any) -> Any:
    """Mark in a text what no database can hold: NUL and halves of surrogate pairs."""
    return _UNSTORABLE.sub("�", value) if isinstance(value, str) and not isinstance(value, Enum) else value


def _place(record: Any) -> tuple[object, ...]:
    """Return where a record stands among its kind: by code, recipients by number, wipes and reports by time."""
    match record:
        case Recipient():
            return (record.order_code, record.number)
        case WipeCard():
            return (record.started_at, record.code)
        case ReportCard():
            return (record.arrived_at, record.code)
        case StickRecord():
            return (record.prepared_at, record.code)
        case _:
            return (record.code,)
