from __future__ import annotations

from dataclasses import replace

import pytest

from tests.services.shop import CONTRACT, FakeEraser, Shop, a_drive, a_medium
from workshop.domain.errors import UnknownCodeError
from workshop.domain.lots import DriveCard
from workshop.domain.proofs import NotProven, Proof
from workshop.services.proof_views import ProofViews


@pytest.fixture
def views(shop: Shop) -> ProofViews:
    return ProofViews(shop.store, lambda: shop.contract)


def wiped(shop: Shop, serial: str, *, differing_bytes: int = 0) -> DriveCard:
    """Wipe the one drive of a machine; nobody has judged it yet."""
    code = shop.received(serial, a_drive(f"D-{serial}"))
    (drive,) = shop.machines.drives(code)
    eraser = FakeEraser(differing_bytes=differing_bytes)
    shop.wiping.wipe(shop.actor, drive.code, a_medium(drive.serial), eraser, exercise=False)
    return shop.drive(drive.code)


def test_what_waits_and_what_failed_are_told_apart(shop: Shop, views: ProofViews) -> None:
    good, bad = wiped(shop, "S-1"), wiped(shop, "S-2", differing_bytes=9)
    inbox = views.inbox()
    assert [(row.card.code, row.failed) for row in inbox.rows] == [(good.code, False), (bad.code, True)]
    assert (inbox.waiting, inbox.failed, views.waiting()) == (1, 1, 1)
    row = inbox.rows[0]
    assert (row.machine_name, row.lot, row.donor, row.plain) == ("Dell Latitude 5400", shop.lot.code, "Mairie", True)


def test_what_a_person_has_judged_waits_no_longer(shop: Shop, views: ProofViews) -> None:
    good, other = wiped(shop, "S-1"), wiped(shop, "S-2")
    shop.wiping.validate(shop.validator, good.code)
    shop.wiping.reject(shop.validator, other.code, "Ce n’est pas le bon disque.")
    inbox = views.inbox()
    assert [(row.card.code, row.failed) for row in inbox.rows] == [(other.code, True)]
    assert views.proof(shop.validator, other.code).rejected == "Ce n’est pas le bon disque."
    assert views.proof(shop.validator, good.code).rejected is None


def test_lots_stay_together_the_newest_first(shop: Shop, views: ProofViews) -> None:
    first = wiped(shop, "S-1")
    other = shop.lots.open(shop.actor, "École", 2)
    shop.lot, before = other, shop.lot
    second = wiped(shop, "S-2")
    shop.lot = before
    third = wiped(shop, "S-3")
    assert [row.card.code for row in views.inbox().rows] == [second.code, third.code, first.code]


def test_a_proof_is_retold_from_its_log_with_who_started_it(shop: Shop, views: ProofViews) -> None:
    good, bad = wiped(shop, "S-1"), wiped(shop, "S-2", differing_bytes=9)
    proof, none = views.proof(shop.validator, good.code), views.proof(shop.validator, bad.code)
    assert isinstance(proof.conclusion, Proof)
    assert isinstance(none.conclusion, NotProven)
    assert (proof.started_by, proof.row.failed, none.row.failed) == ("Atelier", False, True)
    assert proof.started_at is not None


def test_the_person_who_started_it_is_told_that_another_has_to_judge(shop: Shop, views: ProofViews) -> None:
    good = wiped(shop, "S-1")
    assert not views.proof(shop.actor, good.code).needs_another
    shop.contract = replace(CONTRACT, second_person=True)
    assert views.proof(shop.actor, good.code).needs_another
    assert not views.proof(shop.validator, good.code).needs_another


def test_a_wipe_begun_again_forgets_who_judged_the_one_before(shop: Shop, views: ProofViews) -> None:
    good = wiped(shop, "S-1")
    shop.wiping.reject(shop.validator, good.code, "Autre raison.")
    shop.wiping.wipe(shop.validator, good.code, a_medium(good.serial), FakeEraser(), exercise=False)
    view = views.proof(shop.actor, good.code)
    assert (view.rejected, view.row.failed, view.started_by) == (None, False, "Camille")


def test_a_drive_that_is_known_nowhere_has_no_proof(shop: Shop, views: ProofViews) -> None:
    with pytest.raises(UnknownCodeError):
        views.proof(shop.actor, "070100000001")
