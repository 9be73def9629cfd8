"""What undoing asks of a memory: one moment a transaction, codes that are void, scans that wait again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tests.adapters.store.conftest import Kept
from workshop.domain.codes import Kind, make
from workshop.domain.events import LabelPrinted, MachineReceived, MachineTriaged
from workshop.domain.gestures import gestures
from workshop.domain.scanning import Answer, Said, Scan, Signal

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def test_no_two_transactions_have_the_same_moment_even_where_the_clock_stands(kept: Kept) -> None:
    kept.clock.moment, kept.clock.step = NOON, timedelta()
    for _ in range(3):
        with kept.store.working(kept.actor) as work:
            work.append("a", MachineTriaged())
            work.append("b", MachineTriaged())
        with kept.store.working(kept.actor) as work:
            work.keep_scan(Scan("X", "reader", NOON))
    with kept.store.looking() as look:
        entries = look.journal()
    assert [len(gesture.entries) for gesture in gestures(entries)] == [2, 2, 2]
    assert max(entry.at for entry in entries) - NOON < timedelta(milliseconds=1)


def test_a_clock_that_was_set_back_is_believed(kept: Kept) -> None:
    for moment in (NOON, NOON - timedelta(hours=1)):
        kept.clock.moment = moment
        with kept.store.working(kept.actor) as work:
            work.append("a", MachineTriaged())
    with kept.store.looking() as look:
        assert [entry.at for entry in look.journal()] == [NOON, NOON - timedelta(hours=1)]


def test_an_arrival_and_its_label_are_one_gesture_of_two_transactions(kept: Kept) -> None:
    with kept.store.working(kept.actor) as work:
        work.append("m", MachineReceived("lot"))
    with kept.store.working(kept.actor) as work:
        work.append("m", LabelPrinted("intake"))
    with kept.store.looking() as look:
        (gesture,) = gestures(look.journal())
    assert len(gesture.entries) == 2


def test_a_code_can_be_void_and_its_own_again_and_resolves_all_the_while(kept: Kept) -> None:
    with kept.store.working(kept.actor) as work:
        code, other = work.issue(Kind.MACHINE), work.issue(Kind.MACHINE)
        work.set_void(code.text, void=True)
        assert work.is_void(code)
        assert not work.is_void(other)
    with kept.store.looking() as look:
        assert look.is_void(code)
        assert look.subject_of(code) == code.text
        assert code in look.codes_ending(code.typed)
        assert not look.is_void(make(26, 9, 4711)), "one that was never given is not void: it does not exist"
    with kept.store.working(kept.actor) as work:
        work.set_void(code.text, void=False)
        assert not work.is_void(code)


def test_a_scan_that_was_settled_may_wait_again(kept: Kept) -> None:
    with kept.store.working(kept.actor) as work:
        number = work.keep_scan(Scan("X", "reader", NOON))
        work.answer_scan(number, Answer(Signal.REFUSED, Said.NOT_READ))
    with kept.store.working(kept.actor) as work:
        assert work.settle_scan(number)
        assert work.waiting_scans() == 0
    with kept.store.working(kept.actor) as work:
        work.unsettle_scan(number)
        work.unsettle_scan(number)
        assert work.waiting_scans() == 1
        assert work.settle_scan(number)
