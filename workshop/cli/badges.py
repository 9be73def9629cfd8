"""`people`: who works here, their badges and PINs; `card`: the bench card."""

from __future__ import annotations

import argparse
import getpass
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from workshop.bootstrap import Workshop
from workshop.cli.console import Console, Exit, write_file
from workshop.cli.people import opened
from workshop.domain.content import to_content
from workshop.domain.people import Actor, Person, Role
from workshop.domain.typography import grouped
from workshop.paper_wiring import bench_card
from workshop.people_words import role
from workshop.services.people import Vouching
from workshop.settings import Settings
from workshop.texts import LANGUAGES, _

FORMS = ("pdf", "png", "zpl")


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add this word's commands."""
    people = commands.add_parser("people", parents=[shared], help=_("les personnes de l'atelier et leurs badges"))
    people.set_defaults(command=_list)
    acts = people.add_subparsers(metavar=_("ACTION"))
    again = argparse.ArgumentParser(add_help=False)  # without defaults: they would undo what stood before the act
    again.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    again.add_argument("--database", default=argparse.SUPPRESS, metavar="URL", help=argparse.SUPPRESS)
    add = acts.add_parser("add", parents=[again], help=_("donner un badge à une personne"))
    add.add_argument("name", metavar="NOM")
    add.add_argument("--role", choices=[item.value for item in Role], default=Role.TECHNICIAN.value)
    add.set_defaults(command=_add)
    acts.add_parser("list", parents=[again], help=_("les personnes, et leur rôle")).set_defaults(command=_list)
    badge = acts.add_parser("badge", parents=[again], help=_("faire l'étiquette d'un badge"))
    badge.add_argument("code")
    badge.add_argument("--to", choices=FORMS, default="pdf")
    badge.add_argument("--out", type=Path, required=True, metavar="FICHIER")
    badge.set_defaults(command=_badge)
    pin = acts.add_parser("pin", parents=[again], help=_("choisir le code PIN d'un responsable"))
    pin.add_argument("code")
    pin.set_defaults(command=_pin)
    card = commands.add_parser("card", parents=[shared], help=_("faire la carte de poste (A4)"))
    card.add_argument("--out", type=Path, required=True, metavar="FICHIER")
    card.add_argument("--languages", nargs="+", choices=LANGUAGES, default=[], help=_("une ou deux langues"))
    card.set_defaults(command=_card)


def vouch(workshop: Workshop, actor: Actor) -> None:
    """Ask for a manager's PIN before an act that only they may do, where one is set; raises PinError."""
    asks = workshop.people.vouching(actor) is Vouching.PIN
    workshop.people.vouch(actor, _asked(_("Code PIN : ")) if asks else "")


def _add(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    with closing(opened(settings)) as workshop:
        person = workshop.people.add(workshop.actor(), options.name, Role(options.role))
    console.answer(person, _line(person))
    return Exit.DONE


def _list(_options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    with closing(opened(settings)) as workshop:
        everybody = workshop.people.everybody()
        with_pin = {person.code for person in everybody if workshop.people.has_pin(person.code)}
    content = [{**to_content(person), "has_pin": person.code in with_pin} for person in everybody]
    console.answer(content, *(_line(person, pin=person.code in with_pin) for person in everybody))
    return Exit.DONE


def _badge(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    with closing(opened(settings)) as workshop:
        person = workshop.people.person(options.code)
        write_file(options.out, _label(workshop, person.code, options.to))
        workshop.labels.printed(workshop.actor(), person.code)
    console.answer({"file": str(options.out)}, str(options.out))
    return Exit.DONE


def _label(workshop: Workshop, code: str, form: str) -> bytes:
    if form == "pdf":
        return workshop.labels.pdf(code)
    return workshop.labels.png(code) if form == "png" else workshop.labels.zpl(code)


def _pin(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    with closing(opened(settings)) as workshop:
        person = workshop.people.person(options.code)
        pin = _asked(_("Nouveau code PIN, 4 à 8 chiffres : "))
        if pin != _asked(_("Encore une fois : ")):
            console.say(_("Les deux codes ne sont pas les mêmes."))
            return Exit.REFUSED
        workshop.people.reset_pin(workshop.actor(), person.code, pin)
    console.answer({"code": person.code}, _("Le code PIN de {name} est choisi.").format(name=person.name))
    return Exit.DONE


def _card(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    languages = tuple(dict.fromkeys(options.languages or [settings.language]))
    with closing(opened(settings)) as workshop:
        identity = workshop.people.workshop()
    write_file(options.out, bench_card(identity.name if identity else "", languages))
    console.answer({"file": str(options.out)}, str(options.out))
    return Exit.DONE


def _line(person: Person, *, pin: bool = False) -> str:
    words = (grouped(person.code), person.name, role(person.role), _("code PIN") if pin else "")
    return " · ".join(word for word in words if word)


def _asked(words: str) -> str:
    """Ask at the terminal without showing what is typed; from a pipe, read one line."""
    return getpass.getpass(words) if sys.stdin.isatty() else sys.stdin.readline().strip()
