from __future__ import annotations

import pytest

from tests.services.shop import NOON, Shop
from workshop.domain.calibration import FIRST, SECOND, WHOLE
from workshop.domain.codes import Command, command_code, make
from workshop.domain.scanning import Answer, Said, Scan, Signal
from workshop.services.scanning import Place


def scanned(
    shop: Shop,
    text: str,
    screen: str = "intake",
    *,
    after_same_ms: int | None = None,
    doubtful: bool = False,
    typed: bool = False,
) -> Answer:
    place = Place(screen, lot=shop.lot.code if screen == "intake" else "")
    scan = Scan(text, "reader", NOON, typed=typed, doubtful=doubtful, after_same_ms=after_same_ms)
    return shop.scanning.answer(shop.actor, scan, place)


def received(shop: Shop) -> int:
    return shop.lots.arrivals(shop.lot.code).received


@pytest.mark.parametrize("screen", ["home", "intake", "bench", "wiping", "delivery", "documents", "storage"])
def test_the_codes_of_the_card_teach_wherever_they_are_scanned(shop: Shop, screen: str) -> None:
    assert scanned(shop, command_code(Command.CALIBRATE).text, screen).said is Said.READER_TO_SET
    for text, said, half in ((WHOLE, Said.READER_SET, ""), (FIRST, Said.READER_HALF_SET, "1")):
        answer = scanned(shop, text, screen)
        assert (answer.signal, answer.said, answer.facts.get("half", "")) == (Signal.ACCEPTED, said, half)
    assert scanned(shop, SECOND, screen).facts == {"half": "2", "other": "1"}
    assert received(shop) == 0


def test_a_trigger_that_bounced_counts_nothing(shop: Shop) -> None:
    assert scanned(shop, "8XK2J13").said is Said.RECEIVED
    answer = scanned(shop, "8XK2J13", after_same_ms=2_000)
    assert (answer.signal, answer.said) == (Signal.ALREADY_DONE, Said.READ_TWICE)
    assert received(shop) == 1
    assert scanned(shop, "8XK2J13", after_same_ms=2_001).said is Said.ALREADY_RECEIVED


def test_a_refusal_stays_one_when_the_trigger_bounces(shop: Shop) -> None:
    refused = scanned(shop, "3760123456784")
    assert scanned(shop, "3760123456784", after_same_ms=300) == refused


@pytest.mark.parametrize(("after", "said"), [(500, Said.READ_TWICE), (900, Said.WIPE_CHOSEN)])
def test_a_command_may_be_meant_again_sooner(shop: Shop, after: int, said: Said) -> None:
    wipe = command_code(Command.WIPE).text
    assert scanned(shop, wipe, "home").said is Said.WIPE_CHOSEN
    assert scanned(shop, wipe, "home", after_same_ms=after).said is said


def test_a_serial_that_could_be_read_in_two_ways_creates_nothing(shop: Shop) -> None:
    answer = scanned(shop, "5CG9123QWY", doubtful=True)
    assert (answer.signal, answer.said) == (Signal.REFUSED, Said.READER_NOT_SET)
    assert received(shop) == 0


def test_a_serial_that_came_twice_in_one_creates_nothing_unless_it_was_typed(shop: Shop) -> None:
    answer = scanned(shop, "8XK2J138XK2J13")
    assert (answer.signal, answer.said) == (Signal.REFUSED, Said.NOT_READ)
    assert received(shop) == 0
    assert scanned(shop, "8XK2J138XK2J13", typed=True).said is Said.RECEIVED


@pytest.mark.parametrize("part", ["{code}260100", "{code}8XK2J13", "8XK2J13{code}", "{code[2:]}", "{code[3:]}"])
def test_a_code_with_something_more_or_less_is_no_serial(shop: Shop, part: str) -> None:
    code = shop.received("5CG1234ABC")
    text = part.replace("{code[2:]}", code[2:]).replace("{code[3:]}", code[3:]).replace("{code}", code)
    answer = scanned(shop, text)
    assert (answer.signal, answer.said) == (Signal.REFUSED, Said.NOT_READ)
    assert received(shop) == 1


@pytest.mark.parametrize("length", [9, 10, 11])
def test_the_beginning_of_a_label_is_no_serial(shop: Shop, length: int) -> None:
    code = shop.received("5CG1234ABC")
    assert scanned(shop, code[:length]).said is Said.NOT_READ
    assert scanned(shop, "9" + code[1:length]).said is Said.RECEIVED  # of a year to come: a maker's
    assert scanned(shop, make(26, 1, 4711).text + "0815").said is Said.RECEIVED  # never issued: a maker's


@pytest.mark.parametrize("text", ["", "12", "7" * 129])
def test_empty_partial_and_over_long_scans_are_refused_and_kept(shop: Shop, text: str) -> None:
    answer = scanned(shop, text)
    assert (answer.signal, answer.said) == (Signal.REFUSED, Said.NOT_READ)
    with shop.store.looking() as look:
        assert look.scans()[0].scan.text == text
