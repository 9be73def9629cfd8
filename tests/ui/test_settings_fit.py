from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.open_window import OpenIt, OpenWindow
from tests.ui.settings_scenes import settings_scenes
from tests.ui.settings_window import at_settings, press
from tests.ui.test_every_screen_fits import SMALL, laid_out, problems
from ui.tokens import THEMES, ThemeName

ZOOMS = (1.0, 1.5, 2.0, 3.0)


def scenes(window: OpenWindow) -> Iterator[str]:
    screen = at_settings(window)
    yield from settings_scenes(screen, lambda key: press(window, key), window.settle)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("shop", ["real_shop", "sample_shop"])
def test_settings_ask_no_more_width_than_there_is_and_no_word_is_cut(
    request: pytest.FixtureRequest, open_window: OpenIt, theme: ThemeName, shop: str
) -> None:
    file: Path = request.getfixturevalue(shop)
    window = open_window(file)
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


@pytest.mark.parametrize("shop", ["real_shop", "sample_shop"])
def test_at_100_percent_no_page_of_settings_has_to_be_scrolled(
    request: pytest.FixtureRequest, open_window: OpenIt, shop: str
) -> None:
    file: Path = request.getfixturevalue(shop)
    window = open_window(file)
    window.window.resize(SMALL)
    scrolled = []
    for scene in scenes(window):
        window.settle()
        laid_out()
        if window.desk.screen.page.area.verticalScrollBar().maximum() > 0:
            scrolled.append(scene)
    assert not scrolled, scrolled
