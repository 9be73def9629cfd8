"""The gate, proven: the rule is told again naively, from the list of events, and compared with the machine."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, event, example, given, settings
from hypothesis import strategies as st

from tests.domain.invented import DRIVES, JOURNALS, MACHINE, Told, journal
from tests.domain.told_again import PASSES, may_be_past_the_gate
from workshop.domain import events as happened
from workshop.domain.holds import Aside, HoldReason
from workshop.domain.machines import PAST_THE_GATE, State, fold
from workshop.domain.proofs import Doubt, Reservation


def state_after(told: list[Told]) -> State:
    return fold(MACHINE, journal(told)).state


def check(told: list[Told]) -> State:
    state = State.EXPECTED
    for length in range(len(told) + 1):
        state = state_after(told[:length])
        if state.value in PASSES:
            assert may_be_past_the_gate(told[:length]), (state, told[:length])
    return state


def machine(*events: happened.Event) -> list[Told]:
    return [(MACHINE, item) for item in events]


def drive(*events: happened.Event, name: str = DRIVES[0]) -> list[Told]:
    return [(name, item) for item in events]


RECEIVED = machine(happened.MachineReceived("lot", "laptop"))
WITH_A_DRIVE = [*RECEIVED, *machine(happened.DriveAttached(DRIVES[0]))]
PROVEN = drive(happened.WipeStarted("zeros"), happened.WipeProven("log"), happened.WipeValidated())
WORKED_ON = machine(
    happened.MachineTriaged(),
    happened.MachineInspected("answers", passed=True),
    happened.MachineGraded("A", eligible=True, contract="contract", grade="findings"),
)
READY = machine(happened.MachineReady())
SENT = machine(
    happened.MachineReserved("order", 1), happened.MachinePacked("box"), happened.MachineDelivered("manifest")
)
IN_AND_OUT = (happened.DriveAttached(DRIVES[0]), happened.DriveDetached(DRIVES[0]))
FAILED = drive(happened.WipeNotProven("log", (Doubt.DATA_LEFT,)))
READY_FOR_TOOL_X = machine(happened.MachineReady((), ("tool X",)))
RESERVED_PROOF = drive(happened.WipeProven("log", (Reservation.SAMPLED,)), happened.WipeValidated())
DELIVERED = [*WITH_A_DRIVE, *PROVEN, *WORKED_ON, *READY, *SENT]


@settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(JOURNALS)
@example([*DELIVERED, *machine(happened.MachineReturned()), *RECEIVED, *WORKED_ON, *READY])
@example(
    [
        *DELIVERED,
        *machine(happened.DriveDetached(DRIVES[0]), happened.MachineReturned()),
        *machine(happened.HoldReleased(HoldReason.RECALL)),
        *WITH_A_DRIVE,
        *WORKED_ON,
        *READY,
    ]
)
@example(
    [*machine(happened.MachineReceived("lot", "monitor"), happened.MachineDiagnosed("reading")), *WORKED_ON, *READY]
)
@example([*DELIVERED[:-1], *machine(happened.HoldPlaced(HoldReason.QUARANTINE)), *DELIVERED[-1:]])
@example([*RECEIVED, *machine(happened.BaysChecked(), *IN_AND_OUT), *WORKED_ON, *READY])
@example([*WITH_A_DRIVE, *FAILED, *drive(happened.WipeDeclared("tool X")), *WORKED_ON, *READY_FOR_TOOL_X])
@example([*WITH_A_DRIVE, *PROVEN, *WORKED_ON, *READY, *RESERVED_PROOF])
@example([*WITH_A_DRIVE, *PROVEN, *WORKED_ON, *READY, *drive(happened.WipeDeclared("tool X"))])
def test_no_journal_gets_a_machine_past_the_gate_that_the_rule_keeps_back(told: list[Told]) -> None:
    event(check(told).value)


def test_the_invented_journals_do_get_past_the_gate() -> None:
    ends: Counter[State] = Counter()
    ever: Counter[State] = Counter()
    kept_back: Counter[bool] = Counter()

    @settings(max_examples=800, deadline=None, derandomize=True, database=None, phases=[Phase.generate])
    @given(JOURNALS)
    def walk(told: list[Told]) -> None:
        states = {state_after(told[:length]) for length in range(len(told) + 1)}
        ever.update(states)
        ends[state_after(told)] += 1
        kept_back[may_be_past_the_gate(told)] += 1

    walk()
    total = sum(ends.values())
    assert {state: ever[state] for state in PAST_THE_GATE if ever[state] < total * 0.02} == {}
    assert ever[State.DELIVERED] > total * 0.1  # hypothesis draws otherwise where other modules are loaded
    assert min(kept_back[True], kept_back[False]) > total * 0.1


def test_the_straight_path_reaches_delivered_and_the_rule_told_again_agrees() -> None:
    assert check(DELIVERED) is State.DELIVERED
    assert may_be_past_the_gate(DELIVERED)


UNDER: dict[str, tuple[list[Told], happened.MachineReady, bool]] = {
    "proven and validated": (PROVEN, happened.MachineReady(), True),
    "proven, not yet judged": (PROVEN[:2], happened.MachineReady(), False),
    "proven and rejected": ([*PROVEN[:2], *drive(happened.WipeRejected())], happened.MachineReady(), False),
    "validated, then rejected": ([*PROVEN, *drive(happened.WipeRejected())], happened.MachineReady(), False),
    "rejected, then validated": (
        [*PROVEN[:2], *drive(happened.WipeRejected(), happened.WipeValidated())],
        happened.MachineReady(),
        False,
    ),
    "rejected, wiped again and validated": (
        [*PROVEN, *drive(happened.WipeRejected()), *PROVEN],
        happened.MachineReady(),
        True,
    ),
    "open": ([], happened.MachineReady(), False),
    "being wiped again": ([*PROVEN, *drive(happened.WipeStarted("zeros"))], happened.MachineReady(), False),
    "with a reservation that the contract lists": (
        drive(happened.WipeProven("log", (Reservation.SAMPLED,)), happened.WipeValidated()),
        happened.MachineReady(("sampled",)),
        True,
    ),
    "with a reservation that it does not list": (
        drive(happened.WipeProven("log", (Reservation.SAMPLED, Reservation.FLASH_OVERWRITE)), happened.WipeValidated()),
        happened.MachineReady(("sampled",)),
        False,
    ),
    "declared by a tool that the contract names": (
        drive(happened.WipeDeclared("tool X")),
        happened.MachineReady((), ("tool X",)),
        True,
    ),
    "declared by a tool that it does not name": (
        drive(happened.WipeDeclared("tool X")),
        happened.MachineReady((), ("tool Y",)),
        False,
    ),
    "failed": (drive(happened.WipeNotProven("log", (Doubt.DATA_LEFT,))), happened.MachineReady(), False),
    "failed, then declared": (
        drive(happened.WipeNotProven("log", (Doubt.DATA_LEFT,)), happened.WipeDeclared("tool X")),
        happened.MachineReady((), ("tool X",)),
        False,
    ),
    "failed, then said to be absent": (
        drive(happened.WipeNotProven("log", (Doubt.DATA_LEFT,)), happened.AbsenceAttested()),
        happened.MachineReady(),
        False,
    ),
    "failed, then destroyed": (
        drive(happened.WipeNotProven("log", (Doubt.DATA_LEFT,)), happened.DestructionAttested()),
        happened.MachineReady(),
        True,
    ),
    "absent": (drive(happened.AbsenceAttested()), happened.MachineReady(), True),
    "lost": ([*PROVEN, *drive(happened.DriveLost())], happened.MachineReady(), False),
    "lost, then wiped": ([*drive(happened.DriveLost()), *PROVEN], happened.MachineReady(), False),
    "used again": ([*PROVEN, *drive(happened.DriveUsedAgain())], happened.MachineReady(), False),
    "with a hold of its own": (
        [*PROVEN, *drive(happened.HoldPlaced(HoldReason.DATA_TO_KEEP))],
        happened.MachineReady(),
        False,
    ),
}


@pytest.mark.parametrize("case", UNDER)
def test_a_disposition_passes_or_not(case: str) -> None:
    told, ready, passes = UNDER[case]
    path = [*WITH_A_DRIVE, *told, *WORKED_ON, *machine(ready), *SENT[:2]]
    assert (state_after(path) is State.PACKED) is passes
    assert may_be_past_the_gate(path) is passes
    every_drive = [*path[:2], *machine(happened.DriveAttached(DRIVES[1])), *path[2:]]
    assert state_after(every_drive) not in PAST_THE_GATE, "the second drive is open"


@pytest.mark.parametrize("reason", HoldReason)
def test_a_hold_takes_every_promise_back(reason: HoldReason) -> None:
    for length in range(len(WITH_A_DRIVE), len(DELIVERED)):
        path = [*DELIVERED[:length], *machine(happened.HoldPlaced(reason)), *DELIVERED[length:-1]]
        assert state_after(path) is State.HOLD


@pytest.mark.parametrize("where", Aside)
def test_a_machine_aside_is_never_past_the_gate(where: Aside) -> None:
    for length in range(len(WITH_A_DRIVE), len(DELIVERED) + 1):
        path = [*DELIVERED[:length], *machine(happened.MachineSetAside(where)), *DELIVERED[length:]]
        assert state_after(path) not in PAST_THE_GATE
        assert not may_be_past_the_gate(path)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(DELIVERED) - 1))
def test_no_step_of_the_chain_can_be_left_out(place: int) -> None:
    left_out = DELIVERED[place]
    path = [*DELIVERED[:place], *DELIVERED[place + 1 :]]
    if not isinstance(left_out[1], happened.WipeStarted):  # a log says itself that a wipe began
        assert state_after(path[:-1]) is not State.PACKED
        assert state_after(path) is not State.DELIVERED


@pytest.mark.parametrize("accepted", [(), ("sampled",), ("flash-overwrite",)])
def test_a_promise_is_kept_under_the_policy_that_it_was_made_under(accepted: tuple[str, ...]) -> None:
    new_proof = [drive(happened.WipeProven("log", (Reservation.SAMPLED,))), drive(happened.WipeValidated())]
    delivered = [*DELIVERED[:-4], *machine(happened.MachineReady(accepted)), *SENT]
    again = [*delivered, *machine(happened.HoldReleased(HoldReason.RECALL))]
    assert state_after([*delivered, *new_proof[0]]) is State.HOLD
    told = [*delivered, *new_proof[0], *new_proof[1], *again[-1:]]
    assert (state_after(told) is State.DELIVERED) is (accepted == ("sampled",))
    assert check(told) is state_after(told)
