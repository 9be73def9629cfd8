"""A drive that no record knows is plugged in: it comes in by keys and scans, and its own label starts its wipe."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui.fake_wiping import STICK, FakeWiping, fake_in
from tests.ui.open_window import OpenedFiles, OpenIt, OpenWindow, opened_files
from tests.ui.test_bench import READY
from tests.ui.test_wiping import screen, starts
from ui.signals import Signal
from ui.wiping.left import Mode
from ui.wiping.stranger import Stranger
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.events import LabelPrinted
from workshop.domain.lots import DriveCard
from workshop.domain.wiping import MediumIdentity, PresentDrive

__all__ = ["opened_files"]
LOOSE = PresentDrive(
    MediumIdentity("/dev/sdc", "Samsung 870 EVO", "S6P4NX0R", None, 500 * 10**9, DriveMedium.SSD, "usb-1.2")
)
OTHER = PresentDrive(replace(LOOSE.medium, path="/dev/sdd", serial="S6P4NX0T", place="usb-1.3"))


@pytest.fixture
def window(sample_shop: Path, open_window: OpenIt) -> OpenWindow:
    return open_window(sample_shop)


@pytest.fixture
def wiping(window: OpenWindow) -> FakeWiping:
    fake = fake_in(window)
    window.go(Qt.Key.Key_F7, "wiping")
    return fake


@pytest.fixture
def lot(window: OpenWindow) -> str:
    return window.workshop.lots.open_ones()[0].code


def stranger(window: OpenWindow) -> Stranger:
    return screen(window).left.stranger


def plugged(window: OpenWindow, wiping: FakeWiping, *drives: PresentDrive) -> None:
    wiping.plugged = drives
    window.until(lambda: screen(window).mode is Mode.STRANGER)


def asked_of_its_lot(window: OpenWindow) -> None:
    window.press(Qt.Key.Key_F12)
    window.until(lambda: stranger(window).asking)


def loose_ones(window: OpenWindow, lot: str) -> tuple[DriveCard, ...]:
    return window.workshop.drives.of_lot(lot)


def test_an_unknown_drive_says_what_it_is(window: OpenWindow, wiping: FakeWiping) -> None:
    plugged(window, wiping, LOOSE, OTHER)
    page = stranger(window)
    assert page.sentence.text() == "Un disque inconnu est branché."
    assert (page.medium.text(), page.identity.text()) == ("SSD 500\u00a0Go", "Samsung 870 EVO · série\u00a0S6P4NX0R")
    assert page.more.text() == "Et 1 autre disque inconnu."


def test_a_protected_drive_is_never_offered(window: OpenWindow, wiping: FakeWiping) -> None:
    before = wiping.polls
    window.until(lambda: wiping.polls >= before + 4)
    assert wiping.protected == (STICK,)
    assert screen(window).mode is Mode.NOTHING


def test_it_comes_in_with_the_lot_that_a_digit_chooses_and_its_label_is_made(
    window: OpenWindow, wiping: FakeWiping, lot: str
) -> None:
    plugged(window, wiping, LOOSE)
    asked_of_its_lot(window)
    assert [button.text() for button in stranger(window).findChildren(type(stranger(window).let_in))][1:] == [
        "Mairie d’Exemple"
    ]
    window.digit(1)
    window.until(lambda: screen(window).mode is Mode.CHOSEN)
    (card,) = loose_ones(window, lot)
    assert (card.serial, card.lot, screen(window).code) == ("S6P4NX0R", lot, card.code)
    assert screen(window).confirm.plate.code == card.code
    label = window.workshop.settings.folder() / "labels" / f"{card.code}.pdf"
    window.until(label.exists)
    window.until(lambda: "étiquette du disque est prête" in window.last_gesture)
    assert starts(wiping) == []


def test_the_slip_of_the_lot_says_it_too(window: OpenWindow, wiping: FakeWiping, lot: str) -> None:
    plugged(window, wiping, LOOSE)
    asked_of_its_lot(window)
    window.scan(lot, Signal.ACCEPTED)
    window.until(lambda: screen(window).mode is Mode.CHOSEN)
    assert [card.serial for card in loose_ones(window, lot)] == ["S6P4NX0R"]


def test_only_its_own_label_starts_it(window: OpenWindow, wiping: FakeWiping, lot: str) -> None:
    plugged(window, wiping, LOOSE)
    asked_of_its_lot(window)
    window.digit(1)
    window.until(lambda: screen(window).armed)
    (card,) = loose_ones(window, lot)
    assert "Scannez l’étiquette de ce disque" in screen(window).confirm.box.what.text()
    assert starts(wiping) == []
    window.scan(card.code, Signal.ACCEPTED)
    window.until(lambda: bool(starts(wiping)))
    assert starts(wiping) == [("start", card.code, (card.code,), card.code)]


def test_its_label_is_printed_by_one_key_and_every_copy_is_written_down(
    window: OpenWindow, wiping: FakeWiping, lot: str, opened_files: OpenedFiles
) -> None:
    plugged(window, wiping, LOOSE)
    asked_of_its_lot(window)
    window.digit(1)
    window.until(lambda: screen(window).armed)
    (card,) = loose_ones(window, lot)
    window.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    window.until(lambda: bool(opened_files.files))
    assert opened_files.files[0].name == f"{card.code}.pdf"
    with window.workshop.store.looking() as look:
        assert [entry.event.copy for entry in look.history(card.code) if isinstance(entry.event, LabelPrinted)] == [1]


def test_a_drive_that_was_put_aside_is_not_asked_about_until_it_is_plugged_in_again(
    window: OpenWindow, wiping: FakeWiping
) -> None:
    plugged(window, wiping, LOOSE)
    window.press(Qt.Key.Key_Escape)
    assert screen(window).mode is Mode.NOTHING
    before = wiping.polls
    window.until(lambda: wiping.polls >= before + 4)
    assert screen(window).mode is Mode.NOTHING
    wiping.plugged = ()
    window.until(lambda: not screen(window).newcomer._ignored)
    plugged(window, wiping, LOOSE)


def test_escape_goes_back_from_the_lot_to_the_drive(window: OpenWindow, wiping: FakeWiping, lot: str) -> None:
    plugged(window, wiping, LOOSE)
    asked_of_its_lot(window)
    window.press(Qt.Key.Key_Escape)
    assert (screen(window).mode, stranger(window).asking) == (Mode.STRANGER, False)
    window.digit(1)
    assert loose_ones(window, lot) == ()


def test_a_drive_that_is_unplugged_is_no_longer_shown(window: OpenWindow, wiping: FakeWiping) -> None:
    plugged(window, wiping, LOOSE)
    wiping.plugged = ()
    window.until(lambda: screen(window).mode is Mode.NOTHING)


def test_a_drive_that_went_while_its_lot_was_asked_for_is_not_received(
    window: OpenWindow, wiping: FakeWiping, lot: str
) -> None:
    plugged(window, wiping, LOOSE)
    asked_of_its_lot(window)
    wiping.plugged = (replace(LOOSE, medium=replace(LOOSE.medium, serial="ANOTHER")),)
    window.scan(lot)
    window.until(lambda: window.band.signal is Signal.REFUSED)
    assert "branché" in window.band_text
    assert loose_ones(window, lot) == ()


def test_what_somebody_works_on_is_never_taken_away_by_a_drive(window: OpenWindow, wiping: FakeWiping) -> None:
    window.scan(READY, Signal.ACCEPTED)
    wiping.plugged = (LOOSE,)
    before = wiping.polls
    window.until(lambda: wiping.polls >= before + 4)
    assert screen(window).mode is Mode.CHOSEN
    window.press(Qt.Key.Key_Escape)
    window.until(lambda: screen(window).mode is Mode.STRANGER)


def test_digits_that_are_being_typed_are_not_taken_away_either(window: OpenWindow, wiping: FakeWiping) -> None:
    window.hands.type("26")
    wiping.plugged = (LOOSE,)
    before = wiping.polls
    window.until(lambda: wiping.polls >= before + 4)
    assert screen(window).mode is Mode.NOTHING


def test_no_drive_is_looked_for_on_another_screen(window: OpenWindow, wiping: FakeWiping) -> None:
    window.go(Qt.Key.Key_F6, "bench")
    wiping.plugged = (LOOSE,)
    before = wiping.polls
    window.until(lambda: wiping.polls >= before + 1)
    assert screen(window).mode is Mode.NOTHING
    window.go(Qt.Key.Key_F7, "wiping")
    window.until(lambda: screen(window).mode is Mode.STRANGER)
