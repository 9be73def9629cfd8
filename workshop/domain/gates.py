"""The gate: what a machine is, where it stands, and every reason why an act may not be done.

The gate reads dispositions of drives, never the existence of a paper. `why_not` lists reasons; nothing here changes a
machine.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from workshop.domain import events as happened
from workshop.domain.diagnosis import WITHOUT_MEDIUM, Category
from workshop.domain.drives import Drive, Policy, Refusal, against_drive_event, against_release, refused_by_drive
from workshop.domain.holds import KEEPS_DATA, Aside, HoldReason
from workshop.domain.inspection import Tested, unsure
from workshop.domain.looking import Looked


class State(StrEnum):
    """Where a machine stands."""

    EXPECTED = "expected"
    RECEIVED = "received"
    TRIAGED = "triaged"
    WIPED = "wiped"
    INSTALLED = "installed"
    TESTED = "tested"
    GRADED = "graded"
    READY = "ready"
    RESERVED = "reserved"
    PACKED = "packed"
    DELIVERED = "delivered"
    RENTED = "rented"
    RETURNED = "returned"
    HOLD = "hold"
    LOCKED = "locked"
    TO_REPAIR = "to-repair"
    FOR_PARTS = "for-parts"
    RECYCLED = "recycled"
    LOST = "lost"


PAST_THE_GATE = frozenset({State.READY, State.RESERVED, State.PACKED, State.DELIVERED, State.RENTED})
OUT = frozenset({State.DELIVERED, State.RENTED})
# How far a machine that is past the gate has come; 0 is before the gate.
BEFORE, READY, RESERVED, PACKED, DELIVERED, RENTED = range(6)
_PROMISES = (State.READY, State.RESERVED, State.PACKED, State.DELIVERED, State.RENTED)


@dataclass(frozen=True, slots=True)
class Objection:
    """One reason against an act, and the drive that it is about (empty: the machine itself)."""

    refusal: Refusal
    drive: str = ""


@dataclass(frozen=True, slots=True)
class Machine:
    """The state of one machine, folded from its events and those of its drives; `id` is its first code."""

    id: str
    lot: str = ""
    category: Category = Category.UNKNOWN
    holds_media: bool = False  # a reading or a drive has shown that this is neither a monitor nor a dock
    received: bool = False
    returned: bool = False
    triaged: bool = False
    bays_empty: bool = False
    bays_looked: bool = False  # since the last change of its drives
    drives_told: bool = False  # by a reading that is not trusted, or that could not list them all
    drives_listed: bool = False  # by a trusted reading, whole
    system_wanted: bool = False
    installed: bool = False
    tested: bool = False
    answers: tuple[Tested, ...] = ()  # one by one, as they were given; a whole inspection at once has none here
    looked: Looked = field(default_factory=Looked)
    letter: str = ""
    eligible: bool = False
    ruled: str = ""  # the destination by the contract's rules, empty: none of them fits yet
    chosen: str = ""  # the destination that a person chose instead
    tag_on: bool = False  # the donor's inventory tag is known, and nobody said that it was taken off
    promise: int = BEFORE
    policy: Policy = field(default_factory=Policy)
    order: str = ""
    recipient: int = 0
    box: str = ""
    manifest: str = ""
    place: str = ""
    place_turn: int = 0
    place_changed: bool = False
    aside: Aside | None = None
    holds: frozenset[HoldReason] = frozenset()
    drives: tuple[Drive, ...] = ()
    other_drives: tuple[Drive, ...] = ()  # known, but not in the machine (any more, or not yet)

    @property
    def state(self) -> State:
        if self.holds:
            return State.HOLD
        if self.aside:
            return State(self.aside.value)
        if self.promise:
            return _PROMISES[self.promise - 1]
        return self._before_the_gate()

    @property
    def destination(self) -> str:
        """Where it goes: what a person chose, else what the contract says; empty: nobody knows yet."""
        return self.chosen or self.ruled

    @property
    def here(self) -> bool:
        """Whether it was received and has not come back since without being received again."""
        return self.received and not self.returned

    @property
    def wiped(self) -> bool:
        """Whether nothing is left to wipe; whether the contract accepts reservations is the gate's question."""
        left = {objection.refusal for objection in data_objections(self, self.policy)}
        return not left - {Refusal.RESERVATION_NOT_ACCEPTED, Refusal.TOOL_NOT_ACCEPTED}

    @property
    def without_medium(self) -> bool:
        """Whether there can be nothing to wipe: monitors and docks."""
        return self.category in WITHOUT_MEDIUM and not self.holds_media

    @property
    def unsure(self) -> bool:
        """Whether a test has to be done again, for nobody was sure, and can be done here now."""
        can_be_tested = self.here and not (self.holds or self.aside or self.manifest)
        return can_be_tested and bool(unsure(self.answers))

    @property
    def keeps_data(self) -> bool:
        """Whether the donor's data must stay: neither wiping nor destruction."""
        return bool(self.holds & KEEPS_DATA)

    def _before_the_gate(self) -> State:
        if self.returned:
            return State.RETURNED
        if not self.received:
            return State.EXPECTED
        state = State.RECEIVED
        for reached, done in self.steps():
            if not done:
                break
            state = reached
        return state

    def steps(self) -> tuple[tuple[State, bool], ...]:
        """List the steps between reception and the gate that this machine needs, and whether each is done."""
        data = () if self.without_medium else ((State.WIPED, self.wiped),)
        system = ((State.INSTALLED, self.installed),) if self.system_wanted else ()
        return (
            (State.TRIAGED, self.triaged),
            *data,
            *system,
            (State.TESTED, self.tested),
            (State.GRADED, bool(self.letter)),
        )


def drives_are_unlisted(machine: Machine) -> bool:
    """Tell whether some drives are known, but nobody whom we trust has looked for all of them."""
    looked = machine.drives_listed or machine.bays_looked or machine.bays_empty
    return bool(machine.drives) and machine.drives_told and not looked


def data_objections(machine: Machine, policy: Policy) -> tuple[Objection, ...]:
    """Say which drives keep a machine from leaving. No known drive is an objection too, unless somebody looked."""
    if machine.without_medium:
        return ()
    if not machine.drives and not machine.bays_empty:
        return (Objection(Refusal.NO_DRIVE_KNOWN),)
    refused = ((refused_by_drive(drive, policy), drive.id) for drive in machine.drives)
    unlisted = (Objection(Refusal.DRIVES_NOT_LISTED),) if drives_are_unlisted(machine) else ()
    return (*(Objection(refusal, drive) for refusal, drive in refused if refusal), *unlisted)


def gate(machine: Machine, policy: Policy) -> tuple[Objection, ...]:
    """List everything that keeps a machine from being ready, promised, packed or delivered."""
    found: list[Objection] = []
    if not machine.here:
        found.append(Objection(Refusal.NOT_RECEIVED))
    if machine.holds:
        found.append(Objection(Refusal.ON_HOLD))
    if machine.aside:
        found.append(Objection(Refusal.LOCKED if machine.aside is Aside.LOCKED else Refusal.SET_ASIDE))
    found += data_objections(machine, policy)
    missing = {
        State.TRIAGED: Refusal.NOT_TRIAGED,
        State.INSTALLED: Refusal.NOT_INSTALLED,
        State.TESTED: Refusal.NOT_TESTED,
        State.GRADED: Refusal.NOT_GRADED,
    }
    found += [Objection(missing[step]) for step, done in machine.steps() if step in missing and not done]
    if machine.letter and not machine.eligible:
        found.append(Objection(Refusal.NOT_ELIGIBLE))
    if policy.tags_removed and machine.tag_on:
        found.append(Objection(Refusal.TAG_ON))
    return tuple(found)


def why_not(machine: Machine, event: happened.Event) -> tuple[Objection, ...]:
    """List what forbids an act now; empty means that it may be done."""
    match event:
        case happened.MachineReady(reservations, tools, tags_removed):
            there = (Objection(Refusal.ALREADY_THERE),) if machine.promise else ()
            return (*gate(machine, Policy(reservations, tools, tags_removed)), *there)
        case (
            happened.MachineReserved()
            | happened.MachinePacked()
            | happened.MachineDelivered()
            | happened.MachineRented()
            | happened.MachineUnreserved()
        ):
            return _against_promise(machine, event)
        case happened.MachineExpected() | happened.MachineReceived() if machine.here:
            return (Objection(Refusal.ALREADY_THERE),)
        case happened.MachineReturned():
            return () if machine.promise >= DELIVERED else (Objection(Refusal.NOT_DELIVERED),)
        case happened.MachineSetAside(where):
            return _against_leaving(machine, where)
        case happened.MachineStored():
            return _against_storing(machine)
        case happened.HoldReleased():
            refusal = against_release(event)
            return (Objection(refusal),) if refusal else ()
        case _ if isinstance(event, _WORK):
            return _against_work(machine, event)
        case _:
            return ()


_WORK = (
    happened.SystemWanted,
    happened.MachineTriaged,
    happened.BaysChecked,
    happened.SystemInstalled,
    happened.FunctionTested,
    happened.MachineInspected,
    happened.MarkSeen,
    happened.MarkGone,
    happened.LooksChecked,
    happened.KeyboardSeen,
    happened.LocksSeen,
    happened.SecondInspected,
    happened.MachineGraded,
    happened.TagRemoved,
)
_NEEDED: dict[type[happened.Event], tuple[int, Refusal]] = {
    happened.MachineReserved: (READY, Refusal.NOT_READY),
    happened.MachineUnreserved: (RESERVED, Refusal.NOT_RESERVED),
    happened.MachinePacked: (RESERVED, Refusal.NOT_RESERVED),
    happened.MachineDelivered: (PACKED, Refusal.NOT_PACKED),
    happened.MachineRented: (DELIVERED, Refusal.NOT_DELIVERED),
}


def _against_work(machine: Machine, event: happened.Event) -> tuple[Objection, ...]:
    if machine.promise >= DELIVERED:
        return (Objection(Refusal.ALREADY_OUT),)
    ahead = isinstance(event, happened.SystemWanted)  # an order may want a system before the machine is there
    return () if machine.here or ahead else (Objection(Refusal.NOT_RECEIVED),)


def _against_promise(machine: Machine, event: happened.Event) -> tuple[Objection, ...]:
    objections = gate(machine, machine.policy)
    if objections:
        return objections
    needed, refusal = _NEEDED[type(event)]
    if machine.promise == needed or (isinstance(event, happened.MachineUnreserved) and machine.promise == PACKED):
        return ()
    return (Objection(Refusal.ALREADY_OUT if machine.promise >= DELIVERED else refusal),)


def _against_storing(machine: Machine) -> tuple[Objection, ...]:
    if machine.promise >= PACKED:  # a machine in a box stands where its box stands
        return (Objection(Refusal.IN_A_BOX if machine.promise == PACKED else Refusal.ALREADY_OUT),)
    return () if machine.received else (Objection(Refusal.NOT_RECEIVED),)


def _against_leaving(machine: Machine, where: Aside) -> tuple[Objection, ...]:
    if machine.promise >= DELIVERED:
        return (Objection(Refusal.ALREADY_OUT),)
    if where is Aside.RECYCLED:  # a drive in the waste pallet is data in the street, whatever a reuse contract accepts
        held = (Objection(Refusal.ON_HOLD),) if machine.holds else ()
        return (*held, *data_objections(machine, Policy()))
    return ()


def why_not_on_drive(machine: Machine | None, drive: Drive, event: happened.Event) -> tuple[Objection, ...]:
    """List what forbids an act on a drive, in a machine or loose."""
    kept = bool(drive.holds & KEEPS_DATA or (machine and machine.keeps_data))
    if isinstance(event, happened.WipeStarted | happened.DestructionAttested) and kept:
        return (Objection(Refusal.ON_HOLD, drive.id),)
    if isinstance(event, happened.WipeStarted) and machine and machine.aside is Aside.LOCKED:
        return (Objection(Refusal.LOCKED, drive.id),)
    refusal = against_drive_event(drive, event)
    return (Objection(refusal, drive.id),) if refusal else ()
