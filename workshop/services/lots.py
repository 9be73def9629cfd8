"""Lots: what a donor gives, opened at the truck and closed when every machine is there or the gap is known."""

from __future__ import annotations

from dataclasses import dataclass, replace

from workshop.domain import events as happened
from workshop.domain.codes import Kind
from workshop.domain.content import written_time
from workshop.domain.errors import UnknownCodeError
from workshop.domain.journal import counting
from workshop.domain.lots import DriveCard, Lot, MachineCard, serial_key
from workshop.domain.machines import State
from workshop.domain.people import Actor
from workshop.services.authority import managers_only
from workshop.services.ports import Look, Store
from workshop.services.reconciling import reconciled
from workshop.services.wipe_plans import is_authorised


@dataclass(frozen=True, slots=True)
class Arrivals:
    """How far a lot is, in machines; drives that came without a machine are counted apart."""

    received: int
    expected: int
    loose_drives: int = 0
    awaited: int = 0  # of the donor's list: a stranger does not stand for one of them

    @property
    def missing(self) -> int:
        """How many of the expected machines have not come; 0 where nobody counted them."""
        return max(0, self.expected - self.received, self.awaited)


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
    return Arrivals(everything - awaited, lot.expected, look.count(DriveCard, lot=lot.code, machine=""), awaited)


def expected_in(look: Look, code: str) -> int:
    """Count the machines that are to come with a lot: as many as somebody said, or as stand on the donor's lists."""
    said = listed = 0
    for entry in counting(look.history(code)):
        match entry.event:
            case happened.LotOpened(expected=expected):
                said = expected
            case happened.AssetListTaken(machines=machines):
                listed += machines
            case _:
                pass
    return max(said, listed)


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
            there, against = arrivals(work, lot), reconciled(work, code)
            work.append(code, happened.LotClosed(there.received, there.missing, len(against.unlisted)))
            work.put(replace(lot, open=False))
            return there

    def authorise_wipes(self, actor: Actor, code: str) -> None:
        """Allow every drive of a lot to be wiped without a second scan; only a manager may."""
        self._as_manager(actor, code, happened.WipesAuthorised())

    def forbid_wipes(self, actor: Actor, code: str) -> None:
        """Take the permission for the whole lot back; what runs goes on."""
        self._as_manager(actor, code, happened.WipesForbidden())

    def wipes_authorised(self, code: str) -> bool:
        """Tell whether the wipes of a lot need no second scan."""
        with self._store.looking() as look:
            return is_authorised(look, lot_of(look, code).code)

    def _as_manager(self, actor: Actor, code: str, event: happened.Event) -> None:
        with self._store.working(actor) as work:
            lot_of(work, code)
            managers_only(work, actor, code)
            work.append(code, event)

    def open_ones(self) -> tuple[Lot, ...]:
        """Return the open lots, newest first."""
        with self._store.looking() as look:
            return look.find(Lot, newest_first=True, open=True)

    def arrivals(self, code: str) -> Arrivals:
        """Count the machines of a lot that are there."""
        with self._store.looking() as look:
            return arrivals(look, lot_of(look, code))
