"""`lot LOT expect FILE`, `lot LOT compare`, `tag`: the donor's list of a lot, and the donor's tags."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path
from typing import Any

from workshop import asset_words
from workshop.asset_wiring import list_content
from workshop.bootstrap import Workshop
from workshop.cli.console import Console, Exit
from workshop.cli.people import opened
from workshop.domain.asset_lists import AssetList, Field, NoList
from workshop.domain.reports import Missed
from workshop.settings import Settings
from workshop.texts import _

EXPECT, COMPARE = "expect", "compare"
REMOVED = "removed"


def add_lot_options(lot: argparse.ArgumentParser) -> None:
    """Add what the word « lot » needs for a list."""
    lot.add_argument("file", nargs="?", type=Path, metavar="FICHIER", help=_("la liste du donateur, CSV ou XLSX"))
    lot.add_argument(
        "--column",
        action="append",
        nargs=2,
        default=[],
        metavar=("QUOI", "NOM"),
        help=_("dire quelle colonne est quoi : serial, inventory, maker, model ou category, et son nom"),
    )
    lot.add_argument("--dry-run", action="store_true", help=_("lire la liste sans rien écrire"))


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add this word's commands."""
    tag = commands.add_parser("tag", parents=[shared], help=_("l'étiquette d'inventaire du donateur"))
    tag.add_argument("code", metavar="CODE")
    tag.add_argument("act", nargs="?", choices=(REMOVED,), help=_("elle est retirée"))
    tag.set_defaults(command=_tag)


def expect(options: argparse.Namespace, workshop: Workshop, console: Console) -> Exit:
    """Take a donor's list into a lot, and say everything that was not understood, line by line."""
    if options.file is None:
        console.say(_("Dites quel fichier : la liste du donateur, CSV ou XLSX."))
        return Exit.WRONG_USE
    columns = {Field(what): name for what, name in options.column if what in Field.__members__.values()}
    if len(columns) < len(options.column):
        console.say(_("Une colonne est : {fields}.").format(fields=", ".join(Field)))
        return Exit.WRONG_USE
    content = list_content(options.file)
    found = content if isinstance(content, Missed) else workshop.asset_lists.read(content, columns)
    if not isinstance(found, AssetList):
        told = asset_words.no_list(found) if isinstance(found, NoList) else asset_words.missed(found)
        console.answer({"refused": found.why if isinstance(found, NoList) else found})
        console.say(told)
        return Exit.REFUSED
    return _understood(options, workshop, console, found)


def _understood(options: argparse.Namespace, workshop: Workshop, console: Console, assets: AssetList) -> Exit:
    unused = _("pas utilisée")
    columns = [
        f"{column.name} → {asset_words.column(column.what) if column.what else unused}"
        for column in assets.columns
        if column.name
    ]
    if options.dry_run:
        told = [*columns, asset_words.read(assets), *map(asset_words.remark, assets.remarks)]
        console.answer(assets, *told)
        return Exit.DONE
    taken = workshop.asset_lists.take(workshop.actor(), options.code, options.file.name, assets)
    content = {"columns": assets.columns, "taken": taken}
    console.answer(content, *columns, *map(asset_words.remark, taken.remarks), asset_words.taken(taken))
    return Exit.DONE


def compare(options: argparse.Namespace, workshop: Workshop, console: Console) -> Exit:
    """Say what is missing from a lot and what nobody had announced; 1 where there is any."""
    found, there = workshop.asset_lists.reconciled(options.code), workshop.lots.arrivals(options.code)
    lines = [asset_words.missing((card,), 1) for card in found.missing]
    lines += [asset_words.unlisted((card,)) for card in found.unlisted]
    unnamed = there.missing - len(found.missing)
    lines += [asset_words.missing((), unnamed)] if unnamed else []
    console.answer(found, *(lines or [_("Tout est là.")]))
    return Exit.REFUSED if lines else Exit.DONE


def _tag(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    with closing(opened(settings)) as workshop:
        if options.act == REMOVED:
            workshop.tags.removed(workshop.actor(), options.code)
        view = workshop.views.bench(options.code)
        content = {"inventory": view.card.inventory, "on": view.machine.tag_on, "state": view.machine.state}
        on = _("encore dessus") if view.machine.tag_on else _("rien à retirer")
        console.answer(content, " · ".join(part for part in (view.card.inventory, on) if part))
    return Exit.DONE
