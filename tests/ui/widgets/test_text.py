from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.theme import ThemeHolder
from ui.tokens import TextRole
from ui.widgets.layouts import Column
from ui.widgets.text import Label, Paragraph


@pytest.mark.parametrize("role", ["small", "body", "lead", "title"])
def test_a_label_asks_for_the_room_of_its_words(qtbot: QtBot, role: TextRole) -> None:
    label = Label("Recevoir l’ordinateur", role, bold=True)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() >= label.fontMetrics().horizontalAdvance(label.text())


def test_in_one_column_words_wrap_and_all_of_them_are_seen(qtbot: QtBot, themes: ThemeHolder) -> None:
    themes.choose(zoom=3.0)
    page, label = QWidget(), Label("Collez l’étiquette à gauche du pavé tactile de l’ordinateur.", "lead")
    page.setLayout(Column(label, None))
    qtbot.addWidget(page)
    page.resize(700, 900)
    page.show()
    assert label.width() <= 700
    assert label.height() >= label.heightForWidth(label.width())


def test_a_single_line_is_never_parted(themes: ThemeHolder, qtbot: QtBot) -> None:
    label = Label("2601 0004 1229", single_line=True)
    qtbot.addWidget(label)
    themes.choose(zoom=3.0)
    assert not label.wordWrap()


def test_signs_are_shown_as_they_are_written(qtbot: QtBot) -> None:
    label, paragraph = Label("<b>R&D</b>"), Paragraph("<b>R&D</b>", strong="1 < 2")
    for widget, words in ((label, "<b>R&D</b>"), (paragraph, "<b>R&D</b> 1 < 2")):
        qtbot.addWidget(widget)
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface.role() == QAccessible.Role.StaticText
        assert interface.text(QAccessible.Text.Name) == words


def test_a_paragraph_has_more_room_between_its_lines_than_a_label(qtbot: QtBot) -> None:
    words = "Un paragraphe de plusieurs lignes que l’on lit sans effort. " * 4
    label, paragraph = Label(words, wrap=True), Paragraph(words)
    qtbot.addWidget(label)
    qtbot.addWidget(paragraph)
    assert paragraph.heightForWidth(400) > label.heightForWidth(400)
