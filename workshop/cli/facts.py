"""`facts`: everything that was read of a machine, who told it, and what the tools answered, word for word."""

from __future__ import annotations

import argparse
from contextlib import closing
from itertools import groupby
from typing import Any

from workshop.cli.console import Console, Exit
from workshop.cli.people import opened
from workshop.fact_words import fact_name, fact_value, part_name, unread_detail
from workshop.services.fact_views import FactRow, FactSheet
from workshop.settings import Settings
from workshop.texts import _


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add this word's commands."""
    facts = commands.add_parser("facts", parents=[shared], help=_("tout ce qui a été lu d'un ordinateur, et par quoi"))
    facts.add_argument("code", metavar="CODE")
    facts.add_argument("--raw", metavar="NOM", help=_("la réponse d'un outil, telle quelle"))
    facts.set_defaults(command=_facts)


def _facts(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    with closing(opened(settings)) as workshop:
        if options.raw is not None:
            raw = workshop.facts.raw_text(options.code, options.raw)
            if raw is None:
                console.say(_("Aucune réponse ne s'appelle {name}.").format(name=options.raw))
                return Exit.REFUSED
            if console.as_json:
                console.answer(raw)
            else:
                print(raw.text)
            if raw.cut:
                console.say(_("Seul le début est montré."))
            return Exit.DONE
        sheet = workshop.facts.sheet(options.code)
    if sheet.diagnosis is None:
        console.say(_("Cet ordinateur n'a pas encore été lu."))
        return Exit.REFUSED
    console.answer({"code": sheet.card.code, "facts": sheet.facts, "raw": sheet.raw}, *_lines(sheet))
    return Exit.DONE


def _lines(sheet: FactSheet) -> list[str]:
    lines: list[str] = []
    for title, rows in groupby((row for row in sheet.facts if row.part != "unread"), part_name):
        lines += [title, *map(_line, rows)]
    unread = sheet.diagnosis.unread if sheet.diagnosis else ()
    if unread:
        lines += [_("Pas lu"), *(f"  {unread_detail(item)}" for item in unread)]
    lines.append(_("Réponses des outils (--raw NOM)"))
    if sheet.raw_is_lost:
        lines.append("  " + _("Les réponses ne sont plus là."))
    return lines + [f"  {raw.name} ({raw.size_bytes})" for raw in sheet.raw]


def _line(row: FactRow) -> str:
    tool = f"  [{row.tool}]" if row.tool else ""
    return "  " + _("{name} : {value}").format(name=fact_name(row), value=fact_value(row)) + tool
