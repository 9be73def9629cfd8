"""Tests asks no more room than there is, and no word of it is cut."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui.fitting import SMALL, ZOOMS, laid_out, problems
from tests.ui.inspection_scenes import half_pressed, half_touched, inspection_scenes
from tests.ui.inspection_window import laptop, the_tests
from tests.ui.open_window import OpenIt, OpenWindow
from ui.theme import ThemeHolder
from ui.tokens import THEMES


def scenes(window: OpenWindow) -> list[str]:
    """Go through everything; return what is wrong, and what is scrolled at 100 %."""
    laptop(window)
    wrong = []
    screen = the_tests(window)
    for scene in inspection_scenes(window.desk, window.scan, _press(window), window.settle):
        for zoom in ZOOMS:
            window.application.holder.choose("light", zoom)
            window.settle()
            laid_out()
            wrong += [f"{scene} {zoom}: {words}" for words in problems(window.window)]
            if zoom == 1.0 and screen.page.area.verticalScrollBar().maximum() > 0:
                wrong.append(f"{scene}: has to be scrolled")
        window.application.holder.choose("light", 1.0)
        window.settle()
    return wrong


def _press(window: OpenWindow) -> Callable[[Qt.Key], None]:
    def press(key: Qt.Key) -> None:
        if Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            window.digit(int(key) - int(Qt.Key.Key_0))
        else:
            window.press(key)
        window.settle()

    return press


def test_no_page_is_too_wide_no_word_is_cut_and_nothing_is_scrolled_at_100_percent(
    sample_shop: Path, open_window: OpenIt
) -> None:
    window = open_window(sample_shop)
    window.window.resize(SMALL)
    assert scenes(window) == []


@pytest.mark.parametrize("zoom", ZOOMS)
def test_the_windows_over_everything_fit_too(themes: ThemeHolder, zoom: float) -> None:
    for theme in THEMES:
        themes.choose(theme, zoom)
        for window in (half_pressed(), half_touched()):
            window.resize(SMALL)
            window.show()
            laid_out()
            assert problems(window) == [], (theme, zoom)
            window.close()
