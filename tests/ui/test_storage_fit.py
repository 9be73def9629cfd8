from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui.fitting import SMALL, misfits, scrolled, zooms_of
from tests.ui.open_window import OpenIt, OpenWindow
from tests.ui.storage_scenes import storage_scenes
from tests.ui.storage_window import screen_of
from ui.tokens import THEMES, ThemeName


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
    wrong = misfits(window, scenes(window), theme, zooms_of(theme))
    assert not wrong, "\n".join(wrong)


def test_at_100_percent_nothing_of_ranger_has_to_be_scrolled(real_shop: Path, open_window: OpenIt) -> None:
    window = open_window(real_shop)
    window.window.resize(SMALL)
    longer = scrolled(window, scenes(window))
    assert not longer, longer
