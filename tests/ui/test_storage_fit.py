from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui.open_window import OpenIt, OpenWindow
from tests.ui.storage_scenes import storage_scenes
from tests.ui.storage_window import screen_of
from tests.ui.test_every_screen_fits import SMALL, laid_out, problems
from ui.tokens import THEMES, ThemeName

ZOOMS = (1.0, 1.5, 2.0, 3.0)


def scenes(window: OpenWindow) -> Iterator[str]:
    assert window.desk.current == "home"

    def press(key: Qt.Key) -> None:
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            window.digit(int(key) - int(Qt.Key.Key_0))
        else:
            window.press(key)
        window.settle()

    def scan(text: str) -> None:
        window.scan(text)

    yield from storage_scenes(window.desk.session, screen_of(window), scan, press, window.settle)


@pytest.mark.parametrize("theme", THEMES)
def test_ranger_asks_no_more_width_than_there_is_and_no_word_is_cut(
    real_shop: Path, open_window: OpenIt, theme: ThemeName
) -> None:
    window = open_window(real_shop)
    window.window.resize(SMALL)
    wrong = []
    for scene in scenes(window):
        for zoom in ZOOMS if theme == THEMES[0] else ZOOMS[-1:]:
            window.application.holder.choose(theme, zoom)
            window.settle()
            laid_out()
            wrong += [f"{scene} {zoom}: {words}" for words in problems(window.window)]
        window.application.holder.choose(theme, 1.0)
        window.settle()
    assert not wrong, "\n".join(wrong)


def test_at_100_percent_nothing_of_ranger_has_to_be_scrolled(real_shop: Path, open_window: OpenIt) -> None:
    window = open_window(real_shop)
    window.window.resize(SMALL)
    scrolled = []
    for scene in scenes(window):
        window.settle()
        laid_out()
        if window.desk.screen.page.area.verticalScrollBar().maximum() > 0:
            scrolled.append(scene)
    assert not scrolled, scrolled
