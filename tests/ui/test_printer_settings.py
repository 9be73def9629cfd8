"""Imprimante in Réglages, with real printers on the loopback: chosen, tried, set straight; labels that wait."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.adapters.printers.firmware import Zebra
from tests.adapters.printers.wires import TcpPrinter
from tests.ui.open_window import OpenedFiles, OpenIt, OpenWindow, change
from tests.ui.review_window import at_review
from tests.ui.settings_window import at_settings, press, words
from ui.review.telling import LABEL
from ui.settings.printer_doing import Search
from ui.settings.printer_part import Front, PrinterPart
from ui.signals import Shape
from workshop.domain.codes import Command, command_code
from workshop.domain.label_queue import LabelRow, row_of
from workshop.domain.labels import LabelKind
from workshop.domain.printing import FoundPrinter, JobState, LabelJob, Link, Printer, PrinterLanguage, PrinterTrouble
from workshop.domain.trial_labels import TRIAL_CODE
from workshop.printing_wiring import printer_of
from workshop.settings import PrinterAsked, load_settings

KEY = Qt.Key


@pytest.fixture
def zebra() -> Zebra:
    return Zebra()


@pytest.fixture
def line(zebra: Zebra) -> Iterator[TcpPrinter]:
    with TcpPrinter(zebra) as line:
        yield line


@pytest.fixture
def window(real_shop: Path, open_window: OpenIt) -> OpenWindow:
    return open_window(real_shop)


@pytest.fixture
def part(window: OpenWindow) -> PrinterPart:
    return at_printer(window)


@pytest.fixture
def ready(real_shop: Path, line: TcpPrinter, open_window: OpenIt) -> tuple[OpenWindow, PrinterPart]:
    """A bench whose Zebra is set up."""
    change(real_shop, printer_language=PrinterLanguage.ZPL, printer_link=Link.TCP, printer_address=line.address)
    window = open_window(real_shop)
    return window, at_printer(window)


def at_printer(window: OpenWindow) -> PrinterPart:
    screen = at_settings(window)
    press(window, KEY.Key_8)
    assert screen.part is screen.printer
    return screen.printer


def state(part: PrinterPart) -> str:
    return part.overview.state.label.text()


def test_without_a_printer_labels_are_files_and_so_is_a_trial(
    window: OpenWindow, part: PrinterPart, opened_files: OpenedFiles
) -> None:
    assert state(part) == "Les étiquettes sont des fichiers PDF."
    press(window, KEY.Key_F4)
    window.until(lambda: len(opened_files.files) == 1)
    assert opened_files.files[0].read_bytes().startswith(b"%PDF")


def test_a_printer_that_was_found_is_chosen_with_its_paper_and_prints_a_trial(
    window: OpenWindow, part: PrinterPart, line: TcpPrinter, zebra: Zebra, real_shop: Path
) -> None:
    press(window, KEY.Key_F2)
    printer = Printer(PrinterLanguage.ZPL, Link.TCP, line.address, "Zebra ZD420", 203)
    part._found(Search((FoundPrinter(printer),)))
    assert part.finds.choices[0].text() == "Zebra ZD420, par le réseau"
    press(window, KEY.Key_1)
    assert part.front is Front.PAPER
    assert part.paper.choices[0].isChecked()
    press(window, KEY.Key_5)
    window.until(lambda: state(part) == "L’imprimante est prête.")
    chosen = replace(printer, roll="50x25")
    assert window.workshop.printing.printer == chosen
    assert "étiquettes 50 × 25 mm" in words(window).replace("\xa0", " ")
    kept = load_settings(real_shop, {})
    assert (printer_of(kept), kept.printer_asked) == (chosen, PrinterAsked.ANSWERED)
    press(window, KEY.Key_F4)
    window.until(lambda: len(zebra.labels) == 1)
    assert TRIAL_CODE.encode() in zebra.labels[0]
    assert b"^PW400" in zebra.labels[0]
    window.until(lambda: "Scannez-la ici" in part.overview.tried.label.text())
    window.hands.scan(TRIAL_CODE)
    window.until(lambda: "se lit bien" in part.overview.tried.label.text())
    assert window.workshop.journal.scans() == ()


def test_a_paper_that_is_not_known_here_is_said_and_asked_for(window: OpenWindow, part: PrinterPart) -> None:
    press(window, KEY.Key_F2)
    office = Printer(PrinterLanguage.PDF, Link.IPP, "ipp://127.0.0.1:9/printers/x", "Bureau", 300, "100x150")
    part._found(Search((FoundPrinter(office),)))
    press(window, KEY.Key_1)
    assert "(100 × 150 mm) n’est pas connu ici" in words(window).replace("\xa0", " ")
    assert not any(choice.isChecked() for choice in part.paper.choices)
    press(window, KEY.Key_F2)
    assert part.paper.choices[0].text().replace("\xa0", " ") == "Planche A4 de 21 étiquettes (L7160)"
    press(window, KEY.Key_Escape)
    assert window.workshop.printing.printer.language is PrinterLanguage.NONE


def test_a_printer_is_set_up_by_hand_and_taken_away_again(
    window: OpenWindow, part: PrinterPart, line: TcpPrinter, real_shop: Path
) -> None:
    press(window, KEY.Key_F2, KEY.Key_F2, KEY.Key_F12)
    assert part.by_hand.address.error.isVisible()
    part.by_hand.address.edit.setText(f" {line.address} ")
    press(window, KEY.Key_F11, KEY.Key_F12)
    assert part.front is Front.PAPER
    press(window, KEY.Key_1)
    window.until(lambda: state(part) == "L’imprimante est prête.")
    printer = Printer(PrinterLanguage.ZPL, Link.TCP, line.address, "", 300)
    assert printer_of(load_settings(real_shop, {})) == printer
    press(window, KEY.Key_F2, KEY.Key_F3)
    assert state(part) == "Les étiquettes sont des fichiers PDF."
    window.settle()
    kept = load_settings(real_shop, {})
    assert (kept.printer_language, kept.printer_asked) == (PrinterLanguage.NONE, PrinterAsked.ANSWERED)


def test_what_is_wrong_is_said_with_what_to_do(ready: tuple[OpenWindow, PrinterPart], zebra: Zebra) -> None:
    window, part = ready
    window.until(lambda: state(part) == "L’imprimante est prête.")
    zebra.paper_out = True
    press(window, KEY.Key_F4)
    window.until(lambda: part.overview.tried.mark.shape is Shape.WARNING)
    assert "Mettez les étiquettes 62 × 29 mm." in part.overview.tried.label.text().replace("\xa0", " ")
    assert zebra.labels == []
    window.until(lambda: state(part) == "Il n’y a plus de papier.")


def test_four_numbers_move_the_labels_that_come_next(
    ready: tuple[OpenWindow, PrinterPart], zebra: Zebra, real_shop: Path
) -> None:
    window, part = ready
    press(window, KEY.Key_F4)
    window.until(lambda: len(zebra.labels) == 1)
    press(window, KEY.Key_F11, KEY.Key_F12)
    window.until(lambda: len(zebra.labels) == 2)
    press(window, KEY.Key_F2, KEY.Key_4, KEY.Key_F12, KEY.Key_8, KEY.Key_Escape)
    assert "3 sur 4" in part.edges.question.text().replace("\xa0", " ")
    press(window, KEY.Key_2, KEY.Key_3)
    window.until(lambda: part.front is Front.PRINTER)
    printer = printer_of(load_settings(real_shop, {}))
    assert (printer.right_tenths, printer.down_tenths) == (5, -8)
    assert "0,5 mm vers la droite" in words(window).replace("\xa0", " ")
    press(window, KEY.Key_F4)
    window.until(lambda: len(zebra.labels) == 3)
    assert zebra.labels[2] != zebra.labels[0]


@pytest.fixture
def unseen(window: OpenWindow) -> LabelRow:
    """A label of which nobody knows whether it came out."""
    workshop, actor = window.workshop, window.desk.session.actor
    lot = workshop.lots.open(actor, "Mairie de Bron", 1)
    machine = workshop.machines.receive(actor, lot.code, "5CG0000001")
    job = LabelJob(1, machine.code, LabelKind.INTAKE.value, 1, "Poste 1", JobState.SENT, datetime.now(UTC))
    row = row_of(replace(job, trouble=PrinterTrouble.CUT_OFF))
    with workshop.store.working(actor) as work:
        work.put(row)
    return row


def states(window: OpenWindow) -> list[JobState]:
    return [job.state for job in window.workshop.printing.jobs()]


def test_the_queue_is_answered_by_a_scan_and_a_key(window: OpenWindow, unseen: LabelRow) -> None:
    part = at_printer(window)
    assert part.overview.queue.text().replace("\xa0", " ") == "1 étiquette en attente"
    press(window, KEY.Key_F12)
    assert "5CG0000001 · Est-elle sortie ?" in part.queue.list.choices[0].text().replace("\u202f", " ")
    window.hands.scan(unseen.about)
    window.until(part.queue.unsure.isVisible)
    press(window, KEY.Key_1)
    window.until(lambda: states(window) == [JobState.DONE])
    window.settle()
    assert "Toutes les étiquettes sont sorties." in words(window)


def test_the_bench_card_answers_for_a_label_in_the_queue(window: OpenWindow, unseen: LabelRow) -> None:
    part = at_printer(window)
    press(window, KEY.Key_F12, KEY.Key_1)
    assert unseen.about
    window.scan(command_code(Command.YES).text)
    window.until(lambda: states(window) == [JobState.DONE])
    assert part.queue.unsure.isHidden()


def test_a_label_that_nobody_wants_any_more_is_taken_out(window: OpenWindow, unseen: LabelRow) -> None:
    workshop = window.workshop
    with workshop.store.working(window.desk.session.actor) as work:
        work.put(replace(unseen, state=JobState.FAILED, trouble=PrinterTrouble.DOES_NOT_FIT.value))
    part = at_printer(window)
    press(window, KEY.Key_F12, KEY.Key_1)
    assert "plus grande que le papier" in part.queue.failed.more.text()
    press(window, KEY.Key_2)
    window.until(lambda: states(window) == [JobState.VOID])


def test_a_verifier_asks_after_it_too(window: OpenWindow, unseen: LabelRow) -> None:
    screen = at_review(window)
    window.until(lambda: screen.list.list.pick(f"{LABEL}:{int(unseen.code)}"))
    assert screen.header.context.text() == "1\xa0étiquette"
    window.scan(command_code(Command.YES).text)
    window.until(lambda: states(window) == [JobState.DONE])
    window.until(screen.list.listed.isHidden)


def test_a_verifier_has_a_label_printed_again(window: OpenWindow, unseen: LabelRow) -> None:
    screen = at_review(window)
    window.until(lambda: screen.list.list.pick(f"{LABEL}:{int(unseen.code)}"))
    press(window, KEY.Key_F11)
    window.until(lambda: states(window) == [JobState.WAITING])
