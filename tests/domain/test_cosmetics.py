from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.cosmetics import (
    MANY,
    ZONES,
    Looks,
    Mark,
    Zone,
    deciding_marks,
    is_mark,
    looks_of,
    looks_of_mark,
    mark_code,
    marks,
    zones,
)
from workshop.domain.diagnosis import Category
from workshop.domain.faults import MOST
from workshop.domain.inspection import Defect, Severity

SEVERITIES = (Severity.LIGHT, Severity.VISIBLE, Severity.HEAVY)
DEFECTS = st.builds(
    Defect,
    st.sampled_from([*Zone, "another zone"]),
    st.sampled_from([*Mark, "another mark"]),
    st.sampled_from(SEVERITIES),
)
SOME = st.lists(DEFECTS, max_size=8).map(tuple)


@pytest.mark.parametrize("category", Category)
def test_each_kind_of_machine_has_its_own_drawing_with_one_key_for_each_zone_and_mark(category: Category) -> None:
    assert len(set(zones(category))) == len(zones(category)) <= MOST
    for zone in zones(category):
        assert 0 < len(set(marks(zone))) == len(marks(zone)) <= MOST
    assert bool(zones(category)) is (category is not Category.VIRTUAL)


def test_every_zone_and_every_mark_can_be_found_somewhere() -> None:
    assert {zone for known in ZONES.values() for zone in known} == set(Zone)
    assert {mark for zone in Zone for mark in marks(zone)} == set(Mark)


def test_a_mark_outside_of_the_lists_is_none() -> None:
    scratch = Defect("lid", "scratch", Severity.LIGHT)
    assert is_mark(Category.LAPTOP, scratch)
    assert not is_mark(Category.MONITOR, scratch)
    assert not is_mark(Category.LAPTOP, Defect("screen", "dent", Severity.LIGHT))
    assert not is_mark(Category.LAPTOP, Defect("somewhere", "scratch", Severity.LIGHT))


@pytest.mark.parametrize(
    ("zone", "kind", "expected"),
    [
        ("lid", "scratch", (Looks.LIGHT, Looks.VISIBLE, Looks.HEAVY)),
        ("bottom", "scratch", (Looks.LIGHT, Looks.LIGHT, Looks.VISIBLE)),
        ("back", "sticker", (Looks.LIGHT, Looks.LIGHT, Looks.VISIBLE)),
        ("bottom", "dent", (Looks.LIGHT, Looks.VISIBLE, Looks.HEAVY)),
        ("screen", "stain", (Looks.LIGHT, Looks.VISIBLE, Looks.HEAVY)),
        ("screen", "crack", (Looks.DAMAGED, Looks.DAMAGED, Looks.DAMAGED)),
        ("hinge", "broken", (Looks.DAMAGED, Looks.DAMAGED, Looks.DAMAGED)),
        ("cable", "crack", (Looks.DAMAGED, Looks.DAMAGED, Looks.DAMAGED)),
        ("palm-rest", "crack", (Looks.HEAVY, Looks.HEAVY, Looks.DAMAGED)),
        ("keyboard", "missing", (Looks.VISIBLE, Looks.VISIBLE, Looks.HEAVY)),
        ("somewhere", "something", (Looks.LIGHT, Looks.VISIBLE, Looks.HEAVY)),
    ],
)
def test_one_mark_makes_a_class_by_where_and_what_and_how_much(
    zone: str, kind: str, expected: tuple[Looks, ...]
) -> None:
    assert tuple(looks_of_mark(Defect(zone, kind, severity)) for severity in SEVERITIES) == expected


def test_many_marks_look_one_worse_and_never_as_damage() -> None:
    light = Defect("lid", "scratch", Severity.LIGHT)
    heavy = Defect("lid", "scratch", Severity.HEAVY)
    assert looks_of(()) == Looks.CLEAN
    assert looks_of((light,) * (MANY - 1)) == Looks.LIGHT
    assert looks_of((light,) * MANY) == Looks.VISIBLE
    assert looks_of((Defect("lid", "dent", Severity.VISIBLE),) * MANY) == Looks.HEAVY
    assert looks_of((heavy,) * MANY * 2) == Looks.HEAVY


@given(SOME, DEFECTS)
def test_another_mark_never_makes_a_machine_look_better(defects: tuple[Defect, ...], more: Defect) -> None:
    assert looks_of((*defects, more)) >= max(looks_of(defects), looks_of_mark(more))


@given(SOME, DEFECTS)
def test_a_heavier_mark_never_looks_better(defects: tuple[Defect, ...], mark: Defect) -> None:
    each = [looks_of((*defects, Defect(mark.zone, mark.kind, severity))) for severity in SEVERITIES]
    assert each == sorted(each)


@given(SOME, st.randoms())
def test_the_order_in_which_marks_are_found_does_not_matter(defects: tuple[Defect, ...], chance: object) -> None:
    turned = list(defects)
    chance.shuffle(turned)  # type: ignore[attr-defined]
    assert looks_of(tuple(turned)) == looks_of(defects)


@given(SOME)
def test_the_marks_that_decide_make_the_same_class_alone(defects: tuple[Defect, ...]) -> None:
    found = deciding_marks(defects)
    assert bool(found) is bool(defects)
    assert looks_of(found) == looks_of(defects)


def test_a_mark_is_written_as_one_word() -> None:
    assert mark_code(Defect(Zone.LID, Mark.SCRATCH, Severity.LIGHT)) == "lid:scratch:light"
