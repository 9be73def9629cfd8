from __future__ import annotations

import pytest
from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.signals import Signal
from ui.theme import ThemeHolder
from ui.tokens import THEMES, ThemeName
from ui.widgets.band import DURATION_MS, Band, Form, announcement
from ui.widgets.text import Label

LATE_MS = 1500  # a busy machine may be late, never early


@pytest.fixture
def band(qtbot: QtBot) -> Band:
    made = Band(calm_text="Scannez l’ordinateur suivant.")
    qtbot.addWidget(made)
    made.resize(1242, made.sizeHint().height())
    made.show()
    return made


def words(band: Band) -> list[str]:
    """What a screen reader finds in the band."""
    labels = [label for label in band.findChildren(Label) if not label.isHidden()]
    return [QAccessible.queryAccessibleInterface(label).text(QAccessible.Text.Name) for label in labels]


def show(band: Band, signal: Signal) -> None:
    band.show_signal(
        signal,
        "Refusé.",
        "L’ordinateur 2601 0003 8804 n’est pas effacé.",
        "Posez-le dans le bac. Continuez.",
        "À faire plus tard :",
        right_action="Poste, puis Effacer.",
    )


def test_at_rest_it_says_what_to_scan(band: Band) -> None:
    assert band.signal is None
    assert words(band) == ["Scannez l’ordinateur suivant."]


@pytest.mark.parametrize("signal", [Signal.ACCEPTED, Signal.ALREADY_DONE, Signal.FINISHED])
def test_an_answer_stays_its_time_then_the_band_is_calm(band: Band, qtbot: QtBot, signal: Signal) -> None:
    clock = QElapsedTimer()
    clock.start()
    with qtbot.waitSignal(band.calmed, timeout=DURATION_MS[signal] + LATE_MS):
        band.show_signal(signal, "C’est bon.", count_text="12 sur 40")
        assert words(band) == ["C’est bon.", "12 sur 40"]
    assert clock.elapsed() >= DURATION_MS[signal] * 0.95
    assert band.signal is None


def test_the_durations_are_those_of_the_house() -> None:
    assert DURATION_MS == {Signal.ACCEPTED: 800, Signal.ALREADY_DONE: 1500, Signal.FINISHED: 2000}


def test_a_refusal_stays_until_the_next_scan(band: Band, qtbot: QtBot) -> None:
    band.show_signal(Signal.ACCEPTED, "C’est bon.")
    assert band._rest.isActive()
    show(band, Signal.REFUSED)
    assert not band._rest.isActive()
    assert band.signal is Signal.REFUSED
    with qtbot.waitSignal(band.calmed, timeout=DURATION_MS[Signal.ACCEPTED] + LATE_MS):
        band.show_signal(Signal.ACCEPTED, "C’est bon.")


def test_it_says_which_signal_it_shows(band: Band, qtbot: QtBot) -> None:
    with qtbot.waitSignal(band.shown) as told:
        show(band, Signal.REFUSED)
    assert told.args == [Signal.REFUSED]


@pytest.mark.parametrize("signal", Signal)
def test_only_a_refusal_interrupts_what_a_screen_reader_says(band: Band, signal: Signal) -> None:
    event = announcement(band, signal, "Déjà scanné.")
    manners = QAccessible.AnnouncementPoliteness
    assert event.message() == "Déjà scanné."
    assert event.politeness() is (manners.Assertive if signal is Signal.REFUSED else manners.Polite)


def test_calm_can_say_something_else(band: Band) -> None:
    band.calm("Scannez la place.")
    assert words(band) == ["Scannez la place."]


@pytest.mark.parametrize("form", Form)
def test_nothing_below_ever_moves(qtbot: QtBot, form: Form) -> None:
    page, below, made = QWidget(), QLineEdit(), Band(form)
    column = QVBoxLayout(page)
    column.addWidget(made)
    column.addWidget(below)
    column.addStretch(1)
    qtbot.addWidget(page)
    page.resize(1242, 600)
    page.show()
    place = below.y()
    for signal in Signal:
        show(made, signal)
        QApplication.sendPostedEvents()
        assert below.y() == place
    assert made.height() == form.value.height


def test_it_never_takes_the_focus(qtbot: QtBot) -> None:
    page, field, made = QWidget(), QLineEdit(), Band()
    column = QVBoxLayout(page)
    column.addWidget(field)
    column.addWidget(made)
    qtbot.addWidget(page)
    page.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    show(made, Signal.REFUSED)
    QTest.mouseClick(made, Qt.MouseButton.LeftButton)
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert not made.hasFocus()
    assert all(child.focusPolicy() is Qt.FocusPolicy.NoFocus for child in made.findChildren(QWidget))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("signal", Signal)
def test_each_signal_wears_its_colours(band: Band, themes: ThemeHolder, theme: ThemeName, signal: Signal) -> None:
    themes.choose(theme)
    show(band, signal)
    paint, image = themes.theme.signal(signal.token), band.grab().toImage()
    assert image.pixelColor(image.width() // 2, 12) == paint.fill
    edge = image.pixelColor(image.width() // 2, 1)
    framed = paint.rule_px or paint.frame_px
    assert edge == (paint.rule if framed else paint.fill)
    left = image.pixelColor(3, image.height() // 2)
    assert left == (paint.rule if paint.frame_px else paint.fill)
    assert band._word.palette().windowText().color() == QColor(paint.text)


def test_a_change_of_theme_keeps_what_it_shows(band: Band, themes: ThemeHolder) -> None:
    show(band, Signal.REFUSED)
    before = words(band)
    themes.choose("high-contrast", 2.0)
    assert words(band) == before
    assert band._word.font().pixelSize() == themes.theme.px("big")
