"""One colour after the other over the whole screen: a point that does not change is dead."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent

from ui.inspection.full_window import FullWindow
from workshop.texts import _
from workshop.words import shown

# Not the house's colours: each of the three lights of a point alone, then all, then none.
LIGHTS = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0), (1.0, 1.0, 1.0), (0.0, 0.0, 0.0))


class ColoursWindow(FullWindow):
    """Space, or a click, goes on; Escape ends."""

    def __init__(self) -> None:
        super().__init__(shown(_("Test de l'écran")))
        self.place = 0
        self.setCursor(Qt.CursorShape.BlankCursor)

    def go_on(self) -> None:
        """Show the next colour; after the last one it is over."""
        if self.place + 1 == len(LIGHTS):
            self.end(finished=True)
            return
        self.place += 1
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.end(finished=False)
        elif event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.go_on()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.go_on()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor.fromRgbF(*LIGHTS[self.place]))
