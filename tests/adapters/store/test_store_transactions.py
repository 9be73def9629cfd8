"""Transactions: everything or nothing, one moment, told afterwards."""

from __future__ import annotations

import contextlib
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.adapters.store.conftest import Kept, Opened
from tests.adapters.store.examples import a_lot, a_machine
from tests.fakes import FakeClock, a_workshop
from workshop.domain.entries import Recorded
from workshop.domain.events import MachineTriaged
from workshop.domain.journal import verify_chain
from workshop.domain.lots import Lot, MachineCard
from workshop.domain.scanning import Answer, Said, Scan, Signal


def test_leaving_by_an_exception_undoes_everything(kept: Kept) -> None:
    with contextlib.suppress(KeyError), kept.store.working(kept.actor) as work:
        machine = a_machine(work, a_lot(work))
        work.append(machine.code, MachineTriaged())
        fact = work.keep("reading", machine.code, {"a": 1})
        number = work.keep_scan(Scan("a", "wedge", work.now))
        work.answer_scan(number, Answer(Signal.ACCEPTED, Said.TRIAGED))
        raise KeyError
    with kept.store.looking() as look:
        assert (look.find(MachineCard), look.find(Lot), look.journal(), look.scans()) == ((), (), (), ())
        assert look.fact(fact) is None
    assert kept.announced == []


def test_the_number_of_a_failed_event_is_taken_by_the_next(kept: Kept) -> None:
    with contextlib.suppress(KeyError), kept.store.working(kept.actor) as work:
        work.append("m", MachineTriaged())
        raise KeyError
    with kept.store.working(kept.actor) as work:
        assert work.append("n", MachineTriaged()).seq == 1
        assert work.keep_scan(Scan("a", "wedge", work.now)) == 1
    with kept.store.looking() as look:
        assert verify_chain(look.journal()) is None


def test_a_look_shows_one_moment(kept: Kept) -> None:
    with kept.store.looking() as look:
        before = look.count(Lot)
        with kept.store.working(kept.actor) as work:
            a_lot(work)
        assert look.count(Lot) == before
    with kept.store.looking() as look:
        assert look.count(Lot) == before + 1


def test_events_are_announced_once_after_the_commit(kept: Kept) -> None:
    with kept.store.working(kept.actor) as work:
        one, two = work.append("m", MachineTriaged()), work.append("n", MachineTriaged())
        assert kept.announced == []
    assert kept.announced == [(one, two)]
    with kept.store.working(kept.actor) as work:
        a_lot(work)
    assert kept.announced == [(one, two)]


def test_what_is_announced_can_be_looked_up_and_worked_on_and_no_failure_undoes_it(opened: Opened) -> None:
    seen: list[int] = []

    def hear(_events: tuple[Recorded, ...]) -> None:
        with store.looking() as look:
            seen.append(len(look.journal()))
        with store.working(actor) as work:
            work.keep_scan(Scan("while it is announced", "wedge", work.now))
        raise LookupError

    store = opened(FakeClock(), hear)
    actor = a_workshop(store)
    with pytest.raises(LookupError), store.working(actor) as work:
        work.append("m", MachineTriaged())
    with store.looking() as look:
        assert (seen, len(look.journal()), len(look.scans())) == ([1], 1, 1)


def test_a_transaction_inside_a_transaction_is_a_mistake(kept: Kept) -> None:
    with kept.store.working(kept.actor) as work:
        lot = a_lot(work)
        with pytest.raises(RuntimeError), kept.store.working(kept.actor):
            pass
    with kept.store.working(kept.actor) as work:
        assert work.get(Lot, lot.code) == lot


def test_threads_take_turns(kept: Kept) -> None:
    def work_on(_turn: int) -> str:
        with kept.store.working(kept.actor) as work:
            lot = a_lot(work)
            work.append(lot.code, MachineTriaged())
            return lot.code

    with ThreadPoolExecutor(4) as threads:
        codes = list(threads.map(work_on, range(40)))
    with kept.store.looking() as look:
        assert sorted(codes) == [lot.code for lot in look.find(Lot)]
        assert len(look.journal()) == len(set(codes)) == 40
        assert verify_chain(look.journal()) is None
