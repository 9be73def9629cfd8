"""Gestures as flat rows: who did what, when, to which object, and whether this person may take it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from workshop.domain import events as happened
from workshop.domain.entries import Recorded
from workshop.domain.events import Event
from workshop.domain.gestures import Gesture, gestures
from workshop.domain.journal import undone_events
from workshop.domain.lots import DriveCard, Lot, MachineCard, drive_size, machine_name
from workshop.domain.orders import Box, Order
from workshop.domain.people import Actor, Person
from workshop.domain.storage import Place
from workshop.services.ports import Look
from workshop.services.undo_rules import PAGE, Against, asks_for_a_pin, planned, whole

MOST_LOOKED_AT = 5_000  # events; whoever did fifty things did the last of them within these


@dataclass(frozen=True, slots=True)
class Named:
    """The object of a gesture: its code, and what people call it (empty: its code says it all)."""

    code: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class GestureRow:
    """One gesture; `against` None: it may be taken back now. `others`: how many more objects it was about.

    `took_back`: for an undo, what it took back. `detail` names the other thing that it is about (place, box, donor).
    `asks_for_a_pin`: another person did it, so that a manager vouches for taking it back.
    """

    seq: int
    at: datetime
    person: str
    bench: str
    what: Event
    about: Named
    undone: bool
    against: Against | None
    others: int = 0
    took_back: Event | None = None
    detail: str = ""
    asks_for_a_pin: bool = False


def named(look: Look, subject: str) -> Named:
    """Name what an event is about."""
    if machine := look.get(MachineCard, subject):
        return Named(subject, machine_name(machine.maker, machine.model))
    if drive := look.get(DriveCard, subject):
        return Named(subject, " ".join(part for part in (drive.model, drive_size(drive)) if part))
    if lot := look.get(Lot, subject):
        return Named(subject, lot.donor)
    if order := look.get(Order, subject):
        return Named(subject, order.buyer)
    if box := look.get(Box, subject):
        return Named(subject, str(box.number or ""))
    if place := look.get(Place, subject):
        return Named(subject, place.name)
    person = look.get(Person, subject)
    return Named(subject, person.name if person else "")


def detail_of(look: Look, event: Event) -> str:
    """Name the other thing that an event is about, where that says something."""
    match event:
        case happened.MachineReceived(lot=code):
            lot = look.get(Lot, code)
            return lot.donor if lot else ""
        case happened.MachineStored(place=code) | happened.MachineMissed(place=code):
            place = look.get(Place, code)
            return place.name if place else ""
        case happened.MachinePacked(box=code):
            box = look.get(Box, code)
            return str(box.number or "") if box else ""
        case _:
            return ""


def row_of(look: Look, actor: Actor, gesture: Gesture) -> GestureRow:
    """Tell a gesture, whose entries may be a part of it only."""
    lead = gesture.lead
    person = look.get(Person, lead.person) if lead.person else None
    undone = lead.seq in undone_events(look.history(lead.subject))
    every = whole(look, gesture.seq) or gesture
    found = planned(look, actor, Gesture(every.entries, undone))
    subjects = {entry.subject for entry in every.entries if type(entry.event) is type(lead.event)}
    target = target_of(look, every)
    return GestureRow(
        gesture.seq,
        lead.at,
        person.name if person else "",
        lead.bench,
        lead.event,
        named(look, target.subject if target else lead.subject),
        undone,
        found if isinstance(found, Against) else None,
        len(subjects) - 1,
        target.event if target else None,
        detail_of(look, target.event if target else lead.event),
        asks_for_a_pin(look, actor, every),
    )


def target_of(look: Look, gesture: Gesture) -> Recorded | None:
    """Return what an undo took back, by the event that it is called by; None: it is no undo."""
    numbers = sorted(entry.event.event for entry in gesture.entries if isinstance(entry.event, happened.Undone))
    targets = tuple(found for number in numbers if number > 0 for found in look.journal(number - 1, 1))
    return Gesture(targets).lead if targets else None


def newest(
    look: Look, wanted: int, keep: Callable[[Gesture], bool], before: int = 0, most: int = MOST_LOOKED_AT
) -> tuple[Gesture, ...]:
    """Return the last gestures to be kept, newest first; `before`: only what is older than that event."""
    end = before - 1 if before else look.journal_end()[0]
    start = end
    entries: tuple[Recorded, ...] = ()
    kept: Sequence[Gesture] = ()
    while start > 0 and end - start < most and len(kept) < wanted:
        size = min(max(PAGE, end - start), start)  # twice as many each time: they are parted anew
        start -= size
        entries = (*look.journal(start, size), *entries)
        found = gestures(entries)
        kept = [one for one in (found[1:] if start else found) if keep(one)]  # the first one may be cut
    return tuple(reversed(kept))[:wanted]
