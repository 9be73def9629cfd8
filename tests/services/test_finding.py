from __future__ import annotations

import pytest

from tests.services.shop import Shop
from workshop.domain.codes import make
from workshop.services.finding import Found


@pytest.fixture
def stocked(shop: Shop) -> Shop:
    """Three machines that were read: one in a box, one noted on a shelf, one just received, of another donor."""
    shelf = shop.storage.create_place(shop.actor, "B-04")
    packed, graded = shop.ready("SN1"), shop.ready("SN2")
    shop.storage.store(shop.actor, graded, shelf.code)
    shop.deliveries.pack(shop.actor, shop.order(), 1, packed)
    other = shop.lots.open(shop.actor, "Collège d’Écully", 1)
    shop.machines.receive(shop.actor, other.code, "SN3", maker="LENOVO", model="ThinkPad T490", inventory="ML-77")
    return shop


def serials(found: Found) -> list[str]:
    return [one.card.serial for one in found.machines]


def test_a_machine_is_found_by_anything_that_is_on_it(stocked: Shop) -> None:
    (card,) = [one.card for one in stocked.finding.find("SN2").machines]
    (drive,) = stocked.machines.drives(card.code)
    for text in (card.code, card.code[-8:], "SN2", " sn 2 ", drive.code, drive.code[-8:]):
        assert serials(stocked.finding.find(text)) == ["SN2"], text


def test_a_place_a_box_a_lot_and_an_order_find_what_is_in_them(stocked: Shop) -> None:
    packed = stocked.finding.find("SN1").machines[0].card
    for code in (packed.box, packed.order_code):
        assert serials(stocked.finding.find(code)) == ["SN1"]
    assert serials(stocked.finding.find(packed.lot)) == ["SN1", "SN2"]
    by_place = stocked.finding.find("b 04")
    assert by_place.place is not None
    assert (by_place.place.name, serials(by_place)) == ("B-04", ["SN2"])
    assert stocked.finding.find(by_place.place.code).place == by_place.place


def test_words_of_model_donor_place_and_grade_are_looked_for_together(stocked: Shop) -> None:
    for text, wanted in {
        "thinkpad": ["SN3"],
        "ecully": ["SN3"],
        "ml 77": ["SN3"],
        "l-7": ["SN3"],
        "écully t490": ["SN3"],
        "latitude": ["SN2", "SN1"],
        "latitude b04": ["SN2"],
        "b latitude": ["SN2", "SN1"],
        "c": [],
        "latitude ecully": [],
        "...": [],
        "": [],
    }.items():
        assert serials(stocked.finding.find(text)) == wanted, text


def test_what_was_found_says_whose_it_is_and_where_it_stands(stocked: Shop) -> None:
    (found,) = stocked.finding.find("SN2").machines
    assert (found.donor, found.place) == ("Mairie", "B-04")
    (found,) = stocked.finding.find("SN3").machines
    assert (found.donor, found.place) == ("Collège d’Écully", "")


def test_a_code_that_was_never_issued_finds_nothing(stocked: Shop) -> None:
    assert stocked.finding.find(make(26, 1, 999_999).text).machines == ()


def test_no_more_is_returned_than_asked_for_and_it_says_so(stocked: Shop) -> None:
    found = stocked.finding.find("latitude", limit=1)
    assert (len(found.machines), found.more) == (1, True)
    assert not stocked.finding.find("latitude", limit=2).more
    assert stocked.finding.find("mot " * 500).machines == ()
