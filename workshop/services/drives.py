"""Loose drives: they come with a lot like a machine, and get a record, a code and a label of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from workshop.domain import events as happened
from workshop.domain.codes import Kind
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.drives import CLOSED_FOR_EVER, Disposition, Refusal, Validation
from workshop.domain.errors import RefusedError
from workshop.domain.gates import DELIVERED
from workshop.domain.lots import ELSEWHERE, DriveCard, is_drive
from workshop.domain.people import Actor
from workshop.domain.wiping import MediumIdentity, PresentDrive
from workshop.services.lots import lot_of
from workshop.services.machines import drive_card_of, holds_of, machine_of, record, record_on_drive
from workshop.services.ports import Look, Store, Work
from workshop.services.wipe_plans import subject_in

_FOR_EVER = frozenset(item.value for item in CLOSED_FOR_EVER)


class Drives:
    """What happens to a drive that came without a machine."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def receive_loose(self, actor: Actor, lot: str, medium: PresentDrive) -> DriveCard:
        """Receive a drive that is plugged in; the same drive scanned again is the same record.

        Raises RefusedError for a drive of this bench itself, and for one that nothing tells from another.
        """
        identity = medium.medium
        if medium.protected:
            raise RefusedError(lot, (Refusal.PROTECTED.value,))
        if not identity.known:
            raise RefusedError(lot, (Refusal.UNKNOWN_DRIVE.value,))
        with self._store.working(actor) as work:
            lot_of(work, lot)
            known = _known(work, lot, identity)
            if known is None:
                return _registered(work, lot, identity)
            return known if _is_here(work, known, lot) else _come_again(work, known, lot, identity)

    def strangers(self, here: Iterable[PresentDrive]) -> tuple[PresentDrive, ...]:
        """Return those of the drives that are plugged in here that no record knows and that may be received."""
        free = [one for one in here if one.protected is None and one.medium.known]
        media = [one for one in free if one.medium.medium is not DriveMedium.IMAGE]
        if not media:
            return ()
        with self._store.looking() as look:
            return tuple(one for one in media if not _is_recorded(look, one.medium))

    def card(self, code: str) -> DriveCard:
        """Return what is known of a drive by any of its codes; raises UnknownCodeError."""
        with self._store.looking() as look:
            return drive_card_of(look, subject_in(look, code))

    def of_lot(self, lot: str) -> tuple[DriveCard, ...]:
        """Return the loose drives of a lot, by code."""
        with self._store.looking() as look:
            return look.find(DriveCard, lot=lot, machine="")


def _known(work: Work, lot: str, medium: MediumIdentity) -> DriveCard | None:
    """Find the record of a drive that is plugged in; what was destroyed or lost has a finished one."""
    if not medium.by_place:
        return next((card for card in _alike(work, medium) if card.disposition not in _FOR_EVER), None)
    there = [card for card in work.find(DriveCard, place=medium.place) if is_drive(card, medium)]
    for card in there:  # without a name of its own, only an untouched record of this lot can be the same drive
        if (card.disposition, card.lot) == (Disposition.OPEN.value, lot):
            return card
        work.put(replace(card, place=ELSEWHERE))  # another drive is in its place now
    in_machines = [card for card in _alike(work, medium) if not card.place]  # read by its true name, in a machine
    return next((card for card in in_machines if card.disposition not in _FOR_EVER), None)


def _is_recorded(look: Look, medium: MediumIdentity) -> bool:
    """Tell whether any record can be this drive, whatever became of it."""
    if not medium.by_place:
        return any(True for _ in _alike(look, medium))
    if any(True for _ in _alike(look, medium)):
        return True
    return any(is_drive(card, medium) for card in look.find(DriveCard, place=medium.place))


def _alike(look: Look, medium: MediumIdentity) -> Iterator[DriveCard]:
    """Yield the records that are this drive, the newest first; names are looked for as tools write them."""
    serial, wwn = (medium.serial or "").strip(), (medium.wwn or "").strip().lower()
    number = wwn.rpartition(".")[2].removeprefix("0x")
    spellings = {wwn, number, f"0x{number}", f"naa.{number}", f"eui.{number}"} if number else set()
    found = {card.code: card for text in {serial} - {""} for card in look.find(DriveCard, serial=text)}
    found |= {card.code: card for text in spellings for card in look.find(DriveCard, wwn=text)}
    for code in sorted(found, reverse=True):
        if is_drive(found[code], medium):
            yield found[code]


def _is_here(look: Look, card: DriveCard, lot: str) -> bool:
    """Tell whether a drive never left: it is in a machine of the shop, or loose in this very lot."""
    if card.machine:
        return machine_of(look, card.machine).promise < DELIVERED
    return card.lot == lot


def _registered(work: Work, lot: str, medium: MediumIdentity) -> DriveCard:
    card = DriveCard(
        work.issue(Kind.DRIVE).text,
        "",
        Disposition.OPEN.value,
        Validation.PENDING.value,
        medium.model or "",
        medium.serial or "",
        medium.wwn or "",
        medium.size_bytes,
        medium.medium.value,
        lot=lot,
        place=medium.place,
    )
    work.put(card)
    work.append(card.code, happened.DriveRegistered(card.model, card.serial, card.size_bytes, card.medium))
    return _received(work, card, lot, medium)


def _come_again(work: Work, card: DriveCard, lot: str, medium: MediumIdentity) -> DriveCard:
    """Receive a drive that had left: whatever was proven of it, it was out since."""
    if card.machine:
        work.put(replace(card, machine=""))
        record(work, card.machine, happened.DriveDetached(card.code))
    record_on_drive(work, card.code, happened.DriveUsedAgain())
    work.put(replace(drive_card_of(work, card.code), lot=lot, place=medium.place))
    return _received(work, drive_card_of(work, card.code), lot, medium)


def _received(work: Work, card: DriveCard, lot: str, medium: MediumIdentity) -> DriveCard:
    work.set_void(card.code, void=False)  # it may have come once before, by mistake
    holds = map(happened.HoldPlaced, holds_of(work, lot))
    return record_on_drive(work, card.code, happened.DriveReceived(lot, medium.place), *holds)
