"""Annuler at the window, and the journal: what was done, by whom, and what of it can be taken back."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from PySide6.QtCore import Qt

from tests.ui.open_window import OpenIt, OpenWindow
from ui.journal.screen import JournalScreen
from ui.signals import Signal
from ui.widgets.header import Header
from workshop.domain.codes import Command, command_code
from workshop.domain.machines import State
from workshop.domain.people import Actor, Role

CTRL = Qt.KeyboardModifier.ControlModifier
UNDO = command_code(Command.UNDO).text


def journal_of(window: OpenWindow) -> JournalScreen:
    window.press(Qt.Key.Key_J, CTRL)
    over = window.desk.overlays.open
    assert isinstance(over, JournalScreen)
    window.settle()
    return over


def why(journal: JournalScreen) -> str:
    return journal.act.unavailable_because


def lot_of(window: OpenWindow) -> str:
    return window.workshop.lots.open_ones()[0].code


def titles(journal: JournalScreen) -> list[str]:
    return [line.title for line in journal.list.rows.lines if not line.heading]


def test_the_card_takes_the_last_machine_back_and_the_one_before_is_in_hand(
    sample_shop: Path, open_window: OpenIt
) -> None:
    window = open_window(sample_shop)
    window.go(Qt.Key.Key_F5, "intake")
    window.scan("EXG6480002", Signal.ACCEPTED)
    first = window.intake.machine
    window.scan("EXT49005", Signal.ACCEPTED)
    window.scan(UNDO, Signal.ACCEPTED)
    assert "C’est annulé." in window.band_text
    assert "4\u00a0sur\u00a06" in window.band_text
    assert window.intake.machine is not None
    assert first is not None
    assert window.intake.machine.code == first.code
    assert "C’est annulé" in window.last_gesture
    window.scan("EXT49005", Signal.ACCEPTED)


def test_the_key_takes_back_as_the_card_does_and_says_the_same(sample_shop: Path, open_window: OpenIt) -> None:
    window = open_window(sample_shop)
    window.go(Qt.Key.Key_F5, "intake")
    window.scan("EXT49005", Signal.ACCEPTED)
    window.press(Qt.Key.Key_Z, CTRL)
    window.until(lambda: "C’est annulé." in window.band_text)
    window.settle()
    assert window.workshop.views.intake(window.intake.lot.code).arrivals.received == 3  # type: ignore[union-attr]
    window.press(Qt.Key.Key_Z, CTRL)
    window.until(lambda: window.band.signal is Signal.ALREADY_DONE)
    assert "Rien à annuler." in window.band_text


def test_the_button_says_before_whether_there_is_anything_to_take_back(sample_shop: Path, open_window: OpenIt) -> None:
    window = open_window(sample_shop)
    window.go(Qt.Key.Key_F5, "intake")
    button = window.desk.footer.undo
    window.until(lambda: bool(button.unavailable_because))
    window.scan("EXT49005", Signal.ACCEPTED)
    window.until(lambda: not button.unavailable_because)
    assert button.accessibleDescription().startswith("Ctrl Z")
    assert "Reçu" in button.accessibleDescription()


def test_an_older_one_is_taken_out_by_two_scans_and_the_band_says_both(sample_shop: Path, open_window: OpenIt) -> None:
    window = open_window(sample_shop)
    window.go(Qt.Key.Key_F5, "intake")
    window.scan("EXG6480002", Signal.ACCEPTED)
    older = window.intake.machine
    assert older is not None
    window.scan("EXT49005", Signal.ACCEPTED)
    window.scan(UNDO, Signal.ACCEPTED)
    window.scan(older.code, Signal.ACCEPTED)
    assert "Le dernier geste compte encore" in window.band_text
    assert window.workshop.machines.card(older.code).state == State.EXPECTED.value


def test_a_void_label_says_that_it_goes_into_the_bin(sample_shop: Path, open_window: OpenIt) -> None:
    window = open_window(sample_shop)
    window.go(Qt.Key.Key_F5, "intake")
    window.press(Qt.Key.Key_F4)
    window.until(lambda: window.intake.machine is not None)
    window.settle()
    machine = window.intake.machine
    assert machine is not None
    window.press(Qt.Key.Key_Z, CTRL)
    window.until(lambda: "C’est annulé." in window.band_text)
    window.settle()
    window.scan(machine.code, Signal.REFUSED)
    assert "Cette étiquette est annulée." in window.band_text
    assert "Jetez-la." in window.band_text


def test_the_poste_shows_nothing_of_a_machine_that_never_came(sample_shop: Path, open_window: OpenIt) -> None:
    window = open_window(sample_shop)
    window.go(Qt.Key.Key_F5, "intake")
    window.press(Qt.Key.Key_F4)
    window.until(lambda: window.intake.machine is not None)
    window.settle()
    machine = window.intake.machine
    assert machine is not None
    window.go(Qt.Key.Key_F6, "bench")
    window.scan(machine.code, Signal.ACCEPTED)
    window.press(Qt.Key.Key_Z, CTRL)
    window.until(lambda: window.bench.view is None)
    assert window.bench.empty.isVisible()


def test_the_journal_tells_what_was_done_newest_first_and_takes_one_back(
    sample_shop: Path, open_window: OpenIt
) -> None:
    window = open_window(sample_shop)
    window.go(Qt.Key.Key_F5, "intake")
    window.scan("EXG6480002", Signal.ACCEPTED)
    window.scan("EXT49005", Signal.ACCEPTED)
    journal = journal_of(window)
    assert titles(journal)[0] == "Reçu, lot de Mairie d’Exemple"
    assert "T490" in journal.list.rows.lines[1].text
    window.press(Qt.Key.Key_Down)
    assert "EliteBook" in journal.rows[journal.list.key].about.name
    assert why(journal) == ""
    window.press(Qt.Key.Key_F12)
    window.until(lambda: titles(journal)[0].startswith("Annulé"))
    window.settle()
    assert journal.band.signal is Signal.ACCEPTED
    assert why(journal) == "C’est déjà annulé."
    window.press(Qt.Key.Key_Escape)
    assert window.desk.overlays.open is None
    assert window.desk.current == "intake"


def test_what_cannot_be_taken_back_says_so_before_and_when_it_is_asked(sample_shop: Path, open_window: OpenIt) -> None:
    window = open_window(sample_shop)
    window.settle()
    journal = journal_of(window)
    wiped = next(seq for seq, row in journal.rows.items() if "wipe" in type(row.what).__name__.lower())
    journal.list.pick(wiped)
    assert "annule pas" in journal.act.unavailable_because or "mesuré" in journal.act.unavailable_because
    assert journal.why.text() == journal.act.unavailable_because
    window.press(Qt.Key.Key_F12)
    window.settle()
    assert journal.band.signal is Signal.REFUSED


def test_the_journal_of_the_object_that_is_shown(sample_shop: Path, open_window: OpenIt) -> None:
    window = open_window(sample_shop)
    window.go(Qt.Key.Key_F6, "bench")
    window.scan("260000000182")
    journal = journal_of(window)
    everything = len(journal.rows)
    window.press(Qt.Key.Key_F4)
    window.settle()
    assert 0 < len(journal.rows) < everything
    about = {row.about.code for row in journal.rows.values()}
    drives = {drive.code for drive in window.workshop.machines.drives("260000000182")}
    assert about <= {"260000000182", *drives}
    window.press(Qt.Key.Key_F4)
    window.settle()
    assert len(journal.rows) == everything


def test_only_a_manager_sees_what_is_older(real_shop: Path, open_window: OpenIt) -> None:
    window = open_window(real_shop)
    window.settle()
    workshop, manager = window.workshop, window.desk.session.actor
    person = workshop.people.add(manager, "Sami", Role.TECHNICIAN)
    for number in range(60):
        workshop.lots.open(manager, f"Donateur {number}")
    window.settle()
    journal = journal_of(window)
    assert len(journal.rows) == 50
    assert journal.more.isVisible()
    window.press(Qt.Key.Key_F3)
    window.settle()
    assert len(journal.rows) == 60
    assert not journal.more.isVisible()
    window.press(Qt.Key.Key_Escape)
    window.scan(person.code)
    journal = journal_of(window)
    assert len(journal.rows) == 50
    assert not journal.more.isVisible()
    assert journal.act.unavailable_because.startswith("Une autre personne")


def test_a_journal_that_was_changed_behind_our_back_says_so(real_shop: Path, open_window: OpenIt) -> None:
    window = open_window(real_shop)
    window.settle()
    workshop, actor = window.workshop, window.desk.session.actor
    for number in range(3):
        workshop.lots.open(actor, f"Donateur {number}")
    with sqlite3.connect(workshop.settings.database_file()) as database:
        database.execute("DROP TRIGGER event_no_update")
        database.execute('UPDATE event SET content = \'{"donor":"Autre"}\' WHERE seq = 2')
    database.close()
    journal = journal_of(window)
    assert journal.band.signal is Signal.REFUSED
    assert "à partir de l’événement 2" in journal.band._sentence.text()


def test_a_scan_over_the_journal_is_answered_as_always(sample_shop: Path, open_window: OpenIt) -> None:
    window = open_window(sample_shop)
    window.go(Qt.Key.Key_F5, "intake")
    journal_of(window)
    window.scan("EXT49005", Signal.ACCEPTED)
    assert window.desk.overlays.open is None
    assert window.desk.current == "intake"


def test_what_another_person_did_asks_for_the_managers_pin_and_the_journal_comes_back(
    sample_shop: Path, open_window: OpenIt
) -> None:
    window = open_window(sample_shop)
    first = window.desk.session.actor
    sami = window.workshop.people.add(first, "Sami", Role.TECHNICIAN)
    window.workshop.people.set_pin(first, "4711")
    machine = window.workshop.machines.receive(Actor(sami.code, first.bench), lot_of(window), "AAAA1111")
    window.go(Qt.Key.Key_F6, "bench")
    journal = journal_of(window)
    assert journal.act.unavailable_because == ""
    assert "votre code PIN" in journal.why.text()
    window.press(Qt.Key.Key_F12)
    window.until(lambda: window.desk.current == "pin")
    window.settle()
    assert window.workshop.machines.card(machine.code).lot
    window.press(Qt.Key.Key_Escape)
    window.settle()
    assert (window.desk.current, window.desk.overlays.open) == ("bench", journal)
    window.press(Qt.Key.Key_F12)
    window.until(lambda: window.desk.current == "pin")
    window.settle()
    window.hands.type("4711")
    window.press(Qt.Key.Key_F12)
    window.until(lambda: not window.workshop.machines.card(machine.code).lot)
    window.settle()
    assert (window.desk.current, window.desk.overlays.open) == ("bench", journal)
    assert "C’est annulé" in window.last_gesture


def test_ones_own_gesture_asks_for_no_pin(sample_shop: Path, open_window: OpenIt) -> None:
    window = open_window(sample_shop)
    window.workshop.people.set_pin(window.desk.session.actor, "4711")
    machine = window.workshop.machines.receive(window.desk.session.actor, lot_of(window), "AAAA1111")
    journal = journal_of(window)
    assert "votre code PIN" not in journal.why.text()
    window.press(Qt.Key.Key_F12)
    window.until(lambda: not window.workshop.machines.card(machine.code).lot)


def test_help_and_journal_say_who_works_here(sample_shop: Path, open_window: OpenIt) -> None:
    window = open_window(sample_shop)
    names = ("Sami", "Zoé")
    for name in names:
        person = window.workshop.people.add(window.desk.session.actor, name, Role.TECHNICIAN)
        window.scan(person.code, Signal.ACCEPTED)
        for key, modifiers in ((Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_J, CTRL)):
            window.press(key, modifiers)
            over = window.desk.overlays.open
            assert over is not None
            assert isinstance(over.page.header, Header)
            assert over.page.header.person.label.text() == name
            window.press(Qt.Key.Key_Escape)
