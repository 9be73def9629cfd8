"""What an undo takes with it, and what forbids it: nothing that was done since may hang in the air."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from workshop.domain import events as happened
from workshop.domain.content import read_time
from workshop.domain.documents import Document, DocumentKind
from workshop.domain.entries import Recorded
from workshop.domain.gestures import ARRIVALS, DETAILS, Gesture, Lasting, lasting
from workshop.domain.journal import counting, undone_events
from workshop.domain.lots import DriveCard, MachineCard
from workshop.domain.orders import Box
from workshop.domain.people import Actor, PinRecord
from workshop.services.authority import is_manager
from workshop.services.machines import history_of
from workshop.services.ports import Look
from workshop.services.retelling import STAYS
from workshop.services.wipe_plans import lot_of_drive

PAGE = 200


class Barrier(StrEnum):
    """What keeps one gesture from being taken back now."""

    NOTHING = "nothing"  # there is none left
    UNKNOWN = "unknown"
    UNDONE = "undone"
    NOT_YOURS = "not-yours"
    VOUCHED = "vouched"  # another person did it: a manager takes it back after their PIN, never by a scan alone
    SINCE = "since"  # something was done since that depends on it
    PAPER = "paper"  # a document says it
    IN_USE = "in-use"


@dataclass(frozen=True, slots=True)
class Against:
    """One reason; `since` is what was done since, or nothing."""

    why: Lasting | Barrier
    since: Recorded | None = None


Plan = tuple[Recorded, ...]  # the events to take back, by number

# What hangs on nothing but the object itself: taken back in any order, and no obstacle to anything else.
LIGHT = (
    happened.LabelPrinted,
    happened.ChargerSeen,
    happened.MachineStored,
    happened.MachineMissed,
    happened.StockCounted,
    happened.PhotoTaken,
    happened.DestinationChosen,
    happened.MachineWeighed,
    happened.PartFitted,
    happened.MeterRead,
    happened.SecondInspected,
    happened.ScanSettled,
    happened.ReportDismissed,
)
_SWEPT = (happened.LabelPrinted, happened.ChargerSeen)  # goes with an arrival
_ABOUT_DATA = (
    happened.DriveAttached,
    happened.DriveDetached,
    happened.DestructionAttested,
    happened.AbsenceAttested,
    happened.DriveLost,
    happened.WipeDeclared,
)


def whole(look: Look, seq: int) -> Gesture | None:
    """Return everything that was done at once with one event."""
    found = look.journal(seq - 1, 1) if seq > 0 else ()
    if not found:
        return None
    mark = found[0]
    first, last = seq, seq
    while first > 1 and (before := look.journal(max(0, first - 1 - PAGE), min(PAGE, first - 1))):
        same = _as_long_as(reversed(before), mark)
        first -= len(same)
        if len(same) < len(before):
            break
    while after := look.journal(last, PAGE):
        same = _as_long_as(after, mark)
        last += len(same)
        if len(same) < len(after):
            break
    entries = look.journal(first - 1, last - first + 1)
    undone = mark.seq in undone_events(look.history(*{entry.subject for entry in entries}))
    return Gesture(entries, undone)


def _as_long_as(entries: Iterable[Recorded], mark: Recorded) -> list[Recorded]:
    found = []
    for entry in entries:
        if (entry.person, entry.bench, entry.at) != (mark.person, mark.bench, mark.at):
            break
        found.append(entry)
    return found


def planned(look: Look, actor: Actor, gesture: Gesture) -> Plan | Against:
    """Say what an undo takes back, or what forbids it."""
    against = _at_once(look, actor, gesture)
    if against is not None:
        return against
    around = _around(look, gesture)
    later = [entry for entry in counting(look.history(*sorted(around))) if entry.seq > gesture.seq]
    taken = _taken(look, gesture, later)
    numbers = {entry.seq for entry in taken}
    blocking = [entry for entry in later if entry.seq not in numbers and _blocks(entry, gesture)]
    if blocking:
        return Against(Barrier.SINCE, _told(blocking))
    return _in_the_way(look, gesture, around) or tuple(sorted(taken, key=lambda entry: entry.seq))


def _told(blocking: list[Recorded]) -> Recorded:
    """Return what to name of all that was done since: what stays for ever, else the last that is no mere detail."""
    stays = (entry for entry in blocking if lasting(entry.event))
    plain = (entry for entry in reversed(blocking) if not isinstance(entry.event, DETAILS))
    return next(stays, None) or next(plain, blocking[-1])


def _at_once(look: Look, actor: Actor, gesture: Gesture) -> Against | None:
    if gesture.undone:
        return Against(Barrier.UNDONE)
    if gesture.lasting:
        return Against(gesture.lasting)
    if gesture.lead.person != actor.person and not is_manager(look, actor):
        return Against(Barrier.NOT_YOURS)
    return None


def asks_for_a_pin(look: Look, actor: Actor, gesture: Gesture) -> bool:
    """Tell whether a manager vouches for an undo: another person did it, and somebody here has a PIN."""
    return gesture.lead.person != actor.person and any(record.secret for record in look.find(PinRecord))


def _around(look: Look, gesture: Gesture) -> set[str]:
    """Return all whose later story depends on a gesture: its objects, the machines' drives, the drives' machines."""
    subjects = {entry.subject for entry in gesture.entries}
    found = set(subjects)
    for subject in subjects:
        if look.get(MachineCard, subject):
            found |= {entry.subject for entry in history_of(look, subject)}
        elif card := look.get(DriveCard, subject):
            found.add(card.machine)
    for entry in gesture.entries:
        if isinstance(entry.event, happened.DriveAttached | happened.DriveDetached):
            found.add(entry.event.drive)
        if isinstance(entry.event, ARRIVALS):
            found.add(entry.event.lot)
    return found - {""}


def _taken(look: Look, gesture: Gesture, later: list[Recorded]) -> Plan:
    """Return the events of a gesture, with what only went with an arrival."""
    own = [entry for entry in gesture.entries if not _is_kept(look, entry, gesture)]
    arrived = {entry.subject for entry in own if isinstance(entry.event, ARRIVALS)}
    if not arrived:
        return tuple(own)
    numbers = {entry.seq for entry in own}
    swept = [entry for entry in later if entry.subject in arrived and isinstance(entry.event, _SWEPT)]
    read = [entry for entry in later if entry.subject in arrived and _waited(entry)]
    swept += [other for entry in read for other in later if _at_once_with(other, entry)]
    more = {entry.seq: entry for entry in swept if entry.seq not in numbers and not isinstance(entry.event, STAYS)}
    return (*own, *more.values())


def _is_kept(look: Look, entry: Recorded, gesture: Gesture) -> bool:
    """Tell whether an event stays: the record of a drive, and the box that others lie in by now."""
    if isinstance(entry.event, happened.BoxOpened):
        return not _only_boxes(gesture) and _box_in_use(look, entry, gesture)
    return isinstance(entry.event, STAYS)


def _only_boxes(gesture: Gesture) -> bool:
    return all(isinstance(entry.event, happened.BoxOpened) for entry in gesture.entries)


def _waited(entry: Recorded) -> bool:
    return isinstance(entry.event, happened.MachineDiagnosed) and entry.event.waited


def _at_once_with(one: Recorded, other: Recorded) -> bool:
    return (one.person, one.bench, one.at) == (other.person, other.bench, other.at)


def _blocks(entry: Recorded, gesture: Gesture) -> bool:
    if isinstance(entry.event, (happened.Undone, happened.LabelPrinted, *STAYS)):
        return False
    of_lots = isinstance(entry.event, happened.LotClosed) or entry.subject in {one.subject for one in gesture.entries}
    if not of_lots and _is_a_lots(entry):
        return False  # what else was said of the lot of a machine
    arrives = any(isinstance(one.event, ARRIVALS) for one in gesture.entries)
    light = all(isinstance(one.event, (*LIGHT, *STAYS)) for one in gesture.entries)
    return arrives or not (light or isinstance(entry.event, LIGHT))


def _is_a_lots(entry: Recorded) -> bool:
    return isinstance(entry.event, happened.LotOpened | happened.WipesAuthorised | happened.WipesForbidden)


def _in_the_way(look: Look, gesture: Gesture, around: set[str]) -> Against | None:
    """Say what is in the way beside events: papers that tell it, and what is in a lot, an order, a box or a place."""
    for entry in gesture.entries:
        if _in_use(look, entry, gesture):
            return Against(Barrier.IN_USE)
    told = around | _lots(look, gesture)
    if all(isinstance(entry.event, LIGHT) for entry in gesture.entries):
        return None
    at = gesture.lead.at
    papers = (paper for subject in sorted(told) for paper in look.find(Document, about=subject))
    papers = (paper for paper in papers if paper.kind != DocumentKind.RECEIPT.value)  # the next receipt replaces it
    return Against(Barrier.PAPER) if any(read_time(paper.issued_at) >= at for paper in papers) else None


def _lots(look: Look, gesture: Gesture) -> set[str]:
    """Return the lots whose certificate tells what a gesture did."""
    if not any(isinstance(entry.event, (*ARRIVALS, *_ABOUT_DATA)) for entry in gesture.entries):
        return set()
    cards = [look.get(MachineCard, entry.subject) for entry in gesture.entries]
    drives = [look.get(DriveCard, entry.subject) for entry in gesture.entries]
    lots = {card.lot for card in cards if card} | {lot_of_drive(look, drive) for drive in drives if drive}
    return lots - {""}


def _in_use(look: Look, entry: Recorded, gesture: Gesture) -> bool:
    code = entry.subject
    match entry.event:
        case happened.LotOpened():
            return bool(look.count(MachineCard, lot=code) or look.count(DriveCard, lot=code))
        case happened.OrderOpened():
            return bool(look.count(MachineCard, order_code=code) or look.count(Box, order_code=code))
        case happened.BoxOpened():
            return _only_boxes(gesture) and _box_in_use(look, entry, gesture)
        case happened.PlaceMade():
            return bool(look.count(MachineCard, place=code))
        case _:
            return False


def _box_in_use(look: Look, opened: Recorded, gesture: Gesture) -> bool:
    """Tell whether others lie in a box, or a later box of the same recipient counts on its number."""
    event = opened.event
    assert isinstance(event, happened.BoxOpened)
    own = {entry.subject for entry in gesture.entries}
    others = [card for card in look.find(MachineCard, box=opened.subject) if card.code not in own]
    boxes = look.find(Box, order_code=event.order, recipient=event.recipient)
    return bool(others) or any(box.number > event.number and box.code not in own for box in boxes)
