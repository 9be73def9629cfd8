"""`documents`: the papers that were issued, of everything or of one thing; and what waits for a person or a paper."""

from __future__ import annotations

import argparse
from contextlib import closing
from typing import Any

from workshop.bootstrap import Workshop
from workshop.cli.console import Console, Exit
from workshop.cli.people import opened
from workshop.domain.content import to_content
from workshop.domain.documents import DocumentKind
from workshop.domain.drives import Disposition
from workshop.domain.typography import grouped
from workshop.services.paper_rows import PaperRow
from workshop.services.paper_views import FinishedLot
from workshop.services.proof_views import ProofRow
from workshop.settings import Settings
from workshop.texts import _
from workshop.words import disposition

LISTED = 50


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add this word's commands."""
    documents = commands.add_parser("documents", parents=[shared], help=_("les documents émis, et ce qui attend"))
    about = documents.add_mutually_exclusive_group()
    about.add_argument("--lot", default="", metavar="LOT", help=_("ceux de ce lot"))
    about.add_argument("--of", default="", metavar="CODE", help=_("ceux d'un ordinateur, d'un disque, d'une commande"))
    about.add_argument(
        "--waiting", action="store_true", help=_("les preuves à valider, et les lots terminés sans certificat")
    )
    documents.add_argument("--limit", type=int, default=LISTED, help=_("au plus tant de documents"))
    documents.set_defaults(command=_documents)


def _documents(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    with closing(opened(settings)) as workshop:
        if options.waiting:
            return _waiting(workshop, console)
        code = options.lot or options.of
        papers = workshop.office.papers
        rows = papers.of(code).papers if code else papers.papers(0, max(1, options.limit)).rows
    lines = [_line(row) for row in rows] or [_("Aucun document n'est émis.")]
    console.answer([to_content(row) for row in rows], *lines)
    return Exit.DONE


def _waiting(workshop: Workshop, console: Console) -> Exit:
    """Answer with what a person has to look at; done means that nothing waits."""
    inbox, lots = workshop.office.proofs.inbox(), workshop.office.papers.finished_lots()
    content = {"proofs": [_proof(row) for row in inbox.rows], "waiting": inbox.waiting, "failed": inbox.failed}
    lines = [*map(_proof_line, inbox.rows), *map(_lot_line, lots)] or [_("Rien n'attend.")]
    console.answer({**content, "lots_without_certificate": to_content(lots)}, *lines)
    return Exit.DONE


def _line(row: PaperRow) -> str:
    kinds = {
        DocumentKind.CERTIFICATE: _("Certificat"),
        DocumentKind.MANIFEST: _("Bon de livraison"),
        DocumentKind.RECEIPT: _("Reçu du lot"),
    }
    issued = f"{row.issued_at.astimezone():%Y-%m-%d %H:%M}"
    replaced = _("remplacé par {number}").format(number=row.replaced_by) if row.replaced_by else ""
    about = (grouped(row.about.code), row.about.name)
    return " · ".join(part for part in (row.number, kinds[row.kind], *about, issued, row.person, replaced) if part)


def _proof(row: ProofRow) -> dict[str, Any]:
    card = row.card
    return {
        "drive": card.code,
        "machine": card.machine,
        "lot": row.lot,
        "disposition": card.disposition,
        "validation": card.validation,
        "failed": row.failed,
    }


def _proof_line(row: ProofRow) -> str:
    word = _("à revoir") if row.failed else _("à valider")
    state = disposition(Disposition(row.card.disposition))
    parts = (grouped(row.card.code), row.card.model, state, word, row.machine_name, row.donor)
    return " · ".join(part for part in parts if part)


def _lot_line(lot: FinishedLot) -> str:
    return " · ".join((grouped(lot.code), lot.donor, _("terminé, sans certificat")))
