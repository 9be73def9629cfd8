"""`export`: a machine for other programs; `eligible`: whether it may get Windows 11, and what stands in its way."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path
from typing import Any

from workshop.bootstrap import SystemClock, machine
from workshop.cli.console import Console, Exit, write_file
from workshop.cli.people import opened
from workshop.cli.rights import progress_words
from workshop.domain.diagnosis import Diagnosis
from workshop.domain.eligibility import Eligible
from workshop.domain.locks import triage
from workshop.eligibility_words import answer, told
from workshop.export_wiring import ExportFormat, exported, processors
from workshop.grading_wiring import catalogues
from workshop.lock_words import told as lock_told
from workshop.scoring_wiring import bolc_file, emmaus
from workshop.services.bolc import Bolc
from workshop.services.eligibility import Eligibilities
from workshop.settings import Settings
from workshop.texts import _

BOLC = "bolc"  # a table of a whole lot, where the others describe one machine


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add this word's commands."""
    export = commands.add_parser("export", parents=[shared], help=_("écrire un ordinateur pour un autre programme"))
    _which(export)
    forms = [*(form.value for form in ExportFormat), BOLC]
    export.add_argument("--format", choices=forms, default=ExportFormat.ETABLI.value)
    export.add_argument("--out", type=Path, required=True, metavar="FICHIER")
    export.set_defaults(command=_export)
    eligible = commands.add_parser("eligible", parents=[shared], help=_("dire si Windows 11 peut s'y installer"))
    _which(eligible)
    eligible.set_defaults(command=_eligible)


def _which(command: argparse.ArgumentParser) -> None:
    command.add_argument("code", nargs="?", default="", metavar="CODE")
    command.add_argument("--machine", type=Path, metavar="DOSSIER", help=_("lire un ordinateur enregistré"))


def _export(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    if options.format == BOLC:
        return _export_rows(options, settings, console)
    found = _found(options, settings, console)
    if found is None:
        return _wrong_use(options)
    code, diagnosis = found
    write_file(options.out, exported(ExportFormat(options.format), diagnosis, code))
    console.answer({"file": str(options.out), "format": options.format, "code": code}, str(options.out))
    return Exit.DONE


def _export_rows(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    """Write a lot, or one machine, as a table of another organisation."""
    if not options.code or options.machine:
        console.say(_("Dites quel lot, ou quel ordinateur."))
        return Exit.WRONG_USE
    with closing(opened(settings)) as workshop:
        rows = Bolc(workshop.store, workshop.contracts.in_force, catalogues(settings), emmaus).rows(options.code)
    write_file(options.out, bolc_file(rows))
    content = {"file": str(options.out), "format": BOLC, "code": options.code, "machines": len(rows)}
    console.answer(content, str(options.out))
    return Exit.DONE


def _eligible(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    found = _found(options, settings, console)
    if found is None:
        return _wrong_use(options)
    code, diagnosis = found
    eligibility = Eligibilities(processors).of(diagnosis)
    content = {"code": code, "windows_11": eligibility, "obstacles": triage(diagnosis)}
    console.answer(content, *eligible_lines(diagnosis))
    return Exit.DONE if eligibility.verdict is Eligible.YES else Exit.REFUSED


def eligible_lines(diagnosis: Diagnosis) -> list[str]:
    """Say whether it may get Windows 11, criterion by criterion, then what stands in its way."""
    eligibility = Eligibilities(processors).of(diagnosis)
    criteria = [f"  {told(finding)}" for finding in eligibility.findings]
    return [answer(eligibility), *criteria, *(f"{lock_told(item)} [{item.seen}]" for item in triage(diagnosis))]


def _found(options: argparse.Namespace, settings: Settings, console: Console) -> tuple[str, Diagnosis] | None:
    """Return the machine's code and its reading; None where it was never read, or two machines were named."""
    if options.code and options.machine:
        console.say(_("Donnez un code, ou un dossier avec --machine, pas les deux."))
        return None
    if not options.code:
        chosen = machine(options.machine, SystemClock(), settings)
        return "", chosen.read(lambda part: console.say(progress_words(part))).diagnosis
    with closing(opened(settings)) as workshop:
        sheet = workshop.facts.sheet(options.code)
    if sheet.diagnosis is None:
        console.say(_("Cet ordinateur n'a pas encore été lu."))
        return None
    return sheet.card.code, sheet.diagnosis


def _wrong_use(options: argparse.Namespace) -> Exit:
    return Exit.WRONG_USE if options.code and options.machine else Exit.REFUSED
