from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui.fitting import SMALL, ZOOMS, laid_out, misfits, problems, scrolled, zooms_of
from tests.ui.open_window import OpenIt, OpenWindow
from tests.ui.test_bench import FAILING, READY
from tests.ui.wiping_scenes import wiping_scenes
from ui.first_run.pages import ChoicePage, PreparingPage, StartPage
from ui.shell.trouble import Trouble
from ui.tokens import THEMES, ThemeName
from ui.wiping.screen import WipingScreen
from workshop.resources import resource

RECORDED = resource("machines", "hp-prodesk-600-healthy")
IMEI = "356938035643809"


def scenes(window: OpenWindow) -> Iterator[str]:
    """Go through what a person sees in a day, one thing after the other."""
    yield "home"
    window.scan("JAMAISVU9")
    yield "home, refused"
    window.go(Qt.Key.Key_F5, "intake")
    window.scan("EXG6480002")
    yield "intake"
    yield from form_scenes(window)
    window.press(Qt.Key.Key_F12)
    yield "intake, a question"
    window.digit(2)
    window.press(Qt.Key.Key_F11)
    window.settle()
    yield "intake, which lot"
    window.go(Qt.Key.Key_F6, "bench")
    yield "bench, nothing"
    for code in (READY, FAILING):
        window.scan(code)
        yield f"bench {code}"
    yield from fact_scenes(window)
    window.press(Qt.Key.Key_F3)
    window.until(lambda: not window.bench.question.isHidden())
    yield "bench, another machine"
    window.digit(2)
    window.go(Qt.Key.Key_F9, "delivery")
    window.until(lambda: window.delivery.shown_order is not None)
    yield "delivery, for whom"
    window.digit(1)
    window.until(lambda: window.delivery.view is not None)
    window.scan(FAILING)
    yield "delivery, refused"
    window.scan(READY)
    window.press(Qt.Key.Key_F12)
    yield "delivery, a question"
    window.digit(2)
    screen = window.desk.screens["wiping"]
    assert isinstance(screen, WipingScreen)
    yield from wiping_scenes(window.desk.session, screen, window.scan, window.press, window.settle)


def fact_scenes(window: OpenWindow) -> Iterator[str]:
    """Look at everything that was read of the machine, and close it."""
    for key, name in ((Qt.Key.Key_F4, "all facts"), (Qt.Key.Key_F3, "answers of the tools")):
        window.press(key)
        window.settle()
        yield f"bench, {name}"
    window.press(Qt.Key.Key_F4)


def form_scenes(window: OpenWindow) -> Iterator[str]:
    """Go through the questions about a phone, and leave them."""
    window.scan(IMEI)
    yield "intake, what is it"
    window.digit(1)
    yield "intake, which maker"
    window.digit(8)
    yield "intake, another maker"
    for _ in range(3):
        window.press(Qt.Key.Key_Escape)
    window.press(Qt.Key.Key_F2)
    window.digit(1)
    yield "intake, which number"
    for _ in range(2):
        window.press(Qt.Key.Key_Escape)


@pytest.mark.parametrize("theme", THEMES)
def test_no_screen_asks_more_width_than_there_is_and_no_word_is_cut(
    sample_shop: Path, open_window: OpenIt, theme: ThemeName
) -> None:
    window = open_window(sample_shop, RECORDED)
    window.window.resize(SMALL)
    wrong = misfits(window, scenes(window), theme, zooms_of(theme), and_back=False)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("zoom", ZOOMS)
def test_the_pages_around_the_screens_fit_too(settings_file: Path, open_window: OpenIt, zoom: float) -> None:
    window = open_window(settings_file)
    window.until(lambda: window.application.first_run is not None)
    window.application.holder.choose("light", zoom)
    window.window.resize(SMALL)
    words = "Ces données viennent d’une version plus récente d’Établi."
    trouble = Trouble("Établi ne peut pas s’ouvrir.", words, "Installez-la. " * 8, "Fermer")
    wrong = []
    for content in (ChoicePage(), StartPage(), PreparingPage(), trouble):
        window.window.show_content(content)
        laid_out()
        wrong += [f"{type(content).__name__}: {words}" for words in problems(window.window)]
    assert not wrong, "\n".join(wrong)


def test_at_100_percent_nothing_has_to_be_scrolled(sample_shop: Path, open_window: OpenIt) -> None:
    window = open_window(sample_shop, RECORDED)
    window.window.resize(SMALL)
    longer = scrolled(window, scenes(window))
    assert not longer, longer
