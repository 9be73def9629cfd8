"""What is kept where it is: by anybody, for a reason; a manager lets it go, a donor's data on the donor's word only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from workshop.domain import events as happened
from workshop.domain.entries import Recorded
from workshop.domain.errors import RefusedError, UnknownCodeError
from workshop.domain.holds import KEEPS_DATA, LONGEST_REFERENCE, Consent, HoldReason
from workshop.domain.journal import counting
from workshop.domain.lots import DriveCard, Lot, MachineCard
from workshop.domain.machines import State, fold_drive
from workshop.domain.people import Actor, Person
from workshop.services.authority import managers_only
from workshop.services.gesture_rows import Named, named
from workshop.services.machines import holds_of, machine_of, record, record_on_drive
from workshop.services.ports import Look, Store, Work
from workshop.services.wipe_plans import lot_of_drive

NOT_HELD = "not-held"
HELD_ALREADY = "held-already"
NO_CONSENT = "no-consent"
STILL_HELD = "still-held"  # what it follows from is still so
PLACEABLE = (HoldReason.DATA_TO_RETURN, HoldReason.DATA_TO_KEEP, HoldReason.QUARANTINE, HoldReason.SWOLLEN_BATTERY)
_URGENT = {reason: place for place, reason in enumerate((*PLACEABLE, HoldReason.RECALL))}


@dataclass(frozen=True, slots=True)
class Held:
    """One reason for which something is kept; `since` None: it follows from what happened, nobody said it.

    `with_lot`: its whole lot is kept for that reason.
    """

    reason: HoldReason
    since: datetime | None
    person: str
    with_lot: bool


@dataclass(frozen=True, slots=True)
class HeldView:
    """What something is kept for, the donor's data first.

    `lot` is the lot that it came with (itself, where it is one); `together` counts the objects of that lot that are
    kept, reason by reason.
    """

    about: Named
    lot: Named
    held: tuple[Held, ...]
    together: dict[HoldReason, int]

    @property
    def is_lot(self) -> bool:
        return self.about.code == self.lot.code


class Holding:
    """Holds and releases a machine, a loose drive or a whole lot."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, code: str) -> HeldView:
        """Say what something is kept for; raises UnknownCodeError."""
        with self._store.looking() as look:
            return _view(look, code)

    def place(self, actor: Actor, code: str, reason: HoldReason) -> HeldView:
        """Keep something where it is; a lot with everything that is in it, and that comes later."""
        with self._store.working(actor) as work:
            if reason in _reasons(work, code):
                raise RefusedError(code, (HELD_ALREADY,))
            _write(work, (code, *_contents(work, code)), happened.HoldPlaced(reason), against=False)
            return _view(work, code)

    def release(
        self, actor: Actor, code: str, reason: HoldReason, consent: Consent | None = None, reference: str = ""
    ) -> HeldView:
        """Let something go on: a manager says so; for a donor's data, on the word of the donor.

        Of a lot, everything in it that is kept for that reason, the drives that were taken out of its machines too.
        """
        released = happened.HoldReleased(reason, consent.value if consent else "", _tidied(reference))
        with self._store.working(actor) as work:
            managers_only(work, actor, code)
            if reason in KEEPS_DATA and consent is None:
                raise RefusedError(code, (NO_CONSENT,))
            inside = _contents(work, code)
            subjects = (code, *inside, *(drive for one in (code, *inside) for drive in _drives_in(work, one)))
            if not _write(work, subjects, released, against=True):
                raise RefusedError(code, (NOT_HELD,))
            if reason in _reasons(work, code):
                raise RefusedError(code, (STILL_HELD,))
            return _view(work, code)


def _write(
    work: Work, subjects: Iterable[str], event: happened.HoldPlaced | happened.HoldReleased, *, against: bool
) -> int:
    """Write an event about each object that is kept for its reason (`against`), or that is not yet."""
    number = 0
    for subject in subjects:
        if (event.reason in _own_reasons(work, subject)) is not against:
            continue
        number += 1
        if work.get(MachineCard, subject):
            record(work, subject, event)
        elif work.get(DriveCard, subject):
            record_on_drive(work, subject, event)
        else:
            work.append(subject, event)
    return number


def _view(look: Look, code: str) -> HeldView:
    lot = _lot_of(look, code)
    of_lot = frozenset(holds_of(look, lot)) if lot else frozenset()
    history = look.history(code, *_drives_in(look, code))
    held = [_held(look, history, reason, with_lot=reason in of_lot) for reason in _reasons(look, code)]
    held.sort(key=lambda one: _URGENT[one.reason])
    return HeldView(named(look, code), named(look, lot), tuple(held), _together(look, lot, of_lot))


def _together(look: Look, lot: str, reasons: frozenset[HoldReason]) -> dict[HoldReason, int]:
    """Count the machines and the drives without a machine of a lot that are kept for its reasons."""
    if not reasons:
        return {}
    kept = [card.code for card in look.find(MachineCard, lot=lot, state=State.HOLD.value)]
    loose = [drive.code for drive in look.find(DriveCard, lot=lot, machine="")]
    own = [_own_reasons(look, subject) for subject in (*kept, *loose)]
    return {reason: sum(reason in found for found in own) for reason in reasons}


def _held(look: Look, history: Iterable[Recorded], reason: HoldReason, *, with_lot: bool) -> Held:
    placed = [
        entry
        for entry in counting(history)
        if isinstance(entry.event, happened.HoldPlaced) and entry.event.reason is reason
    ]
    person = look.get(Person, placed[-1].person) if placed and placed[-1].person else None
    return Held(reason, placed[-1].at if placed else None, person.name if person else "", with_lot)


def _reasons(look: Look, code: str) -> frozenset[HoldReason]:
    """Say what something is kept for; raises UnknownCodeError. A drive that was kept outside is kept inside too."""
    found = set(_own_reasons(look, code))
    for drive in _drives_in(look, code):
        found |= _own_reasons(look, drive)
    return frozenset(found)


def _drives_in(look: Look, code: str) -> tuple[str, ...]:
    return tuple(drive.code for drive in look.find(DriveCard, machine=code))


def _contents(look: Look, lot: str) -> tuple[str, ...]:
    """Return the machines of a lot, and its drives without a machine; of anything else, nothing."""
    loose = look.find(DriveCard, lot=lot, machine="")
    return (*(card.code for card in look.find(MachineCard, lot=lot)), *(drive.code for drive in loose))


def _own_reasons(look: Look, code: str) -> frozenset[HoldReason]:
    if look.get(MachineCard, code):
        return machine_of(look, code).holds
    if look.get(DriveCard, code):
        return fold_drive(code, look.history(code)).holds
    if look.get(Lot, code):
        return frozenset(holds_of(look, code))
    raise UnknownCodeError(code)


def _lot_of(look: Look, code: str) -> str:
    machine = look.get(MachineCard, code)
    if machine is not None:
        return machine.lot
    drive = look.get(DriveCard, code)
    if drive is not None:
        return lot_of_drive(look, drive)
    if look.get(Lot, code) is None:
        raise UnknownCodeError(code)
    return code


def _tidied(reference: str) -> str:
    return " ".join(reference.split())[:LONGEST_REFERENCE]
