"""`lot LOT close`, `lot LOT receipt --out FILE`: the end of a lot, and what its donor is given."""

from __future__ import annotations

import argparse
from pathlib import Path

from workshop import asset_words
from workshop.bootstrap import Workshop
from workshop.cli.console import Console, Exit, write_file
from workshop.texts import _

CLOSE, RECEIPT = "close", "receipt"


def add_lot_options(lot: argparse.ArgumentParser) -> None:
    """Add what the word « lot » needs for a receipt."""
    lot.add_argument("--out", type=Path, metavar="FICHIER", help=_("où écrire le reçu du lot (receipt)"))


def close(options: argparse.Namespace, workshop: Workshop, console: Console) -> Exit:
    """Close a lot, whatever is missing; say what is, and end with 1 where anything is."""
    there = workshop.lots.close(workshop.actor(), options.code)
    gap = asset_words.missing((), there.missing) if there.missing else _("Tout est là.")
    console.answer(there, gap)
    return Exit.REFUSED if there.missing else Exit.DONE


def receipt(options: argparse.Namespace, workshop: Workshop, console: Console) -> Exit:
    """Write the receipt of a closed lot, the last one where nothing has changed since."""
    if options.out is None:
        console.say(_("Dites où écrire le reçu : --out FICHIER."))
        return Exit.WRONG_USE
    actor = workshop.actor()
    document = workshop.office.receipts.issue(actor, options.code)
    write_file(options.out, workshop.papers.file(actor, document))
    console.answer({"number": document.number, "file": str(options.out)}, document.number)
    return Exit.DONE
