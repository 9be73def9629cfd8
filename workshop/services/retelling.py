"""Records told again from the events that count, after some of them were taken back or count again.

A record is never taken away: what never came is left without lot, order or serial, so that no list finds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from workshop.domain import events as happened
from workshop.domain.codes import Kind
from workshop.domain.content import from_content, written_time
from workshop.domain.diagnosis import Diagnosis
from workshop.domain.entries import Recorded
from workshop.domain.gestures import BIRTHS
from workshop.domain.journal import counting
from workshop.domain.lots import DriveCard, Lot, MachineCard, serial_key
from workshop.domain.machines import State
from workshop.domain.orders import Box, Order
from workshop.domain.reports import Arrival, ReportCard, WhyWaiting
from workshop.domain.storage import Place, place_key
from workshop.services.lots import expected_in
from workshop.services.machines import machine_of, refresh, refresh_drive
from workshop.services.ports import Look, Work
from workshop.services.report_matching import match, report_of

STAYS = (happened.DriveRegistered,)  # the record of a thing that exists, whatever it was registered for
_IDENTITY = (
    *("maker", "model", "serial", "serial_key", "inventory", "inventory_key"),
    *("received_at", "charger", "reading", "inspection", "grade"),
)
_TOLD_BY: dict[type[happened.Event], tuple[str, ...]] = {
    happened.ChargerSeen: ("charger",),
    happened.MachineDiagnosed: ("maker", "model", "serial", "serial_key", "reading"),
    happened.MachineInspected: ("inspection",),
    happened.MachineGraded: ("grade",),
    happened.MachineReceived: _IDENTITY,
    happened.MachineExpected: _IDENTITY,
}


@dataclass(frozen=True, slots=True)
class Turned:
    """An event that was taken back just now (`undone`), or that counts again."""

    entry: Recorded
    undone: bool


def take_back(work: Work, entries: Sequence[Recorded]) -> int:
    """Write the inverse of each event, the last one first, and tell every record again; return the first one's number.

    The inverse of an inverse makes its event count again.
    """
    written = [work.append(entry.subject, happened.Undone(entry.seq)) for entry in reversed(entries)]
    turned = [_turned(work, entry) for entry in entries]
    retell(work, sorted(turned, key=lambda one: one.entry.seq))
    return written[0].seq


def retell(work: Work, turned: Sequence[Turned]) -> None:
    """Tell again every record that these events are about."""
    for drive, machine in _drives_moved(turned).items():
        _put_drive(work, drive, machine)
    for subject in dict.fromkeys(one.entry.subject for one in turned):
        _retell_subject(work, subject, [one for one in turned if one.entry.subject == subject])
    for one in turned:
        _retell_beside(work, one)
    for lot in dict.fromkeys(one.entry.event.lot for one in turned if isinstance(one.entry.event, _ARRIVED)):
        _number_again(work, lot)


_ARRIVED = (happened.MachineReceived, happened.MachineExpected)


def _turned(look: Look, entry: Recorded) -> Turned:
    if isinstance(entry.event, happened.Undone):
        return Turned(look.journal(entry.event.event - 1, 1)[0], undone=False)
    return Turned(entry, undone=True)


def _retell_subject(work: Work, subject: str, turned: Sequence[Turned]) -> None:
    kinds = {type(one.entry.event) for one in turned}
    born = next((one for one in turned if isinstance(one.entry.event, BIRTHS)), None)
    if machine := work.get(MachineCard, subject):
        _retell_machine(work, machine, kinds)
    elif work.get(DriveCard, subject):
        _retell_drive(work, subject, kinds)
    elif lot := work.get(Lot, subject):
        work.put(replace(lot, open=_is_open(work, subject), expected=expected_in(work, subject)))
    elif order := work.get(Order, subject):
        work.put(replace(order, open=any(isinstance(one.event, happened.OrderOpened) for one in _own(work, subject))))
    elif (box := work.get(Box, subject)) and born:
        _retell_box(work, box, born)
    elif place := work.get(Place, subject):
        _retell_place(work, place)
    if born and not isinstance(born.entry.event, STAYS):
        work.set_void(subject, void=_is_gone(work, subject))


def _own(look: Look, subject: str) -> tuple[Recorded, ...]:
    return counting(look.history(subject))


def _is_gone(look: Look, subject: str) -> bool:
    """Tell whether nothing that counts ever brought an object."""
    births = [entry for entry in _own(look, subject) if isinstance(entry.event, BIRTHS)]
    return not [entry for entry in births if not isinstance(entry.event, STAYS)]


def _is_open(look: Look, lot: str) -> bool:
    ways = (happened.LotOpened, happened.LotClosed)
    said = [entry.event for entry in _own(look, lot) if isinstance(entry.event, ways)]
    return bool(said) and isinstance(said[-1], happened.LotOpened)


# machines


def _retell_machine(work: Work, card: MachineCard, kinds: Iterable[type[happened.Event]]) -> None:
    if _is_gone(work, card.code):
        work.put(MachineCard(card.code, "", State.EXPECTED.value))
        return
    told = _told(work, card.code)
    names = {name for kind in kinds for name in _TOLD_BY.get(kind, ())}
    changed: dict[str, Any] = {name: told[name] for name in names}
    machine = machine_of(work, card.code)
    work.put(replace(card, **changed, lot=machine.lot))
    refresh(work, machine)


def _told(look: Look, code: str) -> dict[str, Any]:
    """Return what a machine's card says beside its state, from its own events."""
    card = MachineCard(code, "", State.EXPECTED.value)
    for entry in _own(look, code):
        card = _after(look, card, entry)
    return {name: getattr(card, name) for name in _IDENTITY}


def _after(look: Look, card: MachineCard, entry: Recorded) -> MachineCard:
    match entry.event:
        case happened.MachineExpected():
            return _named(card, entry.event)
        case happened.MachineReceived(charger=charger):
            return replace(_named(card, entry.event), charger=charger, received_at=written_time(entry.at))
        case happened.ChargerSeen(charger):
            return replace(card, charger=charger)
        case happened.MachineDiagnosed(reading=reading, maker=maker, model=model):
            serial = card.serial or _serial_read(look, reading)
            read = replace(card, reading=reading, maker=maker, model=model, serial=serial)
            return replace(read, serial_key=serial_key(serial))
        case happened.MachineInspected(inspection=inspection):
            return replace(card, inspection=inspection)
        case happened.MachineGraded(grade=grade):
            return replace(card, grade=grade)
        case _:
            return card


def _named(card: MachineCard, event: happened.MachineExpected | happened.MachineReceived) -> MachineCard:
    return replace(
        card,
        maker=event.maker,
        model=event.model,
        serial=event.serial,
        serial_key=serial_key(event.serial),
        inventory=event.inventory,
        inventory_key=serial_key(event.inventory),
    )


def _serial_read(look: Look, digest: str) -> str:
    content = look.fact(digest)
    diagnosis = from_content(Diagnosis, content["diagnosis"]) if content else None
    return (diagnosis.identity.system_serial or "") if diagnosis else ""


def _number_again(work: Work, lot: str) -> None:
    """Give the machines of a lot their places again, in the order of their arrival."""
    there = [card for card in work.find(MachineCard, lot=lot) if card.received_at]
    for number, card in enumerate(sorted(there, key=lambda card: (card.received_at, card.code)), 1):
        if card.number != number:
            work.put(replace(card, number=number))
    for card in work.find(MachineCard, lot=lot, received_at=""):
        if card.number:
            work.put(replace(card, number=0))


# drives


def _drives_moved(turned: Sequence[Turned]) -> dict[str, str]:
    """Return where drives that were moved are now: by drive, the machine; empty: in none."""
    moved: dict[str, str] = {}
    for one in turned:
        machine = one.entry.subject
        match one.entry.event:
            case happened.DriveAttached(drive) if one.undone:
                moved.setdefault(drive, "")
            case happened.DriveDetached(drive) if one.undone:
                moved.setdefault(drive, machine)
            case happened.DriveAttached(drive):
                moved[drive] = machine
            case happened.DriveDetached(drive):
                moved[drive] = ""
            case _:
                pass
    return moved


def _put_drive(work: Work, drive: str, machine: str) -> None:
    card = work.get(DriveCard, drive)
    if card is None:
        return
    left = work.get(MachineCard, card.machine) if card.machine and not machine else None
    attached = any(
        isinstance(entry.event, happened.DriveAttached) and entry.event.drive == drive
        for entry in (_own(work, left.code) if left else ())
    )
    lot = left.lot if left and attached else _lot_of_arrival(work, drive)
    work.put(replace(card, machine=machine, lot=lot))


def _lot_of_arrival(look: Look, drive: str) -> str:
    arrivals = [entry.event for entry in _own(look, drive) if isinstance(entry.event, happened.DriveReceived)]
    return arrivals[-1].lot if arrivals else ""


def _retell_drive(work: Work, drive: str, kinds: Iterable[type[happened.Event]]) -> None:
    card = refresh_drive(work, drive)
    if happened.DriveReceived in kinds:
        arrivals = [one.event for one in _own(work, drive) if isinstance(one.event, happened.DriveReceived)]
        lot, place = (arrivals[-1].lot, arrivals[-1].place) if arrivals else ("", "")
        work.put(replace(card, lot=lot, place=place))
    machine = work.get(MachineCard, card.machine) if card.machine else None
    if machine is not None:
        refresh(work, machine_of(work, machine.code))


# boxes, places, and what stands beside


def _retell_box(work: Work, box: Box, born: Turned) -> None:
    """Leave a box out of its order, or put it there again; the last box of a recipient is the open one."""
    event = born.entry.event
    assert isinstance(event, happened.BoxOpened)
    gone = _is_gone(work, box.code)
    work.put(Box(box.code, "", 0, 0, open=False) if gone else Box(box.code, event.order, event.recipient, event.number))
    boxes = work.find(Box, order_code=event.order, recipient=event.recipient)
    last = max((other.number for other in boxes), default=0)
    for other in boxes:
        if other.open is not (other.number == last):
            work.put(replace(other, open=other.number == last))


def _retell_place(work: Work, place: Place) -> None:
    made = [entry.event for entry in _own(work, place.code) if isinstance(entry.event, happened.PlaceMade)]
    counted = [entry.at for entry in _own(work, place.code) if isinstance(entry.event, happened.StockCounted)]
    name = made[-1].name if made else ""
    at = written_time(counted[-1]) if counted else ""
    work.put(replace(place, name=name, key=place_key(name), counted_at=at))


def _retell_beside(work: Work, one: Turned) -> None:
    match one.entry.event:
        case happened.ScanSettled(scan):
            if one.undone:
                work.unsettle_scan(scan)
            else:
                work.settle_scan(scan)
        case happened.ReportAttached(report) | happened.ReportDismissed(report):
            card = work.get(ReportCard, report)
            if card is not None:
                work.put(_report_retold(work, card, one))
        case _:
            pass


def _report_retold(look: Look, card: ReportCard, one: Turned) -> ReportCard:
    if not one.undone:
        attached = isinstance(one.entry.event, happened.ReportAttached)
        state = Arrival.ATTACHED if attached else Arrival.DISMISSED
        return replace(card, state=state, reason="", machine=one.entry.subject if attached else "")
    report = report_of(look, card)
    found = match(look, report, card.authenticity) if report else None
    why = (found.why if found else None) or WhyWaiting.READ_BEFORE  # a person said no: a person chooses
    waiting = replace(card, state=Arrival.WAITING, reason=why.value)
    return replace(waiting, machine=found.machine if found else "")


def listed_anew(work: Work, entries: Sequence[Recorded]) -> None:
    """Put machines of a donor's list, whose label lies in the bin now, back onto the list under a code of their own."""
    for subject in dict.fromkeys(entry.subject for entry in entries if isinstance(entry.event, happened.LabelPrinted)):
        awaited = [one for one in _own(work, subject) if isinstance(one.event, happened.MachineExpected)]
        arrived = any(isinstance(one.event, happened.MachineReceived) for one in _own(work, subject))
        if not awaited or arrived or work.get(MachineCard, subject) is None:
            continue
        code = work.issue(Kind.MACHINE).text
        take_back(work, awaited)
        work.put(MachineCard(code, "", State.EXPECTED.value))
        event = awaited[-1].event
        retell(work, (Turned(work.append(code, event), undone=False),))
