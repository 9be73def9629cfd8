"""What a person sees of the chain: the strip of steps, and the one thing to do now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from workshop.domain import events as happened
from workshop.domain.diagnosis import Category
from workshop.domain.drives import Disposition, Refusal, Validation
from workshop.domain.entries import Recorded
from workshop.domain.holds import Aside
from workshop.domain.journal import undone_events
from workshop.domain.machines import Machine, State, data_objections


class Mark(StrEnum):
    """How a step of the strip looks."""

    DONE = "done"
    NOW = "now"
    TO_DO = "to-do"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Step:
    """One segment of the strip; `at` is when it was done."""

    state: State
    mark: Mark
    at: datetime | None = None


class Action(StrEnum):
    """The one thing to do now."""

    RECEIVE = "receive"
    READ = "read"
    TRIAGE = "triage"
    WIPE = "wipe"
    VALIDATE = "validate"
    DESTROY = "destroy"
    CHECK_BAYS = "check-bays"
    INSTALL = "install"
    INSPECT = "inspect"
    GRADE = "grade"
    REMOVE_TAG = "remove-tag"
    MAKE_READY = "make-ready"
    RESERVE = "reserve"
    PACK = "pack"
    DELIVER = "deliver"
    NOTHING = "nothing"
    RELEASE = "release"
    UNLOCK = "unlock"
    BRING_BACK = "bring-back"


_NEVER_READ = frozenset({Category.SMARTPHONE, Category.TELEVISION})  # no reading of ours runs on them
_LAST_STEPS = (State.READY, State.RESERVED, State.PACKED, State.DELIVERED)
SEGMENTS = 6


def strip(machine: Machine, history: tuple[Recorded, ...]) -> tuple[Step, ...]:
    """Return at most six steps of the chain around the one to do now, oldest first."""
    now = State.RECEIVED if not machine.received or machine.returned else None
    done = [(State.RECEIVED, now is None), *machine.steps()]
    promised = [(state, machine.promise > place) for place, state in enumerate(_LAST_STEPS)]
    times = _times(history)
    steps = [
        Step(state, Mark.DONE if is_done else Mark.TO_DO, times.get(state) if is_done else None)
        for state, is_done in (*done, *promised)
    ]
    first = next((place for place, step in enumerate(steps) if step.mark is not Mark.DONE), len(steps))
    held = bool(machine.holds or machine.aside)
    if first < len(steps):
        blocked = held or _needs_destruction(machine, steps[first].state)
        steps[first] = Step(steps[first].state, Mark.BLOCKED if blocked else Mark.NOW)
    elif held:  # delivered, and called back
        steps[-1] = Step(steps[-1].state, Mark.BLOCKED, steps[-1].at)
    start = max(0, min(first - 2, len(steps) - SEGMENTS))
    return tuple(steps[start : start + SEGMENTS])


def next_action(machine: Machine, *, was_read: bool) -> Action:
    """Say what to do now with a machine; `was_read` tells whether a reading is attached."""
    if machine.holds:
        return Action.RELEASE
    if machine.aside:
        return Action.UNLOCK if machine.aside is Aside.LOCKED else Action.BRING_BACK
    if not machine.received or machine.returned:
        return Action.RECEIVE
    if machine.promise:
        after = (Action.RESERVE, Action.PACK, Action.DELIVER, Action.NOTHING, Action.NOTHING)
        return after[machine.promise - 1]
    readable = machine.category not in _NEVER_READ
    if (
        readable
        and not was_read
        and not machine.drives
        and not machine.bays_empty
        and data_objections(machine, machine.policy)
    ):
        return Action.READ
    return _next_step(machine)


def _next_step(machine: Machine) -> Action:
    actions = {
        State.TRIAGED: Action.TRIAGE,
        State.INSTALLED: Action.INSTALL,
        State.TESTED: Action.INSPECT,
        State.GRADED: Action.GRADE,
    }
    for state, done in machine.steps():
        if not done:
            return actions.get(state) or _next_for_data(machine)
    if not machine.eligible:
        return Action.NOTHING
    return Action.REMOVE_TAG if machine.tag_on else Action.MAKE_READY


def _next_for_data(machine: Machine) -> Action:
    found = {objection.refusal for objection in data_objections(machine, machine.policy)}
    refusals = found - {Refusal.RESERVATION_NOT_ACCEPTED, Refusal.TOOL_NOT_ACCEPTED}  # nothing left to do on those
    if Refusal.ON_HOLD in refusals:
        return Action.RELEASE
    if Refusal.NO_DRIVE_KNOWN in refusals:
        return Action.CHECK_BAYS
    if refusals == {Refusal.DRIVES_NOT_LISTED}:
        return Action.CHECK_BAYS
    refusals = refusals - {Refusal.DRIVES_NOT_LISTED}
    if refusals == {Refusal.DRIVE_LOST}:  # an incident, not a job for this bench
        return Action.NOTHING
    if Refusal.DRIVE_FAILED in refusals:
        return Action.DESTROY
    return Action.VALIDATE if refusals == {Refusal.DRIVE_TO_VALIDATE} else Action.WIPE


def _needs_destruction(machine: Machine, step: State) -> bool:
    rejected = any(drive.validation is Validation.REJECTED for drive in machine.drives)
    failed = any(drive.disposition in (Disposition.FAILED, Disposition.LOST) for drive in machine.drives)
    return step is State.WIPED and (failed or rejected)


_MARKS_OF: dict[type[happened.Event], State] = {
    happened.MachineReceived: State.RECEIVED,
    happened.MachineTriaged: State.TRIAGED,
    happened.WipeValidated: State.WIPED,
    happened.DestructionAttested: State.WIPED,
    happened.AbsenceAttested: State.WIPED,
    happened.BaysChecked: State.WIPED,
    happened.SystemInstalled: State.INSTALLED,
    happened.FunctionTested: State.TESTED,
    happened.MachineInspected: State.TESTED,
    happened.MachineGraded: State.GRADED,
    happened.MachineReady: State.READY,
    happened.MachineReserved: State.RESERVED,
    happened.MachinePacked: State.PACKED,
    happened.MachineDelivered: State.DELIVERED,
}


def _times(history: tuple[Recorded, ...]) -> dict[State, datetime]:
    """Return when each step was last done; what was undone never was."""
    undone = undone_events(history)
    pairs = ((_MARKS_OF.get(type(entry.event)), entry.at) for entry in history if entry.seq not in undone)
    return {state: at for state, at in pairs if state}
