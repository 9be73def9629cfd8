from __future__ import annotations

from tests.ui.conftest import dressed_application, themes
from tests.ui.open_window import open_window, opened_files, real_shop, sample_data, sample_shop, settings_file

__all__ = [
    "dressed_application",
    "open_window",
    "opened_files",
    "real_shop",
    "sample_data",
    "sample_shop",
    "settings_file",
    "themes",
]
