from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget

from tests.ui.open_window import OpenIt, OpenWindow
from tests.ui.test_bench import FAILING, READY
from tests.ui.wiping_scenes import wiping_scenes
from ui.first_run.pages import ChoicePage, PreparingPage, StartPage
from ui.shell.trouble import Trouble
from ui.tokens import THEMES, ThemeName
from ui.wiping.screen import WipingScreen
from workshop.resources import resource

SMALL = QSize(1366, 768)
RECORDED = resource("machines", "hp-prodesk-600-healthy")
IMEI = "356938035643809"
CALM_ROUNDS = 6
ZOOMS = (1.0, 1.5, 2.0, 3.0)
WIDEST = ZOOMS[-1:]  # colours change no width: for the other themes the most that a page may ask for is enough


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
    wrong = []
    for scene in scenes(window):
        for zoom in ZOOMS if theme == THEMES[0] else WIDEST:
            window.application.holder.choose(theme, zoom)
            window.settle()
            laid_out()
            wrong += [f"{scene} {zoom}: {words}" for words in problems(window.window)]
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
    scrolled = []
    for scene in scenes(window):
        window.settle()
        laid_out()
        if window.desk.screen.page.area.verticalScrollBar().maximum() > 0:
            scrolled.append(scene)
    assert not scrolled, scrolled


def laid_out() -> None:
    """Let every layout ask its parents for room, and be given it: until nothing moves any more."""
    before, calm = places(), 0
    for _ in range(60):
        QApplication.processEvents()
        after = places()
        calm = calm + 1 if after == before else 0
        if calm == CALM_ROUNDS:
            return
        before = after
    raise AssertionError("the layout never comes to rest")


def places() -> list[tuple[int, ...]]:
    """Return where every widget is that is shown."""
    shown = (widget.geometry() for widget in QApplication.allWidgets() if widget.isVisible())
    return [(place.x(), place.y(), place.width(), place.height()) for place in shown]


def problems(window: QWidget) -> list[str]:
    """List what is cut or too wide now."""
    found = []
    if window.minimumSizeHint().width() > SMALL.width():
        found.append(f"asks {window.minimumSizeHint().width()} px")
    for area in window.findChildren(QScrollArea):
        inside = area.widget()
        if area.isVisible() and inside is not None and inside.width() > area.viewport().width():
            found.append(f"{inside.width()} px in {area.viewport().width()}")
    for label in window.findChildren(QLabel):
        if label.isVisible() and label.text():
            least = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
            narrow = not label.wordWrap() and label.width() < label.minimumSizeHint().width()
            if narrow or label.height() < least:
                found.append(f"« {label.text()[:40]} » is cut: {label.size().toTuple()} for {least}")
    return found
