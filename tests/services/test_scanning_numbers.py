"""What a form asks for is filled by a scan, and nothing else happens; our own codes mean what they mean everywhere."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.shop import Shop
from workshop.domain import events as happened
from workshop.domain.chain import Action
from workshop.domain.codes import Command, command_code
from workshop.domain.diagnosis import Category
from workshop.domain.errors import RefusedError
from workshop.domain.lots import MachineCard
from workshop.domain.scanning import Answer, Asks, NoScan, Said, Scan, Signal, number_asked
from workshop.services.scanning import INTAKE, Place

IMEI, WRONG_IMEI = "356938035643809", "356938035643808"


def scan(shop: Shop, text: str, asks: Asks | None = None, subject: str = "", inventory: str = "") -> Answer:
    place = Place(INTAKE, shop.lot.code, subject=subject, asks=asks, inventory=inventory)
    return shop.scanning.answer(shop.actor, Scan(text, "reader", datetime(2026, 11, 24, tzinfo=UTC)), place)


def machines(shop: Shop) -> tuple[MachineCard, ...]:
    return shop.machines.of_lot(shop.lot.code)


@pytest.mark.parametrize(
    ("text", "asks", "number"),
    [
        (IMEI, Asks.IMEI, IMEI),
        ("35693803564380", Asks.IMEI, IMEI),
        ("IMEI: 35-693803-564380-9", Asks.IMEI, IMEI),
        ("]C1" + IMEI, Asks.IMEI, IMEI),
        ("R58M123ABC", Asks.IMEI, "R58M123ABC"),
        (IMEI, Asks.SERIAL, IMEI),
        ("123456789012345", Asks.SERIAL, "123456789012345"),  # fifteen digits of a screen
        ("CN0ABC", Asks.SERIAL, "CN0ABC"),
        ("12345678", Asks.SERIAL, "12345678"),
    ],
)
def test_a_number_that_is_asked_for_is_taken_and_nothing_is_received(
    shop: Shop, text: str, asks: Asks, number: str
) -> None:
    answer = scan(shop, text, asks)
    assert (answer.signal, answer.said, answer.facts["serial"]) == (Signal.ACCEPTED, Said.NUMBER_TAKEN, number)
    assert machines(shop) == ()


@pytest.mark.parametrize("asks", [Asks.IMEI, Asks.SERIAL, None])
def test_an_imei_with_a_wrong_check_is_refused_everywhere_at_the_intake(shop: Shop, asks: Asks | None) -> None:
    assert scan(shop, WRONG_IMEI, asks).said is Said.WRONG_IMEI
    assert machines(shop) == ()


def test_an_imei_without_a_form_is_recognised_and_a_serial_is_received_as_ever(shop: Shop) -> None:
    assert scan(shop, IMEI).said is Said.NUMBER_TAKEN
    assert scan(shop, "8XK2J13").said is Said.RECEIVED
    assert scan(shop, "123456789012345").said is Said.RECEIVED


def test_an_imei_without_a_lot_says_so(shop: Shop) -> None:
    answer = shop.scanning.answer(
        shop.actor, Scan(IMEI, "reader", datetime(2026, 11, 24, tzinfo=UTC)), Place(INTAKE, asks=Asks.IMEI)
    )
    assert answer.said is Said.NO_LOT


def test_what_is_here_already_is_said_in_the_form_too(shop: Shop) -> None:
    shop.machines.receive(shop.actor, shop.lot.code, IMEI, category="smartphone")
    assert scan(shop, IMEI, Asks.IMEI).said is Said.ALREADY_RECEIVED
    assert scan(shop, IMEI).said is Said.ALREADY_RECEIVED


def test_a_second_number_waits_and_the_same_one_is_already_there(shop: Shop) -> None:
    assert scan(shop, "OTHER123", Asks.IMEI, subject=IMEI).said is Said.ANSWER_FIRST
    assert scan(shop, IMEI, Asks.IMEI, subject=IMEI).signal is Signal.ALREADY_DONE


@pytest.mark.parametrize("asks", Asks)
def test_our_own_codes_are_never_taken_for_a_number(shop: Shop, asks: Asks) -> None:
    assert scan(shop, shop.lot.code, asks).said is Said.LOT_CHOSEN
    assert scan(shop, command_code(Command.DONE).text, asks).said is Said.COMMAND_MEANINGLESS


def test_a_tag_may_be_written_in_any_way_and_goes_with_the_next_machine(shop: Shop) -> None:
    tag = "Inv. n° 12/2019"
    taken = scan(shop, tag, Asks.INVENTORY)
    assert (taken.said, taken.facts["text"]) == (Said.INVENTORY_TAKEN, tag)
    code = scan(shop, "8XK2J13", inventory=tag).code
    with shop.store.looking() as look:
        (received,) = [entry.event for entry in look.history(code) if isinstance(entry.event, happened.MachineReceived)]
    assert received.inventory == tag


@pytest.mark.parametrize("text", ["", "  ", "a\x07b", "x" * 41])
def test_what_can_be_no_tag_is_not_read(text: str) -> None:
    assert number_asked(text, Asks.INVENTORY) == NoScan(Said.NOT_READ)


@given(st.text(max_size=200), st.sampled_from(Asks))
def test_any_burst_is_a_short_number_or_says_why_not(text: str, asks: Asks) -> None:
    taken = number_asked(text, asks)
    assert isinstance(taken, NoScan) or (0 < len(taken) <= 128 and taken.isprintable())


# what has memory soldered in


@pytest.mark.parametrize("category", ["smartphone", "tablet"])
def test_a_phone_cannot_leave_before_its_memory_is_settled(shop: Shop, category: str) -> None:
    code = shop.machines.receive(shop.actor, shop.lot.code, IMEI, category=category, storage_bytes=64 * 10**9).code
    (drive,) = shop.machines.drives(code)
    assert (drive.size_bytes, drive.medium, drive.disposition) == (64 * 10**9, "emmc", "open")
    shop.machines.triage(shop.actor, code)
    assert shop.views.bench(code).action is Action.WIPE
    shop.machines.check_bays(shop.actor, code)  # « no drive found » is no way out: there is one
    assert f"drive-open:{drive.code}" in shop.views.bench(code).objections
    shop.wiping.attest_destruction(shop.actor, drive.code, b"photo")
    assert not any(reason.startswith("drive") for reason in shop.views.bench(code).objections)


@pytest.mark.parametrize("category", ["monitor", "dock", "television", "laptop", "unknown"])
def test_nothing_else_is_said_to_have_memory_that_nobody_saw(shop: Shop, category: str) -> None:
    code = shop.machines.receive(shop.actor, shop.lot.code, "SERIE01", category=category).code
    assert shop.machines.drives(code) == ()


def test_a_television_stays_until_somebody_has_looked(shop: Shop) -> None:
    code = shop.machines.receive(shop.actor, shop.lot.code, "SERIE01", category="television").code
    assert shop.machines.card(code).category == Category.TELEVISION.value
    assert "no-drive-known" in shop.views.bench(code).objections
    with pytest.raises(RefusedError):
        shop.deliveries.pack(shop.actor, shop.order(), 1, code)


def test_the_models_that_came_last_are_known_each_once(shop: Shop) -> None:
    for number, model in enumerate(("P2419H", "P2419H", "", "U2415")):
        shop.machines.receive(
            shop.actor, shop.lot.code, f"ECRAN{number}", category="monitor", maker="Dell", model=model
        )
    assert set(shop.machines.models_seen("monitor", "Dell", 7)) == {"P2419H", "U2415"}
    assert shop.machines.models_seen("monitor", "HP", 7) == ()
