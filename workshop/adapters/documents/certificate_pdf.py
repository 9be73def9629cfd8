"""A certificate on paper: page 1 in plain words, an annex a drive, everything from the logs and nothing else."""

from __future__ import annotations

from itertools import chain

from workshop.adapters.documents.certificate_annex import annex
from workshop.adapters.documents.certificate_masked import as_printed
from workshop.adapters.documents.certificate_summary import numbered, summary
from workshop.adapters.documents.paper import Frame, render
from workshop.adapters.documents.sealing import Sealing, digest_line
from workshop.adapters.documents.voice import voice
from workshop.domain.certificates import WIPED, Certificate


def certificate_title(certificate: Certificate, language: str) -> str:
    """Name the paper by what it shows; one unwiped drive is enough for it not to be a certificate of erasure."""
    _ = voice(language)
    if not certificate.number:
        return _("Certificat provisoire")
    wiped = bool(certificate.drives) and all(drive.outcome in WIPED for drive in certificate.drives)
    return _("Certificat d’effacement") if wiped else _("Certificat de traitement des disques")


def certificate_name(certificate: Certificate, language: str) -> str:
    """Name the file's title: the paper, its number, and its variant unless it is the donor's."""
    return f"{certificate_title(certificate, language)} {numbered(certificate, language)}".strip()


def certificate_pdf(certificate: Certificate, sealing: Sealing, language: str) -> bytes:
    """Return the unsealed PDF."""
    _ = voice(language)
    title = certificate_title(certificate, language)
    number = numbered(certificate, language) or _("Provisoire, sans numéro")
    check = _(
        "{number}. Pour vérifier ce fichier : « workshop verify » (logiciel Établi).",
        number=certificate.number or number,
    )
    frame = Frame(
        workshop=certificate.workshop,
        number=number,
        foot=check,
        title=certificate_name(certificate, language),
        example=certificate.example,
        language=language,
        program_language=locale(language),
    )
    line = digest_line(certificate.number, sealing.digest)
    printed = as_printed(certificate, language)
    first = summary(printed, title, line, sealing, language)
    return render(chain(first, annex(printed, language)), frame)


def locale(language: str) -> str:
    """Return the language tag of a PDF."""
    return {"fr": "fr-FR", "en": "en-GB"}.get(language, language)
