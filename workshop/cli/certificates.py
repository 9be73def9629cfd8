"""`certificate`: what became of the drives of a lot, a machine or one drive; and the same paper for other readers."""

from __future__ import annotations

import argparse
import json
from contextlib import closing
from pathlib import Path
from typing import Any

from workshop.bootstrap import Workshop
from workshop.cli.console import Console, Exit, write_file
from workshop.cli.people import opened
from workshop.domain.certificates import Variant
from workshop.domain.content import to_content
from workshop.domain.documents import Document, DocumentKind
from workshop.domain.errors import UnknownCodeError
from workshop.services.documents import form_of
from workshop.settings import Settings
from workshop.texts import _


def add_certificate(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the command."""
    command = commands.add_parser("certificate", parents=[shared], help=_("émettre un certificat"))
    command.add_argument("subject", metavar="LOT|CODE|NUMÉRO", help=_("avec un numéro : le certificat déjà émis"))
    what = command.add_mutually_exclusive_group()
    what.add_argument("--provisional", action="store_true", help=_("sans numéro, même si un disque reste à traiter"))
    what.add_argument(
        "--variant", choices=tuple(Variant), type=Variant, help=_("du dernier certificat émis, ou d'un nouveau")
    )
    what.add_argument(
        "--reveal", metavar="CHAMP|EMPREINTE", help=_("écrire de quoi prouver des valeurs masquées (JSON)")
    )
    command.add_argument("--out", type=Path, required=True, metavar="FICHIER")
    command.set_defaults(command=_certificate)


def _certificate(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    with closing(opened(settings)) as workshop:
        if options.reveal:
            return _reveal(workshop, options, console)
        if options.provisional:
            content = workshop.certificates.provisional(workshop.actor(), options.subject)
            write_file(options.out, workshop.papers.provisional(content))
            number = ""
        else:
            number = _write(workshop, options)
    console.answer({"number": number, "file": str(options.out)}, number or _("Certificat provisoire, sans numéro."))
    return Exit.DONE


def _write(workshop: Workshop, options: argparse.Namespace) -> str:
    actor, subject = workshop.actor(), options.subject
    document = _named(workshop, subject) or (_last(workshop, subject) if options.variant else None)
    if document is None:
        document, _content = workshop.certificates.issue(actor, subject)
    write_file(options.out, workshop.papers.file(actor, document, form_of(options.variant or Variant.DONOR)))
    return document.number


def _reveal(workshop: Workshop, options: argparse.Namespace, console: Console) -> Exit:
    document = _named(workshop, options.subject) or _last(workshop, options.subject)
    if document is None:
        raise UnknownCodeError(options.subject)
    found = workshop.certificates.openings(document, options.reveal)
    if not found:
        console.say(_("Rien de tel n'est masqué dans ce certificat."))
        return Exit.REFUSED
    content = {
        "number": document.number,
        "proof": "sha256 of the canonical text (RFC 8785) of [field, salt, value]",
        "openings": to_content(found),
    }
    write_file(options.out, json.dumps(content, ensure_ascii=False, indent=2).encode("utf-8"))
    console.answer({"number": document.number, "file": str(options.out), "openings": len(found)}, str(options.out))
    return Exit.DONE


def _named(workshop: Workshop, number: str) -> Document | None:
    """Return an issued certificate by its number, or by its own code."""
    try:
        document = workshop.papers.named(number)
    except UnknownCodeError:
        return None
    return document if document.kind == DocumentKind.CERTIFICATE.value else None


def _last(workshop: Workshop, subject: str) -> Document | None:
    issued = [item for item in workshop.papers.about(subject) if item.kind == DocumentKind.CERTIFICATE.value]
    return issued[-1] if issued else None
