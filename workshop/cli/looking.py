"""`look`, `second-look`, `agreement`: the screen État as commands."""

from __future__ import annotations

import argparse
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

from workshop.cli.badges import vouch
from workshop.cli.console import Console, Exit
from workshop.cli.people import opened
from workshop.cosmetic_words import keyboard, mark
from workshop.domain.cosmetics import mark_code, marks, zones
from workshop.domain.inspection import Defect, Function, Inspection, KeyboardLayout, Severity, Tested, Works
from workshop.domain.people import Actor
from workshop.grading_words import destination, verdict
from workshop.looking_wiring import looking_of, seconds_of
from workshop.looking_words import agreed, criterion, declared, kappa
from workshop.services.looking import Declared, Looking, LooksView
from workshop.settings import Settings
from workshop.texts import _

MARK_PARTS = 3
WHOLE = 100
LAYOUTS = [layout.value for layout in KeyboardLayout if layout is not KeyboardLayout.UNKNOWN]


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add this word's commands."""
    look = commands.add_parser("look", parents=[shared], help=_("regarder un ordinateur : marques, clavier, chargeur"))
    look.add_argument("code", metavar="CODE")
    _marks(look)
    look.add_argument("--gone", nargs="+", default=[], metavar="ZONE:TYPE:GRAVITÉ", help=_("cette marque n'y est plus"))
    look.add_argument("--charger", choices=("yes", "no"), default="", help=_("son chargeur est là"))
    look.add_argument("--locked", choices=("yes", "no"), default="", help=_("un mot de passe ou un compte le bloque"))
    look.add_argument("--done", action="store_true", help=_("rien d'autre à dire : il est noté s'il est testé"))
    look.set_defaults(command=_look)
    second = commands.add_parser("second-look", parents=[shared], help=_("un deuxième regard, par une autre personne"))
    second.add_argument("code", nargs="?", default="", metavar="CODE", help=_("sans code : ceux qui attendent"))
    second.add_argument("--answers", nargs="+", default=[], metavar="FONCTION:RÉPONSE")
    _marks(second)
    second.set_defaults(command=_second)
    agreement = commands.add_parser(
        "agreement", parents=[shared], help=_("l'accord entre deux personnes, par question")
    )
    agreement.add_argument("--since", default="", metavar="DATE", help=_("depuis ce jour, comme 2026-11-24"))
    agreement.add_argument("--percent", type=int, default=None, metavar="N", help=_("en regarder N sur 100 deux fois"))
    agreement.set_defaults(command=_agreement)


def _marks(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--marks", nargs="+", default=[], metavar="ZONE:TYPE:GRAVITÉ", help=_("les marques qu'il a"))
    parser.add_argument("--keyboard", choices=LAYOUTS, default="", help=_("ce qui est écrit sur les touches"))


def _look(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    seen, gone = [_mark(text) for text in options.marks], [_mark(text) for text in options.gone]
    if None in seen or None in gone:
        console.say(_("Une marque : zone:type:gravité (light, visible ou heavy)."))
        return Exit.WRONG_USE
    with closing(opened(settings)) as workshop:
        looking, actor, code = looking_of(workshop), workshop.actor(), options.code
        _write(looking, actor, code, [item for item in seen if item], [item for item in gone if item])
        said = _declared(options)
        if said != Declared():
            looking.say(actor, code, said)
        view = looking.view(code)
        if options.done:
            view = looking.finish(actor, code, view.marks, view.declares)
        console.answer(_content(view), *_lines(view))
        return Exit.DONE if view.inspection.looks_checked else Exit.REFUSED


def _write(looking: Looking, actor: Actor, code: str, seen: list[Defect], gone: list[Defect]) -> None:
    for item in seen:
        looking.mark(actor, code, item)
    for item in gone:
        looking.unmark(actor, code, item)


def _declared(options: argparse.Namespace) -> Declared:
    answers = {"yes": True, "no": False}
    layout = KeyboardLayout(options.keyboard) if options.keyboard else None
    return Declared(layout, answers.get(options.charger), answers.get(options.locked))


def _mark(text: str) -> Defect | None:
    parts = text.split(":")
    if len(parts) != MARK_PARTS or parts[2] not in list(Severity):
        return None
    return Defect(parts[0], parts[1], Severity(parts[2]))


def _content(view: LooksView) -> dict[str, Any]:
    category = view.machine.category
    return {
        "machine": view.card.code,
        "zones": {zone.value: [item.value for item in marks(zone)] for zone in zones(category)},
        "marks": [mark_code(item) for item in view.marks],
        "checked": view.inspection.looks_checked,
        "keyboard": view.inspection.keyboard.value,
        "charger": view.card.charger,
        "locked": view.inspection.locked,
        "photos": view.photos,
        "letter": view.machine.letter,
        "at_best": view.so_far.letter,
        "stopped_because": view.why_not,
    }


def _lines(view: LooksView) -> list[str]:
    lines = [view.card.code, *(f"  {mark(mark_code(item))}" for item in view.marks)]
    lines.append(_("Clavier : {layout}").format(layout=keyboard(view.inspection.keyboard)))
    if view.grade is not None:
        to = _("Destination : {to}.").format(to=destination(view.sent.to))
        return [*lines, verdict(view.grade), to]
    rest = declared(view.declares, marks=bool(view.marks))
    return [*lines, _("--done veut dire : {what}.").format(what=rest)]


def _second(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    with closing(opened(settings)) as workshop:
        seconds, actor = seconds_of(workshop), workshop.actor()
        if not options.code:
            cards = seconds.waiting(actor)
            console.answer([card.code for card in cards], *(card.code for card in cards))
            return Exit.DONE if cards else Exit.REFUSED
        wanted = seconds.ask(actor, options.code)
        tests, found = [_answer(text) for text in options.answers], [_mark(text) for text in options.marks]
        if None in tests or None in found or not tests:
            names = " ".join(item.value for item in wanted.functions)
            console.say(_("Réponses : fonction:yes, no, unsure ou absent. Il faut : {names}.").format(names=names))
            return Exit.WRONG_USE
        layout = KeyboardLayout(options.keyboard or KeyboardLayout.UNKNOWN)
        known = tuple(item for item in tests if item)
        inspection = Inspection(known, tuple(item for item in found if item), looks_checked=True, keyboard=layout)
        seconds.take(actor, options.code, inspection)
        console.answer({"machine": options.code}, _("Deuxième regard gardé."))
        return Exit.DONE


def _answer(text: str) -> Tested | None:
    name, _colon, works = text.partition(":")
    return Tested(Function(name), Works(works)) if name in list(Function) and works in list(Works) else None


def _agreement(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    try:
        since = datetime.fromisoformat(options.since).replace(tzinfo=UTC) if options.since else None
    except ValueError:
        console.say(_("Une date s'écrit comme 2026-11-24."))
        return Exit.WRONG_USE
    if options.percent is not None and not 0 <= options.percent <= WHOLE:
        console.say(_("Un nombre de 0 à 100."))
        return Exit.WRONG_USE
    with closing(opened(settings)) as workshop:
        seconds = seconds_of(workshop)
        if options.percent is not None:
            vouch(workshop, workshop.actor())
            seconds.set_percent(workshop.actor(), options.percent)
        found, percent = seconds.agreement(since), seconds.percent()
    content = {
        "percent": percent,
        "criteria": [
            {"criterion": item.criterion, "pairs": item.pairs, "same": item.same, "kappa": item.kappa_text or None}
            for item in found
        ],
    }
    lines = [f"{criterion(item.criterion)} : {agreed(item)}, {kappa(item)}" for item in found]
    none = _("Personne n'a encore regardé un ordinateur une deuxième fois.")
    console.answer(content, *(lines or [none]), _("Regardés deux fois : {percent} sur 100.").format(percent=percent))
    return Exit.DONE
