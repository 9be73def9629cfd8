from __future__ import annotations

import pytest

from tests.services.shop import NOON, Shop
from workshop.domain.scanning import Answer, Said, Scan, Signal
from workshop.domain.storage import Place as Shelf
from workshop.services.scanning import Place
from workshop.words import answer as words


@pytest.fixture
def shelf(shop: Shop) -> Shelf:
    return shop.storage.create_place(shop.actor, "B-04")


def scanned(shop: Shop, text: str, subject: str = "", screen: str = "storage", *, typed: bool = False) -> Answer:
    scan = Scan(text, "reader", NOON, typed)
    return shop.scanning.answer(shop.actor, scan, Place(screen, subject=subject))


def test_a_places_label_opens_it_from_the_first_screens(shop: Shop, shelf: Shelf) -> None:
    for screen in ("home", "bench", "storage"):
        answer = scanned(shop, shelf.code, screen=screen)
        assert (answer.signal, answer.said, answer.code) == (Signal.ACCEPTED, Said.PLACE_OPENED, shelf.code)
    assert scanned(shop, shelf.code, screen="delivery").said is Said.NOT_HERE
    assert shop.storage.place("B-04").opened_at


def test_a_place_then_machines_puts_them_there_and_counts(shop: Shop, shelf: Shelf) -> None:
    codes = [shop.received(f"SN{number}") for number in range(2)]
    scanned(shop, shelf.code)
    answers = [scanned(shop, code, shelf.code) for code in (*codes, codes[0])]
    assert [answer.said for answer in answers] == [Said.STORED, Said.STORED, Said.ALREADY_THERE]
    assert [answer.count for answer in answers[:2]] == [1, 2]
    assert answers[2].signal is Signal.ALREADY_DONE
    assert all(shop.machines.card(code).place == shelf.code for code in codes)


def test_a_serial_that_one_machine_has_is_as_good_as_its_label(shop: Shop, shelf: Shelf) -> None:
    code = shop.received("8XK2J13")
    assert scanned(shop, "8XK2J13", shelf.code).code == code
    assert shop.machines.card(code).place == shelf.code


def test_a_machine_then_its_place_puts_it_there(shop: Shop, shelf: Shelf) -> None:
    code = shop.received()
    in_hand = scanned(shop, code)
    assert (in_hand.said, in_hand.code, in_hand.facts["place"]) == (Said.TO_STORE, code, "")
    stored = scanned(shop, shelf.code, code)
    assert (stored.said, stored.code, stored.facts["place"]) == (Said.STORED, code, "B-04")
    assert "Rangé en B-04" in words(stored).what
    assert scanned(shop, code).facts["place"] == "B-04"


def test_a_place_scanned_at_the_poste_stores_the_machine_that_is_shown(shop: Shop, shelf: Shelf) -> None:
    code = shop.received()
    assert scanned(shop, shelf.code, code, "bench").said is Said.STORED
    assert scanned(shop, shelf.code, code, "bench").said is Said.ALREADY_THERE


def test_a_machine_of_another_place_is_moved_and_the_answer_says_from_where(shop: Shop, shelf: Shelf) -> None:
    code, other = shop.received(), shop.storage.create_place(shop.actor, "A-01")
    shop.storage.store(shop.actor, code, other.code)
    scanned(shop, shelf.code)
    answer = scanned(shop, code, shelf.code)
    assert (answer.signal, answer.said, answer.facts["before"]) == (Signal.ACCEPTED, Said.STORED_FROM, "A-01")
    assert words(answer).what == "Il était en A-01. Il est maintenant en B-04."


def test_a_count_says_how_many_of_how_many(shop: Shop, shelf: Shelf) -> None:
    codes = [shop.received(f"SN{number}") for number in range(3)]
    for code in codes:
        shop.storage.store(shop.actor, code, shelf.code)
    opened = scanned(shop, shelf.code)
    assert (opened.count, opened.total) == (3, 0)
    answer = scanned(shop, codes[0], shelf.code)
    assert (answer.said, answer.count, answer.total) == (Said.SEEN_THERE, 1, 3)
    assert (scanned(shop, shelf.code).count, scanned(shop, shelf.code).total) == (1, 3)


def test_another_place_leaves_the_one_before(shop: Shop, shelf: Shelf) -> None:
    other, code = shop.storage.create_place(shop.actor, "A-01"), shop.received()
    scanned(shop, shelf.code)
    scanned(shop, code, shelf.code)
    assert scanned(shop, other.code, shelf.code).facts["unfinished"] == ""
    assert not shop.storage.place("B-04").opened_at


def test_another_place_ends_a_whole_count_and_tells_of_one_that_is_not(shop: Shop, shelf: Shelf) -> None:
    other, codes = shop.storage.create_place(shop.actor, "A-01"), [shop.received("SN1"), shop.received("SN2")]
    for code in codes:
        shop.storage.store(shop.actor, code, shelf.code)
    scanned(shop, shelf.code)
    scanned(shop, codes[0], shelf.code)
    assert scanned(shop, other.code, shelf.code).facts["unfinished"] == "B-04"
    assert shop.storage.place("B-04").counting
    scanned(shop, shelf.code, other.code)
    scanned(shop, codes[1], shelf.code)
    assert scanned(shop, other.code, shelf.code).facts["unfinished"] == ""
    assert shop.storage.place("B-04").counted_at


def test_what_cannot_stand_on_a_shelf_is_refused_with_the_way_out(shop: Shop, shelf: Shelf) -> None:
    packed = shop.ready("SN1")
    shop.deliveries.pack(shop.actor, shop.order(), 1, packed)
    expected = shop.lots.expect(shop.actor, shop.lot.code, "Dell", "Latitude", "SN2").code
    for code, said in ((packed, Said.STANDS_IN_A_BOX), (expected, Said.NOT_RECEIVED_YET)):
        answer = scanned(shop, code, shelf.code)
        assert (answer.signal, answer.said) == (Signal.REFUSED, said)
        assert words(answer).do
    assert shop.views.home(NOON).to_check == 2


def test_what_is_typed_at_ranger_is_looked_for_unless_it_names_one_thing(shop: Shop, shelf: Shelf) -> None:
    code = shop.received("8XK2J13")
    for text in ("latitude", "Mairie d’Écully", "B-04", "99999999", "x" * 200):
        answer = scanned(shop, text, typed=True)
        assert (answer.signal, answer.said) == (Signal.ACCEPTED, Said.SEARCHED), text
        assert len(answer.facts["text"]) <= 60
    for text in (code, code[-8:], "8XK2J13"):
        assert scanned(shop, text, typed=True).said is Said.TO_STORE, text
    assert scanned(shop, "latitude").said is Said.UNKNOWN_SERIAL  # a reader does not search
    assert scanned(shop, "latitude", screen="home", typed=True).said is Said.UNKNOWN_SERIAL


def test_the_workshops_own_code_is_no_place(shop: Shop) -> None:
    identity = shop.people.workshop()
    assert identity is not None
    assert scanned(shop, identity.code).signal is Signal.REFUSED
