"""`probe`: read this machine and write one report file, on a prepared stick or wherever it is told.

It starts in a way of its own (`workshop/__main__.py`): without settings, database or screens, with nothing but the
standard library and psutil, since the machine that it runs on is mostly somebody else's.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from workshop.cli.console import Console, Exit
from workshop.domain.diagnosis import Diagnosis
from workshop.domain.errors import MediumError, RecordingError, WorkshopError
from workshop.domain.reports import StickKey
from workshop.report_wiring import Written, key_beside, prepared_sticks, report_on, stick_key, write_report
from workshop.settings import Settings
from workshop.texts import _, speak
from workshop.words import shown, trouble


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add this word's command."""
    probe = commands.add_parser(
        "probe", parents=[shared], help=_("lire cet ordinateur et écrire un rapport, sur une clé USB préparée")
    )
    _add_options(probe)
    probe.set_defaults(command=_run)


def run_alone(arguments: Sequence[str]) -> int:
    """Run `probe` and nothing else; the exit code is 0 written, 1 not written, 2 wrong use."""
    language = os.environ.get("ETABLI_LANGUAGE") or os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    speak("en" if language.lower().startswith("en") else "fr")
    console = Console("--json" in arguments)
    parser = argparse.ArgumentParser(
        prog="workshop probe", description=shown(_("Lire cet ordinateur et écrire un rapport."))
    )
    parser.add_argument("--json", action="store_true", help=_("répondre en JSON, sur la sortie standard"))
    _add_options(parser)
    try:
        return int(_run(parser.parse_args(arguments), Settings(), console))
    except WorkshopError as error:
        console.say(str(trouble(error)))
        return int(Exit.WRONG_USE if isinstance(error, RecordingError) else Exit.REFUSED)
    except KeyboardInterrupt:
        console.say(_("Arrêté. Rien n'a été perdu."))
        return int(Exit.REFUSED)


def _add_options(parser: argparse.ArgumentParser) -> None:
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--out", type=Path, metavar="FICHIER", help=_("écrire le rapport dans ce fichier"))
    where.add_argument("--stick", type=Path, metavar="DOSSIER", help=_("la clé USB préparée, si plusieurs sont là"))
    parser.add_argument("--key", type=Path, metavar="FICHIER", help=_("une autre clé de signature que celle d'à côté"))
    parser.add_argument("--machine", type=Path, metavar="DOSSIER", help=_("lire un ordinateur enregistré"))


def _run(options: argparse.Namespace, _settings: Settings, console: Console) -> Exit:
    """Write the report. As JSON: its file and digest, whose stick signed it (empty: nobody), who the machine is."""
    from workshop.bootstrap import SystemClock, machine  # noqa: PLC0415 — after a wrong use has been said

    stick: Path | None = options.stick if options.out or options.stick else _only_stick(console)
    if not stick and not options.out:
        return Exit.WRONG_USE
    reading = machine(options.machine, SystemClock()).read(lambda part: console.say(f"  {part}"))
    path = report_on(stick, reading) if stick else Path(options.out)
    written = write_report(path, reading, _key(options.key, path, console))
    console.answer(_told(written, reading.diagnosis), *_lines(written, reading.diagnosis))
    return Exit.DONE


def _only_stick(console: Console) -> Path | None:
    """Return the one prepared stick that is plugged in; where there is none or several, a person must say."""
    sticks = prepared_sticks()
    if len(sticks) == 1:
        return sticks[0]
    console.say(
        _("Plusieurs clés USB préparées sont branchées. Dites laquelle : --stick DOSSIER.")
        if sticks
        else _("Aucune clé USB préparée n'est branchée. Branchez-en une, ou dites où écrire : --out FICHIER.")
    )
    return None


def _key(chosen: Path | None, report: Path, console: Console) -> StickKey | None:
    """Return the key to sign with; one that was asked for must be there, one that lies about may be broken."""
    beside = chosen or key_beside(report)
    if beside is None:
        return None
    try:
        return stick_key(beside)
    except MediumError as error:
        if chosen:
            raise
        console.say(str(trouble(error)))
        return None


def _told(written: Written, diagnosis: Diagnosis) -> dict[str, Any]:
    return {
        "file": str(written.path),
        "report": written.digest,
        "stick": written.stick,
        "maker": diagnosis.identity.maker or "",
        "model": diagnosis.identity.trade_name or "",
        "serial": diagnosis.identity.system_serial or "",
        "unread": diagnosis.unread,
    }


def _lines(written: Written, diagnosis: Diagnosis) -> list[str]:
    identity = diagnosis.identity
    unknown = _("inconnu")
    name = f"{identity.maker or ''} {identity.trade_name or ''}".strip() or unknown
    signed = _("Signé par la clé USB {stick}.").format(stick=written.stick)
    return [
        _("Ordinateur : {name}").format(name=name),
        _("Numéro de série : {serial}").format(serial=identity.system_serial or unknown),
        _("Rapport écrit : {file}").format(file=written.path),
        signed if written.stick else _("Non authentifié : aucune clé de l'atelier à côté du rapport."),
    ]
