from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from ui.theme import ThemeHolder
from ui.tokens import THEMES, ThemeName
from ui.widgets.painting import text_width
from ui.widgets.plate import Plate

CODE = "260100041229"
READ = "2601\u00a00004\u00a01229"


def test_the_code_is_read_out_in_groups(qtbot: QtBot) -> None:
    plate = Plate(CODE)
    qtbot.addWidget(plate)
    assert QAccessible.queryAccessibleInterface(plate).text(QAccessible.Text.Name) == READ
    plate.set_code("260100041132")
    assert plate.code == "260100041132"
    assert plate.text().startswith("2601")


@pytest.mark.parametrize("zoom", [1.0, 1.5, 3.0])
def test_the_code_is_never_cut(qtbot: QtBot, themes: ThemeHolder, zoom: float) -> None:
    plate = Plate(CODE, "title")
    qtbot.addWidget(plate)
    themes.choose(zoom=zoom)
    assert plate.sizeHint().width() > text_width(plate.font(), READ)
    assert plate.minimumSizeHint() == plate.sizeHint()


@pytest.mark.parametrize("name", THEMES)
def test_it_is_white_in_every_theme_like_the_sticker_on_the_machine(
    qtbot: QtBot, themes: ThemeHolder, name: ThemeName
) -> None:
    themes.choose(name)
    plate = Plate(CODE)
    qtbot.addWidget(plate)
    plate.resize(plate.sizeHint())
    plate.show()
    image = plate.grab().toImage()
    assert image.pixelColor(6, 6) == themes.theme.color("plate")
