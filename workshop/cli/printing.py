"""`print`: labels out of the printer of this bench; `queue`: what waits; `stickers`: the check after sticking."""

from __future__ import annotations

import argparse
from contextlib import closing
from typing import Any

from workshop.bootstrap import Workshop
from workshop.cli.badges import vouch
from workshop.cli.console import Console, Exit, write_file
from workshop.cli.people import opened
from workshop.domain.content import to_content
from workshop.domain.printing import JobState, LabelJob, Reason
from workshop.domain.stickers import StickerRules
from workshop.domain.typography import grouped
from workshop.printing_words import line, reason, state, trouble
from workshop.settings import Settings
from workshop.texts import _

FOLDER = "labels"
SHOW, RETRY, VOID, CAME_OUT, NOT_OUT = "show", "retry", "void", "came-out", "not-out"
YES, NO = "yes", "no"
OPEN = (JobState.WAITING, JobState.SENT, JobState.FAILED)


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add these words' commands."""
    printing = commands.add_parser("print", parents=[shared], help=_("imprimer l'étiquette d'un ou plusieurs codes"))
    printing.add_argument("codes", nargs="+", metavar="CODE")
    printing.add_argument(
        "--copy-because", choices=[one.value for one in Reason], help=_("pourquoi une autre étiquette du même code")
    )
    printing.add_argument("--replace", action="store_true", help=_("donner un nouveau code (responsable)"))
    printing.set_defaults(command=_print)
    queue = commands.add_parser("queue", parents=[shared], help=_("les étiquettes qui attendent, et leur suite"))
    queue.add_argument("act", nargs="?", default=SHOW, choices=(SHOW, RETRY, VOID, CAME_OUT, NOT_OUT))
    queue.add_argument("number", nargs="?", type=int, default=0, metavar="NUMÉRO")
    queue.add_argument("--all", action="store_true", help=_("aussi celles qui sont sorties ou annulées"))
    queue.set_defaults(command=_queue)
    checks = commands.add_parser("stickers", parents=[shared], help=_("le contrôle des étiquettes collées"))
    checks.add_argument("--one-in", type=int, metavar="N", help=_("contrôler un ordinateur sur N (0 : aucun)"))
    checks.add_argument("--first", type=int, metavar="N", help=_("contrôler les N premiers de chaque personne"))
    checks.add_argument("--same-model", choices=(YES, NO), help=_("contrôler deux modèles pareils d'un même lot"))
    checks.set_defaults(command=_stickers)


def _print(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    with closing(opened(settings)) as workshop:
        actor = workshop.actor()
        if options.replace:
            return _replaced(workshop, options.codes, console)
        why = Reason(options.copy_because) if options.copy_because else None
        asked = workshop.printing.print(actor, *options.codes, why=why)
        if asked.pdf:
            path = settings.folder() / FOLDER / f"{options.codes[0]}.pdf"
            write_file(path, asked.pdf)
            console.answer({"file": str(path), "jobs": []}, str(path))
            return Exit.DONE
        return _sent(workshop, [job.number for job in asked.jobs], {"file": ""}, console)


def _replaced(workshop: Workshop, codes: list[str], console: Console) -> Exit:
    vouch(workshop, workshop.actor())
    new = [workshop.printing.replace_identity(workshop.actor(), code) for code in codes]
    workshop.printing_thread.work_off_now()
    lines = [
        _("{old} devient {new}.").format(old=grouped(old), new=grouped(code))
        for old, code in zip(codes, new, strict=True)
    ]
    console.answer({"codes": new}, *lines)
    return Exit.DONE


def _queue(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    with closing(opened(settings)) as workshop:
        actor, printing = workshop.actor(), workshop.printing
        match options.act:
            case "retry":
                printing.retry(actor, options.number)
            case "void":
                printing.void(actor, options.number)
            case "came-out" | "not-out":
                printing.came_out(actor, options.number, yes=options.act == CAME_OUT)
            case _:
                return _listed(workshop, printing.jobs(*(() if options.all else OPEN)), console)
        return _sent(workshop, [options.number], {}, console)


def _listed(workshop: Workshop, jobs: tuple[LabelJob, ...], console: Console) -> Exit:
    how = workshop.printing.line()
    console.answer({"printer": to_content(how), "jobs": [_content(job) for job in jobs]}, line(how), *map(_line, jobs))
    return Exit.DONE


def _stickers(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    with closing(opened(settings)) as workshop:
        rules = _chosen(options, workshop.stickers.rules())
        if rules != workshop.stickers.rules():
            vouch(workshop, workshop.actor())
            rules = workshop.stickers.set_rules(workshop.actor(), rules)
        due = workshop.stickers.due()
    told = (
        _("Un ordinateur sur {number}").format(number=rules.one_in),
        _("Les {number} premiers de chaque personne").format(number=rules.first),
        _("Deux modèles pareils d'un même lot : {answer}").format(answer=_("oui") if rules.same_model else _("non")),
    )
    to_check = _("à contrôler")
    lines = (f"{grouped(check.code)} · {to_check}" for check in due)
    content = {"one_in": rules.one_in, "first": rules.first, "same_model": rules.same_model}
    console.answer({"rules": content, "due": [check.code for check in due]}, *told, *lines)
    return Exit.DONE


def _chosen(options: argparse.Namespace, rules: StickerRules) -> StickerRules:
    return StickerRules(
        rules.code,
        rules.one_in if options.one_in is None else max(0, options.one_in),
        rules.first if options.first is None else max(0, options.first),
        same_model=rules.same_model if options.same_model is None else options.same_model == YES,
    )


def _sent(workshop: Workshop, numbers: list[int], content: dict[str, Any], console: Console) -> Exit:
    """Send what waits, unless the window of this bench does; say what became of these jobs."""
    workshop.printing_thread.work_off_now()
    jobs = [job for job in workshop.printing.jobs() if job.number in numbers]
    console.answer({**content, "jobs": [_content(job) for job in jobs]}, *map(_line, jobs))
    return Exit.REFUSED if any(job.state is JobState.FAILED or job.unsure for job in jobs) else Exit.DONE


def _content(job: LabelJob) -> dict[str, Any]:
    return {
        "number": job.number,
        "code": job.code,
        "kind": job.kind,
        "copy": job.copy,
        "bench": job.bench,
        "state": job.state.value,
        "unsure": job.unsure,
        "made_at": to_content(job.made_at),
        "trouble": job.trouble.value if job.trouble else "",
        "tries": job.tries,
        "why": job.why.value if job.why else "",
    }


def _line(job: LabelJob) -> str:
    why = reason(job.why) if job.why else ""
    what = " ".join(trouble(job.trouble)) if job.trouble else ""
    copy = _("copie {number}").format(number=job.copy) if job.copy > 1 else ""
    parts = (str(job.number), grouped(job.code), copy, why, state(job.state, unsure=job.unsure), what)
    return " · ".join(part for part in parts if part)
