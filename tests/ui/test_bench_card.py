"""The bench card in the real window: a command does what its key does, or says why not; nothing lasting comes of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui.open_window import OpenedFiles, OpenIt, OpenWindow
from ui.signals import Signal
from workshop.domain.codes import Command, command_code
from workshop.domain.events import LabelPrinted
from workshop.domain.gestures import LASTING, UNDOABLE
from workshop.domain.machines import State

READY = "260000000182"
SHOWN = {
    "home": Qt.Key.Key_Home,
    "intake": Qt.Key.Key_F5,
    "bench": Qt.Key.Key_F6,
    "wiping": Qt.Key.Key_F7,
    "storage": Qt.Key.Key_F8,
    "delivery": Qt.Key.Key_F9,
}
OFFICE = {"documents": Qt.Key.Key_D, "review": Qt.Key.Key_B, "settings": Qt.Key.Key_R}
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(sample_shop: Path, open_window: OpenIt) -> OpenWindow:
    return open_window(sample_shop)


def scan(window: OpenWindow, command: Command, signal: Signal | None = None) -> str:
    window.scan(command_code(command).text, signal)
    return window.band_text


def go(window: OpenWindow, name: str) -> None:
    window.until(lambda: window.application.desk is not None)
    window.settle()
    if name == "home":
        window.desk.go(name)
    elif name in OFFICE:
        window.press(OFFICE[name], CTRL)
    else:
        window.press(SHOWN[name])
    window.until(lambda: window.desk.current == name)
    window.settle()


def events(window: OpenWindow) -> list[type]:
    with window.workshop.store.looking() as look:
        return [type(entry.event) for entry in look.journal()]


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (Command.INTAKE, "intake"),
        (Command.BENCH, "bench"),
        (Command.WIPE, "wiping"),
        (Command.STORE, "storage"),
        (Command.DELIVER, "delivery"),
    ],
)
def test_a_move_opens_its_screen_and_its_band_says_so(window: OpenWindow, command: Command, name: str) -> None:
    window.settle()
    window.scan(command_code(command).text, Signal.ACCEPTED)
    assert window.desk.current == name


def test_a_move_to_a_screen_that_is_not_built_says_so(window: OpenWindow) -> None:
    window.settle()
    assert "pas encore fait" in scan(window, Command.RETURN, Signal.REFUSED)
    assert window.desk.current == "home"


@pytest.mark.parametrize("name", [*SHOWN, *OFFICE])
def test_the_card_alone_writes_nothing_that_cannot_be_taken_back(window: OpenWindow, name: str) -> None:
    """Every command on every screen, with a machine that is ready in hand, twice in a row."""
    window.settle()
    window.scan(READY)
    before = len(events(window))
    for command in sorted(set(Command) - {Command.UNDO}):
        go(window, name)
        for _again in range(2):
            scan(window, command)
        window.press(Qt.Key.Key_Escape)
        window.settle()
    written = set(events(window)[before:])
    assert written <= UNDOABLE
    assert not written & set(LASTING)
    assert not window.workshop.wiping.running()


def test_a_route_is_taken_for_the_machine_that_is_shown(window: OpenWindow) -> None:
    window.settle()
    assert "Scannez d’abord son étiquette" in _at_bench(window, Command.TO_REPAIR)
    window.scan(READY)
    assert "À réparer" in scan(window, Command.TO_REPAIR, Signal.ACCEPTED)
    window.settle()
    assert window.workshop.machines.card(READY).state == State.TO_REPAIR.value
    assert "déjà mis de côté" in scan(window, Command.FOR_PARTS, Signal.REFUSED)
    scan(window, Command.UNDO, Signal.ACCEPTED)
    assert window.workshop.machines.card(READY).state == State.READY.value


def _at_bench(window: OpenWindow, command: Command) -> str:
    go(window, "bench")
    return scan(window, command, Signal.REFUSED)


def test_a_route_that_comes_before_its_machine_is_shown_does_nothing(window: OpenWindow) -> None:
    """A reader quicker than the screen: the route was meant for the machine before, or for nobody."""
    window.settle()
    window.scan(READY)
    other = next(card.code for card in window.workshop.views.lot(_lot(window))[1] if card.code != READY)
    window.hands.scan(other)
    window.hands.scan(command_code(Command.FOR_PARTS).text)
    window.settle()
    assert window.band.signal is Signal.REFUSED
    assert "L’écran a changé" in window.band_text
    states = {window.workshop.machines.card(code).state for code in (READY, other)}
    assert State.FOR_PARTS.value not in states


def _lot(window: OpenWindow) -> str:
    return window.workshop.machines.card(READY).lot


def test_no_charger_and_the_end_of_a_lot_are_said_by_the_card(window: OpenWindow) -> None:
    go(window, "intake")
    assert "Scannez d’abord" in scan(window, Command.NO_CHARGER, Signal.REFUSED)
    window.scan("EXG6480002", Signal.ACCEPTED)
    scan(window, Command.NO_CHARGER, Signal.ACCEPTED)
    machine = window.intake.machine
    assert machine is not None
    assert machine.charger is False
    scan(window, Command.DONE, Signal.ACCEPTED)
    assert not window.intake.question.isHidden()
    scan(window, Command.NO, Signal.ACCEPTED)
    assert window.intake.question.isHidden()
    assert "Aucune question" in scan(window, Command.YES, Signal.REFUSED)
    scan(window, Command.NO_SERIAL, Signal.ACCEPTED)
    assert window.intake.machine is not None
    assert window.intake.machine.serial == ""


def test_a_manifest_needs_a_label_beside_the_card(window: OpenWindow, opened_files: OpenedFiles) -> None:
    del opened_files
    go(window, "delivery")
    window.until(lambda: window.delivery.shown_order is not None)
    window.digit(1)
    window.until(lambda: window.delivery.view is not None)
    window.scan(READY, Signal.ACCEPTED)
    box = window.workshop.machines.card(READY).box
    scan(window, Command.DONE, Signal.ACCEPTED)
    assert "scannez un carton" in window.delivery.question.more.text()
    assert "Scannez un carton" in scan(window, Command.YES, Signal.REFUSED)
    assert window.workshop.machines.card(READY).state == State.PACKED.value
    window.scan(box)
    window.settle()
    assert window.workshop.machines.card(READY).state == State.DELIVERED.value


def test_a_box_answers_nothing_where_a_key_asked(window: OpenWindow) -> None:
    go(window, "delivery")
    window.until(lambda: window.delivery.shown_order is not None)
    window.digit(1)
    window.until(lambda: window.delivery.view is not None)
    window.scan(READY, Signal.ACCEPTED)
    window.press(Qt.Key.Key_F12)
    window.scan(window.workshop.machines.card(READY).box)
    assert window.workshop.machines.card(READY).state == State.PACKED.value


def test_a_label_is_printed_again_in_two_scans_from_any_screen(window: OpenWindow, opened_files: OpenedFiles) -> None:
    go(window, "intake")
    assert "Étiquette de quoi" in scan(window, Command.LABEL, Signal.ACCEPTED)
    window.scan(READY, Signal.ACCEPTED)
    window.settle()
    assert [file.stem for file in opened_files.files] == [READY]
    assert window.desk.current == "intake"
    assert LabelPrinted in events(window)
    window.scan(READY)  # the second one means what it always means
    window.settle()
    assert len(opened_files.files) == 1


def test_escape_takes_the_wish_for_a_label_back(window: OpenWindow, opened_files: OpenedFiles) -> None:
    go(window, "bench")
    scan(window, Command.LABEL)
    window.press(Qt.Key.Key_Escape)
    window.scan(READY)
    window.settle()
    assert not opened_files.files


def test_repete_says_the_last_answer_again_on_any_screen(window: OpenWindow) -> None:
    window.settle()
    assert "Rien n’a encore été dit" in scan(window, Command.REPEAT, Signal.REFUSED)
    window.scan("00:1A:2B:3C:4D:5E", Signal.REFUSED)
    said = window.band_text
    assert scan(window, Command.REPEAT, Signal.REFUSED) == said
    window.press(Qt.Key.Key_F6)
    window.settle()
    assert scan(window, Command.REPEAT, Signal.REFUSED) == said


def test_aide_opens_the_help(window: OpenWindow) -> None:
    go(window, "bench")
    window.scan(command_code(Command.HELP).text)
    assert window.desk.overlays.open is not None
    window.scan(command_code(Command.BENCH).text)
    assert window.desk.overlays.open is None


def test_every_scan_of_the_card_is_written_down_with_what_was_said(window: OpenWindow) -> None:
    window.settle()
    scan(window, Command.BENCH)
    scan(window, Command.WORKS)
    with window.workshop.store.looking() as look:
        works, bench = look.scans(limit=2)
    assert (works.scan.text, bench.scan.text) == tuple(
        command_code(command).text for command in (Command.WORKS, Command.BENCH)
    )
    assert works.answer is not None
    assert works.answer.facts == {"command": "works", "screen": "bench"}
