"""A whole lot at Effacer: how far it is, what this bench can start, and who may authorise it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.services.shop import Shop, a_drive, a_medium
from workshop.domain.errors import UnknownCodeError
from workshop.domain.holds import HoldReason
from workshop.domain.interlocks import Protection
from workshop.domain.people import Role
from workshop.services.wipe_lots import Standing


def counted(shop: Shop) -> dict[str, int]:
    counts = shop.wiping.lot(shop.actor, shop.lot.code).counts
    return {standing.value: number for standing, number in counts.items() if number}


def test_a_new_lot_has_no_drive(shop: Shop) -> None:
    view = shop.wiping.lot(shop.actor, shop.lot.code)
    assert (view.lot, view.drives, view.authorised, view.kept) == (shop.lot, 0, False, False)
    assert set(view.counts) == set(Standing)


def test_every_drive_of_the_lot_is_counted_once_where_it_stands(shop: Shop) -> None:
    running = shop.wiping_now("RUNNING1")
    shop.plugged("PLUGGED1")
    shop.received("AWAY1111")
    wiped, failed, rejected = (shop.received(serial) for serial in ("WIPED111", "FAILED11", "REJECTED"))
    shop.wiped(wiped)
    shop.wiped(failed, differing_bytes=1)
    shop.wiped(rejected)
    shop.wiping.reject(shop.validator, shop.machines.drives(rejected)[0].code)
    destroyed = shop.received("DESTROY1")
    shop.wiping.attest_destruction(shop.actor, shop.machines.drives(destroyed)[0].code)
    shop.received("BUSY1111", a_drive("BUSY"))
    shop.here.plug(a_medium("BUSY"), Protection.MOUNTED)
    shop.here.plug(a_medium("LOOSE1"))
    shop.drives.receive_loose(shop.actor, shop.lot.code, shop.here.plugged[-1])
    expected = {"running": 1, "here": 2, "away": 1, "wiped": 1, "failed": 2, "settled": 1, "protected": 1}
    assert counted(shop) == expected
    shop.keeper.end(running.code)
    shop.wiping.settle(shop.actor)
    view = shop.wiping.lot(shop.actor, shop.lot.code)
    assert (view.counts[Standing.WIPED], view.to_validate, view.drives) == (2, 1, 9)


def test_another_lot_is_not_counted(shop: Shop) -> None:
    shop.plugged()
    shop.lot = shop.lots.open(shop.actor, "Autre mairie")
    assert counted(shop) == {}


def test_only_a_manager_may_decide_and_the_others_are_told_who_may(shop: Shop) -> None:
    technician = replace(shop.actor, person=shop.people.add(shop.actor, "Sami", Role.TECHNICIAN).code)
    view = shop.wiping.lot(technician, shop.lot.code)
    assert (view.may_decide, view.managers) == (False, ("Atelier", "Camille"))
    assert shop.wiping.lot(shop.validator, shop.lot.code).may_decide


def test_an_authorisation_and_data_to_keep_are_told(shop: Shop) -> None:
    shop.lots.authorise_wipes(shop.validator, shop.lot.code)
    shop.holding.place(shop.actor, shop.lot.code, HoldReason.DATA_TO_KEEP)
    view = shop.wiping.lot(shop.actor, shop.lot.code[-8:])
    assert (view.authorised, view.kept) == (True, True)


def test_a_code_that_is_no_lot_is_unknown(shop: Shop) -> None:
    code = shop.received()
    with pytest.raises(UnknownCodeError):
        shop.wiping.lot(shop.actor, code)
