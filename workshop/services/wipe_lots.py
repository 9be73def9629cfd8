"""A lot as Effacer shows it: how far the wipes of its drives are, and who may authorise all of them at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from workshop.domain.drives import PROVEN, Disposition, Validation
from workshop.domain.holds import KEEPS_DATA
from workshop.domain.lots import DriveCard, Lot
from workshop.domain.people import Actor, Person, Role
from workshop.domain.wiping import PresentDrive, WipeCard
from workshop.services.lots import lot_of
from workshop.services.machines import holds_of
from workshop.services.ports import DrivesHere, Store
from workshop.services.wipe_authorised import drives_of
from workshop.services.wipe_plans import is_authorised, subject_in


class Standing(Enum):
    """How the wipe of one drive of a lot stands, seen from this bench."""

    WIPED = "wiped"
    RUNNING = "running"
    FAILED = "failed"
    HERE = "here"  # open, plugged in, free
    PROTECTED = "protected"  # open, plugged in, but this bench uses it
    AWAY = "away"  # open, not plugged in here
    SETTLED = "settled"  # destroyed, absent, lost, declared


@dataclass(frozen=True, slots=True)
class LotWipes:
    """A lot; `counts` has every standing; `kept`: the donor's data is to be kept, so that nothing is wiped."""

    lot: Lot
    counts: dict[Standing, int]
    to_validate: int
    authorised: bool
    kept: bool
    may_decide: bool
    managers: tuple[str, ...]

    @property
    def drives(self) -> int:
        """How many drives are known of it."""
        return sum(self.counts.values())


def lot_wipes(store: Store, here: DrivesHere, actor: Actor, code: str) -> LotWipes:
    """Say how the wipes of a lot stand; raises UnknownCodeError."""
    with store.looking() as look:
        lot = lot_of(look, subject_in(look, code))
        cards = drives_of(look, lot.code)
        running = {wipe.drive for wipe in look.find(WipeCard, open=True)}
        managers = [person for person in look.find(Person) if person.role is Role.MANAGER]
        authorised, kept = is_authorised(look, lot.code), bool(set(holds_of(look, lot.code)) & KEEPS_DATA)
    there = here.of([card for card in cards if card.code not in running and _is_open(card)])
    return LotWipes(
        lot,
        _counted(_standing(card, running, there) for card in cards),
        sum(_waits(card) for card in cards if card.code not in running),
        authorised,
        kept,
        actor.person in {person.code for person in managers},
        tuple(person.name for person in managers),
    )


def _counted(found: Iterable[Standing]) -> dict[Standing, int]:
    counted = Counter(found)
    return {standing: counted[standing] for standing in Standing}


def _standing(card: DriveCard, running: set[str], there: dict[str, PresentDrive]) -> Standing:
    disposition = Disposition(card.disposition)
    if card.code in running:
        return Standing.RUNNING
    if disposition in PROVEN:
        return Standing.FAILED if card.validation == Validation.REJECTED.value else Standing.WIPED
    if disposition is Disposition.FAILED:
        return Standing.FAILED
    if disposition is not Disposition.OPEN:
        return Standing.SETTLED
    present = there.get(card.code)
    if present is None:
        return Standing.AWAY
    return Standing.HERE if present.protected is None else Standing.PROTECTED


def _is_open(card: DriveCard) -> bool:
    return card.disposition == Disposition.OPEN.value


def _waits(card: DriveCard) -> bool:
    return Disposition(card.disposition) in PROVEN and card.validation == Validation.PENDING.value
