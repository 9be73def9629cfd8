"""Machines: received, read, sent on, put aside; and the one way in which any service writes an event about one."""

from __future__ import annotations

from dataclasses import replace

from workshop.domain import events as happened
from workshop.domain.codes import Kind
from workshop.domain.content import written_time
from workshop.domain.diagnosis import WITHOUT_MEDIUM, Category, DriveMedium
from workshop.domain.drives import Disposition, Policy, Validation
from workshop.domain.entries import Recorded
from workshop.domain.errors import RefusedError, UnknownCodeError
from workshop.domain.events import Event
from workshop.domain.grading import Contract
from workshop.domain.holds import KEEPS_DATA, Aside, HoldReason
from workshop.domain.journal import counting
from workshop.domain.lots import DriveCard, MachineCard, serial_key
from workshop.domain.machines import (
    Machine,
    Objection,
    evolve,
    fold,
    fold_drive,
    follow_ups,
    gate,
    why_not,
    why_not_on_drive,
)
from workshop.domain.machines import State as MachineState
from workshop.domain.people import Actor
from workshop.services.ports import Look, Store, Work


def history_of(look: Look, machine: str) -> tuple[Recorded, ...]:
    """Return the events of a machine and of every drive that was ever in it, oldest first."""
    own = look.history(machine)
    drives = {entry.event.drive for entry in own if isinstance(entry.event, happened.DriveAttached)}
    return look.history(machine, *sorted(drives)) if drives else own


def machine_of(look: Look, machine: str) -> Machine:
    """Compute a machine from the journal."""
    return fold(machine, history_of(look, machine))


def card_of(look: Look, machine: str) -> MachineCard:
    """Return what is known of a machine; raises UnknownCodeError."""
    card = look.get(MachineCard, machine)
    if card is None:
        raise UnknownCodeError(machine)
    return card


def drive_card_of(look: Look, drive: str) -> DriveCard:
    """Return what is known of a drive; raises UnknownCodeError."""
    card = look.get(DriveCard, drive)
    if card is None:
        raise UnknownCodeError(drive)
    return card


def refuse(code: str, objections: tuple[Objection, ...]) -> None:
    """Raise RefusedError where there is any objection; a reason about a drive is written `reason:drive`."""
    if objections:
        raise RefusedError(code, written(objections))


def written(objections: tuple[Objection, ...]) -> tuple[str, ...]:
    """Write objections as `reason` or `reason:drive`."""
    return tuple(
        f"{objection.refusal.value}:{objection.drive}" if objection.drive else objection.refusal.value
        for objection in objections
    )


def record(work: Work, code: str, *events: Event) -> Machine:
    """Write events about one machine, each only if the rules allow it, and refresh its card."""
    machine = machine_of(work, code)
    for event in events:
        refuse(code, why_not(machine, event))
        work.append(code, event)
        for drive, follow_up in follow_ups(machine, event):
            work.append(drive, follow_up)
            refresh_drive(work, drive)
        undoing = isinstance(event, happened.Undone)  # only the whole journal tells what is left without an event
        machine = machine_of(work, code) if undoing else evolve(machine, code, event)
    refresh(work, machine)
    return machine


def record_on_drive(work: Work, drive: str, *events: Event) -> DriveCard:
    """Write events about one drive, each only if the rules allow it, and refresh its card and its machine's."""
    card = drive_card_of(work, drive)
    for event in events:
        machine = machine_of(work, card.machine) if card.machine else None
        refuse(drive, why_not_on_drive(machine, fold_drive(drive, work.history(drive)), event))
        work.append(drive, event)
    card = refresh_drive(work, drive)
    if card.machine:
        refresh(work, machine_of(work, card.machine))
    return card


def refresh_drive(work: Work, drive: str) -> DriveCard:
    """Write what a drive's events say now into its card."""
    state = fold_drive(drive, work.history(drive))
    card = replace(
        drive_card_of(work, drive),
        disposition=state.disposition.value,
        validation=state.validation.value,
        wipe_log=state.wipe_log,
    )
    work.put(card)
    return card


def make_ready(work: Work, code: str, contract: Contract) -> Machine:
    """Make a graded machine ready as soon as nothing speaks against it; otherwise leave it where it is."""
    machine = machine_of(work, code)
    if machine.promise or gate(machine, contract.policy):
        return machine
    policy: Policy = contract.policy
    ready = happened.MachineReady(policy.accepted_reservations, policy.declared_tools, policy.tags_removed)
    return record(work, code, ready)


def refresh(work: Work, machine: Machine) -> None:
    """Write a machine's state into its card."""
    card = card_of(work, machine.id)
    work.put(
        replace(
            card,
            lot=machine.lot or card.lot,
            state=machine.state.value,
            category=machine.category.value,
            letter=machine.letter,
            destination=machine.destination,
            order_code=machine.order,
            recipient=machine.recipient,
            box=machine.box,
            manifest=machine.manifest,
            place=machine.place,
            place_turn=machine.place_turn,
            place_changed=machine.place_changed,
            unsure=machine.unsure,
        )
    )


SOLDERED_MEMORY = frozenset({Category.SMARTPHONE, Category.TABLET})
_LOOKED_AT = 200


class Machines:
    """What happens to a machine as a whole."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def receive(
        self,
        actor: Actor,
        lot: str,
        serial: str,
        *,
        category: str = "unknown",
        maker: str = "",
        model: str = "",
        charger: bool | None = None,
        inventory: str = "",
        storage_bytes: int = 0,
    ) -> MachineCard:
        """Receive a machine into a lot: it gets its code. The serial is what was scanned, possibly empty.

        `inventory` is the tag that the donor or the buyer had put on it. The memory of a phone or a tablet, whose size
        may be unknown (0), gets a record of its own: nobody can look whether it is there, and data is on it.
        """
        with self._store.working(actor) as work:
            received = happened.MachineReceived(lot, category, maker, model, serial, charger, inventory)
            card = receive_in(work, received, awaited_in(work, lot, serial))
            return _soldered(work, card, storage_bytes) if category in SOLDERED_MEMORY else card

    def triage(self, actor: Actor, code: str) -> Machine:
        """Send a machine on to be wiped and tested."""
        return self._record(actor, code, happened.MachineTriaged())

    def set_aside(self, actor: Actor, code: str, where: Aside, reason: str = "") -> Machine:
        """Take a machine out of the chain."""
        return self._record(actor, code, happened.MachineSetAside(where, reason))

    def bring_back(self, actor: Actor, code: str) -> Machine:
        """Put a machine back into the chain."""
        return self._record(actor, code, happened.MachineBroughtBack())

    def check_bays(self, actor: Actor, code: str) -> Machine:
        """Attest that a person looked and found no drive."""
        return self._record(actor, code, happened.BaysChecked())

    def set_charger(self, actor: Actor, code: str, *, charger: bool | None) -> MachineCard:
        """Say whether a machine came with its charger; None: it needs none."""
        with self._store.working(actor) as work:
            card = replace(card_of(work, code), charger=charger)
            work.append(code, happened.ChargerSeen(charger))
            work.put(card)
            return card

    def card(self, code: str) -> MachineCard:
        """Return what is known of a machine; raises UnknownCodeError."""
        with self._store.looking() as look:
            return card_of(look, code)

    def models_seen(self, category: str, maker: str, most: int) -> tuple[str, ...]:
        """Return the models of a maker that came last, each once."""
        with self._store.looking() as look:
            cards = look.find(MachineCard, newest_first=True, limit=_LOOKED_AT, category=category, maker=maker)
        return tuple(dict.fromkeys(card.model for card in cards if card.model))[:most]

    def of_lot(self, lot: str) -> tuple[MachineCard, ...]:
        """Return the machines of a lot, by code."""
        with self._store.looking() as look:
            return look.find(MachineCard, lot=lot)

    def drives(self, code: str) -> tuple[DriveCard, ...]:
        """Return the drives that are in a machine, by code."""
        with self._store.looking() as look:
            return look.find(DriveCard, machine=code)

    def _record(self, actor: Actor, code: str, event: Event) -> Machine:
        with self._store.working(actor) as work:
            return record(work, code, event)


def awaited_in(look: Look, lot: str, serial: str) -> MachineCard | None:
    """Return the machine of a lot's list that has this serial and has not come yet."""
    key = serial_key(serial)
    found = look.find(MachineCard, lot=lot, serial_key=key, state=MachineState.EXPECTED.value) if key else ()
    return found[0] if found else None


def receive_in(work: Work, received: happened.MachineReceived, awaited: MachineCard | None) -> MachineCard:
    """Receive a machine within a transaction: the one that was awaited, or a new one.

    What was not seen on the machine is as the donor's list has it.
    """
    received = _as_listed(received, awaited) if awaited else received
    code = awaited.code if awaited else work.issue(Kind.MACHINE).text
    arrived = work.count(MachineCard, lot=received.lot) - work.count(
        MachineCard, lot=received.lot, state=MachineState.EXPECTED.value
    )
    card = MachineCard(
        code,
        received.lot,
        MachineState.RECEIVED.value,
        received.category,
        received.maker,
        received.model,
        received.serial,
        serial_key(received.serial),
        written_time(work.now),
        arrived + 1,
        received.charger,
        inventory=received.inventory,
        inventory_key=serial_key(received.inventory),
    )
    work.put(card)
    holds = holds_of(work, received.lot)
    if awaited or holds:
        record(work, code, received, *map(happened.HoldPlaced, holds))
        return card_of(work, code)
    work.append(code, received)  # a new machine, without any history: the card already says everything
    return card


def _as_listed(received: happened.MachineReceived, listed: MachineCard) -> happened.MachineReceived:
    unknown = received.category == Category.UNKNOWN.value and listed.category not in WITHOUT_MEDIUM
    return replace(
        received,
        category=listed.category if unknown else received.category,
        maker=received.maker or listed.maker,
        model=received.model or listed.model,
        serial=received.serial or listed.serial,
        inventory=received.inventory or listed.inventory,
    )


def _soldered(work: Work, card: MachineCard, size_bytes: int) -> MachineCard:
    """Give the memory that is soldered into a machine its own record, once."""
    if work.find(DriveCard, limit=1, machine=card.code):
        return card
    drive = DriveCard(
        work.issue(Kind.DRIVE).text,
        "",
        Disposition.OPEN.value,
        Validation.PENDING.value,
        size_bytes=size_bytes,
        medium=DriveMedium.EMMC.value,
    )
    work.put(drive)
    work.append(drive.code, happened.DriveRegistered(size_bytes=size_bytes, medium=drive.medium))
    work.put(replace(drive, machine=card.code))
    record(work, card.code, happened.DriveAttached(drive.code))
    return card_of(work, card.code)


def holds_of(look: Look, lot: str) -> tuple[HoldReason, ...]:
    """Return what a whole lot is held for: a machine that comes later is held with it."""
    holds: set[HoldReason] = set()
    for entry in counting(look.history(lot)):
        match entry.event:
            case happened.HoldPlaced(reason):
                holds.add(reason)
            case happened.HoldReleased(reason, release) if release.strip() or reason not in KEEPS_DATA:
                holds.discard(reason)
            case _:
                pass
    return tuple(sorted(holds))
