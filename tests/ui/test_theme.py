from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.theme import PALETTE, Theme, ThemeHolder
from ui.tokens import THEMES, ThemeName
from ui.widgets.button import Button
from ui.widgets.text import Label


@pytest.mark.parametrize("name", THEMES)
def test_every_role_of_the_palette_comes_from_the_tokens_in_every_group(name: ThemeName) -> None:
    theme = Theme(name)
    palette = theme.palette()
    inherited = {QPalette.ColorRole.NoRole, QPalette.ColorRole.NColorRoles}
    assert set(QPalette.ColorRole) - inherited == set(PALETTE)
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
        assert all(palette.color(group, role) == theme.color(token) for role, token in PALETTE.items())
    assert palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text) == theme.color("ink2")


def test_a_new_theme_is_worn_at_once_by_what_is_on_screen(themes: ThemeHolder, qtbot: QtBot) -> None:
    label = Label("Recevoir", "title")
    qtbot.addWidget(label)
    label.show()
    light = label.grab().toImage()
    with qtbot.waitSignal(themes.changed):
        themes.choose("dark", 2.0)
    assert label.font().pixelSize() == themes.theme.px("title")
    assert label.palette().windowText().color() == themes.theme.color("ink")
    assert label.grab().toImage() != light
    assert QGuiApplication.palette().window().color() == themes.theme.color("background")


def test_words_keep_their_new_size_when_they_change_place(themes: ThemeHolder, qtbot: QtBot) -> None:
    """With a style sheet on the application Qt gives back the first font to a widget that changes parent."""
    label, other = Label("Recevoir"), QWidget()
    qtbot.addWidget(label)
    qtbot.addWidget(other)
    label.show()
    themes.choose(zoom=3.0)
    label.setParent(other)
    other.show()
    assert label.font().pixelSize() == 60


def test_the_zoom_goes_by_steps_and_stops_at_its_limits(themes: ThemeHolder) -> None:
    seen = []
    for _ in range(8):
        themes.enlarge()
        seen.append(themes.theme.zoom)
    assert seen == [1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 3.0, 3.0]
    for _ in range(8):
        themes.reduce()
    assert themes.theme.zoom == 1.0
    themes.choose(zoom=9.0)
    assert themes.theme.zoom == 3.0


def test_themes_follow_one_another(themes: ThemeHolder) -> None:
    names = []
    for _ in THEMES:
        themes.next_theme()
        names.append(themes.theme.name)
    assert names == ["dark", "high-contrast", "light"]


def test_choosing_what_is_there_changes_nothing(themes: ThemeHolder, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(themes.changed):
        themes.choose("light", 1.0)


def test_a_widget_that_is_gone_is_no_longer_told(themes: ThemeHolder, qtbot: QtBot) -> None:
    button = Button("Effacer")
    with qtbot.waitSignal(button.destroyed):
        button.deleteLater()
    themes.choose("dark", 3.0)
