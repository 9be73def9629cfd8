"""`begin`: the first run without a window; `journal`: everything that happened; `check`: this bench."""

from __future__ import annotations

import argparse
from datetime import datetime
from typing import Any

from workshop.bootstrap import Workshop, build, check_bench
from workshop.cli.console import Console, Exit
from workshop.domain.content import to_content
from workshop.domain.entries import kind_of
from workshop.domain.errors import NotSetUpError
from workshop.settings import Settings
from workshop.texts import _


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add this word's commands."""
    begin = commands.add_parser("begin", parents=[shared], help=_("donner un nom et un numéro à l'atelier"))
    begin.add_argument("--name", required=True, metavar="NOM")
    begin.add_argument("--site", required=True, type=int, choices=range(1, 100), metavar="1-99")
    begin.set_defaults(command=_begin)
    journal = commands.add_parser("journal", parents=[shared], help=_("lire le journal et les scans"))
    journal.add_argument("--since", type=_moment, metavar="DATE", help=_("depuis ce moment (ISO 8601)"))
    journal.set_defaults(command=_journal)
    check = commands.add_parser("check", parents=[shared], help=_("vérifier ce poste : outils, place, horloge"))
    check.set_defaults(command=_check)


def opened(settings: Settings) -> Workshop:
    """Open a workshop that has had its first run; raises NotSetUpError."""
    workshop = build(settings)
    if workshop.people.workshop() is None:
        workshop.close()
        raise NotSetUpError
    return workshop


def _begin(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    workshop = build(settings)
    try:
        known = workshop.people.workshop()
        if known:
            console.answer(known, _("L'atelier s'appelle déjà {name}.").format(name=known.name))
            return Exit.REFUSED
        identity = workshop.people.begin(options.name, options.site, settings.bench)
        console.answer(identity, _("Bienvenue, {name}.").format(name=identity.name))
        return Exit.DONE
    finally:
        workshop.close()


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone()


def _journal(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    workshop = opened(settings)
    try:
        events = [entry for entry in workshop.journal.events() if not options.since or entry.at >= options.since]
        scans = [kept for kept in workshop.journal.scans() if not options.since or kept.scan.at >= options.since]
        content = {
            "events": [{"kind": kind_of(type(entry.event)), **to_content(entry)} for entry in events],
            "chain_broken_at": workshop.journal.broken_at(),
            "scans": [to_content(kept) for kept in reversed(scans)],
        }
        lines = [f"{entry.at:%Y-%m-%d %H:%M:%S} {entry.subject} {kind_of(type(entry.event))}" for entry in events]
        console.answer(content, *lines)
        broken = content["chain_broken_at"]
        if broken is None:
            return Exit.DONE
        console.say(_("Le journal a été modifié à partir de l'événement {number}.").format(number=broken))
        return Exit.REFUSED
    finally:
        workshop.close()


def _check(_options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    found = check_bench(settings)
    lines = [
        _("{what} : {found}").format(what=item.what, found=item.found)
        if item.found
        else _("{what} : absent").format(what=item.what)
        for item in found
    ]
    console.answer([to_content(item) for item in found], *lines)
    for item in found:
        if item.note:
            console.say(item.note)
    return Exit.DONE if all(item.found for item in found if item.needed) else Exit.REFUSED
