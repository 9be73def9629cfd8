from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui.fake_wiping import FakeWiping, fake_in
from tests.ui.open_window import OpenIt, OpenWindow
from tests.ui.test_bench import READY, TWO_DRIVES, received
from ui.signals import Signal
from ui.wiping.fates import Fate
from ui.wiping.left import Mode
from ui.wiping.screen import WipingScreen
from workshop.domain.chain import Action
from workshop.domain.codes import Command, command_code
from workshop.domain.diagnosis import Health


def screen(window: OpenWindow) -> WipingScreen:
    found = window.desk.screens["wiping"]
    assert isinstance(found, WipingScreen)
    return found


@pytest.fixture
def window(sample_shop: Path, open_window: OpenIt) -> OpenWindow:
    return open_window(sample_shop)


@pytest.fixture
def code(window: OpenWindow) -> str:
    """A machine with two drives that are not wiped yet."""
    made = received(window, TWO_DRIVES)
    window.workshop.machines.triage(window.desk.session.actor, made)
    return made


@pytest.fixture
def wiping(window: OpenWindow, code: str) -> FakeWiping:
    fake = fake_in(window)
    window.go(Qt.Key.Key_F7, "wiping")
    return fake


def shown(window: OpenWindow, code: str) -> None:
    """Show a machine, as long as a person needs to read it."""
    window.scan(code, Signal.ACCEPTED)
    window.until(lambda: screen(window).armed)


def fates(window: OpenWindow) -> list[Fate]:
    return [row.fate for row in screen(window).confirm._rows if hasattr(row, "fate")]


def starts(wiping: FakeWiping) -> list[tuple[object, ...]]:
    return [told for told in wiping.told if told[0] == "start"]


def test_nothing_yet_says_what_to_scan(window: OpenWindow, wiping: FakeWiping) -> None:
    assert screen(window).mode is Mode.NOTHING
    assert "Scannez l’étiquette" in screen(window).left.prompt.sentence.text()


def test_the_first_scan_only_shows_what_will_be_erased(window: OpenWindow, wiping: FakeWiping, code: str) -> None:
    shown(window, code)
    page = screen(window).confirm
    assert page.plate.code == code
    assert "2\u00a0disques seront effacés" in page.sentence.text()
    assert fates(window) == [Fate.ERASED, Fate.ERASED]
    assert "Scannez l’étiquette de cet ordinateur" in page.box.what.text()
    assert starts(wiping) == []


def test_the_same_label_again_starts_every_drive_that_was_shown(
    window: OpenWindow, wiping: FakeWiping, code: str
) -> None:
    shown(window, code)
    window.scan(code, Signal.ACCEPTED)
    window.until(lambda: len(screen(window).running.order) == 2)
    drives = tuple(drive.code for drive in window.workshop.machines.drives(code))
    assert starts(wiping) == [("start", code, drives, code)]
    assert screen(window).mode is Mode.NOTHING
    assert "2\u00a0disques s’effacent" in window.last_gesture


def test_a_trigger_that_bounces_confirms_nothing(window: OpenWindow, wiping: FakeWiping, code: str) -> None:
    window.scan(code, Signal.ACCEPTED)
    window.scan(code, Signal.ALREADY_DONE)
    assert "Lisez ce qui sera effacé" in window.band_text
    assert starts(wiping) == []


def test_a_scan_before_the_drives_have_answered_confirms_nothing(
    window: OpenWindow, wiping: FakeWiping, code: str
) -> None:
    wiping.waits = True
    window.hands.scan(code)
    window.until(lambda: screen(window).plan is not None and not screen(window)._bounce.isActive())
    assert "Établi regarde" in screen(window).confirm.box.what.text()
    assert screen(window).place().subject == ""
    wiping.gate.set()
    window.until(lambda: screen(window).armed)


def test_another_label_shows_the_other_machine_and_starts_nothing(
    window: OpenWindow, wiping: FakeWiping, code: str
) -> None:
    shown(window, code)
    window.scan(READY, Signal.ACCEPTED)
    assert screen(window).code == READY
    assert starts(wiping) == []
    window.scan(code, Signal.ACCEPTED)
    assert screen(window).code == code
    assert starts(wiping) == []


def test_a_maker_s_serial_shows_but_never_confirms(window: OpenWindow, wiping: FakeWiping, code: str) -> None:
    shown(window, code)
    window.scan(TWO_DRIVES, Signal.ALREADY_DONE)
    assert starts(wiping) == []


def test_the_digits_typed_into_the_field_show_and_confirm(window: OpenWindow, wiping: FakeWiping, code: str) -> None:
    with window.qtbot.waitSignal(window.desk.answer_shown):
        window.write(code[-8:])
    window.until(lambda: screen(window).armed)
    with window.qtbot.waitSignal(window.desk.answer_shown):
        window.write(code[-8:])
    window.until(lambda: bool(starts(wiping)))


def test_escape_goes_back_and_forgets_the_machine(window: OpenWindow, wiping: FakeWiping, code: str) -> None:
    shown(window, code)
    window.press(Qt.Key.Key_Escape)
    assert screen(window).mode is Mode.NOTHING
    window.scan(code, Signal.ACCEPTED)
    assert starts(wiping) == []
    window.press(Qt.Key.Key_Escape)
    window.press(Qt.Key.Key_Escape)
    assert window.desk.current == "home"


def test_data_to_keep_refuses_and_says_what_to_do(window: OpenWindow, wiping: FakeWiping, code: str) -> None:
    wiping.refusals = ("on-hold",)
    window.scan(code, Signal.ACCEPTED)
    page = screen(window).confirm
    assert page.sentence.text() == "Rien ne peut être effacé."
    assert "gardé" in page.refusal.what.text()
    assert "donateur" in page.refusal.do.text()
    assert fates(window) == [Fate.REFUSED, Fate.REFUSED]
    window.scan(code, Signal.REFUSED)
    assert starts(wiping) == []


def test_a_drive_that_is_not_here_stays_and_the_other_is_erased(
    window: OpenWindow, wiping: FakeWiping, code: str
) -> None:
    first, second = window.workshop.machines.drives(code)
    wiping.absent = {first.code}
    shown(window, code)
    assert fates(window) == [Fate.NOT_HERE, Fate.ERASED]
    window.scan(code, Signal.ACCEPTED)
    window.until(lambda: bool(starts(wiping)))
    assert starts(wiping) == [("start", code, (second.code,), code)]


def test_a_failing_drive_says_so_before_the_hours(window: OpenWindow, wiping: FakeWiping, code: str) -> None:
    wiping.health, wiping.health_facts = Health.FAILING, ("pending_sectors=12",)
    shown(window, code)
    words = " ".join(label.text() for label in window.window.findChildren(type(screen(window).confirm.name)))
    assert "Il va mal\u00a0: à détruire. Des morceaux ne se lisent plus (12)." in words


def test_a_refused_start_stays_and_says_why(window: OpenWindow, wiping: FakeWiping, code: str) -> None:
    wiping.refuses = "on-hold"
    shown(window, code)
    window.scan(code)
    window.until(lambda: window.band.signal is Signal.REFUSED)
    assert "gardé" in window.band_text
    assert screen(window).mode is Mode.CHOSEN


def test_an_authorised_lot_needs_no_second_scan_and_the_screen_says_so(
    window: OpenWindow, wiping: FakeWiping, code: str
) -> None:
    wiping.authorised = True
    window.scan(code, Signal.ACCEPTED)
    window.until(lambda: ("authorised", window.desk.session.actor.bench) in wiping.told)
    assert "autorisé" in screen(window).confirm.box.what.text()


def test_the_poste_leads_here_by_its_key(window: OpenWindow, wiping: FakeWiping, code: str) -> None:
    window.go(Qt.Key.Key_F6, "bench")
    window.scan(code)
    assert window.bench.next.action is Action.WIPE
    window.press(Qt.Key.Key_F7)
    window.until(lambda: screen(window).plan is not None)
    assert (window.desk.current, screen(window).code) == ("wiping", code)


def test_the_card_effacer_leads_here_from_the_poste(window: OpenWindow, wiping: FakeWiping, code: str) -> None:
    window.go(Qt.Key.Key_F6, "bench")
    window.scan(code)
    window.scan(command_code(Command.WIPE).text, Signal.ACCEPTED)
    window.until(lambda: screen(window).plan is not None)
    assert (window.desk.current, screen(window).code) == ("wiping", code)
    window.until(lambda: screen(window).armed)
    window.scan(code, Signal.ACCEPTED)
    window.until(lambda: bool(starts(wiping)))


def test_everything_slow_is_asked_off_the_gui_thread(window: OpenWindow, wiping: FakeWiping, code: str) -> None:
    shown(window, code)
    window.until(lambda: wiping.polls >= 2)
    assert threading.get_ident() not in wiping.threads


def test_the_ends_are_concluded_while_another_screen_is_shown(window: OpenWindow, wiping: FakeWiping) -> None:
    window.go(Qt.Key.Key_F6, "bench")
    before = wiping.polls
    window.until(lambda: wiping.polls > before)
