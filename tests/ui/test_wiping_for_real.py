"""The real use case, the real keeper processes, the sample's own images: nothing stands in for anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui.open_window import OpenIt, OpenWindow
from tests.ui.test_bench import TWO_DRIVES, received
from tests.ui.test_wiping import screen, shown
from ui.signals import Signal
from ui.wiping.acts import Act
from ui.wiping.left import Mode
from ui.wiping.telling import Group
from workshop.domain.chain import Action
from workshop.domain.drives import Disposition, Validation
from workshop.domain.machines import State

A_WHILE_MS = 60_000


def groups(window: OpenWindow) -> list[Group]:
    return [card.told.group for card in screen(window).running.cards.values()]


def test_a_machine_is_wiped_by_scans_while_the_window_is_closed_and_opened_again(
    sample_shop: Path, open_window: OpenIt
) -> None:
    window = open_window(sample_shop)
    code = received(window, TWO_DRIVES)
    window.go(Qt.Key.Key_F6, "bench")
    window.scan(code)
    window.press(Qt.Key.Key_F12)
    window.until(lambda: window.bench.next.action is Action.WIPE)
    window.press(Qt.Key.Key_F7)
    window.until(lambda: screen(window).armed)
    window.scan(code, Signal.ACCEPTED)
    window.until(lambda: screen(window).mode is Mode.NOTHING)
    window.close()

    again = open_window(sample_shop)
    again.go(Qt.Key.Key_F7, "wiping")
    again.qtbot.waitUntil(lambda: groups(again) == [Group.ENDED, Group.ENDED], timeout=A_WHILE_MS)
    shown_ones = screen(again).running.cards.values()
    assert all(card.told.to_validate for card in shown_ones), [card.told.spoken for card in shown_ones]
    for _each in range(2):
        again.press(Qt.Key.Key_Down)
        again.press(Qt.Key.Key_F12)
        again.settle()
    drives = again.workshop.machines.drives(code)
    assert {drive.validation for drive in drives} == {Validation.VALIDATED.value}
    assert {Disposition(drive.disposition) for drive in drives} <= {
        Disposition.PROVEN,
        Disposition.PROVEN_WITH_RESERVATIONS,
    }
    assert again.workshop.machines.card(code).state == State.WIPED.value


def test_a_label_of_another_machine_starts_nothing(sample_shop: Path, open_window: OpenIt) -> None:
    window = open_window(sample_shop)
    code = received(window, TWO_DRIVES)
    window.go(Qt.Key.Key_F7, "wiping")
    shown(window, code)
    window.scan("260000000182", Signal.ACCEPTED)
    window.settle()
    assert window.workshop.wiping.running() == ()


def test_a_lot_that_is_authorised_once_wipes_by_itself_slowly_enough_to_be_watched(
    sample_shop: Path, open_window: OpenIt, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ETABLI_PRACTICE_MIB_PER_SECOND", "12")
    window = open_window(sample_shop)
    code = received(window, TWO_DRIVES)
    window.go(Qt.Key.Key_F7, "wiping")
    window.scan(window.workshop.lots.open_ones()[0].code, Signal.ACCEPTED)
    window.until(lambda: screen(window).left.lot.acts.offered == (Act.AUTHORISE,))
    window.press(Qt.Key.Key_F12)
    window.digit(1)
    seen: set[tuple[float, ...]] = set()

    def over() -> bool:
        cards = screen(window).running.cards.values()
        seen.update(card.told.stages for card in cards if card.told.stages)
        return len(cards) == 2 and all(card.told.group is Group.ENDED for card in cards)

    window.qtbot.waitUntil(over, timeout=A_WHILE_MS)
    assert any(0 < erased < 1 for erased, _back in seen)
    assert any(0 < back < 1 for _erased, back in seen)
    window.until(lambda: screen(window).left.lot.sentence.text().startswith("4"))
    drives = window.workshop.machines.drives(code)
    assert {drive.disposition for drive in drives} <= {"proven", "proven-with-reservations"}
