"""`read` and `record`: what a machine says of itself."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from workshop.bootstrap import SystemClock, machine, parse_output, readable_tools, record_machine
from workshop.cli.console import Console, Exit
from workshop.cli.exports import eligible_lines
from workshop.cli.rights import progress_words, without_rights
from workshop.domain.diagnosis import Battery, Diagnosis, DriveReading, drive_health
from workshop.domain.errors import MediumError
from workshop.settings import Settings
from workshop.texts import _
from workshop.words import health

GIB = 2**30
LARGEST_OUTPUT = 8 * 2**20


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add this word's commands."""
    read = commands.add_parser("read", parents=[shared], help=_("lire cet ordinateur"))
    read.add_argument("--machine", type=Path, metavar="DOSSIER", help=_("lire un ordinateur enregistré"))
    read.set_defaults(command=_read)
    record = commands.add_parser("record", parents=[shared], help=_("enregistrer ce que cet ordinateur répond"))
    record.add_argument("folder", type=Path, metavar="DOSSIER")
    record.set_defaults(command=_record)
    parse = commands.add_parser("parse", parents=[shared], help=_("lire la réponse d'un outil"))
    parse.add_argument("tool", metavar="OUTIL", help=_("par exemple smartctl, dmidecode, lsblk"))
    parse.add_argument("file", type=Path, metavar="FICHIER")
    parse.set_defaults(command=_parse)


def _read(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    chosen = machine(options.machine, SystemClock(), settings)
    reading = chosen.read(lambda part: console.say(progress_words(part)))
    console.answer(reading.diagnosis, *_lines(reading.diagnosis))
    if (missing := without_rights(reading.diagnosis)) is not None:
        console.say(missing)
    return Exit.DONE


def _record(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    count = record_machine(options.folder, SystemClock(), settings)
    console.answer(
        {"folder": str(options.folder), "answers": count},
        _("{count} réponses enregistrées dans {folder}.").format(count=count, folder=options.folder),
    )
    return Exit.DONE


def _parse(options: argparse.Namespace, _settings: Settings, console: Console) -> Exit:
    if options.tool not in readable_tools():
        known = ", ".join(readable_tools())
        console.say(_("Outil inconnu : {tool}. Outils connus : {known}.").format(tool=options.tool, known=known))
        return Exit.WRONG_USE
    try:
        with options.file.open("rb") as file:
            content = file.read(LARGEST_OUTPUT + 1)  # the readers refuse what is larger
    except OSError as problem:
        raise MediumError(str(options.file), problem.strerror or str(problem)) from problem
    facts = parse_output(options.tool, content)
    console.answer(
        facts, str(facts) if facts is not None else _("Ce n'est pas une réponse de {tool}.").format(tool=options.tool)
    )
    return Exit.DONE if facts is not None else Exit.REFUSED


def _lines(diagnosis: Diagnosis) -> list[str]:
    identity = diagnosis.identity
    unknown = _("inconnu")
    name = f"{identity.maker or ''} {identity.model or ''}".strip() or unknown
    lines = [
        _("Ordinateur : {name}").format(name=name),
        _("Numéro de série : {serial}").format(serial=identity.system_serial or unknown),
        _("Processeur : {name}").format(name=diagnosis.processor.model if diagnosis.processor else unknown),
        _("Mémoire : {size}").format(size=_memory(diagnosis)),
    ]
    lines += [_("Disque : {drive}").format(drive=_drive(drive)) for drive in diagnosis.drives]
    lines += [_("Batterie : {battery}").format(battery=_battery(battery)) for battery in diagnosis.batteries]
    lines += [
        _("Non lu : {what} ({why}) {detail}").format(what=item.what, why=item.why.value, detail=item.detail).strip()
        for item in diagnosis.unread
    ]
    return lines + eligible_lines(diagnosis)


def _memory(diagnosis: Diagnosis) -> str:
    return f"{diagnosis.memory_bytes / GIB:.1f} Gio" if diagnosis.memory_bytes else _("inconnue")


def _drive(drive: DriveReading) -> str:
    verdict, facts = drive_health(drive.smart)
    size = f"{round(drive.size_bytes / 10**9)} Go" if drive.size_bytes else "?"
    known = [drive.model or "?", drive.serial or "?", drive.medium.value, size, health(verdict), *facts]
    return " · ".join(known)


def _battery(battery: Battery) -> str:
    left = battery.health_percent
    return _("inconnue") if left is None else _("{percent} % de la capacité d'origine").format(percent=left)
