"""After sticking: the label and the serial again; swapped stickers are met, and nobody has to wait."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes import FakeClock, FakeStore
from tests.services.print_shop import PrintShop
from tests.services.test_printing import NOTHING
from workshop import words
from workshop.adapters.store.opening import open_store, sqlite_url
from workshop.domain.codes import Command, command_code
from workshop.domain.machines import State
from workshop.domain.scanning import Answer, Said, Signal
from workshop.domain.stickers import CheckState, CheckWhy, StickerCheck, StickerRules, StickerTurn, drawn
from workshop.services.scanning import INTAKE, Place

OFF = StickerRules("", one_in=0, first=0, same_model=False)


@pytest.fixture(params=["fake", "sqlite"])
def shop(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[PrintShop]:
    clock = FakeClock()
    store = FakeStore(clock) if request.param == "fake" else open_store(sqlite_url(tmp_path / "w.sqlite3"), clock)
    yield PrintShop(store, clock, NOTHING)
    store.close()


def why(shop: PrintShop, code: str) -> CheckWhy | None:
    due = shop.stickers.due(code=code)
    return due[0].why if due else None


def during(shop: PrintShop, text: str, label: str = "", serial: str = "") -> Answer:
    """Scan something while a check is asked for."""
    return shop.scan(text, Place(INTAKE, shop.lot, sticker=StickerTurn(label, serial)))


def test_a_label_and_its_machines_serial_agree(shop: PrintShop) -> None:
    code = shop.scan("5CG0000001").code
    assert why(shop, code) is CheckWhy.NEWCOMER
    seen = during(shop, code)
    assert (seen.said, seen.code, seen.signal) == (Said.STICKER_SEEN, code, Signal.ACCEPTED)
    right = during(shop, "5CG0000001", label=code)
    assert (right.said, right.code) == (Said.STICKER_RIGHT, code)
    assert shop.stickers.due() == ()


def test_the_serial_may_come_first(shop: PrintShop) -> None:
    code = shop.scan("5CG0000001").code
    assert during(shop, "5CG0000001").said is Said.ALREADY_RECEIVED
    assert during(shop, code, serial=code).said is Said.STICKER_RIGHT
    assert shop.stickers.due() == ()


def test_swapped_stickers_are_refused_with_both_names_and_what_to_do(shop: PrintShop) -> None:
    first = shop.received("5CG0000001", maker="HP", model="ProBook")
    second = shop.received("5CG0000002", maker="HP", model="ProBook")
    for answer in (during(shop, "5CG0000002", label=first), during(shop, first, serial=second)):
        assert (answer.signal, answer.said, answer.code) == (Signal.REFUSED, Said.STICKERS_SWAPPED, first)
        said = words.answer(answer)
        assert "HP ProBook · 5CG0000001" in said.what.replace("\xa0", " ")
        assert "HP ProBook · 5CG0000002" in said.what.replace("\xa0", " ")
        assert "Échangez les deux étiquettes." in said.do
    assert {check.code for check in shop.stickers.due()} == {first, second}
    with shop.store.looking() as look:
        assert look.waiting_scans() == 2  # a refusal is never lost


def test_the_next_machine_leaves_a_check_for_later_and_is_never_kept_waiting(shop: PrintShop) -> None:
    first = shop.scan("5CG0000001").code
    second = during(shop, "5CG0000002", label=first)
    assert (second.said, second.count) == (Said.RECEIVED, 2)
    assert why(shop, first) is CheckWhy.NEWCOMER
    later = shop.scan(first)  # whenever its label is scanned again at Entrée
    assert later.said is Said.STICKER_SEEN
    assert during(shop, "5CG0000001", label=first).said is Said.STICKER_RIGHT
    assert [check.code for check in shop.stickers.due()] == [second.code]


def test_where_no_check_is_asked_for_a_label_is_answered_as_ever(shop: PrintShop) -> None:
    shop.stickers.set_rules(shop.actor, OFF)
    code = shop.scan("5CG0000001").code
    assert why(shop, code) is None
    assert shop.scan(code).said is Said.ALREADY_RECEIVED
    assert shop.scan("5CG0000001").said is Said.ALREADY_RECEIVED


def test_a_newcomers_first_twenty_are_checked_then_those_that_are_drawn(shop: PrintShop) -> None:
    codes = [shop.received(f"5CG{number:07}") for number in range(60)]
    reasons = [why(shop, code) for code in codes]
    assert reasons[:20] == [CheckWhy.NEWCOMER] * 20
    assert reasons[20:] == [CheckWhy.DRAWN if drawn(code, 10) else None for code in codes[20:]]
    sami = shop.add("Sami")
    code = shop.scan("5CG9999999", actor=sami).code
    assert why(shop, code) is CheckWhy.NEWCOMER


def test_one_code_in_ten_is_drawn_and_always_the_same() -> None:
    codes = [f"2601{number:06}00" for number in range(10_000)]
    assert 900 < sum(drawn(code, 10) for code in codes) < 1100
    assert [drawn(code, 10) for code in codes[:50]] == [drawn(code, 10) for code in codes[:50]]
    assert not any(drawn(code, 0) for code in codes)
    assert all(drawn(code, 1) for code in codes)


def test_two_of_the_same_model_in_a_lot_are_checked_until_one_has_moved_on(shop: PrintShop) -> None:
    shop.stickers.set_rules(shop.actor, StickerRules("", one_in=0, first=0))
    first = shop.received("5CG0000001", maker="HP", model="ProBook")
    second = shop.received("5CG0000002", maker="HP", model="ProBook")
    other = shop.received("5CG0000003", maker="HP", model="EliteBook")
    unnamed = [shop.received(serial) for serial in ("5CG0000004", "5CG0000005")]
    found = [why(shop, code) for code in (first, second, other, *unnamed)]
    assert found == [None, CheckWhy.SAME_MODEL, None, None, None]
    for code in (first, second):
        shop.machines.triage(shop.actor, code)
    assert shop.machines.card(first).state == State.TRIAGED.value
    assert why(shop, shop.received("5CG0000006", maker="HP", model="ProBook")) is None


def test_what_shows_no_number_cannot_be_checked(shop: PrintShop) -> None:
    assert why(shop, shop.received("")) is None
    assert why(shop, shop.received("", inventory="ML-7")) is CheckWhy.NEWCOMER


def test_a_tag_of_the_donor_says_what_a_serial_says(shop: PrintShop) -> None:
    code = shop.received("", inventory="ML-7")
    assert during(shop, "ML-7", label=code).said is Said.STICKER_RIGHT


def test_the_digits_of_a_label_may_be_typed(shop: PrintShop) -> None:
    code = shop.scan("5CG0000001").code
    assert during(shop, code[-8:]).said is Said.STICKER_SEEN


def test_undoing_an_arrival_takes_its_check_away(shop: PrintShop) -> None:
    code = shop.scan("5CG0000001").code
    shop.undoing.undo_answer(shop.actor, 0)
    assert shop.stickers.due() == ()
    with shop.store.looking() as look:
        (check,) = look.find(StickerCheck, code=code)
        assert check.state is CheckState.VOID
    assert during(shop, code).said is Said.VOID_LABEL


def test_after_cancel_a_label_still_takes_its_machine_out_of_the_lot(shop: PrintShop) -> None:
    first = shop.scan("5CG0000001").code
    shop.scan("5CG0000002")
    assert shop.scan(command_code(Command.UNDO).text).said is Said.UNDONE
    assert shop.scan(first).said is Said.UNDONE


def test_the_rules_of_a_workshop_are_kept_and_nonsense_is_none(shop: PrintShop) -> None:
    assert shop.stickers.rules() == StickerRules(shop.stickers.rules().code)
    chosen = shop.stickers.set_rules(shop.actor, StickerRules("", one_in=-3, first=5, same_model=False))
    assert (chosen.one_in, chosen.first, chosen.same_model) == (0, 5, False)
    assert shop.stickers.rules() == chosen
