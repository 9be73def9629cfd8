from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.invented import facts
from workshop.domain.diagnosis import Category
from workshop.domain.inspection import Function, Inspection, Works, failed, mandatory, passed, untested
from workshop.domain.inspection import Tested as Answer

CATEGORIES = st.sampled_from(list(Category))


def answers(category: Category, works: Works) -> Inspection:
    return Inspection(tuple(Answer(function, works) for function in mandatory(category)))


@pytest.mark.parametrize("category", Category)
def test_a_machine_is_tested_only_when_every_mandatory_function_was_answered(category: Category) -> None:
    assert untested(category, Inspection()) == mandatory(category)
    assert not passed(category, Inspection())
    assert passed(category, answers(category, Works.YES))
    assert passed(category, answers(category, Works.NO)), "what fails is the grade's business"
    assert untested(category, answers(category, Works.UNSURE)) == mandatory(category)
    for function in mandatory(category):
        tests = tuple(test for test in answers(category, Works.YES).tests if test.function is not function)
        assert untested(category, Inspection(tests)) == (function,)


@pytest.mark.parametrize("category", [Category.LAPTOP, Category.TABLET, Category.SMARTPHONE, Category.ALL_IN_ONE])
def test_what_has_a_screen_has_its_screen_tested(category: Category) -> None:
    assert Function.SCREEN in mandatory(category)


@pytest.mark.parametrize("category", Category)
def test_every_machine_must_start_and_an_unnamed_one_is_asked_everything(category: Category) -> None:
    assert Function.STARTS in mandatory(category)
    assert set(mandatory(category)) <= set(mandatory(Category.UNKNOWN))


def test_a_function_that_somebody_tried_and_was_not_sure_of_is_untested_even_where_it_is_not_mandatory() -> None:
    tests = (*answers(Category.DESKTOP, Works.YES).tests, Answer(Function.WEBCAM, Works.UNSURE))
    assert untested(Category.DESKTOP, Inspection(tests)) == (Function.WEBCAM,)


def test_a_function_that_fails_is_told_once() -> None:
    twice = (Answer(Function.WIFI, Works.NO), Answer(Function.WIFI, Works.YES), Answer(Function.WIFI, Works.NO))
    assert failed(Inspection(twice)) == (Function.WIFI,)


@given(CATEGORIES, facts(Inspection))
def test_each_function_is_told_at_most_once(category: Category, inspection: Inspection) -> None:
    for told in (failed(inspection), untested(category, inspection)):
        assert len(set(told)) == len(told)
    assert passed(category, inspection) is (untested(category, inspection) == ())
