from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.signals import Shape
from ui.theme import ThemeHolder
from ui.widgets.footer import Footer, Lamp
from ui.widgets.header import BarButton, Header, HomeHeader
from ui.widgets.painting import text_width
from ui.widgets.rail import Rail, RailEntry
from ui.widgets.text import Label
from ui.widgets.tile import Tile

JOBS = (
    RailEntry("intake", "Entrée", "intake", "F5"),
    RailEntry("delivery", "Livraison", "deliver", "F9"),
    RailEntry("review", "À vérifier", "review"),
)
HELP = RailEntry("help", "Aide", "help", "F1")


@pytest.fixture
def rail(qtbot: QtBot) -> Rail:
    made = Rail(JOBS, (HELP,))
    qtbot.addWidget(made)
    made.resize(made.sizeHint().width(), 768)
    made.show()
    return made


def test_pressing_an_entry_says_its_name_and_marks_nothing(rail: Rail, qtbot: QtBot) -> None:
    rail.set_current("intake")
    with qtbot.waitSignal(rail.chosen) as told:
        QTest.mouseClick(rail.items["delivery"], Qt.MouseButton.LeftButton)
    assert told.args == ["delivery"]
    assert rail.items["intake"].isChecked()
    assert not rail.items["delivery"].isChecked()


def test_the_keyboard_goes_through_the_rail_in_order(rail: Rail, qtbot: QtBot) -> None:
    rail.items["intake"].setFocus()
    seen = []
    for _ in range(3):
        QTest.keyClick(rail.focusWidget(), Qt.Key.Key_Tab)
        seen.append(rail.focusWidget())
    assert seen == [rail.items["delivery"], rail.items["review"], rail.items["help"]]
    with qtbot.waitSignal(rail.chosen):
        QTest.keyClick(rail.items["help"], Qt.Key.Key_Space)


def test_the_tray_shows_how_many_wait_in_amber_and_nothing_at_zero(rail: Rail, themes: ThemeHolder) -> None:
    item, amber = rail.items["review"], themes.theme.color("amber")

    def amber_pixels() -> int:
        image = item.grab().toImage()
        return sum(image.pixelColor(x, y) == amber for x in range(image.width()) for y in range(image.height()))

    assert amber_pixels() == 0
    rail.set_count("review", 2, "2 à vérifier")
    assert amber_pixels() > 200
    assert item.accessibleDescription() == "2 à vérifier"
    rail.set_count("review", 0)
    assert amber_pixels() == 0


@pytest.mark.parametrize("zoom", [1.0, 1.25, 1.5])
def test_the_whole_rail_fits_the_smallest_screen(rail: Rail, themes: ThemeHolder, zoom: float) -> None:
    themes.choose(zoom=zoom)
    assert rail.minimumSizeHint().height() <= 768
    bold = themes.theme.font("small", bold=True)
    assert all(rail.width() >= text_width(bold, item.text()) for item in rail.items.values())


def test_rail_entries_are_buttons_that_say_where_we_are(rail: Rail) -> None:
    rail.set_current("intake")
    interface = QAccessible.queryAccessibleInterface(rail.items["intake"])
    assert interface.text(QAccessible.Text.Name) == "Entrée"
    assert interface.state().checked


@pytest.mark.parametrize("zoom", [1.0, 1.5, 3.0])
def test_a_tile_keeps_all_its_words(qtbot: QtBot, themes: ThemeHolder, zoom: float) -> None:
    themes.choose(zoom=zoom)
    tile = Tile("Livraison", "deliver", "F9", "Collège Monod : 22\u00a0sur\u00a040")
    qtbot.addWidget(tile)
    width = max(300, tile.minimumSizeHint().width())
    assert tile.heightForWidth(width) >= tile._square() + tile._words_height(tile._words_width(width)) * (
        not themes.theme.one_column
    )
    assert tile._words_width(width) >= text_width(themes.theme.font("title", bold=True), "Livraison")
    tile.resize(width, tile.heightForWidth(width))
    tile.show()
    with qtbot.waitSignal(tile.triggered):
        QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert tile.accessibleDescription() == "Collège Monod : 22\u00a0sur\u00a040 F9"


def test_the_header_shows_its_context_only_when_there_is_one(qtbot: QtBot) -> None:
    header = Header("Entrée", "", [Label("Sami")])
    qtbot.addWidget(header)
    header.resize(1242, header.sizeHint().height())
    assert header.context.isHidden()
    header.set_context("Mairie d’Oullins")
    assert not header.context.isHidden()
    assert header.minimumHeight() == 88


def test_the_home_bar_has_its_buttons_within_reach_of_the_keyboard(qtbot: QtBot) -> None:
    sound = BarButton("Son", "sound")
    bar = HomeHeader("Établi", "Atelier Exemple", [BarButton("Sami", "person", bold=True), sound])
    qtbot.addWidget(bar)
    bar.resize(1366, bar.sizeHint().height())
    bar.show()
    assert sound.height() >= 64
    sound.setFocus()
    with qtbot.waitSignal(sound.triggered):
        QTest.keyClick(sound, Qt.Key.Key_Space)
    sound.show_state("Silence", "silence")
    assert sound.text() == "Silence"
    assert sound.width() >= text_width(sound.font(), "Silence")


def test_a_lamp_says_with_a_shape_and_words_that_a_device_is_missing(qtbot: QtBot) -> None:
    lamp = Lamp("reader", "Douchette")
    qtbot.addWidget(lamp)
    assert lamp.mark.shape.value == Shape.ACCEPTED
    lamp.show_state(works=False, words="débranchée")
    assert lamp.mark.shape.value == Shape.WARNING
    interface = QAccessible.queryAccessibleInterface(lamp.label)
    assert interface.text(QAccessible.Text.Name) == "Douchette"
    assert interface.text(QAccessible.Text.Description) == "débranchée"


def test_the_status_bar_undoes_and_in_one_column_goes_home(qtbot: QtBot, themes: ThemeHolder) -> None:
    footer = Footer(Lamp("reader", "Douchette"))
    qtbot.addWidget(footer)
    footer.resize(1242, footer.sizeHint().height())
    footer.show()
    assert footer.height() == 81
    assert footer.home.isHidden()
    with qtbot.waitSignal(footer.undo.triggered):
        QTest.mouseClick(footer.undo, Qt.MouseButton.LeftButton)
    themes.choose(zoom=2.0)
    with qtbot.waitSignal(footer.home.triggered):
        QTest.mouseClick(footer.home, Qt.MouseButton.LeftButton)


def test_the_last_gesture_moves_nothing_when_it_changes(qtbot: QtBot, themes: ThemeHolder) -> None:
    footer = Footer(Lamp("reader", "Douchette"))
    qtbot.addWidget(footer)
    for zoom in (1.0, 1.5, 3.0):
        themes.choose(zoom=zoom)
        footer.set_last("")
        empty = footer.heightForWidth(1242) if footer.hasHeightForWidth() else footer.sizeHint().height()
        footer.set_last("Rangé en B-04.")
        full = footer.heightForWidth(1242) if footer.hasHeightForWidth() else footer.sizeHint().height()
        assert full == empty


def test_the_office_bar_is_lower_and_has_no_undo(qtbot: QtBot) -> None:
    footer = Footer(Lamp("printer", "Imprimante"), office=True)
    qtbot.addWidget(footer)
    assert footer.undo.isHidden()
    assert footer.minimumHeight() == 52
