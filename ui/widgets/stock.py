"""Stock widgets of Qt, dressed from the tokens: scroll bars, lists to open, areas to write in, menus.

The style sheet is set on each of them, never on the application: there, Qt gives every widget that changes parent the
font and the palette that it had when it was first shown (measured), and doubles the time to build a window.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar, QWidget

from ui.theme import Theme, follow


class _Dress(QObject):
    """Keeps one widget in the theme; it lives as long as the widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        follow(self.apply_theme)

    def apply_theme(self, theme: Theme) -> None:
        self._widget.setStyleSheet(theme.stylesheet())
        if not isinstance(self._widget, QScrollBar):
            self._widget.setFont(theme.font("body"))
            self._widget.setMinimumHeight(theme.target("bench"))


def dress_scroll_bars(area: QAbstractScrollArea) -> None:
    """Give a scrolling area bars that a hand can take; it scrolls up and down only."""
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    _Dress(area.verticalScrollBar())
