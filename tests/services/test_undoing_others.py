"""What another person did: a manager takes it back, after their PIN where there is one, never by a scan alone."""

from __future__ import annotations

import pytest

from tests.services.test_undoing import UNDO, Bench
from workshop.domain.errors import RefusedError
from workshop.domain.scanning import Said


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_what_another_person_did_is_taken_back_after_a_managers_pin_only_where_there_is_one(bench: Bench) -> None:
    code = bench.scan("AAAA1111").code
    (row,) = bench.undoing.recent(bench.actor, 1)
    manager = bench.shop.validator
    assert not bench.undoing.asks_for_a_pin(manager, row.seq), "nobody here has a PIN"
    bench.shop.people.set_pin(manager, "4711")
    assert bench.undoing.asks_for_a_pin(manager, row.seq)
    assert not bench.undoing.asks_for_a_pin(bench.actor, row.seq), "one's own asks for none"
    with pytest.raises(RefusedError) as refused:
        bench.undoing.undo(manager, row.seq)
    assert refused.value.reasons == ("undo-vouched",)
    assert bench.undoing.undo_answer(manager, row.seq).reasons == ("undo-vouched",)
    assert bench.card(code).lot
    assert bench.undoing.undo_answer(manager, row.seq, vouched=True).said is Said.UNDONE
    assert not bench.card(code).lot


def test_a_vouched_undo_is_still_refused_to_whoever_is_no_manager(bench: Bench) -> None:
    bench.shop.machines.receive(bench.shop.actor, bench.shop.lot.code, "AAAA1111")
    (row,) = bench.undoing.recent(bench.shop.actor, 1)
    assert bench.undoing.undo_answer(bench.actor, row.seq, vouched=True).reasons == ("undo-not-yours",)


def test_no_scan_alone_takes_another_persons_machine_out_of_the_job_where_pins_are_asked(bench: Bench) -> None:
    first = bench.scan("AAAA1111").code
    bench.actor = bench.shop.validator
    bench.scan("BBBB2222")
    bench.shop.people.set_pin(bench.actor, "4711")
    bench.scan(UNDO)
    answer = bench.scan(first)
    assert (answer.said, answer.reasons) == (Said.NOT_UNDONE, ("undo-vouched",))
    assert bench.card(first).lot
