"""The gate as a workshop meets it: only what `why_not` allows is written, and what it allows happens."""

from __future__ import annotations

from typing import ClassVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from tests.domain.invented import DRIVES, MACHINE, TOOLS, Told, facts, journal
from tests.domain.told_again import may_be_past_the_gate
from workshop.domain import events as happened
from workshop.domain.chain import Action, next_action, strip
from workshop.domain.drives import Disposition, Validation
from workshop.domain.holds import Aside, HoldReason
from workshop.domain.machines import (
    OUT,
    PAST_THE_GATE,
    Machine,
    State,
    evolve,
    fold,
    fold_drive,
    follow_ups,
    why_not,
    why_not_on_drive,
)
from workshop.domain.proofs import Reservation

_drives = st.sampled_from(DRIVES)
_accepted = st.sampled_from([(), tuple(item.value for item in Reservation)])
_tools = st.lists(st.sampled_from(TOOLS), max_size=2, unique=True).map(tuple)
_found = st.lists(st.sampled_from(list(Reservation)), max_size=1).map(tuple)
_NEXT: dict[Action, happened.Event] = {
    Action.RECEIVE: happened.MachineReceived("lot", "laptop"),
    Action.READ: happened.MachineDiagnosed("reading", "laptop"),
    Action.TRIAGE: happened.MachineTriaged(),
    Action.CHECK_BAYS: happened.BaysChecked(),
    Action.INSTALL: happened.SystemInstalled("a system"),
    Action.INSPECT: happened.MachineInspected("answers", passed=True),
    Action.GRADE: happened.MachineGraded("A", eligible=True, contract="contract", grade="findings"),
    Action.RESERVE: happened.MachineReserved("order", 1),
    Action.PACK: happened.MachinePacked("box"),
    Action.DELIVER: happened.MachineDelivered("manifest"),
    Action.BRING_BACK: happened.MachineBroughtBack(),
    Action.UNLOCK: happened.MachineBroughtBack(),
}


class Bench(RuleBasedStateMachine):
    """One machine, three drives, and people who do the next thing or something else."""

    reached: ClassVar[list[set[State]]] = []

    def __init__(self) -> None:
        super().__init__()
        self.told: list[Told] = []
        self.now = Machine(MACHINE)
        self.undone = False
        self.was_read = False
        self.reached.append(set())

    def write(self, event: happened.Event) -> None:
        """Write a machine's event as a service does: only if allowed, with what it means for the drives."""
        if why_not(self.now, event):
            return
        for subject, item in ((MACHINE, event), *follow_ups(self.now, event)):
            self.append(subject, item)
        self.was_read |= isinstance(event, happened.MachineDiagnosed)

    def write_on(self, drive: str, event: happened.Event) -> None:
        inside = {item.id for item in self.now.drives}
        alone = fold_drive(drive, journal(self.told))
        if not why_not_on_drive(self.now if drive in inside else None, alone, event):
            self.append(drive, event)

    def append(self, subject: str, event: happened.Event) -> None:
        self.told.append((subject, event))
        self.now = fold(MACHINE, journal(self.told)) if self.undone else evolve(self.now, subject, event)
        self.reached[-1].add(self.now.state)

    @rule(steps=st.integers(1, 12), accepted=_accepted, tools=_tools, found=_found)
    def go_on(
        self, steps: int, accepted: tuple[str, ...], tools: tuple[str, ...], found: tuple[Reservation, ...]
    ) -> None:
        for _ in range(steps):
            action = next_action(self.now, was_read=self.was_read)
            if action in _NEXT:
                self.write(_NEXT[action])
            elif action is Action.MAKE_READY:
                self.write(happened.MachineReady(accepted, tools))
            else:
                self.see_to_the_data(action, found)

    def see_to_the_data(self, action: Action, found: tuple[Reservation, ...]) -> None:
        if action is Action.RELEASE:
            for reason in sorted(self.now.holds):
                self.write(happened.HoldReleased(reason, "the donor's letter"))
        for drive in self.now.drives:
            if action is Action.RELEASE:
                for reason in sorted(drive.holds):
                    self.write_on(drive.id, happened.HoldReleased(reason, "the donor's letter"))
            elif action is Action.DESTROY and drive.disposition is Disposition.FAILED:
                self.write_on(drive.id, happened.DestructionAttested())
            elif action in (Action.WIPE, Action.VALIDATE):
                if drive.disposition is Disposition.OPEN or drive.validation is Validation.REJECTED:
                    self.write_on(drive.id, happened.WipeStarted("zeros"))
                    self.write_on(drive.id, happened.WipeProven("log", found))
                self.write_on(drive.id, happened.WipeValidated())

    @rule(drive=_drives)
    def put_a_drive_in(self, drive: str) -> None:
        self.write(happened.DriveAttached(drive))
        assert drive in {item.id for item in self.now.drives}
        assert self.now.state not in PAST_THE_GATE or self.was_there_already(drive)

    def was_there_already(self, drive: str) -> bool:
        return drive in {item.id for item in fold(MACHINE, journal(self.told[:-1])).drives}

    @precondition(lambda self: self.now.drives)
    @rule(choice=st.integers(0, 2))
    def take_a_drive_out(self, choice: int) -> None:
        self.write(happened.DriveDetached(self.now.drives[choice % len(self.now.drives)].id))
        assert self.now.state not in PAST_THE_GATE

    @rule(
        drive=_drives,
        event=st.one_of(
            [
                facts(kind)
                for kind in (
                    happened.WipeStarted,
                    happened.WipeNotProven,
                    happened.WipeDeclared,
                    happened.WipeValidated,
                    happened.WipeRejected,
                    happened.AbsenceAttested,
                    happened.DestructionAttested,
                    happened.DriveLost,
                    happened.LabelPrinted,
                )
            ]
        ),
    )
    def something_with_a_drive(self, drive: str, event: happened.Event) -> None:
        self.write_on(drive, event)

    @rule(reason=st.sampled_from(list(HoldReason)))
    def hold(self, reason: HoldReason) -> None:
        self.write(happened.HoldPlaced(reason))
        assert self.now.state is State.HOLD

    @rule(where=st.sampled_from(list(Aside)))
    def set_aside(self, where: Aside) -> None:
        allowed = not why_not(self.now, happened.MachineSetAside(where))
        self.write(happened.MachineSetAside(where))
        assert not allowed or self.now.state in (State(where.value), State.HOLD)

    @rule()
    def come_back(self) -> None:
        was_out = self.now.state in OUT
        drives = self.now.drives
        self.write(happened.MachineReturned())
        if was_out:
            assert self.now.state is State.RETURNED
            closed = {drive.id for drive in drives if drive.disposition in (Disposition.DESTROYED, Disposition.LOST)}
            assert {drive.id for drive in self.now.drives if drive.disposition is not Disposition.OPEN} == closed

    @rule(wanted=st.sampled_from([happened.SystemWanted(), happened.MachineUnreserved(), happened.MachineRented()]))
    def something_else(self, wanted: happened.Event) -> None:
        self.write(wanted)

    @precondition(lambda self: self.told)
    @rule(choice=st.integers(0, 200))
    def take_something_back(self, choice: int) -> None:
        place = choice % len(self.told)
        self.undone = True
        self.append(self.told[place][0], happened.Undone(place))

    @invariant()
    def the_rule_holds(self) -> None:
        if self.now.state in PAST_THE_GATE:
            assert may_be_past_the_gate(self.told)
        if self.now.state is State.RECYCLED:
            assert all(drive.disposition is not Disposition.OPEN for drive in self.now.drives)

    @invariant()
    def the_journal_alone_tells_the_same(self) -> None:
        assert fold(MACHINE, journal(self.told)) == self.now
        if not self.undone:
            for drive in (*self.now.drives, *self.now.other_drives):
                assert fold_drive(drive.id, journal(self.told)) == drive

    @invariant()
    def the_strip_and_the_next_action_can_always_be_shown(self) -> None:
        steps = strip(self.now, journal(self.told))
        assert 1 <= len(steps) <= 6
        next_action(self.now, was_read=self.was_read)


def test_a_workshop_that_obeys_never_sends_out_data_and_often_delivers() -> None:
    Bench.reached.clear()
    run_state_machine_as_test(Bench, settings=settings(max_examples=120, stateful_step_count=30, deadline=None))
    share = [len([states for states in Bench.reached if state in states]) for state in (State.READY, State.DELIVERED)]
    assert share[0] >= len(Bench.reached) * 0.2, (share, len(Bench.reached))
    assert share[1] >= len(Bench.reached) * 0.1, (share, len(Bench.reached))
