"""Réglages: every page by its digit; what is chosen holds at once and at the next start."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.adapters.scanners.pty_reader import PtyReader
from tests.ui.open_window import OpenIt, OpenWindow, change
from tests.ui.settings_window import CTRL, at_settings, press, screen_of, words
from ui.settings.screen import SettingsScreen
from ui.settings.trying import readable
from ui.signals import Shape, Signal
from workshop.bench_wiring import server_of
from workshop.domain.codes import make
from workshop.settings import Look, Profile, Settings, load_settings
from workshop.texts import Wording, speak, spoken, wording

KEY = Qt.Key


@pytest.fixture
def window(real_shop: Path, open_window: OpenIt) -> Iterator[OpenWindow]:
    yield open_window(real_shop)
    speak("fr")


@pytest.fixture
def screen(window: OpenWindow) -> SettingsScreen:
    return at_settings(window)


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[PtyReader]:
    line = PtyReader(tmp_path)
    yield line
    line.close()


def test_every_page_has_its_digit_and_escape_leaves(window: OpenWindow, screen: SettingsScreen) -> None:
    for place, part in enumerate(screen.parts, 1):
        if part is screen.contract:
            window.press(KEY.Key_N, CTRL)
        else:
            window.digit(place)
        window.settle()
        assert [one for one in screen.parts if not one.isHidden()] == [part]
        assert screen.entries[place - 1].isChecked()
        assert screen.header.context.text() == part.title
    window.digit(0)
    window.settle()
    assert screen.part is screen.parts[-1]
    press(window, KEY.Key_Escape, KEY.Key_Escape)  # the first forgets the digit that was no answer
    window.until(lambda: window.desk.current == "home")


def test_home_leads_there_by_the_mouse_too(window: OpenWindow) -> None:
    assert window.desk.current == "home"
    window.home.settings.click()
    window.until(lambda: window.desk.current == "settings")
    window.settle()


def test_the_page_that_was_left_is_the_page_that_is_found(window: OpenWindow, screen: SettingsScreen) -> None:
    press(window, KEY.Key_4)
    window.go(KEY.Key_F5, "intake")
    assert at_settings(window).part is screen.bench


def test_a_scan_means_what_it_means_everywhere(window: OpenWindow, screen: SettingsScreen) -> None:
    assert screen.part is screen.seal
    window.scan(make(26, 7, 41).text, Signal.REFUSED)
    assert window.desk.current == "settings"


# Affichage


def test_colours_and_size_change_at_once_and_are_kept(
    window: OpenWindow, screen: SettingsScreen, real_shop: Path
) -> None:
    press(window, KEY.Key_2, KEY.Key_F4)
    assert window.application.holder.theme.name == "high-contrast"
    assert [name for name, choice in screen.display.looks.items() if choice.isChecked()] == ["high-contrast"]
    window.press(KEY.Key_Plus, CTRL)
    window.settle()
    assert screen.display.percent.text() == "125\u00a0%"
    screen.display.larger.click()
    window.settle()
    kept = load_settings(real_shop, {})
    assert (kept.look, kept.zoom_percent) == (Look.HIGH_CONTRAST, 150)
    press(window, KEY.Key_F2)
    assert load_settings(real_shop, {}).look is Look.LIGHT


def test_another_language_is_spoken_at_once_by_screens_and_papers(
    window: OpenWindow, screen: SettingsScreen, real_shop: Path
) -> None:
    actor, before = window.desk.session.actor, window.desk
    press(window, KEY.Key_2, KEY.Key_F12)
    window.until(lambda: window.desk is not before)
    window.settle()
    assert (spoken(), window.desk.current) == ("en", "settings")
    fresh = screen_of(window)
    assert fresh is not screen
    assert fresh.part is fresh.display
    assert fresh.display.languages["en"].isChecked()
    assert load_settings(real_shop, {}).language == "en"
    assert window.workshop.settings.language == "en"
    assert window.desk.session.actor == actor
    window.go(KEY.Key_F5, "intake")
    window.scan("JAMAISVU9", Signal.REFUSED)


def test_the_language_that_is_spoken_changes_nothing(window: OpenWindow, screen: SettingsScreen) -> None:
    before = window.desk
    press(window, KEY.Key_2, KEY.Key_F11)
    assert window.desk is before
    assert screen.display.languages["fr"].isChecked()


def test_simple_french_is_spoken_at_once_and_left_again(
    window: OpenWindow, screen: SettingsScreen, real_shop: Path
) -> None:
    assert not screen.display.simple.isChecked()
    for wanted in (Wording.SIMPLE, Wording.STANDARD):
        before = window.desk
        press(window, KEY.Key_2)
        window.press(KEY.Key_T, CTRL)
        window.until(lambda before=before: window.desk is not before)  # type: ignore[misc]
        window.settle()
        assert screen_of(window).display.simple.isChecked() is (wanted is Wording.SIMPLE)
        assert (wording(), spoken()) == (wanted, "fr")
        assert load_settings(real_shop, {}).wording is wanted


def test_in_english_there_is_no_simple_french(real_shop: Path, open_window: OpenIt) -> None:
    change(real_shop, language="en")
    screen = at_settings(open_window(real_shop))
    assert screen.display.simple.isHidden()
    speak("fr")


# Lecteur


def test_what_is_scanned_there_is_shown_and_does_nothing(window: OpenWindow, screen: SettingsScreen) -> None:
    press(window, KEY.Key_3)
    tried = screen.reader.tried
    window.hands.scan(make(26, 7, 41).text)
    window.until(lambda: tried.mark.shape is Shape.ACCEPTED)
    assert tried.text.text().replace("\u200b", "") == make(26, 7, 41).text
    assert "ordinateur" in tried.what.text()
    assert "comme un clavier" in tried.more.text()
    window.settle()
    assert window.workshop.views.to_check() == ()
    assert window.workshop.journal.scans() == ()
    window.hands.scan("8XK2J13")
    window.until(lambda: "numéro de série" in tried.what.text())
    press(window, KEY.Key_4)
    window.scan("8XK2J13", Signal.REFUSED)


def test_a_line_that_is_typed_is_tried_as_well(window: OpenWindow, screen: SettingsScreen) -> None:
    press(window, KEY.Key_3)
    window.hands.type("ABC4567")
    window.hands.press(KEY.Key_Return)
    window.until(lambda: not screen.reader.tried.text.isHidden())
    assert screen.reader.tried.text.text() == "ABC4567"
    assert "à la main" in screen.reader.tried.more.text()


def test_nothing_that_comes_is_invisible_and_a_long_one_is_counted() -> None:
    assert readable("]C1\x1dA") == "]C1‹1D›A"
    assert readable("x" * 70).endswith(" et 34 signes")
    assert readable("x" * 30) == "\u200b".join(("x" * 12, "x" * 12, "x" * 6))


def test_the_port_that_is_used_is_told_though_it_is_not_plugged_in(real_shop: Path, open_window: OpenIt) -> None:
    change(real_shop, reader_port="/dev/ttyNOWHERE")
    window = open_window(real_shop)
    screen = at_settings(window)
    press(window, KEY.Key_3)
    line = screen.reader.lines[0]
    assert line.isChecked()
    assert line.text() == "/dev/ttyNOWHERE (pas branché)"


def test_a_reader_is_let_go_and_taken_again_without_a_restart(
    real_shop: Path, open_window: OpenIt, reader: PtyReader
) -> None:
    change(real_shop, reader_port=str(reader.path))
    window = open_window(real_shop)
    screen = at_settings(window)
    lamp = window.desk.reader_lamp
    window.until(lambda: lamp.label.text() == "Douchette")
    press(window, KEY.Key_3)
    reader.scan("8XK2J13")
    window.until(lambda: "ttyREADER" in screen.reader.tried.more.text())
    press(window, KEY.Key_F2)
    window.until(lambda: lamp.label.text() == "Douchette ou clavier")
    assert load_settings(real_shop, {}).reader_port == ""
    assert screen.reader.keyboard.isChecked()
    screen.chosen.emit("reader_port", str(reader.path))
    window.until(lambda: lamp.label.text() == "Douchette")
    assert load_settings(real_shop, {}).reader_port == str(reader.path)
    reader.scan("5CG1234XYZ")
    window.until(lambda: screen.reader.tried.text.text() == "5CG1234XYZ")


def test_the_reader_is_still_told_after_another_language(
    real_shop: Path, open_window: OpenIt, reader: PtyReader
) -> None:
    change(real_shop, reader_port=str(reader.path))
    window = open_window(real_shop)
    window.until(lambda: window.desk.reader_lamp.label.text() == "Douchette")
    before = window.desk
    at_settings(window)
    press(window, KEY.Key_2, KEY.Key_F12)
    window.until(lambda: window.desk is not before)
    assert window.desk.reader_lamp.label.text() == "Reader"
    speak("fr")


# Atelier


def test_the_workshop_tells_what_it_works_with(window: OpenWindow, screen: SettingsScreen) -> None:
    press(window, KEY.Key_4)
    told = words(window).replace("\u200b", "")
    for fact in ("Atelier du Rhône", "7", "Poste 1", "version 2", "SQLite", str(window.workshop.settings.folder())):
        assert fact in told
    assert screen.bench.facts.isVisible()


def test_the_password_of_a_database_is_never_shown() -> None:
    url = "postgresql+psycopg://camille:s3cret@serveur.exemple:5432/etabli"
    assert server_of(Settings(Profile.WORKSHOP, database=url)) == "serveur.exemple/etabli"
    assert server_of(Settings(Profile.WORKSHOP, database="sqlite:////tmp/a.sqlite3")) == ""


def test_the_example_has_no_page_for_sticks(sample_shop: Path, open_window: OpenIt) -> None:
    screen = at_settings(open_window(sample_shop))
    assert [part.name for part in screen.parts] == [
        *("seal", "display", "reader", "workshop", "sounds", "people", "printer", "labels", "contract"),
    ]
