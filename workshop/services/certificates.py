"""Certificates: what was proven of each drive, numbered, kept for ever; the PDF is made from the kept content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from secrets import token_hex

from workshop.domain import events as happened
from workshop.domain.certificates import SCHEMA, Certificate, Scope
from workshop.domain.codes import Kind
from workshop.domain.content import from_content, to_content
from workshop.domain.documents import Document, DocumentKind, number_of
from workshop.domain.drives import Disposition, Refusal, Validation
from workshop.domain.errors import RefusedError, UnknownCodeError
from workshop.domain.gates import State, data_objections
from workshop.domain.lots import DriveCard, Lot, MachineCard
from workshop.domain.people import Actor
from workshop.domain.variants import MASK, Opening, openings
from workshop.services.certificate_statements import Statements
from workshop.services.machines import machine_of
from workshop.services.ports import Look, Store, Work
from workshop.services.wipe_plans import lot_of_drive

FACT = "certificate"
SECRET_BYTES = 32  # of which masked values are salted (domain/variants.py)
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
            reasons = tuple(objections_to(work, subject))
            if reasons:
                raise RefusedError(subject, reasons)
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

    def openings(self, document: Document, wanted: str) -> tuple[Opening, ...]:
        """Return what proves the masked values of an issued certificate: of one field, or with one digest."""
        digest = wanted.removeprefix(MASK).partition(":")[0].lower()
        return tuple(item for item in openings(self.content(document)) if wanted == item.field or digest == item.sha256)


def drives_under(look: Look, subject: str, *, newest_first: bool = False) -> Iterator[DriveCard]:
    """Go through the drives of a lot (of its machines, then the loose ones), of a machine, or one drive itself."""
    if look.get(Lot, subject):
        for machine in look.find(MachineCard, newest_first=newest_first, lot=subject):
            yield from look.find(DriveCard, machine=machine.code)
        yield from look.find(DriveCard, lot=subject, machine="")
    elif look.get(MachineCard, subject):
        yield from look.find(DriveCard, machine=subject)
    else:
        drive = look.get(DriveCard, subject)
        if drive:
            yield drive


def objections_to(look: Look, subject: str, *, newest_first: bool = False) -> Iterator[str]:
    """Say why a certificate cannot be issued yet, one reason after the other.

    Drives that are not settled, then the machines of which nobody knows the drives, or all of them: a certificate would
    pass over them.
    """
    for card in drives_under(look, subject, newest_first=newest_first):
        if not is_settled(card):
            yield f"{Refusal.DRIVE_OPEN.value}:{card.code}"
    machines = look.find(MachineCard, lot=subject) if look.get(Lot, subject) else look.find(MachineCard, code=subject)
    for machine in machines:
        yield from (f"{refusal.value}:{machine.code}" for refusal in _unknown(look, machine))


def _drives_of(look: Look, subject: str) -> tuple[tuple[DriveCard, ...], Lot | None]:
    drives = tuple(drives_under(look, subject))
    lot = look.get(Lot, subject)
    if lot:
        return drives, lot
    machine = look.get(MachineCard, subject)
    if machine:
        return drives, look.get(Lot, machine.lot)
    if not drives:
        raise UnknownCodeError(subject)
    return drives, look.get(Lot, lot_of_drive(look, drives[0]))


def _unknown(look: Look, card: MachineCard) -> Iterator[Refusal]:
    """Say why nobody can tell which drives a machine holds."""
    if card.state != State.EXPECTED.value:
        machine = machine_of(look, card.code)
        found = {item.refusal for item in data_objections(machine, machine.policy)}
        yield from (refusal for refusal in (Refusal.NO_DRIVE_KNOWN, Refusal.DRIVES_NOT_LISTED) if refusal in found)


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
        certificate.replaces,
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
    held = {drive.machine for drive in drives}
    states = Statements(work)
    journal_seq, journal_hash = work.journal_end()
    return Certificate(
        schema=SCHEMA,
        number=number,
        example=workshop.sample,
        workshop=workshop.name,
        site=workshop.site,
        donor=lot.donor if lot else "",
        lot=lot.code if lot else "",
        issued_at=work.now,
        machines_received=len(here),
        bare_machines=tuple(states.bare(machine) for machine in here if machine.code not in held),
        drives=tuple(states.drive(drive) for drive in drives),
        scope=Scope.LOT if whole_lot else Scope.MACHINE if machines else Scope.DRIVE,
        about=subject,
        slip=lot.slip if lot else "",
        machines_expected=lot.expected if lot and whole_lot else 0,
        secret=token_hex(SECRET_BYTES) if number else "",
        journal_seq=journal_seq,
        journal_hash=journal_hash,
        replaces=_replaced(work, subject) if number else "",
    )


def _replaced(look: Look, subject: str) -> str:
    """Return the number of the last certificate about the same subject, in whose place a new one stands."""
    issued = look.find(Document, about=subject, kind=DocumentKind.CERTIFICATE.value)
    return issued[-1].number if issued else ""
