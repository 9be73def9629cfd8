"""What is kept where it is: a machine, a drive, a whole lot; and who lets it go, on whose word."""

from __future__ import annotations

import pytest

from tests.services.shop import Shop, a_drive, a_reading
from workshop.domain import events as happened
from workshop.domain.drives import Refusal
from workshop.domain.errors import RefusedError, UnknownCodeError
from workshop.domain.holds import KEEPS_DATA, LONGEST_REFERENCE, Consent, HoldReason
from workshop.domain.machines import State
from workshop.domain.people import Actor, Role
from workshop.services.holding import HELD_ALREADY, NO_CONSENT, NOT_HELD
from workshop.services.undoing import Undoing
from workshop.services.wiping import Wiping

KEEP, RETURN = HoldReason.DATA_TO_KEEP, HoldReason.DATA_TO_RETURN


def technician(shop: Shop) -> Actor:
    return Actor(shop.people.add(shop.actor, "Sami", Role.TECHNICIAN).code, "banc 1")


def state(shop: Shop, code: str) -> str:
    return shop.machines.card(code).state


def test_anybody_keeps_a_machine_and_only_a_manager_lets_it_go(shop: Shop) -> None:
    code, sami = shop.received(), technician(shop)
    view = shop.holding.place(sami, code, HoldReason.QUARANTINE)
    assert [(held.reason, held.person, held.with_lot) for held in view.held] == [(HoldReason.QUARANTINE, "Sami", False)]
    with pytest.raises(RefusedError) as refused:
        shop.holding.release(sami, code, HoldReason.QUARANTINE)
    assert refused.value.reasons == (Refusal.NOT_A_MANAGER.value,)
    assert state(shop, code) == State.HOLD.value
    assert shop.holding.release(shop.validator, code, HoldReason.QUARANTINE).held == ()
    assert state(shop, code) == State.RECEIVED.value


@pytest.mark.parametrize("reason", sorted(KEEPS_DATA))
def test_a_donors_data_is_released_on_the_donors_word_only_and_the_journal_says_whose(
    shop: Shop, reason: HoldReason
) -> None:
    code = shop.received()
    shop.holding.place(shop.actor, code, reason)
    with pytest.raises(RefusedError) as refused:
        shop.holding.release(shop.validator, code, reason)
    assert refused.value.reasons == (NO_CONSENT,)
    shop.holding.release(shop.validator, code, reason, Consent.DATA_OFFICER, "  DPO \n 2026-118 " + "x" * 99)
    with shop.store.looking() as look:
        (entry,) = [entry for entry in look.history(code) if isinstance(entry.event, happened.HoldReleased)]
    assert isinstance(entry.event, happened.HoldReleased)
    assert (entry.person, entry.event.release) == (shop.validator.person, "data-officer")
    assert entry.event.reference.startswith("DPO 2026-118 x")
    assert len(entry.event.reference) == LONGEST_REFERENCE


def test_what_is_not_kept_is_not_released_and_what_is_kept_is_not_kept_twice(shop: Shop) -> None:
    code = shop.received()
    with pytest.raises(RefusedError) as refused:
        shop.holding.release(shop.validator, code, KEEP, Consent.DONOR)
    assert refused.value.reasons == (NOT_HELD,)
    shop.holding.place(shop.actor, code, KEEP)
    with pytest.raises(RefusedError) as twice:
        shop.holding.place(shop.actor, code, KEEP)
    assert twice.value.reasons == (HELD_ALREADY,)
    for nothing in ("", "020100000012"):
        with pytest.raises(UnknownCodeError):
            shop.holding.of(nothing)


def test_one_machine_of_a_kept_lot_is_let_go_alone(shop: Shop) -> None:
    one, other = shop.received("AAAA1111"), shop.received("BBBB2222")
    shop.holding.place(shop.actor, shop.lot.code, KEEP)
    view = shop.holding.of(one)
    assert [(held.reason, held.with_lot) for held in view.held] == [(KEEP, True)]
    assert (view.lot.code, view.lot.name, view.together) == (shop.lot.code, "Mairie", {KEEP: 2})
    shop.holding.release(shop.validator, one, KEEP, Consent.DONOR)
    assert (state(shop, one), state(shop, other)) == ("received", "hold")
    assert shop.holding.of(shop.lot.code).together == {KEEP: 1}
    assert state(shop, shop.received("CCCC3333")) == "hold"


def test_a_lot_is_let_go_with_the_drives_that_were_taken_out_of_its_machines(shop: Shop) -> None:
    code = shop.received("AAAA1111", a_drive("D1"), a_drive("D2", path="/dev/sdb"))
    shop.holding.place(shop.actor, shop.lot.code, RETURN)
    drive = next(card for card in shop.machines.drives(code) if card.serial == "D1")
    shop.diagnosing.attach(shop.actor, code, a_reading("AAAA1111", a_drive("D2", path="/dev/sdb")))
    assert shop.drives.card(drive.code).machine == ""
    assert [held.reason for held in shop.holding.of(drive.code).held] == [RETURN]
    view = shop.holding.release(shop.validator, shop.lot.code, RETURN, Consent.GIVEN_BACK)
    assert (view.held, view.together) == ((), {})
    assert shop.holding.of(drive.code).held == ()
    assert state(shop, code) == "received"


def test_a_release_is_taken_back_until_a_wipe_has_started_and_then_says_why_not(shop: Shop) -> None:
    code, drive = shop.plugged()
    shop.holding.place(shop.actor, code, KEEP)
    shop.holding.release(shop.actor, code, KEEP, Consent.DONOR)
    undoing = Undoing(shop.store)
    undoing.undo_answer(shop.actor)
    assert state(shop, code) == "hold"
    shop.holding.release(shop.actor, code, KEEP, Consent.DONOR)
    released = undoing.recent(shop.actor, 1)[0]
    assert released.against is None
    _start(shop.wiping, shop.actor, code, drive.code)
    shop.wiping.settle(shop.actor)
    (again,) = [row for row in undoing.recent(shop.actor) if row.seq == released.seq]
    assert again.against is not None
    with pytest.raises(RefusedError) as refused:
        undoing.undo(shop.actor, released.seq)
    assert refused.value.reasons == ("undo-since:wipe-started",)


def test_a_lots_release_is_one_gesture_that_a_wipe_of_any_of_its_drives_makes_last(shop: Shop) -> None:
    shop.received("AAAA1111")
    code, drive = shop.plugged("BBBB2222")
    shop.holding.place(shop.actor, shop.lot.code, KEEP)
    shop.holding.release(shop.actor, shop.lot.code, KEEP, Consent.DONOR)
    undoing = Undoing(shop.store)
    released = undoing.recent(shop.actor, 1)[0]
    assert (released.about.code, released.against) == (shop.lot.code, None)
    _start(shop.wiping, shop.actor, code, drive.code)
    with pytest.raises(RefusedError):
        undoing.undo(shop.actor, released.seq)


def test_a_recall_stays_while_what_it_follows_from_does(shop: Shop) -> None:
    code, order = shop.ready(), shop.order()
    shop.deliveries.pack(shop.actor, order, 1, code)
    shop.deliveries.manifest(shop.actor, order, 1)
    shop.holding.place(shop.actor, code, HoldReason.QUARANTINE)
    assert HoldReason.RECALL in {held.reason for held in shop.holding.of(code).held}
    with pytest.raises(RefusedError) as refused:
        shop.holding.release(shop.validator, code, HoldReason.RECALL)
    assert refused.value.reasons == ("still-held",)


def _start(wiping: Wiping, actor: Actor, code: str, drive: str) -> None:
    wiping.start(actor, code, drive, confirmed=code)
