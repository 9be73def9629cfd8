"""Everything without an answer is said to work at once: written so, taken back at once, and nothing else is touched."""

from __future__ import annotations

import pytest

from tests.services.shop import Shop
from workshop.domain.diagnosis import Category
from workshop.domain.errors import RefusedError
from workshop.domain.holds import HoldReason
from workshop.domain.inspection import Defect, Function, How, Severity, Works, declared, mandatory
from workshop.domain.machines import State
from workshop.services.inspection import CHANGED_SINCE, TestsView
from workshop.services.undoing import Undoing

LAPTOP = mandatory(Category.LAPTOP)
DEAD_KEYS = Defect("letters", "dead", Severity.HEAVY)


@pytest.fixture
def code(shop: Shop) -> str:
    code = shop.received()
    shop.machines.triage(shop.actor, code)
    shop.wiped(code)
    return code


def declare(shop: Shop, code: str) -> TestsView:
    return shop.inspecting.declare(shop.actor, code, shop.inspecting.view(code).open)


def how(view: TestsView, function: Function) -> tuple[Works, How]:
    answer = view.answer(function)
    assert answer is not None
    return answer.works, answer.how


def test_what_has_no_answer_works_and_says_that_nobody_tried_it(shop: Shop, code: str) -> None:
    shop.inspecting.answer(shop.actor, code, Function.SCREEN, Works.YES)
    shop.inspecting.answer(shop.actor, code, Function.WEBCAM, Works.ABSENT)
    view = declare(shop, code)
    assert view.complete
    assert shop.machines.card(code).state == State.TESTED.value
    assert how(view, Function.STARTS) == (Works.YES, How.READING), "what a reading proves stays proven"
    assert how(view, Function.SCREEN) == (Works.YES, How.PERSON)
    assert how(view, Function.WEBCAM) == (Works.ABSENT, How.PERSON)
    rest = set(LAPTOP) - {Function.STARTS, Function.SCREEN, Function.WEBCAM}
    assert set(declared(view.answers)) == rest
    assert {how(view, function) for function in rest} == {(Works.YES, How.DECLARED)}


def test_what_fails_or_is_not_sure_stays_as_it_is(shop: Shop, code: str) -> None:
    shop.inspecting.answer(shop.actor, code, Function.KEYBOARD, Works.NO, DEAD_KEYS)
    shop.inspecting.answer(shop.actor, code, Function.SPEAKERS, Works.UNSURE)
    assert not {Function.KEYBOARD, Function.SPEAKERS} & set(shop.inspecting.view(code).open)
    view = declare(shop, code)
    assert (view.failed, view.unsure) == ((Function.KEYBOARD,), (Function.SPEAKERS,))
    assert not view.complete


def test_only_what_the_person_was_shown_is_declared(shop: Shop, code: str) -> None:
    seen = shop.inspecting.view(code).open
    shop.inspecting.answer(shop.actor, code, Function.KEYBOARD, Works.NO, DEAD_KEYS)
    with pytest.raises(RefusedError) as refused:
        shop.inspecting.declare(shop.actor, code, seen)
    assert refused.value.reasons == (CHANGED_SINCE,)
    assert declared(shop.inspecting.view(code).answers) == ()


def test_one_undo_takes_it_back_and_leaves_what_was_answered_before(shop: Shop, code: str) -> None:
    shop.inspecting.answer(shop.actor, code, Function.SCREEN, Works.YES)
    declare(shop, code)
    Undoing(shop.store).undo_answer(shop.actor)
    view = shop.inspecting.view(code)
    assert [item.function for item in view.answers] == [Function.SCREEN, Function.STARTS]
    assert shop.machines.card(code).state == State.WIPED.value


def test_a_test_that_is_done_afterwards_counts_as_done(shop: Shop, code: str) -> None:
    declare(shop, code)
    view = shop.inspecting.answer(shop.actor, code, Function.WIFI, Works.YES)
    assert how(view, Function.WIFI) == (Works.YES, How.PERSON)
    view = shop.inspecting.answer(shop.actor, code, Function.WEBCAM, Works.YES, guided=True)
    assert how(view, Function.WEBCAM) == (Works.YES, How.GUIDED)


def test_declaring_twice_writes_nothing_more(shop: Shop, code: str) -> None:
    declare(shop, code)
    with shop.store.looking() as look:
        before = look.journal_end()
    declare(shop, code)
    with shop.store.looking() as look:
        assert look.journal_end() == before


def test_what_may_not_be_tested_may_not_be_declared(shop: Shop, code: str) -> None:
    open_ = shop.inspecting.view(code).open
    shop.inspecting.swollen(shop.actor, code)
    with pytest.raises(RefusedError):
        shop.inspecting.declare(shop.actor, code, open_)


def test_the_card_of_a_machine_says_that_a_test_is_to_be_done_again(shop: Shop, code: str) -> None:
    def waits() -> bool:
        return shop.machines.card(code).unsure

    assert not waits()
    shop.inspecting.answer(shop.actor, code, Function.WIFI, Works.UNSURE)
    assert waits()
    shop.inspecting.swollen(shop.actor, code)
    assert not waits(), "nothing is tested on it now"
    shop.holding.release(shop.actor, code, HoldReason.SWOLLEN_BATTERY)
    assert waits()
    shop.inspecting.answer(shop.actor, code, Function.WIFI, Works.YES)
    assert not waits()
