from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui.open_window import OpenIt, OpenWindow
from tests.ui.review_reports import a_shop_with_machines, arrives, identified, is_refused
from tests.ui.review_scenes import review_scenes
from tests.ui.review_window import at_review, open_report
from tests.ui.test_every_screen_fits import SMALL, WIDEST, ZOOMS, laid_out, problems
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
    wrong = []
    for scene in scenes(window):
        for zoom in ZOOMS if theme == THEMES[0] else WIDEST:
            window.application.holder.choose(theme, zoom)
            window.settle()
            laid_out()
            wrong += [f"{scene} {zoom}: {words}" for words in problems(window.window)]
        window.application.holder.choose(theme, 1.0)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_at_100_percent_nothing_has_to_be_scrolled(real_shop: Path, open_window: OpenIt, language: str) -> None:
    window = open_window(real_shop)
    speak(language)
    window.window.resize(SMALL)
    scrolled = []
    for scene in scenes(window):
        window.settle()
        laid_out()
        if window.desk.screen.page.area.verticalScrollBar().maximum() > 0:
            scrolled.append(scene)
    speak("fr")
    assert not scrolled, scrolled


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
