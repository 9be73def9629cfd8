"""`import`: report files. What other tools say of wipes is declared by them, never proven by Établi."""

from __future__ import annotations

import argparse
import os
import stat
from collections.abc import Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import Any

from workshop.bootstrap import Workshop, report_files
from workshop.cli import reports
from workshop.cli.console import Console, Exit
from workshop.cli.people import opened
from workshop.domain.content import to_content
from workshop.domain.drives import Refusal
from workshop.domain.errors import MediumError
from workshop.domain.imports import (
    LARGEST_REPORT,
    NEVER_SEEN,
    Account,
    ForeignReport,
    Note,
    NotRead,
    Problem,
    Unmatched,
    WhyNotRead,
)
from workshop.domain.reports import Arrival, Partly
from workshop.domain.typography import grouped
from workshop.services.imports import ImportLine, ImportResult, Outcome, Why
from workshop.services.report_files import FileTaken
from workshop.services.reports import Arrived
from workshop.settings import Settings
from workshop.texts import _
from workshop.words import trouble

MOST_FILES = 10_000


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add this word's commands."""
    take = commands.add_parser(
        "import",
        parents=[shared],
        help=_("reprendre des rapports : effacements et ordinateurs, de la sonde ou d'ailleurs"),
    )
    take.add_argument("files", nargs="+", type=Path, metavar="FICHIER", help=_("un fichier, ou un dossier entier"))
    take.set_defaults(command=_import)


def _import(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    """Take every file, and every file of every folder. As JSON: a list, one entry a file.

    `name`; `not_read` (why, detail) where it is no report. Its wipes: `tool`, `tool_version`, `format`,
    `format_never_seen`, `made_at`, `problems`, `file` (SHA-256 of what was kept), `fact`, `lines` (entry, outcome,
    drive, machine, reasons). `machine`: null, or what became of the machine that it describes: `result` (attached,
    waiting, known, dismissed), `digest`, `state`, `why` it waits, `machine` (code), maker, model, serial, category,
    tool, format, `authenticity`, `arrived_at`, `name`, `file`, and `problems` of its reading. `taken`: nothing of it
    is left for a person. The exit code is 0 where that is so for every file.
    """
    taken: list[FileTaken] = []
    troubles: list[MediumError] = []  # one bad file hides no other
    with closing(opened(settings)) as workshop:
        files, actor = report_files(workshop), workshop.actor()
        for path in chain.from_iterable(_files_of(path, troubles) for path in options.files):
            try:
                taken.append(files.take(actor, path.name, _content(path)))
            except MediumError as error:
                troubles.append(error)
        problems = [_problems(workshop, item) for item in taken]
    for problem in troubles:
        console.say(str(trouble(problem)))
    content = [_answer(item, partly) for item, partly in zip(taken, problems, strict=True)]
    lines = [line for item, partly in zip(taken, problems, strict=True) for line in _said(item, partly)]
    console.answer(content, *lines)
    return Exit.DONE if taken and not troubles and all(item.taken for item in taken) else Exit.REFUSED


def _files_of(path: Path, troubles: list[MediumError]) -> Iterator[Path]:
    """List a file, or the files of a folder: no hidden ones, through no link, not without end."""
    if path.is_symlink() or not path.is_dir():
        yield path
        return

    def unreadable(problem: OSError) -> None:
        troubles.append(MediumError(str(problem.filename), problem.strerror or str(problem)))

    found = 0
    for folder, folders, names in os.walk(path, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(folder, name)
            if name.startswith(".") or file.is_symlink():
                continue
            found += 1
            if found > MOST_FILES:
                troubles.append(MediumError(str(path), _("plus de {count} fichiers").format(count=MOST_FILES)))
                return
            yield file


def _problems(workshop: Workshop, item: FileTaken) -> tuple[Partly, ...]:
    return workshop.reports.read(item.machine.card.digest).problems if item.machine else ()


def _answer(item: FileTaken, problems: tuple[Partly, ...]) -> dict[str, Any]:
    machine = item.machine
    arrived = {"result": machine.result, **reports.told(machine.card), "problems": list(problems)} if machine else None
    return {**_told(item.wipes), "machine": arrived, "taken": item.taken}


def _said(item: FileTaken, problems: tuple[Partly, ...]) -> list[str]:
    """Say what became of the wipes, where there are any, and of the machine, where there is one."""
    of_wipes = _lines(item.wipes) if item.wipes.report or item.machine is None else []
    if item.machine is None:
        return of_wipes
    card = item.machine.card
    lines = [_("{name} : {report}").format(name=item.wipes.name, report=reports.line(card))]
    lines += ["  " + _arrival(item.machine), *(f"  {_partly(problem)}" for problem in problems)]
    return [*of_wipes, *lines]


def _arrival(arrived: Arrived) -> str:
    card = arrived.card
    state = {
        Arrival.ATTACHED: _("C'est le diagnostic de l'ordinateur {code}.").format(code=grouped(card.machine)),
        Arrival.WAITING: _("Il attend : « workshop reports »."),
        Arrival.DISMISSED: _("Il a été mis de côté."),
    }[card.state]
    return _("Déjà repris. {state}").format(state=state) if arrived.result is Arrival.KNOWN else state


def _partly(problem: Partly) -> str:
    words = {
        Partly.ENTRY_UNREADABLE: _("Une partie du rapport n'a pas pu être lue."),
        Partly.BROKEN: _("L'outil a mal écrit ce rapport : ce qui pouvait être lu l'a été."),
        Partly.TOO_MANY: _("Le rapport est trop long : une partie n'a pas été lue."),
        Partly.ONLY_A_PART: _("Ce rapport ne contient qu'une partie d'un inventaire."),
    }
    return words[problem]


def _content(path: Path) -> bytes:
    """Return a file's bytes, and one too many of a file that is too large; raises MediumError where it is none."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a named pipe would wait for its writer
            raise MediumError(str(path), _("ce n'est pas un fichier"))
        with path.open("rb") as file:
            return file.read(LARGEST_REPORT + 1)
    except OSError as problem:
        raise MediumError(str(path), problem.strerror or str(problem)) from problem


def _told(result: ImportResult) -> dict[str, Any]:
    """Return one file's answer as content, each entry once."""
    report = result.report
    return {
        "name": result.name,
        "not_read": to_content(result.not_read),
        "tool": report.tool if report else "",
        "tool_version": report.tool_version if report else "",
        "format": report.format.value if report else "",
        "format_never_seen": bool(report and report.format in NEVER_SEEN),
        "made_at": report.made_at if report else "",
        "problems": to_content(report.problems) if report else [],
        "file": result.file,
        "fact": result.fact,
        "lines": to_content(result.lines),
    }


def _lines(result: ImportResult) -> list[str]:
    if result.not_read or not result.report:
        why = _not_read(result.not_read or NotRead(WhyNotRead.DAMAGED))
        return [_("{name} : rien n'a été repris. {why}").format(name=result.name, why=why)]
    report = result.report
    tool = f"{report.tool} {report.tool_version}".strip()
    lines = [
        _("{name} : déclaré par {tool}, jamais prouvé par Établi.").format(name=result.name, tool=tool),
        *(f"  {_line(line, report)}" for line in result.lines),
    ]
    if not result.lines:
        lines.append("  " + _("Ce rapport ne parle d'aucun effacement."))
    lines += [f"  {_problem(item.what)} {item.detail}".rstrip() for item in report.problems]
    if report.format in NEVER_SEEN:
        lines.append(
            "  " + _("Lu d'après des noms de champs publiés : Établi n'a jamais vu de vrai rapport de cet outil.")
        )
    if any(Note.NO_ZONE in line.entry.notes for line in result.lines):
        lines.append("  " + _("Les heures de ce rapport n'ont pas de fuseau."))
    return lines


def _line(line: ImportLine, report: ForeignReport) -> str:
    entry = line.entry
    who = " · ".join(part for part in (entry.serial or _("sans numéro de série"), entry.model) if part)
    return _("{who} : {what}").format(who=who, what=_what(line, report.tool))


def _what(line: ImportLine, tool: str) -> str:
    drive, why = grouped(line.drive), " ".join(_reason(reason) for reason in line.reasons)
    match line.outcome:
        case Outcome.DECLARED:
            return _("déclaré effacé par {tool}, disque {drive}.").format(tool=tool, drive=drive)
        case Outcome.KNOWN:
            return _("déjà déclaré par ce même rapport, rien n'a changé, disque {drive}.").format(drive=drive)
        case Outcome.NOT_WIPED:
            return _("non effacé, d'après {tool}. {why}").format(tool=tool, why=_own_account(line)).rstrip()
        case Outcome.SUPERSEDED:
            return _("le même rapport parle encore de ce disque, plus tard.")
        case Outcome.UNMATCHED:
            return _("aucun disque d'ici. {why}").format(why=why)
        case Outcome.REFUSED:
            return _("refusé, disque {drive}. {why}").format(drive=drive, why=why)


def _own_account(line: ImportLine) -> str:
    notes = [_note(note) for note in line.entry.notes]
    said = [note for note in notes if note]
    if not said and line.entry.detail:
        said = [_("Il dit : {words}.").format(words=line.entry.detail)]
    if not said and line.entry.status is Account.UNKNOWN:
        said = [_("Il ne dit pas comment cela s'est fini.")]
    return " ".join(said)


def _note(note: Note) -> str:
    """Say why a report's wipe is none; notes that change nothing are not said here."""
    words = {
        Note.ERRORS_COUNTED: _("Il compte des erreurs."),
        Note.NOT_WHOLE: _("Le disque n'a pas été effacé en entier."),
        Note.NEVER_STARTED: _("L'effacement n'a jamais commencé."),
        Note.STEP_FAILED: _("Une étape a échoué."),
        Note.CHECK_FAILED: _("Sa propre vérification a échoué."),
        Note.NO_SUMMARY: _("Son bilan manque : le rapport est coupé ou trop ancien."),
        Note.CHECKED_ONLY: _("Cette méthode lit le disque, elle n'efface rien."),
        Note.HIDDEN_SECTORS: _("Le disque a une zone cachée, qui n'a pas été effacée."),
        Note.WARNED: _("Il s'est fini avec un avertissement."),
        Note.INCOMPLETE: _("Il manque des lignes dans ce rapport."),
        Note.CONTRADICTS_ITSELF: _("Ce rapport dit deux choses différentes de ce disque."),
        Note.SERIAL_TWICE: _("Deux disques de ce rapport ont le même numéro de série."),
    }
    return words.get(note, "")


def _reason(reason: str) -> str:
    words = {
        Unmatched.NO_SERIAL.value: _("Le rapport ne donne pas le numéro de série du disque."),
        Unmatched.UNKNOWN_SERIAL.value: _(
            "Personne ne connaît ce numéro de série. Une fois le disque reçu, recommencez."
        ),
        Unmatched.SHARED_SERIAL.value: _("Plusieurs disques ont ce numéro de série."),
        Unmatched.OTHER_MODEL.value: _("Le modèle n'est pas le même."),
        Unmatched.OTHER_SIZE.value: _("La taille n'est pas la même."),
        Why.WIPING_HERE.value: _("Un effacement est commencé ici."),
        Why.ATTESTED_ABSENT.value: _("Une personne a attesté que ce disque n'est pas là."),
        Why.USED_SINCE.value: _("Le disque a resservi. Rien ne montre que le rapport est plus récent."),
        Why.OVERTAKEN.value: _("Ce rapport a déjà servi, et l'état du disque a changé depuis."),
        Refusal.DRIVE_FAILED.value: _("Ici, l'effacement de ce disque n'a pas pu être prouvé."),
        Refusal.ALREADY_THERE.value: _("Établi a déjà prouvé l'effacement de ce disque."),
        Refusal.DESTROYED.value: _("Ce disque est détruit."),
        Refusal.LOST.value: _("Ce disque est perdu."),
    }
    return words.get(reason, reason)


def _problem(what: Problem) -> str:
    words = {
        Problem.ENTRY_UNREADABLE: _("Une partie du rapport n'a pas pu être lue."),
        Problem.PAGE_UNREADABLE: _("Une page n'a pas pu être lue :"),
        Problem.TOO_MANY: _("Le rapport est trop long : une partie n'a pas été lue."),
    }
    return words[what]


def _not_read(answer: NotRead) -> str:
    words = {
        WhyNotRead.EMPTY: _("Le fichier est vide."),
        WhyNotRead.TOO_LARGE: _("Le fichier est trop gros pour un rapport."),
        WhyNotRead.UNKNOWN_FORMAT: _(
            "Ce n'est pas un rapport connu (nwipe, usody-sanitize, eReuse, Blancco, GLPI, lshw, hwinfo, Établi)."
        ),
        WhyNotRead.DAMAGED: _("Le fichier est abîmé."),
        WhyNotRead.FORBIDDEN: _("Le fichier contient ce qu'un rapport ne doit pas contenir (mot de passe, entités)."),
        WhyNotRead.TOO_SLOW: _("Le lire prend trop de temps : il est piégé ou abîmé."),
        WhyNotRead.TOO_HEAVY: _("Le lire prend trop de mémoire : il est piégé ou abîmé."),
        WhyNotRead.NO_READER: _("Le lecteur de rapports n'a pas pu démarrer."),
    }
    return words[answer.why]
