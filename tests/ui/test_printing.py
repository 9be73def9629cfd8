"""Labels at the moment of the scan, on a printer that is a folder: what a person sees, asks and answers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui.open_window import OpenedFiles, OpenIt, OpenWindow, change
from ui.signals import Shape, Signal
from workshop.bootstrap import build
from workshop.domain.codes import Command, command_code
from workshop.domain.label_queue import LabelRow
from workshop.domain.printing import JobState, Link, PrinterLanguage, Reason
from workshop.domain.stickers import StickerRules
from workshop.settings import load_settings

NOBODY = StickerRules("", one_in=0, first=0, same_model=False)


@pytest.fixture
def tray(real_shop: Path, tmp_path: Path) -> Path:
    """The tray of the printer of this bench; the printer is on once the folder above it is there."""
    folder = tmp_path / "printer" / "tray"
    change(real_shop, printer_language=PrinterLanguage.ZPL, printer_link=Link.FOLDER, printer_address=str(folder))
    folder.parent.mkdir()
    return folder


@pytest.fixture
def printing(tray: Path, real_shop: Path, open_window: OpenIt) -> OpenWindow:
    assert tray.parent.exists()
    return with_a_lot(open_window(real_shop))


def with_a_lot(window: OpenWindow) -> OpenWindow:
    """Go to Entrée, with a lot in hand and nobody to be checked."""
    workshop, actor = window.workshop, window.desk.session.actor
    workshop.stickers.set_rules(actor, NOBODY)
    workshop.lots.open(actor, "Mairie de Bron", 5)
    window.go(Qt.Key.Key_F5, "intake")
    window.until(lambda: window.intake.lot is not None)
    return window


def lamp(window: OpenWindow) -> str:
    return window.desk.printer.lamp.label.text().replace("\xa0", " ")


def label(window: OpenWindow) -> str:
    return window.intake.now.label.label.text()


def printed(tray: Path) -> int:
    return len(list(tray.glob("*.zpl")))


def codes(window: OpenWindow) -> list[str]:
    return [job.code for job in window.workshop.printing.jobs()]


def test_a_scan_prints_and_nothing_opens(printing: OpenWindow, tray: Path, opened_files: OpenedFiles) -> None:
    printing.scan("5CG0000001", Signal.ACCEPTED)
    printing.until(lambda: label(printing) == "L’étiquette est sortie.")
    assert printing.intake.now.label.mark.shape is Shape.ACCEPTED
    assert printed(tray) == 1
    assert opened_files.files == []
    assert not (printing.workshop.settings.folder() / "labels").exists()
    printing.until(lambda: lamp(printing) == "Imprimante prête")


def test_a_printer_that_is_off_stops_nobody_and_the_lamp_says_it(printing: OpenWindow, tray: Path) -> None:
    tray.parent.rmdir()
    for number in range(3):
        printing.scan(f"5CG000000{number}", Signal.ACCEPTED)
    printing.until(lambda: lamp(printing) == "Éteinte · 3")
    assert printing.desk.printer.lamp.mark.shape is Shape.WARNING
    printing.until(lambda: "Allumez-la" in label(printing))
    tray.parent.mkdir()
    printing.scan("5CG0000003", Signal.ACCEPTED)
    printing.until(lambda: lamp(printing) == "Imprimante prête")
    assert printed(tray) == 4


def test_without_a_printer_the_lamp_says_that_labels_are_files(real_shop: Path, open_window: OpenIt) -> None:
    window = with_a_lot(open_window(real_shop))
    window.scan("5CG0000001", Signal.ACCEPTED)
    assert lamp(window) == "Étiquettes en PDF"
    assert label(window) == "L’étiquette est prête."
    assert codes(window) == []


def test_a_label_is_printed_again_by_two_scans(printing: OpenWindow, tray: Path, opened_files: OpenedFiles) -> None:
    printing.scan("5CG0000001")
    printing.until(lambda: printed(tray) == 1)
    (code,) = codes(printing)
    printing.scan(command_code(Command.LABEL).text, Signal.ACCEPTED)
    printing.scan(code, Signal.ACCEPTED)
    printing.until(lambda: printed(tray) == 2)
    assert opened_files.files == []
    job = printing.workshop.printing.jobs()[-1]
    assert (job.copy, job.why) == (2, Reason.DAMAGED)
    assert printing.last_gesture.startswith("L’étiquette sort de l’imprimante")


def test_a_label_that_is_out_is_asked_why_by_one_key(printing: OpenWindow, tray: Path) -> None:
    printing.scan("5CG0000001")
    printing.until(lambda: label(printing) == "L’étiquette est sortie.")
    printing.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    asked = printing.intake.labelling.why
    assert asked.isVisibleTo(printing.intake.page)
    printing.press(Qt.Key.Key_Escape)
    assert asked.isHidden()
    printing.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    printing.digit(3)
    printing.until(lambda: printed(tray) == 2)
    assert printing.workshop.printing.jobs()[-1].why is Reason.BADLY_STUCK
    assert asked.isHidden()


def test_undoing_a_scan_keeps_its_label_from_coming_out(printing: OpenWindow, tray: Path) -> None:
    tray.parent.rmdir()
    printing.scan("5CG0000001", Signal.ACCEPTED)
    printing.until(lambda: lamp(printing) == "Éteinte · 1")
    printing.scan(command_code(Command.UNDO).text, Signal.ACCEPTED)
    assert "Jetez" not in printing.band_text
    tray.parent.mkdir()
    printing.scan("5CG0000002", Signal.ACCEPTED)
    printing.until(lambda: lamp(printing) == "Imprimante prête" and printed(tray) == 1)
    printing.until(lambda: [job.state for job in printing.workshop.printing.jobs()] == [JobState.VOID, JobState.DONE])


@pytest.fixture
def cut_short(printing: OpenWindow, real_shop: Path, tray: Path, open_window: OpenIt) -> OpenWindow:
    """A bench that starts again after a label was on its way when the power went."""
    tray.parent.rmdir()
    printing.scan("5CG0000001", Signal.ACCEPTED)
    printing.close()
    workshop = build(load_settings(real_shop, {}))
    with workshop.store.working(workshop.actor()) as work:
        (row,) = work.find(LabelRow)
        work.put(replace(row, state=JobState.SENT))
    workshop.close()
    tray.parent.mkdir()
    window = open_window(real_shop)
    window.go(Qt.Key.Key_F5, "intake")
    window.until(lambda: window.intake.labelling.came_out.isVisibleTo(window.intake.page))
    return window


def test_a_label_that_was_on_its_way_is_asked_for_and_the_card_answers(cut_short: OpenWindow, tray: Path) -> None:
    asked = cut_short.intake.labelling.came_out
    assert "5CG0000001" in asked.what.text()
    assert "est-elle sortie" in asked.what.text()
    cut_short.until(lambda: lamp(cut_short) == "À regarder")
    cut_short.scan("5CG0000002", Signal.ACCEPTED)  # it keeps nobody waiting
    assert asked.isVisibleTo(cut_short.intake.page)
    cut_short.until(lambda: printed(tray) == 1)
    cut_short.scan(command_code(Command.NO).text, Signal.ACCEPTED)
    cut_short.until(lambda: printed(tray) == 2)
    cut_short.until(lambda: asked.isHidden() and lamp(cut_short) == "Imprimante prête")


def test_a_label_that_came_out_is_not_printed_again(cut_short: OpenWindow, tray: Path) -> None:
    cut_short.digit(1)
    cut_short.until(cut_short.intake.labelling.came_out.isHidden)
    cut_short.until(lambda: lamp(cut_short) == "Imprimante prête")
    assert printed(tray) == 0
    assert [job.state for job in cut_short.workshop.printing.jobs()] == [JobState.DONE]


# the check after sticking


@pytest.fixture
def checking(real_shop: Path, open_window: OpenIt) -> OpenWindow:
    """A newcomer at Entrée, without a printer."""
    window = with_a_lot(open_window(real_shop))
    window.workshop.stickers.set_rules(window.desk.session.actor, StickerRules(""))
    return window


def test_a_check_is_two_scans_and_says_that_the_sticker_is_right(checking: OpenWindow) -> None:
    check = checking.intake.now.check
    checking.scan("5CG0000001", Signal.ACCEPTED)
    assert check.isVisibleTo(checking.intake.page)
    assert "scannez l’étiquette" in check.label.text()
    code = checking.intake.now.plate.code
    checking.scan(code, Signal.ACCEPTED)
    assert check.label.text().replace("\xa0", " ") == "Contrôle : scannez le numéro de série."
    checking.scan("5CG0000001", Signal.ACCEPTED)
    assert "bon ordinateur" in checking.band_text
    assert check.isHidden()
    assert checking.workshop.stickers.due() == ()


def test_swapped_stickers_are_refused(checking: OpenWindow) -> None:
    checking.scan("5CG0000001", Signal.ACCEPTED)
    first = checking.intake.now.plate.code
    checking.scan("5CG0000002", Signal.ACCEPTED)  # never kept waiting
    checking.scan(first, Signal.ACCEPTED)
    checking.scan("5CG0000002", Signal.REFUSED)
    assert "Échangez les deux étiquettes." in checking.band_text
    assert len(checking.workshop.stickers.due()) == 2


def test_the_serial_may_be_scanned_before_the_label(checking: OpenWindow) -> None:
    checking.scan("5CG0000001", Signal.ACCEPTED)
    checking.scan("5CG0000001", Signal.ALREADY_DONE)
    assert checking.intake.now.check.label.text().replace("\xa0", " ") == "Contrôle : scannez l’étiquette collée."
    checking.scan(checking.intake.now.plate.code, Signal.ACCEPTED)
    assert checking.workshop.stickers.due() == ()
