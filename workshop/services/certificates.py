"""Certificates: what was proven of each drive, numbered, kept for ever; the PDF is made from the kept content."""

from __future__ import annotations

from dataclasses import replace

from workshop.domain import events as happened
from workshop.domain.certificates import SCHEMA, Certificate, DriveStatement, Outcome, outcome_of
from workshop.domain.codes import Kind
from workshop.domain.content import from_content, to_content
from workshop.domain.documents import Document, DocumentKind, number_of
from workshop.domain.drives import Disposition, Refusal, Validation
from workshop.domain.entries import Recorded
from workshop.domain.errors import RefusedError, UnknownCodeError
from workshop.domain.gates import State, data_objections
from workshop.domain.lots import DriveCard, Lot, MachineCard, machine_name
from workshop.domain.machines import fold_drive
from workshop.domain.people import Actor, Person
from workshop.domain.proofs import Proof
from workshop.services.machines import machine_of
from workshop.services.ports import Look, Store, Work
from workshop.services.wiping import conclusion_of

FACT = "certificate"
_TO_VALIDATE = frozenset({Disposition.PROVEN.value, Disposition.PROVEN_WITH_RESERVATIONS.value})


def is_settled(drive: DriveCard) -> bool:
    """Tell whether a drive's outcome is final: not open, and a person has judged its proof."""
    if drive.disposition == Disposition.OPEN.value:
        return False
    return drive.disposition not in _TO_VALIDATE or drive.validation != Validation.PENDING.value


class Certificates:
    """Issues certificates per drive and per lot."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def issue(self, actor: Actor, subject: str) -> tuple[Document, Certificate]:
        """Issue the numbered certificate of a lot, a machine or a drive; refused while one of its drives is open."""
        with self._store.working(actor) as work:
            drives, lot = _drives_of(work, subject)
            still_open = tuple(f"{Refusal.DRIVE_OPEN.value}:{drive.code}" for drive in drives if not is_settled(drive))
            not_looked_at = _not_looked_at(work, subject, lot)
            if still_open or not_looked_at:
                raise RefusedError(subject, (*still_open, *not_looked_at))
            return _issue(work, actor, subject, drives, lot)

    def provisional(self, actor: Actor, subject: str) -> Certificate:
        """State how things stand, without a number: it proves nothing and is not kept."""
        with self._store.working(actor) as work:
            drives, lot = _drives_of(work, subject)
            return _content(work, subject, drives, lot, "")

    def content(self, document: Document) -> Certificate:
        """Return what an issued certificate says."""
        with self._store.looking() as look:
            return from_content(Certificate, look.fact(document.content) or {})


def _drives_of(look: Look, subject: str) -> tuple[tuple[DriveCard, ...], Lot | None]:
    lot = look.get(Lot, subject)
    if lot:
        machines = look.find(MachineCard, lot=lot.code)
        return tuple(drive for machine in machines for drive in look.find(DriveCard, machine=machine.code)), lot
    machine = look.get(MachineCard, subject)
    if machine:
        return look.find(DriveCard, machine=machine.code), look.get(Lot, machine.lot)
    drive = look.get(DriveCard, subject)
    if drive is None:
        raise UnknownCodeError(subject)
    host = look.get(MachineCard, drive.machine) if drive.machine else None
    return (drive,), look.get(Lot, host.lot) if host else None


def _not_looked_at(look: Look, subject: str, lot: Lot | None) -> tuple[str, ...]:
    """List the machines in which nobody found a drive and nobody looked: a certificate would pass over them."""
    whole_lot = lot is not None and lot.code == subject
    machines = look.find(MachineCard, lot=subject) if whole_lot else look.find(MachineCard, code=subject)
    unknown = [card.code for card in machines if _is_unknown(look, card)]
    return tuple(f"{Refusal.NO_DRIVE_KNOWN.value}:{code}" for code in unknown)


def _is_unknown(look: Look, card: MachineCard) -> bool:
    if card.state == State.EXPECTED.value:
        return False
    machine = machine_of(look, card.code)
    return any(item.refusal is Refusal.NO_DRIVE_KNOWN for item in data_objections(machine, machine.policy))


def _issue(
    work: Work, actor: Actor, subject: str, drives: tuple[DriveCard, ...], lot: Lot | None
) -> tuple[Document, Certificate]:
    workshop = work.workshop()
    assert workshop is not None
    year = work.now.year
    rank = work.next_rank(DocumentKind.CERTIFICATE, year)
    number = number_of(DocumentKind.CERTIFICATE, workshop.site, year, rank, example=workshop.sample)
    certificate = _content(work, subject, drives, lot, number)
    content = work.keep(FACT, subject, to_content(certificate))
    code = work.issue(Kind.DOCUMENT).text
    replaced = work.find(Document, about=subject)
    document = Document(
        code,
        DocumentKind.CERTIFICATE.value,
        number,
        workshop.site,
        year,
        rank,
        content,
        subject,
        to_content(work.now),
        actor.person,
        replaced[-1].number if replaced else "",
    )
    work.put(document)
    work.append(code, happened.DocumentIssued(number, content, subject))
    if len(drives) == 1 and drives[0].code == subject:
        work.put(replace(drives[0], certificate=number))
    return document, certificate


def _content(work: Work, subject: str, drives: tuple[DriveCard, ...], lot: Lot | None, number: str) -> Certificate:
    workshop = work.workshop()
    assert workshop is not None
    whole_lot = lot is not None and lot.code == subject
    machines = work.find(MachineCard, lot=subject) if whole_lot else work.find(MachineCard, code=subject)
    here = [machine for machine in machines if machine.state != State.EXPECTED.value]
    return Certificate(
        SCHEMA,
        number,
        workshop.sample,
        workshop.name,
        workshop.site,
        lot.donor if lot else "",
        lot.code if lot else "",
        work.now,
        _people(work, drives, happened.WipeStarted),
        _people(work, drives, happened.WipeValidated),
        len(here),
        tuple(machine.code for machine in here if work.count(DriveCard, machine=machine.code) == 0),
        tuple(_statement(work, drive) for drive in drives),
    )


def _people(look: Look, drives: tuple[DriveCard, ...], act: type[happened.Event]) -> str:
    """Name the people who last did something to these drives, each once."""
    names: list[str] = []
    for drive in drives:
        entry = _last(look.history(drive.code), act)
        person = look.get(Person, entry.person) if entry else None
        if person and person.name not in names:
            names.append(person.name)
    return ", ".join(names)


def _last(history: tuple[Recorded, ...], act: type[happened.Event]) -> Recorded | None:
    return next((entry for entry in reversed(history) if isinstance(entry.event, act)), None)


def _statement(look: Look, card: DriveCard) -> DriveStatement:
    drive = fold_drive(card.code, look.history(card.code))
    conclusion = conclusion_of(look, card)
    outcome, reasons = outcome_of(drive, conclusion)
    machine = look.get(MachineCard, card.machine) if card.machine else None
    proof = conclusion if isinstance(conclusion, Proof) else None
    wiped = outcome in (Outcome.WIPED, Outcome.WIPED_WITH_RESERVATIONS)
    return DriveStatement(
        card.code,
        card.machine,
        machine_name(machine.maker, machine.model) if machine else "",
        machine.serial if machine else "",
        card.model,
        card.serial,
        card.size_bytes,
        card.medium,
        outcome,
        drive.validation is Validation.VALIDATED,
        reasons,
        proof.level.value if proof and wiped else "",
        tuple(item.value for item in proof.reservations) if proof else (),
        drive.tool,
        conclusion.log if conclusion else None,
    )
