"""`settings`: what this bench is set to, and where that stands; set one key."""

from __future__ import annotations

import argparse
import os
from dataclasses import fields
from typing import Any

from workshop.cli.console import Console, Exit
from workshop.domain.errors import SettingsError
from workshop.settings import (
    ENVIRONMENT,
    Settings,
    choices_of,
    load_settings,
    save_settings,
    settings_path,
    with_setting,
)
from workshop.texts import _

DEFAULT, FILE, ENVIRON = "default", "file", "environment"


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add this word's commands."""
    settings = commands.add_parser(
        "settings", parents=[shared], help=_("les réglages de ce poste : les lire, en changer un")
    )
    settings.add_argument("key", nargs="?", default="", metavar="CLÉ")
    settings.add_argument("value", nargs="?", metavar="VALEUR")
    settings.set_defaults(command=_settings)


def _settings(options: argparse.Namespace, _chosen: Settings, console: Console) -> Exit:
    path = settings_path()
    kept = load_settings(path, {})
    try:
        if options.value is not None:
            kept = with_setting(path, kept, options.key, options.value)
            save_settings(path, kept)
        elif options.key:
            with_setting(path, kept, options.key, _text(getattr(kept, options.key, "")))
    except SettingsError as problem:
        console.say(refusal(problem))
        return Exit.WRONG_USE
    rows = [row for row in _rows(kept) if options.key in ("", row["key"])]
    content = {"file": str(path), "settings": rows}
    console.answer(content, *([] if options.key else [str(path)]), *map(_line, rows))
    for row in rows:
        if options.value is not None and row["from"] == ENVIRON:
            console.say(_("C'est écrit, mais {name} décide tant qu'il est là.").format(name=_variable(row["key"])))
    return Exit.DONE


def _rows(kept: Settings) -> list[dict[str, Any]]:
    """Say each setting as it holds now: the environment comes before the file, the file before what is built in."""
    now, built_in = load_settings(settings_path()), Settings()
    rows = []
    for field in fields(Settings):
        value = getattr(now, field.name)
        source = FILE if getattr(kept, field.name) != getattr(built_in, field.name) else DEFAULT
        if os.environ.get(_variable(field.name)):
            source = ENVIRON
        rows.append({"key": field.name, "value": value, "from": source})
    return rows


def _variable(key: str) -> str:
    return next((name for name, known in ENVIRONMENT.items() if known == key), "-")


def _line(row: dict[str, Any]) -> str:
    sources = {DEFAULT: "", FILE: _("dans le fichier"), ENVIRON: _("par {name}").format(name=_variable(row["key"]))}
    source = sources[row["from"]]
    return f"{row['key']} = {_text(row['value'])}" + (f"  ({source})" if source else "")


def _text(value: object) -> str:
    return str(getattr(value, "value", value))


def refusal(problem: SettingsError) -> str:
    """Say why a setting cannot be what was asked."""
    if problem.problem == "unknown-key":
        known = ", ".join(field.name for field in fields(Settings))
        return _("Ce réglage n'existe pas : {key}. Il y a : {known}.").format(key=problem.key, known=known)
    choices = ", ".join(choices_of(problem.key))
    if choices:
        return _("{key} ne peut être que : {choices}.").format(key=problem.key, choices=choices)
    if problem.problem == "out-of-range":
        return _("Ce nombre est trop petit ou trop grand pour {key}.").format(key=problem.key)
    return _("Ce n'est pas une valeur de {key} : il faut un nombre.").format(key=problem.key)
