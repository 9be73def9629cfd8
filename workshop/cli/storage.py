"""`place`, `store`, `count`, `find`: where machines stand."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from contextlib import closing
from typing import Any

from workshop.bootstrap import Workshop
from workshop.cli.console import Console, Exit
from workshop.cli.people import opened
from workshop.domain.content import to_content
from workshop.domain.lots import MachineCard, machine_name
from workshop.domain.machines import State
from workshop.domain.storage import MOST_AT_ONCE, NameProblem, PlaceKind, read_names
from workshop.domain.typography import grouped
from workshop.services.finding import MOST, FoundMachine
from workshop.services.storage import Counted, Made
from workshop.settings import Settings
from workshop.storage_words import kind, name_problem
from workshop.texts import _
from workshop.words import done


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add this word's commands."""
    place = commands.add_parser("place", parents=[shared], help=_("les places où l'on range"))
    place.set_defaults(command=_list)
    acts = place.add_subparsers(metavar=_("ACTION"))
    again = argparse.ArgumentParser(add_help=False)  # without defaults: they would undo what stood before the act
    again.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    again.add_argument("--database", default=argparse.SUPPRESS, metavar="URL", help=argparse.SUPPRESS)
    add = acts.add_parser("add", parents=[again], help=_("faire des places : B-04, ou « A-01 à A-20 »"))
    add.add_argument("names", nargs="+", metavar="NOM")
    add.add_argument("--kind", choices=[item.value for item in PlaceKind], default=PlaceKind.SHELF.value)
    add.set_defaults(command=_add)
    listed = acts.add_parser("list", parents=[again], help=_("les places, et combien d'ordinateurs y sont"))
    listed.set_defaults(command=_list)
    store = commands.add_parser("store", parents=[shared], help=_("ranger un ordinateur"))
    store.add_argument("code", metavar="CODE")
    store.add_argument("place", metavar="PLACE", help=_("son nom ou son code"))
    store.set_defaults(command=_store)
    count = commands.add_parser("count", parents=[shared], help=_("compter une place : ces ordinateurs y sont"))
    count.add_argument("place", metavar="PLACE", help=_("son nom ou son code"))
    count.add_argument("codes", nargs="*", metavar="CODE")
    count.set_defaults(command=_count)
    find = commands.add_parser("find", parents=[shared], help=_("chercher un ordinateur"))
    find.add_argument(
        "text", nargs="+", metavar="TEXTE", help=_("code, numéro de série, modèle, donateur, place, note")
    )
    find.set_defaults(command=_find)


def _add(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    names: list[str] = []
    for text in options.names:
        read = read_names(text)
        if isinstance(read, NameProblem):
            console.say(f"{text} : {name_problem(read)}")
            return Exit.REFUSED
        names += read
    if len(names) > MOST_AT_ONCE:
        console.say(name_problem(NameProblem.TOO_MANY))
        return Exit.REFUSED
    with closing(opened(settings)) as workshop:
        made = workshop.storage.create_places(workshop.actor(), names, PlaceKind(options.kind))
    console.answer({"new": made.new, "known": made.known}, *_made(made))
    return Exit.DONE if made.new else Exit.REFUSED


def _made(made: Made) -> Iterable[str]:
    for place in made.new:
        yield f"{place.code} {place.name}"
    for place in made.known:
        yield _("{name} existe déjà : {code}").format(name=place.name, code=grouped(place.code))


def _list(_options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    with closing(opened(settings)) as workshop:
        places = workshop.storage.places()
    content = [{**_content(place), "machines": number} for place, number in places]
    lines = [f"{place.code} {place.name} ({kind(place.kind)}) {number}" for place, number in places]
    console.answer(content, *(lines or [_("Aucune place n'est faite.")]))
    return Exit.DONE


def _content(record: object) -> dict[str, Any]:
    content = to_content(record)
    assert isinstance(content, dict)
    return content


def _store(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    with closing(opened(settings)) as workshop:
        place = workshop.storage.place(options.place)
        stored = workshop.storage.store(workshop.actor(), _machine(workshop, options.code), place.code)
    before = _(" (avant : {name})").format(name=stored.before.name) if stored.before else ""
    line = _("{code} est en {place}").format(code=grouped(stored.card.code), place=place.name)
    console.answer(stored, f"{line}{before}")
    return Exit.DONE


def _machine(workshop: Workshop, text: str) -> str:
    """Return the code of one machine, from its twelve digits or the last eight."""
    return workshop.storage.machine(text).code


def _count(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    with closing(opened(settings)) as workshop:
        place = workshop.storage.place(options.place)
        codes = [_machine(workshop, text) for text in options.codes]
        counted = workshop.storage.count(workshop.actor(), place.code, codes)
    console.answer(_counted(counted), *_told(counted))
    return Exit.REFUSED if counted.missing else Exit.DONE


def _counted(counted: Counted) -> dict[str, Any]:
    lists = {"seen": counted.seen, "moved": counted.moved, "missing": counted.missing}
    codes = {name: [card.code for card in cards] for name, cards in lists.items()}
    return {"place": counted.place, "expected": len(counted.seen) + len(counted.missing), **codes}


def _told(counted: Counted) -> Iterable[str]:
    expected, seen = len(counted.seen) + len(counted.missing), len(counted.seen)
    yield _("{place} : {seen} sur {expected}").format(place=counted.place.name, seen=seen, expected=expected)
    for card in counted.moved:
        yield _("Venu d'ailleurs : {machine}").format(machine=_line(card))
    for card in counted.missing:
        yield _("Manque : {machine}").format(machine=_line(card))


def _find(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    with closing(opened(settings)) as workshop:
        found = workshop.finding.find(" ".join(options.text))
    machines = [{**_content(one.card), "donor": one.donor, "place_name": one.place} for one in found.machines]
    content = {"text": found.text, "place": found.place, "machines": machines, "more": found.more}
    lines = [_found(one) for one in found.machines]
    console.answer(content, *(lines or [_("Rien trouvé.")]))
    if found.more:
        console.say(_("Les {number} premiers seulement : affinez.").format(number=MOST))
    return Exit.DONE if machines or found.place else Exit.REFUSED


def _found(one: FoundMachine) -> str:
    return " · ".join(part for part in (_line(one.card), done(State(one.card.state)), one.donor, one.place) if part)


def _line(card: MachineCard) -> str:
    name = machine_name(card.maker, card.model)
    return " · ".join(part for part in (grouped(card.code), name, card.serial) if part)
