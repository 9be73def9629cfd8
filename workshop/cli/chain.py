"""`lot`, `receive`, `grade`, `order`, `pack`: the steps of the chain, one command each."""

from __future__ import annotations

import argparse
import json
from contextlib import closing
from pathlib import Path
from typing import Any

from workshop.bootstrap import read_contract_file
from workshop.cli import asset_lists
from workshop.cli.badges import vouch
from workshop.cli.console import Console, Exit
from workshop.cli.drives import receive_loose
from workshop.cli.people import opened
from workshop.domain.diagnosis import Category
from workshop.domain.errors import MediumError
from workshop.domain.grading import Grade, Value, grade
from workshop.domain.imei import Imei, read_imei
from workshop.services.orders import Demand
from workshop.settings import Settings
from workshop.texts import _

LARGEST_FACTS = 64 * 1024
AUTHORISING = ("authorise-wipes", "forbid-wipes")


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add this word's commands."""
    lot = commands.add_parser("lot", parents=[shared], help=_("ouvrir un lot, ou montrer un lot"))
    lot.add_argument("code", nargs="?", metavar="LOT")
    acts = (*AUTHORISING, asset_lists.EXPECT, asset_lists.COMPARE)
    help_text = _("effacements du lot sans deuxième scan, ou non ; prendre la liste du donateur ; la comparer")
    lot.add_argument("act", nargs="?", choices=acts, help=help_text)
    asset_lists.add_lot_options(lot)
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
    _add_grading(commands, shared)
    _add_orders(commands, shared)


def _add_grading(commands: Any, shared: argparse.ArgumentParser) -> None:
    command = commands.add_parser("grade", parents=[shared], help=_("noter un ordinateur"))
    command.add_argument("code", nargs="?", metavar="CODE")
    command.add_argument("--facts", type=Path, metavar="FICHIER", help=_("noter un ordinateur décrit en JSON"))
    command.add_argument(
        "--contract", type=Path, metavar="FICHIER", help=_("avec un autre contrat (seulement --facts)")
    )
    command.set_defaults(command=_grade)


def _add_orders(commands: Any, shared: argparse.ArgumentParser) -> None:
    order = commands.add_parser("order", parents=[shared], help=_("ouvrir une commande"))
    order.add_argument("--buyer", required=True, metavar="NOM")
    order.add_argument("--reference", required=True, metavar="REF")
    order.add_argument("--recipient", action="append", required=True, nargs=3, metavar=("NOM", "ADRESSE", "N"))
    order.set_defaults(command=_order)
    pack = commands.add_parser("pack", parents=[shared], help=_("mettre un ordinateur dans un carton"))
    pack.add_argument("code")
    pack.add_argument("--order", required=True)
    pack.add_argument("--recipient", type=int, default=1, metavar="N")
    pack.set_defaults(command=_pack)


def _lot(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    if not options.code and not options.donor:
        console.say(_("Dites quel lot, ou --donor pour en ouvrir un."))
        return Exit.WRONG_USE
    with closing(opened(settings)) as workshop:
        if options.donor:
            lot = workshop.lots.open(workshop.actor(), options.donor, options.expected)
            console.answer(lot, lot.code)
            return Exit.DONE
        if options.act in (asset_lists.EXPECT, asset_lists.COMPARE):
            act_on_list = asset_lists.expect if options.act == asset_lists.EXPECT else asset_lists.compare
            return act_on_list(options, workshop, console)
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


def _grade(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    if options.facts:
        result = grade(_facts(options.facts), read_contract_file(options.contract))
    elif options.code:
        with closing(opened(settings)) as workshop:
            result = workshop.grading.grade(workshop.actor(), options.code)
    else:
        console.say(_("Dites quel ordinateur, ou --facts FICHIER."))
        return Exit.WRONG_USE
    console.answer(result, *_findings(result))
    return Exit.DONE if result.eligible else Exit.REFUSED


def _facts(path: Path) -> dict[str, Value]:
    try:
        text = path.read_bytes()[: LARGEST_FACTS + 1]
        content = json.loads(text)
    except (OSError, ValueError) as problem:
        raise MediumError(str(path), str(problem)) from problem
    if not isinstance(content, dict) or not all(isinstance(item, int | str | None) for item in content.values()):
        raise MediumError(str(path), "facts")
    return content


def _findings(result: Grade) -> list[str]:
    verdict = _("livrable") if result.eligible else _("non livrable")
    lines = [f"{result.letter} · {verdict} · {result.contract}"]
    return [
        *lines,
        *(
            f"  {item.criterion} : {'?' if item.measured is None else item.measured} {item.unit} "
            f"→ {item.letter or '✗'} ({item.required}, {item.clause})"
            for item in result.findings
        ),
    ]


def _order(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    if not all(count.isdigit() for _name, _address, count in options.recipient):
        console.say(_("Le nombre d'ordinateurs de chaque destinataire est un nombre entier."))
        return Exit.WRONG_USE
    demands = tuple(Demand(name, address, int(count)) for name, address, count in options.recipient)
    with closing(opened(settings)) as workshop:
        contract = workshop.grading.contract_name()
        order = workshop.orders.open(workshop.actor(), options.buyer, options.reference, contract, demands)
        console.answer(order, order.code)
    return Exit.DONE


def _pack(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    with closing(opened(settings)) as workshop:
        packed = workshop.deliveries.pack(workshop.actor(), options.order, options.recipient, options.code)
        line = _("Carton {box} : {count} sur {total}").format(
            box=packed.box.number, count=packed.count, total=packed.total
        )
        console.answer(packed, line)
    return Exit.DONE
