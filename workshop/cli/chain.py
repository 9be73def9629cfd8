"""`lot`, `receive`: the first steps of the chain, one command each."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path
from typing import Any

from workshop.cli import asset_lists, receipts
from workshop.cli.badges import vouch
from workshop.cli.console import Console, Exit
from workshop.cli.drives import receive_loose
from workshop.cli.people import opened
from workshop.domain.diagnosis import Category
from workshop.domain.imei import Imei, read_imei
from workshop.settings import Settings
from workshop.texts import _

AUTHORISING = ("authorise-wipes", "forbid-wipes")
ACTS = {
    asset_lists.EXPECT: asset_lists.expect,
    asset_lists.COMPARE: asset_lists.compare,
    receipts.CLOSE: receipts.close,
    receipts.RECEIPT: receipts.receipt,
}


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add this word's commands."""
    lot = commands.add_parser("lot", parents=[shared], help=_("ouvrir un lot, ou montrer un lot"))
    lot.add_argument("code", nargs="?", metavar="LOT")
    acts = (*AUTHORISING, *ACTS)
    help_text = _(
        "effacements du lot sans deuxième scan, ou non ; prendre la liste du donateur ; la comparer ; fermer ; le reçu"
    )
    lot.add_argument("act", nargs="?", choices=acts, help=help_text)
    asset_lists.add_lot_options(lot)
    receipts.add_lot_options(lot)
    lot.add_argument("--donor", metavar="NOM")
    lot.add_argument("--expected", type=int, default=0, metavar="N")
    lot.set_defaults(command=_lot)
    receive = commands.add_parser("receive", parents=[shared], help=_("faire entrer un ordinateur, ou un disque seul"))
    receive.add_argument("--lot", required=True)
    what = receive.add_mutually_exclusive_group()
    what.add_argument("--serial", default="")
    what.add_argument(
        "--imei", default="", metavar="IMEI", help=_("le numéro d'un téléphone : 14, 15, 16 ou 17 chiffres")
    )
    what.add_argument("--drive", default="", metavar="DISQUE", help=_("un disque seul, branché sur ce poste"))
    receive.add_argument(
        "--inventory", default="", metavar="N°", help=_("le numéro d'inventaire collé sur l'ordinateur")
    )
    kinds = [kind.value for kind in Category]
    receive.add_argument("--kind", choices=kinds, default=Category.UNKNOWN.value, help=_("ce que c'est"))
    receive.add_argument("--maker", default="", metavar="MARQUE")
    receive.add_argument("--model", default="", metavar="MODÈLE")
    receive.add_argument("--storage", type=int, default=0, metavar="GO", help=_("la mémoire d'un téléphone, en Go"))
    receive.add_argument("--label", type=Path, metavar="FICHIER", help=_("écrire son étiquette (pdf, png ou zpl)"))
    receive.set_defaults(command=_receive)


def _lot(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    if not options.code and not options.donor:
        console.say(_("Dites quel lot, ou --donor pour en ouvrir un."))
        return Exit.WRONG_USE
    with closing(opened(settings)) as workshop:
        if options.donor:
            lot = workshop.lots.open(workshop.actor(), options.donor, options.expected)
            console.answer(lot, lot.code)
            return Exit.DONE
        if options.act in ACTS:
            return ACTS[options.act](options, workshop, console)
        if options.act:
            act = workshop.lots.authorise_wipes if options.act == AUTHORISING[0] else workshop.lots.forbid_wipes
            if options.act == AUTHORISING[0]:
                vouch(workshop, workshop.actor())
            act(workshop.actor(), options.code)
        lot, cards = workshop.views.lot(options.code)
        drives, authorised = workshop.drives.of_lot(lot.code), workshop.lots.wipes_authorised(lot.code)
        content = {"lot": lot, "machines": cards, "drives": drives, "wipes_authorised": authorised}
        lines = [f"{card.code} {card.state} {card.serial}" for card in cards]
        console.answer(content, *lines, *(f"{drive.code} {drive.disposition} {drive.serial}" for drive in drives))
    return Exit.DONE


def _receive(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    if options.drive:
        return receive_loose(options, settings, console)
    if options.label:
        console.say(_("L'étiquette d'un ordinateur : commande « label »."))
        return Exit.WRONG_USE
    imei = read_imei(options.imei) if options.imei else None
    if options.imei and not isinstance(imei, Imei):
        console.say(_("Ce numéro IMEI est mal lu. Scannez-le encore."))
        return Exit.REFUSED
    with closing(opened(settings)) as workshop:
        workshop.views.lot(options.lot)
        actor = workshop.actor()
        card = workshop.machines.receive(
            actor,
            options.lot,
            imei.text if isinstance(imei, Imei) else options.serial,
            category=options.kind,
            maker=options.maker,
            model=options.model,
            inventory=options.inventory,
            storage_bytes=max(0, options.storage) * 10**9,
        )
        card = workshop.diagnosing.attach_waiting(actor, card.code)
        console.answer(card, card.code)
    return Exit.DONE
