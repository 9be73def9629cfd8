"""Whatever was done before: a gesture that is taken back leaves every record as it was; given back, as it became."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.services.shop import Shop, a_drive, a_reading, an_inspection
from workshop.domain.errors import RefusedError
from workshop.domain.gestures import Lasting
from workshop.domain.holds import Aside, HoldReason
from workshop.domain.lots import DriveCard, Lot, MachineCard
from workshop.domain.machines import State, fold
from workshop.domain.orders import Box
from workshop.domain.storage import Place
from workshop.services.machines import history_of
from workshop.services.retelling import take_back
from workshop.services.undo_rules import whole
from workshop.services.undoing import Undoing

Act = Callable[["Day", str], object]
Records = dict[str, object]


class Day:
    """A shop with two machines, an order and a shelf, and everything that may be done to them."""

    def __init__(self) -> None:
        self.shop = Shop()
        self.undoing = Undoing(self.shop.store)
        self.order = self.shop.order()
        self.shelf = self.shop.storage.create_place(self.shop.actor, "B-04").code
        self.machines = [self.shop.received("AAAA1111"), self.shop.received("BBBB2222")]
        self.count = 0

    def do(self, act: Act, machine: int) -> None:
        with suppress(RefusedError):  # the rules said no: nothing was done
            act(self, self.machines[machine])

    def records(self) -> Records:
        """Return every record that something is known of; a drive's own record stays whatever it was read with."""
        with self.shop.store.looking() as look:
            machines = {card.code: card for card in look.find(MachineCard) if card != _nothing(card)}
            drives = {card.code: card for card in look.find(DriveCard) if card.machine or card.lot}
            lots = {lot.code: lot for lot in look.find(Lot)}
            boxes = {box.code: box for box in look.find(Box) if box.number}
            places = {one.code: replace(one, turn=0, opened_at="") for one in look.find(Place)}
            states = {f"state of {code}": fold(code, history_of(look, code)) for code in machines}
        known = {name: replace(state, other_drives=()) for name, state in states.items()}
        return {**machines, **drives, **lots, **boxes, **places, **known}


def _nothing(card: MachineCard) -> MachineCard:
    return MachineCard(card.code, "", State.EXPECTED.value)


def _receive(day: Day, machine: str) -> None:
    del machine
    day.count += 1
    card = day.shop.machines.receive(day.shop.actor, day.shop.lot.code, f"NEW{day.count:05d}")
    day.machines[day.count % 2] = card.code


def _read(day: Day, machine: str) -> None:
    day.count += 1
    serial = day.shop.machines.card(machine).serial
    day.shop.diagnosing.attach(day.shop.actor, machine, a_reading(serial, a_drive(f"D{day.count}")))


def _swap(day: Day, machine: str) -> None:
    """Find a drive of the other machine in this one."""
    other = next(code for code in day.machines if code != machine)
    drives = day.shop.machines.drives(other)
    serial = day.shop.machines.card(machine).serial
    day.shop.diagnosing.attach(day.shop.actor, machine, a_reading(serial, *(a_drive(one.serial) for one in drives)))


def _attest(day: Day, machine: str) -> None:
    for drive in day.shop.machines.drives(machine):
        day.shop.wiping.attest_destruction(day.shop.actor, drive.code)


def _lose(day: Day, machine: str) -> None:
    for drive in day.shop.machines.drives(machine):
        day.shop.wiping.report_lost(day.shop.actor, drive.code)


ACTS: tuple[Act, ...] = (
    _receive,
    _read,
    _swap,
    _attest,
    _lose,
    lambda day, code: day.shop.machines.set_charger(day.shop.actor, code, charger=False),
    lambda day, code: day.shop.machines.triage(day.shop.actor, code),
    lambda day, code: day.shop.wiped(code),
    lambda day, code: day.shop.inspecting.record(day.shop.actor, code, an_inspection()),
    lambda day, code: day.shop.grading.grade(day.shop.actor, code),
    lambda day, code: day.shop.machines.set_aside(day.shop.actor, code, Aside.TO_REPAIR),
    lambda day, code: day.shop.machines.bring_back(day.shop.actor, code),
    lambda day, code: day.shop.holding.place(day.shop.actor, code, HoldReason.QUARANTINE),
    lambda day, code: day.shop.holding.release(day.shop.actor, code, HoldReason.QUARANTINE),
    lambda day, code: day.shop.machines.check_bays(day.shop.actor, code),
    lambda day, _: day.shop.holding.place(day.shop.actor, day.shop.lot.code, HoldReason.QUARANTINE),
    lambda day, _: day.shop.lots.close(day.shop.actor, day.shop.lot.code),
    lambda day, code: day.shop.deliveries.pack(day.shop.actor, day.order, 1, code),
    lambda day, _: day.shop.deliveries.new_box(day.shop.actor, day.order, 1),
    lambda day, code: day.shop.storage.store(day.shop.actor, code, day.shelf),
    lambda day, code: day.shop.storage.count(day.shop.actor, day.shelf, (code,)),
)
DONE = st.tuples(st.sampled_from(ACTS), st.integers(0, 1))
READY = ((ACTS[6], 0), (ACTS[7], 0), (ACTS[8], 0), (ACTS[9], 0))  # triage, wipe, tests, grade


@settings(max_examples=200, deadline=None)
@given(st.lists(DONE, max_size=6) | st.lists(DONE, max_size=3).map(lambda more: [*READY, *more]), DONE)
def test_what_is_taken_back_leaves_everything_as_it_was(done: list[tuple[Act, int]], last: tuple[Act, int]) -> None:
    day = Day()
    for act, machine in done:
        day.do(act, machine)
    before, end = day.records(), _end(day)
    day.do(*last)
    if _end(day) == end:
        return  # nothing was done
    after = day.records()
    rows = day.undoing.recent(day.shop.actor, 1)
    if last[0] is ACTS[7] or not rows or rows[0].seq <= end:
        return  # a wipe is no gesture that could be taken back
    assert rows[0].against is None or isinstance(rows[0].against.why, Lasting), rows[0]
    if rows[0].against is not None:
        return
    undo = day.undoing.undo(day.shop.actor, rows[0].seq)
    assert day.records() == before
    with day.shop.store.working(day.shop.actor) as work:
        gesture = whole(work, undo.seq)
        assert gesture is not None
        take_back(work, gesture.entries)
    assert day.records() == after


def _end(day: Day) -> int:
    with day.shop.store.looking() as look:
        return look.journal_end()[0]
