"""Receipts: what the donor is given when a lot is closed; a gap stands on it, and a later one replaces it."""

from __future__ import annotations

from dataclasses import replace

from workshop.domain import events as happened
from workshop.domain.codes import Kind
from workshop.domain.content import from_content, read_time, to_content
from workshop.domain.documents import Document, DocumentKind, number_of
from workshop.domain.errors import RefusedError
from workshop.domain.lots import DriveCard, Lot, MachineCard
from workshop.domain.machines import State
from workshop.domain.people import Actor, Person
from workshop.domain.receipts import SCHEMA, LooseDriveLine, Receipt, ReceiptLine
from workshop.services.lots import arrivals, lot_of
from workshop.services.ports import Look, Store, Work
from workshop.services.reconciling import reconciled

FACT = "receipt"
LOT_OPEN = "lot-still-open"
NOTHING_CAME = "nothing-came"


class Receipts:
    """Gives receipts."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def issue(self, actor: Actor, lot: str, *, by_itself: bool = False) -> Document:
        """Issue the receipt of a closed lot, or return the last one where nothing has changed since.

        `by_itself`: it comes with the closing of the lot, and « ANNULER » takes that back. Raises UnknownCodeError,
        RefusedError.
        """
        with self._store.working(actor) as work:
            subject = lot_of(work, lot)
            if subject.open:
                raise RefusedError(lot, (LOT_OPEN,))
            before = _last(work, lot)
            content = _content(work, actor, subject, before.number if before else "")
            if not (content.lines or content.loose_drives or content.expected):
                raise RefusedError(lot, (NOTHING_CAME,))
            if before is not None and _said(work, before) == content.said:
                return before
            return _issue(work, actor, content, by_itself=by_itself)  # takes a number only now: no gap


def _last(look: Look, lot: str) -> Document | None:
    issued = look.find(Document, about=lot, kind=DocumentKind.RECEIPT.value)
    return issued[-1] if issued else None


def _said(look: Look, document: Document) -> tuple[object, ...]:
    return from_content(Receipt, look.fact(document.content) or {}).said


def _issue(work: Work, actor: Actor, receipt: Receipt, *, by_itself: bool) -> Document:
    year = work.now.year
    rank = work.next_rank(DocumentKind.RECEIPT, year)
    number = number_of(DocumentKind.RECEIPT, receipt.site, year, rank, example=receipt.example)
    content = work.keep(FACT, receipt.lot, to_content(replace(receipt, number=number)))
    document = Document(
        work.issue(Kind.DOCUMENT).text,
        DocumentKind.RECEIPT.value,
        number,
        receipt.site,
        year,
        rank,
        content,
        receipt.lot,
        to_content(work.now),
        actor.person,
        receipt.replaces,
    )
    work.put(document)
    work.append(document.code, happened.DocumentIssued(number, content, receipt.lot, by_itself))
    return document


def _content(work: Work, actor: Actor, lot: Lot, replaces: str) -> Receipt:
    """Say what a receipt says, before it has its number."""
    workshop, person = work.workshop(), work.get(Person, actor.person)
    assert workshop is not None
    against, there = reconciled(work, lot.code), arrivals(work, lot)
    came = [card for card in work.find(MachineCard, lot=lot.code) if card.state != State.EXPECTED.value]
    return Receipt(
        SCHEMA,
        "",
        workshop.sample,
        workshop.name,
        workshop.site,
        lot.code,
        lot.donor,
        lot.slip,
        read_time(lot.opened_at) if lot.opened_at else None,
        read_time(to_content(work.now)),
        person.name if person else "",
        lot.expected,
        there.missing,
        tuple(map(_line, sorted(came, key=lambda card: (card.number, card.code)))),
        tuple(map(_line, against.missing)),
        tuple(card.code for card in against.unlisted),
        tuple(map(_drive, work.find(DriveCard, lot=lot.code, machine=""))),
        replaces,
    )


def _line(card: MachineCard) -> ReceiptLine:
    return ReceiptLine(
        card.number, card.code, card.category, card.maker, card.model, card.serial, card.inventory, card.charger
    )


def _drive(card: DriveCard) -> LooseDriveLine:
    return LooseDriveLine(card.code, card.model, card.serial, card.size_bytes)
