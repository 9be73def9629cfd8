from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui.documents_scenes import documents_scenes
from tests.ui.open_window import OpenIt, OpenWindow
from tests.ui.test_every_screen_fits import SMALL, laid_out, problems
from ui.documents.screen import DocumentsScreen
from ui.tokens import THEMES, ThemeName

ZOOMS = (1.0, 1.5, 2.0, 3.0)


def scenes(window: OpenWindow) -> Iterator[str]:
    assert window.desk.current == "home"
    window.press(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    window.until(lambda: window.desk.current == "documents")
    window.settle()
    screen = window.desk.screens["documents"]
    assert isinstance(screen, DocumentsScreen)

    def press(key: Qt.Key) -> None:
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            window.digit(int(key) - int(Qt.Key.Key_0))
        else:
            window.press(key)
        window.settle()

    yield from documents_scenes(window.desk.session, screen, window.scan, press, window.settle)


@pytest.mark.parametrize("theme", THEMES)
def test_documents_ask_no_more_width_than_there_is_and_no_word_is_cut(
    sample_shop: Path, open_window: OpenIt, theme: ThemeName
) -> None:
    window = open_window(sample_shop)
    window.window.resize(SMALL)
    wrong = []
    for scene in scenes(window):
        for zoom in ZOOMS:
            window.application.holder.choose(theme, zoom)
            window.settle()
            laid_out()
            wrong += [f"{scene} {zoom}: {words}" for words in problems(window.window)]
        window.application.holder.choose(theme, 1.0)
        window.settle()
    assert not wrong, "\n".join(wrong)


def test_at_100_percent_no_page_of_documents_has_to_be_scrolled(sample_shop: Path, open_window: OpenIt) -> None:
    window = open_window(sample_shop)
    window.window.resize(SMALL)
    scrolled = []
    for scene in scenes(window):
        window.settle()
        laid_out()
        if window.desk.screen.page.area.verticalScrollBar().maximum() > 0:
            scrolled.append(scene)
    assert not scrolled, scrolled
