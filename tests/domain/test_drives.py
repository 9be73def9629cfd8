from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.invented import ANY_EVENT, DRIVES, TOOLS, facts
from workshop.domain import events as happened
from workshop.domain.drives import (
    CLOSED_FOR_EVER,
    Disposition,
    Drive,
    Policy,
    Refusal,
    Validation,
    against_drive_event,
    evolve_drive,
    refused_by_drive,
)
from workshop.domain.holds import Aside, HoldReason
from workshop.domain.machines import Machine, why_not_on_drive
from workshop.domain.proofs import Doubt, Reservation

DRIVE = Drive(DRIVES[0])
FAILED = happened.WipeNotProven("log", (Doubt.DATA_LEFT,))


def after(*events: happened.Event) -> Drive:
    drive = DRIVE
    for event in events:
        drive = evolve_drive(drive, event)
    return drive


@pytest.mark.parametrize(
    ("event", "disposition"),
    [
        (happened.WipeStarted("zeros"), Disposition.OPEN),
        (happened.WipeProven("log"), Disposition.PROVEN),
        (happened.WipeProven("log", (Reservation.SAMPLED,)), Disposition.PROVEN_WITH_RESERVATIONS),
        (FAILED, Disposition.FAILED),
        (happened.WipeDeclared("tool X"), Disposition.DECLARED),
        (happened.DestructionAttested(), Disposition.DESTROYED),
        (happened.AbsenceAttested(), Disposition.ABSENT),
        (happened.DriveLost(), Disposition.LOST),
        (happened.DriveUsedAgain(), Disposition.OPEN),
        (happened.DriveRegistered("model"), Disposition.OPEN),
        (happened.DriveReceived("lot", "usb-1.4"), Disposition.OPEN),
    ],
)
def test_each_event_gives_its_disposition(event: happened.Event, disposition: Disposition) -> None:
    assert after(event).disposition is disposition


@pytest.mark.parametrize("disposition", Disposition)
@pytest.mark.parametrize("validation", Validation)
def test_only_the_listed_dispositions_pass(disposition: Disposition, validation: Validation) -> None:
    drive = Drive("drive", disposition, validation)
    passes = refused_by_drive(drive, Policy()) is None
    validated = validation is Validation.VALIDATED
    assert passes is (
        disposition in (Disposition.DESTROYED, Disposition.ABSENT)
        or (disposition in (Disposition.PROVEN, Disposition.PROVEN_WITH_RESERVATIONS) and validated)
    )


@given(
    st.lists(st.sampled_from(list(Reservation)), unique=True), st.lists(st.sampled_from(list(Reservation)), unique=True)
)
def test_every_reservation_must_be_accepted_by_name(found: list[Reservation], accepted: list[Reservation]) -> None:
    drive = after(happened.WipeProven("log", tuple(found)), happened.WipeValidated())
    policy = Policy(tuple(item.value for item in accepted))
    assert (refused_by_drive(drive, policy) is None) is (set(found) <= set(accepted))


@given(st.sampled_from([*TOOLS, ""]), st.lists(st.sampled_from(TOOLS), unique=True))
def test_a_declared_wipe_passes_only_for_a_named_tool(tool: str, named: list[str]) -> None:
    drive = after(happened.WipeDeclared(tool))
    assert (refused_by_drive(drive, Policy((), tuple(named))) is None) is (tool in named)


def test_a_new_wipe_forgets_the_old_proof_from_its_first_moment() -> None:
    drive = after(happened.WipeProven("log"), happened.WipeValidated(), happened.WipeStarted("zeros"))
    assert drive == Drive(DRIVE.id, wiping=True)
    assert refused_by_drive(drive, Policy()) is Refusal.DRIVE_OPEN


def test_a_new_proof_must_be_validated_anew() -> None:
    drive = after(happened.WipeProven("log"), happened.WipeValidated(), happened.WipeProven("another log"))
    assert refused_by_drive(drive, Policy()) is Refusal.DRIVE_TO_VALIDATE


def test_nothing_can_be_validated_where_nothing_is_proven() -> None:
    for before in ([], [FAILED], [happened.WipeDeclared("tool X")], [happened.WipeStarted("zeros")]):
        drive = after(*before)
        for word in (happened.WipeValidated(), happened.WipeRejected()):
            assert evolve_drive(drive, word) == drive
            assert [item.refusal for item in why_not_on_drive(None, drive, word)] == [Refusal.NOTHING_PROVEN]


def test_a_rejected_proof_is_never_validated_after_all() -> None:
    rejected = after(happened.WipeProven("log"), happened.WipeRejected("photo is of another drive"))
    assert evolve_drive(rejected, happened.WipeValidated()) == rejected
    assert against_drive_event(rejected, happened.WipeValidated()) is Refusal.DRIVE_REJECTED
    again = after(
        happened.WipeProven("log"), happened.WipeRejected(), happened.WipeProven("log 2"), happened.WipeValidated()
    )
    assert refused_by_drive(again, Policy()) is None


@pytest.mark.parametrize("measured", [FAILED, happened.WipeProven("log")])
def test_a_paper_or_a_word_never_overrules_our_own_reading(measured: happened.Event) -> None:
    drive = after(measured)
    for word in (happened.WipeDeclared("tool X"), happened.AbsenceAttested()):
        assert evolve_drive(drive, word) == drive
        assert why_not_on_drive(None, drive, word)


def test_a_drive_that_is_being_wiped_is_not_absent() -> None:
    drive = after(happened.WipeStarted("zeros"))
    assert evolve_drive(drive, happened.AbsenceAttested()) == drive


@pytest.mark.parametrize("disposition", CLOSED_FOR_EVER)
@given(event=ANY_EVENT)
def test_a_destroyed_or_lost_drive_stays_so(disposition: Disposition, event: happened.Event) -> None:
    assert evolve_drive(Drive("drive", disposition), event).disposition is disposition


@pytest.mark.parametrize(
    ("disposition", "refusal"), [(Disposition.DESTROYED, Refusal.DESTROYED), (Disposition.LOST, Refusal.LOST)]
)
def test_what_is_destroyed_or_lost_says_so_whatever_is_asked_of_it(disposition: Disposition, refusal: Refusal) -> None:
    drive = Drive("drive", disposition)
    for event in (happened.WipeStarted("zeros"), happened.WipeValidated(), happened.AbsenceAttested()):
        assert [objection.refusal for objection in why_not_on_drive(None, drive, event)] == [refusal]


@given(ANY_EVENT, ANY_EVENT)
def test_a_drives_hold_outlives_everything_but_its_release(first: happened.Event, second: happened.Event) -> None:
    held = after(happened.HoldPlaced(HoldReason.DATA_TO_KEEP))
    drive = evolve_drive(evolve_drive(held, first), second)
    released = any(isinstance(event, happened.HoldReleased) for event in (first, second))
    assert released or HoldReason.DATA_TO_KEEP in drive.holds
    assert not drive.holds or refused_by_drive(drive, Policy(tuple(Reservation), TOOLS)) is Refusal.ON_HOLD


@given(facts(Drive), facts(Policy), ANY_EVENT)
def test_a_drive_can_always_be_judged_and_keeps_its_name(drive: Drive, policy: Policy, event: happened.Event) -> None:
    later = evolve_drive(drive, event)
    assert later.id == drive.id
    assert refused_by_drive(later, policy) is None or isinstance(refused_by_drive(later, policy), Refusal)
    if against_drive_event(drive, event):
        assert later == drive


def test_while_a_wipe_runs_in_a_process_of_its_own_no_other_begins() -> None:
    running = after(happened.WipeStarted("zeros", "first"))
    assert running.wipe == "first"
    assert against_drive_event(running, happened.WipeStarted("zeros", "second")) is Refusal.ALREADY_WIPING
    assert evolve_drive(running, happened.WipeStarted("zeros", "second")) == running
    for end in (happened.WipeProven("log"), FAILED):
        ended = evolve_drive(running, end)
        assert ended.wipe == ""
        assert against_drive_event(ended, happened.WipeStarted("zeros", "second")) is None


def test_a_wipe_of_the_run_through_that_was_cut_short_may_begin_again() -> None:
    assert against_drive_event(after(happened.WipeStarted("zeros")), happened.WipeStarted("zeros")) is None


@pytest.mark.parametrize("where", Aside)
def test_only_a_locked_machine_refuses_the_wipe_of_its_drives(where: Aside) -> None:
    found = why_not_on_drive(Machine("machine", aside=where), DRIVE, happened.WipeStarted("zeros"))
    assert [item.refusal for item in found] == ([Refusal.LOCKED] if where is Aside.LOCKED else [])
    assert why_not_on_drive(Machine("machine", aside=where), DRIVE, happened.DestructionAttested()) == ()


def test_receiving_a_drive_takes_no_proof_away() -> None:
    proven = after(happened.WipeStarted("zeros"), happened.WipeProven("log"), happened.WipeValidated())
    assert evolve_drive(proven, happened.DriveReceived("lot")) == proven
