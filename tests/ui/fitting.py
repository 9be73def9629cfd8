"""Whether a window shows every word whole, at every zoom, without asking for more room than a small screen has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget

from tests.ui.open_window import OpenWindow
from ui.tokens import THEMES, ThemeName

SMALL = QSize(1366, 768)
CALM_ROUNDS = 6
ZOOMS = (1.0, 1.5, 2.0, 3.0)
WIDEST = ZOOMS[-1:]  # colours change no width: for the other themes the most that a page may ask for is enough


def zooms_of(theme: ThemeName) -> Sequence[float]:
    return ZOOMS if theme == THEMES[0] else WIDEST


def misfits(
    window: OpenWindow, scenes: Iterable[str], theme: ThemeName, zooms: Sequence[float], *, and_back: bool = True
) -> list[str]:
    """Look at each scene at each zoom; list what is cut or too wide. `and_back`: each scene begins at 100 %."""
    wrong = []
    for scene in scenes:
        for zoom in zooms:
            window.application.holder.choose(theme, zoom)
            window.settle()
            laid_out()
            wrong += [f"{scene} {zoom}: {words}" for words in problems(window.window)]
        if and_back:
            window.application.holder.choose(theme, 1.0)
            window.settle()
    return wrong


def scrolled(window: OpenWindow, scenes: Iterable[str]) -> list[str]:
    """List the scenes whose page is longer than the window."""
    found = []
    for scene in scenes:
        window.settle()
        laid_out()
        if window.desk.screen.page.area.verticalScrollBar().maximum() > 0:
            found.append(scene)
    return found


def laid_out() -> None:
    """Let every layout ask its parents for room, and be given it: until nothing moves any more."""
    before, calm = places(), 0
    for _ in range(60):
        QApplication.processEvents()
        after = places()
        calm = calm + 1 if after == before else 0
        if calm == CALM_ROUNDS:
            return
        before = after
    raise AssertionError("the layout never comes to rest")


def places() -> list[tuple[int | str, ...]]:
    """Return where every widget is that is shown, and what a label says: new words ask for another room afterwards."""
    shown = (widget for widget in QApplication.allWidgets() if widget.isVisible())
    return [
        (*widget.geometry().getRect(), widget.text() if isinstance(widget, QLabel) else "")  # type: ignore[misc]
        for widget in shown
    ]


def problems(window: QWidget) -> list[str]:
    """List what is cut or too wide now."""
    found = []
    if window.minimumSizeHint().width() > SMALL.width():
        found.append(f"asks {window.minimumSizeHint().width()} px")
    for area in window.findChildren(QScrollArea):
        inside = area.widget()
        if area.isVisible() and inside is not None and inside.width() > area.viewport().width():
            found.append(f"{inside.width()} px in {area.viewport().width()}")
    for label in window.findChildren(QLabel):
        if label.isVisible() and label.text():
            least = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
            narrow = not label.wordWrap() and label.width() < label.minimumSizeHint().width()
            if narrow or label.height() < least:
                found.append(f"« {label.text()[:40]} » is cut: {label.size().toTuple()} for {least}")
    return found
