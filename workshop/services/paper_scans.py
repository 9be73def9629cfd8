"""What a scan means at Documents: it shows the papers of what it names, and changes nothing."""

from __future__ import annotations

from workshop.domain.codes import Code, Kind
from workshop.domain.documents import Document
from workshop.domain.lots import DriveCard, Lot, MachineCard, machine_name
from workshop.domain.orders import Box, Order
from workshop.domain.scanning import Answer, Said, Signal
from workshop.services.ports import Look

DOCUMENTS = "documents"
LONGEST_NUMBER = 40


def papers_of(look: Look, code: Code, subject: str) -> Answer | None:
    """Show what one of our codes is on; None where the code is none of a paper's business (badge, command, place)."""
    match code.kind:
        case Kind.LOT:
            lot = look.get(Lot, subject)
            return _chosen(lot.code, lot.donor) if lot else None
        case Kind.DRIVE:
            drive = look.get(DriveCard, subject)
            return _chosen(drive.code, drive.model) if drive else None
        case Kind.ORDER:
            return _of_order(look, subject)
        case Kind.BOX:
            box = look.get(Box, subject)
            return _of_order(look, box.order_code) if box else None
        case Kind.DOCUMENT:
            document = look.get(Document, subject)
            return _chosen(document.code, document.number) if document else None
        case Kind.MACHINE:
            card = look.get(MachineCard, subject)
            return papers_of_machine(card) if card else None
        case _:
            return None


def papers_of_machine(card: MachineCard) -> Answer:
    """Show a machine that was found by its label or by its maker's serial."""
    return _chosen(card.code, machine_name(card.maker, card.model))


def paper_numbered(look: Look, text: str) -> Answer | None:
    """Find a document by its number: typed, or as the QR code of a certificate holds it (number, then the digest)."""
    words = text.strip().upper().split()
    if not words or len(words[0]) > LONGEST_NUMBER or "-" not in words[0]:
        return None
    found = look.find(Document, limit=1, number=words[0])
    return _chosen(found[0].code, found[0].number) if found else None


def _of_order(look: Look, code: str) -> Answer | None:
    order = look.get(Order, code)
    return _chosen(order.code, order.buyer) if order else None


def _chosen(code: str, name: str) -> Answer:
    return Answer(Signal.ACCEPTED, Said.PAPERS_CHOSEN, code, {"name": name})
