"""At Effacer a label shows what it names, and only the same label once more confirms."""

from __future__ import annotations

import pytest

from tests.services.shop import NOON, Shop, a_drive, a_medium, a_reading
from workshop.domain.codes import Command, command_code
from workshop.domain.scanning import Answer, Said, Scan, Signal
from workshop.domain.wiping import PresentDrive
from workshop.services.scanning import BENCH, HOME, WIPING, Place


def scanned(shop: Shop, text: str, screen: str = WIPING, subject: str = "") -> Answer:
    return shop.scanning.answer(shop.actor, Scan(text, "reader", NOON), Place(screen, subject=subject))


def loose(shop: Shop) -> str:
    return shop.drives.receive_loose(shop.actor, shop.lot.code, PresentDrive(a_medium("LOOSE1"))).code


@pytest.fixture
def code(shop: Shop) -> str:
    made = shop.machines.receive(shop.actor, shop.lot.code, "8XK2J13").code
    shop.diagnosing.attach(shop.actor, made, a_reading("8XK2J13", a_drive("S1")))
    return made


def test_the_first_label_shows(shop: Shop, code: str) -> None:
    answer = scanned(shop, code)
    assert (answer.signal, answer.said, answer.code) == (Signal.ACCEPTED, Said.WIPE_CHOSEN, code)


def test_the_same_label_confirms_and_its_code_is_handed_on(shop: Shop, code: str) -> None:
    answer = scanned(shop, code, subject=code)
    assert (answer.said, answer.facts["label"]) == (Said.WIPE_CONFIRMED, code)
    assert scanned(shop, code[-8:], subject=code).said is Said.WIPE_CONFIRMED


def test_another_label_only_shows_the_other_one(shop: Shop, code: str) -> None:
    other = shop.machines.receive(shop.actor, shop.lot.code, "8XK2J14").code
    answer = scanned(shop, other, subject=code)
    assert (answer.said, answer.code) == (Said.WIPE_CHOSEN, other)


def test_a_maker_s_serial_never_confirms(shop: Shop, code: str) -> None:
    answer = scanned(shop, "8XK2J13", subject=code)
    assert (answer.said, answer.facts["label"]) == (Said.WIPE_CHOSEN, "")


def test_a_loose_drive_is_shown_and_confirmed_by_its_own_label(shop: Shop) -> None:
    drive = loose(shop)
    assert scanned(shop, drive).said is Said.WIPE_CHOSEN
    assert scanned(shop, drive, subject=drive).said is Said.WIPE_CONFIRMED
    assert scanned(shop, drive, HOME).said is Said.WIPE_CHOSEN
    assert scanned(shop, drive, BENCH).said is Said.NOT_HERE


def test_a_drive_in_a_machine_shows_the_machine_and_never_confirms(shop: Shop, code: str) -> None:
    drive = shop.machines.drives(code)[0].code
    answer = scanned(shop, drive, subject=code)
    assert (answer.said, answer.code) == (Said.WIPE_CHOSEN, code)


def test_the_card_effacer_opens_what_the_poste_shows_and_never_confirms(shop: Shop, code: str) -> None:
    card = command_code(Command.WIPE).text
    answer = scanned(shop, card, BENCH, code)
    assert (answer.said, answer.code) == (Said.WIPE_CHOSEN, code)
    assert scanned(shop, card, HOME).code == ""
    assert scanned(shop, card, WIPING, code).said is Said.WIPE_CHOSEN


def test_the_slip_of_a_lot_stays_at_effacer_and_elsewhere_opens_its_intake(shop: Shop) -> None:
    answer = scanned(shop, shop.lot.code)
    assert (answer.signal, answer.said, answer.code) == (Signal.ACCEPTED, Said.LOT_TO_WIPE, shop.lot.code)
    assert answer.facts["donor"] == shop.lot.donor
    assert scanned(shop, shop.lot.code, BENCH).said is Said.LOT_CHOSEN
