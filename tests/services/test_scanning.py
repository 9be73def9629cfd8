from __future__ import annotations

import pytest

from tests.services.shop import NOON, Shop
from workshop.domain.codes import Command, command_code, make
from workshop.domain.scanning import Answer, Said, Scan, Signal
from workshop.services.scanning import Place


def scanned(shop: Shop, text: str, screen: str = "intake", **where: object) -> Answer:
    lot = shop.lot.code if screen == "intake" else ""
    place = Place(screen, lot=lot, order=str(where.get("order", "")), recipient=1 if where else 0)
    return shop.scanning.answer(shop.actor, Scan(text, "reader", NOON), place)


def test_a_new_serial_in_entree_creates_a_machine_with_a_code(shop: Shop) -> None:
    answer = scanned(shop, "8XK2J13")
    assert (answer.signal, answer.said, answer.count, answer.total) == (Signal.ACCEPTED, Said.RECEIVED, 1, 2)
    assert shop.machines.card(answer.code).serial == "8XK2J13"


def test_the_last_expected_machine_finishes_the_lot(shop: Shop) -> None:
    scanned(shop, "8XK2J13")
    assert scanned(shop, "8XK2J14").signal is Signal.FINISHED


def test_the_same_serial_twice_is_already_done_and_counts_once(shop: Shop) -> None:
    first = scanned(shop, "8XK2J13")
    again = scanned(shop, " 8xk2j13 ")
    assert (again.signal, again.code) == (Signal.ALREADY_DONE, first.code)
    assert shop.lots.arrivals(shop.lot.code).received == 1


def test_a_serial_that_is_in_another_lot_is_refused_and_nothing_is_created(shop: Shop) -> None:
    other = shop.lots.open(shop.actor, "Autre mairie")
    shop.machines.receive(shop.actor, other.code, "8XK2J13")
    answer = scanned(shop, "8XK2J13")
    assert (answer.signal, answer.said) == (Signal.REFUSED, Said.OTHER_LOT)
    assert shop.lots.arrivals(shop.lot.code).received == 0


def test_an_expected_machine_is_received_under_the_code_that_it_already_has(shop: Shop) -> None:
    expected = shop.lots.expect(shop.actor, shop.lot.code, "Dell", "Latitude", "8XK2J13")
    answer = scanned(shop, "8XK2J13")
    assert answer.code == expected.code
    assert answer.facts["name"] == "Dell Latitude"


def test_a_label_opens_its_machine_at_the_bench(shop: Shop) -> None:
    code = shop.received()
    answer = scanned(shop, code, "bench")
    assert (answer.signal, answer.said, answer.code) == (Signal.ACCEPTED, Said.OPENED, code)


def test_the_last_eight_digits_typed_by_hand_open_the_same_machine(shop: Shop) -> None:
    code = shop.received()
    assert scanned(shop, code[-8:], "bench").code == code


def test_a_makers_serial_opens_its_machine_at_the_bench_and_creates_nothing(shop: Shop) -> None:
    code = shop.received("8XK2J13")
    assert scanned(shop, "8XK2J13", "bench").code == code
    unknown = scanned(shop, "NEVERSEEN1", "bench")
    assert (unknown.signal, unknown.said) == (Signal.REFUSED, Said.UNKNOWN_SERIAL)
    assert len(shop.machines.of_lot(shop.lot.code)) == 1


def test_a_valid_code_that_was_never_issued_goes_to_check(shop: Shop) -> None:
    answer = scanned(shop, make(26, 1, 999_999).text, "bench")
    assert (answer.signal, answer.said) == (Signal.REFUSED, Said.UNKNOWN_CODE)
    assert shop.views.home(NOON).to_check == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("3760123456784", Said.NOT_A_SERIAL),
        ("00:1A:2B:3C:4D:5E", Said.NOT_A_SERIAL),
        ("ABCDE-12345-FGHIJ-67890-KLMNO", Said.NOT_A_SERIAL),
        ("", Said.NOT_READ),
        ("A", Said.NOT_READ),
        ("x" * 500, Said.NOT_READ),
        ("8XK\x002J13", Said.NOT_READ),
    ],
)
def test_a_wrong_or_broken_scan_is_refused_with_a_reason(shop: Shop, text: str, said: Said) -> None:
    answer = scanned(shop, text)
    assert (answer.signal, answer.said) == (Signal.REFUSED, said)
    assert shop.lots.arrivals(shop.lot.code).received == 0


def test_every_scan_is_kept_with_its_answer_even_a_refused_one(shop: Shop) -> None:
    scanned(shop, "8XK2J13")
    scanned(shop, "")
    kept = shop.views.to_check()
    assert [item.scan.text for item in kept] == [""]
    with shop.store.looking() as look:
        assert len(look.scans()) == 2
        assert all(item.answer for item in look.scans())


def test_a_machine_that_is_not_wiped_is_refused_at_the_box_and_the_answer_says_why(shop: Shop) -> None:
    code, order = shop.received(), shop.order()
    answer = scanned(shop, code, "delivery", order=order)
    assert (answer.signal, answer.said) == (Signal.REFUSED, Said.REFUSED_BY_THE_GATE)
    (drive,) = shop.machines.drives(code)
    assert f"drive-open:{drive.code}" in answer.reasons
    assert shop.machines.card(code).state == "received"


def test_a_ready_machine_goes_into_the_box_and_the_last_one_finishes(shop: Shop) -> None:
    order = shop.order(quantity=1)
    code = shop.ready()
    answer = scanned(shop, code, "delivery", order=order)
    assert (answer.signal, answer.said, answer.count, answer.total) == (Signal.FINISHED, Said.PACKED, 1, 1)
    assert scanned(shop, code, "delivery", order=order).signal is Signal.ALREADY_DONE


def test_a_command_that_makes_no_sense_here_says_so(shop: Shop) -> None:
    answer = scanned(shop, command_code(Command.YES).text)
    assert answer.said is Said.COMMAND_MEANINGLESS


def test_a_raw_scan_survives_when_its_answer_fails(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_given: object) -> None:
        raise OSError("power")

    monkeypatch.setattr(shop.scanning, "_meant", broken)
    with pytest.raises(OSError, match="power"):
        scanned(shop, "8XK2J13")
    with shop.store.looking() as look:
        (kept,) = look.scans()
    assert (kept.scan.text, kept.answer) == ("8XK2J13", None)
