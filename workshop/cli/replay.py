"""`replay`: what another contract would change in today's stock; and how a scoring by points is told."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from contextlib import closing
from typing import Any

from workshop.cli.console import Console, Exit
from workshop.cli.people import opened
from workshop.domain.content import to_content
from workshop.domain.contracts import Destination, Value
from workshop.domain.scoring import Points, Score, Scoring, score
from workshop.grading_wiring import contract_named
from workshop.grading_words import destination
from workshop.services.replay import Replay, Replayed, Replaying, Said
from workshop.settings import Settings
from workshop.texts import _, several

SCHEMA = "etabli-replay/1"
SCORE_SCHEMA = "etabli-score/1"


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add this word's command."""
    replay = commands.add_parser("replay", parents=[shared], help=_("noter tout le stock sous un autre contrat"))
    replay.add_argument("contract", metavar="CONTRAT", help=_("un fichier, un nom, ou « nom version »"))
    replay.add_argument("--gone-too", action="store_true", help=_("aussi ce qui est parti"))
    replay.set_defaults(command=_replay)


def _replay(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    contract = contract_named(settings, options.contract)
    with closing(opened(settings)) as workshop:
        found = Replaying(workshop.store).under(contract, gone_too=options.gone_too)
    console.answer({"schema": SCHEMA, **to_content(found)}, *replay_lines(found))
    return Exit.DONE


def replay_lines(found: Replay) -> list[str]:
    """Say what changes, machine by machine, then the counts."""
    lines = [
        f"{row.code} {row.name} : {_said(row.before)} → {_said(row.after)}{_because(row)}" for row in found.changed
    ]
    lines.append(
        several("{count} ordinateur noté.", "{count} ordinateurs notés.", found.graded).format(count=found.graded)
    )
    changed = len(found.changed)
    lines.append(several("{count} change.", "{count} changent.", changed).format(count=changed))
    if found.ungraded:
        lines.append(
            several("{count} n'a pas de note.", "{count} n'ont pas de note.", found.ungraded).format(
                count=found.ungraded
            )
        )
    lines += [_("Avant : {counts}").format(counts=_counts(found.before))]
    lines += [_("Après : {counts}").format(counts=_counts(found.after))]
    return lines


def _said(said: Said) -> str:
    letter = said.letter if said.eligible else _("ne part pas")
    to = destination(next((item for item in Destination if item.value == said.destination), None))
    return f"{letter} ({to})"


def _because(row: Replayed) -> str:
    return f" [{', '.join(row.criteria)}]" if row.criteria else ""


def _counts(counts: tuple[tuple[str, int], ...]) -> str:
    stays = _("ne part pas")
    return " · ".join(f"{letter or stays} {count}" for letter, count in counts)


def say_score(facts: Mapping[str, Value], scoring: Scoring, console: Console) -> Exit:
    """Say the points of a machine; what is not known leaves no category."""
    found = score(facts, scoring)
    console.answer(
        {"schema": SCORE_SCHEMA, "notice": scoring.notice, **to_content(found)}, *_score_lines(found, scoring)
    )
    return Exit.DONE if found.category else Exit.REFUSED


def _score_lines(found: Score, scoring: Scoring) -> list[str]:
    lines = [f"{scoring.title} ({scoring.name})", scoring.notice]
    lines += [f"  {_points(part, known=part.fact not in found.unknown)}" for part in found.parts]
    if found.category is None:
        return [
            *lines,
            _("Catégorie inconnue, car on ne connaît pas : {facts}.").format(facts=", ".join(found.unknown)),
        ]
    lines.append(
        _("{total} points, dont {drives} pour les disques : {category}.").format(
            total=found.total, drives=found.drive_points, category=found.category
        )
    )
    if found.capped:
        lines.append(_("Un processeur lent plafonne : sans cela, {category}.").format(category=found.capped))
    return lines


def _points(part: Points, *, known: bool) -> str:
    """Say one axis; a drive that is not there is none, not an unknown one."""
    none = _("aucun") if known else _("inconnu")
    measured = f"{part.measured:g}" if part.measured else none
    return f"{part.fact} {measured} : {'—' if part.points is None else part.points}"
