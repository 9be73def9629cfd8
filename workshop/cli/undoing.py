"""`undo`: take back the last gesture, or one by its number; `undo --list`: what can be."""

from __future__ import annotations

import argparse
from contextlib import closing
from typing import Any

from workshop.bootstrap import Workshop
from workshop.cli.badges import vouch
from workshop.cli.console import Console, Exit
from workshop.cli.people import opened
from workshop.domain.content import to_content
from workshop.domain.entries import event_content, kind_of
from workshop.domain.scanning import Answer, Said, Signal
from workshop.domain.typography import grouped
from workshop.event_words import told
from workshop.services.gesture_rows import GestureRow
from workshop.services.undoing import reason_of
from workshop.settings import Settings
from workshop.texts import _
from workshop.undo_words import against, word
from workshop.words import answer


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add this word's commands."""
    undo = commands.add_parser("undo", parents=[shared], help=_("annuler le dernier geste, ou celui d'un numéro"))
    undo.add_argument("seq", nargs="?", type=int, default=0, metavar="NUMÉRO", help=_("celui du journal"))
    undo.add_argument("--list", action="store_true", help=_("les derniers gestes, et ce qui peut être annulé"))
    undo.set_defaults(command=_undo)


def _undo(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    with closing(opened(settings)) as workshop:
        if options.list:
            return _listed(workshop, console)
        actor, vouched = workshop.actor(), False
        if options.seq and workshop.undoing.asks_for_a_pin(actor, options.seq):  # another person's gesture
            vouch(workshop, actor)
            vouched = True
        said = workshop.undoing.undo_answer(actor, options.seq, vouched=vouched)
    sentence = answer(said)
    if said.said is Said.UNDONE:
        console.answer(_content(said), f"{word(said)} {sentence}")
        return Exit.DONE
    console.answer(_content(said))
    console.say(f"{word(said)} {sentence}")
    return Exit.REFUSED


def _content(said: Answer) -> dict[str, Any]:
    return {
        "undone": said.signal is Signal.ACCEPTED,
        "code": said.code,
        "kind": said.facts.get("kind", ""),
        "name": said.facts.get("name", ""),
        "label_void": bool(said.facts.get("void")),
        "reasons": list(said.reasons),
    }


def _listed(workshop: Workshop, console: Console) -> Exit:
    rows = workshop.undoing.recent(workshop.actor())
    console.answer([_row(row) for row in rows], *(map(_line, rows) if rows else [_("Il n'y a rien à annuler.")]))
    return Exit.DONE


def _row(row: GestureRow) -> dict[str, Any]:
    return {
        "seq": row.seq,
        "at": to_content(row.at),
        "person": row.person,
        "bench": row.bench,
        "kind": kind_of(type(row.what)),
        "event": event_content(row.what),
        "code": row.about.code,
        "name": row.about.name,
        "undone": row.undone,
        "against": reason_of(row.against) if row.against else "",
    }


def _line(row: GestureRow) -> str:
    about = " · ".join(part for part in (row.about.name, grouped(row.about.code)) if part)
    why = against(row.against)[0] if row.against else ""
    parts = (str(row.seq), f"{row.at.astimezone():%Y-%m-%d %H:%M}", told(row.what, row.detail), about, why)
    return " · ".join(part for part in parts if part)
