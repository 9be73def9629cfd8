"""A language that is read from the right: every screen turns round and still fits; codes and stickers do not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.fitting import SMALL, laid_out, problems
from tests.ui.open_window import OpenIt
from tests.ui.right_to_left import in_arabic_letters, read_from_the_right
from tests.ui.test_every_screen_fits import RECORDED, scenes
from ui.signals import StepState
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.cells import Cells
from ui.widgets.plate import Plate
from ui.widgets.strip import Strip, StripStep
from workshop.texts import _, reads_right_to_left

ZOOMS = (1.0, 3.0)


@pytest.fixture
def from_the_right(qapp: QApplication) -> Iterator[None]:
    with read_from_the_right(qapp):
        yield


def test_only_words_change_in_the_pretended_language(from_the_right: None) -> None:
    assert reads_right_to_left()
    assert _("Continuez.") == in_arabic_letters("Continuez.") != "Continuez."
    assert (
        in_arabic_letters("{count} sur {total} : F12, Ctrl Z, SSD 256") == "{count} سعر {total} : F12, Ctrl Z, SSD 256"
    )


@pytest.mark.parametrize("zoom", ZOOMS)
def test_every_screen_fits_from_the_right_too(
    from_the_right: None, sample_shop: Path, open_window: OpenIt, zoom: float
) -> None:
    window = open_window(sample_shop, RECORDED)
    window.window.resize(SMALL)
    window.application.holder.choose("light", zoom)
    wrong = []
    for scene in scenes(window):
        window.settle()
        laid_out()
        wrong += [f"{scene}: {words}" for words in problems(window.window)]
    assert not wrong, "\n".join(wrong)


def test_the_rail_is_at_the_right(from_the_right: None, sample_shop: Path, open_window: OpenIt) -> None:
    window = open_window(sample_shop)
    window.go(Qt.Key.Key_F5, "intake")
    rail = window.desk.rail
    left = rail.mapTo(window.window, QPoint(0, 0)).x()
    assert left + rail.width() == window.window.width()


def inked(image: QImage, color: QColor) -> list[int]:
    """Return the columns in which a colour is found."""
    return [
        x for x in range(image.width()) if any(image.pixelColor(x, y) == color for y in range(0, image.height(), 2))
    ]


def picture(widget: Button | Cells | Plate | Strip) -> QImage:
    return widget.grab().toImage()


def test_a_button_begins_at_the_right_with_its_icon_and_ends_with_its_key(qtbot: QtBot, from_the_right: None) -> None:
    plain, keyed = Button("", icon="done"), Button("", icon="done", key="F12")
    for button in (plain, keyed):
        qtbot.addWidget(button)
        button.resize(400, 64)
    same = [picture(plain).pixelColor(x, 32) == picture(keyed).pixelColor(x, 32) for x in range(400)]
    assert same[250:] == [True] * 150  # the icon
    assert not all(same[:150])  # the key


def test_steps_and_cells_are_counted_from_the_right(qtbot: QtBot, from_the_right: None, theme: Theme) -> None:
    steps = [StripStep("x", "", state) for state in (StepState.NOW, StepState.TODO, StepState.TODO)]
    strip, cells = Strip(steps), Cells(4, 2)
    for widget, width in ((strip, 900), (cells, 100)):
        qtbot.addWidget(widget)
        widget.resize(width, widget.sizeHint().height())
        work = inked(picture(widget), theme.color("work"))
        assert min(work) > width // 3
        assert max(work) > width * 0.8


def test_a_sticker_looks_as_it_does_on_the_machine(qtbot: QtBot, qapp: QApplication) -> None:
    plate = Plate("260100041229")
    qtbot.addWidget(plate)
    plate.resize(plate.sizeHint())
    before = picture(plate)
    with read_from_the_right(qapp):
        assert picture(plate) == before
