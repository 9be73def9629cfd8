"""The pages of the gallery, as the screens will be: nothing is cut, at any size, in any theme."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.gallery.frame import JOBS, asked_width
from tests.ui.gallery.home_page import home
from tests.ui.gallery.kit_pages import bands, kit
from tests.ui.gallery.machine_page import bench
from tests.ui.gallery.series_pages import delivery, intake
from tests.ui.gallery.wiping_page import wipe
from ui.signals import Signal
from ui.theme import ThemeHolder
from ui.tokens import THEMES, ThemeName
from ui.widgets.band import Band, Form
from ui.widgets.footer import Footer
from ui.widgets.header import Header
from ui.widgets.layouts import Column
from ui.widgets.page import Page, Shell
from ui.widgets.rail import Rail
from ui.widgets.text import Label

SIZE = QSize(1366, 768)
PAGES = [
    home,
    intake,
    bench,
    wipe,
    delivery,
    kit,
    bands,
]
ZOOMS = [1.0, 1.25, 1.5, 2.0, 3.0]


def show(widget: QWidget, qtbot: QtBot, size: QSize = SIZE) -> None:
    qtbot.addWidget(widget)
    widget.resize(size)
    widget.show()
    settle()


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def cut(page: QWidget) -> list[str]:
    """The words that are not wholly seen."""
    found = []
    for label in page.findChildren(QLabel):
        if label.isVisible() and label.text() and not label.pixmap():
            need = label.heightForWidth(label.width()) if label.wordWrap() else label.minimumSizeHint().height()
            least = label.minimumSizeHint().width()
            if label.width() < least or label.height() < need:
                found.append(label.text())
    for button in page.findChildren(QPushButton):
        least_size = button.minimumSizeHint()
        if button.isVisible() and (button.width() < least_size.width() or button.height() < least_size.height()):
            found.append(button.text())
    return found


@pytest.mark.parametrize("make", PAGES, ids=lambda make: make.__name__)
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("zoom", ZOOMS)
def test_a_page_asks_no_more_width_than_it_has_and_cuts_no_word(
    themes: ThemeHolder, qtbot: QtBot, make: Callable[[], QWidget], theme: ThemeName, zoom: float
) -> None:
    themes.choose(theme, zoom)
    page = make()
    show(page, qtbot)
    assert asked_width(page) <= SIZE.width()
    assert cut(page) == []


@pytest.mark.parametrize("make", PAGES, ids=lambda make: make.__name__)
def test_a_page_can_be_enlarged_and_reduced_while_it_is_shown(
    themes: ThemeHolder, qtbot: QtBot, make: Callable[[], QWidget]
) -> None:
    page = make()
    show(page, qtbot)
    before = page.grab().toImage()
    for zoom in (3.0, 1.5, 2.0, 1.0):
        themes.choose(zoom=zoom)
        settle()
        assert page.size() == SIZE
        assert asked_width(page) <= SIZE.width()
        assert cut(page) == []
    assert page.grab().toImage() == before


def frame(page: Page) -> Shell:
    made = Shell(Rail(JOBS), Footer())
    made.show_page(page, "intake")
    return made


def test_above_a_hundred_and_fifty_percent_the_rail_goes_and_context_comes_last(
    themes: ThemeHolder, qtbot: QtBot
) -> None:
    page = Page(Header("Entrée", "Mairie d’Oullins"), Column(Label("Collez l’étiquette"), None))
    shell = frame(page)
    show(shell, qtbot)
    assert shell.rail.isVisible()
    themes.choose(zoom=2.0)
    settle()
    assert shell.rail.isHidden()
    assert shell.footer.home.isVisible()
    words = [label.text() for label in page.findChildren(Label) if label.isVisible()]
    tops = {
        text: page.findChildren(Label)[place].mapTo(page, page.rect().topLeft()).y() for place, text in enumerate(words)
    }
    assert tops["Entrée"] < tops["Collez l’étiquette"] < tops["Mairie d’Oullins"]
    themes.choose(zoom=1.0)
    settle()
    assert shell.rail.isVisible()
    assert page.header.isVisible()


def test_a_band_in_the_header_s_place_gives_it_back(qtbot: QtBot) -> None:
    band = Band(Form.HEADER)
    page = Page(Header("Poste", "reçu le 12 novembre"), Column(Label("Effacer le disque"), None), band=band)
    shell = frame(page)
    show(shell, qtbot)
    below = page.area.mapTo(page, page.rect().topLeft()).y()
    assert band.isHidden()
    band.show_signal(Signal.REFUSED, "Refusé.", "Ce code est inconnu.", "Posez l’objet. Continuez.")
    settle()
    assert band.isVisible()
    assert page.header.isHidden()
    assert page.area.mapTo(page, page.rect().topLeft()).y() == below
    band.calm()
    settle()
    assert page.header.isVisible()


def test_in_one_column_the_page_goes_to_the_answer(themes: ThemeHolder, qtbot: QtBot) -> None:
    themes.choose(zoom=3.0)
    band = Band()
    words = [Label("Une ligne de la page") for _ in range(30)]
    page = Page(Header("Entrée"), Column(*words), band=band)
    shell = frame(page)
    show(shell, qtbot)
    page.area.verticalScrollBar().setValue(page.area.verticalScrollBar().maximum())
    band.show_signal(Signal.REFUSED, "Refusé.", "Ce code est inconnu.")
    settle()
    assert band.visibleRegion().boundingRect().height() > 0


def test_a_page_takes_the_focus_where_it_says(qtbot: QtBot) -> None:
    page = bench()
    show(page, qtbot)
    assert isinstance(page, Shell)
    current = page.current_page()
    assert current is not None
    qtbot.waitUntil(current.first_focus.hasFocus)
    assert isinstance(current.first_focus, QPushButton)


def test_a_window_does_not_grow_with_its_text(themes: ThemeHolder, qtbot: QtBot) -> None:
    shell = bench()
    show(shell, qtbot)
    themes.choose(zoom=3.0)
    settle()
    assert shell.size() == SIZE
    assert shell.minimumSizeHint().width() <= 800


class Sheet(QWidget):
    """As high as it is wide, like a sheet of paper."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802 — Qt's own method names
        return QSize(100, self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.updateGeometry()


def test_a_page_whose_content_grows_with_its_width_comes_to_rest(themes: ThemeHolder, qtbot: QtBot) -> None:
    themes.choose("light", 3.0)
    page = Page(Header("Documents"), Column(Sheet()), with_rail=False)
    show(page, qtbot)
    for height in range(1366, 1800, 2):  # somewhere in there the sheet fits beside a scroll bar, and without one not
        page.resize(SIZE.width(), height)
        settle()
    assert page.area.verticalScrollBar().isVisible()
