"""Phones, tablets, televisions, screens: one question per screen, keys and scans only, « inconnu » always possible."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui.open_window import OpenIt, OpenWindow
from tests.ui.test_intake import cards
from ui.intake.describing import Step
from ui.signals import Signal
from workshop.domain.chain import Action
from workshop.domain.events import MachineReceived
from workshop.domain.lots import MachineCard

IMEI, OTHER_IMEI, WRONG_IMEI = "356938035643809", "353328111234561", "356938035643808"


@pytest.fixture
def with_a_lot(real_shop: Path, open_window: OpenIt) -> OpenWindow:
    window = open_window(real_shop)
    window.workshop.lots.open(window.desk.session.actor, "Mairie", 5)
    window.go(Qt.Key.Key_F5, "intake")
    window.until(lambda: window.intake.lot is not None)
    window.settle()
    return window


def answer(window: OpenWindow, *numbers: int) -> None:
    for number in numbers:
        window.digit(number)
        window.settle()


def press(window: OpenWindow, *keys: Qt.Key) -> None:
    for key in keys:
        window.press(key)
        window.settle()


def step(window: OpenWindow) -> Step:
    assert window.intake.objects.is_open
    return window.intake.objects.step


def only_card(window: OpenWindow) -> MachineCard:
    (card,) = cards(window)
    return card


def inventory_of(window: OpenWindow, code: str) -> str:
    with window.workshop.store.looking() as look:
        return next(entry.event.inventory for entry in look.history(code) if isinstance(entry.event, MachineReceived))


def test_a_phone_is_received_by_keys_and_one_scan(with_a_lot: OpenWindow) -> None:
    press(with_a_lot, Qt.Key.Key_F2)
    answer(with_a_lot, 1)
    assert step(with_a_lot) is Step.NUMBER
    with_a_lot.scan(IMEI, Signal.ACCEPTED)
    assert step(with_a_lot) is Step.MAKER
    answer(with_a_lot, 1)
    assert step(with_a_lot) is Step.MODEL
    assert with_a_lot.intake.form.line.edit.hasFocus()
    with_a_lot.write("Galaxy A52")
    with_a_lot.settle()
    assert step(with_a_lot) is Step.STORAGE
    answer(with_a_lot, 5)
    card = only_card(with_a_lot)
    assert (card.category, card.maker, card.model, card.serial) == ("smartphone", "Samsung", "Galaxy A52", IMEI)
    assert not with_a_lot.intake.objects.is_open
    assert "Téléphone" in with_a_lot.band_text
    assert "1\u00a0sur\u00a05" in with_a_lot.band_text
    assert with_a_lot.intake.now.plate.code == card.code
    assert with_a_lot.intake.now.where.text() == "au dos, en bas."


def test_the_memory_of_a_phone_has_a_record_that_must_be_settled(with_a_lot: OpenWindow) -> None:
    press(with_a_lot, Qt.Key.Key_F2)
    answer(with_a_lot, 1)
    with_a_lot.scan(IMEI)
    answer(with_a_lot, 9, 9)
    card = only_card(with_a_lot)
    (drive,) = with_a_lot.workshop.machines.drives(card.code)
    assert (drive.medium, drive.size_bytes, drive.disposition) == ("emmc", 0, "open")
    view = with_a_lot.workshop.views.bench(card.code)
    assert f"drive-open:{drive.code}" in view.objections
    assert not view.machine.without_medium
    assert view.action is Action.TRIAGE


def test_an_imei_scanned_where_a_serial_is_awaited_asks_what_it_is(with_a_lot: OpenWindow) -> None:
    with_a_lot.scan(IMEI, Signal.ACCEPTED)
    assert step(with_a_lot) is Step.KIND
    assert with_a_lot.intake.objects.what.number == IMEI
    answer(with_a_lot, 2)
    assert step(with_a_lot) is Step.MAKER
    press(with_a_lot, Qt.Key.Key_F12)
    card = only_card(with_a_lot)
    assert (card.category, card.serial, card.maker) == ("tablet", IMEI, "")


@pytest.mark.parametrize("in_the_form", [False, True])
def test_a_badly_read_imei_is_refused_with_a_sentence(with_a_lot: OpenWindow, in_the_form: bool) -> None:  # noqa: FBT001
    if in_the_form:
        press(with_a_lot, Qt.Key.Key_F2)
        answer(with_a_lot, 1)
    with_a_lot.scan(WRONG_IMEI, Signal.REFUSED)
    assert "Ce numéro IMEI est mal lu." in with_a_lot.band_text
    assert "Scannez-le encore." in with_a_lot.band_text
    assert cards(with_a_lot) == ()


@pytest.mark.parametrize("written", ["IMEI: 35693803564380", "3569380356438099"])
def test_an_imei_is_kept_in_one_form_however_it_is_written(with_a_lot: OpenWindow, written: str) -> None:
    press(with_a_lot, Qt.Key.Key_F2)
    answer(with_a_lot, 1)
    with_a_lot.scan(written, Signal.ACCEPTED)
    assert with_a_lot.intake.objects.what.number == IMEI


def test_a_phone_that_is_here_already_is_said_so(with_a_lot: OpenWindow) -> None:
    with_a_lot.scan(IMEI)
    answer(with_a_lot, 1, 9, 9)
    with_a_lot.scan(IMEI, Signal.ALREADY_DONE)
    assert not with_a_lot.intake.objects.is_open
    assert len(cards(with_a_lot)) == 1


def test_a_screen_without_number_maker_and_model_comes_in_too(with_a_lot: OpenWindow) -> None:
    press(with_a_lot, Qt.Key.Key_F2)
    answer(with_a_lot, 4)
    press(with_a_lot, Qt.Key.Key_F4)
    assert step(with_a_lot) is Step.MAKER
    answer(with_a_lot, 9)
    card = only_card(with_a_lot)
    assert (card.category, card.serial, card.maker, card.model) == ("monitor", "", "", "")
    assert with_a_lot.workshop.machines.drives(card.code) == ()


def test_a_television_may_hold_data_and_nobody_is_sent_to_read_it(with_a_lot: OpenWindow) -> None:
    press(with_a_lot, Qt.Key.Key_F2)
    answer(with_a_lot, 3)
    with_a_lot.scan("TVSERIE01")
    answer(with_a_lot, 9)
    view = with_a_lot.workshop.views.bench(only_card(with_a_lot).code)
    assert "no-drive-known" in view.objections
    assert view.action is Action.TRIAGE


def test_models_that_came_before_are_a_short_list(with_a_lot: OpenWindow) -> None:
    for number, _model in (("ECRAN0001", "P2419H"), ("ECRAN0002", "")):
        press(with_a_lot, Qt.Key.Key_F2)
        answer(with_a_lot, 4)
        with_a_lot.scan(number)
        answer(with_a_lot, 1)
        if _model:
            with_a_lot.write(_model)
            with_a_lot.settle()
        else:
            assert next(choice.word for choice in with_a_lot.intake.form.asked.choices) == "P2419H"
            answer(with_a_lot, 1)
    assert [card.model for card in cards(with_a_lot)] == ["P2419H", "P2419H"]


def test_a_maker_that_is_not_in_the_list_is_written(with_a_lot: OpenWindow) -> None:
    press(with_a_lot, Qt.Key.Key_F2)
    answer(with_a_lot, 4)
    press(with_a_lot, Qt.Key.Key_F4)
    answer(with_a_lot, 8)
    assert with_a_lot.intake.form.line.edit.hasFocus()
    with_a_lot.write("Eizo")
    with_a_lot.settle()
    with_a_lot.write("")
    with_a_lot.settle()
    assert (only_card(with_a_lot).maker, only_card(with_a_lot).model) == ("Eizo", "")


def test_the_next_of_a_series_is_two_keys_and_a_scan(with_a_lot: OpenWindow) -> None:
    with_a_lot.scan(IMEI)
    answer(with_a_lot, 1, 2)
    with_a_lot.write("iPhone 8")
    with_a_lot.settle()
    answer(with_a_lot, 4)
    press(with_a_lot, Qt.Key.Key_F2)
    answer(with_a_lot, 9)
    assert step(with_a_lot) is Step.NUMBER
    with_a_lot.scan(OTHER_IMEI, Signal.ACCEPTED)
    with_a_lot.settle()
    first, second = cards(with_a_lot)
    assert (second.category, second.maker, second.model) == (first.category, first.maker, first.model)
    assert second.serial == OTHER_IMEI
    assert [drive.size_bytes for drive in with_a_lot.workshop.machines.drives(second.code)] == [64 * 10**9]


def test_another_number_waits_until_the_questions_are_answered(with_a_lot: OpenWindow) -> None:
    with_a_lot.scan(IMEI)
    answer(with_a_lot, 1)
    with_a_lot.scan(OTHER_IMEI, Signal.REFUSED)
    assert "Un autre appareil attend vos réponses." in with_a_lot.band_text
    with_a_lot.scan(IMEI, Signal.ALREADY_DONE)
    assert with_a_lot.intake.objects.what.number == IMEI


def test_escape_asks_the_question_before_and_then_leaves(with_a_lot: OpenWindow) -> None:
    press(with_a_lot, Qt.Key.Key_F2)
    answer(with_a_lot, 1)
    press(with_a_lot, Qt.Key.Key_Escape)
    assert step(with_a_lot) is Step.KIND
    press(with_a_lot, Qt.Key.Key_Escape)
    assert not with_a_lot.intake.objects.is_open
    assert with_a_lot.desk.current == "intake"
    assert cards(with_a_lot) == ()


def test_it_cannot_end_before_it_is_said_what_it_is(with_a_lot: OpenWindow) -> None:
    press(with_a_lot, Qt.Key.Key_F2, Qt.Key.Key_F12)
    assert with_a_lot.band.signal is Signal.REFUSED
    assert cards(with_a_lot) == ()


def test_the_form_stays_while_one_looks_elsewhere(with_a_lot: OpenWindow) -> None:
    press(with_a_lot, Qt.Key.Key_F2)
    answer(with_a_lot, 1)
    with_a_lot.go(Qt.Key.Key_F6, "bench")
    with_a_lot.go(Qt.Key.Key_F5, "intake")
    assert step(with_a_lot) is Step.NUMBER


# the tag that was on the machine


def tag_next(window: OpenWindow) -> None:
    window.press(Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    window.settle()


def test_an_inventory_tag_is_one_more_scan_after_its_key(with_a_lot: OpenWindow) -> None:
    tag_next(with_a_lot)
    assert "Scannez le numéro d’inventaire." in with_a_lot.band._sentence.text() + with_a_lot.band_text
    with_a_lot.scan("CD69201942", Signal.ACCEPTED)
    with_a_lot.scan("8XK2J13", Signal.ACCEPTED)
    with_a_lot.scan("9ABCD12", Signal.ACCEPTED)
    first, second = cards(with_a_lot)
    assert inventory_of(with_a_lot, first.code) == "CD69201942"
    assert inventory_of(with_a_lot, second.code) == ""


def test_a_tag_belongs_to_what_the_form_receives_as_well(with_a_lot: OpenWindow) -> None:
    press(with_a_lot, Qt.Key.Key_F2)
    answer(with_a_lot, 1)
    tag_next(with_a_lot)
    with_a_lot.scan("TEL0007", Signal.ACCEPTED)
    assert step(with_a_lot) is Step.NUMBER
    with_a_lot.scan(IMEI, Signal.ACCEPTED)
    press(with_a_lot, Qt.Key.Key_F12)
    assert inventory_of(with_a_lot, only_card(with_a_lot).code) == "TEL0007"


def test_escape_forgets_the_tag(with_a_lot: OpenWindow) -> None:
    tag_next(with_a_lot)
    with_a_lot.scan("TEL0007", Signal.ACCEPTED)
    press(with_a_lot, Qt.Key.Key_Escape)
    with_a_lot.scan("8XK2J13", Signal.ACCEPTED)
    assert inventory_of(with_a_lot, only_card(with_a_lot).code) == ""


def test_one_of_our_own_codes_is_never_taken_for_a_tag(with_a_lot: OpenWindow) -> None:
    lot = with_a_lot.intake.lot
    assert lot is not None
    tag_next(with_a_lot)
    with_a_lot.scan(lot.code, Signal.ACCEPTED)
    assert with_a_lot.intake.inventory == ""
