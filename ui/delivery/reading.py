"""What Livraison reads from the core, and what it writes for people; called on workers, never by the window."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ui.papers import DOCUMENTS, keep_paper
from workshop.domain.documents import Document
from workshop.domain.orders import Order, Recipient
from workshop.services.documents import CSV, PDF
from workshop.services.views import DeliveryView

if TYPE_CHECKING:
    from workshop.bootstrap import Workshop
    from workshop.domain.people import Actor


@dataclass(frozen=True)
class OrderShown:
    """An order that was chosen: whom it is for, and (once that is known) how far the one in hand is."""

    recipients: tuple[Recipient, ...]
    view: DeliveryView | None = None
    waits: bool = False  # something lies in its boxes and has not left


@dataclass(frozen=True)
class Issued:
    """A manifest, and the files that were made of it."""

    number: str
    pdf: Path
    csv: Path


def open_orders(workshop: Workshop) -> tuple[Order, ...]:
    """Return the open orders, newest first: as many as there are keys."""
    return workshop.orders.open_ones()[:9]


def read_order(workshop: Workshop, order: str, recipient: int = 0) -> OrderShown:
    """Read an order; the only recipient of an order is chosen at once."""
    recipients = workshop.orders.recipients(order)
    number = recipient or (recipients[0].number if len(recipients) == 1 else 0)
    if not number:
        return OrderShown(recipients)
    waits = any(item.number == number for item in workshop.deliveries.waiting(order))
    return OrderShown(recipients, workshop.views.delivery(order, number), waits)


def new_box(workshop: Workshop, actor: Actor, order: str, recipient: int) -> OrderShown:
    """Close the box in hand and open the next."""
    workshop.deliveries.new_box(actor, order, recipient)
    return read_order(workshop, order, recipient)


def issue(workshop: Workshop, actor: Actor, order: str, recipient: int) -> Document:
    """Issue the manifest: number and content, for ever."""
    document, _manifest = workshop.deliveries.manifest(actor, order, recipient)
    return document


def write(workshop: Workshop, actor: Actor, document: Document) -> Issued:
    """Make the files of an issued manifest; what fails here can be tried again, the manifest stands."""
    folder = workshop.settings.folder() / DOCUMENTS
    pdf = keep_paper(folder, f"{document.number}.pdf", workshop.papers.file(actor, document, PDF))
    csv = keep_paper(folder, f"{document.number}.csv", workshop.papers.file(actor, document, CSV))
    return Issued(document.number, pdf, csv)
