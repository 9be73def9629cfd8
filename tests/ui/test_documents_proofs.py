from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt

from tests.ui.documents_window import Mode, at_documents, lines
from tests.ui.open_window import OpenIt, OpenWindow
from tests.ui.paper_lots import a_lot, a_manager, failed, waits, waits_with_reservations
from ui.documents.screen import DocumentsScreen
from ui.signals import Signal
from workshop.bootstrap import read_contract
from workshop.domain.drives import Validation
from workshop.domain.events import WipeRejected
from workshop.services.proof_views import ProofViews
from workshop.services.wiping import Wiping


@pytest.fixture
def window(real_shop: Path, open_window: OpenIt) -> OpenWindow:
    return open_window(real_shop)


@pytest.fixture
def screen(window: OpenWindow) -> DocumentsScreen:
    """The inbox, with one lot of four drives: two plain proofs, one with reservations, one that failed."""
    a_lot(window.workshop, window.desk.session.actor, "Mairie", waits, waits, waits_with_reservations, failed)
    found = at_documents(window)
    assert found.start.proofs.text() == "3 preuves à valider"
    window.press(Qt.Key.Key_F3)
    window.settle()
    return found


def state(window: OpenWindow, drive: str) -> str:
    return window.workshop.drives.card(drive).validation


def test_the_inbox_tells_each_proof_lot_by_lot_and_failures_last(window: OpenWindow, screen: DocumentsScreen) -> None:
    assert screen.mode is Mode.INBOX
    assert [said for _title, said in lines(screen)] == [
        "",
        "avec réserves",
        "sans réserve",
        "sans réserve",
        "",
        "Non effacé",
    ]
    assert lines(screen)[0][0] == "Lot de Mairie"
    assert screen.inbox.list.hasFocus()


def test_a_proof_is_told_in_plain_words_with_its_reservations_and_what_they_mean(
    window: OpenWindow, screen: DocumentsScreen
) -> None:
    page = screen.inbox
    assert page.state.text() == "Effacé avec réserves, à valider"
    assert "L’ordinateur a réécrit tout le disque." in page.facts.text()
    assert "Relu par sondage" in page.facts.text()
    assert "zone cachée" in page.reservations.text()
    assert "Conséquence" in page.reservations.text()
    window.press(Qt.Key.Key_Down)
    window.settle()
    assert page.state.text() == "Effacé, à valider"
    assert "Relu en entier" in page.facts.text()
    assert page.left_open.isHidden()


def test_one_key_validates_the_proof_in_front_and_goes_on_to_the_next(
    window: OpenWindow, screen: DocumentsScreen
) -> None:
    first = screen.inbox.drive
    window.press(Qt.Key.Key_F12)
    window.until(lambda: screen.inbox.inbox.waiting == 2)
    window.settle()
    assert state(window, first) == Validation.VALIDATED.value
    assert "1 effacement validé" in window.last_gesture
    assert screen.inbox.drive not in ("", first)
    assert screen.inbox.list.hasFocus()


def test_all_plain_proofs_of_a_lot_are_validated_after_a_question(window: OpenWindow, screen: DocumentsScreen) -> None:
    reserved = screen.inbox.drive
    assert screen.inbox.validate_plain.text() == "Valider les 2 sans réserve du lot"
    window.press(Qt.Key.Key_F2)
    assert screen.inbox.question.what.text() == "Valider 2 effacements\u202f?"
    window.digit(2)
    window.settle()
    assert screen.inbox.inbox.waiting == 3
    window.press(Qt.Key.Key_F2)
    window.digit(1)
    window.until(lambda: screen.inbox.inbox.waiting == 1)
    assert state(window, reserved) == Validation.PENDING.value


def test_a_proof_is_rejected_with_a_reason_from_a_list_and_a_note(window: OpenWindow, screen: DocumentsScreen) -> None:
    drive = screen.inbox.drive
    window.press(Qt.Key.Key_F3)
    assert not screen.inbox.rejecting.isHidden()
    window.press(Qt.Key.Key_F12)
    window.settle()
    assert state(window, drive) == Validation.PENDING.value
    window.digit(2)
    assert screen.inbox.rejecting.field.edit.hasFocus()
    window.hands.type("trop vieux")
    window._given_back()
    window.press(Qt.Key.Key_F12)
    window.until(lambda: state(window, drive) == Validation.REJECTED.value)
    window.settle()
    with window.workshop.store.looking() as look:
        event = look.history(drive)[-1].event
    assert event == WipeRejected("La réserve n’est pas acceptable. trop vieux")
    rejected = next(row for row in screen.inbox.inbox.rows if row.card.code == drive)
    assert rejected.failed


def test_escape_takes_the_reason_back_and_then_leaves(window: OpenWindow, screen: DocumentsScreen) -> None:
    drive = screen.inbox.drive
    window.press(Qt.Key.Key_F3)
    window.digit(5)
    window.press(Qt.Key.Key_Escape)
    assert (screen.mode, screen.inbox.rejecting.isHidden()) == (Mode.INBOX, True)
    assert screen.inbox.list.hasFocus()
    window.press(Qt.Key.Key_Escape)
    window.settle()
    assert screen.mode is Mode.START
    assert state(window, drive) == Validation.PENDING.value


def test_what_failed_says_why_and_what_to_do_and_cannot_be_validated(
    window: OpenWindow, screen: DocumentsScreen
) -> None:
    for _ in range(3):
        window.press(Qt.Key.Key_Down)
    window.settle()
    assert screen.inbox.state.text() == "Non effacé"
    assert "octets" in screen.inbox.facts.text()
    assert "Recommencez" in screen.inbox.do.text()
    assert screen.keys == {}


def test_the_label_of_a_machine_goes_to_its_proof(window: OpenWindow, screen: DocumentsScreen) -> None:
    wanted = screen.inbox.inbox.rows[2].card
    window.scan(wanted.machine, Signal.ACCEPTED)
    window.settle()
    assert screen.mode is Mode.INBOX
    assert screen.inbox.drive == wanted.code


def test_where_a_second_person_is_demanded_the_first_is_told_and_the_second_validates(
    window: OpenWindow, screen: DocumentsScreen
) -> None:
    work, session = window.workshop, window.desk.session
    contract = replace(read_contract("grand-lyon-defaut.toml"), second_person=True)
    wiping = Wiping(work.store, lambda: contract, work.wiping._parts)
    office = replace(work.office, proofs=ProofViews(work.store, lambda: contract))
    session.workshop = replace(work, wiping=cast("Any", wiping), office=office)
    claire = a_manager(work, session.actor)
    window.press(Qt.Key.Key_Down)
    window.settle()
    drive = screen.inbox.drive
    assert "une autre personne doit le valider" in screen.inbox.do.text()
    window.press(Qt.Key.Key_F12)
    window.settle()
    assert state(window, drive) == Validation.PENDING.value
    window.scan(claire.person, Signal.ACCEPTED)
    window.until(lambda: not screen.inbox.validate.isHidden())
    window.press(Qt.Key.Key_F12)
    window.until(lambda: state(window, drive) == Validation.VALIDATED.value)


def test_nothing_waits_says_so(window: OpenWindow) -> None:
    screen = at_documents(window)
    window.press(Qt.Key.Key_F3)
    window.settle()
    assert "Tout est validé" in screen.inbox.nothing.sentence.text()
    assert screen.inbox.nothing.isVisible()
