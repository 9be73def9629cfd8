from __future__ import annotations

from dataclasses import replace

import pytest

from tests.domain.invented import DRIVES, MACHINE, Told, journal
from workshop.domain import events as happened
from workshop.domain.diagnosis import WITHOUT_MEDIUM, Category
from workshop.domain.drives import Disposition, Policy, Refusal
from workshop.domain.holds import KEEPS_DATA, Aside, HoldReason
from workshop.domain.machines import (
    Machine,
    State,
    evolve,
    fold,
    fold_drive,
    follow_ups,
    gate,
    why_not,
    why_not_on_drive,
)
from workshop.domain.proofs import Doubt

Happened = happened.Event | Told
Story = tuple[Happened, ...]

DRIVE, SECOND, _ = DRIVES
LAPTOP = happened.MachineReceived("lot", "laptop")
DONE = (happened.WipeProven("log"), happened.WipeValidated())
TRIAGED = happened.MachineTriaged()
TESTED = happened.MachineInspected("answers", passed=True)
GRADED = happened.MachineGraded("A", eligible=True, contract="contract", grade="findings")
WORK: Story = (TRIAGED, TESTED, GRADED)
OUT_OF_THE_DOOR = (
    happened.MachineReady(),
    happened.MachineReserved("order", 2),
    happened.MachinePacked("box"),
    happened.MachineDelivered("manifest"),
)


def after(*events: Happened) -> Machine:
    """Compute a machine; an event alone is the machine's own."""
    told = [item if isinstance(item, tuple) else (MACHINE, item) for item in events]
    return fold(MACHINE, journal(told))


def on(drive: str, *events: happened.Event) -> list[Told]:
    return [(drive, event) for event in events]


WITH_DRIVE: Story = (LAPTOP, happened.DriveAttached(DRIVE), *on(DRIVE, *DONE))
READY: Story = (*WITH_DRIVE, *WORK, OUT_OF_THE_DOOR[0])
DELIVERED: Story = (*WITH_DRIVE, *WORK, *OUT_OF_THE_DOOR)


def refusals(machine: Machine, event: happened.Event) -> set[Refusal]:
    return {objection.refusal for objection in why_not(machine, event)}


def test_a_machine_goes_through_every_state_in_order() -> None:
    events: list[Happened] = [
        happened.MachineExpected("lot"),
        *WITH_DRIVE[:2],
        TRIAGED,
        *on(DRIVE, *DONE),
        happened.SystemWanted(),
    ]
    events += [happened.SystemInstalled("a system"), TESTED, GRADED, *OUT_OF_THE_DOOR, happened.MachineRented()]
    events += [happened.MachineReturned(), LAPTOP]
    states = [after(*events[:length]).state for length in range(len(events) + 1)]
    assert list(dict.fromkeys(states)) == [
        State.EXPECTED,
        State.RECEIVED,
        State.TRIAGED,
        State.WIPED,
        State.INSTALLED,
        State.TESTED,
        State.GRADED,
        State.READY,
        State.RESERVED,
        State.PACKED,
        State.DELIVERED,
        State.RENTED,
        State.RETURNED,
    ]
    assert states[-1] is State.RECEIVED


@pytest.mark.parametrize("change", [happened.DriveAttached(SECOND), happened.DriveDetached(DRIVE)])
def test_adding_or_swapping_a_drive_drops_the_machine_to_received(change: happened.Event) -> None:
    for length in range(2, len(DELIVERED) - 1):
        machine = after(*DELIVERED[:length], change)
        assert machine.state is State.RECEIVED
        assert [machine.triaged, machine.tested, machine.letter, machine.promise, machine.order] == [
            False,
            False,
            "",
            0,
            "",
        ]


def test_a_drive_that_is_already_there_changes_nothing() -> None:
    assert after(*READY, happened.DriveAttached(DRIVE)) == after(*READY)
    assert after(*READY, happened.DriveDetached(SECOND)) == after(*READY)


def test_looking_into_the_bays_counts_until_a_drive_is_put_in_or_taken_out() -> None:
    empty: Story = (LAPTOP, happened.BaysChecked(), *WORK)
    assert after(*empty, OUT_OF_THE_DOOR[0]).state is State.READY
    again = after(*empty, happened.DriveAttached(DRIVE), happened.DriveDetached(DRIVE), *WORK)
    assert refusals(again, OUT_OF_THE_DOOR[0]) == {Refusal.NO_DRIVE_KNOWN}


@pytest.mark.parametrize("reason", KEEPS_DATA)
def test_wiping_and_destruction_are_refused_while_data_is_kept_until_the_donor_releases_it(reason: HoldReason) -> None:
    held = after(*WITH_DRIVE[:2], happened.HoldPlaced(reason))
    drive = held.drives[0]
    for act in (happened.WipeStarted("zeros"), happened.DestructionAttested()):
        assert [item.refusal for item in why_not_on_drive(held, drive, act)] == [Refusal.ON_HOLD]
    assert refusals(held, happened.HoldReleased(reason)) == {Refusal.ON_HOLD}
    assert after(*WITH_DRIVE[:2], happened.HoldPlaced(reason), happened.HoldReleased(reason, " ")).keeps_data
    freed = evolve(held, MACHINE, happened.HoldReleased(reason, "the donor's letter"))
    assert not freed.holds
    for act in (happened.WipeStarted("zeros"), happened.DestructionAttested()):
        assert why_not_on_drive(freed, drive, act) == ()


@pytest.mark.parametrize("reason", set(HoldReason) - KEEPS_DATA)
def test_other_holds_do_not_forbid_wiping(reason: HoldReason) -> None:
    held = after(*WITH_DRIVE[:2], happened.HoldPlaced(reason))
    assert why_not_on_drive(held, held.drives[0], happened.WipeStarted("zeros")) == ()
    assert refusals(held, happened.HoldReleased(reason)) == set()


@pytest.mark.parametrize("reason", KEEPS_DATA)
def test_kept_data_stays_protected_on_a_drive_that_is_taken_out(reason: HoldReason) -> None:
    held = after(*WITH_DRIVE[:2], happened.HoldPlaced(reason))
    follows = follow_ups(held, happened.DriveDetached(DRIVE))
    assert follows == ((DRIVE, happened.HoldPlaced(reason)),)
    loose = fold_drive(DRIVE, journal(list(follows)))
    assert [item.refusal for item in why_not_on_drive(None, loose, happened.WipeStarted("zeros"))] == [Refusal.ON_HOLD]
    assert why_not_on_drive(None, loose, happened.HoldReleased(reason))
    elsewhere = after(LAPTOP, happened.DriveAttached(DRIVE), *follows, *on(DRIVE, *DONE), *WORK)
    assert refusals(elsewhere, OUT_OF_THE_DOOR[0]) == {Refusal.ON_HOLD}
    freed = evolve(elsewhere, DRIVE, happened.HoldReleased(reason, "the donor's letter"))
    assert why_not(freed, OUT_OF_THE_DOOR[0]) == ()


def test_recycling_is_refused_with_an_open_drive_with_unseen_bays_and_while_held() -> None:
    recycled = happened.MachineSetAside(Aside.RECYCLED)
    assert refusals(after(*WITH_DRIVE[:2]), recycled) == {Refusal.DRIVE_OPEN}
    assert refusals(after(LAPTOP), recycled) == {Refusal.NO_DRIVE_KNOWN}
    assert refusals(after(*WITH_DRIVE), recycled) == set()
    assert refusals(after(*WITH_DRIVE, happened.HoldPlaced(HoldReason.DATA_TO_KEEP)), recycled) == {Refusal.ON_HOLD}
    assert after(*WITH_DRIVE, recycled).state is State.RECYCLED


def test_a_reuse_contract_does_not_let_a_drive_go_to_the_waste() -> None:
    accepting = happened.MachineReady((), ("tool X",))
    declared: Story = (
        LAPTOP,
        happened.DriveAttached(DRIVE),
        *on(DRIVE, happened.WipeDeclared("tool X")),
        *WORK,
        accepting,
    )
    assert after(*declared).state is State.READY
    assert refusals(after(*declared), happened.MachineSetAside(Aside.RECYCLED)) == {Refusal.TOOL_NOT_ACCEPTED}


@pytest.mark.parametrize("found", [happened.DriveAttached(SECOND), (DRIVE, happened.WipeRejected())])
def test_a_recycled_machine_that_turns_out_to_hold_data_is_called_back(found: happened.Event | Told) -> None:
    recycled: Story = (*WITH_DRIVE, happened.MachineSetAside(Aside.RECYCLED))
    assert after(*recycled, found).state is State.HOLD
    assert after(*recycled, found, happened.HoldReleased(HoldReason.RECALL)).state is State.HOLD
    back: Story = (*recycled, found, happened.MachineBroughtBack(), happened.HoldReleased(HoldReason.RECALL))
    assert after(*back).state is State.RECEIVED


@pytest.mark.parametrize("category", WITHOUT_MEDIUM)
def test_monitors_and_docks_have_no_medium_and_skip_wiped(category: Category) -> None:
    received = happened.MachineReceived("lot", category.value)
    assert after(received, TRIAGED).state is State.TRIAGED
    assert after(received, TRIAGED, TESTED).state is State.TESTED
    assert State.WIPED not in dict(after(received).steps())
    assert after(received, *WORK, OUT_OF_THE_DOOR[0]).state is State.READY


@pytest.mark.parametrize("category", set(Category) - WITHOUT_MEDIUM)
def test_everything_else_needs_a_known_drive_or_somebody_who_looked(category: Category) -> None:
    machine = after(happened.MachineReceived("lot", category.value), *WORK)
    assert refusals(machine, OUT_OF_THE_DOOR[0]) == {Refusal.NO_DRIVE_KNOWN}
    assert why_not(evolve(machine, MACHINE, happened.BaysChecked()), OUT_OF_THE_DOOR[0]) == ()


def test_drives_that_only_a_foreign_report_lists_need_somebody_who_looked_or_our_own_reading() -> None:
    foreign = happened.MachineDiagnosed("theirs", listed=False)
    machine = after(LAPTOP, foreign, happened.DriveAttached(DRIVE), *on(DRIVE, *DONE), *WORK)
    assert refusals(machine, OUT_OF_THE_DOOR[0]) == {Refusal.DRIVES_NOT_LISTED}
    for settled in (happened.BaysChecked(), happened.MachineDiagnosed("ours")):
        assert why_not(evolve(machine, MACHINE, settled), OUT_OF_THE_DOOR[0]) == ()
    looked = evolve(machine, MACHINE, happened.BaysChecked())
    again = evolve(looked, MACHINE, happened.DriveAttached(SECOND))
    assert Refusal.DRIVES_NOT_LISTED in refusals(again, OUT_OF_THE_DOOR[0])


@pytest.mark.parametrize(
    "shown",
    [
        [happened.MachineDiagnosed("reading")],
        [happened.MachineDiagnosed("reading", "dock")],
        [happened.DriveAttached(DRIVE), happened.DriveDetached(DRIVE)],
    ],
)
def test_what_computes_or_held_a_drive_is_no_monitor_whatever_was_chosen_for_it(shown: list[happened.Event]) -> None:
    machine = after(happened.MachineReceived("lot", "monitor"), *shown, *WORK)
    assert refusals(machine, OUT_OF_THE_DOOR[0]) == {Refusal.NO_DRIVE_KNOWN}


def test_a_system_is_needed_only_where_it_is_wanted() -> None:
    wanted, installed = happened.SystemWanted(), happened.SystemInstalled("a system")
    assert refusals(after(*WITH_DRIVE, wanted, *WORK), OUT_OF_THE_DOOR[0]) == {Refusal.NOT_INSTALLED}
    assert State.INSTALLED not in dict(after(*WITH_DRIVE).steps())
    assert after(*WITH_DRIVE, wanted, installed, *WORK, OUT_OF_THE_DOOR[0]).state is State.READY
    assert after(*READY, wanted).state is not State.READY


def test_a_system_is_gone_when_its_drive_is_wiped_and_is_tested_after_it_is_there() -> None:
    ready: Story = (*WITH_DRIVE, happened.SystemWanted(), happened.SystemInstalled("a system"), *WORK)
    assert refusals(after(*ready, *on(DRIVE, happened.WipeStarted("zeros"), *DONE)), OUT_OF_THE_DOOR[0]) == {
        Refusal.NOT_INSTALLED
    }
    again = after(*ready, happened.SystemInstalled("another system"))
    assert refusals(again, OUT_OF_THE_DOOR[0]) == {Refusal.NOT_TESTED, Refusal.NOT_GRADED}


def test_a_returned_machines_drives_are_open_again_and_it_starts_over_once_it_is_received() -> None:
    back: Story = (*DELIVERED, happened.MachineReturned("changed mind"))
    machine = after(*back)
    assert machine.state is State.RETURNED
    assert [drive.disposition for drive in machine.drives] == [Disposition.OPEN]
    assert (machine.manifest, machine.order, machine.letter, machine.triaged) == ("", "", "", False)
    assert refusals(machine, TRIAGED) == {Refusal.NOT_RECEIVED}
    assert after(*back, LAPTOP, *WORK, OUT_OF_THE_DOOR[0]).state is State.TRIAGED
    assert follow_ups(after(*DELIVERED), happened.MachineReturned()) == ((DRIVE, happened.DriveUsedAgain()),)
    assert follow_ups(after(*READY), happened.MachineReturned()) == ()


def test_a_destroyed_drive_stays_destroyed_when_its_machine_comes_back() -> None:
    path: Story = (
        LAPTOP,
        happened.DriveAttached(DRIVE),
        *on(DRIVE, happened.DestructionAttested()),
        *WORK,
        *OUT_OF_THE_DOOR,
    )
    assert [drive.disposition for drive in after(*path, happened.MachineReturned()).drives] == [Disposition.DESTROYED]


def test_a_drive_that_was_taken_out_while_the_machine_was_away_is_open() -> None:
    away = after(*DELIVERED)
    assert follow_ups(away, happened.DriveDetached(DRIVE)) == ((DRIVE, happened.DriveUsedAgain()),)
    assert [drive.disposition for drive in evolve(away, MACHINE, happened.DriveDetached(DRIVE)).other_drives] == [
        Disposition.OPEN
    ]


@pytest.mark.parametrize(
    "news",
    [
        (DRIVE, happened.WipeRejected()),
        (DRIVE, happened.WipeNotProven("log", (Doubt.DATA_LEFT,))),
        (DRIVE, happened.DriveLost()),
        (DRIVE, happened.Undone(3)),
        happened.DriveAttached(SECOND),
        happened.DriveDetached(DRIVE),
        happened.HoldPlaced(HoldReason.QUARANTINE),
        happened.MachineSetAside(Aside.LOCKED),
        happened.Undone(4),
    ],
)
@pytest.mark.parametrize("rented", [False, True])
def test_a_delivered_machine_that_turns_out_bad_is_recalled(news: happened.Event | Told, rented: bool) -> None:  # noqa: FBT001
    out: Story = (*DELIVERED, happened.MachineRented()) if rented else DELIVERED
    machine = after(*out, news)
    assert machine.state is State.HOLD
    assert HoldReason.RECALL in machine.holds
    assert machine.manifest == "manifest"
    assert after(*out, news, happened.HoldReleased(HoldReason.RECALL)).state is State.HOLD
    assert after(*out, news, happened.MachineReturned()).returned


def test_a_recall_ends_when_its_reason_is_gone() -> None:
    held: Story = (*DELIVERED, happened.HoldPlaced(HoldReason.QUARANTINE), happened.HoldReleased(HoldReason.QUARANTINE))
    assert after(*held).state is State.HOLD
    assert after(*held, happened.HoldReleased(HoldReason.RECALL)).state is State.DELIVERED


def test_bad_news_about_a_promised_machine_takes_it_back_before_the_gate() -> None:
    for length in range(len(READY), len(DELIVERED)):
        machine = after(*DELIVERED[:length], (DRIVE, happened.WipeRejected()))
        assert machine.state is State.TRIAGED
        assert (machine.promise, machine.order, machine.recipient, machine.box, machine.policy) == (
            0,
            "",
            0,
            "",
            Policy(),
        )


@pytest.mark.parametrize("where", [Aside.LOCKED, Aside.TO_REPAIR, Aside.FOR_PARTS, Aside.LOST])
def test_what_comes_back_into_the_chain_is_looked_at_and_tested_again(where: Aside) -> None:
    back = after(*READY, happened.MachineSetAside(where), happened.MachineBroughtBack())
    assert back.state is State.RECEIVED
    assert refusals(back, OUT_OF_THE_DOOR[0]) == {Refusal.NOT_TRIAGED, Refusal.NOT_TESTED, Refusal.NOT_GRADED}


def test_a_machine_that_was_never_aside_cannot_be_brought_back() -> None:
    assert after(*READY, happened.MachineBroughtBack()) == after(*READY)


def test_nobody_works_on_a_machine_that_is_not_there() -> None:
    expected = after(happened.MachineExpected("lot"))
    for event in (TRIAGED, TESTED, GRADED, happened.BaysChecked(), happened.SystemInstalled("a system")):
        assert refusals(expected, event) == {Refusal.NOT_RECEIVED}
        assert evolve(expected, MACHINE, event) == expected
        assert refusals(after(*DELIVERED), event) == {Refusal.ALREADY_OUT}
    assert why_not(expected, happened.SystemWanted()) == ()


def test_a_machine_that_is_there_does_not_arrive_a_second_time() -> None:
    there = after(LAPTOP)
    for event in (happened.MachineReceived("another lot"), happened.MachineExpected("another lot")):
        assert refusals(there, event) == {Refusal.ALREADY_THERE}
        assert evolve(there, MACHINE, event).lot == "lot"


def test_promises_are_kept_in_order() -> None:
    ready = after(*READY)
    assert refusals(ready, OUT_OF_THE_DOOR[0]) == {Refusal.ALREADY_THERE}
    assert refusals(ready, happened.MachinePacked("box")) == {Refusal.NOT_RESERVED}
    assert refusals(ready, happened.MachineDelivered("manifest")) == {Refusal.NOT_PACKED}
    assert refusals(ready, happened.MachineRented()) == {Refusal.NOT_DELIVERED}
    assert refusals(ready, happened.MachineReturned()) == {Refusal.NOT_DELIVERED}
    assert refusals(after(*WITH_DRIVE, *WORK), happened.MachineReserved("order", 1)) == {Refusal.NOT_READY}
    assert refusals(after(*DELIVERED), happened.MachineReserved("order", 1)) == {Refusal.ALREADY_OUT}
    assert after(*DELIVERED[:-1], happened.MachineUnreserved()).state is State.READY
    assert after(*DELIVERED[:-2], happened.MachineUnreserved()).order == ""


def test_a_grade_that_is_taken_back_or_not_eligible_keeps_the_machine() -> None:
    not_eligible = replace(GRADED, eligible=False)
    assert refusals(after(*WITH_DRIVE, TRIAGED, TESTED, not_eligible), OUT_OF_THE_DOOR[0]) == {Refusal.NOT_ELIGIBLE}
    assert after(*READY, not_eligible).state is State.GRADED
    assert after(*READY, happened.MachineInspected("new answers", passed=True)).state is State.TESTED
    assert after(*READY, happened.MachineInspected("new answers", passed=False)).state is State.WIPED


def test_everything_that_is_missing_is_said_at_once() -> None:
    machine = after(LAPTOP, happened.DriveAttached(DRIVE), happened.DriveAttached(SECOND), happened.SystemWanted())
    held = evolve(machine, MACHINE, happened.HoldPlaced(HoldReason.QUARANTINE))
    found = [
        (item.refusal, item.drive)
        for item in gate(evolve(held, MACHINE, happened.MachineSetAside(Aside.LOCKED)), Policy())
    ]
    assert found == [
        (Refusal.ON_HOLD, ""),
        (Refusal.LOCKED, ""),
        (Refusal.DRIVE_OPEN, DRIVE),
        (Refusal.DRIVE_OPEN, SECOND),
        (Refusal.NOT_TRIAGED, ""),
        (Refusal.NOT_INSTALLED, ""),
        (Refusal.NOT_TESTED, ""),
        (Refusal.NOT_GRADED, ""),
    ]
