from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from ui.signals import SAME_DRAWING, Shape, Signal
from ui.theme import Theme, ThemeHolder
from ui.tokens import THEMES, ThemeName
from ui.widgets.icons import Icon, Mark, application_icon, icon_pixmap, svg_text
from ui.widgets.signal_shape import Marked, ShapeMark, shape_pixmap, signal_pixmap
from workshop.resources import resource

STROKED = sorted(file.stem for file in resource("icons").glob("*.svg") if file.stem not in {"mark", "etabli"})
TRADE = """
intake bench wipe store deliver returns review documents workshop home reader printer undo person
help sound memory drive battery display processor charger usb-key padlock repair parts box done
clock label back plus next without number sample pause
"""


def painted(pixmap: QPixmap) -> bool:
    image = pixmap.toImage().convertToFormat(QImage.Format.Format_ARGB32)
    return any(image.pixelColor(x, y).alpha() for x in range(image.width()) for y in range(image.height()))


def test_every_word_of_the_trade_has_its_icon() -> None:
    words = TRADE.split()
    assert [word for word in words if word not in STROKED] == []


@pytest.mark.parametrize("name", STROKED)
def test_an_icon_is_drawn_in_one_stroke_and_one_colour(name: str, theme: Theme, qtbot: QtBot) -> None:
    drawing = svg_text(name)
    assert 'viewBox="0 0 24 24"' in drawing
    assert drawing.count("currentColor") == 1
    assert QSvgRenderer(drawing.encode()).isValid()
    pixmap = icon_pixmap(name, 28, theme.color("work"), 1.0)
    assert painted(pixmap)
    assert pixmap.size() == QSize(28, 28)


def test_an_icon_is_sharp_on_a_dense_screen(theme: Theme, qtbot: QtBot) -> None:
    pixmap = icon_pixmap("reader", 28, theme.color("ink"), 1.5)
    assert pixmap.size() == QSize(42, 42)
    assert pixmap.deviceIndependentSize().toSize() == QSize(28, 28)


def test_an_unknown_icon_fails_at_once(theme: Theme, qtbot: QtBot) -> None:
    with pytest.raises(FileNotFoundError):
        icon_pixmap("nothing", 28, theme.color("ink"), 1.0)


@pytest.mark.parametrize("name", THEMES)
def test_every_shape_differs_from_every_other(name: ThemeName, qtbot: QtBot) -> None:
    theme = Theme(name)
    drawings = [shape_pixmap(shape, 28, theme, 1.0).toImage() for shape in Shape]
    assert all(one != other for place, one in enumerate(drawings) for other in drawings[place + 1 :])
    assert SAME_DRAWING == {Shape.DONE: Shape.ACCEPTED}


@pytest.mark.parametrize("signal", Signal)
def test_a_signal_shows_its_own_shape_in_the_band(signal: Signal, theme: Theme, qtbot: QtBot) -> None:
    assert painted(signal_pixmap(signal, 80, theme, 1.0))
    assert signal.shape.value == signal.value.replace("_", "-")


def test_icons_follow_the_theme(themes: ThemeHolder, qtbot: QtBot) -> None:
    widgets = [Icon("reader"), ShapeMark(Shape.WARNING), Mark()]
    for widget in widgets:
        qtbot.addWidget(widget)
        widget.show()
    before = [widget.grab().toImage() for widget in widgets]
    themes.choose("high-contrast", 3.0)
    assert all(widget.grab().toImage() != image for widget, image in zip(widgets, before, strict=True))
    assert widgets[0].width() == 62


def test_a_state_changes_its_shape_and_its_words_together(qtbot: QtBot) -> None:
    state = Marked(Shape.ACCEPTED, "Chargeur")
    qtbot.addWidget(state)
    state.show_state(Shape.WARNING, "Sans chargeur")
    assert (state.mark.shape, state.label.text()) == (Shape.WARNING, "Sans chargeur")


def test_the_application_has_an_icon_for_every_task_bar(qtbot: QtBot) -> None:
    assert {16, 32, 256} <= {size.width() for size in application_icon().availableSizes()}
