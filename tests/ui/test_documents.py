from __future__ import annotations

import threading
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from PySide6.QtCore import Qt

from tests.ui.documents_window import Mode, at_documents, lines, until_drawn
from tests.ui.open_window import OpenedFiles, OpenIt, OpenWindow
from tests.ui.paper_lots import a_lot, destroyed, left_open, waits, wiped
from ui.documents.page_view import Size
from ui.documents.screen import DocumentsScreen
from ui.signals import Shape, Signal
from workshop.services.page_images import PageImage, Pages

READY = "260000000182"


@pytest.fixture
def window(real_shop: Path, open_window: OpenIt) -> OpenWindow:
    return open_window(real_shop)


@pytest.fixture
def screen(window: OpenWindow) -> DocumentsScreen:
    return at_documents(window)


def lot(window: OpenWindow, *fates: object, donor: str = "Mairie d’Oullins") -> str:
    code = a_lot(window.workshop, window.desk.session.actor, donor, *fates)  # type: ignore[arg-type]
    window.settle()
    return code


def numbers(window: OpenWindow) -> list[str]:
    return [document.number for document in window.workshop.papers.issued()]


def test_nothing_yet_says_what_to_scan(window: OpenWindow, screen: DocumentsScreen) -> None:
    assert screen.mode is Mode.START
    assert "Scannez le bordereau" in screen.start.nothing.sentence.text()
    assert screen.start.offer.isHidden()


def test_the_home_screen_leads_here(window: OpenWindow) -> None:
    window.home.day.documents.click()
    window.until(lambda: window.desk.current == "documents")
    window.press(Qt.Key.Key_Escape)
    assert window.desk.current == "home"


def test_one_scan_and_one_key_make_the_certificate_of_a_lot_and_show_it(
    window: OpenWindow, screen: DocumentsScreen
) -> None:
    code = lot(window, wiped, wiped, destroyed)
    window.scan(code, Signal.ACCEPTED)
    assert screen.mode is Mode.SUBJECT
    assert screen.subject.plate.code == code
    assert screen.subject.counts.text() == "2 effacés · 1 détruit"
    assert [line.state for line in screen.subject.apart.rows.lines] == ["Détruit"]
    assert "peut être fait" in screen.subject.what.text()
    window.press(Qt.Key.Key_F12)
    until_drawn(window, screen)
    (document,) = window.workshop.papers.issued()
    assert document.about == code
    assert screen.paper.number.text() == document.number
    assert document.number in window.last_gesture
    stored = window.workshop.papers.file(window.desk.session.actor, document)
    assert screen.paper.paper is not None
    assert screen.paper.paper.pdf == stored
    assert document.number in pypdfium2.PdfDocument(stored)[0].get_textpage().get_text_range()


def test_the_last_drive_that_is_settled_offers_the_certificate_by_itself(
    window: OpenWindow, screen: DocumentsScreen
) -> None:
    code = lot(window, wiped, waits)
    assert screen.start.offer.isHidden()
    (waiting,) = [row.card.code for row in window.workshop.office.proofs.inbox().rows]
    window.workshop.wiping.validate(window.desk.session.actor, waiting)
    window.until(lambda: not screen.start.offer.isHidden())
    assert screen.start.offer.what.text() == "Le lot de Mairie d’Oullins est terminé."
    window.press(Qt.Key.Key_F12)
    until_drawn(window, screen)
    assert [document.about for document in window.workshop.papers.issued()] == [code]
    window.press(Qt.Key.Key_Escape)
    window.settle()
    assert (screen.mode, screen.start.offer.isHidden()) == (Mode.START, True)
    assert lines(screen) == [(numbers(window)[0], "En vigueur")]


def test_a_lot_with_an_open_drive_says_why_not_and_shows_a_provisional_paper_by_another_key(
    window: OpenWindow, screen: DocumentsScreen
) -> None:
    code = lot(window, wiped, left_open)
    window.scan(code, Signal.ACCEPTED)
    assert screen.subject.what.text() == "Pas encore de certificat."
    assert "il n’est pas effacé" in screen.subject.more.text()
    assert screen.subject.mark.shape is Shape.WARNING
    window.press(Qt.Key.Key_F12)
    window.settle()
    assert numbers(window) == []
    window.press(Qt.Key.Key_F2)
    until_drawn(window, screen)
    assert screen.paper.number.text() == "Certificat provisoire"
    assert numbers(window) == []
    assert "F3" not in screen.keys


def test_a_certificate_is_made_anew_after_a_question_and_both_rows_say_so(
    window: OpenWindow, screen: DocumentsScreen
) -> None:
    window.scan(lot(window, wiped))
    window.press(Qt.Key.Key_F12)
    until_drawn(window, screen)
    (old,) = numbers(window)
    window.press(Qt.Key.Key_F3)
    assert old in screen.paper.question.more.text()
    window.digit(2)
    window.settle()
    assert numbers(window) == [old]
    window.press(Qt.Key.Key_F3)
    window.digit(1)
    window.until(lambda: len(numbers(window)) == 2)
    window.until(lambda: screen.paper.number.text() != old)
    new = numbers(window)[0]
    assert screen.paper.state.label.text() == "En vigueur, remplace le n°\u00a01"
    window.press(Qt.Key.Key_F4)
    window.until(lambda: screen.paper.number.text() == old)
    assert screen.paper.state.label.text() == "Remplacé par le n°\u00a02"
    assert "F3" not in screen.keys
    window.press(Qt.Key.Key_Escape)
    window.settle()
    window.press(Qt.Key.Key_Escape)
    window.settle()
    assert lines(screen) == [(new, "En vigueur, remplace le n°\u00a01"), (old, "Remplacé par le n°\u00a02")]


def test_two_hasty_keys_make_one_certificate(window: OpenWindow, screen: DocumentsScreen) -> None:
    window.scan(lot(window, wiped))
    window.press(Qt.Key.Key_F12)
    window.press(Qt.Key.Key_F12)
    until_drawn(window, screen)
    assert len(numbers(window)) == 1


def test_the_label_of_another_lot_never_gets_the_certificate_of_the_one_before(
    window: OpenWindow, screen: DocumentsScreen
) -> None:
    first, second = lot(window, wiped), lot(window, left_open, donor="École")
    window.scan(first)
    window.hands.scan(second)
    window.press(Qt.Key.Key_F12)
    window.settle()
    window.until(lambda: screen.subject.code == second or screen.mode is not Mode.SUBJECT)
    assert second not in {document.about for document in window.workshop.papers.issued()}


def test_a_machine_and_a_drive_show_their_papers_by_label_serial_or_digits(
    sample_shop: Path, open_window: OpenIt
) -> None:
    window = open_window(sample_shop)
    screen = at_documents(window)
    (drive,) = window.workshop.machines.drives(READY)
    for text, about in ((READY, READY), (drive.code, drive.code)):
        window.scan(text, Signal.ACCEPTED)
        assert screen.subject.code == about
        assert lines(screen)[0][0].startswith("EXEMPLE-CE-")
        window.press(Qt.Key.Key_Escape)
    window.type(READY[-8:])
    assert screen.subject.code == READY


def test_the_number_of_a_paper_opens_it_as_its_code_does(window: OpenWindow, screen: DocumentsScreen) -> None:
    document, _content = window.workshop.certificates.issue(window.desk.session.actor, lot(window, wiped))
    for text in (document.code, document.number):
        window.scan(text, Signal.ACCEPTED)
        until_drawn(window, screen)
        assert screen.paper.number.text() == document.number
        window.press(Qt.Key.Key_Escape)
        window.settle()


def test_the_arrows_go_through_the_list_and_space_opens(window: OpenWindow, screen: DocumentsScreen) -> None:
    actor, code = window.desk.session.actor, lot(window, wiped)
    issued = [window.workshop.certificates.issue(actor, code)[0] for _ in range(3)][::-1]
    window.settle()
    assert screen.start.list.hasFocus()
    window.press(Qt.Key.Key_Home)
    window.press(Qt.Key.Key_Down)
    assert screen.start.list.key == issued[1].code
    window.press(Qt.Key.Key_Return)
    assert screen.mode is Mode.START
    window.press(Qt.Key.Key_Space)
    until_drawn(window, screen)
    assert screen.paper.number.text() == issued[1].number


def test_pages_are_turned_and_enlarged_by_keys(window: OpenWindow, screen: DocumentsScreen) -> None:
    window.scan(lot(window, wiped, wiped))
    window.press(Qt.Key.Key_F12)
    until_drawn(window, screen)
    pages = screen.paper.pages
    assert pages.hasFocus()
    assert pages.pages > 1
    window.press(Qt.Key.Key_Right)
    window.until(lambda: screen.paper.where.text().startswith("Page 2"))
    window.press(Qt.Key.Key_Left)
    window.until(lambda: screen.paper.where.text().startswith("Page 1"))
    for _ in range(20):
        window.press(Qt.Key.Key_PageDown)
        window.settle()
    assert pages.number == pages.pages
    window.press(Qt.Key.Key_Home)
    window.settle()
    width = pages.sheet.width()
    window.press(Qt.Key.Key_F11)
    window.settle()
    assert (pages.size_mode, pages.sheet.width() < width) == (Size.WHOLE, True)
    window.press(Qt.Key.Key_F11)
    window.settle()
    assert pages.sheet.width() > 1.9 * width


def test_a_copy_is_the_stored_file_and_opening_shows_it(
    window: OpenWindow, screen: DocumentsScreen, opened_files: OpenedFiles
) -> None:
    window.scan(lot(window, wiped))
    window.press(Qt.Key.Key_F12)
    until_drawn(window, screen)
    window.press(Qt.Key.Key_F2)
    window.settle()
    (document,) = window.workshop.papers.issued()
    path = window.workshop.settings.folder() / "documents" / f"{document.number}.pdf"
    assert str(path) in window.last_gesture
    assert path.read_bytes() == window.workshop.papers.file(window.desk.session.actor, document)
    window.press(Qt.Key.Key_F12)
    window.settle()
    assert opened_files.files == [path]


def test_a_manifest_is_shown_and_cannot_be_made_anew(sample_shop: Path, open_window: OpenIt) -> None:
    window = open_window(sample_shop)
    work, actor = window.workshop, window.desk.session.actor
    (order,) = work.orders.open_ones()
    work.deliveries.pack(actor, order.code, 1, READY)
    document, _manifest = work.deliveries.manifest(actor, order.code, 1)
    screen = at_documents(window)
    window.scan(order.code, Signal.ACCEPTED)
    assert "pas de certificat" in screen.subject.what.text()
    window.press(Qt.Key.Key_Space)
    until_drawn(window, screen)
    assert screen.paper.number.text() == document.number
    assert "F3" not in screen.keys


def test_long_lists_come_in_pieces(window: OpenWindow, screen: DocumentsScreen) -> None:
    actor, code = window.desk.session.actor, lot(window, wiped)
    for _ in range(120):
        window.workshop.certificates.issue(actor, code)
    screen.enter()
    window.until(lambda: screen.start.total == 120)
    window.settle()
    assert len(lines(screen)) == 50
    window.press(Qt.Key.Key_F11)
    window.until(lambda: len(lines(screen)) == 100)
    window.press(Qt.Key.Key_End)
    window.until(lambda: len(lines(screen)) == 120)
    window.settle()
    assert [title for title, _state in lines(screen)] == numbers(window)
    assert screen.start.older.isHidden()


class Watched:
    """Draws as the real ones do, and notes on which thread."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages
        self.threads: set[int] = set()

    def draw(self, pdf: bytes, number: int, width: int) -> PageImage:
        self.threads.add(threading.get_ident())
        return self.pages.draw(pdf, number, width)


def test_pages_are_drawn_off_the_gui_thread(window: OpenWindow, screen: DocumentsScreen) -> None:
    watched = Watched(window.workshop.office.pages)
    object.__setattr__(window.workshop.office, "pages", watched)
    window.scan(lot(window, wiped))
    window.press(Qt.Key.Key_F12)
    until_drawn(window, screen)
    assert watched.threads
    assert threading.get_ident() not in watched.threads


def test_a_certificate_is_shown_for_whom_it_is_made_and_what_others_need_not_know_is_masked(
    window: OpenWindow, screen: DocumentsScreen
) -> None:
    window.scan(lot(window, wiped))
    window.press(Qt.Key.Key_F12)
    until_drawn(window, screen)
    donor = shown_text(screen)
    assert "Mairie d’Oullins" in donor
    window.digit(3)
    window.until(screen.paper.variants[2].isChecked)
    window.settle()
    assert "Mairie d’Oullins" not in shown_text(screen)
    window.press(Qt.Key.Key_F2)
    window.settle()
    assert window.last_gesture.partition(".pdf")[0].endswith("-public")
    window.digit(1)
    window.until(screen.paper.variants[0].isChecked)
    assert shown_text(screen) == donor
    assert len(numbers(window)) == 1


def shown_text(screen: DocumentsScreen) -> str:
    paper = screen.paper.paper
    assert paper is not None
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(paper.pdf))
