"""« À vérifier »: what waits for a person, machine reports and refused scans, and what a person must see to decide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workshop.domain import events as happened
from workshop.domain.diagnosis import Diagnosis
from workshop.domain.errors import NotSetUpError, RefusedError
from workshop.domain.lots import Lot, MachineCard, serial_key
from workshop.domain.machines import State
from workshop.domain.people import Actor, Person
from workshop.domain.reports import Arrival, MachineReport, ReportCard, keys_of
from workshop.domain.scanning import Said, SerialScan, meaning
from workshop.services.machines import card_of
from workshop.services.ports import KeptScan, Look, Store
from workshop.services.report_matching import reading_of
from workshop.services.reports import Reports

SETTLED = "scan-settled"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refused scan; `person` is a name, `since` the machine that its serial was given to afterwards."""

    kept: KeptScan
    person: str
    since: MachineCard | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits, the newest first; the numbers also count what did not fit into the lists."""

    reports: tuple[ReportCard, ...]
    refusals: tuple[Refusal, ...]
    report_count: int
    refusal_count: int


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
    return look.waiting_scans() + look.count(ReportCard, state=Arrival.WAITING)


def _refusals(look: Look, scans: Iterable[KeptScan]) -> Iterable[Refusal]:
    names: dict[str, str] = {}
    for kept in scans:
        if kept.person not in names:
            person = look.get(Person, kept.person) if kept.person else None
            names[kept.person] = person.name if person else ""
        yield Refusal(kept, names[kept.person], _since(look, kept))


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
