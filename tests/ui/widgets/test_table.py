from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.signals import Shape
from ui.theme import ThemeHolder
from ui.widgets.painting import text_width
from ui.widgets.table import CELL_ROLE, Cell, CellStyle, Rows, Table
from workshop.domain.typography import grouped

TITLES = ("", "Code", "État", "Modèle", "Chargeur")


def row(number: int, name: str = "Dell Latitude 5400") -> tuple[Cell, ...]:
    return (
        Cell(str(number), CellStyle.NUMBER),
        Cell(grouped(f"26010003{number:04d}"), CellStyle.CODE),
        Cell("B", CellStyle.GRADE),
        Cell(name),
        Cell("Sans chargeur", CellStyle.STATE, Shape.WARNING),
    )


def shown(qtbot: QtBot, rows: Sequence[tuple[Cell, ...]], width: int = 786, *, choosing: bool = False) -> Table:
    model = Rows(TITLES)
    model.set_rows(rows)
    table = Table(model, choosing=choosing)
    model.setParent(table)
    qtbot.addWidget(table)
    table.resize(width, 300)
    table.show()
    return table


def test_each_column_has_the_room_of_its_words(qtbot: QtBot) -> None:
    table = shown(qtbot, [row(number) for number in range(22, 16, -1)])
    code = table.theme.font("body", bold=True, tabular=True)
    assert not table.stacked
    assert table.columnWidth(1) > text_width(code, grouped("260100037155"))
    assert sum(table.columnWidth(column) for column in range(5)) == table.viewport().width()
    assert table.rowHeight(0) == 40


def test_a_longer_word_that_comes_later_gets_its_room(qtbot: QtBot) -> None:
    table = shown(qtbot, [row(1, "HP")])
    before = table.columnWidth(3)
    model = table.model()
    assert isinstance(model, Rows)
    model.put_first(row(2, "Lenovo ThinkPad T490 Carbon"))
    assert table.columnWidth(3) > before
    assert model.data(model.index(0, 0), int(Qt.ItemDataRole.DisplayRole)) == "2"


def test_a_longer_word_that_scrolls_in_gets_its_room(qtbot: QtBot) -> None:
    rows = [row(number, "HP") for number in range(60)]
    rows[50] = row(50, "Lenovo ThinkPad T490 Carbon")
    table = shown(qtbot, rows)
    before = table.columnWidth(3)
    table.scrollTo(table.model().index(52, 0))
    assert table.columnWidth(3) > before


@pytest.mark.parametrize("zoom", [1.0, 3.0])
def test_what_does_not_fit_is_told_in_lines_and_nothing_is_cut(qtbot: QtBot, themes: ThemeHolder, zoom: float) -> None:
    themes.choose(zoom=zoom)
    table = shown(qtbot, [row(1), row(2, "HP")], width=500)
    assert table.stacked
    assert [table.isColumnHidden(column) for column in range(5)] == [False, True, True, True, True]
    lines = table._delegate._lines(table.model().index(0, 0))
    assert [cell.text for line in lines for cell in line] == [cell.text for cell in row(1)]
    assert table.rowHeight(0) >= len(lines) * table.fontMetrics().height()


def test_the_state_stands_at_the_right_edge_with_its_shape(qtbot: QtBot) -> None:
    table = shown(qtbot, [row(1)])
    image, theme = table.viewport().grab().toImage(), table.theme
    words = text_width(theme.font("small"), "Sans chargeur")
    shape = range(image.width() - words - 40, image.width() - words)
    amber = theme.color("amber")
    assert any(image.pixelColor(x, y) == amber for x in shape for y in range(8, 32))


def test_a_list_to_choose_from_has_tall_rows_and_answers_enter(qtbot: QtBot) -> None:
    table = shown(qtbot, [row(1), row(2)], choosing=True)
    assert table.rowHeight(0) == 64
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.currentIndex().row() == 1
    with qtbot.waitSignal(table.chosen) as told:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert told.args == [1]


def test_the_chosen_row_is_seen(qtbot: QtBot, themes: ThemeHolder) -> None:
    themes.choose("high-contrast")
    table = shown(qtbot, [row(1), row(2)], choosing=True)
    before = table.viewport().grab().toImage()
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 0))
    assert table.viewport().grab().toImage() != before


def test_titles_are_told_by_the_model(qtbot: QtBot) -> None:
    model = shown(qtbot, [row(1)]).model()
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Code"
    assert model.headerData(1, Qt.Orientation.Vertical) is None
    assert model.index(0, 1).data(CELL_ROLE) == row(1)[1]
    assert model.rowCount(model.index(0, 0)) == model.columnCount(model.index(0, 0)) == 0
    assert model.data(QModelIndex()) is None


def test_an_empty_table_can_be_drawn(qtbot: QtBot) -> None:
    assert not shown(qtbot, []).grab().isNull()


def test_rows_that_were_stacked_are_as_low_as_others_once_there_is_room(qtbot: QtBot) -> None:
    one_line_less = (*row(2)[:4], Cell("", CellStyle.STATE))
    table = shown(qtbot, [one_line_less, row(1)], width=260)
    assert table.stacked
    assert table.rowHeight(0) < table.rowHeight(1)
    table.resize(900, 300)
    qtbot.waitUntil(lambda: not table.stacked)
    assert [table.rowHeight(number) for number in range(2)] == [table.row_height()] * 2
