"""`wipe`: start the wipe of drives that are plugged in, follow it, stop it; list what is here and what runs."""

from __future__ import annotations

import argparse
import os
from contextlib import closing
from typing import Any

from workshop.bootstrap import Workshop
from workshop.cli.console import Console, Exit
from workshop.cli.people import opened
from workshop.cli.wipe_lines import following, here_content, here_lines, outcome_of, row_content, row_line, wipe_content
from workshop.domain.drives import Refusal
from workshop.domain.errors import RefusedError, WipeRefusedError, WorkshopError
from workshop.domain.interlocks import Interlock
from workshop.domain.typography import grouped
from workshop.domain.wiping import PresentDrive, WipeCard
from workshop.services.wipe_plans import BEST, PlannedDrive, WipePlan, WipeRow
from workshop.settings import Settings
from workshop.texts import _
from workshop.words import trouble

WIPED = "wiped"
NOT_WIPED = "not-wiped"


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add this word's command."""
    wipe = commands.add_parser("wipe", parents=[shared], help=_("effacer des disques, et relire ce qui reste"))
    wipe.add_argument("devices", nargs="*", metavar="DISQUE", help=_("le nom du disque sur ce poste, comme /dev/sdb"))
    wipe.add_argument("--method", default=BEST, metavar="M", help=_("la méthode ; best : la meilleure possible"))
    wipe.add_argument("--confirm", default="", metavar="CODE", help=_("l'étiquette de l'ordinateur ou du disque seul"))
    wipe.add_argument("--sampled", action="store_true", help=_("relire par sondage, pas en entier"))
    wipe.add_argument("--list", action="store_true", help=_("montrer les disques branchés ici"))
    wipe.add_argument("--running", action="store_true", help=_("montrer les effacements du jour"))
    wipe.add_argument("--stop", default="", metavar="ID", help=_("arrêter un effacement"))
    wipe.set_defaults(command=_wipe)


def _wipe(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    wanted = [bool(options.devices), options.list, options.running, bool(options.stop)]
    if sum(wanted) != 1:
        console.say(_("Dites quel disque, ou --list, --running ou --stop ID."))
        return Exit.WRONG_USE
    if options.devices and not options.confirm:
        console.say(_("Dites l'étiquette de l'ordinateur ou du disque seul : --confirm CODE."))
        return Exit.WRONG_USE
    with closing(opened(settings)) as workshop:
        if options.list:
            return _list(workshop, console)
        if options.running:
            return _running(workshop, console)
        if options.stop:
            return _stop(workshop, options.stop, console)
        return _start(workshop, options, console)


def _list(workshop: Workshop, console: Console) -> Exit:
    seen = workshop.wiping.survey()
    lines = [line for item in seen for line in here_lines(item)]
    console.answer(
        {"drives": [here_content(item) for item in seen]}, *(lines or [_("Aucun disque n'est branché ici.")])
    )
    return Exit.DONE


def _running(workshop: Workshop, console: Console) -> Exit:
    workshop.wiping.settle(workshop.actor())
    rows = workshop.wiping.running()
    lines = [row_line(row) for row in rows] or [_("Aucun effacement aujourd'hui.")]
    console.answer({"wipes": [row_content(row) for row in rows]}, *lines)
    return Exit.DONE


def _stop(workshop: Workshop, wipe: str, console: Console) -> Exit:
    workshop.wiping.stop(workshop.actor(), wipe)
    row = workshop.wiping.row(wipe)
    console.answer(row_content(row), _("Arrêt demandé. Le disque compte comme non effacé."))
    return Exit.DONE


def _start(workshop: Workshop, options: argparse.Namespace, console: Console) -> Exit:
    plan = workshop.wiping.plan(options.confirm)
    started: dict[str, WipeCard | WorkshopError] = {}
    for device in dict.fromkeys(options.devices):
        try:
            item = _named(plan, workshop.wiping.here(), device)
            card = workshop.wiping.start(
                workshop.actor(),
                plan.code,
                item.card.code,
                options.method,
                confirmed=options.confirm,
                sampled=options.sampled,
            )
            console.say(_("{device} : effacement commencé ({wipe}).").format(device=device, wipe=card.code))
            started[device] = card
        except WorkshopError as refused:
            console.say(f"{device} : {trouble(refused)}")
            started[device] = refused
    rows = following(workshop, [card for card in started.values() if isinstance(card, WipeCard)], console)
    return _told(started, rows, console)


def _named(plan: WipePlan, here: tuple[PresentDrive, ...], device: str) -> PlannedDrive:
    """Find the record of a device among those that the code covers; the name only serves to point at it."""
    real = os.path.realpath(device)
    for item in plan.drives:
        if item.present and item.present.medium.path == real:
            return item
    there = next((present for present in here if present.medium.path == real), None)
    if there is None:
        raise WipeRefusedError(Interlock.NOT_THERE, real)
    if there.protected:
        raise WipeRefusedError(Interlock.PROTECTED, real)
    raise RefusedError(plan.code, (Refusal.OTHER_DRIVE.value,))


def _told(started: dict[str, WipeCard | WorkshopError], rows: dict[str, WipeRow], console: Console) -> Exit:
    found, lines = [], []
    for device, card in started.items():
        row = rows.get(card.code) if isinstance(card, WipeCard) else None
        content = wipe_content(device, row, None if isinstance(card, WipeCard) else card)
        found.append(content)
        code = grouped(row.drive.code) if row else ""
        lines.append(f"{device} {code} {outcome_of(row)}".replace("  ", " "))
        lines += [f"  {why}" for why in content["sentences"]]
    everything = all(content["outcome"] == WIPED for content in found)
    console.answer({"outcome": WIPED if everything else _worst(found), "wipes": found}, *lines)
    return Exit.DONE if everything else Exit.REFUSED


def _worst(found: list[dict[str, Any]]) -> str:
    outcomes = {str(content["outcome"]) for content in found}
    return NOT_WIPED if NOT_WIPED in outcomes else max(outcomes)
