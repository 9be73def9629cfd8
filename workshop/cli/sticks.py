"""`stick`: prepare a USB stick for the probe, list those that were, forget one that was lost."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path
from typing import Any

from workshop.cli.console import Console, Exit
from workshop.cli.people import opened
from workshop.domain.errors import UnknownCodeError
from workshop.domain.reports import Stick
from workshop.report_wiring import prepare_stick
from workshop.settings import Settings
from workshop.texts import _


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add this word's commands."""
    stick = commands.add_parser("stick", help=_("les clés USB sur lesquelles la sonde écrit ses rapports"))
    acts = stick.add_subparsers(required=True, metavar=_("ACTION"))
    prepare = acts.add_parser("prepare", parents=[shared], help=_("donner à une clé USB de quoi signer ses rapports"))
    prepare.add_argument("folder", type=Path, metavar="DOSSIER", help=_("là où la clé USB est montée"))
    prepare.add_argument("--replace", action="store_true", help=_("même si elle a déjà été préparée"))
    prepare.set_defaults(command=_prepare)
    listed = acts.add_parser("list", parents=[shared], help=_("lister les clés USB préparées"))
    listed.set_defaults(command=_list)
    forget = acts.add_parser("forget", parents=[shared], help=_("ne plus croire une clé USB perdue ou prêtée"))
    forget.add_argument("id", metavar="NUMÉRO")
    forget.set_defaults(command=_forget)


def _prepare(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    """Answer with the stick: its id, its label, when; never its secret."""
    with closing(opened(settings)) as workshop:
        stick = prepare_stick(workshop.sticks, workshop.actor(), options.folder, replace=options.replace)
    if stick is None:
        console.say(_("Cette clé USB a déjà été préparée, ici ou ailleurs. Pour la préparer de nouveau : --replace."))
        return Exit.REFUSED
    console.answer(
        stick,
        _("Clé USB prête : {id}.").format(id=stick.id),
        _("Branchez-la sur l'ordinateur à lire, lancez « workshop probe », puis rapportez-la ici."),
    )
    return Exit.DONE


def _list(_options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    with closing(opened(settings)) as workshop:
        sticks = workshop.sticks.all()
    console.answer(list(sticks), *map(_line, sticks))
    return Exit.DONE


def _forget(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    with closing(opened(settings)) as workshop:
        try:
            stick = workshop.sticks.forget(workshop.actor(), options.id)
        except UnknownCodeError:
            console.say(_("Aucune clé USB préparée ici n'a ce numéro."))
            return Exit.REFUSED
    console.answer(stick, _("Oubliée. Ce qu'elle signe n'est plus authentifié."))
    return Exit.DONE


def _line(stick: Stick) -> str:
    when = _("préparée le {day}").format(day=stick.prepared_at[:10])
    forgotten = _("oubliée le {day}").format(day=stick.forgotten_at[:10]) if stick.forgotten_at else ""
    return " · ".join(part for part in (stick.id, stick.label, when, forgotten) if part)
