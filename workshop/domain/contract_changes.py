"""What changed between two versions of a contract, thing by thing, and whether that is stricter or looser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from workshop.domain.contracts import Contract, Criterion, DestinationRule, Need, Remedy


class ChangeKind(StrEnum):
    """What kind of thing is not the same in two versions of a contract."""

    HEAD = "head"  # title, date, notice, signature
    LETTERS = "letters"
    POLICY = "policy"  # reservations, tools, tags, second person, what the buyer holds
    CRITERION_ADDED = "criterion-added"
    CRITERION_REMOVED = "criterion-removed"
    LIMIT = "limit"
    UNKNOWN = "unknown"
    CATEGORIES = "categories"
    WORDING = "wording"  # clause, source, confidence, unit
    MEASURED_OTHERWISE = "measured-otherwise"  # fact, axis, sense, waiver
    DESTINATION = "destination"
    REMEDY = "remedy"


class Effect(StrEnum):
    """What a change means for machines."""

    STRICTER = "stricter"
    LOOSER = "looser"
    EITHER = "either"  # some machines gain, some lose, or nobody can tell without grading them
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: `subject` is the id of a criterion, rule or remedy, `field` what of it, `letter` that of a limit.

    `before` and `after` are as the file says them, empty where the version says nothing.
    """

    kind: ChangeKind
    subject: str
    field: str
    before: str
    after: str
    effect: Effect = Effect.NONE
    letter: str = ""


_HEAD = ("id", "version", "title", "dated", "notice", "signed_by", "signed_on")
_WORDING = ("clause", "source", "confidence", "unit")
_SENSE = ("axis", "fact", "unless")


def changes(before: Contract, after: Contract) -> tuple[Change, ...]:
    """Compare two versions; an order of criteria that is another changes nothing."""
    return (
        *_head(before, after),
        *_policy(before, after),
        *_criteria(before, after),
        *_rules(before, after),
        *_remedies(before, after),
    )


def effect_of(found: tuple[Change, ...]) -> Effect:
    """Say what all changes together mean: one sense where they agree."""
    effects = {change.effect for change in found} - {Effect.NONE}
    if not effects:
        return Effect.NONE
    return effects.pop() if len(effects) == 1 else Effect.EITHER


def _head(before: Contract, after: Contract) -> Iterator[Change]:
    for name in _HEAD:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield Change(ChangeKind.HEAD, "", name, old, new)
    if before.letters != after.letters:
        yield Change(
            ChangeKind.LETTERS, "", "letters", " ".join(before.letters), " ".join(after.letters), Effect.EITHER
        )


def _policy(before: Contract, after: Contract) -> Iterator[Change]:
    old, new = before.policy, after.policy
    for name in ("accepted_reservations", "declared_tools"):
        yield from _listed(name, getattr(old, name), getattr(new, name))
    yield from _listed("holds", before.holds, after.holds)
    yield from _demanded("tags_removed", before=old.tags_removed, after=new.tags_removed)
    yield from _demanded("second_person", before=before.second_person, after=after.second_person)


def _listed(name: str, before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[Change]:
    """Compare what is let pass: more of it is looser."""
    if set(before) == set(after):
        return
    lost, won = set(before) - set(after), set(after) - set(before)
    effect = Effect.EITHER if lost and won else Effect.LOOSER if won else Effect.STRICTER
    yield Change(ChangeKind.POLICY, "", name, ", ".join(sorted(before)), ", ".join(sorted(after)), effect)


def _demanded(name: str, *, before: bool, after: bool) -> Iterator[Change]:
    if before is not after:
        effect = Effect.STRICTER if after else Effect.LOOSER
        yield Change(ChangeKind.POLICY, "", name, _flag(on=before), _flag(on=after), effect)


def _flag(*, on: bool) -> str:
    return "true" if on else "false"


def _criteria(before: Contract, after: Contract) -> Iterator[Change]:
    known = {item.id: item for item in before.criteria}
    wanted = {item.id: item for item in after.criteria}
    for name, item in wanted.items():
        if name not in known:
            yield Change(ChangeKind.CRITERION_ADDED, name, "", "", item.clause, Effect.STRICTER)
        else:
            yield from _criterion(known[name], item, after)
    for name, item in known.items():
        if name not in wanted:
            yield Change(ChangeKind.CRITERION_REMOVED, name, "", item.clause, "", Effect.LOOSER)


def _criterion(old: Criterion, new: Criterion, contract: Contract) -> Iterator[Change]:
    for name in (*_SENSE, *_WORDING):
        before, after = str(getattr(old, name) or ""), str(getattr(new, name) or "")
        if before != after:
            sense = name in _SENSE
            kind = ChangeKind.MEASURED_OTHERWISE if sense else ChangeKind.WORDING
            yield Change(kind, old.id, name, before, after, Effect.EITHER if sense else Effect.NONE)
    if bool(old.at_least) is not bool(new.at_least):
        yield Change(ChangeKind.MEASURED_OTHERWISE, old.id, "limits", _limits(old), _limits(new), Effect.EITHER)
    else:
        yield from _limits_changed(old, new, contract)
    if old.unknown != new.unknown:
        rank = _ranker(contract)
        effect = Effect.STRICTER if rank(new.unknown) > rank(old.unknown) else Effect.LOOSER
        yield Change(ChangeKind.UNKNOWN, old.id, "unknown", old.unknown, new.unknown, effect)
    yield from _categories(old, new)


def _ranker(contract: Contract) -> Callable[[str], int]:
    """Rank letters of either version: one that the new version does not know stands between the worst and none."""
    known = contract.letters
    return lambda letter: known.index(letter) if letter in known else len(known) + (0 if letter else 1)


def _limits(criterion: Criterion) -> str:
    sign = "≥" if criterion.at_least else "≤"
    return ", ".join(f"{letter} {sign} {limit}" for letter, limit in criterion.at_least or criterion.at_most)


def _limits_changed(old: Criterion, new: Criterion, contract: Contract) -> Iterator[Change]:
    rising = bool(new.at_least)
    before, after = dict(old.at_least or old.at_most), dict(new.at_least or new.at_most)
    for letter in sorted({*before, *after}, key=lambda item: (_ranker(contract)(item), item)):
        was, is_now = before.get(letter), after.get(letter)
        if was == is_now:
            continue
        if was is None or is_now is None:
            effect = Effect.LOOSER if was is None else Effect.STRICTER
        else:
            effect = Effect.STRICTER if (is_now > was) is rising else Effect.LOOSER
        yield Change(ChangeKind.LIMIT, new.id, "limit", _number(was), _number(is_now), effect, letter)


def _number(limit: int | None) -> str:
    return "" if limit is None else str(limit)


def _categories(old: Criterion, new: Criterion) -> Iterator[Change]:
    before, after = set(old.categories), set(new.categories)
    if before == after:
        return
    if not after or (before and before < after):
        effect = Effect.STRICTER
    else:
        effect = Effect.LOOSER if not before or after < before else Effect.EITHER
    words = ", ".join(sorted(before)), ", ".join(sorted(after))
    yield Change(ChangeKind.CATEGORIES, new.id, "categories", *words, effect)


def _rules(before: Contract, after: Contract) -> Iterator[Change]:
    """Where machines go; only the first rule that fits counts, so their order is part of what they say."""
    order = [rule.id for rule in before.destinations], [rule.id for rule in after.destinations]
    known, wanted = ({rule.id: rule for rule in item.destinations} for item in (before, after))
    for name in dict.fromkeys((*known, *wanted)):
        old, new = known.get(name), wanted.get(name)
        if old and new and _rule(old) == _rule(new):
            if old != new:
                yield Change(ChangeKind.WORDING, name, "clause", old.clause, new.clause)
        elif old != new:
            yield Change(ChangeKind.DESTINATION, name, "rule", _rule(old), _rule(new), Effect.EITHER)
    if order[0] != order[1] and set(order[0]) == set(order[1]):
        yield Change(ChangeKind.DESTINATION, "", "order", " ".join(order[0]), " ".join(order[1]), Effect.EITHER)


def _rule(rule: DestinationRule | None) -> str:
    if rule is None:
        return ""
    parts = (rule.to.value, *rule.letters, *rule.categories, *map(_need, rule.needs), "blocked" if rule.blocked else "")
    return " ".join(part for part in parts if part)


def _need(need: Need) -> str:
    ends = (("≥", need.at_least), ("≤", need.at_most))
    return " ".join(f"{need.fact} {sign} {number}" for sign, number in ends if number is not None)


def _remedies(before: Contract, after: Contract) -> Iterator[Change]:
    known, wanted = ({item.id: item for item in contract.remedies} for contract in (before, after))
    for name in dict.fromkeys((*known, *wanted)):
        old, new = known.get(name), wanted.get(name)
        if old != new:
            yield Change(ChangeKind.REMEDY, name, "remedy", _remedy(old), _remedy(new))


def _remedy(remedy: Remedy | None) -> str:
    if remedy is None:
        return ""
    amounts = "/".join(map(str, remedy.amounts))
    return " ".join(part for part in (remedy.how.value, remedy.fact, amounts, f"{remedy.minutes} min") if part)
