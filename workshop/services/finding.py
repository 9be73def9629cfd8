"""Finding a machine by anything: a code, a serial, a tag, a place, or words of its model, donor, place and grade.

What names one thing exactly is looked up by an index; only words make every machine be looked at, and never more than
`MOST` are returned.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workshop.domain.codes import Code
from workshop.domain.lots import DriveCard, Lot, MachineCard, serial_key
from workshop.domain.orders import Box
from workshop.domain.scanning import CodeScan, SerialScan, TypedScan, meaning
from workshop.domain.storage import Place, folded
from workshop.services.ports import Look, Store
from workshop.services.storage import place_named

MOST = 200
MOST_WORDS, LONGEST_WORD = 6, 40


@dataclass(frozen=True, slots=True)
class FoundMachine:
    """One machine, who gave it, and where it stands (empty: in no place)."""

    card: MachineCard
    donor: str
    place: str


@dataclass(frozen=True, slots=True)
class Found:
    """What was found; `place` is the place whose name or code it was; `more`: there are others."""

    text: str
    machines: tuple[FoundMachine, ...]
    place: Place | None = None
    more: bool = False


class Finding:
    """Looks for machines."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, text: str, limit: int = MOST) -> Found:
        """Find machines by anything; what is exact goes before what is alike."""
        plain = " ".join(text.split())
        with self._store.looking() as look:
            place, cards = _exactly(look, plain, limit + 1)
            if place is None and not cards:
                words = [word[:LONGEST_WORD] for word in folded(plain).split()][:MOST_WORDS]
                cards = look.machines_like(words, limit + 1) if words else ()
            return Found(plain, tuple(_told(look, cards[:limit])), place, len(cards) > limit)


def _exactly(look: Look, text: str, limit: int) -> tuple[Place | None, tuple[MachineCard, ...]]:
    match meaning(text):
        case CodeScan(code):
            return _on(look, (code,), limit)
        case TypedScan(digits):
            codes = look.codes_ending(digits)
            if codes:
                return _on(look, codes, limit)
            return None, _numbered(look, digits, limit)
        case SerialScan(serial):
            known = _numbered(look, serial_key(serial), limit)
            if known:
                return None, known
        case _:
            pass
    place = place_named(look, text)
    return place, look.find(MachineCard, place=place.code, limit=limit) if place else ()


def _numbered(look: Look, key: str, limit: int) -> tuple[MachineCard, ...]:
    """Return the machines with a serial, or with a tag of the donor's."""
    known = look.find(MachineCard, serial_key=key, limit=limit)
    return known or look.find(MachineCard, inventory_key=key, limit=limit)


def _on(look: Look, codes: Iterable[Code], limit: int) -> tuple[Place | None, tuple[MachineCard, ...]]:
    """Return what codes are on: a machine, the machine of a drive, those of a place, a box, a lot or an order."""
    place: Place | None = None
    cards: list[MachineCard] = []
    for code in codes:
        subject = look.subject_of(code) or ""
        place = place or look.get(Place, subject)
        cards += _machines_of(look, subject, limit)
    return place, tuple(cards[:limit])


def _machines_of(look: Look, subject: str, limit: int) -> tuple[MachineCard, ...]:
    drive = look.get(DriveCard, subject)
    card = look.get(MachineCard, drive.machine if drive else subject)
    if card:
        return (card,)
    if look.get(Place, subject):
        return look.find(MachineCard, place=subject, limit=limit)
    if look.get(Box, subject):
        return look.find(MachineCard, box=subject, limit=limit)
    if look.get(Lot, subject):
        return look.find(MachineCard, lot=subject, limit=limit)
    return look.find(MachineCard, order_code=subject, limit=limit) if subject else ()


def _told(look: Look, cards: Iterable[MachineCard]) -> Iterable[FoundMachine]:
    donors: dict[str, str] = {"": ""}
    places: dict[str, str] = {"": ""}
    for card in cards:
        if card.lot not in donors:
            lot = look.get(Lot, card.lot)
            donors[card.lot] = lot.donor if lot else ""
        if card.place not in places:
            place = look.get(Place, card.place)
            places[card.place] = place.name if place else ""
        yield FoundMachine(card, donors[card.lot], places[card.place])
