"""What Documents does with papers, off the GUI thread: issuing them, serving their files, keeping copies."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ui.papers import DOCUMENTS, keep_paper
from workshop.domain.certificates import Variant
from workshop.domain.errors import WorkshopError
from workshop.services.documents import form_of
from workshop.services.paper_rows import PaperRow
from workshop.services.paper_views import FinishedLot, PaperPage
from workshop.texts import _, several
from workshop.words import shown

if TYPE_CHECKING:
    from workshop.bootstrap import Workshop
    from workshop.domain.people import Actor


@dataclass(frozen=True)
class Start:
    """What the first page shows; `first`: the place of the first paper."""

    page: PaperPage
    lots: tuple[FinishedLot, ...]
    waiting: int


@dataclass(frozen=True)
class Paper:
    """A file that is shown: an issued document's, or (without a row) that of a provisional certificate.

    `name` is that of a copy; `variant` says whom a certificate is for.
    """

    row: PaperRow | None
    pdf: bytes
    name: str
    subject: str
    variant: Variant = Variant.DONOR


@dataclass(frozen=True)
class Validated:
    """How many proofs were validated, and the first refusal."""

    number: int
    refused: int
    why: WorkshopError | None


def read_start(workshop: Workshop, papers: int) -> Start:
    """Read the first page, with as many papers as were shown before."""
    page = workshop.office.papers.papers(0, papers)
    return Start(page, workshop.office.papers.finished_lots(), workshop.office.proofs.waiting())


def issue(workshop: Workshop, actor: Actor, subject: str) -> Paper:
    """Issue a certificate, which replaces the one before, and make its file."""
    document, _certificate = workshop.certificates.issue(actor, subject)
    return paper(workshop, actor, document.code)


def paper(workshop: Workshop, actor: Actor, code: str, variant: Variant = Variant.DONOR) -> Paper:
    """Return the file of an issued document; it is made the first time, then always the same."""
    row = workshop.office.papers.paper(code)
    pdf = workshop.papers.file(actor, workshop.office.papers.document(code), form_of(variant))
    names = {Variant.DONOR: "", Variant.BUYER: _("acheteur"), Variant.PUBLIC: _("public")}
    name = "-".join(part for part in (row.number, names[variant]) if part)
    return Paper(row, pdf, name, row.about.code, variant)


def numbered(workshop: Workshop, actor: Actor, number: str) -> Paper:
    """Return an issued document by its number."""
    return paper(workshop, actor, workshop.papers.named(number).code)


def provisional(workshop: Workshop, actor: Actor, subject: str) -> Paper:
    """Make a certificate without a number: it proves nothing, and is not kept."""
    content = workshop.certificates.provisional(actor, subject)
    name = _("provisoire-{code}").format(code=subject)
    return Paper(None, workshop.papers.provisional(content), name, subject)


def keep_copy(workshop: Workshop, shown_paper: Paper) -> Path:
    """Write a file for people into the folder of documents."""
    return keep_paper(workshop.settings.folder() / DOCUMENTS, f"{shown_paper.name}.pdf", shown_paper.pdf)


def validate(workshop: Workshop, actor: Actor, drives: tuple[str, ...]) -> Validated:
    """Validate proofs, each by itself; one refusal hides no other."""
    refused: list[WorkshopError] = []
    for drive in drives:
        try:
            workshop.validating.validate(actor, drive)
        except WorkshopError as error:
            refused.append(error)
    return Validated(len(drives) - len(refused), len(refused), refused[0] if refused else None)


def reject(workshop: Workshop, actor: Actor, drive: str, why: str) -> str:
    """Refuse a proof, with what the person said; return the words for the status bar."""
    workshop.wiping.reject(actor, drive, why)
    return shown(_("Effacement rejeté"))


def validation_words(number: int) -> str:
    """Say what a manager is asked to vouch for."""
    return shown(several("Valider {number} effacement", "Valider {number} effacements", number).format(number=number))


def validated_words(number: int) -> str:
    """Say how many proofs were validated."""
    words = several("{number} effacement validé", "{number} effacements validés", number)
    return shown(words.format(number=number))
