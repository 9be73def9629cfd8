"""The main job in the window: a real start with a reader that types, and the sample to its manifest."""

from __future__ import annotations

from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from PySide6.QtCore import Qt

from tests.ui.conftest import HARMLESS
from tests.ui.open_window import OpenIt
from ui.signals import Signal
from workshop.domain.chain import Action
from workshop.domain.documents import DocumentKind
from workshop.domain.machines import State
from workshop.services.orders import Demand
from workshop.settings import Profile, load_settings

pytestmark = [pytest.mark.qt_log_ignore(HARMLESS), pytest.mark.usefixtures("themes")]


def text_of(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_from_the_truck_to_a_refusal_at_the_dock(settings_file: Path, open_window: OpenIt) -> None:
    """First run for real, a lot, a serial, its label, the Poste, and the delivery that refuses it with the reason."""
    window = open_window(settings_file)
    window.until(lambda: window.application.first_run is not None)
    window.digit(2)
    window.write("Atelier du Rhône")
    window.write("7")
    assert window.desk.current == "home"
    window.settle()

    window.go(Qt.Key.Key_F5, "intake")
    window.write("Mairie d'Oullins")
    window.write("2")
    window.until(lambda: window.intake.lot is not None)
    window.scan("8XK2J13", Signal.ACCEPTED)
    code = window.intake.now.plate.code
    assert code[2:4] == "07"
    label = window.workshop.settings.folder() / "labels" / f"{code}.pdf"
    assert f"{code[:4]} {code[4:8]} {code[8:]}" in text_of(label).replace("\u00a0", " ")

    window.press(Qt.Key.Key_Escape)
    window.scan(code)  # its label, at home: the card opens
    assert window.desk.current == "bench"
    assert window.bench.identity.plate.code == code
    assert window.bench.next.action is Action.READ

    demand = Demand("Collège Monod", "69600 Oullins", 1)
    order = window.workshop.orders.open(window.desk.session.actor, "Métropole", "2026-118", "c", (demand,))
    window.scan(order.code)
    assert window.desk.current == "delivery"
    window.until(lambda: window.delivery.view is not None)
    window.scan(code, Signal.REFUSED)
    assert "ne peut pas partir" in window.band_text
    assert "Lire l’ordinateur" in window.band_text
    assert window.workshop.machines.card(code).state == State.RECEIVED.value
    (kept,) = window.workshop.views.to_check()
    assert kept.scan.text == code


def test_the_sample_from_its_first_scan_to_its_manifest(sample_shop: Path, open_window: OpenIt) -> None:
    """A sample's machine comes in with its reading; the ready ones are packed and leave with an EXEMPLE manifest."""
    window = open_window(sample_shop)
    window.go(Qt.Key.Key_F5, "intake")
    window.type("EXG6480002")
    assert window.band.signal is Signal.ACCEPTED
    code = window.intake.now.plate.code
    window.go(Qt.Key.Key_F6, "bench")
    window.type(code[-8:])
    assert window.bench.next.action is Action.TRIAGE

    window.go(Qt.Key.Key_F9, "delivery")
    window.until(lambda: window.delivery.shown_order is not None)
    window.digit(1)
    window.until(lambda: window.delivery.view is not None)
    window.scan(code, Signal.REFUSED)
    ready = [
        card.code
        for card in window.workshop.machines.of_lot(window.workshop.machines.card(code).lot)
        if card.state == State.READY.value
    ]
    for place, machine in enumerate(ready):
        window.scan(machine, Signal.FINISHED if place == 1 else Signal.ACCEPTED)
    window.press(Qt.Key.Key_F12)
    window.digit(1)
    window.until(lambda: window.delivery.issued is not None)
    issued = window.delivery.issued
    assert issued is not None
    said = text_of(issued.pdf)
    assert all(word in said for word in (issued.number, "EXEMPLE", "Collège Exemple"))
    assert code[-4:] in said  # the refused one is named, with its reason
    (document,) = [item for item in window.workshop.papers.issued() if item.kind == DocumentKind.MANIFEST.value]
    assert document.number == issued.number


def test_what_was_done_is_there_after_a_restart(settings_file: Path, open_window: OpenIt) -> None:
    window = open_window(settings_file)
    window.until(lambda: window.application.first_run is not None)
    window.digit(2)
    window.write("Atelier")
    window.write("7")
    window.settle()
    window.go(Qt.Key.Key_F5, "intake")
    window.write("Mairie")
    window.write("40")
    window.until(lambda: window.intake.lot is not None)
    window.scan("8XK2J13", Signal.ACCEPTED)
    window.close()
    assert load_settings(settings_file, {}).profile is Profile.WORKSHOP

    again = open_window(settings_file)
    again.go(Qt.Key.Key_F5, "intake")
    again.until(lambda: again.intake.lot is not None)
    again.settle()
    again.scan("8XK2J13", Signal.ALREADY_DONE)
    again.scan("9XL3K24", Signal.ACCEPTED)
    assert "2\u00a0sur\u00a040" in again.band_text
