"""A text to read that may be long: the keys that scroll do so at once; in one column the page scrolls, and not it."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent, QTextOption
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSlider,
    QFrame,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QTextEdit,
    QWidget,
)

from ui.theme import Theme, follow
from ui.widgets.layouts import Column
from ui.widgets.painting import paint_box, text_width
from ui.widgets.stock import dress_scroll_bars

STEPS = {
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}
TAB = "0000"
LINE_PX = 36
LEAST_PX = 260
RAW_PX = 520
READING = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


def scroll_by_key(area: QAbstractScrollArea, event: QKeyEvent) -> bool:
    """Scroll what can be scrolled: the area itself, else the page around it; False for another key."""
    action = STEPS.get(Qt.Key(event.key()))
    if action is None or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        return False
    around: QWidget | None = area
    while around is not None:
        if isinstance(around, QAbstractScrollArea) and around.verticalScrollBar().maximum() > 0:
            bar = around.verticalScrollBar()
            if isinstance(around, QTextEdit | QScrollArea):
                bar.setSingleStep(LINE_PX)
            bar.triggerAction(action)
            return True
        around = around.parentWidget()
    return True


class RichText(QTextEdit):
    """Facts, to read and to copy; as high as what is in it where the page scrolls."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTextInteractionFlags(READING)
        self.setCursorWidth(0)
        self.setAccessibleName(words)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setFrameShape(QFrame.Shape.NoFrame)
        dress_scroll_bars(self)
        self._theme = follow(self.apply_theme)
        self.document().documentLayout().documentSizeChanged.connect(self._take_height)

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.document().setDefaultFont(theme.font("body"))
        self.setPalette(_palette(theme))
        off, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(off if theme.one_column else needed)
        vertical = QSizePolicy.Policy.Fixed if theme.one_column else QSizePolicy.Policy.Expanding
        self.setSizePolicy(QSizePolicy.Policy.Ignored, vertical)
        self._take_height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not scroll_by_key(self, event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._take_height()

    def _take_height(self) -> None:
        whole = round(self.document().size().height()) + 1
        least = whole if self._theme.one_column else LEAST_PX
        if least != self.minimumHeight():
            self.setMinimumHeight(least)
        self.setMaximumHeight(whole if self._theme.one_column else 2**24 - 1)


class RawArea(QPlainTextEdit):
    """A tool's answer, as it came: it may be very long, and scrolls by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTextInteractionFlags(READING)
        self.setCursorWidth(0)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setFrameShape(QFrame.Shape.NoFrame)
        dress_scroll_bars(self)
        self._theme = follow(self.apply_theme)

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        font = theme.font("small", tabular=True)
        self.setFont(font)
        self.setTabStopDistance(text_width(font, TAB))
        self.setPalette(_palette(theme))
        self.setMinimumHeight(RAW_PX if theme.one_column else LEAST_PX)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not scroll_by_key(self, event):
            super().keyPressEvent(event)


class Framed(QWidget):
    """An edge around a text, thicker while it has the focus."""

    def __init__(self, text: QAbstractScrollArea) -> None:
        super().__init__()
        self._text = text
        self.setLayout(Column((text, 1), pad=("m", "s")))
        text.installEventFilter(self)
        self._theme = follow(self.apply_theme)

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme, focused = self._theme, self._text.hasFocus()
        edge = theme.color("work" if focused else "edge")
        with QPainter(self) as painter:
            fill, line = theme.color("surface"), "focus" if focused else "edge"
            paint_box(painter, self.rect(), theme, fill=fill, edge=edge, line=line)  # type: ignore[arg-type]


def _palette(theme: Theme) -> QPalette:
    palette = theme.palette()
    palette.setColor(QPalette.ColorRole.Base, theme.color("surface"))
    return palette
