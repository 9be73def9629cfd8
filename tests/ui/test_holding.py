"""Garder ici: from Poste and Effacer to the donor's word, the manager's PIN and back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui.fitting import SMALL, misfits, scrolled, zooms_of
from tests.ui.open_window import OpenIt, OpenWindow
from tests.ui.test_bench import TWO_DRIVES, received
from ui.holding.screen import HoldingScreen
from ui.pin.screen import PinScreen
from ui.signals import Signal
from ui.tokens import THEMES, ThemeName
from workshop.domain import events as happened
from workshop.domain.chain import Action
from workshop.domain.holds import Consent, HoldReason
from workshop.domain.machines import State
from workshop.domain.people import Role
from workshop.services.holding import Holding

KEY = Qt.Key


@pytest.fixture
def window(sample_shop: Path, open_window: OpenIt) -> OpenWindow:
    return open_window(sample_shop)


@pytest.fixture
def code(window: OpenWindow) -> str:
    """A machine at the Poste."""
    made = received(window, TWO_DRIVES)
    window.go(KEY.Key_F6, "bench")
    window.scan(made, Signal.ACCEPTED)
    return made


def keep(window: OpenWindow, code: str, reason: HoldReason = HoldReason.DATA_TO_KEEP) -> None:
    Holding(window.workshop.store).place(window.desk.session.actor, code, reason)
    window.until(lambda: window.bench.next.action is Action.RELEASE)
    window.settle()


def at_holding(window: OpenWindow) -> HoldingScreen:
    window.until(lambda: window.desk.current == "holding")
    window.settle()
    screen = window.desk.screen
    assert isinstance(screen, HoldingScreen)
    return screen


def state(window: OpenWindow, code: str) -> str:
    return window.workshop.machines.card(code).state


def released(window: OpenWindow, code: str) -> happened.HoldReleased:
    with window.workshop.store.looking() as look:
        (event,) = [entry.event for entry in look.history(code) if isinstance(entry.event, happened.HoldReleased)]
    assert isinstance(event, happened.HoldReleased)
    return event


def test_kept_data_is_released_on_the_donors_word_with_the_reference_of_the_letter(
    window: OpenWindow, code: str
) -> None:
    keep(window, code)
    window.press(KEY.Key_F12)
    screen = at_holding(window)
    assert "données à garder" in screen.one.title.text()
    assert "on ne revient plus en arrière" in screen.one.follows.label.text()
    window.press(KEY.Key_F12)
    window.settle()
    assert "qui donne l’accord" in window.band_text
    assert state(window, code) == State.HOLD.value
    window.digit(2)
    window.press(KEY.Key_F2)
    window.hands.type("MV 2026-118")
    window.press(KEY.Key_F12)
    window.until(lambda: state(window, code) != State.HOLD.value)
    window.settle()
    assert released(window, code) == happened.HoldReleased(
        HoldReason.DATA_TO_KEEP, Consent.DATA_OFFICER.value, "MV 2026-118"
    )
    assert "Libéré" in window.last_gesture
    assert not screen.what.isHidden()
    window.press(KEY.Key_Escape)
    window.until(lambda: window.desk.current == "bench")
    window.settle()
    assert window.bench.next.action is not Action.RELEASE


def test_the_managers_pin_is_asked_and_what_was_answered_is_not_lost_meanwhile(window: OpenWindow, code: str) -> None:
    keep(window, code)
    window.workshop.people.set_pin(window.desk.session.actor, "4711")
    window.press(KEY.Key_F12)
    at_holding(window)
    window.digit(1)
    window.press(KEY.Key_F12)
    window.until(lambda: window.desk.current == "pin")
    window.settle()
    page = window.desk.screen
    assert isinstance(page, PinScreen)
    assert "Libérer" in page.asking.what.text()
    assert state(window, code) == State.HOLD.value
    window.hands.type("4711")
    window.press(KEY.Key_F12)
    window.until(lambda: state(window, code) != State.HOLD.value)
    window.settle()
    assert released(window, code).release == Consent.DONOR.value
    assert window.desk.current == "holding"


def test_a_technician_keeps_a_machine_and_cannot_let_it_go(window: OpenWindow, code: str) -> None:
    sami = window.workshop.people.add(window.desk.session.actor, "Sami", Role.TECHNICIAN)
    window.scan(sami.code, Signal.ACCEPTED)
    window.bench.routes.keep.click()
    screen = at_holding(window)
    assert not screen.what.nothing.isHidden()
    window.digit(3)
    window.settle()
    assert "quarantaine" in screen.one.title.text()
    assert screen.one.asked.isHidden()
    window.press(KEY.Key_F12)
    window.until(lambda: state(window, code) == State.HOLD.value)
    window.settle()
    assert "Sami" in screen.what.kept[0].label.text()
    window.digit(1)
    window.settle()
    window.press(KEY.Key_F12)
    window.settle()
    assert "Seul un responsable" in window.band_text
    assert state(window, code) == State.HOLD.value


def test_a_whole_lot_is_released_from_one_of_its_machines(window: OpenWindow, code: str) -> None:
    lot = window.workshop.machines.card(code).lot
    keep(window, lot, HoldReason.DATA_TO_RETURN)
    others = [card.code for card in window.workshop.machines.of_lot(lot) if card.state == State.HOLD.value]
    assert len(others) > 1
    window.press(KEY.Key_F12)
    screen = at_holding(window)
    assert f"({len(others)} gardés)" in screen.one.all.text()
    window.digit(3)
    window.press(KEY.Key_F4)
    window.press(KEY.Key_F12)
    window.until(lambda: all(state(window, one) != State.HOLD.value for one in others))
    window.settle()
    assert not screen.what.nothing.isHidden()


def test_effacer_leads_from_a_kept_lot_to_its_release(window: OpenWindow, code: str) -> None:
    lot = window.workshop.machines.card(code).lot
    keep(window, lot)
    window.go(KEY.Key_F7, "wiping")
    window.scan(lot, Signal.ACCEPTED)
    window.settle()
    window.press(KEY.Key_F2)
    screen = at_holding(window)
    assert screen.code == lot
    assert screen.one.scope.isHidden()
    window.press(KEY.Key_Escape)
    window.settle()
    assert not screen.what.isHidden()
    window.press(KEY.Key_Escape)
    window.until(lambda: window.desk.current == "wiping")


@pytest.mark.parametrize("theme", THEMES)
def test_it_fits(window: OpenWindow, code: str, theme: ThemeName) -> None:
    window.window.resize(SMALL)
    keep(window, window.workshop.machines.card(code).lot)
    assert not misfits(window, _scenes(window, code), theme, zooms_of(theme))


def test_nothing_is_below_the_screen(window: OpenWindow, code: str) -> None:
    window.window.resize(SMALL)
    keep(window, window.workshop.machines.card(code).lot)
    assert not scrolled(window, _scenes(window, code))


def _scenes(window: OpenWindow, code: str) -> Iterator[str]:
    window.desk.go("holding", code)
    window.settle()
    yield "a release"
    window.digit(1)
    window.press(KEY.Key_Escape)
    window.settle()
    yield "what is kept"
    window.digit(2)
    window.settle()
    yield "to keep"
