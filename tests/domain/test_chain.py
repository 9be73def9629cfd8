from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings

from tests.domain.invented import DRIVES, JOURNALS, MACHINE, MORNING, Told, journal
from tests.domain.test_machines import DELIVERED, DONE, GRADED, LAPTOP, READY, TESTED, TRIAGED, WITH_DRIVE, WORK, on
from workshop.domain import events as happened
from workshop.domain.chain import SEGMENTS, Action, Mark, next_action, strip
from workshop.domain.holds import Aside, HoldReason
from workshop.domain.machines import Machine, State, fold
from workshop.domain.proofs import Doubt, Reservation

DRIVE, SECOND, _ = DRIVES
Happened = happened.Event | Told


def told(*events: Happened) -> list[Told]:
    return [item if isinstance(item, tuple) else (MACHINE, item) for item in events]


def shown(*events: Happened) -> list[tuple[State, Mark]]:
    entries = journal(told(*events))
    return [(step.state, step.mark) for step in strip(fold(MACHINE, entries), entries)]


def action(*events: Happened, was_read: bool = True) -> Action:
    return next_action(fold(MACHINE, journal(told(*events))), was_read=was_read)


def test_the_next_action_leads_from_reception_to_the_recipient() -> None:
    steps: list[tuple[Happened | None, Action]] = [
        (None, Action.RECEIVE),
        (LAPTOP, Action.READ),
        (happened.DriveAttached(DRIVE), Action.TRIAGE),
        (TRIAGED, Action.WIPE),
        ((DRIVE, DONE[0]), Action.VALIDATE),
        ((DRIVE, DONE[1]), Action.INSPECT),
        (happened.SystemWanted(), Action.INSTALL),
        (happened.SystemInstalled("a system"), Action.INSPECT),
        (TESTED, Action.GRADE),
        (GRADED, Action.MAKE_READY),
        (happened.MachineReady(), Action.RESERVE),
        (happened.MachineReserved("order", 1), Action.PACK),
        (happened.MachinePacked("box"), Action.DELIVER),
        (happened.MachineDelivered("manifest"), Action.NOTHING),
        (happened.MachineRented(), Action.NOTHING),
        (happened.MachineReturned(), Action.RECEIVE),
    ]
    for place, (_, expected) in enumerate(steps):
        events = [event for event, _ in steps[: place + 1] if event]
        assert action(*events, was_read=place > 1) is expected


PROVEN_SECOND = (SECOND, happened.WipeProven("log"))


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([TRIAGED], Action.CHECK_BAYS),
        (
            [happened.DriveAttached(DRIVE), TRIAGED, (DRIVE, happened.WipeNotProven("l", (Doubt.STOPPED,)))],
            Action.DESTROY,
        ),
        ([happened.DriveAttached(DRIVE), TRIAGED, *on(DRIVE, DONE[0], happened.WipeRejected())], Action.WIPE),
        ([happened.DriveAttached(DRIVE), TRIAGED, (DRIVE, happened.DriveLost())], Action.NOTHING),
        (
            [happened.DriveAttached(DRIVE), TRIAGED, (DRIVE, happened.HoldPlaced(HoldReason.DATA_TO_KEEP))],
            Action.RELEASE,
        ),
        (  # nothing can be done at the bench about an accepted or refused reservation: the other proof waits
            [
                happened.DriveAttached(DRIVE),
                happened.DriveAttached(SECOND),
                TRIAGED,
                *on(DRIVE, happened.WipeProven("log", (Reservation.SAMPLED,)), DONE[1]),
                PROVEN_SECOND,
            ],
            Action.VALIDATE,
        ),
        (
            [happened.DriveAttached(DRIVE), happened.DriveAttached(SECOND), TRIAGED, PROVEN_SECOND],
            Action.WIPE,
        ),
        ([happened.HoldPlaced(HoldReason.QUARANTINE)], Action.RELEASE),
        ([happened.MachineSetAside(Aside.LOCKED)], Action.UNLOCK),
        ([happened.MachineSetAside(Aside.TO_REPAIR)], Action.BRING_BACK),
    ],
)
def test_the_next_action_says_what_keeps_a_machine(events: list[Happened], expected: Action) -> None:
    assert action(LAPTOP, *events) is expected


def test_a_machine_that_may_not_leave_has_nothing_to_do() -> None:
    refused = happened.MachineGraded("C", eligible=False, contract="contract", grade="findings")
    assert action(*WITH_DRIVE, TRIAGED, TESTED, refused) is Action.NOTHING


def test_a_screen_is_neither_read_nor_wiped() -> None:
    received = happened.MachineReceived("lot", "monitor")
    assert action(received, was_read=False) is Action.TRIAGE
    assert action(received, TRIAGED, was_read=False) is Action.INSPECT
    assert State.WIPED not in dict(shown(received, TRIAGED))


def test_the_strip_moves_with_the_machine() -> None:
    assert shown() == [
        (State.RECEIVED, Mark.NOW),
        (State.TRIAGED, Mark.TO_DO),
        (State.WIPED, Mark.TO_DO),
        (State.TESTED, Mark.TO_DO),
        (State.GRADED, Mark.TO_DO),
        (State.READY, Mark.TO_DO),
    ]
    assert shown(*READY)[-4:] == [
        (State.READY, Mark.DONE),
        (State.RESERVED, Mark.NOW),
        (State.PACKED, Mark.TO_DO),
        (State.DELIVERED, Mark.TO_DO),
    ]
    assert shown(*DELIVERED)[-1] == (State.DELIVERED, Mark.DONE)


def test_the_strip_shows_where_a_machine_is_held() -> None:
    assert (State.TRIAGED, Mark.BLOCKED) in shown(LAPTOP, happened.HoldPlaced(HoldReason.QUARANTINE))
    assert (State.TRIAGED, Mark.BLOCKED) in shown(LAPTOP, happened.MachineSetAside(Aside.LOCKED))
    failed: list[Happened] = [*WITH_DRIVE[:2], TRIAGED, (DRIVE, happened.WipeNotProven("log", (Doubt.STOPPED,)))]
    assert (State.WIPED, Mark.BLOCKED) in shown(*failed)


def test_the_strip_of_a_recalled_machine_still_says_that_it_is_out() -> None:
    held = shown(*DELIVERED, happened.HoldPlaced(HoldReason.QUARANTINE))
    assert held[-1] == (State.DELIVERED, Mark.BLOCKED)
    assert [mark for _, mark in held[:-1]] == [Mark.DONE] * (len(held) - 1)


def test_each_step_says_when_it_was_last_done_and_what_was_undone_never_was() -> None:
    events = told(LAPTOP, happened.BaysChecked(), *WORK)
    again = [*events, (MACHINE, TESTED), (MACHINE, GRADED), (MACHINE, happened.Undone(5))]
    entries = journal(again)
    when = {step.state: step.at for step in strip(fold(MACHINE, entries), entries)}
    assert when[State.TESTED] == MORNING + timedelta(minutes=3)
    assert when[State.GRADED] == MORNING + timedelta(minutes=6)


@settings(max_examples=300, deadline=None)
@given(JOURNALS)
def test_every_machine_has_a_strip_and_an_action(events: list[Told]) -> None:
    entries = journal(events)
    machine: Machine = fold(MACHINE, entries)
    steps = strip(machine, entries)
    assert 1 <= len(steps) <= SEGMENTS
    marks = [step.mark for step in steps]
    assert sum(mark in (Mark.NOW, Mark.BLOCKED) for mark in marks) <= 1
    assert not any(step.at for step in steps if step.mark is Mark.TO_DO)
    if machine.holds or machine.aside:
        assert Mark.BLOCKED in marks
    assert isinstance(next_action(machine, was_read=False), Action)
