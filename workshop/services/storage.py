"""Storage: places get names and labels, machines are put into them, and what stands in one is counted.

A place is open while somebody works at it. Whatever is put or seen there meanwhile carries the number of that opening
(`turn`), so that a count goes on after a power cut and two benches may count one place together. Seeing a machine that
stood there already makes a count of it: nobody puts a machine where it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from workshop.domain import events as happened
from workshop.domain.codes import Kind
from workshop.domain.content import read_time, written_time
from workshop.domain.errors import RefusedError, UnknownCodeError
from workshop.domain.journal import undone_events
from workshop.domain.lots import MachineCard
from workshop.domain.machines import why_not
from workshop.domain.people import Actor
from workshop.domain.storage import Place, PlaceKind, in_order, place_key, problem_of
from workshop.services.machines import card_of, machine_of, record, refuse
from workshop.services.ports import Look, Store, Work
from workshop.services.wipe_plans import subject_in

BAD_NAME = "bad-place-name"
NAME_TAKEN = "place-name-taken"
STAYS_OPEN = timedelta(hours=12)  # a place that somebody left open yesterday is opened anew


class How(StrEnum):
    """What it meant that a machine was put somewhere."""

    STORED = "stored"  # it stood nowhere
    MOVED = "moved"  # it stood elsewhere
    SEEN = "seen"  # a count found it where it should be
    AGAIN = "again"  # it was put or seen there just before


@dataclass(frozen=True, slots=True)
class Tally:
    """How far an open place is: machines seen where they should be, come from elsewhere, and not seen yet."""

    seen: int
    moved: int
    missing: int

    @property
    def expected(self) -> int:
        """How many machines should stand there, as was known when the place was opened."""
        return self.seen + self.missing


@dataclass(frozen=True, slots=True)
class Stored:
    """A machine that was put into a place; `before` is where it stood."""

    card: MachineCard
    place: Place
    how: How
    before: Place | None
    tally: Tally


@dataclass(frozen=True, slots=True)
class Counted:
    """What a place holds at the end; `open`: machines are missing, and nobody has said yet that they are."""

    place: Place
    counted: bool
    seen: tuple[MachineCard, ...]
    moved: tuple[MachineCard, ...]
    missing: tuple[MachineCard, ...] = ()
    open: bool = False


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A machine that came to a place since it was opened; `before` names where it stood, empty: nowhere."""

    card: MachineCard
    before: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """One place as it is worked at: seen where they should be, come since, and what else stands there (by code)."""

    place: Place
    tally: Tally
    seen: tuple[MachineCard, ...]
    come: tuple[Newcomer, ...]
    others: tuple[MachineCard, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """Places that were made, and those that were there already under that name."""

    new: tuple[Place, ...]
    known: tuple[Place, ...] = ()


def place_of(look: Look, code: str) -> Place:
    """Return a place by its first code; raises UnknownCodeError."""
    place = look.get(Place, code)
    if place is None:
        raise UnknownCodeError(code)
    return place


def place_named(look: Look, name: str) -> Place | None:
    """Return the place with a name, None where there is none."""
    key = place_key(name)
    found = look.find(Place, key=key) if key else ()
    return found[0] if found else None


def tally_of(look: Look, place: Place) -> Tally:
    """Count what was done at a place since it was opened."""
    everything = look.count(MachineCard, place=place.code)
    if not place.turn:
        return Tally(0, 0, everything)
    moved = look.count(MachineCard, place=place.code, place_turn=place.turn, place_changed=True)
    seen = look.count(MachineCard, place=place.code, place_turn=place.turn, place_changed=False)
    return Tally(seen, moved, everything - seen - moved)


def open_in(work: Work, code: str) -> Place:
    """Open a place, or go on where it is open still."""
    place = place_of(work, code)
    if place.opened_at and work.now - read_time(place.opened_at) < STAYS_OPEN:
        return place
    place = replace(place, turn=place.turn + 1, opened_at=written_time(work.now), counting=False)
    work.put(place)
    return place


def store_in(work: Work, code: str, place_code: str, *, at_the_place: bool) -> Stored:
    """Put a machine into a place, which refuses with RefusedError what is not here or lies in a box.

    `at_the_place`: the person works at that place, machine after machine; otherwise one machine is carried there.
    """
    place = open_in(work, place_code) if at_the_place else place_of(work, place_code)
    card = card_of(work, code)
    turn = place.turn if place.opened_at else 0
    stood_there = card.place == place.code
    if stood_there and (card.place_turn == turn or not turn):
        return Stored(card, place, How.AGAIN, place, tally_of(work, place))
    before = work.get(Place, card.place) if card.place else None
    record(work, code, happened.MachineStored(place.code, turn))
    if stood_there and at_the_place and not place.counting:
        place = replace(place, counting=True)
        work.put(place)
    how = How.SEEN if stood_there else How.MOVED if before else How.STORED
    return Stored(card_of(work, code), place, how, before, tally_of(work, place))


def close_in(work: Work, place: Place, *, counted: bool = False) -> None:
    """Leave a place."""
    at = written_time(work.now) if counted else place.counted_at
    work.put(replace(place, opened_at="", counting=False, counted_at=at))


def finish_in(work: Work, code: str, *, confirmed: bool) -> Counted:
    """End the work at a place; a count in which machines are missing waits for `confirmed`."""
    place = place_of(work, code)
    there = work.find(MachineCard, place=code)
    now = [card for card in there if place.turn and card.place_turn == place.turn] if place.opened_at else []
    seen = tuple(card for card in now if not card.place_changed)
    moved = tuple(card for card in now if card.place_changed)
    if not (place.opened_at and place.counting):
        if place.opened_at:
            close_in(work, place)
        return Counted(place, False, seen, moved)  # noqa: FBT003 — no count
    here = {card.code for card in now}
    missing = tuple(card for card in there if card.code not in here)
    if missing and not confirmed:
        return Counted(place, True, seen, moved, missing, open=True)  # noqa: FBT003 — a count
    for card in missing:
        record(work, card.code, happened.MachineMissed(code))
    codes = [tuple(card.code for card in cards) for cards in (seen, moved, missing)]
    work.append(code, happened.StockCounted(*codes))
    close_in(work, place, counted=True)
    return Counted(place, True, seen, moved, missing)  # noqa: FBT003 — a count


class Storage:
    """Makes places, puts machines into them, counts them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def create_place(self, actor: Actor, name: str, kind: PlaceKind = PlaceKind.SHELF) -> Place:
        """Make one place; raises RefusedError where the name is taken or is none."""
        made = self.create_places(actor, (name,), kind)
        if not made.new:
            raise RefusedError(made.known[0].code, (NAME_TAKEN,))
        return made.new[0]

    def create_places(self, actor: Actor, names: Sequence[str], kind: PlaceKind = PlaceKind.SHELF) -> Made:
        """Make the places that are not there yet, all or none; raises RefusedError for a name that is none."""
        plain = [" ".join(name.split()) for name in names]
        wrong = [name for name in plain if problem_of(name)]
        if wrong:
            raise RefusedError(wrong[0], (BAD_NAME,))
        with self._store.working(actor) as work:
            made: dict[bool, list[Place]] = {True: [], False: []}
            for name in plain:
                known = place_named(work, name)
                made[known is None].append(known or _made(work, name, kind))
            return Made(tuple(made[True]), tuple(made[False]))

    def places(self) -> tuple[tuple[Place, int], ...]:
        """Return all places with how many machines stand in each, in the order in which people count them."""
        with self._store.looking() as look:
            named = [place for place in look.find(Place) if place.name]  # making the others was undone
            places = sorted(named, key=lambda place: in_order(place.name))
            return tuple((place, look.count(MachineCard, place=place.code)) for place in places)

    def place(self, text: str) -> Place:
        """Return a place by its code, its last eight digits or its name; raises UnknownCodeError."""
        with self._store.looking() as look:
            named = place_named(look, text)
            return named or place_of(look, subject_in(look, text))

    def machine(self, text: str) -> MachineCard:
        """Return a machine by its code or its last eight digits; raises UnknownCodeError."""
        with self._store.looking() as look:
            return card_of(look, subject_in(look, text))

    def there(self, code: str) -> tuple[Place, Tally, tuple[MachineCard, ...]]:
        """Return a place, how far the work there is, and every machine that stands in it, by code."""
        with self._store.looking() as look:
            place = place_of(look, code)
            return place, tally_of(look, place), look.find(MachineCard, place=code)

    def shelf(self, code: str) -> Shelf:
        """Return a place as it is worked at; raises UnknownCodeError."""
        with self._store.looking() as look:
            place = place_of(look, code)
            there = look.find(MachineCard, place=code)
            now = [card for card in there if place.opened_at and card.place_turn == place.turn]
            here = {card.code for card in now}
            return Shelf(
                place,
                tally_of(look, place) if place.opened_at else Tally(0, 0, len(there)),
                tuple(card for card in now if not card.place_changed),
                tuple(Newcomer(card, _came_from(look, card)) for card in now if card.place_changed),
                tuple(card for card in there if card.code not in here),
            )

    def open(self, actor: Actor, code: str) -> Place:
        """Open a place, or go on where it is open still."""
        with self._store.working(actor) as work:
            return open_in(work, code)

    def begin_count(self, actor: Actor, code: str) -> Place:
        """Say that what stands in a place is counted, before the first machine is seen."""
        with self._store.working(actor) as work:
            place = replace(open_in(work, code), counting=True)
            work.put(place)
            return place

    def store(self, actor: Actor, machine: str, place: str) -> Stored:
        """Put one machine into a place, by the first code of each; raises RefusedError where it cannot be there."""
        with self._store.working(actor) as work:
            return store_in(work, machine, place, at_the_place=False)

    def finish(self, actor: Actor, code: str, *, confirmed: bool = False) -> Counted:
        """End the work at a place; `confirmed`: what was not seen is missing."""
        with self._store.working(actor) as work:
            return finish_in(work, code, confirmed=confirmed)

    def leave(self, actor: Actor, code: str) -> None:
        """End the work at a place without counting anything."""
        with self._store.working(actor) as work:
            close_in(work, place_of(work, code))

    def count(self, actor: Actor, place: str, machines: Sequence[str]) -> Counted:
        """Count a whole place at once: exactly these machines stand in it; raises RefusedError, and counts nothing."""
        with self._store.working(actor) as work:
            for code in machines:
                refuse(code, why_not(machine_of(work, code), happened.MachineStored(place)))
            close_in(work, place_of(work, place))
            work.put(replace(open_in(work, place), counting=True))
            for code in dict.fromkeys(machines):
                store_in(work, code, place, at_the_place=True)
            return finish_in(work, place, confirmed=True)


def _came_from(look: Look, card: MachineCard) -> str:
    """Name the place where a machine stood before the one where it stands now; empty: none."""
    history = look.history(card.code)
    undone = undone_events(history)
    moves = (happened.MachineStored, happened.MachineMissed)
    stood = [entry.event for entry in history if isinstance(entry.event, moves) and entry.seq not in undone]
    before = next((event for event in reversed(stood) if event.place != card.place), None)
    place = look.get(Place, before.place) if isinstance(before, happened.MachineStored) else None
    return place.name if place else ""


def _made(work: Work, name: str, kind: PlaceKind) -> Place:
    place = Place(work.issue(Kind.PLACE).text, name, place_key(name), kind)
    work.put(place)
    work.append(place.code, happened.PlaceMade(name, kind.value))
    return place
