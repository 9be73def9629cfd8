"""`grade`, `destination`, `contract`, `scores`: letters that explain themselves, and where machines go."""

from __future__ import annotations

import argparse
import json
from contextlib import closing
from pathlib import Path
from typing import Any

from workshop.bootstrap import default_contract
from workshop.cli.badges import vouch
from workshop.cli.console import Console, Exit, write_file
from workshop.cli.people import opened
from workshop.cli.replay import say_score
from workshop.contract_words import change, signed
from workshop.domain.content import to_content
from workshop.domain.contract_changes import changes
from workshop.domain.contracts import FACTS, NAMED, Contract, Destination, Value
from workshop.domain.destinations import Because, Sent, judge
from workshop.domain.diagnosis import Category
from workshop.domain.errors import MediumError, RulesError
from workshop.domain.grading import Evidence, EvidenceKind, Grade, why
from workshop.domain.measures import completed
from workshop.domain.r2 import R2Codes
from workshop.domain.upgrades import Plan
from workshop.grading_wiring import contract_named, contract_text, contracts, import_scores, previous
from workshop.grading_wiring import scores as scores_here
from workshop.grading_words import because, destination, finding, obstacle, plan, signature, step, verdict
from workshop.looking_wiring import grade_sheet
from workshop.scoring_wiring import scoring_named
from workshop.services.grading import Judged
from workshop.settings import Settings
from workshop.texts import _

SCHEMA = "etabli-grade/1"
LARGEST_FACTS = 64 * 1024
LARGEST_NUMBER = 2**53 - 1
GIVEN = Evidence(EvidenceKind.GIVEN)
CHECK, COMPARE, LIST, ADOPT = "check", "compare", "list", "adopt"
SHIPPED = "shipped"
BY_RULE = "rule"


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add this word's commands."""
    grade = commands.add_parser("grade", parents=[shared], help=_("noter un ordinateur"))
    grade.add_argument("code", nargs="?", metavar="CODE")
    grade.add_argument("--facts", type=Path, metavar="FICHIER", help=_("noter un ordinateur décrit en JSON"))
    grade.add_argument(
        "--contract", default="", metavar="CONTRAT", help=_("sous un autre contrat, pour voir : rien n'est écrit")
    )
    grade.add_argument("--out", type=Path, metavar="FICHIER", help=_("la fiche de sa note, en PDF"))
    grade.set_defaults(command=_grade)
    send = commands.add_parser("destination", parents=[shared], help=_("où va un ordinateur"))
    send.add_argument("code", metavar="CODE")
    kinds = [*(item.value for item in Destination), BY_RULE]
    send.add_argument("--set", dest="to", choices=kinds, default="", help=_("l'envoyer ailleurs, ou suivre la règle"))
    send.add_argument("--because", choices=[item.value for item in Because], default="", help=_("pourquoi"))
    send.set_defaults(command=_destination)
    contract = commands.add_parser("contract", parents=[shared], help=_("les contrats : liste, contrôle, comparaison"))
    contract.add_argument("act", nargs="?", choices=(LIST, CHECK, COMPARE, ADOPT), default=LIST)
    contract.add_argument("names", nargs="*", metavar="CONTRAT", help=_("un fichier, un nom, ou « nom version »"))
    contract.set_defaults(command=_contract)
    scores = commands.add_parser("scores", parents=[shared], help=_("les points des processeurs, importés"))
    scores.add_argument("file", nargs="?", type=Path, metavar="FICHIER", help=_("un tableau : processeur ; points"))
    scores.add_argument("--source", default="", metavar="TEXTE", help=_("d'où ils viennent"))
    scores.add_argument("--dated", default="", metavar="DATE", help=_("de quel jour, comme 2026-11-24"))
    scores.set_defaults(command=_scores)


def _grade(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    scoring = scoring_named(options.contract) if options.contract else None
    if scoring and (options.facts or options.code):
        return say_score(_facts(options, settings), scoring, console)
    contract = contract_named(settings, options.contract) if options.contract else None
    codes: R2Codes | None = None
    if options.facts:
        judged = described(read_facts(options.facts), contract or default_contract())
    elif options.code:
        with closing(opened(settings)) as workshop:
            if contract is None:
                workshop.grading.grade(workshop.actor(), options.code)
            if options.out:
                write_file(options.out, grade_sheet(workshop, options.code))
            judged = workshop.grading.look_at(options.code, contract)
            codes = workshop.grading.r2(options.code)
    else:
        console.say(_("Dites quel ordinateur, ou --facts FICHIER."))
        return Exit.WRONG_USE
    ways = judged.plans()
    content, lines = content_of(judged.grade, ways), _lines(judged.grade, ways)
    if codes:
        content["r2v3"] = codes
        lines.append(f"R2v3 : {codes.functional or '—'} · {codes.cosmetic}")
    console.answer(content, *lines)
    return Exit.DONE if judged.grade.eligible else Exit.REFUSED


def _facts(options: argparse.Namespace, settings: Settings) -> dict[str, Value]:
    """Return the facts of a machine, or of one that is described by hand."""
    if options.facts:
        return read_facts(options.facts)
    with closing(opened(settings)) as workshop:
        return workshop.grading.measures(options.code).facts


def described(facts: dict[str, Value], contract: Contract) -> Judged:
    """Grade a machine that is described by hand."""
    known = completed(facts)
    evidence = {name: GIVEN for name, value in known.items() if value is not None}
    return Judged(judge(known, contract, evidence), known, evidence, contract)


def read_facts(path: Path) -> dict[str, Value]:
    """Read the facts of a described machine; raises MediumError, or RulesError with all unknown and strange ones."""
    try:
        with path.open("rb") as file:
            text = file.read(LARGEST_FACTS + 1)
    except OSError as problem:
        raise MediumError(str(path), problem.strerror or str(problem)) from problem
    try:
        content = json.loads(text) if len(text) <= LARGEST_FACTS else None
    except (ValueError, RecursionError) as problem:
        raise RulesError(str(path), (str(problem),)) from problem
    if not isinstance(content, dict):
        raise RulesError(str(path), (f"must be one object of facts, at most {LARGEST_FACTS} bytes",))
    wrong = tuple(f"{name}: {_wrong(name, value)}" for name, value in content.items() if _wrong(name, value))
    if wrong:
        raise RulesError(str(path), wrong)
    return content


def _wrong(name: str, value: Any) -> str:
    """Say what is wrong with one fact, empty where nothing is; no value at all is one that nobody measured."""
    if name == "category":
        return "" if value in list(Category) else f"none of {', '.join(Category)}"
    if name in (f"{fact}_named" for fact in NAMED):
        return "" if isinstance(value, str | None) else "must be a text"
    known = FACTS.get(name)
    if known is None:
        return "unknown fact"
    if value is None:
        return ""
    most = LARGEST_NUMBER if known.most is None else known.most
    if not isinstance(value, int) or not known.least <= value <= most:
        return f"must be a whole number from {known.least} to {most}"
    return ""


def content_of(result: Grade, ways: tuple[Plan, ...]) -> dict[str, Any]:
    """Give a grade as `resources/schemas/etabli-grade-1.schema.json` says."""
    return {
        "schema": SCHEMA,
        **to_content(result),
        "deliverable": result.deliverable,
        "why": [item.criterion for item in why(result)],
        "plans": [
            {**to_content(way), "possible": way.possible, "certain": way.certain, "minutes": way.minutes}
            for way in ways
        ],
    }


def _lines(result: Grade, ways: tuple[Plan, ...]) -> list[str]:
    lines = [verdict(result), signature(result)]
    lines.append(_("Destination : {to}.").format(to=destination(result.destination)))
    reasons = why(result)
    if reasons:
        lines.append(_("Pourquoi {letter} :").format(letter=result.letter))
        lines += [f"  {_told(item.letter)} {finding(item)} [{item.criterion}]" for item in reasons]
    lines.append(_("Tout ce qui a été regardé :"))
    lines += [f"  {_told(item.letter)} {finding(item)} [{item.criterion}]" for item in result.findings]
    for way in ways:
        lines.append(plan(way))
        lines += [f"  {step(item)}" for item in way.steps]
        lines += [f"  {obstacle(item)}" for item in way.obstacles]
    return lines


def _told(letter: str) -> str:
    return letter or "✗"


def _destination(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    if bool(options.to and options.to != BY_RULE) is not bool(options.because):
        reasons = ", ".join(f"{item.value} ({because(item)})" for item in Because)
        console.say(_("Une autre destination a une raison (--because) : {reasons}.").format(reasons=reasons))
        return Exit.WRONG_USE
    with closing(opened(settings)) as workshop:
        if options.to:
            actor = workshop.actor()
            vouch(workshop, actor)
            to = None if options.to == BY_RULE else Destination(options.to)
            sent = workshop.grading.send(actor, options.code, to, Because(options.because) if to else None)
        else:
            sent = workshop.grading.sent(options.code)
        console.answer(sent, _sent(sent))
    return Exit.DONE if sent.to else Exit.REFUSED


def _sent(sent: Sent) -> str:
    name = destination(sent.to)
    if sent.chosen and sent.because:
        return _("{to} : choisi, car « {reason} ».").format(to=name, reason=because(sent.because))
    return _("{to} : règle « {rule} » du contrat.").format(to=name, rule=sent.rule) if sent.rule else name


def _contract(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    names = options.names
    if options.act == ADOPT and len(names) == 1:
        return _adopt(names[0], settings, console)
    if options.act == LIST:
        found = contracts(settings)
        console.answer(found, *(f"{item.name} · {item.title} · {item.dated} · {signed(item)}" for item in found))
        return Exit.DONE
    if not names or len(names) > (2 if options.act == COMPARE else 1):
        console.say(_("Dites quel contrat (pour comparer : l'ancien, puis le nouveau)."))
        return Exit.WRONG_USE
    new = contract_named(settings, names[-1])
    if options.act == CHECK:
        console.answer(new, f"{new.name} · {new.title} · {signed(new)}", new.notice)
        return Exit.DONE
    old = contract_named(settings, names[0]) if len(names) > 1 else previous(settings, new)
    if old is None:
        console.say(_("Il n'y a pas de version avant celle-ci."))
        return Exit.REFUSED
    found_changes = changes(old, new)
    console.answer(found_changes, f"{old.name} → {new.name}", *map(change, found_changes))
    return Exit.DONE


def _adopt(name: str, settings: Settings, console: Console) -> Exit:
    """Grade by a file's contract from now on, or by the one that is shipped."""
    text = "" if name == SHIPPED else contract_text(Path(name))
    with closing(opened(settings)) as workshop:
        actor = workshop.actor()
        vouch(workshop, actor)
        adopted = workshop.contracts.adopt(actor, text) if text else workshop.contracts.adopt_shipped(actor)
    console.answer(adopted, f"{adopted.name} · {adopted.title} · {signed(adopted)}", adopted.notice)
    return Exit.DONE


def _scores(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    if options.file is None:
        kept = scores_here(settings.folder())
        if kept is None:
            console.say(_("Aucun point n'est importé."))
            return Exit.REFUSED
        console.answer(kept, _count(len(kept.points), kept.source, kept.dated))
        return Exit.DONE
    found, problems = import_scores(settings.folder(), options.file, options.source, options.dated)
    for problem in problems:
        console.say(_("Ligne pas comprise : {line}").format(line=problem))
    console.answer(found, _count(len(found.points), found.source, found.dated))
    return Exit.DONE


def _count(number: int, source: str, dated: str) -> str:
    return _("Processeurs connus : {number}. Source : {source}, {dated}.").format(
        number=number, source=source, dated=dated
    )
