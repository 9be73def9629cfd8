"""A machine in the chain: its state is computed from events, and no order of events gets it past the gate unproven.

`evolve` applies an event, and an event that the gate forbids changes nothing. Bad news is never refused: it is applied,
and the machine falls back or is held.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from workshop.domain import events as happened
from workshop.domain.diagnosis import WITHOUT_MEDIUM, Category
from workshop.domain.drives import Drive, Policy, evolve_drive
from workshop.domain.entries import Recorded
from workshop.domain.gates import (
    BEFORE,
    DELIVERED,
    OUT,
    PACKED,
    PAST_THE_GATE,
    READY,
    RENTED,
    RESERVED,
    Machine,
    Objection,
    State,
    data_objections,
    drives_are_unlisted,
    gate,
    why_not,
    why_not_on_drive,
)
from workshop.domain.holds import KEEPS_DATA, Aside, HoldReason
from workshop.domain.inspection import Inspection, Tested, answered, passed
from workshop.domain.journal import undone_events
from workshop.domain.looking import SEEN, Looked, looked_on, to_look_again

__all__ = [  # a machine's reader finds the gate's words here too
    "OUT",
    "PAST_THE_GATE",
    "Machine",
    "Objection",
    "State",
    "data_objections",
    "drives_are_unlisted",
    "evolve",
    "fold",
    "fold_drive",
    "follow_ups",
    "gate",
    "undone_events",
    "why_not",
    "why_not_on_drive",
]

_OUT_OF_THE_SHOP = (Aside.RECYCLED, Aside.LOST)
_ERASING = (happened.WipeStarted, happened.WipeProven, happened.WipeNotProven, happened.DestructionAttested)


def evolve(machine: Machine, subject: str, event: happened.Event) -> Machine:
    """Return the machine after an event on itself or on one of its drives."""
    after = _own(machine, event) if subject == machine.id else _of_a_drive(machine, subject, event)
    return _settled(after)


def fold(machine_id: str, recorded: Iterable[Recorded]) -> Machine:
    """Compute a machine from the journal: its own events and its drives', by sequence; undone ones never counted."""
    entries = sorted(recorded, key=lambda entry: entry.seq)
    undone = undone_events(entries)
    machine = Machine(machine_id)
    for entry in entries:
        if entry.seq not in undone:
            machine = evolve(machine, entry.subject, entry.event)
    return machine


def fold_drive(drive_id: str, recorded: Iterable[Recorded]) -> Drive:
    """Compute a drive, loose or not, from its own events."""
    entries = sorted((entry for entry in recorded if entry.subject == drive_id), key=lambda entry: entry.seq)
    undone = undone_events(entries)
    drive = Drive(drive_id)
    for entry in entries:
        if entry.seq not in undone:
            drive = evolve_drive(drive, entry.event)
    return drive


def follow_ups(machine: Machine, event: happened.Event) -> tuple[tuple[str, happened.Event], ...]:
    """Return what a machine's event means for its drives' own records, to be written with it: (drive, event).

    A drive's history must say by itself that it was used again, or that the donor's data on it is kept.
    """
    match event:
        case happened.MachineReturned() if machine.promise >= DELIVERED:
            return tuple((drive.id, happened.DriveUsedAgain()) for drive in machine.drives)
        case happened.DriveDetached(drive) if any(item.id == drive for item in machine.drives):
            kept = sorted(machine.holds & KEEPS_DATA)
            out = [happened.DriveUsedAgain()] if machine.promise >= DELIVERED else []
            return tuple((drive, follow) for follow in (*out, *map(happened.HoldPlaced, kept)))
        case _:
            return ()


def _settled(machine: Machine) -> Machine:
    """Take back a promise that the gate no longer allows; what has left the shop is called back."""
    if machine.answers:
        machine = replace(machine, tested=passed(machine.category, Inspection(machine.answers)))
    if machine.aside is Aside.RECYCLED and data_objections(machine, Policy()):
        return _recalled(machine)
    if not machine.promise or not gate(machine, machine.policy):
        return machine
    return _recalled(machine) if machine.promise >= DELIVERED else _unpromised(machine)


def _recalled(machine: Machine) -> Machine:
    return replace(machine, holds=machine.holds | {HoldReason.RECALL})


def _unpromised(machine: Machine) -> Machine:
    return replace(machine, promise=BEFORE, policy=Policy(), order="", recipient=0, box="")


def _nowhere(machine: Machine) -> Machine:
    return replace(machine, place="", place_turn=0, place_changed=False)


def _restarted(machine: Machine) -> Machine:
    """Drop a machine to RECEIVED: what was tested was another machine."""
    again = _unpromised(machine) if machine.promise < DELIVERED else machine
    return replace(_untested(again), triaged=False, bays_empty=False, bays_looked=False, installed=False)


def _untested(machine: Machine) -> Machine:
    return replace(machine, tested=False, answers=(), letter="", eligible=False, ruled="")


def _own(machine: Machine, event: happened.Event) -> Machine:
    if why_not(machine, event):
        return _told_anyway(machine, event)
    match event:
        case happened.MachineExpected(lot=lot):
            kind = "" if event.category in WITHOUT_MEDIUM else event.category  # no list frees it from being wiped
            return replace(_tagged(machine, event.inventory, kind), lot=lot)
        case happened.MachineReceived(lot=lot):
            return replace(_tagged(machine, event.inventory, event.category), lot=lot, received=True, returned=False)
        case happened.MachineDiagnosed():
            return _diagnosed(machine, event)
        case happened.MachineTriaged():
            return replace(machine, triaged=True)
        case happened.DriveAttached(drive):
            return _with_drive(machine, drive)
        case happened.DriveDetached(drive):
            return _without_drive(machine, drive)
        case happened.BaysChecked():
            return replace(machine, bays_empty=not machine.drives, bays_looked=True)
        case _:
            return _worked_on(machine, event)


def _diagnosed(machine: Machine, event: happened.MachineDiagnosed) -> Machine:
    read = _category(event.category, machine)  # what can be diagnosed computes: it is no monitor and no dock
    return replace(
        machine,
        holds_media=True,
        category=machine.category if read in WITHOUT_MEDIUM else read,
        drives_told=machine.drives_told or not event.listed,
        drives_listed=machine.drives_listed or event.listed,
    )


def _told_anyway(machine: Machine, event: happened.Event) -> Machine:
    """Apply what the gate forbids but the journal says: the machine is where it is, so it is called back."""
    match event:
        case happened.MachineDelivered(manifest) if machine.promise < DELIVERED:
            return _recalled(replace(_nowhere(machine), promise=DELIVERED, manifest=manifest))
        case happened.MachineSetAside(where):
            return _recalled(replace(machine, aside=where))
        case _:
            return machine


def _worked_on(machine: Machine, event: happened.Event) -> Machine:
    match event:
        case happened.MachineSetAside(where):
            gone = _nowhere(machine) if where in _OUT_OF_THE_SHOP else machine
            return replace(_unpromised(gone), aside=where)
        case happened.MachineBroughtBack() if machine.aside:  # repaired, stripped or found again: not what was tested
            return replace(_restarted(machine), aside=None, looked=to_look_again(machine.looked))
        case happened.HoldPlaced(reason):
            return replace(machine, holds=machine.holds | {reason})
        case happened.HoldReleased(reason):
            return replace(machine, holds=machine.holds - {reason})
        case happened.MachineStored() | happened.MachineMissed():
            return _stood(machine, event)
        case _:
            return _inspected(machine, event)


def _inspected(machine: Machine, event: happened.Event) -> Machine:
    match event:
        case happened.SystemWanted():
            return replace(machine, system_wanted=True)
        case happened.SystemInstalled():  # what runs on the machine is tested after
            return replace(_untested(machine), installed=True)
        case happened.FunctionTested(function, works, fault, how):
            answers = answered(machine.answers, Tested(function, works, fault, how))
            return replace(machine, answers=answers, letter="", eligible=False, ruled="")
        case _ if isinstance(event, SEEN):
            return replace(machine, looked=looked_on(machine.looked, event), letter="", eligible=False, ruled="")
        case happened.TagRemoved():
            return replace(machine, tag_on=False)
        case happened.MachineInspected(_, complete):
            return replace(_untested(machine), tested=complete, looked=Looked())
        case happened.MachineGraded(letter, eligible, destination=destination):
            return replace(machine, letter=letter, eligible=eligible, ruled=destination)
        case happened.DestinationChosen(to):
            return replace(machine, chosen=to)
        case _:
            return _promised(machine, event)


def _stood(machine: Machine, event: happened.MachineStored | happened.MachineMissed) -> Machine:
    if isinstance(event, happened.MachineMissed):
        return _nowhere(machine) if machine.place == event.place else machine
    return replace(machine, place=event.place, place_turn=event.turn, place_changed=event.place != machine.place)


def _promised(machine: Machine, event: happened.Event) -> Machine:
    match event:
        case happened.MachineReady(reservations, tools, tags_removed):
            return replace(machine, promise=READY, policy=Policy(reservations, tools, tags_removed))
        case happened.MachineReserved(order, recipient):
            return replace(machine, promise=RESERVED, order=order, recipient=recipient)
        case happened.MachineUnreserved():
            return replace(machine, promise=READY, order="", recipient=0, box="")
        case happened.MachinePacked(box):
            return replace(_nowhere(machine), promise=PACKED, box=box)
        case happened.MachineDelivered(manifest):
            return replace(_nowhere(machine), promise=DELIVERED, manifest=manifest)
        case happened.MachineRented():
            return replace(machine, promise=RENTED)
        case happened.MachineReturned():
            used = tuple(evolve_drive(drive, happened.DriveUsedAgain()) for drive in machine.drives)
            fresh = replace(_unpromised(machine), manifest="", returned=True, drives=used, chosen="")
            fresh = replace(fresh, looked=to_look_again(fresh.looked))
            return _restarted(fresh)
        case _:
            return machine


def _tagged(machine: Machine, tag: str, category: str) -> Machine:
    return replace(machine, tag_on=machine.tag_on or bool(tag), category=_category(category, machine))


def _category(read: str, machine: Machine) -> Category:
    category = Category(read) if read in Category.__members__.values() else Category.UNKNOWN
    return machine.category if category is Category.UNKNOWN else category


def _with_drive(machine: Machine, drive: str) -> Machine:
    if any(item.id == drive for item in machine.drives):
        return machine
    known = [item for item in machine.other_drives if item.id == drive] or [Drive(drive)]
    others = tuple(item for item in machine.other_drives if item.id != drive)
    return replace(_restarted(machine), holds_media=True, drives=(*machine.drives, known[0]), other_drives=others)


def _without_drive(machine: Machine, drive: str) -> Machine:
    gone = tuple(item for item in machine.drives if item.id == drive)
    if not gone:
        return machine
    for _, follow in follow_ups(machine, happened.DriveDetached(drive)):
        gone = tuple(evolve_drive(item, follow) for item in gone)
    kept = tuple(item for item in machine.drives if item.id != drive)
    return replace(_restarted(machine), drives=kept, other_drives=(*machine.other_drives, *gone))


def _of_a_drive(machine: Machine, subject: str, event: happened.Event) -> Machine:
    """Apply a drive's event; a wipe or a destruction that happened is a fact, even on a machine that is held."""
    known = {drive.id for drive in (*machine.drives, *machine.other_drives)}
    emptied = isinstance(event, _ERASING) and any(drive.id == subject for drive in machine.drives)
    others = machine.other_drives if subject in known else (*machine.other_drives, Drive(subject))
    return replace(
        machine,
        installed=machine.installed and not emptied,
        drives=tuple(evolve_drive(drive, event) if drive.id == subject else drive for drive in machine.drives),
        other_drives=tuple(evolve_drive(drive, event) if drive.id == subject else drive for drive in others),
    )
