from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui.fitting import SMALL, ZOOMS, laid_out, misfits, problems, scrolled, zooms_of
from tests.ui.open_window import OpenIt, OpenWindow
from tests.ui.review_reports import a_shop_with_machines, arrives, identified, is_refused
from tests.ui.review_scenes import review_scenes
from tests.ui.review_window import at_review, open_report
from ui.tokens import THEMES, ThemeName
from workshop.domain.diagnosis import Identity
from workshop.texts import speak


def scenes(window: OpenWindow) -> Iterator[str]:
    screen = at_review(window)

    def press(key: Qt.Key) -> None:
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            window.digit(int(key) - int(Qt.Key.Key_0))
        else:
            window.press(key)
        window.settle()

    yield from review_scenes(window.desk.session, screen, press, window.settle)


@pytest.mark.parametrize("theme", THEMES)
def test_nothing_is_cut_or_too_wide(real_shop: Path, open_window: OpenIt, theme: ThemeName) -> None:
    window = open_window(real_shop)
    window.window.resize(SMALL)
    wrong = misfits(window, scenes(window), theme, zooms_of(theme))
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_at_100_percent_nothing_has_to_be_scrolled(real_shop: Path, open_window: OpenIt, language: str) -> None:
    window = open_window(real_shop)
    speak(language)
    window.window.resize(SMALL)
    longer = scrolled(window, scenes(window))
    speak("fr")
    assert not longer, longer


@pytest.mark.parametrize("zoom", ZOOMS)
def test_what_strangers_write_is_never_wider_than_the_screen(real_shop: Path, open_window: OpenIt, zoom: float) -> None:
    window = open_window(real_shop)
    window.window.resize(SMALL)
    work, actor = window.workshop, window.desk.session.actor
    a_shop_with_machines(work, actor)
    long = "W" * 200
    identity = Identity(long, long, system_serial=long, chassis_serial=long[1:], board_serial=long[2:])
    arrives(work, actor, replace(identified(None), identity=identity))
    is_refused(work, actor, "W" * 40)
    is_refused(work, actor, "]C1" + long)
    screen = at_review(window)
    window.application.holder.choose("light", zoom)
    window.settle()
    laid_out()
    assert problems(window.window) == []
    open_report(window, screen)
    laid_out()
    assert problems(window.window) == []
