"""`inspect`: the tests of a machine, as the screen Tests does them: answers, faults as codes, photos, the system."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path
from typing import Any

from workshop.bootstrap import Workshop
from workshop.cli.console import Console, Exit
from workshop.cli.people import opened
from workshop.domain.faults import KINDS, ZONES
from workshop.domain.inspection import Defect, Function, Severity, Works
from workshop.domain.people import Actor
from workshop.inspection_wiring import photo_content
from workshop.inspection_words import fault, function, known_by, works
from workshop.services.inspection import TestsView
from workshop.settings import Settings
from workshop.texts import _
from workshop.words import refusal

FUNCTIONS = [item.value for item in Function]
FAULT_PARTS, SYSTEM_PARTS = 4, 3


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add this word's commands."""
    inspect = commands.add_parser("inspect", parents=[shared], help=_("tester un ordinateur : ce qui marche ou non"))
    inspect.add_argument("code", nargs="?", default="", metavar="CODE")
    named = {"nargs": "+", "choices": FUNCTIONS, "default": [], "metavar": "FONCTION"}
    inspect.add_argument("--works", help=_("ça marche"), **named)
    inspect.add_argument("--unsure", help=_("je ne sais pas"), **named)
    inspect.add_argument("--absent", help=_("il n'y en a pas"), **named)
    inspect.add_argument(
        "--fails", nargs="+", default=[], metavar="FONCTION:ZONE:TYPE:GRAVITÉ", help=_("ne marche pas : le code")
    )
    inspect.add_argument("--rest-works", action="store_true", help=_("le reste marche, déclaré d'un bloc"))
    inspect.add_argument("--swollen-battery", action="store_true", help=_("batterie gonflée : tout s'arrête"))
    inspect.add_argument("--system-wanted", action="store_true", help=_("sa commande veut un système"))
    inspect.add_argument("--installed", default="", metavar="IMAGE:LICENCE:LANGUE", help=_("le système installé"))
    inspect.add_argument("--photo", nargs="+", type=Path, default=[], metavar="FICHIER", help=_("des photos de lui"))
    inspect.add_argument("--faults", action="store_true", help=_("montrer tous les codes de panne"))
    inspect.add_argument("--systems", action="store_true", help=_("montrer tous les systèmes à installer"))
    inspect.set_defaults(command=_inspect)


def _inspect(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    if options.faults:
        return _show_faults(console)
    faults = [_fault(text) for text in options.fails]
    system = options.installed.split(":") if options.installed else []
    if None in faults or (system and len(system) != SYSTEM_PARTS) or not (options.code or options.systems):
        console.say(_wrong_use(options))
        return Exit.WRONG_USE
    with closing(opened(settings)) as workshop:
        if options.systems:
            return _show_systems(workshop, console)
        actor = workshop.actor()
        _write(workshop, actor, options, [known for known in faults if known], system)
        view = workshop.inspecting.view(options.code)
        console.answer(_content(view), *_lines(view))
        return Exit.DONE if view.complete and not view.why_not else Exit.REFUSED


def _wrong_use(options: argparse.Namespace) -> str:
    if not options.code:
        return _("Dites quel ordinateur.")
    return _("Un code de panne : fonction:zone:type:gravité (inspect --faults). Un système : image:licence:langue.")


def _write(
    workshop: Workshop,
    actor: Actor,
    options: argparse.Namespace,
    faults: list[tuple[Function, Defect]],
    system: list[str],
) -> None:
    """Write everything down, each thing by itself: what was written before a refusal stays."""
    code, inspecting = options.code, workshop.inspecting
    if options.system_wanted:
        workshop.installing.want(actor, code)
    if system:
        workshop.installing.installed(actor, code, *system)
    answers = ((options.works, Works.YES), (options.unsure, Works.UNSURE), (options.absent, Works.ABSENT))
    for names, answer in answers:
        for name in names:
            inspecting.answer(actor, code, Function(name), answer)
    for failing, known in faults:
        inspecting.answer(actor, code, failing, Works.NO, known)
    if options.rest_works:
        inspecting.declare(actor, code, inspecting.view(code).open)
    for path in options.photo:
        workshop.photos.take(actor, code, photo_content(path))
    if options.swollen_battery:
        inspecting.swollen(actor, code)


def _fault(text: str) -> tuple[Function, Defect] | None:
    """Read one fault; None where it is no code of the lists."""
    parts = text.split(":")
    if len(parts) != FAULT_PARTS or parts[0] not in FUNCTIONS or parts[3] not in list(Severity):
        return None
    name, zone, kind, severity = parts
    known = zone in ZONES[Function(name)] and kind in KINDS[Function(name)]
    return (Function(name), Defect(zone, kind, Severity(severity))) if known else None


def _content(view: TestsView) -> dict[str, Any]:
    return {
        "machine": view.card.code,
        "complete": view.complete,
        "asked": view.asked,
        "answers": view.answers,
        "photos": view.photos,
        "install_first": view.installs_first,
        "stopped_because": view.why_not,
    }


def _lines(view: TestsView) -> list[str]:
    lines = [f"{view.card.code} · {refusal(view.why_not)}"] if view.why_not else [view.card.code]
    for asked in view.asked:
        answer = view.answer(asked)
        parts = [works(answer.works), known_by(answer.how)] if answer else [_("à faire")]
        if answer and answer.fault:
            parts.append(f"{fault(answer.fault)} ({_code(asked, answer.fault)})")
        lines.append(f"  {function(asked)} ({asked.value}) : {' · '.join(part for part in parts if part)}")
    return lines


def _code(failing: Function, known: Defect) -> str:
    return f"{failing.value}:{known.zone}:{known.kind}:{known.severity.value}"


def _show_faults(console: Console) -> Exit:
    content = {
        item.value: {"zones": ZONES[item], "kinds": KINDS[item], "severities": tuple(Severity)} for item in Function
    }
    lines = [
        f"{item.value} : {' '.join(ZONES[item])} | {' '.join(KINDS[item])} | {' '.join(Severity)}" for item in Function
    ]
    console.answer(content, *lines)
    return Exit.DONE


def _show_systems(workshop: Workshop, console: Console) -> Exit:
    systems = workshop.installing.systems()
    lines = [
        f"{image.id} : {image.name} {image.version} | {' '.join(image.licences)} | {' '.join(image.locales)}"
        for image in systems.images
    ]
    console.answer(systems, *lines)
    return Exit.DONE
