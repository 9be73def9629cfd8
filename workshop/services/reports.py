"""Reports of machines: what arrives is kept, and attached where its serial leaves no doubt; else a person chooses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from workshop.domain import events as happened
from workshop.domain.content import to_content, written_time
from workshop.domain.diagnosis import Origin, Source
from workshop.domain.errors import NotSetUpError, RefusedError, UnknownCodeError
from workshop.domain.lots import MachineCard
from workshop.domain.machines import State
from workshop.domain.people import Actor
from workshop.domain.reports import (
    Arrival,
    Authenticity,
    MachineReport,
    MachineReportFormat,
    ReportCard,
    WhyWaiting,
    keys_of,
    report_digest,
)
from workshop.services.diagnosis import OTHER_MACHINE, archive, attach_report, serials_of
from workshop.services.machines import card_of
from workshop.services.ports import Files, Look, Store, Work
from workshop.services.report_matching import FACT, GONE, match, report_of

__all__ = ["Arrival", "Arrived", "Authenticity", "ReportCard", "Reports", "WhyWaiting"]

ALTERED = "report-altered"
READ_BEFORE = "read-before"
SETTLED = "report-settled"
NOT_HERE = "not-received"
MOST_CANDIDATES = 6
_LOOKED_AT = 200  # of the machines without a reading and of those of the same maker: the newest


@dataclass(frozen=True, slots=True)
class Arrived:
    """A report and what became of it; KNOWN: it had come before, and `card` says what became of it then."""

    card: ReportCard
    result: Arrival


RawOutputs = Callable[[bytes], tuple[tuple[str, bytes], ...]]  # what the tools wrote, of an authentic report


class Reports:
    """Takes reports of machines, and keeps those that wait for a person."""

    def __init__(self, store: Store, files: Files, raw_outputs: RawOutputs = lambda _: ()) -> None:
        self._store = store
        self._files = files
        self._raw_outputs = raw_outputs

    def take(
        self, actor: Actor, name: str, content: bytes, machine: MachineReport, authenticity: Authenticity
    ) -> Arrived:
        """Keep a report and attach it, unless a person must choose. `name` is a file's name, only ever shown.

        The same report twice is one; only the authentic copy of one that was not authentic is looked at again.
        """
        digest = report_digest(content)
        with self._store.looking() as look:
            known = look.get(ReportCard, digest)
        if known and not _says_more(known, authenticity):
            return Arrived(known, Arrival.KNOWN)
        file = self._files.keep(content)
        outputs = self._raw_outputs(content) if authenticity is Authenticity.AUTHENTIC else ()
        raw = self._files.keep(archive(outputs or ((name, content),)))
        with self._store.working(actor) as work:
            known = work.get(ReportCard, digest)
            if known and not _says_more(known, authenticity):  # another bench was faster
                return Arrived(known, Arrival.KNOWN)
            report = _vouched(machine, authenticity, work.now)
            fact = work.keep(FACT, digest, {"file": file, "raw": raw, "report": to_content(report)})
            card = _card(report, digest, authenticity)
            arrived = replace(card, arrived_at=written_time(work.now), name=name, file=file, fact=fact)
            return _settle(work, arrived, report)

    def waiting(self, limit: int = 50) -> tuple[ReportCard, ...]:
        """Return the reports that wait for a person, the newest first; limit 0: all of them."""
        with self._store.looking() as look:
            return look.find(ReportCard, newest_first=True, limit=limit, state=Arrival.WAITING)

    def waiting_count(self) -> int:
        with self._store.looking() as look:
            return look.count(ReportCard, state=Arrival.WAITING)

    def find(self, digest: str) -> ReportCard | None:
        with self._store.looking() as look:
            return look.get(ReportCard, digest)

    def of_machine(self, code: str) -> tuple[ReportCard, ...]:
        """Return the reports that were attached to a machine, oldest first."""
        with self._store.looking() as look:
            return look.find(ReportCard, machine=code, state=Arrival.ATTACHED)

    def read(self, digest: str) -> MachineReport:
        """Return what a report says; raises UnknownCodeError."""
        with self._store.looking() as look:
            return _report(look, _known(look, digest))

    def candidates(self, digest: str) -> tuple[MachineCard, ...]:
        """Return the machines that a report may be about: its serial's, then those without a reading, the likest first.

        Raises UnknownCodeError.
        """
        with self._store.looking() as look:
            card = _known(look, digest)
            keys = [key for key in (card.system_key, card.chassis_key, card.board_key) if key]
            same = [found for key in keys for found in look.find(MachineCard, serial_key=key)]
            unread = look.find(MachineCard, newest_first=True, limit=_LOOKED_AT, reading="")
            alike = look.find(MachineCard, newest_first=True, limit=_LOOKED_AT, maker=card.maker) if card.maker else ()
        here = {found.code: found for found in (*same, *unread, *alike) if _is_here(found)}
        ranked = sorted(here.values(), key=lambda found: (*_unlikeness(card, keys, found), _newness(found)))
        return tuple(ranked[:MOST_CANDIDATES])

    def objections(self, digest: str, code: str) -> tuple[str, ...]:
        """Return what a person must confirm before a report is attached to a machine; raises UnknownCodeError."""
        with self._store.looking() as look:
            card = _known(look, digest)
            return _against(card, card_of(look, code), _report(look, card))

    def attach(self, actor: Actor, digest: str, code: str, *, confirmed: bool = False) -> MachineCard:
        """Attach a report to the machine that a person chose.

        What speaks against it must be confirmed: another serial, an earlier reading, a report that was altered.
        """
        with self._store.working(actor) as work:
            card = _known(work, digest)
            machine = card_of(work, code)
            if card.state is not Arrival.WAITING:
                raise RefusedError(code, (SETTLED,))
            if not _is_here(machine):
                raise RefusedError(code, (NOT_HERE,))
            report = _report(work, card)
            reasons = _against(card, machine, report)
            if reasons and not confirmed:
                raise RefusedError(code, reasons)
            return attach_report(work, machine, card, report, chosen=True)

    def dismiss(self, actor: Actor, digest: str) -> None:
        """Put a report away that is about no machine of ours. It stays kept, and is not offered again."""
        with self._store.working(actor) as work:
            card = _known(work, digest)
            if card.state is not Arrival.WAITING:
                raise RefusedError(card.machine or digest, (SETTLED,))
            identity = work.workshop()
            if identity is None:
                raise NotSetUpError
            work.put(replace(card, state=Arrival.DISMISSED, reason="", machine=""))
            work.append(identity.code, happened.ReportDismissed(digest))


def _says_more(known: ReportCard, authenticity: Authenticity) -> bool:
    """Tell whether a copy of a known report must be looked at: an unsigned copy must not keep the signed one out."""
    dismissed = known.state is Arrival.DISMISSED
    return not dismissed and authenticity is Authenticity.AUTHENTIC is not known.authenticity


def _vouched(machine: MachineReport, authenticity: Authenticity, now: datetime) -> MachineReport:
    """Say who made a diagnosis, whatever the file says of itself; when it was read is when it came to this bench."""
    ours = machine.format is MachineReportFormat.ETABLI
    origin = Origin(
        Source.PROBE if ours else Source.TOOL,
        machine.tool,
        machine.tool_version,
        authentic=ours and authenticity is Authenticity.AUTHENTIC,
    )
    return replace(machine, diagnosis=replace(machine.diagnosis, read_at=now, origin=origin))


def _card(report: MachineReport, digest: str, authenticity: Authenticity) -> ReportCard:
    system, chassis, board = keys_of(report.diagnosis.identity)
    identity = report.diagnosis.identity
    return ReportCard(
        digest,
        Arrival.WAITING,
        maker=identity.maker or "",
        model=identity.trade_name or "",
        serial=identity.system_serial or identity.chassis_serial or identity.board_serial or "",
        category=identity.category.value,
        tool=f"{report.tool} {report.tool_version}".strip(),
        format=report.format.value,
        authenticity=authenticity,
        system_key=system,
        chassis_key=chassis,
        board_key=board,
    )


def _settle(work: Work, card: ReportCard, report: MachineReport) -> Arrived:
    found = match(work, report, card.authenticity)
    if found.why is None:
        attach_report(work, card_of(work, found.machine), card, report)
        return Arrived(_known(work, card.code), Arrival.ATTACHED)
    waiting = replace(card, reason=found.why.value, machine=found.machine)
    work.put(waiting)
    return Arrived(waiting, Arrival.WAITING)


def _known(look: Look, digest: str) -> ReportCard:
    card = look.get(ReportCard, digest)
    if card is None:
        raise UnknownCodeError(digest)
    return card


def _report(look: Look, card: ReportCard) -> MachineReport:
    report = report_of(look, card)
    if report is None:
        raise UnknownCodeError(card.code)
    return report


def _against(card: ReportCard, machine: MachineCard, report: MachineReport) -> tuple[str, ...]:
    """List what a person must confirm before a report becomes a machine's reading."""
    serials = serials_of(report.diagnosis)
    other = bool(machine.serial_key and serials) and machine.serial_key not in serials
    altered = card.authenticity is Authenticity.ALTERED
    found = ((OTHER_MACHINE, other), (ALTERED, altered), (READ_BEFORE, bool(machine.reading)))
    return tuple(reason for reason, against in found if against)


def _is_here(card: MachineCard) -> bool:
    return card.state != State.EXPECTED.value and card.state not in GONE


def _unlikeness(report: ReportCard, keys: list[str], card: MachineCard) -> tuple[bool, ...]:
    model, maker = _same(report.model, card.model), _same(report.maker, card.maker)
    return (card.serial_key not in keys, bool(card.reading), not (model and maker), not model, not maker)


def _same(one: str, other: str) -> bool:
    return bool(one) and one.casefold() == other.casefold()


def _newness(card: MachineCard) -> int:
    """Put the machine that came last first: codes are given in order."""
    return -int(card.code) if card.code.isdigit() else 0
