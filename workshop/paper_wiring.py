"""What the office reads: papers, proofs that wait, pages as pictures; `bootstrap` builds it with everything else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from workshop.domain.grading import Contract
from workshop.services.page_images import Pages
from workshop.services.paper_views import PaperViews
from workshop.services.ports import Store
from workshop.services.proof_views import ProofViews


@dataclass(frozen=True, slots=True)
class Office:
    """The read side of Documents."""

    papers: PaperViews
    proofs: ProofViews
    pages: Pages


def office_of(store: Store, contract: Callable[[], Contract]) -> Office:
    """Build it; PDFium is loaded when the first page is drawn."""
    from workshop.adapters.documents.pages import PdfPages  # noqa: PLC0415 — as all adapters: when they are built

    return Office(PaperViews(store), ProofViews(store, contract), PdfPages())
