from __future__ import annotations

from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.theme import ThemeHolder
from ui.widgets.field import Field


def shown(qtbot: QtBot, field: Field) -> Field:
    qtbot.addWidget(field)
    field.resize(400, field.sizeHint().height())
    field.show()
    return field


def test_what_is_typed_is_told(qtbot: QtBot) -> None:
    field = shown(qtbot, Field("Nom de l’atelier"))
    field.setFocus()
    with qtbot.waitSignal(field.changed):
        QTest.keyClicks(field.edit, "Lyon")
    assert field.text() == "Lyon"


def test_what_is_wrong_takes_the_place_of_the_help_and_is_read_out(qtbot: QtBot) -> None:
    field = shown(qtbot, Field("Numéro de site", help_text="Deux chiffres."))
    assert not field.help.isHidden()
    field.set_error("Il faut deux chiffres.")
    assert field.help.isHidden()
    assert field.error.label.text() == "Il faut deux chiffres."
    interface = QAccessible.queryAccessibleInterface(field.edit)
    assert interface.role() == QAccessible.Role.EditableText
    assert interface.text(QAccessible.Text.Name) == "Numéro de site"
    assert interface.text(QAccessible.Text.Description) == "Il faut deux chiffres."
    field.set_error("")
    assert field.error.isHidden()
    assert not field.help.isHidden()


def test_its_edge_tells_rest_focus_and_what_is_wrong(qtbot: QtBot, themes: ThemeHolder) -> None:
    field = shown(qtbot, Field("Nom"))
    theme, edge = themes.theme, field.edit

    def line() -> list[str]:
        image = edge.grab().toImage()
        return [image.pixelColor(x, edge.height() // 2).name() for x in range(4)]

    edge.clearFocus()
    assert line()[:2] == [theme.color("edge").name()] * 2
    field.set_error("Faux.")
    assert line()[:3] == [theme.color("refused_ink").name()] * 3
    field.setFocus()
    qtbot.waitUntil(edge.hasFocus)
    assert line() == [theme.color("work").name()] * 4


def test_a_line_is_tall_enough_for_a_hand_and_for_large_text(qtbot: QtBot, themes: ThemeHolder) -> None:
    field = shown(qtbot, Field("Code", sample="0000 0000", tabular=True, beside=True))
    assert field.edit.height() == 64
    themes.choose(zoom=3.0)
    assert field.edit.minimumHeight() > field.edit.fontMetrics().height()
    assert field.edit.minimumWidth() > field.edit.fontMetrics().horizontalAdvance("0000 0000")
