"""Aide: every screen in three pictures, over the screen that it is about."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel

from tests.ui.open_window import OpenIt, OpenWindow
from ui.help.drawing import HelpPicture, pictures
from ui.help.screen import STEPS, HelpScreen
from ui.help.sentences import sentences
from ui.signals import Shape, Signal
from ui.theme import ThemeHolder
from ui.tokens import THEMES
from ui.widgets.picture import Machine
from workshop.domain.codes import Command, command_code
from workshop.resources import resource
from workshop.texts import speak

MOST_WORDS = 12


def help_of(window: OpenWindow) -> HelpScreen:
    over = window.desk.overlays.open
    assert isinstance(over, HelpScreen)
    return over


def words_of(text: str) -> int:
    return len([word for word in text.replace("\u202f", " ").replace("\u00a0", " ").split() if word[0].isalnum()])


def test_every_screen_has_three_pictures_and_three_sentences(sample_shop: Path, open_window: OpenIt) -> None:
    window = open_window(sample_shop)
    for name in window.desk.screens:
        assert len(pictures()[name]) == len(sentences(name)) == STEPS, name


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_sentence_has_more_than_twelve_words(language: str) -> None:
    speak(language)
    try:
        long = [words for name in pictures() for words in sentences(name) if words_of(words) > MOST_WORDS]
    finally:
        speak("fr")
    assert long == []


def test_every_picture_is_made_of_drawings_that_are_there() -> None:
    for screen, three in pictures().items():
        for part in (part for parts in three for part in parts):
            kind, _colon, name = part.partition(":")
            known = {
                "icon": resource("icons", f"{name}.svg").is_file(),
                "signal": name in set(Shape),
                "picture": name.rstrip("*") in set(Machine),
                "key": bool(name),
            }
            assert known[kind], (screen, part)


@pytest.mark.parametrize("key", [Qt.Key.Key_F1, Qt.Key.Key_Escape])
def test_help_is_about_the_screen_below_which_comes_back_as_it_was(
    sample_shop: Path, open_window: OpenIt, key: Qt.Key
) -> None:
    window = open_window(sample_shop)
    window.go(Qt.Key.Key_F6, "bench")
    window.scan("260000000182")
    window.press(Qt.Key.Key_F1)
    assert help_of(window).about_screen == "bench"
    assert window.desk.shell.current_page() is help_of(window).page
    assert help_of(window).steps[0].sentence.text() == "Scannez l’étiquette de l’ordinateur."
    window.press(key)
    assert window.desk.overlays.open is None
    assert window.desk.shell.current_page() is window.bench.page
    assert window.bench.view is not None
    assert window.bench.view.card.code == "260000000182"


def test_a_scan_over_help_is_answered_where_it_was_made_and_seen(sample_shop: Path, open_window: OpenIt) -> None:
    window = open_window(sample_shop)
    window.go(Qt.Key.Key_F5, "intake")
    window.press(Qt.Key.Key_F1)
    window.scan("EXT49005", Signal.ACCEPTED)
    assert window.desk.current == "intake"
    assert window.desk.overlays.open is None
    assert window.band.isVisible()


def test_a_job_s_key_leaves_help_for_that_job(sample_shop: Path, open_window: OpenIt) -> None:
    window = open_window(sample_shop)
    window.settle()
    window.press(Qt.Key.Key_F1)
    window.go(Qt.Key.Key_F5, "intake")
    assert window.desk.overlays.open is None
    window.press(Qt.Key.Key_F1)
    assert help_of(window).about_screen == "intake"


def test_no_key_of_the_screen_below_acts_through_help(sample_shop: Path, open_window: OpenIt) -> None:
    window = open_window(sample_shop)
    window.go(Qt.Key.Key_F5, "intake")
    window.press(Qt.Key.Key_F1)
    window.press(Qt.Key.Key_F12)
    window.digit(1)
    window.settle()
    assert window.intake.lot is not None
    assert window.intake.question.isHidden()


def test_the_card_opens_help_too(sample_shop: Path, open_window: OpenIt) -> None:
    window = open_window(sample_shop)
    window.go(Qt.Key.Key_F6, "bench")
    window.scan(command_code(Command.HELP).text)
    window.until(lambda: window.desk.overlays.open is not None)
    assert help_of(window).about_screen == "bench"


def test_the_mouse_closes_it_as_well(sample_shop: Path, open_window: OpenIt) -> None:
    window = open_window(sample_shop)
    window.settle()
    window.desk.rail.items["help"].click()
    help_of(window).close.click()
    assert window.desk.overlays.open is None


@pytest.mark.parametrize("zoom", [1.0, 1.5, 2.0, 3.0])
def test_no_help_is_wider_than_its_page(
    sample_shop: Path, open_window: OpenIt, themes: ThemeHolder, zoom: float
) -> None:
    window = open_window(sample_shop)
    window.settle()
    window.window.resize(1366, 768)
    window.press(Qt.Key.Key_F1)
    over = help_of(window)
    for theme in THEMES:
        themes.choose(theme, zoom)
        for name in pictures():
            over.enter(name)
            QCoreApplication.processEvents()
            area, content = over.page.area, over.page.area.widget()
            assert content is not None
            assert content.minimumSizeHint().width() <= area.viewport().width(), (name, theme)
            for label in over.page.findChildren(QLabel):
                if label.isVisible() and label.text() and not isinstance(label, HelpPicture):
                    assert label.height() >= label.heightForWidth(label.width()), (name, label.text())


def test_every_picture_says_what_it_shows(sample_shop: Path, open_window: OpenIt) -> None:
    window = open_window(sample_shop)
    window.settle()
    window.press(Qt.Key.Key_F1)
    for step in help_of(window).steps:
        assert step.picture.accessibleName() == step.sentence.text()
