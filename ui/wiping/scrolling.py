"""A column that scrolls by itself beside the rest of the page; in one column it is as long as what is in it."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from ui.theme import Theme, follow
from ui.widgets.layouts import Box, Column, Direction, fit_width
from ui.widgets.stock import dress_scroll_bars


class Scrolled(QScrollArea):
    """Holds one column; `least_px` is its least height beside others, at 100 %.

    `beside` is the row of the page in which it stands: once that is stacked the page scrolls, and nothing in it does.
    """

    def __init__(self, column: Box, least_px: int) -> None:
        super().__init__()
        self._least_px = least_px
        self.beside: Box | None = None
        self.inside = QWidget()
        column.addStretch()
        self.inside.setLayout(column)
        self.inside.setAutoFillBackground(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        dress_scroll_bars(self)
        self.setWidget(self.inside)
        self.inside.setAutoFillBackground(False)  # the panel around it shows through
        self.viewport().setAutoFillBackground(False)
        self.inside.installEventFilter(self)
        self._theme = follow(self.apply_theme)

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        vertical = QSizePolicy.Policy.Fixed if theme.one_column else QSizePolicy.Policy.Expanding
        self.setSizePolicy(QSizePolicy.Policy.Expanding, vertical)
        off, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(off if theme.one_column else needed)
        self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._take_height()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()
        else:
            self._take_height()

    def fit(self) -> None:
        """Stack what is too wide, and take its height; to call when other things are in it."""
        if self.inside.layout() is not None:  # not while it is being built
            fit_width(self.inside, self.viewport().width(), one_column=self._theme.one_column)
            self._take_height()

    def _take_height(self) -> None:
        """Be as high as the content where the page scrolls, and never higher than it."""
        layout = self.inside.layout()
        assert layout is not None
        width = self.viewport().width()
        whole = layout.heightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()
        stacked = self.beside is not None and self.beside.direction() is Direction.TopToBottom
        least = whole if self._theme.one_column or stacked else min(whole, self._theme.picture(self._least_px))
        if least != self.minimumHeight():
            self.setMinimumHeight(least)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.inside.minimumSizeHint().width(), self.minimumHeight())

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()


def scrolled(*items: QWidget, least_px: int) -> Scrolled:
    """Return a scrolling column of widgets."""
    return Scrolled(Column(*items), least_px)
