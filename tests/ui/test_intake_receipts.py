"""FINI closes a lot and gives its receipt: by itself where all is there, after a yes where something is missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui.open_window import OpenedFiles, OpenIt, OpenWindow
from ui.signals import Signal
from workshop.domain.codes import Command, command_code
from workshop.domain.documents import Document, DocumentKind

KEY = Qt.Key


@pytest.fixture
def window(real_shop: Path, open_window: OpenIt) -> OpenWindow:
    return open_window(real_shop)


def a_lot(window: OpenWindow, expected: int, *serials: str) -> str:
    lot = window.workshop.lots.open(window.desk.session.actor, "Mairie d’Oullins", expected).code
    window.go(KEY.Key_F5, "intake")
    window.scan(lot, Signal.ACCEPTED)
    window.until(lambda: window.intake.lot is not None)
    for serial in serials:
        window.scan(serial)
    return lot


def command(window: OpenWindow, what: Command) -> None:
    window.scan(command_code(what).text, Signal.ACCEPTED)
    window.settle()


def receipts(window: OpenWindow) -> list[Document]:
    return [paper for paper in window.workshop.papers.issued() if paper.kind == DocumentKind.RECEIPT.value]


def file_of(window: OpenWindow) -> Path:
    window.until(lambda: window.intake.closing.receipt.path is not None)
    window.settle()
    path = window.intake.closing.receipt.path
    assert path is not None
    return path


def test_a_whole_lot_gets_its_receipt_at_once(window: OpenWindow, opened_files: OpenedFiles) -> None:
    lot = a_lot(window, 1, "8XK2J13")
    assert not window.intake.receipt.isVisible()
    command(window, Command.DONE)
    path = file_of(window)
    assert path.read_bytes().startswith(b"%PDF")
    assert [paper.about for paper in receipts(window)] == [lot]
    assert window.intake.receipt.isVisible()
    window.press(KEY.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert opened_files.files == [path]


def test_what_is_missing_is_asked_about_and_stands_on_the_receipt(window: OpenWindow) -> None:
    lot = a_lot(window, 2, "8XK2J13")
    command(window, Command.DONE)
    assert window.intake.question.what.text().replace("\xa0", " ") == "Il manque 1 ordinateur."
    command(window, Command.NO)
    assert receipts(window) == []
    command(window, Command.DONE)
    command(window, Command.YES)
    file_of(window)
    (paper,) = receipts(window)
    with window.workshop.store.looking() as look:
        content = look.fact(paper.content)
    assert content is not None
    assert (content["lot"], content["missing"], content["expected"]) == (lot, 1, 2)


def test_annuler_opens_the_lot_again_and_takes_the_button_away(window: OpenWindow) -> None:
    a_lot(window, 1, "8XK2J13")
    command(window, Command.DONE)
    file_of(window)
    command(window, Command.UNDO)
    window.until(lambda: window.intake.lot is not None)
    assert not window.intake.receipt.isVisible()
    window.scan("4HT9K02")
    command(window, Command.DONE)
    window.until(lambda: len(receipts(window)) == 2)
    assert {paper.replaces for paper in receipts(window)} == {"", *[receipts(window)[-1].number]}


def test_a_lot_of_which_nothing_came_has_no_receipt(window: OpenWindow) -> None:
    a_lot(window, 0)
    command(window, Command.DONE)
    command(window, Command.YES)
    assert receipts(window) == []
    assert window.workshop.lots.open_ones() == ()
