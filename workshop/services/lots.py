"""Lots: what a donor gives, opened at the truck and closed when every machine is there or the gap is known."""

from __future__ import annotations

from dataclasses import dataclass, replace

from workshop.domain import events as happened
from workshop.domain.codes import Kind
from workshop.domain.content import written_time
from workshop.domain.errors import UnknownCodeError
from workshop.domain.holds import HoldReason
from workshop.domain.lots import Lot, MachineCard, serial_key
from workshop.domain.machines import State
from workshop.domain.people import Actor
from workshop.services.machines import record
from workshop.services.ports import Look, Store


@dataclass(frozen=True, slots=True)
class Arrivals:
    """How far a lot is."""

    received: int
    expected: int

    @property
    def missing(self) -> int:
        """How many of the expected machines have not come; 0 where nobody counted them."""
        return max(0, self.expected - self.received)


def lot_of(look: Look, code: str) -> Lot:
    """Return a lot; raises UnknownCodeError."""
    lot = look.get(Lot, code)
    if lot is None:
        raise UnknownCodeError(code)
    return lot


def arrivals(look: Look, lot: Lot) -> Arrivals:
    """Count the machines of a lot that are there."""
    everything = look.count(MachineCard, lot=lot.code)
    awaited = look.count(MachineCard, lot=lot.code, state=State.EXPECTED.value)
    return Arrivals(everything - awaited, lot.expected)


class Lots:
    """What happens to a lot as a whole."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def open(self, actor: Actor, donor: str, expected: int = 0, slip: str = "") -> Lot:
        """Open a donor's lot."""
        with self._store.working(actor) as work:
            lot = Lot(work.issue(Kind.LOT).text, donor, expected, slip, opened_at=written_time(work.now))
            work.put(lot)
            work.append(lot.code, happened.LotOpened(donor, expected, slip))
            return lot

    def expect(self, actor: Actor, lot: str, maker: str, model: str, serial: str) -> MachineCard:
        """Put a machine of the donor's list into a lot, before it is seen; it gets its code now."""
        with self._store.working(actor) as work:
            lot_of(work, lot)
            code = work.issue(Kind.MACHINE).text
            card = MachineCard(
                code,
                lot,
                State.EXPECTED.value,
                maker=maker,
                model=model,
                serial=serial,
                serial_key=serial_key(serial),
            )
            work.put(card)
            work.append(code, happened.MachineExpected(lot, maker, model, serial))
            return card

    def close(self, actor: Actor, code: str) -> Arrivals:
        """Close a lot; a gap is written down with it."""
        with self._store.working(actor) as work:
            lot = lot_of(work, code)
            there = arrivals(work, lot)
            work.append(code, happened.LotClosed(there.received, there.missing))
            work.put(replace(lot, open=False))
            return there

    def hold(self, actor: Actor, code: str, reason: HoldReason) -> None:
        """Hold a whole lot: every machine that is there, and every one that comes later (see `holds_of`)."""
        with self._store.working(actor) as work:
            lot_of(work, code)
            work.append(code, happened.HoldPlaced(reason))
            for card in work.find(MachineCard, lot=code):
                record(work, card.code, happened.HoldPlaced(reason))

    def release(self, actor: Actor, code: str, reason: HoldReason, release: str = "") -> None:
        """Release a whole lot; for kept data, `release` names the donor's own."""
        with self._store.working(actor) as work:
            lot_of(work, code)
            released = happened.HoldReleased(reason, release)
            work.append(code, released)
            for card in work.find(MachineCard, lot=code):
                record(work, card.code, released)

    def open_ones(self) -> tuple[Lot, ...]:
        """Return the open lots, newest first."""
        with self._store.looking() as look:
            return look.find(Lot, newest_first=True, open=True)

    def arrivals(self, code: str) -> Arrivals:
        """Count the machines of a lot that are there."""
        with self._store.looking() as look:
            return arrivals(look, lot_of(look, code))
