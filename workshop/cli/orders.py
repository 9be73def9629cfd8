"""`order`, `reserve`, `pack`: what a buyer asks for, and the machines that are meant for it."""

from __future__ import annotations

import argparse
from contextlib import closing
from typing import Any

from workshop.cli.console import Console, Exit
from workshop.cli.people import opened
from workshop.domain.typography import grouped
from workshop.services.deliveries import Meant
from workshop.services.orders import Demand
from workshop.settings import Settings
from workshop.texts import _
from workshop.words import reason


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add this word's commands."""
    order = commands.add_parser("order", parents=[shared], help=_("ouvrir une commande"))
    order.add_argument("--buyer", required=True, metavar="NOM")
    order.add_argument("--reference", required=True, metavar="REF")
    order.add_argument("--recipient", action="append", required=True, nargs=3, metavar=("NOM", "ADRESSE", "N"))
    order.add_argument("--system", action="store_true", help=_("avec un système installé sur chaque ordinateur"))
    order.set_defaults(command=_order)
    reserve = commands.add_parser("reserve", parents=[shared], help=_("garder des ordinateurs pour une commande"))
    reserve.add_argument("code", nargs="+")
    _add_recipient(reserve)
    reserve.set_defaults(command=_reserve)
    pack = commands.add_parser("pack", parents=[shared], help=_("mettre un ordinateur dans un carton"))
    pack.add_argument("code")
    _add_recipient(pack)
    pack.set_defaults(command=_pack)


def _add_recipient(command: argparse.ArgumentParser) -> None:
    command.add_argument("--order", required=True)
    command.add_argument("--recipient", type=int, default=1, metavar="N")


def _order(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    if not all(count.isdigit() for _name, _address, count in options.recipient):
        console.say(_("Le nombre d'ordinateurs de chaque destinataire est un nombre entier."))
        return Exit.WRONG_USE
    demands = tuple(Demand(name, address, int(count)) for name, address, count in options.recipient)
    with closing(opened(settings)) as workshop:
        contract = workshop.grading.contract_name()
        actor, wanted = workshop.actor(), options.system
        order = workshop.orders.open(actor, options.buyer, options.reference, contract, demands, system_wanted=wanted)
        console.answer(order, order.code)
    return Exit.DONE


def _reserve(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    """Mean machines for a recipient; 1 where one of them is not ready yet."""
    with closing(opened(settings)) as workshop:
        actor, verb = workshop.actor(), workshop.deliveries.reserve
        meant = [verb(actor, options.order, options.recipient, code) for code in options.code]
        console.answer(meant, *map(_told, meant))
    return Exit.REFUSED if any(one.left for one in meant) else Exit.DONE


def _told(meant: Meant) -> str:
    left = " ".join(map(reason, meant.left))
    what = left or _("réservé")
    return f"{grouped(meant.card.code)} : {what}"


def _pack(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    with closing(opened(settings)) as workshop:
        packed = workshop.deliveries.pack(workshop.actor(), options.order, options.recipient, options.code)
        line = _("Carton {box} : {count} sur {total}").format(
            box=packed.box.number, count=packed.count, total=packed.total
        )
        console.answer(packed, line)
    return Exit.DONE
