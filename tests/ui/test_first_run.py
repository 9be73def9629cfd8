from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication

from tests.ui.open_window import OpenIt, OpenWindow
from ui.first_run.flow import FirstRun
from ui.first_run.pages import PreparingPage
from workshop.settings import Profile, load_settings


@pytest.fixture
def fresh(settings_file: Path, open_window: OpenIt) -> OpenWindow:
    window = open_window(settings_file)
    window.until(lambda: window.application.first_run is not None)
    return window


def flow(window: OpenWindow) -> FirstRun:
    assert window.application.first_run is not None
    return window.application.first_run


def test_the_first_run_asks_one_thing(fresh: OpenWindow) -> None:
    page = flow(fresh).choice
    assert page.isVisible()
    assert page.sample.text() == "Essayer avec un lot d’exemple"
    assert page.start.text() == "Commencer pour de vrai"
    assert page.sample.hasFocus()


def test_a_real_start_asks_the_name_and_the_site_and_nothing_else(fresh: OpenWindow) -> None:
    fresh.digit(2)
    assert flow(fresh).start.isVisible()
    fresh.write("Atelier du Rhône")
    fresh.write("7")
    assert fresh.desk.current == "home"
    identity = fresh.workshop.people.workshop()
    assert identity is not None
    assert (identity.name, identity.site, identity.sample) == ("Atelier du Rhône", 7, False)
    fresh.settle()
    assert load_settings(fresh.settings_file, {}).profile is Profile.WORKSHOP
    assert fresh.application._banner is None
    assert fresh.desk.session.actor.person


@pytest.mark.parametrize("site", ["0", "", "a1"])
def test_a_wrong_site_is_said_under_its_field(fresh: OpenWindow, site: str) -> None:
    fresh.digit(2)
    fresh.write("Atelier")
    fresh.write(site)
    start = flow(fresh).start
    assert start.site.error.label.text() == "Écrivez un nombre de 1 à 99."
    assert start.site.edit.hasFocus()
    assert fresh.application.desk is None


def test_escape_goes_back_to_the_choice(fresh: OpenWindow) -> None:
    fresh.digit(2)
    fresh.press(Qt.Key.Key_Escape)
    assert flow(fresh).choice.isVisible()


def test_the_sample_is_prepared_with_words_and_opens(fresh: OpenWindow) -> None:
    stages: list[str] = []
    bar = flow(fresh).preparing
    fresh.application.bridge.destroyed.connect(lambda: None)
    fresh.digit(1)
    assert isinstance(fresh.window.content, PreparingPage)

    def noted() -> bool:
        if fresh.application.first_run is not None and (not stages or stages[-1] != bar.stage.text()):
            stages.append(bar.stage.text())
        return fresh.application.desk is not None

    fresh.qtbot.waitUntil(noted, timeout=60_000)
    assert len(set(stages)) >= 3
    fresh.settle()
    assert load_settings(fresh.settings_file, {}).profile is Profile.SAMPLE
    assert fresh.application._banner is not None
    assert fresh.workshop.people.workshop().sample  # type: ignore[union-attr]


def test_one_begins_for_real_from_the_sample_and_finds_the_sample_untouched(
    sample_shop: Path, open_window: OpenIt
) -> None:
    window = open_window(sample_shop)
    window.settle()
    window.home.start.setFocus()
    window.press(Qt.Key.Key_Space)
    window.until(lambda: window.application.first_run is not None)
    window.press(Qt.Key.Key_Escape)
    assert window.application.first_run is None
    assert window.desk.session.sample
    window.home.start.setFocus()
    window.press(Qt.Key.Key_Space)
    window.until(lambda: window.application.first_run is not None)
    window.write("Atelier du Rhône")
    window.write("7")
    window.until(lambda: window.application.desk is not None and not window.desk.session.sample)
    window.settle()
    assert window.application._banner is None
    settings = load_settings(sample_shop, {})
    assert settings.profile is Profile.WORKSHOP
    assert (settings.folder().parent / "sample" / "etabli.sqlite3").exists()
    assert window.workshop.lots.open_ones() == ()


def test_a_first_run_that_is_given_up_leaves_no_widget_behind(settings_file: Path, open_window: OpenIt) -> None:
    before = set(QApplication.allWidgets())
    window = open_window(settings_file)
    window.until(lambda: window.application.first_run is not None)
    assert set(QApplication.allWidgets()) - before
    window.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert [repr(widget) for widget in set(QApplication.allWidgets()) - before] == []
