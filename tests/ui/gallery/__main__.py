"""Pictures of the kit, to look at: `python -m tests.ui.gallery [NAME …] --out DIR`.

Pages composed as the screens will be, in three themes, at 100, 150 and 300 %, and at 1.5 pixels a point.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.gallery.frame import asked_width, whole_height
from tests.ui.gallery.home_page import home
from tests.ui.gallery.kit_pages import bands, icons, kit
from tests.ui.gallery.machine_page import bench
from tests.ui.gallery.series_pages import delivery, intake
from tests.ui.gallery.wiping_page import wipe
from ui.theme import ThemeHolder, load_fonts
from ui.tokens import THEMES

SIZE = QSize(1366, 768)
PAGES: dict[str, Callable[[], QWidget]] = {
    "home": home,
    "intake": intake,
    "bench": bench,
    "wipe": wipe,
    "delivery": delivery,
    "kit": kit,
    "bands": bands,
    "icons": icons,
}


def main() -> None:
    """Write the pictures."""
    wanted = arguments()
    wanted.out.mkdir(parents=True, exist_ok=True)
    os.environ["QT_SCALE_FACTOR"] = str(wanted.ratio)
    application = QApplication([])
    load_fonts()
    holder = ThemeHolder(application)
    for name in wanted.names or PAGES:
        page = PAGES[name]()
        for theme in wanted.themes:
            for zoom in wanted.zooms:
                holder.choose(theme, zoom)
                show(page, whole=wanted.whole)
                if asked_width(page) > SIZE.width():
                    print(f"{name} {theme} {zoom}: asks {asked_width(page)} px of width")  # noqa: T201
                page.grab().save(str(wanted.out / f"{name}-{theme}-{round(zoom * 100)}.png"))
        page.hide()
        page.deleteLater()


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--whole", action="store_true", help="the whole length of a page, not one screen of it")
    parser.add_argument("--themes", nargs="*", default=THEMES)
    parser.add_argument("--zooms", nargs="*", type=float, default=[1.0, 1.5, 3.0])
    parser.add_argument("--ratio", type=float, default=1.0, help="pixels a point, as on a dense screen")
    return parser.parse_args()


def show(page: QWidget, *, whole: bool) -> None:
    """Show a page on a screen of the usual size, or on one as tall as the page."""
    page.resize(SIZE)
    page.show()
    settle()
    if whole:
        page.resize(SIZE.width(), max(whole_height(page), SIZE.height()))
        settle()


def settle() -> None:
    """Let every layout find its place."""
    for _ in range(4):
        QApplication.processEvents()


if __name__ == "__main__":
    main()
