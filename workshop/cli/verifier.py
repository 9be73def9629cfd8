"""`verifier`: the page that a donor opens to check a certificate without us."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from workshop.cli.console import Console, Exit, write_file
from workshop.domain.errors import MediumError
from workshop.resources import resource
from workshop.settings import Settings
from workshop.texts import _

PAGE = ("verifier", "verification.html")


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add this word's commands."""
    verifier = commands.add_parser(
        "verifier", parents=[shared], help=_("donner la page qui vérifie un certificat, sans réseau")
    )
    verifier.add_argument("--out", type=Path, required=True, metavar="FICHIER.html")
    verifier.set_defaults(command=_verifier)


def _verifier(options: argparse.Namespace, _settings: Settings, console: Console) -> Exit:
    """Write the page as it is for everybody: whose seal to trust must come to its reader in another way."""
    try:
        page = resource(*PAGE).read_bytes()
    except OSError as problem:
        raise MediumError(str(resource(*PAGE)), problem.strerror or str(problem)) from problem
    write_file(options.out, page)
    console.answer(
        {"file": str(options.out)},
        str(options.out),
        _("Donnez l'empreinte de votre sceau autrement que par cette page : par téléphone, par exemple."),
    )
    return Exit.DONE
