"""`label`, `certificate`, `manifest`, `verify`: what leaves the workshop on paper."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path
from typing import Any

from workshop.cli.certificates import add_certificate
from workshop.cli.console import Console, Exit, write_file
from workshop.cli.labels import add_label
from workshop.cli.people import opened
from workshop.domain.errors import MediumError
from workshop.domain.seals import written_fingerprint
from workshop.seal_wiring import NamedFile, fingerprint_in, verify_pdf
from workshop.services.documents import CSV
from workshop.settings import Settings
from workshop.texts import _

LARGEST_PDF = 64 * 1024 * 1024


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add this word's commands."""
    add_label(commands, shared)
    add_certificate(commands, shared)
    manifest = commands.add_parser("manifest", parents=[shared], help=_("émettre les bons de livraison"))
    manifest.add_argument("order", metavar="COMMANDE")
    manifest.add_argument("--out", type=Path, required=True, metavar="DOSSIER")
    manifest.set_defaults(command=_manifest)
    verify = commands.add_parser("verify", parents=[shared], help=_("vérifier un certificat, sans réseau"))
    verify.add_argument("file", type=Path, metavar="FICHIER.pdf")
    verify.add_argument(
        "--trust",
        action="append",
        default=[],
        metavar="SCEAU",
        help=_("sceau de confiance : son empreinte, ou le fichier que l'atelier a donné"),
    )
    verify.add_argument(
        "--revoked", type=Path, metavar="FICHIER", help=_("la liste de l'atelier, ou des empreintes, une par ligne")
    )
    verify.add_argument(
        "--replacing", type=Path, metavar="AUTRE.pdf", help=_("le certificat qui remplacerait celui-ci")
    )
    verify.set_defaults(command=_verify)


def _manifest(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    files: list[str] = []
    with closing(opened(settings)) as workshop:
        actor = workshop.actor()
        for recipient in workshop.deliveries.waiting(options.order):
            document, _content = workshop.deliveries.manifest(actor, options.order, recipient.number)
            for form in ("pdf", CSV):
                path = options.out / f"{document.number}.{form}"
                write_file(path, workshop.papers.file(actor, document, form))
                files.append(str(path))
    console.answer({"files": files}, *(files or [_("Aucun ordinateur n'attend dans un carton.")]))
    return Exit.DONE if files else Exit.REFUSED


def _verify(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    listed, replacing = _named(options.revoked), _named(options.replacing)
    verdict = verify_pdf(_read(options.file), settings, _trusted(options.trust), listed=listed, replacing=replacing)
    console.answer(verdict.content, *verdict.lines)
    return Exit.DONE if verdict.authentic else Exit.REFUSED


def _trusted(given: list[str]) -> list[str]:
    """Return fingerprints: each was given as one, or as the file of a seal."""
    found = (item if written_fingerprint(item) else fingerprint_in(_of(Path(item))) for item in given)
    return list(found)


def _of(path: Path) -> NamedFile:
    return NamedFile(str(path), _read(path))


def _named(path: Path | None) -> NamedFile | None:
    return _of(path) if path else None


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_PDF:
            raise MediumError(str(path), _("fichier trop gros"))
        return path.read_bytes()
    except OSError as problem:
        raise MediumError(str(path), problem.strerror or str(problem)) from problem
