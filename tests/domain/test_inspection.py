from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.invented import MORNING, facts
from workshop.domain.diagnosis import Category, Diagnosis, NetworkAdapter, NetworkKind, Origin, Source
from workshop.domain.inspection import (
    MAY_BE_ABSENT,
    Function,
    How,
    Inspection,
    Works,
    answered,
    asked,
    failed,
    mandatory,
    passed,
    proven,
    untested,
)
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


def test_what_a_machine_was_made_without_is_an_answer_and_no_fault() -> None:
    without = tuple(
        Answer(function, Works.ABSENT if function in MAY_BE_ABSENT else Works.YES)
        for function in mandatory(Category.LAPTOP)
    )
    assert passed(Category.LAPTOP, Inspection(without))
    assert failed(Inspection(without)) == ()


def test_what_a_reading_lists_beyond_the_mandatory_tests_is_tested_after_them() -> None:
    radio = (NetworkAdapter("wlan0", NetworkKind.WIFI),)
    reading = Diagnosis(MORNING, cameras=("Integrated Camera",), touchpads=(), network=radio)
    assert asked(Category.DESKTOP, reading) == (*mandatory(Category.DESKTOP), Function.WEBCAM, Function.WIFI)
    assert asked(Category.LAPTOP, reading) == mandatory(Category.LAPTOP), "each once"
    assert asked(Category.DESKTOP) == mandatory(Category.DESKTOP)


@given(CATEGORIES, facts(Diagnosis))
def test_mandatory_tests_always_come_first_and_each_is_asked_once(category: Category, reading: Diagnosis) -> None:
    tests = asked(category, reading)
    assert tests[: len(mandatory(category))] == mandatory(category)
    assert len(set(tests)) == len(tests)


@given(facts(Diagnosis))
def test_a_reading_proves_that_a_machine_starts_and_never_that_a_part_works(reading: Diagnosis) -> None:
    found = proven(reading)
    assert {answer.function for answer in found} <= {Function.STARTS}
    assert bool(found) is reading.origin.trusted
    assert all(answer.how is How.READING for answer in found)


def test_somebody_elses_report_proves_nothing() -> None:
    assert proven(None) == ()
    assert proven(Diagnosis(MORNING, origin=Origin(Source.TOOL, "lshw"))) == ()
    assert proven(Diagnosis(MORNING, origin=Origin(Source.PROBE))) == ()
    assert proven(Diagnosis(MORNING, origin=Origin(Source.PROBE, authentic=True)))


@given(st.lists(facts(Answer), max_size=12))
def test_the_last_answer_about_a_function_is_the_one_that_counts(given_: list[Answer]) -> None:
    answers: tuple[Answer, ...] = ()
    for answer in given_:
        answers = answered(answers, answer)
    last = {answer.function: answer for answer in given_}
    assert {answer.function: answer for answer in answers} == last
    assert len(answers) == len(last)
