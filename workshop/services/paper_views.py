"""What Documents shows: the papers, the papers of one lot, machine or drive, and the lots that wait for theirs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from workshop.domain.documents import Document, DocumentKind
from workshop.domain.drives import Disposition, Validation
from workshop.domain.errors import UnknownCodeError
from workshop.domain.lots import DriveCard, Lot, MachineCard
from workshop.domain.orders import Recipient
from workshop.services.certificates import drives_under, objections_to
from workshop.services.lots import Arrivals, arrivals
from workshop.services.paper_rows import About, AboutKind, PaperRow, PaperRows, about
from workshop.services.ports import Look, Store
from workshop.services.wipe_plans import lot_of_drive

PAGE = 50
MOST_PAPERS = 20  # of one lot, machine or drive: more are history
MOST_EXCEPTIONS = 12
MOST_OBJECTIONS = 20
NEWEST_LOTS = 60  # among which those that are finished are looked for


class Standing(StrEnum):
    """How a drive stands, in the one word of a count."""

    WIPED = "wiped"
    RESERVED = "wiped-with-reservations"
    NOT_WIPED = "not-wiped"
    LOST = "lost"
    DECLARED = "declared"
    DESTROYED = "destroyed"
    ABSENT = "absent"
    TO_VALIDATE = "to-validate"
    OPEN = "open"


ORDINARY = frozenset({Standing.WIPED, Standing.OPEN, Standing.TO_VALIDATE})


@dataclass(frozen=True, slots=True)
class PaperPage:
    """Some papers, newest first, and how many there are in all."""

    rows: tuple[PaperRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class FinishedLot:
    """A lot of which every drive is settled and that has no certificate yet."""

    code: str
    donor: str
    machines: int
    drives: int


@dataclass(frozen=True, slots=True)
class ExceptionRow:
    """A drive that a certificate names apart."""

    drive: str
    machine: str
    model: str
    serial: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class SubjectView:
    """What is on paper about one thing, and what can be.

    `certificate` is the one in force about this very thing; `is_old`: a drive has had another fate since it was issued.
    `objections` are written as in RefusedError, the first ones only; there are `objected` of them. `can_have`: it is
    something that certificates are about.
    """

    about: About
    lot: Lot | None
    arrivals: Arrivals | None
    papers: tuple[PaperRow, ...]
    certificate: PaperRow | None
    is_old: bool
    counts: tuple[tuple[Standing, int], ...]
    exceptions: tuple[ExceptionRow, ...]
    excepted: int
    objections: tuple[str, ...]
    objected: int
    can_have: bool


class PaperViews:
    """The read side of Documents."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def papers(self, first: int = 0, limit: int = PAGE) -> PaperPage:
        """Return `limit` papers, newest first, after the first ones."""
        with self._store.looking() as look:
            found = look.find(Document, newest_first=True, limit=first + limit)[first:]
            rows = PaperRows(look)
            return PaperPage(tuple(map(rows.row, found)), look.count(Document))

    def paper(self, code: str) -> PaperRow:
        """Return one paper by its code; raises UnknownCodeError."""
        with self._store.looking() as look:
            document = look.get(Document, code)
            if document is None:
                raise UnknownCodeError(code)
            return PaperRows(look).row(document)

    def document(self, code: str) -> Document:
        """Return the record of one paper, for those who make its files; raises UnknownCodeError."""
        with self._store.looking() as look:
            document = look.get(Document, code)
        if document is None:
            raise UnknownCodeError(code)
        return document

    def numbered(self, number: str) -> PaperRow | None:
        """Return one paper by its number; None where this workshop issued none."""
        with self._store.looking() as look:
            found = look.find(Document, limit=1, number=number) if number else ()
            return PaperRows(look).row(found[0]) if found else None

    def of(self, code: str) -> SubjectView:
        """Show what is on paper about a lot, a machine, a drive or an order; raises UnknownCodeError."""
        with self._store.looking() as look:
            found = about(look, code)
            if found.kind is AboutKind.NOTHING:
                raise UnknownCodeError(code)
            return _subject(look, found)

    def finished_lots(self, limit: int = 3) -> tuple[FinishedLot, ...]:
        """Return the newest lots that are complete and settled and have no certificate yet."""
        with self._store.looking() as look:
            lots = look.find(Lot, newest_first=True, limit=NEWEST_LOTS)
            certified = DocumentKind.CERTIFICATE.value
            waiting = (lot for lot in lots if not look.count(Document, about=lot.code, kind=certified))
            found = (_finished(look, lot) for lot in waiting)
            return tuple(item for item, _place in zip(filter(None, found), range(limit), strict=False))


def standing_of(card: DriveCard) -> Standing:
    """Say how a drive stands."""
    match Disposition(card.disposition):
        case Disposition.PROVEN | Disposition.PROVEN_WITH_RESERVATIONS as proven:
            if card.validation == Validation.REJECTED.value:
                return Standing.NOT_WIPED
            if card.validation != Validation.VALIDATED.value:
                return Standing.TO_VALIDATE
            return Standing.WIPED if proven is Disposition.PROVEN else Standing.RESERVED
        case Disposition.FAILED:
            return Standing.NOT_WIPED
        case other:
            return Standing(other.value)


def _finished(look: Look, lot: Lot) -> FinishedLot | None:
    there = arrivals(look, lot)
    counted = not lot.open or bool(lot.expected)
    if not counted or (lot.open and there.missing) or not (there.received or there.loose_drives):
        return None
    if next(objections_to(look, lot.code, newest_first=True), ""):
        return None
    return FinishedLot(lot.code, lot.donor, there.received, sum(1 for _card in drives_under(look, lot.code)))


def _subject(look: Look, found: About) -> SubjectView:
    lot = look.get(Lot, found.code)
    documents = _documents(look, found)
    rows = PaperRows(look)
    papers = tuple(map(rows.row, documents[:MOST_PAPERS]))
    issued = [item for item in documents if item.about == found.code and item.kind == DocumentKind.CERTIFICATE.value]
    can_have = found.kind in (AboutKind.LOT, AboutKind.MACHINE, AboutKind.DRIVE)
    drives = tuple(drives_under(look, found.code, newest_first=True)) if can_have else ()
    objections = tuple(objections_to(look, found.code, newest_first=True)) if can_have else ()
    exceptions = [card for card in drives if standing_of(card) not in ORDINARY]
    exceptions.sort(key=lambda card: list(Standing).index(standing_of(card)))
    return SubjectView(
        about=found,
        lot=lot,
        arrivals=arrivals(look, lot) if lot else None,
        papers=papers,
        certificate=rows.row(issued[0]) if issued else None,
        is_old=bool(issued) and _is_old(look, issued[0], drives),
        counts=_counted(drives),
        exceptions=tuple(map(_exception, exceptions[:MOST_EXCEPTIONS])),
        excepted=len(exceptions),
        objections=objections[:MOST_OBJECTIONS],
        objected=len(objections),
        can_have=can_have,
    )


def _documents(look: Look, found: About) -> list[Document]:
    """Return the papers about something, about what it is in and what is in it, newest first."""
    subjects = [found.code]
    manifests: list[str] = []
    if found.kind is AboutKind.ORDER:
        subjects += [item.code for item in look.find(Recipient, order_code=found.code)]
    elif found.kind is AboutKind.DRIVE:
        card = look.get(DriveCard, found.code)
        assert card is not None
        subjects += [code for code in (card.machine, lot_of_drive(look, card)) if code]
    elif found.kind is AboutKind.MACHINE:
        machine = look.get(MachineCard, found.code)
        assert machine is not None
        subjects += [machine.lot, *(drive.code for drive in look.find(DriveCard, machine=found.code))]
        manifests = [machine.manifest] if machine.manifest else []
    documents = [item for subject in subjects for item in look.find(Document, about=subject)]
    documents += [item for number in manifests for item in look.find(Document, number=number)]
    return sorted(documents, key=lambda item: item.code, reverse=True)


def _counted(drives: tuple[DriveCard, ...]) -> tuple[tuple[Standing, int], ...]:
    numbers = Counter(map(standing_of, drives))
    return tuple((standing, numbers[standing]) for standing in Standing if numbers[standing])


def _exception(card: DriveCard) -> ExceptionRow:
    return ExceptionRow(card.code, card.machine, card.model, card.serial, standing_of(card))


def _is_old(look: Look, document: Document, drives: tuple[DriveCard, ...]) -> bool:
    """Tell whether drives stand otherwise than a certificate says; read from its raw content, which may be large."""
    content = look.fact(document.content) or {}
    stated = {str(item.get("drive")): item.get("outcome") for item in content.get("drives", ())}
    now = {card.code: standing_of(card).value for card in drives}
    return stated != now
