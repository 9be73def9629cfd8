"""`printer test`, `printer calibrate`: the trial label, and the ticks by which a printer is set straight."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from workshop.cli.console import Console, Exit, write_file
from workshop.domain.printing import Delivery, PrinterLanguage, Sent
from workshop.domain.ticks import LAST_TICK
from workshop.domain.trial_labels import TRIAL_CODE
from workshop.printer_words import offset, trouble
from workshop.printing_wiring import printer_of
from workshop.services.printer_setup import Edges, straightened
from workshop.settings import Settings, load_settings, save_settings, settings_path
from workshop.setup_wiring import printer_settings, setup_of
from workshop.texts import _

SIDES = ("top", "bottom", "left", "right")


def add_acts(acts: Any, shared: argparse.ArgumentParser) -> None:
    """Add these acts of `printer`."""
    test = acts.add_parser("test", parents=[shared], help=_("imprimer l'étiquette d'essai"))
    test.add_argument("--out", type=Path, metavar="FICHIER", help=_("l'écrire dans un fichier, sans imprimer"))
    test.set_defaults(command=_test)
    straight = acts.add_parser(
        "calibrate", parents=[shared], help=_("imprimer les traits des bords ; puis dire le premier que l'on voit")
    )
    numbers = range(LAST_TICK + 1)
    for side, told in zip(SIDES, (_("en haut"), _("en bas"), _("à gauche"), _("à droite")), strict=True):
        straight.add_argument(f"--{side}", type=int, choices=numbers, metavar="N", help=told)
    straight.set_defaults(command=_calibrate)


def _test(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    printer, setup = printer_of(settings), setup_of(settings)
    if options.out is not None:
        write_file(options.out, setup.trial(printer))
        console.answer({"file": str(options.out)}, str(options.out))
        return Exit.DONE
    if printer.language is PrinterLanguage.NONE:
        console.say(_("Il n'y a pas d'imprimante ici. Choisissez-la, ou donnez un fichier avec --out."))
        return Exit.REFUSED
    return _sent(setup.send_trial(printer), printer.roll, TRIAL_CODE, console)


def _calibrate(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    """Print the ticks, or take what was seen of them: all four sides, since two of them say one offset."""
    seen = {side: getattr(options, side) for side in SIDES}
    if None not in seen.values():
        return _straighten(Edges(**seen), console)
    if any(number is not None for number in seen.values()):
        console.say(_("Donnez les quatre côtés : --top, --bottom, --left et --right."))
        return Exit.WRONG_USE
    printer = printer_of(settings)
    if printer.language is PrinterLanguage.NONE:
        console.say(_("Il n'y a pas d'imprimante ici. Choisissez-la d'abord."))
        return Exit.REFUSED
    return _sent(setup_of(settings).send_ticks(printer), printer.roll, "", console)


def _straighten(edges: Edges, console: Console) -> Exit:
    path = settings_path()
    kept = load_settings(path, {})
    printer = straightened(printer_of(kept), edges)
    save_settings(path, replace(kept, **printer_settings(printer)))
    content = {"right_tenths": printer.right_tenths, "down_tenths": printer.down_tenths}
    console.answer(content, offset(printer.right_tenths, printer.down_tenths))
    return Exit.DONE


def _sent(delivery: Delivery, roll: str, code: str, console: Console) -> Exit:
    out = delivery.sent in {Sent.DONE, Sent.SENT} and delivery.trouble is None
    content = {"sent": delivery.sent.value, "trouble": delivery.trouble.value if delivery.trouble else "", "code": code}
    words = trouble(delivery.trouble, roll) if delivery.trouble else ()
    console.answer(content, " ".join(words) or _("L'étiquette sort de l'imprimante."))
    return Exit.DONE if out else Exit.REFUSED
