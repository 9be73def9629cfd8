"""`reports`: the reports of machines that wait for a person; attach one, or put it away."""

from __future__ import annotations

import argparse
from contextlib import closing
from typing import Any

from workshop.bootstrap import Workshop
from workshop.cli.console import Console, Exit
from workshop.cli.people import opened
from workshop.domain.content import to_content
from workshop.domain.errors import RefusedError
from workshop.domain.lots import machine_name
from workshop.domain.reports import ReportCard
from workshop.domain.typography import grouped
from workshop.report_words import source, vouched, waiting
from workshop.services.reports import ALTERED, READ_BEFORE
from workshop.settings import Settings
from workshop.texts import _
from workshop.words import trouble

SHORT = 12
_CONFIRMABLE = frozenset({ALTERED, READ_BEFORE, "other-machine"})


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add this word's commands."""
    reports = commands.add_parser("reports", parents=[shared], help=_("les rapports d'ordinateurs qui attendent"))
    reports.set_defaults(command=_list)
    acts = reports.add_subparsers(metavar=_("ACTION"))
    again = argparse.ArgumentParser(add_help=False)  # without defaults: they would undo what stood before the act
    again.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    again.add_argument("--database", default=argparse.SUPPRESS, metavar="URL", help=argparse.SUPPRESS)
    attach = acts.add_parser("attach", parents=[again], help=_("donner un rapport à son ordinateur"))
    attach.add_argument("digest", metavar="RAPPORT")
    attach.add_argument("code", metavar="CODE")
    attach.add_argument("--yes", action="store_true", help=_("malgré ce qui parle contre"))
    attach.set_defaults(command=_attach)
    dismiss = acts.add_parser("dismiss", parents=[again], help=_("mettre de côté un rapport qui n'est de personne"))
    dismiss.add_argument("digest", metavar="RAPPORT")
    dismiss.set_defaults(command=_dismiss)


def told(card: ReportCard) -> dict[str, Any]:
    """Return a report as content: what it is known by, who it is about, what became of it and why."""
    hidden = {"code", "reason", "fact", "system_key", "chassis_key", "board_key"}
    content = {name: value for name, value in to_content(card).items() if name not in hidden}
    return {"digest": card.digest, "why": card.reason, **content}


def line(card: ReportCard) -> str:
    """Return one report as a line."""
    name = machine_name(card.maker, card.model) or _("ordinateur inconnu")
    why = waiting(card.why) if card.why else ""
    parts = (card.digest[:SHORT], name, card.serial, source(card.format), vouched(card.authenticity), why)
    return " · ".join(part for part in parts if part)


def _list(_options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    """Answer with every report that waits, the newest first, each with the codes of the machines it may be about."""
    with closing(opened(settings)) as workshop:
        cards = workshop.reports.waiting(limit=0)
        candidates = {card.code: workshop.reports.candidates(card.code) for card in cards}
    content = [{**told(card), "candidates": [one.code for one in candidates[card.code]]} for card in cards]
    console.answer(content, *(map(line, cards) if cards else [_("Aucun rapport n'attend.")]))
    return Exit.DONE


def _attach(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    with closing(opened(settings)) as workshop:
        digest = _whole(workshop, options.digest)
        try:
            card = workshop.reports.attach(workshop.actor(), digest, options.code, confirmed=options.yes)
        except RefusedError as refused:
            if not set(refused.reasons) <= _CONFIRMABLE:
                raise
            console.say(str(trouble(refused)))
            console.say(_("Si vous êtes sûr : --yes."))
            return Exit.REFUSED
    console.answer(card, _("Rapport donné à l'ordinateur {code}.").format(code=grouped(card.code)))
    return Exit.DONE


def _dismiss(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    with closing(opened(settings)) as workshop:
        digest = _whole(workshop, options.digest)
        workshop.reports.dismiss(workshop.actor(), digest)
    console.answer({"digest": digest}, _("Rapport mis de côté. Il reste gardé."))
    return Exit.DONE


def _whole(workshop: Workshop, typed: str) -> str:
    """Return the digest of the one waiting report that begins as typed; otherwise what was typed."""
    found = [card.code for card in workshop.reports.waiting(limit=0) if card.code.startswith(typed.lower())]
    return found[0] if len(found) == 1 and typed else typed
