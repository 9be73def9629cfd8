"""The probe's sticks in Réglages: prepared by a key, never twice without asking, forgotten when they are lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui.open_window import OpenIt, OpenWindow
from tests.ui.settings_window import at_settings, press, words
from ui.settings import stick_doing
from ui.settings.screen import SettingsScreen
from ui.settings.stick_part import StickPart
from workshop.report_wiring import stick_of

KEY = Qt.Key


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One stick is plugged in."""
    folder = tmp_path / "KINGSTON"
    folder.mkdir()
    monkeypatch.setattr(stick_doing, "sticks", lambda: (folder,))
    return folder


@pytest.fixture
def window(real_shop: Path, open_window: OpenIt, stick: Path) -> OpenWindow:
    assert stick.is_dir()
    return open_window(real_shop)


@pytest.fixture
def screen(window: OpenWindow) -> SettingsScreen:
    screen = at_settings(window)
    press(window, KEY.Key_5)
    return screen


def part_of(screen: SettingsScreen) -> StickPart:
    assert isinstance(screen.part, StickPart)
    return screen.part


def test_a_stick_is_prepared_by_one_key(window: OpenWindow, screen: SettingsScreen, stick: Path) -> None:
    assert part_of(screen).here[0].text() == "Préparer KINGSTON"
    press(window, KEY.Key_F2)
    (known,) = window.workshop.sticks.all()
    assert stick_of(stick) == known.id
    assert part_of(screen).here[0].text() == "KINGSTON\u00a0: préparée"
    assert "1 clé préparée." in words(window)
    assert "Clé préparée" in window.last_gesture


def test_a_prepared_one_is_only_prepared_again_when_asked(
    window: OpenWindow, screen: SettingsScreen, stick: Path
) -> None:
    press(window, KEY.Key_F2)
    first = stick_of(stick)
    press(window, KEY.Key_F2)
    assert "Recommencer" in words(window)
    press(window, KEY.Key_2)
    assert stick_of(stick) == first
    press(window, KEY.Key_F2, KEY.Key_1)
    assert stick_of(stick) != first
    assert not part_of(screen).alone


def test_one_that_is_not_ours_is_told_as_such(window: OpenWindow, screen: SettingsScreen, stick: Path) -> None:
    press(window, KEY.Key_F2)
    for known in window.workshop.sticks.all():
        window.workshop.sticks.forget(window.desk.session.actor, known.id)
    press(window, KEY.Key_F12)
    assert "pas de cet atelier" in part_of(screen).here[0].text()
    assert stick_of(stick)


def test_a_lost_one_is_forgotten_after_a_question(window: OpenWindow, screen: SettingsScreen) -> None:
    press(window, KEY.Key_F2, KEY.Key_F11)
    assert "Quelle clé est perdue" in words(window)
    press(window, KEY.Key_4)
    assert screen.part is part_of(screen)
    press(window, KEY.Key_1)
    assert "ne compteront plus" in words(window)
    press(window, KEY.Key_1)
    (known,) = window.workshop.sticks.all()
    assert known.forgotten_at
    assert "Aucune clé préparée." in words(window)


def test_escape_leaves_a_question_then_the_choice(window: OpenWindow, screen: SettingsScreen) -> None:
    press(window, KEY.Key_F2, KEY.Key_F11, KEY.Key_1, KEY.Key_Escape, KEY.Key_Escape)
    (known,) = window.workshop.sticks.all()
    assert not known.forgotten_at
    assert window.desk.current in ("settings", "home")
    assert not part_of(screen).alone
