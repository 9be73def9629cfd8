from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.ui.open_window import open_window, opened_files, real_shop, sample_data, sample_shop, settings_file
from ui.theme import Theme, ThemeHolder, load_fonts

__all__ = ["open_window", "opened_files", "real_shop", "sample_data", "sample_shop", "settings_file"]

# the offscreen platform says that it has no window manager
HARMLESS = "This plugin does not support (propagateSizeHints|raise|grabbing the keyboard)"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.qt_log_ignore(HARMLESS))


@pytest.fixture(scope="session")
def dressed_application(qapp: QApplication) -> ThemeHolder:
    load_fonts()
    return ThemeHolder(qapp)


@pytest.fixture(autouse=True)
def themes(dressed_application: ThemeHolder, qtbot: QtBot) -> Iterator[ThemeHolder]:
    """The application's theme, light and at 100 % for each test."""
    del qtbot
    dressed_application.choose("light", 1.0)
    yield dressed_application
    dressed_application.choose("light", 1.0)


@pytest.fixture
def theme(themes: ThemeHolder) -> Theme:
    return themes.theme
