"""Who never chose colours here gets those that the computer is set to; who did keeps them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui.open_window import OpenIt, change
from ui import system_look
from ui.tokens import ThemeName
from workshop.settings import Look, load_settings

CONTROL = Qt.KeyboardModifier.ControlModifier
Scheme, Contrast = Qt.ColorScheme, Qt.ContrastPreference


@pytest.mark.parametrize(
    ("scheme", "contrast", "look"),
    [
        (Scheme.Unknown, Contrast.NoPreference, Look.LIGHT),
        (Scheme.Light, Contrast.NoPreference, Look.LIGHT),
        (Scheme.Dark, Contrast.NoPreference, Look.DARK),
        (Scheme.Light, Contrast.HighContrast, Look.HIGH_CONTRAST),
        (Scheme.Dark, Contrast.HighContrast, Look.HIGH_CONTRAST),
    ],
)
def test_contrast_comes_before_darkness(scheme: Qt.ColorScheme, contrast: Qt.ContrastPreference, look: Look) -> None:
    assert system_look.wanted_by(scheme, contrast) is look


@pytest.fixture
def dark_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    """No platform of these tests has a colour scheme."""
    monkeypatch.setattr(system_look, "of_this_computer", lambda: Look.DARK)


@pytest.mark.usefixtures("dark_computer")
def test_a_dark_computer_is_dark_until_somebody_chooses(real_shop: Path, open_window: OpenIt) -> None:
    window = open_window(real_shop)
    assert window.application.holder.theme.name == "dark"
    window.settle()
    window.press(Qt.Key.Key_Plus, CONTROL)
    window.settle()
    kept = load_settings(real_shop, {})
    assert (kept.look, kept.zoom_percent > 100) == (Look.SYSTEM, True)
    window.application.holder.choose("light")
    window.settle()
    assert load_settings(real_shop, {}).look is Look.LIGHT


@pytest.mark.usefixtures("dark_computer")
def test_what_was_chosen_here_holds_on_any_computer(real_shop: Path, open_window: OpenIt) -> None:
    change(real_shop, look=Look.HIGH_CONTRAST)
    assert open_window(real_shop).application.holder.theme.name == "high-contrast"


@pytest.mark.parametrize(("name", "look"), [("light", Look.LIGHT), ("dark", Look.DARK)])
def test_a_theme_that_was_pressed_is_remembered_as_such(name: ThemeName, look: Look) -> None:
    assert system_look.kept(name, Look.HIGH_CONTRAST) is look
