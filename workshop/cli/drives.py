"""`drive`, `machine`: what a person attests, approves or reports; and the reception of a loose drive."""

from __future__ import annotations

import argparse
import os
from contextlib import closing
from pathlib import Path
from typing import Any

from workshop.bootstrap import Workshop
from workshop.cli.badges import vouch
from workshop.cli.console import Console, Exit, write_file
from workshop.cli.people import opened
from workshop.domain.drives import Disposition
from workshop.domain.errors import MediumError, UnknownCodeError, WipeRefusedError
from workshop.domain.interlocks import Interlock
from workshop.domain.lots import DriveCard
from workshop.domain.people import Actor
from workshop.settings import Settings
from workshop.texts import _
from workshop.words import disposition

LARGEST_PHOTO = 32 * 2**20
IMAGE_DPI, ZPL_DPI = 300, 203
ACTS = ("destroyed", "absent", "lost", "validate", "reject")
WITH_PHOTO = ("destroyed", "absent")


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add this word's commands."""
    drive = commands.add_parser("drive", parents=[shared], help=_("un disque : détruit, absent, perdu, validé, rejeté"))
    drive.add_argument("code")
    drive.add_argument("act", nargs="?", choices=ACTS)
    drive.add_argument("--photo", type=Path, metavar="FICHIER", help=_("la photo qui va avec (détruit, absent)"))
    drive.add_argument("--note", default="", metavar="TEXTE", help=_("ce qui s'est passé"))
    drive.add_argument("--person", default="", metavar="BADGE", help=_("qui le dit ; sinon la personne de ce poste"))
    drive.set_defaults(command=_drive)
    machine = commands.add_parser("machine", parents=[shared], help=_("un ordinateur où il n'y a aucun disque"))
    machine.add_argument("code")
    machine.add_argument("act", choices=("no-drive",))
    machine.add_argument("--photo", type=Path, metavar="FICHIER", help=_("la photo de l'intérieur"))
    machine.set_defaults(command=_machine)


def receive_loose(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    """Receive a drive that is plugged in without its machine: it gets a code and a label."""
    real = os.path.realpath(options.drive)
    with closing(opened(settings)) as workshop:
        here = workshop.wiping.here()
        present = next((item for item in here if item.medium.path == real), None)
        if present is None:
            raise WipeRefusedError(Interlock.NOT_THERE, real)
        card = workshop.drives.receive_loose(workshop.actor(), options.lot, present)
        if options.label:
            write_file(options.label, _label(workshop, card.code, options.label.suffix))
            workshop.labels.printed(workshop.actor(), card.code)
        console.answer(card, card.code)
    return Exit.DONE


def _label(workshop: Workshop, code: str, suffix: str) -> bytes:
    match suffix.lower():
        case ".png":
            return workshop.labels.png(code, IMAGE_DPI)
        case ".zpl":
            return workshop.labels.zpl(code, ZPL_DPI)
        case _:
            return workshop.labels.pdf(code)


def _drive(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    if options.photo and options.act not in WITH_PHOTO:
        console.say(_("Une photo va seulement avec « destroyed » ou « absent »."))
        return Exit.WRONG_USE
    photo = _photo(options.photo)
    with closing(opened(settings)) as workshop:
        code = workshop.drives.card(options.code).code
        card = _done(workshop, _actor(workshop, options.person), code, options.act, photo, options.note)
        console.answer(card, f"{card.code} {disposition(Disposition(card.disposition))} {card.validation}")
    return Exit.DONE


def _actor(workshop: Workshop, badge: str) -> Actor:
    if not badge:
        return workshop.actor()
    if badge not in {person.code for person in workshop.people.everybody()}:
        raise UnknownCodeError(badge)
    return Actor(badge, workshop.settings.bench)


def _done(workshop: Workshop, actor: Actor, code: str, act: str | None, photo: bytes, note: str) -> DriveCard:
    wiping = workshop.wiping
    match act:
        case "destroyed":
            return wiping.attest_destruction(actor, code, photo, note)
        case "absent":
            return wiping.attest_absence(actor, code, photo, note)
        case "lost":
            return wiping.report_lost(actor, code, note)
        case "validate":
            vouch(workshop, actor)
            return workshop.validating.validate(actor, code)
        case "reject":
            return wiping.reject(actor, code, note)
        case _:
            return workshop.drives.card(code)


def _machine(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    photo = _photo(options.photo)
    with closing(opened(settings)) as workshop:
        workshop.wiping.check_bays(workshop.actor(), options.code, photo)
        card = workshop.machines.card(options.code)
        console.answer(card, _("Aucun disque dans {code} : c'est noté.").format(code=card.code))
    return Exit.DONE


def _photo(path: Path | None) -> bytes:
    if path is None:
        return b""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_PHOTO + 1)
    except OSError as problem:
        raise MediumError(str(path), problem.strerror or str(problem)) from problem
    if len(content) > LARGEST_PHOTO:
        raise MediumError(str(path), f"> {LARGEST_PHOTO} bytes")
    return content
