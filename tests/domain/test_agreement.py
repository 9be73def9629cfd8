from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.agreement import Agreement, agreements, answers, kappa
from workshop.domain.inspection import Defect, Function, Inspection, KeyboardLayout, Severity, Tested, Works
from workshop.domain.second_looks import PERCENTS, is_drawn

Pairs = list[tuple[str, str]]


def table(yes_yes: int, yes_no: int, no_yes: int, no_no: int) -> Pairs:
    """Write a table of two people's answers as pairs."""
    return [("yes", "yes")] * yes_yes + [("yes", "no")] * yes_no + [("no", "yes")] * no_yes + [("no", "no")] * no_no


@pytest.mark.parametrize(
    ("pairs", "by_hand"),
    [
        # po = 35/50; pe = (25/50 × 30/50) + (25/50 × 20/50) = 1/2; (7/10 - 1/2) / (1 - 1/2) = 2/5
        (table(20, 5, 10, 15), Fraction(2, 5)),
        # po = 60/100; pe = 60/100 × 70/100 + 40/100 × 30/100 = 54/100; 6/46 = 3/23
        (table(45, 15, 25, 15), Fraction(3, 23)),
        # po = 60/100; pe = 60/100 × 30/100 + 40/100 × 70/100 = 46/100; 14/54 = 7/27
        (table(25, 35, 5, 35), Fraction(7, 27)),
        (table(3, 0, 0, 4), Fraction(1)),
        (table(0, 5, 5, 0), Fraction(-1)),
        (table(2, 2, 2, 2), Fraction(0)),
        # three answers: po = 4/6; pe = (2/6 × 3/6) + (2/6 × 1/6) + (2/6 × 2/6) = 1/3; 1/2
        ([("a", "a"), ("a", "a"), ("b", "b"), ("b", "c"), ("c", "c"), ("c", "a")], Fraction(1, 2)),
        ([("a", "b")], Fraction(0)),
    ],
)
def test_kappa_is_what_it_is_by_hand(pairs: Pairs, by_hand: Fraction) -> None:
    assert kappa(pairs) == by_hand


@pytest.mark.parametrize("pairs", [[], table(7, 0, 0, 0), table(1, 0, 0, 0)])
def test_kappa_says_nothing_where_only_one_answer_was_ever_given(pairs: Pairs) -> None:
    assert kappa(pairs) is None


ANSWER = st.sampled_from(["a", "b", "c"])


@given(st.lists(st.tuples(ANSWER, ANSWER), min_size=1))
def test_kappa_does_not_care_who_was_first_nor_in_which_order(pairs: Pairs) -> None:
    found = kappa(pairs)
    assert found == kappa([(other, one) for one, other in pairs])
    assert found == kappa(list(reversed(pairs)))
    assert found is None or -1 <= found <= 1
    assert found != 1 or all(one == other for one, other in pairs)


def looked(works: Works, *marks: Defect, keyboard: KeyboardLayout = KeyboardLayout.UNKNOWN) -> Inspection:
    return Inspection((Tested(Function.SCREEN, works),), marks, looks_checked=True, keyboard=keyboard)


def test_what_nobody_was_sure_of_makes_no_pair() -> None:
    scratch = Defect("lid", "scratch", Severity.VISIBLE)
    first = looked(Works.YES, scratch, keyboard=KeyboardLayout.AZERTY)
    assert answers(first) == {"screen": "yes", "cosmetic": "visible", "keyboard-layout": "azerty"}
    assert answers(Inspection((Tested(Function.SCREEN, Works.UNSURE),))) == {}
    found = agreements([(first, looked(Works.UNSURE)), (looked(Works.YES), looked(Works.NO))])
    assert found == (
        Agreement("cosmetic", 2, 1, Fraction(0)),
        Agreement("screen", 1, 0, Fraction(0)),
    )


def test_kappa_is_written_with_two_decimals_or_not_at_all() -> None:
    assert Agreement("screen", 50, 35, Fraction(2, 3)).kappa_text == "0.67"
    assert Agreement("screen", 50, 50, None).kappa_text == ""


def test_the_code_alone_says_who_is_drawn_and_a_larger_share_only_adds() -> None:
    codes = [f"2607{number:08d}" for number in range(4_000)]
    drawn = {percent: {code for code in codes if is_drawn(code, percent)} for percent in (*PERCENTS, 100)}
    assert drawn[0] == set()
    assert drawn[100] == set(codes)
    assert drawn[2] < drawn[5] < drawn[10] < drawn[20]
    assert 140 <= len(drawn[5]) <= 260  # 200 of 4 000, four standard deviations of 14 around
