"""« À vérifier »: what waits for a person, and what a person must see to decide.

Reports of machines, tests that nobody was sure of, labels that nobody saw come out, refused scans.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workshop.domain import events as happened
from workshop.domain.diagnosis import Diagnosis
from workshop.domain.errors import NotSetUpError, RefusedError
from workshop.domain.inspection import Function, Works, unsure
from workshop.domain.journal import counting
from workshop.domain.label_queue import LabelRow, job_of
from workshop.domain.lots import Lot, MachineCard, serial_key
from workshop.domain.machines import State
from workshop.domain.people import Actor, Person
from workshop.domain.printing import JobState, LabelJob, PrinterTrouble
from workshop.domain.reports import Arrival, MachineReport, ReportCard, keys_of
from workshop.domain.scanning import Said, SerialScan, meaning
from workshop.services.gesture_rows import named
from workshop.services.machines import card_of, machine_of
from workshop.services.ports import KeptScan, Look, Store
from workshop.services.report_matching import reading_of
from workshop.services.reports import Reports

SETTLED = "scan-settled"
_NOBODY_SAW: dict[str, Any] = {"state": JobState.SENT, "trouble": PrinterTrouble.CUT_OFF.value}


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refused scan; `person` is a name, `since` the machine that its serial was given to afterwards."""

    kept: KeptScan
    person: str
    since: MachineCard | None = None


@dataclass(frozen=True, slots=True)
class Unsure:
    """A machine of which somebody did not know whether a function works; `person` (a name) said so last, `at` then."""

    card: MachineCard
    functions: tuple[Function, ...]
    person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LabelUnsure:
    """A label of which nobody knows whether it came out, and the name of what it is for."""

    job: LabelJob
    name: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits, the newest first; the numbers also count what did not fit into the lists."""

    reports: tuple[ReportCard, ...]
    refusals: tuple[Refusal, ...]
    report_count: int
    refusal_count: int
    unsure: tuple[Unsure, ...] = ()
    unsure_count: int = 0
    labels: tuple[LabelUnsure, ...] = ()
    label_count: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A machine that a report may be about; `same_serial`: it has one of the report's serials."""

    card: MachineCard
    same_serial: bool


@dataclass(frozen=True, slots=True)
class ReportView:
    """One report that waits, and the machines that it may be about."""

    card: ReportCard
    report: MachineReport
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class KnownMachine:
    """What is known of a machine before a report is attached to it; `diagnosis` None: it was never read.

    `objections`: what speaks against the report (by its digest) being about it, as codes.
    """

    digest: str
    card: MachineCard
    donor: str
    diagnosis: Diagnosis | None
    objections: tuple[str, ...]


class Review:
    """What a person looks at, and what they settle."""

    def __init__(self, store: Store, reports: Reports) -> None:
        self._store = store
        self._reports = reports

    def count(self) -> int:
        """Count what waits."""
        with self._store.looking() as look:
            return to_check(look)

    def waiting(self, limit: int = 50) -> Waiting:
        """Return what waits, at most so many of each kind."""
        with self._store.looking() as look:
            scans = look.scans(waiting=True, limit=limit)
            return Waiting(
                look.find(ReportCard, newest_first=True, limit=limit, state=Arrival.WAITING),
                tuple(_refusals(look, scans)),
                look.count(ReportCard, state=Arrival.WAITING),
                look.waiting_scans(),
                tuple(_unsure(look, limit)),
                look.count(MachineCard, unsure=True),
                tuple(_labels(look, limit)),
                look.count(LabelRow, **_NOBODY_SAW),
            )

    def settle(self, actor: Actor, number: int) -> None:
        """Take a refused scan away; it stays written. Raises RefusedError where it does not wait."""
        with self._store.working(actor) as work:
            identity = work.workshop()
            if identity is None:
                raise NotSetUpError
            if not work.settle_scan(number):
                raise RefusedError(str(number), (SETTLED,))
            work.append(identity.code, happened.ScanSettled(number))

    def report(self, digest: str) -> ReportView:
        """Return a report and the machines that it may be about; raises UnknownCodeError."""
        report = self._reports.read(digest)
        found = self._reports.candidates(digest)
        keys = {key for key in keys_of(report.diagnosis.identity) if key}
        with self._store.looking() as look:
            card = look.get(ReportCard, digest)
            assert card is not None  # it was read a moment ago, and nobody takes one away
            candidates = tuple(Candidate(one, one.serial_key in keys) for one in found)
        return ReportView(card, report, candidates)

    def machine(self, code: str, digest: str) -> KnownMachine:
        """Return what is known of the machine that a report may be about; raises UnknownCodeError."""
        objections = self._reports.objections(digest, code)
        with self._store.looking() as look:
            card = card_of(look, code)
            return KnownMachine(digest, card, _donor(look, card), reading_of(look, card), objections)


def to_check(look: Look) -> int:
    """Count what waits for a person."""
    reports = look.count(ReportCard, state=Arrival.WAITING)
    tests, labels = look.count(MachineCard, unsure=True), look.count(LabelRow, **_NOBODY_SAW)
    return look.waiting_scans() + reports + tests + labels


def _labels(look: Look, limit: int) -> Iterable[LabelUnsure]:
    for row in look.find(LabelRow, newest_first=True, limit=limit, **_NOBODY_SAW):
        card = look.get(MachineCard, row.about)
        yield LabelUnsure(job_of(row), (card.serial if card else "") or named(look, row.about).name)


def _refusals(look: Look, scans: Iterable[KeptScan]) -> Iterable[Refusal]:
    names = _Names(look)
    for kept in scans:
        yield Refusal(kept, names.of(kept.person), _since(look, kept))


def _unsure(look: Look, limit: int) -> list[Unsure]:
    """Return the machines with a test to be done again, the last answer first: who said it stands in the journal."""
    names, found = _Names(look), []
    for card in look.find(MachineCard, newest_first=True, limit=limit, unsure=True):
        history = counting(look.history(card.code))
        functions = unsure(machine_of(look, card.code).answers)
        last = next((entry for entry in reversed(history) if _is_unsure(entry.event, functions)), None)
        if last is not None:
            found.append(Unsure(card, functions, names.of(last.person), last.at))
    return sorted(found, key=lambda one: one.at, reverse=True)


def _is_unsure(event: happened.Event, functions: tuple[Function, ...]) -> bool:
    match event:
        case happened.FunctionTested(function, Works.UNSURE):
            return function in functions
        case _:
            return False


class _Names:
    """The names of people, each looked up once."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._known: dict[str, str] = {}

    def of(self, code: str) -> str:
        if code not in self._known:
            person = self._look.get(Person, code) if code else None
            self._known[code] = person.name if person else ""
        return self._known[code]


def _since(look: Look, kept: KeptScan) -> MachineCard | None:
    """Return the machine that was received after its serial had been refused, where there is exactly one."""
    meant = meaning(kept.scan.text)
    unknown = kept.answer is not None and kept.answer.said in (Said.UNKNOWN_SERIAL, Said.NO_LOT)
    if not unknown or not isinstance(meant, SerialScan):
        return None
    found = look.find(MachineCard, serial_key=serial_key(meant.serial))
    return found[0] if len(found) == 1 and found[0].state != State.EXPECTED.value else None


def _donor(look: Look, card: MachineCard) -> str:
    lot = look.get(Lot, card.lot) if card.lot else None
    return lot.donor if lot else ""
