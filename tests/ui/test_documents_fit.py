from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui.documents_scenes import documents_scenes
from tests.ui.fitting import SMALL, ZOOMS, misfits, scrolled
from tests.ui.open_window import OpenIt, OpenWindow
from ui.documents.screen import DocumentsScreen
from ui.tokens import THEMES, ThemeName


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
    wrong = misfits(window, scenes(window), theme, ZOOMS)
    assert not wrong, "\n".join(wrong)


def test_at_100_percent_no_page_of_documents_has_to_be_scrolled(sample_shop: Path, open_window: OpenIt) -> None:
    window = open_window(sample_shop)
    window.window.resize(SMALL)
    longer = scrolled(window, scenes(window))
    assert not longer, longer
