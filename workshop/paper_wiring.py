"""What the office reads: papers, proofs that wait, pages as pictures; `bootstrap` builds it with everything else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from workshop.domain.grading import Contract
from workshop.services.page_images import Pages
from workshop.services.paper_views import PaperViews
from workshop.services.ports import Store
from workshop.services.proof_views import ProofViews
from workshop.services.receipts import Receipts


@dataclass(frozen=True, slots=True)
class Office:
    """The read side of Documents, and the receipts that donors are given."""

    papers: PaperViews
    proofs: ProofViews
    pages: Pages
    receipts: Receipts


def bench_card(workshop: str, languages: Sequence[str]) -> bytes:
    """Return the bench card, in one or two languages."""
    from workshop.adapters.documents.bench_card import bench_card as made  # noqa: PLC0415 — as all adapters

    return made(workshop, languages)


def office_of(store: Store, contract: Callable[[], Contract]) -> Office:
    """Build it; PDFium is loaded when the first page is drawn."""
    from workshop.adapters.documents.pages import PdfPages  # noqa: PLC0415 — as all adapters: when they are built

    return Office(PaperViews(store), ProofViews(store, contract), PdfPages(), Receipts(store))
