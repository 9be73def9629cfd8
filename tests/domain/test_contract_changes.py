from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.graded import DEFAULT, FACTS_OF_A_MACHINE, rank
from workshop.adapters.rules.contracts import load_contract
from workshop.domain.contract_changes import Change, ChangeKind, Effect, changes, effect_of
from workshop.domain.contracts import Confidence, Contract, Criterion, Destination, Need, Waiver
from workshop.domain.grading import grade
from workshop.resources import resource

MEMORY = next(item for item in DEFAULT.criteria if item.id == "memory")


def with_memory(**other: Any) -> Contract:
    changed = tuple(replace(item, **other) if item is MEMORY else item for item in DEFAULT.criteria)
    return replace(DEFAULT, criteria=changed)


def one(after: Contract) -> Change:
    (found,) = changes(DEFAULT, after)
    return found


def test_a_contract_is_the_same_as_itself_whatever_the_order_of_its_criteria() -> None:
    assert changes(DEFAULT, DEFAULT) == ()
    assert changes(DEFAULT, replace(DEFAULT, criteria=DEFAULT.criteria[::-1])) == ()
    assert effect_of(()) is Effect.NONE


def test_a_limit_that_moves_is_told_with_its_letter_and_whether_it_is_stricter() -> None:
    higher = one(with_memory(at_least=(("A", 16000), ("B", 5600), ("C", 3500))))
    assert higher == Change(ChangeKind.LIMIT, "memory", "limit", "7500", "16000", Effect.STRICTER, "A")
    lower = one(with_memory(at_least=(("A", 7500), ("B", 5600), ("C", 2000))))
    assert (lower.letter, lower.before, lower.after, lower.effect) == ("C", "3500", "2000", Effect.LOOSER)
    gone = one(with_memory(at_least=(("A", 7500), ("B", 5600))))
    assert (gone.letter, gone.before, gone.after, gone.effect) == ("C", "3500", "", Effect.STRICTER)
    back = changes(with_memory(at_least=(("A", 7500),)), with_memory(at_least=(("A", 7500), ("B", 5600))))
    assert [(item.letter, item.effect) for item in back] == [("B", Effect.LOOSER)]
    locks = next(item for item in DEFAULT.criteria if item.id == "locks")
    more = replace(
        DEFAULT,
        criteria=tuple(replace(item, at_most=(("A", 2),)) if item is locks else item for item in DEFAULT.criteria),
    )
    assert (one(more).subject, one(more).effect) == ("locks", Effect.LOOSER)


def test_criteria_that_come_and_go_are_told() -> None:
    less = replace(DEFAULT, criteria=tuple(item for item in DEFAULT.criteria if item is not MEMORY))
    assert one(less) == Change(ChangeKind.CRITERION_REMOVED, "memory", "", MEMORY.clause, "", Effect.LOOSER)
    (added,) = changes(less, DEFAULT)
    assert (added.kind, added.after, added.effect) == (ChangeKind.CRITERION_ADDED, MEMORY.clause, Effect.STRICTER)


@pytest.mark.parametrize(
    ("other", "kind", "field", "effect"),
    [
        ({"unknown": "C"}, ChangeKind.UNKNOWN, "unknown", Effect.LOOSER),
        ({"categories": ()}, ChangeKind.CATEGORIES, "categories", Effect.STRICTER),
        ({"categories": ("laptop",)}, ChangeKind.CATEGORIES, "categories", Effect.LOOSER),
        ({"categories": ("laptop", "monitor")}, ChangeKind.CATEGORIES, "categories", Effect.EITHER),
        ({"clause": "other"}, ChangeKind.WORDING, "clause", Effect.NONE),
        ({"source": "other"}, ChangeKind.WORDING, "source", Effect.NONE),
        ({"confidence": Confidence.MEMORY}, ChangeKind.WORDING, "confidence", Effect.NONE),
        ({"fact": "ram_gb"}, ChangeKind.MEASURED_OTHERWISE, "fact", Effect.EITHER),
        ({"unless": Waiver.WINDOWS_10_ESU}, ChangeKind.MEASURED_OTHERWISE, "unless", Effect.EITHER),
        ({"at_least": (), "at_most": (("A", 1),)}, ChangeKind.MEASURED_OTHERWISE, "limits", Effect.EITHER),
    ],
)
def test_whatever_else_a_criterion_says_is_told(
    other: dict[str, Any], kind: ChangeKind, field: str, effect: Effect
) -> None:
    found = one(with_memory(**other))
    assert (found.kind, found.subject, found.field, found.effect) == (kind, "memory", field, effect)
    assert found.before != found.after


def test_an_unknown_that_blocks_is_stricter_than_the_worst_letter() -> None:
    (found,) = changes(with_memory(unknown="C"), DEFAULT)
    assert (found.before, found.after, found.effect) == ("C", "", Effect.STRICTER)


def test_the_head_and_the_policy_are_told_too() -> None:
    policy = replace(DEFAULT.policy, accepted_reservations=("sampled",), tags_removed=False)
    after = replace(
        DEFAULT, signed_by="Camille", policy=policy, second_person=True, holds=(Waiver.WINDOWS_10_ESU,), letters=("A",)
    )
    found = {item.field: item for item in changes(DEFAULT, after)}
    assert (found["signed_by"].kind, found["signed_by"].after) == (ChangeKind.HEAD, "Camille")
    assert (found["letters"].kind, found["letters"].after) == (ChangeKind.LETTERS, "A")
    assert found["accepted_reservations"].effect is Effect.LOOSER
    assert (found["tags_removed"].before, found["tags_removed"].after) == ("true", "false")
    assert (found["tags_removed"].effect, found["second_person"].effect) == (Effect.LOOSER, Effect.STRICTER)
    assert (found["holds"].after, found["holds"].effect) == ("windows-10-esu", Effect.LOOSER)
    back = {item.field: item.effect for item in changes(after, DEFAULT)}
    assert (back["accepted_reservations"], back["second_person"]) == (Effect.STRICTER, Effect.LOOSER)
    other = replace(after, policy=replace(policy, accepted_reservations=("health-unknown",)))
    (swapped,) = changes(after, other)
    assert swapped.effect is Effect.EITHER


def test_rules_and_remedies_are_told_with_what_they_say() -> None:
    first, *others = DEFAULT.destinations
    moved = replace(first, to=Destination.KIT, needs=(Need("cpu_score", 1, 9),))
    found = one(replace(DEFAULT, destinations=(moved, *others)))
    assert (found.kind, found.subject) == (ChangeKind.DESTINATION, "communes-ordinateurs")
    assert found.after == "kit A B laptop desktop all-in-one mini-pc cpu_score ≥ 1 cpu_score ≤ 9"
    worded = one(replace(DEFAULT, destinations=(replace(first, clause="other"), *others)))
    assert (worded.kind, worded.after) == (ChangeKind.WORDING, "other")
    turned = one(replace(DEFAULT, destinations=(*others, first)))
    assert (turned.kind, turned.field, turned.effect) == (ChangeKind.DESTINATION, "order", Effect.EITHER)
    gone = one(replace(DEFAULT, destinations=tuple(others)))
    assert (gone.subject, gone.after) == ("communes-ordinateurs", "")
    slower = tuple(replace(item, minutes=99) for item in DEFAULT.remedies[:1])
    remedy = one(replace(DEFAULT, remedies=(*slower, *DEFAULT.remedies[1:])))
    assert (remedy.kind, remedy.before, remedy.after, remedy.effect) == (
        ChangeKind.REMEDY,
        "add memory_mib 4096/8192/16384 10 min",
        "add memory_mib 4096/8192/16384 99 min",
        Effect.NONE,
    )


@st.composite
def variants(draw: st.DrawFn) -> Contract:
    """Move one number of the default contract."""
    index = draw(st.integers(0, len(DEFAULT.criteria) - 1))
    chosen = DEFAULT.criteria[index]
    shift = draw(st.integers(-2000, 2000))

    def moved(limits: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
        return tuple((letter, limit + shift) for letter, limit in limits)

    changed = replace(chosen, at_least=moved(chosen.at_least), at_most=moved(chosen.at_most))
    criteria: tuple[Criterion, ...] = (*DEFAULT.criteria[:index], changed, *DEFAULT.criteria[index + 1 :])
    return replace(DEFAULT, criteria=criteria)


@given(variants(), FACTS_OF_A_MACHINE)
def test_what_is_called_stricter_betters_no_machine_and_what_is_called_looser_worsens_none(
    after: Contract, machine: dict[str, Any]
) -> None:
    effect = effect_of(changes(DEFAULT, after))
    was, is_now = (grade(machine, contract) for contract in (DEFAULT, after))
    before, now = (rank(item.letter, item.eligible, DEFAULT.letters) for item in (was, is_now))
    if effect in (Effect.STRICTER, Effect.NONE):
        assert now >= before
    if effect in (Effect.LOOSER, Effect.NONE):
        assert now <= before


def test_the_two_versions_that_are_shipped_can_be_compared() -> None:
    first = load_contract(resource("contracts", "grand-lyon-defaut-1.toml"))
    found = changes(first, DEFAULT)
    assert effect_of(found) is Effect.EITHER
    added = {item.subject for item in found if item.kind is ChangeKind.CRITERION_ADDED}
    assert {"cosmetic", "charger", "azerty", "windows-11", "drives-open"} <= added
