"""Badges and PINs in the real window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui.documents_window import Mode, at_documents
from tests.ui.open_window import OpenedFiles, OpenIt, OpenWindow
from tests.ui.paper_lots import a_lot, waits
from ui.documents.screen import DocumentsScreen
from ui.pin.screen import PinScreen
from ui.settings.people_part import PeoplePart
from ui.settings.screen import SettingsScreen
from ui.signals import Signal
from ui.widgets.header import Header
from workshop.domain.people import Actor, Person, Role
from workshop.settings import load_settings
from workshop.texts import speak

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(real_shop: Path, open_window: OpenIt) -> OpenWindow:
    found = open_window(real_shop)
    found.until(lambda: found.application.desk is not None)
    found.settle()
    return found


def a_person(window: OpenWindow, name: str = "Sami", role: Role = Role.TECHNICIAN) -> Person:
    return window.workshop.people.add(window.desk.session.actor, name, role)


def as_actor(person: Person) -> Actor:
    return Actor(person.code, "Poste 1")


def badge(window: OpenWindow, person: Person) -> None:
    window.scan(person.code, Signal.ACCEPTED)
    window.settle()


def test_a_badge_says_who_works_in_every_header_and_in_what_is_written(window: OpenWindow) -> None:
    sami = a_person(window)
    badge(window, sami)
    assert "Bonjour Sami" in window.last_gesture
    assert window.desk.session.actor.person == sami.code
    for screen in window.desk.screens.values():
        if isinstance(screen.page.header, Header):
            assert screen.page.header.person.label.text() == "Sami"
    assert "Sami" in window.home.page.header.shop.text()  # type: ignore[union-attr]
    window.go(Qt.Key.Key_F5, "intake")
    window.write("Mairie")
    window.press(Qt.Key.Key_F12)
    window.until(lambda: window.intake.lot is not None)
    with window.workshop.store.looking() as look:
        assert look.journal()[-1].person == sami.code
        assert look.scans(limit=1)[0].scan.text == sami.code


def test_nobody_is_named_where_nobody_scanned_a_badge(window: OpenWindow) -> None:
    header = window.bench.page.header
    assert isinstance(header, Header)
    assert header.person.isHidden()


def test_text_size_and_colours_follow_the_badge_and_are_kept_for_that_person_alone(
    window: OpenWindow, real_shop: Path
) -> None:
    sami, zoe = a_person(window), a_person(window, "Zoé")
    badge(window, sami)
    window.press(Qt.Key.Key_Plus, CTRL)
    window.application.holder.choose("high-contrast")
    window.settle()
    likes = window.workshop.people.preferences(sami.code)
    assert (likes.zoom_percent, likes.look) == (125, "high-contrast")
    assert load_settings(real_shop, {}).zoom_percent == 100
    badge(window, zoe)
    assert (window.application.holder.theme.zoom, window.application.holder.theme.name) == (1.0, "light")
    badge(window, sami)
    assert (window.application.holder.theme.zoom, window.application.holder.theme.name) == (1.25, "high-contrast")


def test_the_language_follows_the_badge_where_one_is_and_papers_stay_as_the_bench_makes_them(
    window: OpenWindow, real_shop: Path
) -> None:
    sami, zoe = a_person(window), a_person(window, "Zoé")
    window.workshop.people.prefer(as_actor(sami), language="en")
    window.go(Qt.Key.Key_F6, "bench")
    before = window.desk
    try:
        badge(window, sami)
        window.until(lambda: window.desk is not before)
        window.settle()
        assert window.bench.header.title.text() == "Bench"
        assert (window.desk.current, window.desk.session.actor.person) == ("bench", sami.code)
        assert window.bench.header.person.label.text() == "Sami"
        assert window.workshop.settings.language == "fr"
        english = window.desk
        badge(window, zoe)
        window.until(lambda: window.desk is not english)
        assert window.bench.header.title.text() == "Poste"
        assert load_settings(real_shop, {}).language == "fr"
    finally:
        speak("fr")


@pytest.fixture
def inbox(window: OpenWindow) -> DocumentsScreen:
    """One plain proof that waits, and a manager with a PIN at the bench."""
    a_lot(window.workshop, window.desk.session.actor, "Mairie", waits)
    screen = at_documents(window)
    window.press(Qt.Key.Key_F3)
    window.settle()
    assert screen.mode is Mode.INBOX
    return screen


def validated(window: OpenWindow, screen: DocumentsScreen) -> bool:
    drive = screen.inbox.drive
    return not drive or window.workshop.drives.card(drive).validation == "validated"


def test_where_nobody_has_a_pin_validation_asks_for_nothing(window: OpenWindow, inbox: DocumentsScreen) -> None:
    window.press(Qt.Key.Key_F12)
    window.until(lambda: validated(window, inbox))
    assert window.desk.current == "documents"


def test_validation_asks_for_the_pin_once_for_each_act_and_a_wrong_one_does_nothing(
    window: OpenWindow, inbox: DocumentsScreen
) -> None:
    window.workshop.people.set_pin(window.desk.session.actor, "4711")
    window.press(Qt.Key.Key_F12)
    window.until(lambda: window.desk.current == "pin")
    window.settle()
    page = window.desk.screens["pin"]
    assert isinstance(page, PinScreen)
    assert page.asking.what.text() == "Valider 1 effacement"
    window.hands.type("9999")
    window.press(Qt.Key.Key_F12)
    window.settle()
    assert "pas le bon code" in page.asking.field.error.label.text()
    assert not validated(window, inbox)
    assert page.asking.field.text() == ""
    window.hands.type("4711")
    window.press(Qt.Key.Key_Return)
    window.until(lambda: validated(window, inbox))
    window.settle()
    assert window.desk.current == "documents"
    assert page.asking.field.text() == ""


def test_what_is_typed_beside_the_field_of_a_pin_never_becomes_a_scan(
    window: OpenWindow, inbox: DocumentsScreen
) -> None:
    del inbox
    window.workshop.people.set_pin(window.desk.session.actor, "4711")
    window.press(Qt.Key.Key_F12)
    window.until(lambda: window.desk.current == "pin")
    window.settle()
    page = window.desk.screens["pin"].page
    page.setFocus()
    window.hands.type("4711")
    window.hands.press(Qt.Key.Key_Return)
    window.settle()
    window.hands.scan("4711")
    window.settle()
    with window.workshop.store.looking() as look:
        assert not [kept for kept in look.scans() if "4711" in kept.scan.text]
    window.press(Qt.Key.Key_Escape)
    window.settle()
    assert window.desk.current == "documents"


def test_a_technician_is_told_that_a_manager_scans_a_badge_and_then_may(
    window: OpenWindow, inbox: DocumentsScreen
) -> None:
    sami, zoe = a_person(window), a_person(window, "Zoé", Role.MANAGER)
    window.workshop.people.set_pin(as_actor(zoe), "4711")
    badge(window, sami)
    window.press(Qt.Key.Key_F12)
    window.until(lambda: window.desk.current == "pin")
    window.settle()
    page = window.desk.screens["pin"]
    assert isinstance(page, PinScreen)
    assert "scanne son badge" in page.asking.who.text()
    assert page.asking.field.isHidden()
    badge(window, zoe)
    assert not page.asking.field.isHidden()
    window.hands.type("4711")
    window.press(Qt.Key.Key_F12)
    window.until(lambda: validated(window, inbox))


@pytest.fixture
def part(window: OpenWindow) -> PeoplePart:
    window.press(Qt.Key.Key_R, CTRL)
    window.until(lambda: window.desk.current == "settings")
    screen = window.desk.screen
    assert isinstance(screen, SettingsScreen)
    found = next(part for part in screen.parts if isinstance(part, PeoplePart))
    screen.show_part(found)
    window.settle()
    return found


def test_somebody_new_gets_a_badge_that_is_printed(
    window: OpenWindow, part: PeoplePart, opened_files: OpenedFiles
) -> None:
    window.press(Qt.Key.Key_F2)
    window.hands.type("Camille")
    window.press(Qt.Key.Key_F4)
    window.press(Qt.Key.Key_F12)
    window.until(lambda: bool(opened_files.files))
    window.settle()
    person = window.workshop.people.everybody()[-1]
    assert (person.name, person.role) == ("Camille", Role.MANAGER)
    assert opened_files.files[0].stem == person.code
    assert "Camille" in part.rows[1].text()


def test_a_manager_chooses_a_pin_and_nothing_of_it_is_kept_where_it_can_be_read(
    window: OpenWindow, part: PeoplePart
) -> None:
    window.press(Qt.Key.Key_F4)
    window.hands.type("1234")
    window.press(Qt.Key.Key_Return)
    window.hands.type("1234")
    window.press(Qt.Key.Key_F12)
    window.settle()
    assert "trop simple" in part.own.new.error.label.text()
    window.hands.type("4711")
    window.press(Qt.Key.Key_Return)
    window.hands.type("4711")
    window.press(Qt.Key.Key_F12)
    window.settle()
    assert window.workshop.people.has_pin(window.desk.session.actor.person)
    assert not part.alone
    with window.workshop.store.looking() as look:
        assert not look.scans()


def test_the_bench_card_is_one_key_away(window: OpenWindow, part: PeoplePart, opened_files: OpenedFiles) -> None:
    del part
    window.press(Qt.Key.Key_F11)
    window.until(lambda: bool(opened_files.files))
    assert opened_files.files[0].read_bytes().startswith(b"%PDF")


def test_nothing_on_the_page_of_people_counts_what_they_did(window: OpenWindow, part: PeoplePart) -> None:
    del window
    words = " ".join(row.text() for row in part.rows)
    assert "ordinateur" not in words
