from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.theme import ThemeHolder
from ui.widgets.bar import StageBar
from ui.widgets.battery import BatteryCells
from ui.widgets.cells import Cells
from ui.widgets.facts import Fact, Tally
from ui.widgets.grade import Grade
from ui.widgets.picture import Machine, Picture


def picture_of(widget: QWidget, qtbot: QtBot) -> QImage:
    qtbot.addWidget(widget)
    widget.resize(widget.sizeHint())
    widget.show()
    return widget.grab().toImage()


def value(widget: QWidget) -> object:
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface.role() == QAccessible.Role.ProgressBar
    return interface.valueInterface().currentValue()


def test_one_cell_a_machine_filled_when_it_is_done(qtbot: QtBot, themes: ThemeHolder) -> None:
    cells = Cells(40, 12)
    image, theme = picture_of(cells, qtbot), themes.theme
    row = [image.pixelColor(column * 26 + 11, 5) for column in range(20)]
    assert row == [theme.color("work")] * 12 + [theme.color("surface")] * 8
    assert value(cells) == 12


def test_a_row_is_a_box_in_a_delivery(qtbot: QtBot) -> None:
    cells = Cells(40, 22, per_row=8)
    qtbot.addWidget(cells)
    assert cells.sizeHint().width() == 8 * 26 - 4
    assert cells.sizeHint().height() == 5 * 26 - 4
    cells.set_count(16, 3, per_row=4)
    assert cells.sizeHint().height() == 4 * 26 - 4


def test_above_a_hundred_and_twenty_machines_the_cells_are_a_bar(qtbot: QtBot) -> None:
    cells = Cells(121, 60)
    image = picture_of(cells, qtbot)
    assert image.height() == 20
    assert value(cells) == 60


def test_cells_shrink_rather_than_be_cut(qtbot: QtBot) -> None:
    cells = Cells(40, 12)
    qtbot.addWidget(cells)
    cells.resize(cells.minimumSizeHint())
    assert cells._cell_px() * 20 + 4 * 19 <= cells.width()


@pytest.mark.parametrize(("total", "done"), [(0, 0), (1, 1), (121, 0)])
def test_any_count_can_be_drawn(qtbot: QtBot, total: int, done: int) -> None:
    assert picture_of(Cells(total, done), qtbot).isNull() is (total == 0)


def test_one_bar_a_stage(qtbot: QtBot, themes: ThemeHolder) -> None:
    bar = StageBar(1.0, 0.0)
    qtbot.addWidget(bar)
    bar.resize(406, 20)
    bar.show()
    image, theme = bar.grab().toImage(), themes.theme
    assert image.pixelColor(150, 10) == theme.color("work")
    assert image.pixelColor(250, 10) == theme.color("sunken")
    assert value(bar) == 500
    bar.set_stages(1.0, 0.5)
    assert value(bar) == 750


def test_a_battery_has_four_cells_and_a_name(qtbot: QtBot, themes: ThemeHolder) -> None:
    battery = BatteryCells(3, "Batterie bonne")
    image, theme = picture_of(battery, qtbot), themes.theme
    middle = [image.pixelColor(place * 18 + 7, 10) for place in range(4)]
    assert middle == [theme.color("ink2")] * 3 + [theme.color("surface")]
    assert QAccessible.queryAccessibleInterface(battery).text(QAccessible.Text.Name) == "Batterie bonne"


def test_a_grade_is_read_out_and_never_coloured(qtbot: QtBot) -> None:
    grades = [Grade(letter) for letter in "AD"]
    colors = []
    for grade in grades:
        image = picture_of(grade, qtbot)
        colors.append({image.pixelColor(x, 3).name() for x in range(6, image.width() - 6)})
    assert colors[0] == colors[1]
    assert QAccessible.queryAccessibleInterface(grades[0]).text(QAccessible.Text.Name) == "A"


@pytest.mark.parametrize("machine", Machine)
def test_amber_shows_only_where_the_sticker_goes(qtbot: QtBot, themes: ThemeHolder, machine: Machine) -> None:
    picture = Picture(machine, "Ordinateur")
    amber = themes.theme.color("amber")

    def has_amber(image: QImage) -> bool:
        return any(image.pixelColor(x, y) == amber for x in range(image.width()) for y in range(image.height()))

    assert not has_amber(picture_of(picture, qtbot))
    picture.show_machine(machine, "Ordinateur, et la place de l’étiquette", sticker=True)
    assert has_amber(picture.grab().toImage())
    name = QAccessible.queryAccessibleInterface(picture).text(QAccessible.Text.Name)
    assert name == "Ordinateur, et la place de l’étiquette"


def test_facts_and_tallies_change_their_words(qtbot: QtBot) -> None:
    fact, tally = Fact("memory", "Mémoire", "8 Go"), Tally("7", "ordinateurs finis")
    qtbot.addWidget(fact)
    qtbot.addWidget(tally)
    fact.set_value("16 Go")
    tally.set_count("8", "ordinateurs finis")
    assert (fact.value.text(), tally.number.text()) == ("16 Go", "8")
