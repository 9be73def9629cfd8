"""Tests answered one by one: each is kept at once, and what is left is what a restart shows."""

from __future__ import annotations

import pytest

from tests.services.shop import NOON, Shop, an_inspection
from workshop.domain import events as happened
from workshop.domain.diagnosis import Category, Diagnosis, Identity, Origin, Reading, Source
from workshop.domain.errors import RefusedError, UnknownCodeError
from workshop.domain.holds import Aside, HoldReason
from workshop.domain.inspection import Defect, Function, How, Severity, Works, mandatory
from workshop.domain.machines import State
from workshop.services.inspection import NEVER_ABSENT, UNKNOWN_FAULT, TestsView, inspection_of

LAPTOP = mandatory(Category.LAPTOP)
DEAD_KEYS = Defect("letters", "dead", Severity.HEAVY)


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.fixture
def code(shop: Shop) -> str:
    return shop.received()


def say(shop: Shop, code: str, function: Function, works: Works, fault: Defect | None = None) -> TestsView:
    return shop.inspecting.answer(shop.actor, code, function, works, fault)


def everything_works(shop: Shop, code: str) -> TestsView:
    for function in LAPTOP:
        view = say(shop, code, function, Works.YES)
    return view


def events(shop: Shop, code: str, kind: type[happened.Event] = happened.FunctionTested) -> list[happened.Event]:
    with shop.store.looking() as look:
        return [entry.event for entry in look.history(code) if isinstance(entry.event, kind)]


def test_the_first_page_is_the_first_test_without_an_answer(shop: Shop, code: str) -> None:
    assert shop.inspecting.view(code).asked == LAPTOP
    assert shop.inspecting.view(code).first_open is Function.PORTS, "its own reading proves that it starts"
    say(shop, code, Function.PORTS, Works.YES)
    assert shop.inspecting.view(code).first_open is Function.SCREEN


def test_an_answer_is_in_the_journal_before_the_next_page_is_shown(shop: Shop, code: str) -> None:
    for number, function in enumerate(LAPTOP[1:], 1):
        say(shop, code, function, Works.YES)
        mine = [event for event in events(shop, code) if event.how is How.PERSON]  # type: ignore[attr-defined]
        assert len(mine) == number


def test_what_the_reading_proves_is_written_with_the_first_answer_and_once(shop: Shop, code: str) -> None:
    assert events(shop, code) == []
    for function in LAPTOP[1:]:
        say(shop, code, function, Works.YES)
    read = [event for event in events(shop, code) if event.how is How.READING]  # type: ignore[attr-defined]
    assert read == [happened.FunctionTested(Function.STARTS, Works.YES, how=How.READING)]


def test_the_same_answer_again_writes_nothing(shop: Shop, code: str) -> None:
    say(shop, code, Function.WIFI, Works.YES)
    before = len(events(shop, code))
    say(shop, code, Function.WIFI, Works.YES)
    shop.inspecting.answer(shop.actor, code, Function.WIFI, Works.YES, guided=True)
    assert len(events(shop, code)) == before


def test_a_person_may_contradict_what_the_reading_proves(shop: Shop, code: str) -> None:
    stops = Defect("whole", "stops", Severity.HEAVY)
    view = say(shop, code, Function.STARTS, Works.NO, stops)
    assert view.failed == (Function.STARTS,)
    answer = view.answer(Function.STARTS)
    assert answer is not None
    assert (answer.how, answer.fault) == (How.PERSON, stops)


def test_the_last_answer_makes_the_machine_tested_and_graded_by_what_was_said(shop: Shop, code: str) -> None:
    shop.machines.triage(shop.actor, code)
    shop.wiped(code)
    view = everything_works(shop, code)
    assert view.complete
    assert view.first_open is None
    assert shop.machines.card(code).state == State.TESTED.value
    assert shop.grading.grade(shop.actor, code).letter == "B"
    say(shop, code, Function.KEYBOARD, Works.NO, DEAD_KEYS)
    assert shop.machines.card(code).state == State.TESTED.value, "another answer: another grade is needed"
    assert not shop.grading.grade(shop.actor, code).eligible


def test_not_knowing_is_an_answer_that_leaves_the_machine_untested(shop: Shop, code: str) -> None:
    everything_works(shop, code)
    view = say(shop, code, Function.SPEAKERS, Works.UNSURE)
    assert (view.unsure, view.complete, view.first_open) == ((Function.SPEAKERS,), False, None)


def test_a_trial_on_the_machine_itself_is_told_apart_from_a_persons_word(shop: Shop, code: str) -> None:
    view = shop.inspecting.answer(shop.actor, code, Function.WEBCAM, Works.YES, guided=True)
    answer = view.answer(Function.WEBCAM)
    assert answer is not None
    assert answer.how is How.GUIDED


@pytest.mark.parametrize(
    ("works", "fault", "reason"),
    [
        (Works.NO, None, UNKNOWN_FAULT),
        (Works.YES, DEAD_KEYS, UNKNOWN_FAULT),
        (Works.NO, Defect("hinge", "dead", Severity.HEAVY), UNKNOWN_FAULT),
        (Works.NO, Defect("letters", "because I say so", Severity.HEAVY), UNKNOWN_FAULT),
        (Works.ABSENT, None, NEVER_ABSENT),
    ],
)
def test_a_fault_is_a_code_of_the_lists_or_nothing(
    shop: Shop, code: str, works: Works, fault: Defect | None, reason: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        say(shop, code, Function.KEYBOARD, works, fault)
    assert refused.value.reasons == (reason,)
    assert events(shop, code) == []


def test_a_swollen_battery_stops_everything(shop: Shop, code: str) -> None:
    say(shop, code, Function.SCREEN, Works.YES)
    view = shop.inspecting.swollen(shop.actor, code)
    assert view.swollen
    assert shop.machines.card(code).state == State.HOLD.value
    with pytest.raises(RefusedError):
        say(shop, code, Function.WIFI, Works.YES)
    shop.inspecting.swollen(shop.actor, code)
    assert len(events(shop, code, happened.HoldPlaced)) == 1
    shop.holding.release(shop.actor, code, HoldReason.SWOLLEN_BATTERY)
    assert say(shop, code, Function.WIFI, Works.YES).answer(Function.SCREEN), "nothing was lost"


def test_a_failing_machine_goes_to_repair_with_its_faults_and_comes_back_untested(shop: Shop, code: str) -> None:
    everything_works(shop, code)
    say(shop, code, Function.KEYBOARD, Works.NO, DEAD_KEYS)
    shop.inspecting.set_aside(shop.actor, code, Aside.TO_REPAIR)
    assert events(shop, code, happened.MachineSetAside) == [happened.MachineSetAside(Aside.TO_REPAIR, "keyboard")]
    with pytest.raises(RefusedError):
        say(shop, code, Function.WIFI, Works.YES)
    shop.machines.bring_back(shop.actor, code)
    view = shop.inspecting.view(code)
    assert view.answers == (), "a reading from before the repair proves nothing"
    assert view.first_open is Function.STARTS


def test_a_machine_that_was_inspected_as_a_whole_keeps_its_answers_when_one_of_them_changes(
    shop: Shop, code: str
) -> None:
    shop.inspecting.record(shop.actor, code, an_inspection())
    assert shop.inspecting.view(code).first_open is None
    view = say(shop, code, Function.KEYBOARD, Works.NO, DEAD_KEYS)
    assert view.complete
    assert view.failed == (Function.KEYBOARD,)
    with shop.store.looking() as look:
        inspection = inspection_of(look, shop.machines.card(code))
    assert inspection is not None
    assert inspection.looks_checked
    assert {test.function for test in inspection.tests} == set(LAPTOP)


def test_what_may_not_be_tested_says_why(shop: Shop) -> None:
    expected = shop.lots.expect(shop.actor, shop.lot.code, "Dell", "Latitude", "E1")
    view = shop.inspecting.view(expected.code)
    assert view.why_not is not None
    assert view.why_not.value == "not-received"
    with pytest.raises(RefusedError):
        say(shop, expected.code, Function.SCREEN, Works.YES)
    with pytest.raises(UnknownCodeError):
        shop.inspecting.view("260100009999")


def test_somebody_elses_report_prefills_nothing(shop: Shop) -> None:
    code = shop.machines.receive(shop.actor, shop.lot.code, "R1").code
    identity = Identity("Dell", "Latitude", system_serial="R1", category=Category.LAPTOP)
    foreign = Diagnosis(NOON, identity, origin=Origin(Source.TOOL, "lshw"))
    shop.diagnosing.attach(shop.actor, code, Reading(foreign))
    assert shop.inspecting.view(code).answers == ()


def test_an_answer_and_what_was_written_with_it_are_one_gesture(shop: Shop, code: str) -> None:
    say(shop, code, Function.PORTS, Works.YES)
    with shop.store.looking() as look:
        entries = [entry for entry in look.history(code) if isinstance(entry.event, happened.FunctionTested)]
    assert len({entry.at for entry in entries}) == 1
    assert entries[0].event == happened.FunctionTested(Function.PORTS, Works.YES)
