"""The end of a wipe: its log is kept and judged once, by whoever looks first; and what nobody can tell is no proof."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.services.shop import RULES, Shop, a_medium
from workshop.domain.certificates import Outcome
from workshop.domain.drives import Disposition
from workshop.domain.errors import UnknownCodeError
from workshop.domain.events import Undone, WipeNotProven, WipeProven
from workshop.domain.proofs import Doubt, NotProven, Proof, Reservation
from workshop.domain.wiping import HiddenArea, PresentDrive, WipeCard
from workshop.services.machines import record_on_drive
from workshop.services.ports import WipeOrder
from workshop.services.wipe_ends import STARTING, was_taken_back
from workshop.services.wipe_plans import WipeParts
from workshop.services.wiping import Wiping, conclusion_of


def doubts(shop: Shop, drive: str) -> tuple[Doubt, ...]:
    with shop.store.looking() as look:
        conclusion = conclusion_of(look, shop.drive(drive))
    assert isinstance(conclusion, NotProven)
    return conclusion.doubts


def test_a_wipe_that_ended_well_is_a_proof_whose_log_is_kept(shop: Shop) -> None:
    wipe = shop.wiping_now()
    assert shop.wiping.settle(shop.actor) == ()
    shop.keeper.end(wipe.code)
    (row,) = shop.wiping.settle(shop.actor)
    assert (row.outcome, row.running, row.machine_name) == (Disposition.PROVEN, False, "Dell Latitude 5400")
    with shop.store.looking() as look:
        conclusion = conclusion_of(look, shop.drive(wipe.drive))
        assert look.find(WipeCard, open=True) == ()
    assert isinstance(conclusion, Proof)
    assert conclusion.log.id == wipe.code


def test_what_a_proof_leaves_open_is_written_with_it(shop: Shop) -> None:
    """Without it: a contract that accepts no reservation lets pass what may hide an area that nobody could read."""
    wipe = shop.wiping_now()
    assert not was_taken_back(shop.wiping.row(wipe.code))
    shop.keeper.end(wipe.code, hidden_area=HiddenArea.UNKNOWN)
    (row,) = shop.wiping.settle(shop.actor)
    assert row.outcome is Disposition.PROVEN_WITH_RESERVATIONS
    with shop.store.looking() as look:
        (proven,) = (entry.event for entry in look.history(wipe.drive) if isinstance(entry.event, WipeProven))
    assert proven.reservations == (Reservation.HIDDEN_AREA_UNKNOWN,)


def test_settling_again_or_from_another_window_writes_nothing_more(shop: Shop) -> None:
    wipe = shop.wiping_now()
    shop.keeper.end(wipe.code)
    other = Wiping(
        shop.store, lambda: shop.contract, WipeParts(shop.keeper, shop.here, lambda: RULES, shop.files, shop.clock)
    )
    assert [len(window.settle(shop.actor)) for window in (shop.wiping, other, shop.wiping)] == [1, 0, 0]
    with shop.store.looking() as look:
        ends = [entry for entry in look.history(wipe.drive) if isinstance(entry.event, WipeProven | WipeNotProven)]
    assert len(ends) == 1


def test_two_windows_that_both_saw_the_end_write_it_once(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    wipe = shop.wiping_now()
    shop.keeper.end(wipe.code)
    parts = WipeParts(shop.keeper, shop.here, lambda: RULES, shop.files, shop.clock)
    other, follow = Wiping(shop.store, lambda: shop.contract, parts), shop.keeper.follow
    first: list[str] = []

    def interrupted(code: str) -> object:
        if not first:
            first.append(code)
            assert len(other.settle(shop.actor)) == 1
        return follow(code)

    monkeypatch.setattr(shop.keeper, "follow", interrupted)
    assert shop.wiping.settle(shop.actor) == ()
    with shop.store.looking() as look:
        assert sum(isinstance(entry.event, WipeProven) for entry in look.history(wipe.drive)) == 1


def test_a_keeper_that_was_killed_leaves_a_failure(shop: Shop) -> None:
    wipe = shop.wiping_now()
    shop.keeper.progress(wipe.code, 63)
    shop.keeper.die(wipe.code)
    (row,) = shop.wiping.settle(shop.actor)
    assert row.outcome is Disposition.FAILED
    assert row.log is not None
    assert (row.log.stage, row.log.percent) == ("erase", 63)
    assert Doubt.NEVER_ENDED in doubts(shop, wipe.drive)


def test_a_wipe_that_is_stopped_counts_as_not_wiped(shop: Shop) -> None:
    wipe = shop.wiping_now()
    shop.wiping.stop(shop.actor, wipe.code)
    assert shop.keeper.stopped == [wipe.code]
    (row,) = shop.wiping.settle(shop.actor)
    assert row.outcome is Disposition.FAILED
    assert Doubt.STOPPED in doubts(shop, wipe.drive)
    shop.wiping.stop(shop.actor, wipe.code)
    assert shop.keeper.stopped == [wipe.code]
    with pytest.raises(UnknownCodeError):
        shop.wiping.stop(shop.actor, "nothing")


def test_the_end_of_a_wipe_says_nothing_of_a_drive_that_was_used_since(shop: Shop) -> None:
    """Wiped, looked at by nobody, taken away, used, received again: then somebody opens the window of the first day."""
    code = shop.drives.receive_loose(shop.actor, shop.lot.code, PresentDrive(a_medium("LOOSE1"))).code
    shop.here.plug(a_medium("LOOSE1"))
    wipe = shop.wiping.start(shop.actor, code, code, confirmed=code)
    shop.keeper.end(wipe.code)
    shop.lot = shop.lots.open(shop.actor, "Autre mairie")
    assert shop.drives.receive_loose(shop.actor, shop.lot.code, PresentDrive(a_medium("LOOSE1"))).code == code
    shop.wiping.settle(shop.actor)
    assert shop.drive(code).disposition == "open"
    with shop.store.looking() as look:
        assert look.find(WipeCard, open=True) == ()
    again = shop.wiping.start(shop.actor, code, code, confirmed=code)
    shop.keeper.end(again.code)
    shop.wiping.settle(shop.actor)
    assert shop.drive(code).disposition == "proven"


def test_the_end_of_a_wipe_whose_start_was_undone_is_not_written(shop: Shop) -> None:
    wipe = shop.wiping_now()
    with shop.store.working(shop.actor) as work:
        began = work.history(wipe.drive)[-1]
        record_on_drive(work, wipe.drive, Undone(began.seq))
    shop.keeper.end(wipe.code)
    shop.wiping.settle(shop.actor)
    assert shop.drive(wipe.drive).disposition == "open"


def test_a_start_without_any_log_is_waited_for_and_then_proves_nothing(shop: Shop) -> None:
    wipe = shop.wiping_now()
    shop.keeper.wipes.clear()
    assert shop.wiping.settle(shop.actor) == ()
    shop.clock.moment += STARTING
    (row,) = shop.wiping.settle(shop.actor)
    assert row.outcome is Disposition.FAILED
    assert {Doubt.NO_STEP, Doubt.NEVER_ENDED} <= set(doubts(shop, wipe.drive))


def test_a_wipe_of_another_bench_is_left_to_it_unless_a_person_gives_it_up(shop: Shop) -> None:
    wipe = shop.wiping_now()
    shop.keeper.wipes.clear()
    shop.clock.moment += timedelta(days=2)
    elsewhere = replace(shop.actor, bench="banc 2")
    assert shop.wiping.settle(elsewhere) == ()
    (row,) = shop.wiping.running()
    assert (row.running, row.outcome, row.log) == (True, None, None)
    shop.wiping.stop(elsewhere, wipe.code)
    assert shop.drive(wipe.drive).disposition == "failed"


def test_a_wipe_that_was_given_up_while_it_waited_for_its_start_is_stopped(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, drive = shop.plugged()
    parts = WipeParts(shop.keeper, shop.here, lambda: RULES, shop.files, shop.clock)
    other, begin = Wiping(shop.store, lambda: shop.contract, parts), shop.keeper.start

    def start(order: WipeOrder) -> None:
        with shop.store.looking() as look:
            (waiting,) = look.find(WipeCard, open=True)
        other.stop(shop.actor, waiting.code)
        begin(order)

    monkeypatch.setattr(shop.keeper, "start", start)
    wipe = shop.wiping.start(shop.actor, code, drive.code, confirmed=code)
    assert shop.keeper.stopped == [wipe.code]
    assert shop.drive(drive.code).disposition == "failed"


def test_a_wipe_that_is_stopped_in_its_own_window_while_it_starts_does_not_go_on(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The wrong drive, seen while the password is asked for: without it, « stop » does nothing and it is wiped."""
    code, drive = shop.plugged()
    begin = shop.keeper.start

    def start(order: WipeOrder) -> None:
        with shop.store.looking() as look:
            (waiting,) = look.find(WipeCard, open=True)
        shop.wiping.stop(shop.actor, waiting.code)
        begin(order)

    monkeypatch.setattr(shop.keeper, "start", start)
    wipe = shop.wiping.start(shop.actor, code, drive.code, confirmed=code)
    assert shop.keeper.stopped == [wipe.code]
    shop.wiping.settle(shop.actor)
    assert shop.drive(drive.code).disposition == "failed"


@pytest.mark.parametrize(
    "lie",
    [
        {"id": "another"},
        {"drive": "070100000199"},
        {"method": "another"},
        {"exercise": True},
        {"before": a_medium("ANOTHER"), "after": a_medium("ANOTHER")},
    ],
)
def test_the_log_of_another_wipe_or_drive_proves_nothing(shop: Shop, lie: dict[str, object]) -> None:
    wipe = shop.wiping_now()
    shop.keeper.end(wipe.code, **lie)
    (row,) = shop.wiping.settle(shop.actor)
    assert row.outcome is Disposition.FAILED
    assert doubts(shop, wipe.drive) == (Doubt.LOG_DAMAGED,)


def test_what_was_attested_meanwhile_stands_and_the_log_is_kept_all_the_same(shop: Shop) -> None:
    wipe = shop.wiping_now()
    shop.wiping.attest_destruction(shop.actor, wipe.drive)
    shop.keeper.end(wipe.code)
    assert len(shop.wiping.settle(shop.actor)) == 1
    assert shop.drive(wipe.drive).disposition == "destroyed"
    with shop.store.looking() as look:
        assert look.find(WipeCard, open=True) == ()
    assert shop.wiping.settle(shop.actor) == ()


def test_failures_stand_first_then_what_runs_then_what_ended_today(shop: Shop) -> None:
    serials = ("GOOD1111", "RUNS1111", "FAIL1111", "RUNS2222", "OLD11111")
    wipes = {serial: shop.wiping_now(serial) for serial in serials}
    shop.keeper.end(wipes["GOOD1111"].code)
    shop.keeper.end(wipes["FAIL1111"].code, damaged=True)
    old = shop.keeper.orders[-1]
    shop.keeper.end(old.log)
    shop.keeper.wipes[old.log] = replace(
        shop.keeper.wipes[old.log],
        log=replace(shop.keeper.wipes[old.log].log, ended_at=shop.clock.moment + timedelta(days=-3)),
    )
    shop.keeper.progress(wipes["RUNS1111"].code, 12)
    assert len(shop.wiping.settle(shop.actor)) == 3
    rows = shop.wiping.running()
    assert [row.drive.serial for row in rows] == ["D-FAIL1111", "D-RUNS2222", "D-RUNS1111", "D-GOOD1111"]
    progress = rows[2].progress
    assert progress is not None
    assert progress.percent == 12
    assert [row.outcome for row in rows] == [Disposition.FAILED, None, None, Disposition.PROVEN]
    assert len(shop.wiping.running(limit=1)) == 2


def test_an_older_wipe_of_a_drive_keeps_its_own_end(shop: Shop) -> None:
    wipe = shop.wiping_now()
    shop.keeper.end(wipe.code, damaged=True)
    shop.wiping.settle(shop.actor)
    again = shop.wiping.start(shop.actor, wipe.machine, wipe.drive, confirmed=wipe.machine)
    shop.keeper.end(again.code)
    shop.wiping.settle(shop.actor)
    outcomes = [shop.wiping.row(code).outcome for code in (wipe.code, again.code)]
    assert outcomes == [Disposition.FAILED, Disposition.PROVEN]


def test_a_validated_wipe_reaches_the_certificate_of_the_lot(shop: Shop) -> None:
    wipe = shop.wiping_now()
    shop.keeper.end(wipe.code)
    shop.wiping.settle(shop.actor)
    shop.wiping.validate(shop.validator, wipe.drive)
    _, certificate = shop.certificates.issue(shop.actor, shop.lot.code)
    assert [statement.outcome for statement in certificate.drives] == [Outcome.WIPED]
