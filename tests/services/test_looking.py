from __future__ import annotations

from fractions import Fraction

import pytest

from tests.services.shop import Shop, an_inspection
from workshop.domain import events as happened
from workshop.domain.errors import RefusedError
from workshop.domain.holds import Aside
from workshop.domain.inspection import Defect, Function, Inspection, KeyboardLayout, Severity, Tested, Works
from workshop.domain.machines import State
from workshop.domain.people import Actor, Role
from workshop.services.inspection import inspection_of
from workshop.services.looking import Declared, Looking
from workshop.services.machines import card_of
from workshop.services.second_inspection import SecondInspections, Turn
from workshop.services.undoing import Undoing

SCRATCH = Defect("lid", "scratch", Severity.LIGHT)
DENT = Defect("lid", "dent", Severity.HEAVY)


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.fixture
def looking(shop: Shop) -> Looking:
    return Looking(shop.store, shop.grading)


def seen_to_work(shop: Shop) -> str:
    """Bring a machine to where it is looked at."""
    code = shop.received()
    shop.machines.triage(shop.actor, code)
    shop.wiped(code)
    shop.inspecting.declare(shop.actor, code, shop.inspecting.view(code).open)
    return code


def kept(shop: Shop, code: str) -> Inspection:
    with shop.store.looking() as look:
        return inspection_of(look, card_of(look, code)) or Inspection()


def test_nothing_to_say_is_one_act_and_the_machine_is_ready(shop: Shop, looking: Looking) -> None:
    code = seen_to_work(shop)
    view = looking.view(code)
    assert view.marks == ()
    assert view.grade is None
    done = looking.finish(shop.actor, code, (), view.declares)
    assert done.grade is not None
    assert done.machine.state is State.READY
    shop_undo(shop)
    assert looking.view(code).machine.state is State.TESTED
    assert not kept(shop, code).looks_checked


def shop_undo(shop: Shop) -> None:
    answer = Undoing(shop.store).undo_answer(shop.actor)
    assert answer.facts.get("undo"), answer


def test_each_mark_is_kept_at_once_and_another_severity_takes_its_place(shop: Shop, looking: Looking) -> None:
    code = seen_to_work(shop)
    looking.mark(shop.actor, code, SCRATCH)
    looking.mark(shop.actor, code, SCRATCH)
    worse = Defect("lid", "scratch", Severity.HEAVY)
    looking.mark(shop.actor, code, worse)
    view = looking.mark(shop.actor, code, DENT)
    assert view.marks == (worse, DENT)
    with shop.store.looking() as look:
        seen = [entry.event for entry in look.history(code) if isinstance(entry.event, happened.MarkSeen)]
    assert len(seen) == 3
    assert looking.unmark(shop.actor, code, DENT).marks == (worse,)
    assert looking.unmark(shop.actor, code, DENT).marks == (worse,), "twice is once"


def test_an_undo_takes_the_last_mark_away(shop: Shop, looking: Looking) -> None:
    code = seen_to_work(shop)
    looking.mark(shop.actor, code, SCRATCH)
    looking.mark(shop.actor, code, DENT)
    shop_undo(shop)
    assert looking.view(code).marks == (SCRATCH,)


def test_a_mark_of_another_kind_of_machine_is_refused(shop: Shop, looking: Looking) -> None:
    code = seen_to_work(shop)
    for mark in (Defect("foot", "scratch", Severity.LIGHT), Defect("screen", "dent", Severity.LIGHT)):
        with pytest.raises(RefusedError):
            looking.mark(shop.actor, code, mark)


def test_a_mark_that_came_meanwhile_is_never_declared_away(shop: Shop, looking: Looking) -> None:
    code = seen_to_work(shop)
    before = looking.view(code)
    looking.mark(shop.actor, code, DENT)
    with pytest.raises(RefusedError):
        looking.finish(shop.actor, code, before.marks, before.declares)
    assert looking.view(code).grade is None


def test_a_mark_after_the_grade_takes_the_promise_back(shop: Shop, looking: Looking) -> None:
    code = seen_to_work(shop)
    looking.finish(shop.actor, code, (), looking.view(code).declares)
    view = looking.mark(shop.actor, code, SCRATCH)
    assert view.grade is None
    assert view.machine.state is State.TESTED
    assert not kept(shop, code).looks_checked


def test_what_a_whole_inspection_said_is_not_lost_when_more_is_said(shop: Shop, looking: Looking) -> None:
    code = shop.received()
    shop.machines.triage(shop.actor, code)
    shop.wiped(code)
    whole = Inspection(an_inspection().tests, (DENT,), looks_checked=True, keyboard=KeyboardLayout.QWERTY, locked=False)
    shop.inspecting.record(shop.actor, code, whole)
    view = looking.mark(shop.actor, code, SCRATCH)
    assert set(view.marks) == {DENT, SCRATCH}
    found = kept(shop, code)
    assert (found.keyboard, found.locked) == (KeyboardLayout.QWERTY, False)
    shop.inspecting.record(shop.actor, code, an_inspection())
    assert looking.view(code).marks == (), "a whole inspection counts as it is"


def test_an_untested_machine_is_looked_at_and_graded_later(shop: Shop, looking: Looking) -> None:
    code = shop.received()
    shop.machines.triage(shop.actor, code)
    view = looking.finish(shop.actor, code, (), looking.view(code).declares)
    assert view.inspection.looks_checked
    assert view.grade is None


def test_after_a_repair_the_marks_stay_and_it_is_looked_at_again(shop: Shop, looking: Looking) -> None:
    code = seen_to_work(shop)
    looking.mark(shop.actor, code, DENT)
    looking.finish(shop.actor, code, (DENT,), looking.view(code).declares)
    shop.machines.set_aside(shop.actor, code, Aside.TO_REPAIR)
    with pytest.raises(RefusedError):
        looking.mark(shop.actor, code, SCRATCH)
    shop.machines.bring_back(shop.actor, code)
    view = looking.view(code)
    assert view.marks == (DENT,)
    assert not view.inspection.looks_checked


def test_what_is_on_the_keys_the_charger_and_a_lock_are_said_one_by_one(shop: Shop, looking: Looking) -> None:
    code = seen_to_work(shop)
    view = looking.say(shop.actor, code, Declared(KeyboardLayout.QWERTZ, charger=False, locked=True))
    assert view.inspection.keyboard is KeyboardLayout.QWERTZ
    assert view.inspection.locked
    assert view.card.charger is False
    assert view.declares == Declared()


# the second inspection


@pytest.fixture
def seconds(shop: Shop) -> SecondInspections:
    found = SecondInspections(shop.store)
    found.set_percent(shop.validator, 100)
    return found


def test_five_of_a_hundred_unless_a_manager_chooses(shop: Shop) -> None:
    seconds = SecondInspections(shop.store)
    assert seconds.percent() == 5
    clerk = Actor(shop.people.add(shop.actor, "Sami", Role.TECHNICIAN).code, "banc 1")
    with pytest.raises(RefusedError):
        seconds.set_percent(clerk, 50)
    assert seconds.set_percent(shop.validator, 20) == 20


def test_only_another_person_and_only_once(shop: Shop, looking: Looking, seconds: SecondInspections) -> None:
    code = seen_to_work(shop)
    assert seconds.turn(shop.validator, code) is Turn.NOT_DONE
    looking.finish(shop.actor, code, (), looking.view(code).declares)
    assert seconds.turn(shop.actor, code) is Turn.SAME_PERSON
    assert seconds.turn(Actor("", "banc 1"), code) is Turn.NOBODY
    assert seconds.waiting(shop.actor) == ()
    (waiting,) = seconds.waiting(shop.validator)
    assert waiting.code == code
    wanted = seconds.ask(shop.validator, code)
    half = Inspection(tuple(Tested(item, Works.YES) for item in wanted.functions[:-1]), looks_checked=True)
    with pytest.raises(RefusedError):
        seconds.take(shop.validator, code, half)
    whole = Inspection(tuple(Tested(item, Works.YES) for item in wanted.functions), (DENT,), looks_checked=True)
    seconds.take(shop.validator, code, whole)
    assert seconds.turn(shop.validator, code) is Turn.DONE
    with pytest.raises(RefusedError):
        seconds.take(shop.validator, code, whole)
    assert looking.view(code).marks == (), "it changes nothing of the machine"
    assert looking.view(code).machine.state is State.READY


def test_what_is_not_drawn_waits_for_nobody(shop: Shop, looking: Looking, seconds: SecondInspections) -> None:
    code = seen_to_work(shop)
    looking.finish(shop.actor, code, (), looking.view(code).declares)
    seconds.set_percent(shop.validator, 0)
    assert seconds.turn(shop.validator, code) is Turn.NOT_DRAWN
    assert seconds.waiting(shop.validator) == ()


def test_the_agreement_names_criteria_and_nobody(shop: Shop, looking: Looking, seconds: SecondInspections) -> None:
    code = seen_to_work(shop)
    looking.finish(shop.actor, code, (), looking.view(code).declares)
    wanted = seconds.ask(shop.validator, code)
    tests = tuple(Tested(item, Works.NO if item is Function.WEBCAM else Works.YES) for item in wanted.functions)
    seconds.take(shop.validator, code, Inspection(tests, looks_checked=True))
    found = {item.criterion: item for item in seconds.agreement()}
    assert (found["webcam"].same, found["webcam"].kappa) == (0, Fraction(0))
    assert (found["screen"].same, found["screen"].kappa) == (1, None)
    assert (found["cosmetic"].pairs, found["cosmetic"].kappa) == (1, None)
    assert "keyboard-layout" not in found
    with shop.store.looking() as look:
        (event,) = [entry.event for entry in look.history(code) if isinstance(entry.event, happened.SecondInspected)]
        fact = str(look.fact(event.inspection))
    assert shop.actor.person not in fact
    assert shop.validator.person not in fact
