"""Contrat of Réglages fits a small screen, at every zoom and in every theme."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.contract_scenes import contract_scenes
from tests.ui.fitting import SMALL, WIDEST, misfits, scrolled
from tests.ui.open_window import OpenIt, OpenWindow
from tests.ui.settings_window import at_settings, press
from ui.tokens import ThemeName


def scenes(window: OpenWindow) -> Iterator[str]:
    screen = at_settings(window)
    yield from contract_scenes(screen, lambda key: press(window, key), window.settle)


@pytest.mark.parametrize(("theme", "zooms"), [("light", (1.5,)), ("high-contrast", WIDEST)])
def test_the_contract_asks_no_more_width_than_there_is(
    sample_shop: Path, open_window: OpenIt, theme: ThemeName, zooms: tuple[float, ...]
) -> None:
    window = open_window(sample_shop)
    window.window.resize(SMALL)
    wrong = misfits(window, scenes(window), theme, zooms)
    assert not wrong, "\n".join(wrong)


def test_at_100_percent_nothing_of_it_has_to_be_scrolled(real_shop: Path, open_window: OpenIt) -> None:
    window = open_window(real_shop)
    window.window.resize(SMALL)
    longer = scrolled(window, scenes(window))
    assert not longer, longer
