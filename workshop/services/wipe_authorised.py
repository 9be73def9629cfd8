"""Drives of lots that a manager has authorised: which of them wait, and which did not start and are left alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from workshop.domain.drives import Disposition
from workshop.domain.errors import RefusedError, WorkshopError
from workshop.domain.lots import DriveCard, Lot, MachineCard
from workshop.domain.wiping import MediumIdentity
from workshop.services.ports import DrivesHere, Look, Store
from workshop.services.wipe_plans import PlannedDrive, is_authorised, planned_drive, refusals_of

NEWEST_LOTS = 200
AGAIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An authorised drive that is plugged in here; `refusals`: why the chain says no, written as in RefusedError."""

    item: PlannedDrive
    refusals: tuple[str, ...]

    @property
    def code(self) -> str:
        """The code under which it is wiped: its machine's, or its own."""
        return self.item.card.machine or self.item.card.code


def waiting(store: Store, here: DrivesHere) -> tuple[Waiting, ...]:
    """Return the open drives of authorised lots that are plugged in here and may be chosen."""
    with store.looking() as look:
        lots = look.find(Lot, newest_first=True, limit=NEWEST_LOTS)
        cards = {card.code: card for lot in lots if is_authorised(look, lot.code) for card in drives_of(look, lot.code)}
    left = [card for card in cards.values() if card.disposition == Disposition.OPEN.value]
    there = here.of(left) if left else {}
    with store.looking() as look:
        items = [replace(planned_drive(look, cards[code]), present=present) for code, present in there.items()]
        return tuple(Waiting(item, refusals_of(look, (item,))) for item in items if item.choosable)


def drives_of(look: Look, lot: str) -> tuple[DriveCard, ...]:
    """Return the drives of a lot: in its machines, and loose."""
    inside = [look.find(DriveCard, machine=card.code) for card in look.find(MachineCard, lot=lot)]
    return tuple(card for cards in (*inside, look.find(DriveCard, lot=lot, machine="")) for card in cards)


@dataclass(frozen=True, slots=True)
class _Known:
    medium: MediumIdentity
    why: WorkshopError
    at: datetime


class LeftAlone:
    """Why drives did not start; as long as one stays plugged in it is not asked and not tried again, for a while.

    To ask a dying drive takes it seconds, and every start that is refused is written down twice.
    """

    def __init__(self) -> None:
        self._known: dict[str, _Known] = {}

    def forget_but(self, here: Iterable[Waiting], now: datetime) -> None:
        """Forget what was unplugged, changed, or tried too long ago."""
        media = {one.item.card.code: one.item.present.medium for one in here if one.item.present}
        self._known = {
            code: known
            for code, known in self._known.items()
            if media.get(code) == known.medium and now - known.at < AGAIN
        }

    def why(self, one: Waiting) -> WorkshopError | None:
        """Return why a drive is not asked and not tried now; None where it is."""
        if one.refusals:
            return RefusedError(one.code, one.refusals)
        known = self._known.get(one.item.card.code)
        return known.why if known else None

    def note(self, started: Sequence[tuple[DriveCard, object]], here: Iterable[Waiting], now: datetime) -> None:
        """Remember what did not start."""
        media = {one.item.card.code: one.item.present.medium for one in here if one.item.present}
        for card, what in started:
            if isinstance(what, WorkshopError) and card.code in media:
                self._known[card.code] = _Known(media[card.code], what, now)
