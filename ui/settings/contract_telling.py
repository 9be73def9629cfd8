"""The contract in words, for the manager: its criteria, what would change in the stock, what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ui.settings.contract_draft import Draft, Limits, Problem, Wrong
from ui.signals import Shape
from ui.widgets.listing import Line
from ui.words import category
from workshop.contract_words import change, signed
from workshop.domain.contract_changes import Change, ChangeKind
from workshop.domain.contracts import FACTS, Axis, Contract, Criterion, Destination
from workshop.domain.typography import NO_BREAK, grouped
from workshop.grading_words import amount, axis, confidence, destination, fact
from workshop.services.replay import Replay, Replayed, Said
from workshop.texts import _, several
from workshop.words import shown

MOST_VERSIONS = 4


def headline(contract: Contract) -> str:
    """Say which contract it is, of which day, and who signed it."""
    words = _("{id}, version {version}, du {day}.")
    return shown(f"{words.format(id=contract.id, version=contract.version, day=contract.dated)} {signed(contract)}")


def versions(adopted: Sequence[Contract], contract: Contract) -> str:
    """Name the versions that were adopted before the one in force; empty where there is none."""
    before = [item for item in adopted if item.name != contract.name][-MOST_VERSIONS:]
    names = [f"{item.id}{NO_BREAK}{item.version}" for item in reversed(before)]
    return shown(_("Adoptés avant : {names}.").format(names=", ".join(names))) if names else ""


def criteria(contract: Contract, draft: Draft | None = None) -> list[Line]:
    """Return every criterion, by axis; a draft's limits where there is one, without the clauses."""
    lines: list[Line] = []
    for part in Axis:
        found = [item for item in contract.criteria if item.axis is part]
        lines += [Line(f"axis:{part}", shown(axis(part)), heading=True)] if found else []
        lines += [_criterion(item, contract, draft) for item in found]
    return lines


def _criterion(item: Criterion, contract: Contract, draft: Draft | None) -> Line:
    title = name_of(item, contract)
    if draft is None:
        told = (limits_words(item, item.at_least or item.at_most), item.clause)
        return Line(item.id, title, shown("\n".join(told)), shown(confidence(item.confidence)))
    changed = draft.changed(item)
    state, shape = (shown(_("changé")), Shape.NOW) if changed else ("", None)
    if draft.problem(item) is not None and changed:
        state, shape = shown(_("à corriger")), Shape.WARNING
    return Line(item.id, title, shown(limits_words(item, draft.limits(item))), state, shape)


def name_of(item: Criterion, contract: Contract) -> str:
    """Name a criterion by what it measures; by its kinds of machines too, where another one measures the same."""
    name = fact(item.fact)
    if sum(other.fact == item.fact for other in contract.criteria) > 1 and item.categories:
        name = f"{name} ({', '.join(category(kind).lower() for kind in item.categories)})"
    return shown(name)


def limits_words(item: Criterion, limits: Limits) -> str:
    """Say the limits of every letter, with their units."""
    sign = "≥" if item.at_least else "≤"
    if _is_flag(item.fact):
        return " · ".join(f"{letter}{NO_BREAK}: {amount(item.fact, value)}" for letter, value in limits)
    told = (amount(item.fact, value).replace(" ", NO_BREAK) for _letter, value in limits)
    return " · ".join(
        f"{letter}{NO_BREAK}{sign}{NO_BREAK}{words}" for (letter, _v), words in zip(limits, told, strict=True)
    )


def _is_flag(name: str) -> bool:
    return (FACTS[name].least, FACTS[name].most) == (0, 1)


def problem_words(problem: Problem, draft: Draft) -> str:
    """Say what is wrong with a limit, and what it takes."""
    item, name = problem.criterion, name_of(problem.criterion, draft.contract)
    ends = FACTS[item.fact]
    match problem.wrong:
        case Wrong.ORDER:
            words = _("{name} : {letter} est meilleur que {other}, et demanderait moins.")
            said = words.format(name=name, letter=problem.letter, other=problem.other)
        case Wrong.RANGE if ends.most is None:
            said = _("{name}, {letter} : {least} au moins.").format(name=name, letter=problem.letter, least=ends.least)
        case Wrong.RANGE:
            words = _("{name}, {letter} : de {least} à {most}.")
            said = words.format(name=name, letter=problem.letter, least=ends.least, most=ends.most)
        case Wrong.UNKNOWN:
            words = _("{name} : sans mesure, la note est {unknown}. Alors, pour {letter}, il faut {value}.")
            value = ends.least if item.at_least else ends.most
            said = words.format(name=name, unknown=item.unknown, letter=problem.letter, value=value)
        case Wrong.EMPTY:
            said = _("{name} : la clause n'a pas de mots.").format(name=name)
    return shown(said)


def counts(found: Replay, contract: Contract) -> str:
    """Say how many machines each letter has, and would have."""
    before, after = dict(found.before), dict(found.after)
    letters = [letter for letter in dict.fromkeys((*contract.letters, *before, *after)) if letter]
    told = [_count(letter, before.get(letter, 0), after.get(letter, 0)) for letter in letters]
    told.append(_count(_("ne part pas"), before.get("", 0), after.get("", 0)))
    return shown(" · ".join(item.replace(" ", NO_BREAK) for item in told))


def _count(name: str, before: int, after: int) -> str:
    words = _("{name} : {before} → {after}") if before != after else _("{name} : {before}")
    return words.format(name=name, before=before, after=after)


def how_many(found: Replay) -> str:
    """Say how many machines change, of how many."""
    changed = len(found.changed)
    if not found.graded:
        return shown(_("Aucun ordinateur n'a encore de note."))
    if not changed:
        words = several(
            "{count} ordinateur noté : rien ne change.", "{count} ordinateurs notés : rien ne change.", found.graded
        )
        return shown(words.format(count=found.graded))
    words = several("{count} ordinateur change, sur {all}.", "{count} ordinateurs changent, sur {all}.", changed)
    return shown(words.format(count=changed, all=found.graded))


def moved(row: Replayed, contract: Contract) -> str:
    """Say how one machine changes, and by which criteria."""
    before, after = _letter(row.before), _letter(row.after)
    if before == after:
        before, after = _to(row.before), _to(row.after)
    because = [item for item in map(contract.criterion, row.criteria) if item is not None]
    names = ", ".join(dict.fromkeys(name_of(item, contract) for item in because))
    words = f"{grouped(row.code)} {row.name} : {before} → {after}"
    return shown(f"{words} ({names})" if names else words)


def differences(found: Sequence[Change], before: Contract, after: Contract) -> list[str]:
    """Say what changed in the contract, limits first, each criterion by its name and each limit with its unit."""
    ordered = sorted(found, key=lambda item: item.kind is not ChangeKind.LIMIT)
    return [change(_named(item, before, after)) for item in ordered]


def _named(what: Change, before: Contract, after: Contract) -> Change:
    contract = after if after.criterion(what.subject) else before
    item = contract.criterion(what.subject)
    if item is None:
        return what
    named = replace(what, subject=name_of(item, contract))
    if what.kind is not ChangeKind.LIMIT:
        return named
    was, now = (amount(item.fact, int(side)) if side else side for side in (what.before, what.after))
    return replace(named, before=was, after=now)


def _letter(said: Said) -> str:
    return said.letter if said.eligible else _("ne part pas")


def _to(said: Said) -> str:
    return destination(next((item for item in Destination if item.value == said.destination), None))
