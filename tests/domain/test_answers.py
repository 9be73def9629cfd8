"""Answers one by one: they make a machine tested, and what changes the machine takes them away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.invented import DRIVES, MACHINE, Told, facts, journal
from workshop.domain import events as happened
from workshop.domain.chain import Action, next_action, strip
from workshop.domain.diagnosis import Category
from workshop.domain.holds import Aside
from workshop.domain.inspection import Defect, Function, Inspection, Severity, Works, mandatory, passed
from workshop.domain.machines import Machine, State, fold

LAPTOP = happened.MachineReceived("lot", "laptop")
FAULT = Defect("letters", "dead", Severity.HEAVY)
ALL = tuple(happened.FunctionTested(function, Works.YES) for function in mandatory(Category.LAPTOP))
GRADED = happened.MachineGraded("A", eligible=True, contract="contract", grade="findings")


def after(*events: happened.Event | Told) -> Machine:
    told = [item if isinstance(item, tuple) else (MACHINE, item) for item in events]
    return fold(MACHINE, journal(told))


def test_a_machine_is_tested_with_the_last_mandatory_answer() -> None:
    for length in range(len(ALL)):
        assert not after(LAPTOP, *ALL[:length]).tested
    assert after(LAPTOP, *ALL).tested
    assert after(LAPTOP, *reversed(ALL)).tested


@pytest.mark.parametrize("works", [Works.NO, Works.ABSENT])
def test_what_fails_or_is_absent_is_answered_and_what_nobody_is_sure_of_is_not(works: Works) -> None:
    answer = happened.FunctionTested(Function.WEBCAM, works, FAULT if works is Works.NO else None)
    assert after(LAPTOP, *ALL, answer).tested
    assert not after(LAPTOP, *ALL, happened.FunctionTested(Function.WEBCAM, Works.UNSURE)).tested


def test_an_answer_that_changes_takes_the_grade_with_it() -> None:
    ready = after(LAPTOP, *ALL, GRADED)
    assert ready.letter == "A"
    again = after(LAPTOP, *ALL, GRADED, happened.FunctionTested(Function.KEYBOARD, Works.NO, FAULT))
    assert again.letter == ""
    assert again.tested


@pytest.mark.parametrize(
    "change",
    [
        happened.SystemInstalled("Debian"),
        happened.DriveAttached(DRIVES[0]),
        happened.MachineInspected("answers", passed=False),
    ],
)
def test_what_makes_it_another_machine_takes_the_answers_away(change: happened.Event) -> None:
    machine = after(LAPTOP, *ALL, change)
    assert machine.answers == ()
    assert not machine.tested


def test_a_repaired_machine_is_tested_again() -> None:
    aside = (happened.MachineSetAside(Aside.TO_REPAIR, "keyboard"), happened.MachineBroughtBack())
    assert after(LAPTOP, *ALL, *aside).answers == ()


def test_an_undone_answer_was_never_given() -> None:
    told = [(MACHINE, LAPTOP), *((MACHINE, event) for event in ALL), (MACHINE, happened.Undone(len(ALL)))]
    machine = fold(MACHINE, journal(told))
    assert not machine.tested
    assert [answer.function for answer in machine.answers] == list(mandatory(Category.LAPTOP))[:-1]


def test_a_category_that_is_read_later_asks_for_what_it_needs() -> None:
    few = tuple(happened.FunctionTested(function, Works.YES) for function in mandatory(Category.DESKTOP))
    desktop = happened.MachineReceived("lot", "desktop")
    assert after(desktop, *few).tested
    assert not after(desktop, *few, happened.MachineDiagnosed("reading", "laptop")).tested


def test_a_machine_that_has_left_is_not_tested_any_more() -> None:
    delivered = (happened.MachineDelivered("manifest"), happened.FunctionTested(Function.WIFI, Works.NO, FAULT))
    assert after(LAPTOP, *delivered).answers == ()


@given(st.lists(facts(happened.FunctionTested), max_size=20))
def test_tested_is_what_the_answers_say_whatever_their_order(answers: list[happened.FunctionTested]) -> None:
    machine = after(LAPTOP, *answers)
    assert machine.tested is passed(Category.LAPTOP, Inspection(machine.answers))
    assert len({answer.function for answer in machine.answers}) == len(machine.answers)


def test_the_strip_dates_a_tested_machine_by_its_last_answer_and_says_what_comes_next() -> None:
    told: list[Told] = [(MACHINE, LAPTOP), (MACHINE, happened.MachineTriaged()), (MACHINE, happened.BaysChecked())]
    told += [(MACHINE, event) for event in ALL]
    history = journal(told)
    machine = fold(MACHINE, history)
    step = next(item for item in strip(machine, history) if item.state is State.TESTED)
    assert step.at == history[-1].at
    assert next_action(machine, was_read=True) is Action.GRADE
