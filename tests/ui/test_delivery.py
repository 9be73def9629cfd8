from __future__ import annotations

from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from PySide6.QtCore import Qt

from tests.ui.open_window import OpenedFiles, OpenIt, OpenWindow
from tests.ui.test_intake import rows
from ui.signals import Signal
from workshop.domain.machines import State

READY, FAILING, ALSO_READY = "260000000182", "260000000376", "260000000667"


@pytest.fixture
def at_delivery(sample_shop: Path, open_window: OpenIt) -> OpenWindow:
    window = open_window(sample_shop)
    window.go(Qt.Key.Key_F9, "delivery")
    window.until(lambda: window.delivery.shown_order is not None)
    window.digit(1)
    window.until(lambda: window.delivery.view is not None)
    window.settle()
    return window


def test_the_one_open_order_is_taken_and_asks_for_whom(sample_shop: Path, open_window: OpenIt) -> None:
    window = open_window(sample_shop)
    window.go(Qt.Key.Key_F9, "delivery")
    window.until(lambda: window.delivery.shown_order is not None)
    assert window.delivery.choice.question.text() == "Pour qui\u202f?"
    assert window.delivery.place().order == ""


def test_a_scan_before_an_order_is_chosen_is_refused(sample_shop: Path, open_window: OpenIt) -> None:
    window = open_window(sample_shop)
    window.go(Qt.Key.Key_F9, "delivery")
    window.scan(READY, Signal.REFUSED)
    assert "Scannez d’abord la commande." in window.band_text


def test_the_code_of_the_order_chooses_it_from_anywhere(sample_shop: Path, open_window: OpenIt) -> None:
    window = open_window(sample_shop)
    (order,) = window.workshop.orders.open_ones()
    window.scan(order.code)
    assert window.desk.current == "delivery"
    window.until(lambda: window.delivery.shown_order is not None)


def test_nothing_to_deliver_says_so(real_shop: Path, open_window: OpenIt) -> None:
    window = open_window(real_shop)
    window.go(Qt.Key.Key_F9, "delivery")
    assert not window.delivery.choice.nothing.isHidden()


def test_a_ready_machine_goes_into_the_box(at_delivery: OpenWindow) -> None:
    at_delivery.scan(READY, Signal.ACCEPTED)
    assert "carton 1" in at_delivery.band_text
    (row,) = rows(at_delivery.delivery.in_box.rows)
    assert row[1:4] == ["2600\u00a00000\u00a00182", "A", "Dell Latitude 5400"]
    assert at_delivery.delivery.how_far.number.text() == "1\u00a0sur\u00a02"
    at_delivery.scan(READY, Signal.ALREADY_DONE)


def test_a_machine_that_is_not_wiped_is_refused_with_reason_and_what_remains(at_delivery: OpenWindow) -> None:
    at_delivery.scan(FAILING, Signal.REFUSED)
    text = at_delivery.band_text
    assert "L’effacement a échoué." in text
    assert "Posez-le dans le bac «\u00a0À vérifier\u00a0»." in text
    assert "Détruire le disque" in text
    assert rows(at_delivery.delivery.in_box.rows) == []


def test_a_refusal_stays_until_the_next_scan(at_delivery: OpenWindow) -> None:
    at_delivery.scan(FAILING, Signal.REFUSED)
    assert not at_delivery.band._rest.isActive()
    at_delivery.scan(READY, Signal.ACCEPTED)
    assert at_delivery.band._rest.isActive()


def test_the_label_of_a_box_comes_back_to_its_recipient(at_delivery: OpenWindow) -> None:
    at_delivery.scan(READY)
    view = at_delivery.delivery.view
    assert view is not None
    assert view.box is not None
    at_delivery.go(Qt.Key.Key_F6, "bench")
    at_delivery.scan(view.box.code)
    assert at_delivery.desk.current == "delivery"
    assert at_delivery.delivery.place().recipient == 1


def test_a_new_box_is_one_key(at_delivery: OpenWindow) -> None:
    at_delivery.scan(READY)
    at_delivery.press(Qt.Key.Key_F3)
    at_delivery.settle()
    assert at_delivery.delivery.box.label.text() == "Carton 2"
    at_delivery.scan(ALSO_READY, Signal.FINISHED)
    assert "carton 2" in at_delivery.band_text


def test_finishing_with_nothing_packed_says_why_not(at_delivery: OpenWindow) -> None:
    at_delivery.press(Qt.Key.Key_F12)
    assert at_delivery.band.signal is Signal.REFUSED
    assert at_delivery.delivery.question.isHidden()


def test_the_manifest_comes_out_as_pdf_and_csv_after_one_question(
    at_delivery: OpenWindow, opened_files: OpenedFiles
) -> None:
    at_delivery.scan(READY)
    at_delivery.press(Qt.Key.Key_F12)
    assert "Il reste 1\u00a0ordinateur." in at_delivery.delivery.question.what.text()
    at_delivery.digit(2)
    assert at_delivery.workshop.machines.card(READY).state == State.PACKED.value
    at_delivery.press(Qt.Key.Key_F12)
    at_delivery.digit(1)
    at_delivery.until(lambda: at_delivery.delivery.issued is not None)
    assert at_delivery.workshop.machines.card(READY).state == State.DELIVERED.value
    issued = at_delivery.delivery.issued
    assert issued is not None
    page = pypdfium2.PdfDocument(issued.pdf)[0].get_textpage().get_text_range()
    assert issued.number in page
    assert "EXEMPLE" in page
    assert READY in issued.csv.read_text("utf-8-sig").replace(" ", "").replace("\u00a0", "")
    assert str(issued.pdf) in at_delivery.last_gesture
    at_delivery.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert opened_files.files == [issued.pdf]
