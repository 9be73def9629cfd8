"""What people say of drives: approved, rejected, destroyed, absent, lost; software never claims it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.services.shop import Shop
from workshop.domain.errors import RefusedError
from workshop.domain.events import AbsenceAttested, BaysChecked, DestructionAttested, DriveLost, Event


def last_event(shop: Shop, subject: str) -> Event:
    with shop.store.looking() as look:
        return look.history(subject)[-1].event


def proven(shop: Shop) -> str:
    wipe = shop.wiping_now()
    shop.keeper.end(wipe.code)
    shop.wiping.settle(shop.actor)
    return wipe.drive


def test_one_person_may_start_and_validate_unless_the_contract_demands_two(shop: Shop) -> None:
    assert shop.wiping.validate(shop.actor, proven(shop)).validation == "validated"


def test_a_contract_may_demand_that_another_person_validates(shop: Shop) -> None:
    shop.contract = replace(shop.contract, second_person=True)
    drive = proven(shop)
    with pytest.raises(RefusedError) as error:
        shop.wiping.validate(shop.actor, drive)
    assert error.value.reasons == (f"second-person:{drive}",)
    assert shop.wiping.validate(shop.validator, drive).validation == "validated"


def test_a_destruction_keeps_its_photo_and_the_person(shop: Shop) -> None:
    code = shop.received()
    (drive,) = shop.machines.drives(code)
    card = shop.wiping.attest_destruction(shop.validator, drive.code, b"a photo", "broyeur")
    event = last_event(shop, drive.code)
    assert isinstance(event, DestructionAttested)
    assert (card.disposition, shop.files.open(event.photo), event.note) == ("destroyed", b"a photo", "broyeur")


def test_absence_is_attested_and_a_lost_drive_is_an_incident(shop: Shop) -> None:
    code = shop.received()
    (drive,) = shop.machines.drives(code)
    assert shop.wiping.attest_absence(shop.actor, drive.code, b"x").disposition == "absent"
    assert isinstance(last_event(shop, drive.code), AbsenceAttested)
    assert shop.wiping.report_lost(shop.actor, drive.code, "tombé du chariot").disposition == "lost"
    assert last_event(shop, drive.code) == DriveLost("tombé du chariot")
    with pytest.raises(RefusedError):
        shop.wiping.attest_absence(shop.actor, drive.code)


def test_a_drive_that_is_being_wiped_is_not_absent(shop: Shop) -> None:
    wipe = shop.wiping_now()
    with pytest.raises(RefusedError):
        shop.wiping.attest_absence(shop.actor, wipe.drive)


def test_bays_that_were_found_empty_are_written_with_the_photo(shop: Shop) -> None:
    card = shop.machines.receive(shop.actor, shop.lot.code, "8XK2J13")
    assert shop.wiping.check_bays(shop.actor, card.code, b"inside").bays_empty
    event = last_event(shop, card.code)
    assert isinstance(event, BaysChecked)
    assert shop.files.open(event.photo) == b"inside"


def test_without_a_photo_nothing_is_kept(shop: Shop) -> None:
    card = shop.machines.receive(shop.actor, shop.lot.code, "8XK2J13")
    shop.wiping.check_bays(shop.actor, card.code)
    assert last_event(shop, card.code) == BaysChecked()
