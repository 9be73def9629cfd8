from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from tests.ui.documents_window import Mode, at_documents, until_drawn
from tests.ui.open_window import OpenIt, OpenWindow
from tests.ui.paper_lots import a_lot, wiped
from ui.documents.checking import LARGEST_FILE
from ui.documents.screen import DocumentsScreen
from ui.papers import path_of
from ui.signals import Shape, Signal


@pytest.fixture
def window(real_shop: Path, open_window: OpenIt) -> OpenWindow:
    return open_window(real_shop)


@pytest.fixture
def screen(window: OpenWindow) -> DocumentsScreen:
    return at_documents(window)


@pytest.fixture
def certificate(window: OpenWindow, tmp_path: Path) -> Path:
    """A certificate of this workshop, as somebody brings it on a key."""
    actor, work = window.desk.session.actor, window.workshop
    document, _content = work.certificates.issue(actor, a_lot(work, actor, "Mairie", wiped))
    path = tmp_path / "mon certificat.pdf"
    path.write_bytes(work.papers.file(actor, document))
    return path


def drop(window: OpenWindow, screen: DocumentsScreen, *paths: Path | str) -> None:
    """Drop files on the page, as a hand does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) if isinstance(path, Path) else QUrl(path) for path in paths])
    action, buttons, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(400, 300), action, data, buttons, keys)
    QCoreApplication.sendEvent(screen.page, enter)
    if enter.isAccepted():
        QCoreApplication.sendEvent(screen.page, QDropEvent(QPointF(400, 300), action, data, buttons, keys))
    window.settle()


def test_a_true_certificate_is_told_with_its_seal_and_leads_to_ours(
    window: OpenWindow, screen: DocumentsScreen, certificate: Path
) -> None:
    before = certificate.read_bytes()
    drop(window, screen, certificate)
    assert screen.mode is Mode.CHECK
    assert screen.check.word.text() == "Authentique."
    assert screen.check.mark.shape is Shape.ACCEPTED
    assert screen.check.name.text() == "mon certificat.pdf"
    assert "Authentique." in window.last_gesture
    assert certificate.read_bytes() == before
    window.press(Qt.Key.Key_F2)
    until_drawn(window, screen)
    assert screen.paper.number.text() == window.workshop.papers.issued()[0].number


def test_a_replaced_certificate_is_authentic_and_says_what_replaced_it(
    window: OpenWindow, screen: DocumentsScreen, certificate: Path
) -> None:
    (old,) = window.workshop.papers.issued()
    window.workshop.certificates.issue(window.desk.session.actor, old.about)
    drop(window, screen, certificate)
    assert screen.check.mark.shape is Shape.ACCEPTED
    new = window.workshop.papers.issued()[0].number
    assert any(new in label.text() for label in screen.check.lines if not label.isHidden())


def test_an_altered_one_is_refused_and_stays_refused(
    window: OpenWindow, screen: DocumentsScreen, certificate: Path
) -> None:
    content = bytearray(certificate.read_bytes())
    content[len(content) // 2] ^= 1
    certificate.write_bytes(content)
    drop(window, screen, certificate)
    assert screen.check.word.text() == "Modifié."
    assert screen.check.mark.shape is Shape.REFUSED
    assert window.band.signal is Signal.REFUSED
    assert "Modifié." in window.band_text
    assert "F2" not in screen.keys


def test_an_example_has_no_value(sample_shop: Path, open_window: OpenIt, tmp_path: Path) -> None:
    window = open_window(sample_shop)
    screen = at_documents(window)
    document = window.workshop.papers.issued()[0]
    path = tmp_path / "exemple.pdf"
    path.write_bytes(window.workshop.papers.file(window.desk.session.actor, document))
    drop(window, screen, path)
    assert screen.check.word.text() == "Exemple, sans valeur."
    assert screen.check.mark.shape is Shape.WARNING


def test_any_other_file_is_told_for_what_it_is(window: OpenWindow, screen: DocumentsScreen, tmp_path: Path) -> None:
    other = tmp_path / "facture.pdf"
    other.write_bytes(b"%PDF-1.4\n%%EOF")
    pipe = tmp_path / "tuyau"
    os.mkfifo(pipe)
    large = tmp_path / "film.pdf"
    with large.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    for path, word, line in (
        (other, "Pas un certificat.", ""),
        (tmp_path, "Fichier illisible.", "Ce n’est pas un fichier."),
        (pipe, "Fichier illisible.", "Ce n’est pas un fichier."),
        (large, "Fichier illisible.", "Ce fichier est trop gros."),
        (tmp_path / "nulle part.pdf", "Fichier illisible.", "Ce fichier n’existe pas."),
    ):
        drop(window, screen, path)
        assert screen.check.word.text() == word
        assert screen.check.mark.shape is Shape.WARNING
        assert line in screen.check.lines[0].text()


def test_what_is_not_on_this_computer_cannot_be_dropped(window: OpenWindow, screen: DocumentsScreen) -> None:
    drop(window, screen, "https://exemple.fr/certificat.pdf")
    assert screen.mode is Mode.START


def test_the_first_of_several_files_is_verified(
    window: OpenWindow, screen: DocumentsScreen, certificate: Path, tmp_path: Path
) -> None:
    drop(window, screen, certificate, tmp_path / "autre.pdf")
    assert screen.check.name.text() == certificate.name


def test_a_path_is_typed_instead(window: OpenWindow, screen: DocumentsScreen, certificate: Path) -> None:
    window.press(Qt.Key.Key_F4)
    window.settle()
    assert screen.check.field.edit.hasFocus()
    screen.check.field.set_text(f'  "{certificate}" ')
    window.press(Qt.Key.Key_Return)
    window.settle()
    assert screen.check.word.text() == "Authentique."
    window.press(Qt.Key.Key_Escape)
    window.settle()
    assert screen.mode is Mode.START


def test_a_scan_into_the_field_is_a_scan(window: OpenWindow, screen: DocumentsScreen, certificate: Path) -> None:
    del certificate
    (document,) = window.workshop.papers.issued()
    window.press(Qt.Key.Key_F4)
    window.settle()
    window.scan(document.about, Signal.ACCEPTED)
    assert screen.mode is Mode.SUBJECT
    assert screen.check.field.text() == ""


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("/media/cle/a.pdf", Path("/media/cle/a.pdf")),
        (" '/media/cle/a b.pdf' ", Path("/media/cle/a b.pdf")),
        ("file:///media/cle/a%20b.pdf", Path("/media/cle/a b.pdf")),
        ("~/a.pdf", Path.home() / "a.pdf"),
        ("~nobody-here/a.pdf", Path("~nobody-here/a.pdf")),
    ],
)
def test_paths_are_taken_as_people_write_them(text: str, path: Path) -> None:
    assert path_of(text) == path
