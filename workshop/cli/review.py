"""`review`: what waits in « À vérifier », refused scans and tests to be done again; say that scans were seen."""

from __future__ import annotations

import argparse
from contextlib import closing
from typing import Any

from workshop.cli.console import Console, Exit
from workshop.cli.people import opened
from workshop.domain.content import to_content, written_time
from workshop.domain.errors import RefusedError
from workshop.inspection_words import function
from workshop.services.review import Refusal, Unsure
from workshop.settings import Settings
from workshop.texts import _
from workshop.words import answer, trouble


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add this word's commands."""
    review = commands.add_parser("review", parents=[shared], help=_("les scans refusés qui attendent"))
    review.add_argument("--limit", type=int, default=50, help=_("au plus tant de scans ; 0 : tous"))
    review.add_argument("--seen", type=int, nargs="+", metavar=_("NUMÉRO"), help=_("ces scans ont été vus"))
    review.add_argument("--tests", action="store_true", help=_("les tests dont on ne sait pas s'ils sont bons"))
    review.set_defaults(command=_review)


def _review(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    """Answer with the refused scans that wait, the newest first; `since`: the machine that came with that serial."""
    refused = False
    with closing(opened(settings)) as workshop:
        for number in options.seen or ():
            try:
                workshop.review.settle(workshop.actor(), number)
            except RefusedError as problem:
                refused = True
                console.say(str(trouble(problem)))
        waits = workshop.review.waiting(max(options.limit, 0))
    if options.tests:
        told = [_unsure_line(one) for one in waits.unsure] or [_("Aucun test n'est à refaire.")]
        console.answer([_unsure_content(one) for one in waits.unsure], *told)
        return Exit.REFUSED if refused else Exit.DONE
    lines = [_line(one) for one in waits.refusals] or [_("Aucun scan refusé n'attend.")]
    console.answer([_content(one) for one in waits.refusals], *lines)
    return Exit.REFUSED if refused else Exit.DONE


def _content(refusal: Refusal) -> dict[str, Any]:
    kept = refusal.kept
    return {
        "number": kept.number,
        "text": kept.scan.text,
        "at": written_time(kept.scan.at),
        "reader": kept.scan.reader,
        "typed": kept.scan.typed,
        "person": kept.person,
        "bench": kept.bench,
        "answer": to_content(kept.answer),
        "since": refusal.since.code if refusal.since else "",
    }


def _unsure_content(one: Unsure) -> dict[str, Any]:
    return {
        "machine": one.card.code,
        "functions": one.functions,
        "person": one.person,
        "at": written_time(one.at),
    }


def _unsure_line(one: Unsure) -> str:
    names = ", ".join(function(item) for item in one.functions)
    parts = (one.card.code, written_time(one.at), names, one.person)
    return " · ".join(part for part in parts if part)


def _line(refusal: Refusal) -> str:
    kept = refusal.kept
    said = answer(kept.answer).what if kept.answer else ""
    parts = (str(kept.number), written_time(kept.scan.at), repr(kept.scan.text), kept.scan.reader, refusal.person, said)
    return " · ".join(part for part in parts if part)
