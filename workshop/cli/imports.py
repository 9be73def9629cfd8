"""`import`: reports of other tools. What they say is declared by them, never proven by Établi."""

from __future__ import annotations

import argparse
import stat
from contextlib import closing
from pathlib import Path
from typing import Any

from workshop.bootstrap import imports
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
from workshop.domain.typography import grouped
from workshop.services.imports import ImportLine, ImportResult, Outcome, Why
from workshop.settings import Settings
from workshop.texts import _
from workshop.words import trouble


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add this word's commands."""
    take = commands.add_parser(
        "import", parents=[shared], help=_("reprendre les rapports d'effacement d'autres outils")
    )
    take.add_argument("files", nargs="+", type=Path, metavar="FICHIER")
    take.set_defaults(command=_import)


def _import(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    results: list[ImportResult] = []
    unreadable = 0
    with closing(opened(settings)) as workshop:
        taking, actor = imports(workshop), workshop.actor()
        for path in options.files:
            try:
                results.append(taking.take(actor, path.name, _content(path)))
            except MediumError as error:  # one bad file hides no other
                unreadable += 1
                console.say(str(trouble(error)))
    lines = [line for result in results for line in _lines(result)]
    console.answer([_told(result) for result in results], *lines)
    return Exit.DONE if not unreadable and all(result.taken for result in results) else Exit.REFUSED


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
        "taken": result.taken,
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
        WhyNotRead.UNKNOWN_FORMAT: _("Ce n'est pas un rapport connu (nwipe, usody-sanitize, eReuse, Blancco)."),
        WhyNotRead.DAMAGED: _("Le fichier est abîmé."),
        WhyNotRead.FORBIDDEN: _("Le fichier contient ce qu'un rapport ne doit pas contenir (mot de passe, entités)."),
        WhyNotRead.TOO_SLOW: _("Le lire prend trop de temps : il est piégé ou abîmé."),
        WhyNotRead.TOO_HEAVY: _("Le lire prend trop de mémoire : il est piégé ou abîmé."),
        WhyNotRead.NO_READER: _("Le lecteur de rapports n'a pas pu démarrer."),
    }
    return words[answer.why]
