"""`printer`: which printers are there, which one this bench prints with, how it is; set it up."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import Any

from workshop.cli import printer_trials
from workshop.cli.console import Console, Exit
from workshop.cli.settings import refusal
from workshop.domain.errors import SettingsError
from workshop.domain.printing import FoundPrinter, Link, Printer, PrinterLanguage, PrinterState
from workshop.printer_wiring import papers, printers
from workshop.printer_words import language_name, link_name, roll_name, trouble
from workshop.printing_wiring import printer_of
from workshop.settings import Settings, load_settings, save_settings, settings_path, with_setting
from workshop.setup_wiring import printer_settings
from workshop.texts import _

KEYS = {
    **{option: f"printer_{option}" for option in ("language", "link", "address", "name", "roll")},
    "dpi": "printer_dots_per_inch",
    "right": "printer_right_tenths",
    "down": "printer_down_tenths",
}


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add this word's commands."""
    printer = commands.add_parser("printer", help=_("l'imprimante à étiquettes de ce poste"))
    acts = printer.add_subparsers(required=True, metavar=_("ACTION"))
    find = acts.add_parser("find", parents=[shared], help=_("chercher les imprimantes branchées ou installées"))
    find.set_defaults(command=_find)
    show = acts.add_parser("show", parents=[shared], help=_("dire avec quelle imprimante ce poste imprime"))
    show.set_defaults(command=_show)
    state = acts.add_parser("state", parents=[shared], help=_("demander à l'imprimante si tout va bien"))
    state.set_defaults(command=_state)
    chosen = acts.add_parser("set", parents=[shared], help=_("choisir l'imprimante de ce poste"))
    chosen.add_argument("--found", type=int, metavar="N", help=_("la prendre dans la liste de « printer find »"))
    chosen.add_argument("--language", choices=[item.value for item in PrinterLanguage])
    chosen.add_argument("--link", choices=[item.value for item in Link])
    chosen.add_argument("--address", metavar="ADRESSE", help=_("selon le lien : hôte:9100, /dev/usb/lp0, ipp://…"))
    chosen.add_argument("--name", metavar="NOM")
    chosen.add_argument("--roll", metavar="PAPIER", help=_("le papier qui est dedans : 62x29, 62, 29 …"))
    chosen.add_argument("--dpi", type=int, metavar="POINTS", help=_("points par pouce : 203, 300 ou 600"))
    chosen.add_argument("--right", type=int, metavar="N", help=_("décaler vers la droite, en dixièmes de millimètre"))
    chosen.add_argument("--down", type=int, metavar="N", help=_("décaler vers le bas, en dixièmes de millimètre"))
    chosen.set_defaults(command=_set)
    printer_trials.add_acts(acts, shared)


def _find(_options: argparse.Namespace, _settings: Settings, console: Console) -> Exit:
    found = printers().find()
    lines = [f"{number} · {_found_line(one)}" for number, one in enumerate(found, 1)]
    console.answer(list(found), *(lines or [_("Je n'ai trouvé aucune imprimante à étiquettes.")]))
    return Exit.DONE if found else Exit.REFUSED


def _show(_options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    printer = printer_of(settings)
    console.answer(printer, _line(printer))
    return Exit.DONE


def _state(_options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    """Answer with the state; refused while something keeps labels from coming out."""
    printer = printer_of(settings)
    if printer.language is PrinterLanguage.NONE:
        console.answer(printer, _line(printer))
        return Exit.DONE
    state = printers().state(printer)
    console.answer(state, *_state_lines(state, printer))
    return Exit.REFUSED if state.troubles else Exit.DONE


def _set(options: argparse.Namespace, _settings: Settings, console: Console) -> Exit:
    if options.roll is not None and options.roll not in papers():
        console.say(_("Ce papier n'existe pas ici. Il y a : {known}.").format(known=", ".join(papers())))
        return Exit.WRONG_USE
    path = settings_path()
    kept = load_settings(path, {})
    printer = printer_of(kept)
    if options.found is not None:
        found = printers().find()
        if not 0 < options.found <= len(found):
            console.say(_("Il n'y a pas d'imprimante de ce numéro. Faites « printer find »."))
            return Exit.REFUSED
        printer = replace(found[options.found - 1].printer, right_tenths=0, down_tenths=0)
    said = {key: getattr(options, option) for option, key in KEYS.items()}
    wanted = _settings_of(printer) | {key: str(value) for key, value in said.items() if value is not None}
    try:
        for key, value in wanted.items():
            kept = with_setting(path, kept, key, value)
    except SettingsError as problem:
        console.say(refusal(problem))
        return Exit.WRONG_USE
    save_settings(path, kept)
    console.answer(printer_of(kept), _line(printer_of(kept)))
    return Exit.DONE


def _settings_of(printer: Printer) -> dict[str, str]:
    return {key: str(getattr(value, "value", value)) for key, value in printer_settings(printer).items()}


def _found_line(found: FoundPrinter) -> str:
    model = found.model if found.model not in found.printer.name else ""
    return " · ".join(part for part in (_line(found.printer), model) if part)


def _line(printer: Printer) -> str:
    if printer.language is PrinterLanguage.NONE:
        return _("Pas d'imprimante : les étiquettes sont des fichiers PDF.")
    dots = _("{number} points par pouce").format(number=printer.dots_per_inch)
    where = f"{link_name(printer.link)} {printer.address}"
    name = printer.name or language_name(printer.language)
    return " · ".join((name, language_name(printer.language), where, dots, roll_name(printer.roll)))


def _state_lines(state: PrinterState, printer: Printer) -> list[str]:
    lines = [" ".join(trouble(one, printer.roll)) for one in state.troubles]
    if not lines:
        lines = [_("L'imprimante est prête.") if state.known else _("L'imprimante ne dit pas comment elle va.")]
    if state.roll:
        lines.append(_("Papier dans l'imprimante : {roll}.").format(roll=roll_name(state.roll)))
    return lines
