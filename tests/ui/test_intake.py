from __future__ import annotations

from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from PySide6.QtCore import Qt

from tests.ui.open_window import OpenedFiles, OpenIt, OpenWindow
from ui.signals import Shape, Signal
from ui.widgets.table import CELL_ROLE, Rows
from workshop.domain.lots import MachineCard
from workshop.domain.machines import State


def rows(model: Rows) -> list[list[str]]:
    columns = range(model.columnCount())
    return [[model.index(row, column).data(CELL_ROLE).text for column in columns] for row in range(model.rowCount())]


def cards(window: OpenWindow) -> tuple[MachineCard, ...]:
    lot = window.intake.lot
    assert lot is not None
    return window.workshop.machines.of_lot(lot.code)


@pytest.fixture
def at_intake(real_shop: Path, open_window: OpenIt) -> OpenWindow:
    window = open_window(real_shop)
    window.go(Qt.Key.Key_F5, "intake")
    return window


@pytest.fixture
def with_a_lot(at_intake: OpenWindow) -> OpenWindow:
    at_intake.write("Mairie d'Oullins")
    at_intake.write("3")
    at_intake.until(lambda: at_intake.intake.lot is not None)
    at_intake.settle()
    return at_intake


def test_a_lot_is_opened_by_a_name_and_a_number_each_with_enter(with_a_lot: OpenWindow) -> None:
    lot = with_a_lot.intake.lot
    assert lot is not None
    assert (lot.donor, lot.expected) == ("Mairie d'Oullins", 3)
    assert with_a_lot.intake.header.context.text() == "Mairie d’Oullins"
    assert with_a_lot.intake.choice.isHidden()


def test_what_is_missing_is_said_under_its_field(at_intake: OpenWindow) -> None:
    choice = at_intake.intake.choice
    assert choice.donor.edit.hasFocus()
    at_intake.press(Qt.Key.Key_F12)
    assert choice.donor.error.label.text() == "Écrivez le nom du donateur."
    assert choice.donor.edit.hasFocus()
    at_intake.write("Mairie")
    at_intake.write("beaucoup")
    assert "nombre" in choice.expected.error.label.text()
    assert at_intake.workshop.lots.open_ones() == ()


def test_a_scan_without_a_lot_is_refused_and_says_what_to_do(at_intake: OpenWindow) -> None:
    at_intake.scan("8XK2J13", Signal.REFUSED)
    assert "Aucun lot" in at_intake.band_text
    assert at_intake.intake.choice.donor.text() == ""


def test_a_serial_becomes_a_machine_and_its_label_is_a_file(with_a_lot: OpenWindow) -> None:
    with_a_lot.scan("8XK2J13", Signal.ACCEPTED)
    assert "8XK2J13" in with_a_lot.band_text
    assert "1\u00a0sur\u00a03" in with_a_lot.band_text
    (card,) = cards(with_a_lot)
    assert with_a_lot.intake.now.plate.code == card.code
    label = with_a_lot.intake.now.label
    assert (label.mark.shape, label.label.text()) == (Shape.ACCEPTED, "L’étiquette est prête.")
    file = with_a_lot.workshop.settings.folder() / "labels" / f"{card.code}.pdf"
    assert len(pypdfium2.PdfDocument(file)) == 1


def test_the_machine_before_moves_to_the_list_newest_first(with_a_lot: OpenWindow) -> None:
    for serial in ("AAA111", "BBB222", "CCC333"):
        with_a_lot.scan(serial)
    assert with_a_lot.band.signal is Signal.FINISHED
    shown = rows(with_a_lot.intake.before.rows)
    assert [row[0] for row in shown] == ["2", "1"]
    assert [row[2] for row in shown] == ["BBB222", "AAA111"]
    assert with_a_lot.intake.before.left.text() == "Tout est là."


def test_the_same_serial_again_is_already_done_and_counts_nothing(with_a_lot: OpenWindow) -> None:
    with_a_lot.scan("8XK2J13", Signal.ACCEPTED)
    with_a_lot.scan("8XK2J13", Signal.ALREADY_DONE)
    assert "aujourd’hui" in with_a_lot.band_text
    assert len(cards(with_a_lot)) == 1


def test_a_wrong_code_of_the_underside_is_refused(with_a_lot: OpenWindow) -> None:
    with_a_lot.scan("00:1A:2B:3C:4D:5E", Signal.REFUSED)
    assert "Ce n’est pas le numéro de série." in with_a_lot.band_text
    assert cards(with_a_lot) == ()


def test_a_serial_typed_by_hand_counts_as_well(with_a_lot: OpenWindow) -> None:
    with_a_lot.type("8XK2J13")
    assert with_a_lot.band.signal is Signal.ACCEPTED
    (kept,) = [card.serial for card in cards(with_a_lot)]
    assert kept == "8XK2J13"


def test_a_scan_while_a_field_has_the_focus_does_not_write_into_it(at_intake: OpenWindow) -> None:
    at_intake.hands.type("Mairie")
    lot = at_intake.workshop.lots.open(at_intake.desk.session.actor, "Lycée Monod", 2)
    at_intake.scan(lot.code, Signal.ACCEPTED)
    at_intake.until(lambda: at_intake.intake.lot is not None)
    assert at_intake.intake.choice.donor.text() == "Mairie"
    assert at_intake.intake.header.context.text() == "Lycée Monod"


def test_no_charger_and_no_serial_are_one_key_each(with_a_lot: OpenWindow) -> None:
    with_a_lot.press(Qt.Key.Key_F4)
    with_a_lot.settle()
    with_a_lot.press(Qt.Key.Key_F3)
    with_a_lot.settle()
    (card,) = cards(with_a_lot)
    assert (card.serial, card.charger, card.state) == ("", False, State.RECEIVED.value)
    assert with_a_lot.intake.now.charger.label.text() == "Sans chargeur"


def test_what_makes_no_sense_yet_says_why(with_a_lot: OpenWindow) -> None:
    with_a_lot.press(Qt.Key.Key_F3)
    assert with_a_lot.band.signal is Signal.REFUSED
    assert "Scannez d’abord un ordinateur." in with_a_lot.band_text


def test_several_open_lots_are_chosen_by_their_key(real_shop: Path, open_window: OpenIt) -> None:
    window = open_window(real_shop)
    for donor in ("Premier", "Second"):
        window.workshop.lots.open(window.desk.session.actor, donor, 1)
    window.go(Qt.Key.Key_F5, "intake")
    assert window.intake.lot is None
    window.intake.page.setFocus()
    window.digit(2)
    window.until(lambda: window.intake.lot is not None)
    assert window.intake.lot is not None
    assert window.intake.lot.donor == "Premier"


def test_a_lot_is_closed_only_after_a_question(with_a_lot: OpenWindow) -> None:
    with_a_lot.scan("8XK2J13")
    with_a_lot.press(Qt.Key.Key_F12)
    question = with_a_lot.intake.question
    assert "Il manque 2" in question.what.text()
    with_a_lot.digit(2)
    assert question.isHidden()
    assert len(with_a_lot.workshop.lots.open_ones()) == 1
    with_a_lot.press(Qt.Key.Key_F12)
    with_a_lot.digit(1)
    with_a_lot.until(lambda: with_a_lot.intake.lot is None)
    with_a_lot.settle()
    assert with_a_lot.workshop.lots.open_ones() == ()
    assert with_a_lot.band.signal is Signal.FINISHED


def test_a_scan_goes_on_while_a_question_waits(with_a_lot: OpenWindow) -> None:
    with_a_lot.press(Qt.Key.Key_F12)
    with_a_lot.scan("8XK2J13", Signal.ACCEPTED)
    assert with_a_lot.intake.question.isHidden()
    assert len(cards(with_a_lot)) == 1


def test_printing_opens_the_label_and_is_written_down(with_a_lot: OpenWindow, opened_files: OpenedFiles) -> None:
    with_a_lot.scan("8XK2J13")
    with_a_lot.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    with_a_lot.settle()
    (card,) = cards(with_a_lot)
    assert [file.name for file in opened_files.files] == [f"{card.code}.pdf"]
    assert f"{card.code}.pdf" in with_a_lot.last_gesture
    with with_a_lot.workshop.store.looking() as look:
        assert [type(entry.event).__name__ for entry in look.history(card.code)][-1] == "LabelPrinted"


def test_the_sample_says_what_to_scan_and_attaches_its_reading(sample_shop: Path, open_window: OpenIt) -> None:
    window = open_window(sample_shop)
    window.go(Qt.Key.Key_F5, "intake")
    banner = window.application._banner
    assert banner is not None
    assert "EXG6480002" in banner.words.text()  # type: ignore[attr-defined]
    window.scan("EXG6480002", Signal.ACCEPTED)
    window.settle()
    assert "EXG6480002" not in banner.words.text()  # type: ignore[attr-defined]
    card = window.workshop.machines.card(window.intake.now.plate.code)
    assert card.reading
    assert len(window.workshop.machines.drives(card.code)) == 2
