"""Reads the command line, runs one command, and turns expected errors into sentences and exit codes."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from dataclasses import replace

from workshop.cli import (
    asset_lists,
    badges,
    chain,
    documents,
    drives,
    exports,
    facts,
    grading,
    holding,
    impact,
    imports,
    inspection,
    looking,
    orders,
    papers,
    people,
    printers,
    printing,
    probe,
    reading,
    rehearsal,
    replay,
    reports,
    review,
    seals,
    sticks,
    storage,
    undoing,
    verifier,
    wipe_door,
    wiping,
)
from workshop.cli import settings as settings_word
from workshop.cli.console import Console, Exit
from workshop.domain.errors import RecordingError, SettingsError, WorkshopError
from workshop.settings import Profile, Settings, load_settings, settings_path
from workshop.texts import Front, _, speak, speak_on
from workshop.words import shown, trouble

Command = Callable[[argparse.Namespace, Settings, Console], Exit]
WRONG_USE = (SettingsError, RecordingError)


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code."""
    speak_on(Front.COMMAND_LINE)
    _speak_as_the_person(os.environ)
    console = Console("--json" in arguments)
    try:
        settings = load_settings(settings_path())
        if settings.language != Settings().language:
            speak(settings.language)
        options = _parser().parse_args(arguments)
        return int(_command(options)(options, _chosen(settings, options), console))
    except WorkshopError as error:
        console.say(str(trouble(error)))
        return int(Exit.WRONG_USE if isinstance(error, WRONG_USE) else Exit.REFUSED)
    except KeyboardInterrupt:
        console.say(_("Arrêté. Rien n'a été perdu."))
        return int(Exit.REFUSED)


def _speak_as_the_person(environ: os._Environ[str]) -> None:
    language = environ.get("ETABLI_LANGUAGE") or environ.get("LC_ALL") or environ.get("LANG") or ""
    speak("en" if language.lower().startswith("en") else "fr")


def _command(options: argparse.Namespace) -> Command:
    command: Command = options.command
    return command


def _chosen(settings: Settings, options: argparse.Namespace) -> Settings:
    """Return the settings of a real workshop unless the sample's are asked for by the settings file."""
    profile = Profile.WORKSHOP if settings.profile is Profile.UNCHOSEN else settings.profile
    chosen = replace(settings, profile=profile)
    url = getattr(options, "database", "")
    return replace(chosen, database=url, profile=Profile.WORKSHOP) if url else chosen


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="workshop", description=shown(_("Établi : remettre des ordinateurs en état, du don à la livraison."))
    )
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--json", action="store_true", help=_("répondre en JSON, sur la sortie standard"))
    shared.add_argument("--database", default="", metavar="URL", help=_("autre base de données que celle des réglages"))
    commands = parser.add_subparsers(required=True, metavar=_("COMMANDE"))
    for word in (rehearsal, reading, facts, people, chain, drives, wiping, imports, papers, verifier, seals, wipe_door):
        word.add_commands(commands, shared)
    for word in (
        asset_lists,
        orders,
        badges,
        holding,
        documents,
        inspection,
        printers,
        printing,
        probe,
        sticks,
        reports,
        review,
        exports,
        grading,
        looking,
        replay,
        impact,
        storage,
        undoing,
        settings_word,
    ):
        word.add_commands(commands, shared)
    return parser
