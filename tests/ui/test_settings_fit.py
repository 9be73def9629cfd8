from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.fitting import SMALL, misfits, scrolled, zooms_of
from tests.ui.open_window import OpenIt, OpenWindow
from tests.ui.settings_scenes import settings_scenes
from tests.ui.settings_window import at_settings, press
from ui.tokens import THEMES, ThemeName


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
    wrong = misfits(window, scenes(window), theme, zooms_of(theme))
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("shop", ["real_shop", "sample_shop"])
def test_at_100_percent_no_page_of_settings_has_to_be_scrolled(
    request: pytest.FixtureRequest, open_window: OpenIt, shop: str
) -> None:
    file: Path = request.getfixturevalue(shop)
    window = open_window(file)
    window.window.resize(SMALL)
    longer = scrolled(window, scenes(window))
    assert not longer, longer
