"""`hold`, `release`: what must stay where it is; a manager lets it go on, a donor's data on the donor's word only."""

from __future__ import annotations

import argparse
from contextlib import closing
from typing import Any

from workshop import hold_words
from workshop.cli.badges import vouch
from workshop.cli.console import Console, Exit
from workshop.cli.people import opened
from workshop.domain.content import to_content
from workshop.domain.holds import Consent, HoldReason
from workshop.domain.typography import grouped
from workshop.holding_wiring import holding_of
from workshop.services.holding import NOT_HELD, PLACEABLE, Held, HeldView
from workshop.settings import Settings
from workshop.texts import _
from workshop.words import reason as why_words


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add this word's commands."""
    hold = commands.add_parser(
        "hold", parents=[shared], help=_("garder un lot, un ordinateur ou un disque ; ou dire pourquoi il est gardé")
    )
    hold.add_argument("code", metavar="CODE")
    hold.add_argument("--reason", choices=[reason.value for reason in PLACEABLE], help=_("pourquoi"))
    hold.set_defaults(command=_hold)
    release = commands.add_parser(
        "release", parents=[shared], help=_("libérer un lot, un ordinateur ou un disque : un responsable")
    )
    release.add_argument("code", metavar="CODE")
    reasons = [reason.value for reason in HoldReason]
    release.add_argument("--reason", choices=reasons, help=_("ce qui est fini ; inutile s'il n'y a qu'une raison"))
    consents = [consent.value for consent in Consent]
    release.add_argument("--consent", choices=consents, help=_("pour des données gardées : qui donne l'accord"))
    release.add_argument("--reference", default="", metavar="REF", help=_("la référence du courrier du donateur"))
    release.set_defaults(command=_release)


def _hold(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    with closing(opened(settings)) as workshop:
        holding = holding_of(workshop)
        if options.reason:
            view = holding.place(workshop.actor(), options.code, HoldReason(options.reason))
        else:
            view = holding.of(options.code)
    _say(view, console)
    return Exit.DONE


def _release(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    with closing(opened(settings)) as workshop:
        holding, actor = holding_of(workshop), workshop.actor()
        held = [one.reason for one in holding.of(options.code).held]
        if not options.reason and len(held) != 1:
            named = ", ".join(f"{one.value} ({hold_words.reason(one)})" for one in held)
            which = _("Dites laquelle : --reason {reasons}.").format(reasons=named)
            console.say(which if held else why_words(NOT_HELD))
            return Exit.WRONG_USE if held else Exit.REFUSED
        reason = HoldReason(options.reason) if options.reason else held[0]
        consent = Consent(options.consent) if options.consent else None
        vouch(workshop, actor)
        view = holding.release(actor, options.code, reason, consent, options.reference)
    _say(view, console)
    return Exit.DONE


def _say(view: HeldView, console: Console) -> None:
    content = {
        "code": view.about.code,
        "name": view.about.name,
        "lot": view.lot.code,
        "held": to_content(view.held),
        "of_lot": {reason.value: number for reason, number in view.together.items()},
    }
    lines = [_line(one) for one in view.held] or [_("Il n'est pas gardé.")]
    console.answer(content, f"{grouped(view.about.code)} · {view.about.name}".strip(" ·"), *lines)


def _line(held: Held) -> str:
    since = f"{held.since.astimezone():%Y-%m-%d %H:%M}" if held.since else ""
    whole = _("tout le lot") if held.with_lot else ""
    return " · ".join(part for part in (hold_words.reason(held.reason), since, held.person, whole) if part)
